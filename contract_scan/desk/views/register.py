"""The register in pages: agreements, organisations, units, what adds up, what is due, the board's page."""

from __future__ import annotations

import base64
import dataclasses
import datetime
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from contract_scan.desk.asked import desk_of, form_of, record_of
from contract_scan.desk.desk import Desk
from contract_scan.desk.errors import DeskError
from contract_scan.desk.pages import download, language_of, link, page, to, user_of
from contract_scan.desk.record import Record
from contract_scan.desk.users import OWN, User
from contract_scan.messages import say
from contract_scan.register.edit import CHOICES, DATES, agreement_in, beside_id, with_changes
from contract_scan.register.errors import RegisterError
from contract_scan.register.files import read_events, unit_folders
from contract_scan.register.model import KINDS, Agreement, Benefit, Coverage, Measure, Organisation, Review, Same, Unit
from contract_scan.register.projection import opened
from contract_scan.register.replay import State, replay
from contract_scan.register.show import changed, described
from contract_scan.register.views import At
from contract_scan.register.writing import Writer
from contract_scan.whole_file import write_whole

#: How many rows of a view a page shows, and how many months ahead it looks.
MOST, MONTHS = 50, 12
#: What a person may fill in of a proposed row.
FIELDS = ("title", "group", "kind", "signed", "start", "end", "notice_date", "renewal", "fields")


def _folder(request: Request) -> Path:
    """Return the register's folder. Raises `DeskError` where the user may not see it, or none was started."""
    user_of(request).needs("register")
    folder = desk_of(request).home.register
    try:
        unit_folders(folder)
    except RegisterError:
        raise DeskError("no_register", 404) from None
    return folder


def _unit(request: Request) -> str | None:
    """Return the unit whose part a user sees; None for all of it. On one's own machine that is all."""
    return None if desk_of(request).server is None else user_of(request).scope()


def _at(folder: Path) -> At:
    from contract_scan.register.definitions import definitions

    return At(datetime.date.today().isoformat(), definitions(folder)[-1].limits, "defined")


def _rests(folder: Path, unit: str | None, language: str) -> str:
    from contract_scan.register.coverage import sentence, statement

    at = _at(folder)
    with opened(folder, at.day, unit) as connection:
        return sentence(statement(connection, at), language)


def _state(folder: Path, unit: str | None) -> State:
    return replay(read_events(folder, unit).events)


def overview(request: Request) -> Response:
    """Show the agreements of the register, or offer to start one."""
    user_of(request).needs("register")
    try:
        folder = _folder(request)
    except DeskError:
        return _to_begin(request)
    unit, language = _unit(request), language_of(request)
    state = _state(folder, unit)
    names = _names(state)
    agreements = [_agreement_row(one, names, language) for one in state.of(Agreement).values()]
    return page(
        request,
        "register.html.j2",
        tab="agreements",
        agreements=sorted(agreements, key=lambda row: (row["unit"], row["title"])),
        rests=_rests(folder, unit, language),
        conflicts=len(state.conflicts),
    )


def _to_begin(request: Request, record: Record | None = None) -> Response:
    """Show what a register is, with a button to begin one for those who may."""
    may = user_of(request).may("manage")
    return page(request, "register_start.html.j2", place=desk_of(request).home.register, may=may, record=record)


def _names(state: State) -> dict[str, str]:
    """Return the names of organisations by id, and of units by "unit:" and id, as `described` takes them."""
    units = {f"unit:{one.id}": one.name for one in state.of(Unit).values()}
    return units | {one.id: one.names[0] for one in state.of(Organisation).values()}


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
    folder, unit, language = _folder(request), _unit(request), language_of(request)
    events = read_events(folder, unit).events
    state = replay(events)
    found = state.of(Agreement).get(request.path_params["identity"])
    if found is None:
        raise DeskError("no_agreement", 404)
    names = _names(state)
    stated: list[Review | Benefit | Measure] = [
        *state.of(Review).values(),
        *state.of(Benefit).values(),
        *state.of(Measure).values(),
    ]
    beside = [described(noun, language, names) for noun in stated if noun.agreement == found.id]
    history = [event for event in events if event.subject == f"agreement:{found.id}"]
    return page(
        request,
        "agreement.html.j2",
        agreement=found,
        lines=described(found, language, names)[1:],
        beside=beside,
        history=history,
        fields=_fields(found, language),
        role=_role(request),
        document=_document(request, found),
    )


def _document(request: Request, found: Agreement) -> Record | None:
    desk = desk_of(request)
    unit = OWN if desk.server is None else found.unit
    try:
        return desk.record(user_of(request), unit, found.document)
    except DeskError:
        return None


