"""What the register says in all: what adds up, what is due, the table, the page for the board."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from contract_scan.desk.asked import desk_of
from contract_scan.desk.errors import DeskError
from contract_scan.desk.pages import download, language_of, link, page
from contract_scan.desk.views.register.asked import at_of, folder_of, names_in, rests_on, role_of, state_of, unit_of
from contract_scan.messages import say
from contract_scan.register.projection import opened
from contract_scan.report.html.reporter import digest

if TYPE_CHECKING:
    from contract_scan.register.due import Due

#: How many rows of a view a page shows.
MOST = 50
#: How many months ahead a page may look; the first is what it does unless asked, as the command does.
MONTHS = (6, 12, 24, 60)


def cumulative(request: Request) -> Response:
    """Show what adds up, view by view, each with what it rests on and what it does not say."""
    from contract_scan.register.coverage import sentence, statement
    from contract_scan.register.sheets import sheets

    folder, unit, language = folder_of(request), unit_of(request), language_of(request)
    at = at_of(folder)
    with opened(folder, at.day, unit) as connection:
        rests = sentence(statement(connection, at), language)
        found = sheets(connection, at, language, MOST)
    return page(request, "cumulative.html.j2", tab="cumulative", sheets=found, rests=rests)


def behind(request: Request) -> Response:
    """Show the agreements behind one figure."""
    from contract_scan.register.sheets import title_of
    from contract_scan.register.views import VIEWS
    from contract_scan.register.views import behind as behind_of

    folder, unit = folder_of(request), unit_of(request)
    spec = VIEWS.get(request.path_params["view"])
    key = request.query_params.getlist("key")
    if spec is None or len(key) != len(spec.keys):
        raise DeskError("no_page", 404)
    values: list[Any] = [
        int(v) if name == "year" and v.isdecimal() else v for name, v in zip(spec.keys, key, strict=True)
    ]
    at = at_of(folder)
    with opened(folder, at.day, unit) as connection:
        found = behind_of(connection, spec, at, values)
    title = title_of(spec.name, at, language_of(request))
    names = names_in(state_of(folder, unit))
    return page(request, "behind.html.j2", tab="cumulative", found=found, title=title, names=names)


def due(request: Request) -> Response:
    """Show what must be decided in the coming months."""
    folder, unit, language = folder_of(request), unit_of(request), language_of(request)
    names = names_in(state_of(folder, unit))
    months = _months(request)
    found = sorted(_due(folder, unit, months), key=lambda one: one.day)
    lines = [(one.agreement, _due_line(one, names, language)) for one in found]
    rests = rests_on(folder, unit, language)
    return page(request, "due.html.j2", tab="due", lines=lines, rests=rests, months=months, choices=MONTHS)


def _months(request: Request) -> int:
    """Return how many months ahead a reader asks to look; what is not offered is the first that is."""
    asked = request.query_params.get("months", "")
    return next((one for one in MONTHS if str(one) == asked), MONTHS[0])


def _due(folder: Path, unit: str | None, months: int) -> list[Due]:
    from contract_scan.register.due import due as due_of

    at = at_of(folder)
    with opened(folder, at.day, unit) as connection:
        return due_of(connection, at, months)


def _due_line(one: Due, names: dict[str, str], language: str) -> str:
    rest = f" ({one.detail})" if one.detail else ""
    values = {"day": one.day, "title": one.title, "unit": names.get(f"unit:{one.unit}", one.unit), "rest": rest}
    return say(f"register.due.{one.what}_line", language, **values)


def calendar(request: Request) -> Response:
    """Give what must be decided as a calendar file."""
    from contract_scan.register.calendar import Entry
    from contract_scan.register.calendar import calendar as calendar_of

    folder, unit, language = folder_of(request), unit_of(request), language_of(request)
    entries = [
        Entry(one.day, f"{say(f'register.due.{one.what}', language)}: {one.title}", f"{one.unit} · {one.agreement}")
        for one in _due(folder, unit, _months(request))
    ]
    made = calendar_of(entries, datetime.date.today().isoformat())
    return download(made, "contract-scan.ics", "text/calendar")


def table(request: Request) -> Response:
    """Give the register as a table for a spreadsheet."""
    from contract_scan.register.export import exported

    folder, language = folder_of(request), language_of(request)
    day = datetime.date.today().isoformat()
    role = role_of(request) or say("desk.role.reviewer", language)
    return download(exported(folder, unit_of(request), role, day, ".xlsx", language), f"register-{day}.xlsx")


def board(request: Request) -> Response:
    """Give the page for the board, as it is written to a file, or its Word file."""
    from contract_scan.register.board import overview as overview_of
    from contract_scan.register.board import page as page_of
    from contract_scan.register.board import word
    from contract_scan.register.current import current_of

    folder, unit, language = folder_of(request), unit_of(request), language_of(request)
    role = role_of(request) or say("desk.role.reviewer", language)
    at = at_of(folder)
    with opened(folder, at.day, unit) as connection:
        made = overview_of(connection, at, current_of(folder, desk_of(request).setup()), folder, role, unit, language)
    if request.query_params.get("as") == "docx":
        return download(word(made), f"board-{at.day}.docx")
    text = page_of(made, (link(request, "register"), say("desk.register.back", language))).decode()
    style = text[text.index("<style>") + 7 : text.index("</style>")]
    policy = (
        f"default-src 'none'; style-src '{digest(style)}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    return HTMLResponse(text, headers={"content-security-policy": policy})


ROUTES = [
    Route("/register/cumulative", cumulative),
    Route("/register/cumulative/{view}", behind),
    Route("/register/due", due),
    Route("/register/calendar", calendar),
    Route("/register/table", table),
    Route("/register/board", board),
]
