"""Coming in with a token, choosing a language, saying one's name."""

from __future__ import annotations

import json
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from contract_scan.desk.asked import desk_of, form_of, json_of
from contract_scan.desk.errors import DeskError
from contract_scan.desk.pages import LANGUAGE, page, to
from contract_scan.desk.sessions import COOKIE, LASTS, Sessions
from contract_scan.messages import LANGUAGES
from contract_scan.whole_file import write_whole

_LONGEST_NAME = 100


def enter(request: Request) -> Response:
    """Let a browser in that brings the token, and give it the cookie; the token is gone from its address at once."""
    sessions: Sessions | None = request.app.state.sessions
    if sessions is None:
        raise DeskError("no_page", 404)
    cookie = sessions.enter(request.query_params.get("token", ""))
    # A page that leads on by itself: a redirect from another program would count as a visit from another site, and the
    # browser would keep the new cookie back.
    answer = page(request, "enter.html.j2", modules=("desk:enter",))
    path = desk_of(request).root + "/"
    answer.set_cookie(COOKIE, cookie, max_age=LASTS, path=path, httponly=True, samesite="strict")
    return answer


async def language(request: Request) -> Response:
    """Remember which language somebody reads, and go back to where they were."""
    form = await form_of(request)
    chosen = form.get("language", "")
    answer = to(request)
    back = form.get("back", "")
    if back.startswith(desk_of(request).root + "/") and not back.startswith("//") and "\\" not in back:
        answer.headers["location"] = quote(back, safe="/?&=%:@!$'()*+,;~")
    if chosen in LANGUAGES:
        path = desk_of(request).root + "/"
        answer.set_cookie(LANGUAGE, chosen, max_age=LASTS, path=path, httponly=True, samesite="strict")
    return answer


async def name(request: Request) -> Response:
    """Keep what one person at their own machine is called; behind a proxy, the proxy says that."""
    desk = desk_of(request)
    if desk.server is not None:
        raise DeskError("no_page", 404)
    said = str((await json_of(request)).get("name", "")).strip()[:_LONGEST_NAME]
    told = {**desk.profile, "name": "".join(c for c in said if c.isprintable())}
    write_whole(desk.home.folder / "profile.json", json.dumps(told).encode())
    return JSONResponse({"name": told["name"]})


def icon(request: Request) -> Response:
    """Give the sign that the browser shows on the tab: a quote under a question."""
    return Response(_ICON, media_type="image/svg+xml")


_ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#0b4a80"/>'
    '<path d="M4 5h8M4 8h8M4 11h5" stroke="#fff" stroke-width="1.6"/></svg>'
)
ROUTES = [
    Route("/icon.svg", icon),
    Route("/enter", enter),
    Route("/language", language, methods=["POST"]),
    Route("/name", name, methods=["POST"]),
]