def _fields(one: Agreement, language: str) -> list[dict[str, Any]]:
    """Return the fields of a form on an agreement: name, label, value, and what there is to choose from."""
    made = []
    for name in FIELDS:
        value = getattr(one, name)
        options = [(o, say(f"register.values.{name}.{o}", language)) for o in CHOICES.get(name, ())]
        text = "; ".join(value) if isinstance(value, tuple) else value
        kind = "date" if name in DATES else "choice" if options else "text"
        label = say(f"register.fields.{name}", language)
        made.append({"name": name, "label": label, "value": text, "options": options, "kind": kind})
    return made


def _role(request: Request) -> str:
    """Return the role in which somebody writes: behind a proxy that of the user, else what they said before."""
    desk, user = desk_of(request), user_of(request)
    if desk.server is not None:
        return say(f"desk.role.{user.role}", "en")
    return str(desk.profile.get("role", ""))


def _writer(request: Request, form: dict[str, str]) -> Writer:
    """Return a writer in the role that was given; it is remembered on one's own machine."""
    user_of(request).needs("register_write")
    desk = desk_of(request)
    role = _role(request) if desk.server is not None else form.get("role", "").strip()
    if not role:
        raise DeskError("no_role")
    if desk.server is None:
        write_whole(desk.home.folder / "profile.json", json.dumps({**desk.profile, "role": role}).encode())
    return Writer(desk.home.register, role)


def _written(request: Request, writer: Writer, what: str) -> None:
    number = len(writer.pending)
    writer.write()
    desk_of(request).records.log.append(user_of(request).name, "register", what, {"events": number})


def _own_unit(request: Request, unit: str) -> str:
    """Return the unit to write in. Raises `DeskError` for another's, as far as a user sees only their own."""
    if _unit(request) not in (None, unit):
        raise DeskError("not_allowed", 403)
    return unit


async def start(request: Request) -> Response:
    """Start a register."""
    from contract_scan.register.definitions import start as begin

    user_of(request).needs("manage")
    begin(desk_of(request).home.register)
    desk_of(request).records.log.append(user_of(request).name, "register", "start")
    return to(request, "register", "units")


async def change(request: Request) -> Response:
    """Change what the register says of an agreement; what it said before stays in its history."""
    folder, form = _folder(request), await form_of(request)
    before = agreement_in(folder, request.path_params["identity"])
    _own_unit(request, before.unit)
    after = with_changes(before, [f"{name}={form[name]}" for name in FIELDS if name in form])
    writer = _writer(request, form)
    if after != before:
        writer.state(after, before.unit, why=form.get("why", ""))
        _written(request, writer, before.id)
    return to(request, "register", "agreements", before.id)


async def add_beside(request: Request) -> Response:
    """Enter a benefit or a measure of an agreement."""
    folder, form = _folder(request), await form_of(request)
    one = agreement_in(folder, request.path_params["identity"])
    _own_unit(request, one.unit)
    what, until = form.get("what", "").strip(), form.get("until", "")
    if not what:
        raise DeskError("empty_field")
    writer = _writer(request, form)
    if form.get("kind") == "measure":
        writer.state(Measure(id=beside_id(one.id, what), agreement=one.id, what=what, until=_day(until)), one.unit)
    else:
        writer.state(Benefit(id=beside_id(one.id, what), agreement=one.id, what=what), one.unit)
    _written(request, writer, one.id)
    return to(request, "register", "agreements", one.id)


def _day(text: str) -> str:
    try:
        return datetime.date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        raise RegisterError("bad_date", value=text) from None


def organisations(request: Request) -> Response:
    """Show organisations with their names, country and parents, and which may be one."""
    from contract_scan.register.organise import proposals

    folder, unit, language = _folder(request), _unit(request), language_of(request)
    state = _state(folder, unit)
    known = sorted(state.of(Organisation).values(), key=lambda one: one.names[0].casefold())
    names = _names(state)
    rows = [{"name": one.names[0], "lines": described(one, language, names)[1:]} for one in known]
    pairs = [
        {**one.values, "how": say(f"lists.how.{one.how}", language)}
        for one in (proposals(folder) if unit is None else ())
    ]
    values: dict[str, Any] = {"units": list(state.of(Unit).values()), "role": _role(request)}
    return page(request, "organisations.html.j2", tab="organisations", rows=rows, pairs=pairs, **values)


