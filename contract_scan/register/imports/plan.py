"""What an import would change: new, changed, unchanged, and changed on both sides. Nothing is overwritten."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from contract_scan.facts.countries import country_name
from contract_scan.messages import say
from contract_scan.register.edit import beside_id
from contract_scan.register.event import Event
from contract_scan.register.imports.countries import Countries
from contract_scan.register.imports.model import Note, Read, Record
from contract_scan.register.model import Agreement, Amount, Benefit, Organisation, Party
from contract_scan.register.removal import taken_out
from contract_scan.register.replay import State, replay
from contract_scan.register.show import changed, rows
from contract_scan.register.writing import Writer

_MARK = "import "


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would write. `both` are agreements that the source and a person changed: conflicts to decide.

    `before` is what stood, by id; `located` are organisations that get the country they lacked; `names` are those of
    organisations by id.
    """

    new: tuple[Agreement, ...]
    changed: tuple[Agreement, ...]
    both: tuple[Agreement, ...]
    unchanged: int
    organisations: tuple[Organisation, ...]
    before: Mapping[str, Agreement | Organisation] = field(default_factory=dict)
    located: tuple[Organisation, ...] = ()
    notes: tuple[Note, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def changes(self) -> int:
        """How many agreements, and organisations of which the country is learnt, would be written."""
        return len(self.new) + len(self.changed) + len(self.both) + len(self.located)


def planned(desk: Writer, read: Read, events: Sequence[Event], why: str = "") -> Plan:
    """Prepare the events that bring a register to what a file says, and return what they are."""
    state = replay(events)
    known = state.of(Organisation)
    names = {name.casefold(): one.id for one in known.values() for name in one.names}
    sorted_out: dict[str, list[Agreement]] = {"new": [], "changed": [], "both": []}
    fresh: dict[str, Organisation] = {}
    imports = _imports(events)
    unchanged = 0
    countries = Countries(known)
    for record in read.records:
        countries.learn(record, names)
    for record in read.records:
        one = _with_known(record, known, names)
        last, mark = imports.get(one.agreement.id), f"{_MARK}{read.source} {one.digest}"
        if last is not None and last.source == mark:
            unchanged += 1
            continue
        for organisation in one.organisations:
            if organisation.id not in known and organisation.id not in fresh:
                fresh[organisation.id] = countries.completed(organisation)
                desk.state(fresh[organisation.id], one.agreement.unit, why=why)
        how, after = _how(state.current.get(f"agreement:{one.agreement.id}"), last)
        desk.state(one.agreement, one.agreement.unit, why=why, source=mark, after=after)
        if one.benefit:
            identity = beside_id(one.agreement.id, one.benefit)
            desk.state(Benefit(id=identity, agreement=one.agreement.id, what=one.benefit), one.agreement.unit, why=why)
        sorted_out[how].append(one.agreement)
    located = tuple(countries.located())
    for organisation in located:
        desk.state(organisation, countries.units[organisation.id], why=why)
    made = {how: tuple(found) for how, found in sorted_out.items()}
    named = {one.id: one.names[0] for one in (*known.values(), *fresh.values())}
    return Plan(
        **made,
        unchanged=unchanged,
        organisations=tuple(fresh.values()),
        before={**state.of(Agreement), **known},
        located=located,
        notes=(*countries.notes, *_back(state, made["new"])),
        names=named,
    )


def _back(state: State, new: Sequence[Agreement]) -> Iterator[Note]:
    """Yield a note for each agreement that was taken out of the register before and comes in again."""
    for one in new:
        removal = taken_out(state, one.id)
        if removal is not None:
            yield Note("taken_out", {"title": one.title, "id": one.id, "reason": removal.reason})


def _imports(events: Sequence[Event]) -> dict[str, Event]:
    """Return the last import of each agreement."""
    found: dict[str, Event] = {}
    for event in sorted(events, key=lambda one: (one.at, one.digest)):
        if isinstance(event.body, Agreement) and event.source.startswith(_MARK):
            found[event.body.id] = event
    return found


def _how(current: Event | None, last: Event | None) -> tuple[str, tuple[str, ...] | None]:
    """Say how a record differs, and which events its own follows: the last import, where a person went on from it."""
    if current is None:
        return "new", None
    if last is not None and current.digest == last.digest:
        return "changed", None
    return "both", (last.digest,) if last is not None else ()


def _with_known(record: Record, known: Mapping[str, Organisation], names: Mapping[str, str]) -> Record:
    """Return a record whose organisations are those of the register where they go by the same name."""
    other = {
        one.id: names[one.names[0].casefold()]
        for one in record.organisations
        if one.id not in known and one.names[0].casefold() in names
    }
    if not other:
        return record
    agreement = record.agreement
    parties: tuple[Party, ...] = tuple(
        dataclasses.replace(p, organisation=other.get(p.organisation, p.organisation)) for p in agreement.parties
    )
    amounts: tuple[Amount, ...] = tuple(
        dataclasses.replace(a, payer=other.get(a.payer, a.payer)) for a in agreement.amounts
    )
    kept = tuple(one for one in record.organisations if one.id not in other)
    return dataclasses.replace(
        record, agreement=dataclasses.replace(agreement, parties=parties, amounts=amounts), organisations=kept
    )


def _columns(mapping: str) -> Iterator[str]:
    """Yield the lines of a mapping that say which column holds what."""
    columns = mapping.partition("[columns]\n")[2].partition("\n[")[0]
    return (line for line in columns.splitlines() if line and not line.endswith(('"ignore"', '"person"')))


def _shown(values: Mapping[str, str], language: str) -> dict[str, str]:
    """Return the values of a note as words: a country by its name."""
    countries = ("country", "other")
    return {name: country_name(value, language) if name in countries else value for name, value in values.items()}


def _details(plan: Plan, one: Agreement, language: str) -> Iterator[str]:
    """Yield what differs of a row that stood already; of a new one with whom it is and who pays what."""
    before = plan.before.get(one.id)
    if before is not None:
        yield from changed(before, one, language, plan.names)[1:]
        return
    for row in rows(one, language, plan.names):
        if row.field in ("parties", "amounts"):
            yield f"    {row.label}: {'; '.join(row.texts)}"


def summary(plan: Plan, read: Read, language: str) -> Iterator[str]:
    """Yield in words what an import would change, what it leaves out, and each row that it refuses."""
    if read.mapping is not None:
        yield say("register.imports.mapping", language)
        yield from (f"    {line}" for line in _columns(read.mapping))
    for key, columns in (("ignored", read.ignored), ("persons", read.persons)):
        if columns:
            yield say(f"register.imports.{key}", language, columns=", ".join(columns))
    for note in read.notes:
        yield say(f"register.imports.notes.{note.key}", language, **note.values)
    for note in plan.notes:
        yield say(f"register.imports.notes.{note.key}", language, **_shown(note.values, language))
    for how, sign in (("new", "+"), ("changed", "~"), ("both", "!")):
        for one in getattr(plan, how):
            yield f"{sign} {one.title} ({one.id}): {one.start or '?'} – {one.end or '?'}"
            yield from _details(plan, one, language)
    for organisation in plan.located:
        yield from changed(plan.before[organisation.id], organisation, language, plan.names)
    counts = {"new": len(plan.new), "changed": len(plan.changed), "both": len(plan.both), "unchanged": plan.unchanged}
    yield say(
        "register.imports.counts", language, organisations=len(plan.organisations), refused=len(read.refusals), **counts
    )
    if plan.both:
        yield say("register.imports.both", language)
    for refusal in read.refusals:
        reason = say(f"register.refusals.{refusal.reason}", language, **refusal.values)
        yield say("register.imports.refusal", language, row=refusal.where, column=refusal.column, reason=reason)
