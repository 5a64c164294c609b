"""Pages: templates filled in, with the one style and one script that the page may use, and the policy that says so."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from contract_scan.desk.users import User
from contract_scan.messages import LANGUAGES, say
from contract_scan.report.html.reporter import SCRIPT, digest, resource, style_text
from contract_scan.report.html.templates import environment

if TYPE_CHECKING:
    import jinja2

LANGUAGE = "language"
#: The modules of the review page at the desk: two of its own take the place of those that write files.
REVIEW_SCRIPT = ("desk:send", *(f"desk:{name}" if name in ("keep", "exchange") else name for name in SCRIPT))


def _templates() -> jinja2.Environment:
    return environment(__package__, "templates")


def prepare() -> None:
    """Make every template ready, so that the first page comes as quickly as the others."""
    for name in _templates().list_templates():
        _templates().get_template(name)
    style()


@cache
def style() -> str:
    """Return the style of every page at the desk: that of the review page, and the desk's own."""
    return style_text() + own("desk.css")


def own(name: str) -> str:
    """Return a file that stands beside this module."""
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


@cache
def script(modules: tuple[str, ...]) -> str:
    """Return scripts, one after the other: the desk's own are named with "desk:" before them."""
    texts = [
        own(f"script/{name.removeprefix('desk:')}.js") if name.startswith("desk:") else resource(f"script/{name}.js")
        for name in modules
    ]
    return "\n".join(texts)


@cache
def policy(modules: tuple[str, ...], also: str = "") -> str:
    """Return the policy of a page: its own style and script, answers from the desk itself, and nothing else."""
    scripts = f"'{digest(script(modules))}'" if modules else "'none'"
    styles = f"'{digest(style())}'" + (f" '{digest(also)}'" if also else "")
    return (
        f"default-src 'none'; script-src {scripts}; style-src {styles}; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )


def language_of(request: Request) -> str:
    """Return the language of a reader: as they chose, as the desk was told, or as their browser asks."""
    chosen = request.cookies.get(LANGUAGE, "")
    if chosen in LANGUAGES:
        return chosen
    given: str = request.app.state.desk.language
    if given in LANGUAGES:
        return given
    wanted = [
        part.partition(";")[0].strip().lower()[:2] for part in request.headers.get("accept-language", "").split(",")
    ]
    return next((one for one in wanted if one in LANGUAGES), LANGUAGES[0])


def user_of(request: Request) -> User:
    """Return who asks."""
    user: User = request.state.user
    return user


def link(request: Request, *parts: str) -> str:
    """Return the address of a page within the desk, whatever stands in its parts."""
    root: str = request.app.state.desk.root
    return root + "/" + "/".join(quote(part, safe="") for part in parts)


def page(
    request: Request,
    template: str,
    *,
    status: int = 200,
    modules: Sequence[str] = (),
    here: str = "",
    **values: Any,
) -> HTMLResponse:
    """Return a page in the reader's language. Values are escaped wherever the template puts them.

    `here` is where to come back to in another language; the page's own address, unless it answers a form.
    """
    language = language_of(request)
    chosen = tuple(modules)

    def speak(key: str, /, **given: Any) -> str:
        return say(key, language, **given)

    text = (
        _templates()
        .get_template(template)
        .render(
            **values,
            language=language,
            languages=LANGUAGES,
            say=speak,
            user=request.scope.get("state", {}).get("user"),
            server=request.app.state.desk.server is not None,
            here=here or _address(request),
            url=lambda *parts: link(request, *(str(part) for part in parts)),
            style=Markup(style()),
            script=Markup(script(chosen)) if chosen else "",
        )
    )
    return HTMLResponse(text, status, {"content-security-policy": policy(chosen)})


def _address(request: Request) -> str:
    """Return the address of a page, with what was searched or chosen there; never a token."""
    url = request.url
    return f"{url.path}?{url.query}" if url.query and not url.path.endswith("/enter") else url.path


def data_block(value: Any) -> Markup:
    """Return values as JSON for a data block, which no text can break out of."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def to(request: Request, *parts: str) -> Response:
    """Send a browser on to another page."""
    return RedirectResponse(link(request, *parts), 303)


def download(data: bytes, name: str, kind: str = "application/octet-stream") -> Response:
    """Return a file to be saved, never to be shown in the browser."""
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "._-") else "_" for c in name)
    headers = {"content-disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"}
    return Response(data, media_type=kind, headers=headers)