async def decide_same(request: Request) -> Response:
    """Enter whether two organisations are one; that is for whoever sees the whole register."""
    folder, form = _folder(request), await form_of(request)
    if _unit(request) is not None:
        raise DeskError("not_allowed", 403)
    state = _state(folder, None)
    one, other = sorted((form.get("one", ""), form.get("other", "")))
    if one == other or not {one, other} <= set(state.of(Organisation)):
        raise DeskError("bad_change")
    if form.get("unit", "") not in state.of(Unit):
        raise DeskError("empty_field")
    writer = _writer(request, form)
    holds, why = form.get("holds") == "yes", form.get("why", "").strip()
    writer.state(Same(id=f"{one}+{other}", one=one, other=other, holds=holds, why=why), form["unit"], why=why)
    _written(request, writer, f"{one}+{other}")
    return to(request, "register", "organisations")


def units(request: Request) -> Response:
    """Show units with what they said of their coverage, and let a person enter and confirm."""
    from contract_scan.register.coverage import sentence, statement

    folder, unit, language = _folder(request), _unit(request), language_of(request)
    at = _at(folder)
    with opened(folder, at.day, unit) as connection:
        covered = statement(connection, at)
    values: dict[str, Any] = {
        "covered": covered.units,
        "rests": sentence(covered, language),
        "today": at.day,
        "role": _role(request),
    }
    return page(request, "units.html.j2", tab="units", may_add=unit is None, **values)


async def add_unit(request: Request) -> Response:
    """Enter a unit, or that all of its agreements are in."""
    folder, form = _folder(request), await form_of(request)
    identity = _own_unit(request, form.get("unit", "").strip())
    writer = _writer(request, form)
    if "about" in form:
        until = _day(form.get("until", "")) or datetime.date.today().isoformat()
        about = int(form["about"]) if form["about"].isdecimal() and len(form["about"]) < 7 else 0
        made: Any = Coverage(id=f"{identity}-all", unit=identity, kind="", until=until, about=about)
    else:
        if not form.get("name", "").strip():
            raise DeskError("empty_field")
        made = Unit(id=identity, name=form["name"].strip())
    before = _state(folder, None).current.get(f"{KINDS[type(made)]}:{made.id}")
    if before is None or before.body != made:
        writer.state(made, identity)
        _written(request, writer, identity)
    return to(request, "register", "units")


def cumulative(request: Request) -> Response:
    """Show what adds up, view by view, each with what it rests on and what it does not say."""
    from contract_scan.register.coverage import sentence, statement
    from contract_scan.register.sheets import sheets

    folder, unit, language = _folder(request), _unit(request), language_of(request)
    at = _at(folder)
    with opened(folder, at.day, unit) as connection:
        rests = sentence(statement(connection, at), language)
        found = sheets(connection, at, language, MOST)
    return page(request, "cumulative.html.j2", tab="cumulative", sheets=found, rests=rests)


def behind(request: Request) -> Response:
    """Show the agreements behind one figure."""
    from contract_scan.register.sheets import title_of
    from contract_scan.register.views import VIEWS
    from contract_scan.register.views import behind as behind_of

    folder, unit = _folder(request), _unit(request)
    spec = VIEWS.get(request.path_params["view"])
    key = request.query_params.getlist("key")
    if spec is None or len(key) != len(spec.keys):
        raise DeskError("no_page", 404)
    values: list[Any] = [
        int(v) if name == "year" and v.isdecimal() else v for name, v in zip(spec.keys, key, strict=True)
    ]
    at = _at(folder)
    with opened(folder, at.day, unit) as connection:
        found = behind_of(connection, spec, at, values)
    title = title_of(spec.name, at, language_of(request))
    names = _names(_state(folder, unit))
    return page(request, "behind.html.j2", tab="cumulative", found=found, title=title, names=names)


def due(request: Request) -> Response:
    """Show what must be decided in the coming months."""
    folder, unit, language = _folder(request), _unit(request), language_of(request)
    names = _names(_state(folder, unit))
    lines = [(one.agreement, text) for one, text in _due_lines(folder, unit, language, names)]
    rests = _rests(folder, unit, language)
    return page(request, "due.html.j2", tab="due", lines=lines, rests=rests, months=MONTHS)


def _due_lines(folder: Path, unit: str | None, language: str, names: dict[str, str]) -> Iterator[tuple[Any, str]]:
    from contract_scan.register.due import due as due_of

    at = _at(folder)
    with opened(folder, at.day, unit) as connection:
        for one in due_of(connection, at, MONTHS):
            rest = f" ({one.detail})" if one.detail else ""
            values = {"day": one.day, "title": one.title, "unit": names.get(f"unit:{one.unit}", one.unit), "rest": rest}
            yield one, say(f"register.due.{one.what}_line", language, **values)


