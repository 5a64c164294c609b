"""Agreements in pages: all of them, one of them, and what a person changes or adds."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from contract_scan.desk.asked import desk_of, fields_of
from contract_scan.desk.errors import DeskError
from contract_scan.desk.pages import language_of, page, to, user_of
from contract_scan.desk.record import Record
from contract_scan.desk.users import OWN
from contract_scan.desk.views.register.asked import (
    day_of,
    folder_of,
    names_in,
    own_unit,
    rests_on,
    role_of,
    state_of,
    unit_of,
    write,
    writer_of,
)
from contract_scan.desk.views.register.fields import fields_for, filled_in
from contract_scan.desk.views.register.parties import named_in, party_form
from contract_scan.desk.views.register.refused import Refused, about, parties_typed, typed_in
from contract_scan.messages import say
from contract_scan.register.definitions import definitions
from contract_scan.register.doubts import older_definitions
from contract_scan.register.edit import agreement_in, beside_id
from contract_scan.register.errors import RegisterError
from contract_scan.register.files import read_events
from contract_scan.register.model import KINDS, Agreement, Benefit, Measure, Noun, Organisation, Review
from contract_scan.register.parties import with_parties
from contract_scan.register.replay import replay
from contract_scan.register.show import rows


def overview(request: Request) -> Response:
    """Show the agreements of the register, or offer to start one."""
    user_of(request).needs("register")
    try:
        folder = folder_of(request)
    except DeskError:
        return to_begin(request)
    unit, language = unit_of(request), language_of(request)
    state = state_of(folder, unit)
    names = names_in(state)
    agreements = [_agreement_row(one, names, language) for one in state.of(Agreement).values()]
    return page(
        request,
        "register.html.j2",
        tab="agreements",
        agreements=sorted(agreements, key=lambda row: (row["unit"], row["title"])),
        rests=rests_on(folder, unit, language),
        conflicts=len(state.conflicts),
    )


def to_begin(request: Request, record: Record | None = None) -> Response:
    """Show what a register is, with a button to begin one for those who may."""
    may = user_of(request).may("manage")
    return page(request, "register_start.html.j2", place=desk_of(request).home.register, may=may, record=record)


def _agreement_row(one: Agreement, names: dict[str, str], language: str) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.title,
        "unit": names.get(f"unit:{one.unit}", one.unit),
        "group": one.group,
        "kind": say(f"register.values.kind.{one.kind}", language) if one.kind else "",
        "partners": ", ".join(names.get(p.organisation, p.name) for p in one.parties if p.role != "own"),
        "start": one.start,
        "end": one.end or one.ended,
        "notice": one.notice_date,
    }


def agreement(request: Request) -> Response:
    """Show all that the register says of one agreement, and let a person add to it."""
    return _shown(request)


def _shown(request: Request, refused: Refused | None = None) -> Response:
    """Return the page of one agreement; after something was refused, with what was typed and why it cannot be."""
    folder, unit, language = folder_of(request), unit_of(request), language_of(request)
    events = read_events(folder, unit).events
    state = replay(events)
    found = state.of(Agreement).get(request.path_params["identity"])
    if found is None:
        raise DeskError("no_agreement", 404)
    names, whole = names_in(state), state if unit is None else state_of(folder, None)
    stated: list[Review | Benefit | Measure] = [
        *state.of(Review).values(),
        *state.of(Benefit).values(),
        *state.of(Measure).values(),
    ]
    beside = [
        (say(f"register.kinds.{KINDS[type(noun)]}", language), rows(noun, language, names))
        for noun in stated
        if noun.agreement == found.id
    ]
    history = [event for event in events if event.subject == f"agreement:{found.id}"]
    return page(
        request,
        "agreement.html.j2",
        agreement=found,
        rows=rows(found, language, names),
        beside=beside,
        older=older_definitions(found.id, state, definitions(folder)[-1], language),
        history=history,
        fields=fields_for(found, language, typed_in(refused, "change")),
        parties=parties_typed(party_form(found, whole, (), state, language), refused),
        document=_document(request, found),
        role=(refused.typed.get("role") if refused else "") or role_of(request),
        **about(request, refused, "register", "agreements", found.id),
    )


def _document(request: Request, found: Agreement) -> Record | None:
    desk = desk_of(request)
    unit = OWN if desk.server is None else found.unit
    try:
        return desk.record(user_of(request), unit, found.document)
    except DeskError:
        return None


async def start(request: Request) -> Response:
    """Start a register."""
    from contract_scan.register.definitions import start as begin

    user_of(request).needs("manage")
    begin(desk_of(request).home.register)
    desk_of(request).records.log.append(user_of(request).name, "register", "start")
    return to(request, "register", "units")


async def change(request: Request) -> Response:
    """Change what the register says of an agreement; what it said before stays in its history."""
    folder, fields = folder_of(request), await fields_of(request)
    before = agreement_in(folder, request.path_params["identity"])
    own_unit(request, before.unit)
    try:
        _change(request, before, fields)
    except (RegisterError, DeskError) as error:
        return _shown(request, Refused(error, fields, "change"))
    return to(request, "register", "agreements", before.id)


def _change(request: Request, before: Agreement, fields: list[tuple[str, str]]) -> None:
    """Write what a form changes. Raises `RegisterError` or `DeskError` for what cannot be; then nothing is written."""
    form, named = dict(fields), named_in(fields)
    nouns: tuple[Noun, ...] = ()
    after = filled_in(before, form)
    if named is not None:
        known = state_of(folder_of(request), None).of(Organisation)
        after, nouns = with_parties(after, named, known, ())
    writer = writer_of(request, form)
    for noun in (*nouns, *((after,) if after != before else ())):
        writer.state(noun, before.unit, why=form.get("why", ""))
    if writer.pending:
        write(request, writer, before.id)


async def add_beside(request: Request) -> Response:
    """Enter a benefit or a measure of an agreement."""
    folder, fields = folder_of(request), await fields_of(request)
    one = agreement_in(folder, request.path_params["identity"])
    own_unit(request, one.unit)
    try:
        _add_beside(request, one, dict(fields))
    except (RegisterError, DeskError) as error:
        return _shown(request, Refused(error, fields, "beside"))
    return to(request, "register", "agreements", one.id)


def _add_beside(request: Request, one: Agreement, form: dict[str, str]) -> None:
    """Write a benefit or a measure. Raises `RegisterError` or `DeskError` for what cannot be."""
    what, until = form.get("what", "").strip(), form.get("until", "")
    if not what:
        raise DeskError("empty_field")
    writer = writer_of(request, form)
    if form.get("kind") == "measure":
        writer.state(Measure(id=beside_id(one.id, what), agreement=one.id, what=what, until=day_of(until)), one.unit)
    else:
        writer.state(Benefit(id=beside_id(one.id, what), agreement=one.id, what=what), one.unit)
    write(request, writer, one.id)


ROUTES = [
    Route("/register", overview),
    Route("/register/start", start, methods=["POST"]),
    Route("/register/agreements/{identity}", agreement, methods=["GET"]),
    Route("/register/agreements/{identity}", change, methods=["POST"]),
    Route("/register/agreements/{identity}/beside", add_beside, methods=["POST"]),
]
