"""What is an administrator's: the log of what was done at the desk as a whole, and everything in one file."""

from __future__ import annotations

import datetime
import uuid
from pathlib import Path

from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from contract_scan.desk.archive import export
from contract_scan.desk.asked import desk_of, upload_of
from contract_scan.desk.errors import DeskError
from contract_scan.desk.pages import link, page, user_of


def log(request: Request) -> Response:
    """Show what was done at the desk as a whole, the latest first; nothing in it can be changed here."""
    user, desk = user_of(request), desk_of(request)
    user.needs("log")
    entries, asked = desk.records.log, request.query_params
    counts = [asked.get(name, "") for name in ("new", "there")]
    return page(
        request,
        "log.html.j2",
        modules=("desk:send", "desk:upload"),
        entries=entries.events[-500:][::-1],
        damaged=entries.damaged,
        imported=counts if all(one.isdecimal() and len(one) < 9 for one in counts) else None,
        largest=desk.largest // 1_000_000,
        may=user.may("manage"),
    )


def everything(request: Request) -> Response:
    """Give all documents, what was done on them, house rules, register and log in one file."""
    user, desk = user_of(request), desk_of(request)
    user.needs("manage")
    target = desk.home.incoming / f"{uuid.uuid4().hex}.zip"
    documents = export(desk.home, target)
    desk.records.log.append(user.name, "exported", value={"documents": documents})
    name = f"desk-{datetime.date.today().isoformat()}.zip"
    return FileResponse(target, filename=name, background=BackgroundTask(_away, target))


def _away(file: Path) -> None:
    file.unlink(missing_ok=True)


async def take_in(request: Request) -> Response:
    """Take in a file that another desk gave; what is here already stays as it is."""
    user, desk = user_of(request), desk_of(request)
    user.needs("manage")
    target = await upload_of(request)
    try:
        new, there = await run_in_threadpool(desk.import_from, target, user.name)
    except DeskError as error:  # the file is called as the browser calls it, not as it stood meanwhile
        raise DeskError("no_export" if error.key == "bad_export" else error.key, error.status, **error.values) from None
    finally:
        target.unlink(missing_ok=True)
    return JSONResponse({"address": f"{link(request, 'log')}?new={new}&there={there}", "job": 0, "name": ""})


ROUTES = [
    Route("/log", log, methods=["GET"]),
    Route("/everything", everything, methods=["POST"]),
    Route("/everything/import", take_in, methods=["POST"]),
]