def calendar(request: Request) -> Response:
    """Give what must be decided as a calendar file."""
    from contract_scan.register.calendar import Entry
    from contract_scan.register.calendar import calendar as calendar_of

    folder, unit, language = _folder(request), _unit(request), language_of(request)
    entries = [
        Entry(one.day, f"{say(f'register.due.{one.what}', language)}: {one.title}", f"{one.unit} · {one.agreement}")
        for one, _ in _due_lines(folder, unit, language, _names(_state(folder, unit)))
    ]
    made = calendar_of(entries, datetime.date.today().isoformat())
    return download(made, "contract-scan.ics", "text/calendar")


def table(request: Request) -> Response:
    """Give the register as a table for a spreadsheet."""
    from contract_scan.register.export import exported

    folder, language = _folder(request), language_of(request)
    day = datetime.date.today().isoformat()
    role = _role(request) or say("desk.role.reviewer", language)
    return download(exported(folder, _unit(request), role, day, ".xlsx", language), f"register-{day}.xlsx")


def board(request: Request) -> Response:
    """Give the page for the board, as it is written to a file, or its Word file."""
    from contract_scan.register.board import overview as overview_of
    from contract_scan.register.board import page as page_of
    from contract_scan.register.board import word
    from contract_scan.register.current import current_of

    folder, unit, language = _folder(request), _unit(request), language_of(request)
    role = _role(request) or say("desk.role.reviewer", language)
    at = _at(folder)
    with opened(folder, at.day, unit) as connection:
        made = overview_of(connection, at, current_of(folder, desk_of(request).setup()), folder, role, unit, language)
    if request.query_params.get("as") == "docx":
        return download(word(made), f"board-{at.day}.docx")
    text = page_of(made, (link(request, "register"), say("desk.register.back", language))).decode()
    style = text[text.index("<style>") + 7 : text.index("</style>")]
    allowed = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{allowed}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    return HTMLResponse(text, headers={"content-security-policy": policy})


# --- a document's row


def proposed(request: Request) -> Response:
    """Show the row that a document would add to the register, to be looked at and changed."""
    record, user, language = record_of(request), user_of(request), language_of(request)
    user.needs("register")
    try:
        folder = _folder(request)
    except DeskError:
        return _to_begin(request, record)
    if user.may("read") and record.about is None:
        raise DeskError("not_read_yet", 409)
    whole, part = _state(folder, None), _unit(request)
    known = list((whole if part is None else _state(folder, part)).of(Unit).values())
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
        fields=_fields(agreement, language),
        lines=lines,
        organisations=[described(one, language, names) for one in made.organisations],
        doubts=[say(f"register.doubts.{doubt}", language) for doubt in made.doubts],
        there=there is not None,
        agreement=agreement,
        role=_role(request),
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
    folder = _folder(request)
    unit = _own_unit(request, form.get("unit", ""))
    made = _proposal(request, record, unit, _state(folder, None))
    agreement = with_changes(made.agreement, [f"{name}={form[name]}" for name in FIELDS if name in form])
    if not agreement.title.strip():
        raise DeskError("empty_field")
    writer = _writer(request, form)
    for noun in (*made.organisations, agreement, made.review):
        writer.state(noun, unit, why=form.get("why", ""))
    _written(request, writer, agreement.id)
    record.journal.append(user_of(request).name, "registered", value=agreement.id)
    return to(request, "register", "agreements", agreement.id)


_AT = "/documents/{unit}/{digest}"
ROUTES = [
    Route("/register", overview),
    Route("/register/start", start, methods=["POST"]),
    Route("/register/agreements/{identity}", agreement, methods=["GET"]),
    Route("/register/agreements/{identity}", change, methods=["POST"]),
    Route("/register/agreements/{identity}/beside", add_beside, methods=["POST"]),
    Route("/register/organisations", organisations, methods=["GET"]),
    Route("/register/organisations", decide_same, methods=["POST"]),
    Route("/register/units", units, methods=["GET"]),
    Route("/register/units", add_unit, methods=["POST"]),
    Route("/register/cumulative", cumulative),
    Route("/register/cumulative/{view}", behind),
    Route("/register/due", due),
    Route("/register/calendar", calendar),
    Route("/register/table", table),
    Route("/register/board", board),
    Route(f"{_AT}/register", proposed, methods=["GET"]),
    Route(f"{_AT}/register", add, methods=["POST"]),
]
