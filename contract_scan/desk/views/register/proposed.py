"""The row that a document would add to the register, looked at and written."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from contract_scan.desk.asked import desk_of, fields_of, record_of
from contract_scan.desk.desk import Desk
from contract_scan.desk.errors import DeskError
from contract_scan.desk.pages import language_of, page, to, user_of
from contract_scan.desk.record import Record
from contract_scan.desk.users import User
from contract_scan.desk.views.register.agreements import to_begin
from contract_scan.desk.views.register.asked import (
    folder_of,
    names_in,
    own_unit,
    role_of,
    state_of,
    unit_of,
    write,
    writer_of,
)
from contract_scan.desk.views.register.fields import fields_for, filled_in
from contract_scan.desk.views.register.parties import named_in, party_form
from contract_scan.desk.views.register.refused import Refused, about, parties_typed, typed_in
from contract_scan.register.add import Entry, Proposal, propose
from contract_scan.register.again import proposed_review, proposed_row, says_more
from contract_scan.register.definitions import definitions
from contract_scan.register.doubts import doubts_of
from contract_scan.register.errors import RegisterError
from contract_scan.register.files import read_events
from contract_scan.register.model import KINDS, Agreement, Noun, Organisation, Review, Unit
from contract_scan.register.parties import with_parties
from contract_scan.register.replay import State
from contract_scan.register.show import differences, rows
from contract_scan.report.json import as_json


def proposed(request: Request) -> Response:
    """Show the row that a document would add to the register, to be looked at and changed."""
    return _shown(request)


def _shown(request: Request, refused: Refused | None = None) -> Response:
    """Return the page of a proposed row; after something was refused, with what was typed and why it cannot be."""
    record, user = record_of(request), user_of(request)
    user.needs("register")
    try:
        folder = folder_of(request)
    except DeskError:
        return to_begin(request, record)
    if user.may("read") and record.about is None:
        raise DeskError("not_read_yet", 409)
    whole, scope = state_of(folder, None), unit_of(request)
    part = whole if scope is None else state_of(folder, scope)
    known = list(part.of(Unit).values())
    unit = _chosen_unit(request, user, known, typed_in(refused, "change").get("unit") or _asked(request))
    values = _told(request, record, unit, (whole, part), refused) if unit else {}
    values |= about(request, refused, "documents", record.unit, record.digest, "register")
    return page(request, "proposed.html.j2", record=record, units=known, unit=unit, **values)


def _asked(request: Request) -> str:
    return request.query_params.get("unit", "")


def _told(
    request: Request, record: Record, unit: str, states: tuple[State, State], refused: Refused | None
) -> dict[str, Any]:
    """Return what the page says of a proposed row, beside what stands already.

    `states` are what holds in the whole register, and in the part of it that the user sees.
    """
    language, (whole, offered) = language_of(request), states
    report = _report(request, record)
    made = _proposal(request, record, unit, whole, report)
    agreement, there = _row(request, made), _standing(whole, made.agreement)
    names = names_in(whole) | {one.id: one.names[0] for one in made.organisations}
    otherwise = differences(agreement, made.agreement, language, names) if there else []
    return {
        "fields": fields_for(agreement, language, typed_in(refused, "change")),
        "parties": parties_typed(party_form(agreement, whole, made.organisations, offered, language), refused),
        "rows": rows(agreement, language, names),
        "changes": differences(there, agreement, language, names),
        "otherwise": [one for one in otherwise if one.after],
        "answers": _answers(made.review, whole, language, names),
        "organisations": [(one.names[0], rows(one, language, names)) for one in made.organisations],
        "doubts": _doubts(request, report, made, states),
        "there": there is not None,
        "agreement": agreement,
        "role": typed_in(refused, "change").get("role") or role_of(request),
    }


def _doubts(request: Request, report: Mapping[str, Any], made: Proposal, states: tuple[State, State]) -> list[str]:
    """Return what somebody must look at, as sentences; of other agreements only those that they may see."""
    whole, part = states
    in_force = definitions(folder_of(request))[-1]
    return doubts_of(made, report["findings"], part, whole, in_force, language_of(request))


def _answers(review: Review, whole: State, language: str, names: Mapping[str, str]) -> list[str]:
    """Return the answers that the review would say anew, each as a line."""
    found = differences(_standing(whole, review), review, language, names)
    return [text for one in found if one.field == "answers" for text in one.after if text not in one.before]


def _standing(whole: State, noun: Any) -> Any:
    """Return what the register says now under the id of a noun; None where it says nothing."""
    event = whole.current.get(f"{KINDS[type(noun)]}:{noun.id}")
    return event.body if event else None


def _row(request: Request, made: Proposal) -> Agreement:
    """Return the row that a document proposes; of one that stands already, with what it lacks filled in."""
    return proposed_row(made.agreement, read_events(folder_of(request), made.agreement.unit).events)


def _chosen_unit(request: Request, user: User, known: list[Unit], asked: str) -> str:
    if desk_of(request).server is not None and user.scope() is not None:
        return user.unit
    ids = [one.id for one in known]
    return asked if asked in ids else ids[0] if len(ids) == 1 else ""


def _report(request: Request, record: Record) -> dict[str, Any]:
    """Return the JSON report of a document as it was read."""
    desk: Desk = desk_of(request)
    return as_json(desk.kept(record)[0].scan, "en")


def _proposal(request: Request, record: Record, unit: str, whole: State, report: dict[str, Any]) -> Proposal:
    digest = hashlib.sha256(json.dumps(report, sort_keys=True).encode()).hexdigest()
    in_force, today = definitions(folder_of(request))[-1], datetime.date.today().isoformat()
    entry = Entry(unit, today, in_force.version, "", "", in_force.institution, "", 0)
    decided = record.decisions(report["document"]["sha256"])
    made = propose(report, digest, entry, whole.of(Organisation), decided)
    return replace(made, review=proposed_review(made.review, _standing(whole, made.review)))


async def add(request: Request) -> Response:
    """Write the row that somebody looked at: organisations, the agreement and its review, as far as they say more."""
    record, fields = record_of(request), await fields_of(request)
    unit = own_unit(request, dict(fields).get("unit", ""))
    try:
        identity = _add(request, record, unit, fields)
    except (RegisterError, DeskError) as error:
        return _shown(request, Refused(error, fields, "change"))
    return to(request, "register", "agreements", identity)


def _add(request: Request, record: Record, unit: str, fields: list[tuple[str, str]]) -> str:
    """Write a row and return its id. Raises `RegisterError` or `DeskError` for what cannot be; nothing is written."""
    form, whole = dict(fields), state_of(folder_of(request), None)
    made = _proposal(request, record, unit, whole, _report(request, record))
    agreement, organisations = _row(request, made), made.organisations
    named = named_in(fields)
    if named is not None:
        agreement, organisations = with_parties(agreement, named, whole.of(Organisation), organisations)
    agreement = filled_in(agreement, form)
    if not agreement.title.strip():
        raise DeskError("empty_field")
    writer = writer_of(request, form)
    nouns: tuple[Noun, ...] = (*organisations, agreement, made.review)
    for noun in nouns:
        if says_more(noun, _standing(whole, noun)):
            writer.state(noun, unit, why=form.get("why", ""))
    if writer.pending:
        write(request, writer, agreement.id)
        record.journal.append(user_of(request).name, "registered", value=agreement.id)
    return agreement.id


_AT = "/documents/{unit}/{digest}"
ROUTES = [
    Route(f"{_AT}/register", proposed, methods=["GET"]),
    Route(f"{_AT}/register", add, methods=["POST"]),
]
