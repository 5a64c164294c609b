"""What scans are made with: lists with their age, and plugins."""

from __future__ import annotations

import datetime
from pathlib import Path, PurePath
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from contract_scan.desk.asked import desk_of, file_name, upload_of
from contract_scan.desk.desk import Desk
from contract_scan.desk.errors import DeskError
from contract_scan.desk.pages import language_of, link, page, user_of
from contract_scan.lists.model import ListError
from contract_scan.plugins import HOOKS


def _folder(desk: Desk) -> Path:
    from contract_scan.lists.store import lists_folder

    return desk.settings().lists or lists_folder()


def lists(request: Request) -> Response:
    """Show which lists are at hand, how old they are, and which are missing."""
    from contract_scan.cli.lists import formats
    from contract_scan.lists.store import age_of, is_old, open_lists
    from contract_scan.messages import say

    desk, language = desk_of(request), language_of(request)
    known, today = formats(desk.setup()), datetime.date.today()
    stored = open_lists(_folder(desk))
    ages = desk.settings().list_ages
    rows: list[dict[str, Any]] = []
    for one in stored.stored:
        held = one.manifest
        days = ages.get(held.kind, getattr(known.get(held.kind), "days", 0))
        title = held.title.get(language) or held.title.get("en") or held.name
        origin = say("lists.shipped", language) if held.shipped else say("lists.own", language, imported=held.imported)
        rows.append(
            {"title": title, "name": held.name, "edition": held.edition, "rows": held.rows, "origin": origin,
             "authority": say(f"lists.authority.{held.authority}", language), "old": is_old(held, days, today),
             "age": age_of(held, today)}
        )  # fmt: skip
    failures = [say(f"lists.{failure.reason}", language, **failure.details) for failure in stored.failures]
    at_hand = {one.manifest.kind for one in stored.stored}
    stored.close()
    missing = [form.title[language] for kind, form in known.items() if kind not in at_hand]
    return page(
        request,
        "lists.html.j2",
        modules=("desk:send", "desk:upload"),
        rows=rows,
        missing=missing,
        failures=failures,
        largest=desk.largest // 1_000_000,
        may=user_of(request).may("manage"),
    )


async def add_list(request: Request) -> Response:
    """Take in a list as it was saved; its kind is known by its content."""
    user_of(request).needs("manage")
    desk = desk_of(request)
    name = PurePath(file_name(request))
    target = await upload_of(request)
    suffix = name.suffix if name.suffix[1:].isalnum() and name.suffix.isascii() and len(name.suffix) < 8 else ""
    saved = target.rename(target.with_name(target.name + suffix))
    try:
        done = await run_in_threadpool(_import, desk, saved, name.stem)
    finally:
        saved.unlink(missing_ok=True)
    desk.records.log.append(user_of(request).name, "list", done.name, {"edition": done.edition, "rows": done.rows})
    await run_in_threadpool(desk.knowledge_changed)
    return JSONResponse({"address": link(request, "lists"), "job": 0, "name": done.name})


def _import(desk: Desk, saved: Path, stem: str) -> Any:
    from contract_scan.cli.lists import formats, variant_of
    from contract_scan.lists.importing import import_list
    from contract_scan.lists.recognising import recognised

    known = formats(desk.setup())
    form = recognised(known, saved)
    if form is None:
        raise DeskError("no_list")
    variant = variant_of(form, None, saved.with_name(stem or "list"))
    try:
        return import_list(form, saved, _folder(desk), datetime.date.today(), variant=variant)
    except ListError as error:  # it names the file as the browser did, not where it stood meanwhile
        raise ListError(error.key, **{**error.values, **({"path": stem} if "path" in error.values else {})}) from None
    except OSError as error:
        raise ListError("unwritable", path=str(_folder(desk)), reason=error.strerror or "") from None


def plugins(request: Request) -> Response:
    """Show plugins with their version and what they contribute, and which failed."""
    from contract_scan.cli.plugins import described
    from contract_scan.messages import say
    from contract_scan.report.phrases import failure_sentence

    language, setup = language_of(request), desk_of(request).setup()
    loaded = setup.plugins
    given = {hook: loaded.contributions(hook) for hook in HOOKS}
    rows = []
    for name, version in sorted(loaded.versions.items()):
        own = {
            say(f"report.hook.{hook}", language): ", ".join(described(c.value) for c in found if c.plugin == name)
            for hook, found in given.items()
        }
        rows.append({"name": name, "version": version, "gives": [(k, v) for k, v in own.items() if v]})
    failures = [failure_sentence(failure, language) for failure in setup.failures]
    return page(request, "plugins.html.j2", rows=rows, failures=failures)


ROUTES = [
    Route("/lists", lists, methods=["GET"]),
    Route("/lists", add_list, methods=["POST"]),
    Route("/plugins", plugins),
]
