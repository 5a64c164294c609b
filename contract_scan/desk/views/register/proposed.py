"""The row that a document would add to the register, looked at and written."""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
import json
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from contract_scan.desk.asked import desk_of, form_of, record_of
from contract_scan.desk.desk import Desk
from contract_scan.desk.errors import DeskError
from contract_scan.desk.pages import language_of, page, to, user_of
from contract_scan.desk.record import Record
from contract_scan.desk.users import User
from contract_scan.desk.views.register.agreements import FIELDS, fields_for, to_begin
from contract_scan.desk.views.register.asked import folder_of, own_unit, role_of, state_of, unit_of, write, writer_of
from contract_scan.messages import say
from contract_scan.register.edit import with_changes
from contract_scan.register.model import Agreement, Organisation, Unit
from contract_scan.register.replay import State
from contract_scan.register.show import changed, described


def proposed(request: Request) -> Response:
    """Show the row that a document would add to the register, to be looked at and changed."""
    record, user, language = record_of(request), user_of(request), language_of(request)
    user.needs("register")
    try:
        folder = folder_of(request)
    except DeskError:
        return to_begin(request, record)
    if user.may("read") and record.about is None:
        raise DeskError("not_read_yet", 409)
    whole, part = state_of(folder, None), unit_of(request)
    known = list((whole if part is None else state_of(folder, part)).of(Unit).values())
    unit = _chosen_unit(request, user, known, request.query_params.get("unit", ""))
    if not unit:
        return page(request, "proposed.html.j2", record=record, units=known, unit="", **_nothing())
    made = _proposal(request, record, unit, whole)
    names = {f"unit:{one.id}": one.name for one in known} | {one.id: one.names[0] for one in made.organisations}
    there = whole.current.get(f"agreement:{made.agreement.id}")
    agreement = _with_what_stands(made.agreement, there.body if there else None)
    lines = changed(there.body if there else None, agreement, language, names)[1:]
    return page(
        request,
        "proposed.html.j2",
        record=record,
        units=known,
        unit=unit,
        fields=fields_for(agreement, language),
        lines=lines,
        organisations=[described(one, language, names) for one in made.organisations],
        doubts=[say(f"register.doubts.{doubt}", language) for doubt in made.doubts],
        there=there is not None,
        agreement=agreement,
        role=role_of(request),
    )


def _with_what_stands(proposed: Agreement, there: object) -> Agreement:
    """Return a proposed row with what a person filled in of the one that stands already."""
    if not isinstance(there, Agreement):
        return proposed
    return dataclasses.replace(proposed, **{name: getattr(there, name) for name in FIELDS if getattr(there, name)})


def _nothing() -> dict[str, Any]:
    return {"fields": [], "lines": [], "organisations": [], "doubts": [], "there": False, "agreement": None, "role": ""}


def _chosen_unit(request: Request, user: User, known: list[Unit], asked: str) -> str:
    if desk_of(request).server is not None and user.scope() is not None:
        return user.unit
    ids = [one.id for one in known]
    return asked if asked in ids else ids[0] if len(ids) == 1 else ""


def _proposal(request: Request, record: Record, unit: str, whole: State) -> Any:
    from contract_scan.register.add import Entry, propose
    from contract_scan.register.definitions import definitions
    from contract_scan.report.json import as_json

    desk: Desk = desk_of(request)
    folder = desk.home.register
    scans = desk.kept(record)
    report = as_json(scans[0].scan, "en")
    digest = hashlib.sha256(json.dumps(report, sort_keys=True).encode()).hexdigest()
    in_force, today = definitions(folder)[-1], datetime.date.today().isoformat()
    entry = Entry(unit, today, in_force.version, "", "", in_force.institution, "", 0)
    decided = record.decisions(scans[0].scan.document.source.sha256)
    return propose(report, digest, entry, whole.of(Organisation), decided)


async def add(request: Request) -> Response:
    """Write the row that somebody looked at: new organisations, the agreement and its review."""
    record, form = record_of(request), await form_of(request)
    folder = folder_of(request)
    unit = own_unit(request, form.get("unit", ""))
    made = _proposal(request, record, unit, state_of(folder, None))
    agreement = with_changes(made.agreement, [f"{name}={form[name]}" for name in FIELDS if name in form])
    if not agreement.title.strip():
        raise DeskError("empty_field")
    writer = writer_of(request, form)
    for noun in (*made.organisations, agreement, made.review):
        writer.state(noun, unit, why=form.get("why", ""))
    write(request, writer, agreement.id)
    record.journal.append(user_of(request).name, "registered", value=agreement.id)
    return to(request, "register", "agreements", agreement.id)


_AT = "/documents/{unit}/{digest}"
ROUTES = [
    Route(f"{_AT}/register", proposed, methods=["GET"]),
    Route(f"{_AT}/register", add, methods=["POST"]),
]
