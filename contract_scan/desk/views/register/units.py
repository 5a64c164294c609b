"""Units in pages, with what they said of their coverage."""

from __future__ import annotations

import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from contract_scan.desk.asked import form_of
from contract_scan.desk.errors import DeskError
from contract_scan.desk.pages import language_of, page, to
from contract_scan.desk.views.register.asked import (
    at_of,
    day_of,
    folder_of,
    own_unit,
    role_of,
    state_of,
    unit_of,
    write,
    writer_of,
)
from contract_scan.register.model import KINDS, Coverage, Unit
from contract_scan.register.projection import opened


def units(request: Request) -> Response:
    """Show units with what they said of their coverage, and let a person enter and confirm."""
    from contract_scan.register.coverage import sentence, statement

    folder, unit, language = folder_of(request), unit_of(request), language_of(request)
    at = at_of(folder)
    with opened(folder, at.day, unit) as connection:
        covered = statement(connection, at)
    values: dict[str, Any] = {
        "covered": covered.units,
        "rests": sentence(covered, language),
        "today": at.day,
        "role": role_of(request),
    }
    return page(request, "units.html.j2", tab="units", may_add=unit is None, **values)


async def add_unit(request: Request) -> Response:
    """Enter a unit, or that all of its agreements are in."""
    folder, form = folder_of(request), await form_of(request)
    identity = own_unit(request, form.get("unit", "").strip())
    writer = writer_of(request, form)
    if "about" in form:
        until = day_of(form.get("until", "")) or datetime.date.today().isoformat()
        about = int(form["about"]) if form["about"].isdecimal() and len(form["about"]) < 7 else 0
        made: Any = Coverage(id=f"{identity}-all", unit=identity, kind="", until=until, about=about)
    else:
        if not form.get("name", "").strip():
            raise DeskError("empty_field")
        made = Unit(id=identity, name=form["name"].strip())
    before = state_of(folder, None).current.get(f"{KINDS[type(made)]}:{made.id}")
    if before is None or before.body != made:
        writer.state(made, identity)
        write(request, writer, identity)
    return to(request, "register", "units")


ROUTES = [
    Route("/register/units", units, methods=["GET"]),
    Route("/register/units", add_unit, methods=["POST"]),
]
