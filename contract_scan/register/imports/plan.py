"""What an import would change: new, changed, unchanged, and changed on both sides. Nothing is overwritten."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from contract_scan.messages import say
from contract_scan.register.edit import beside_id
from contract_scan.register.event import Event
from contract_scan.register.imports.model import Read, Record
from contract_scan.register.model import Agreement, Amount, Benefit, Organisation, Party
from contract_scan.register.replay import replay
from contract_scan.register.writing import Writer

_MARK = "import "


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would write. `both` are agreements that the source and a person changed: conflicts to decide."""

    new: tuple[Agreement, ...]
    changed: tuple[Agreement, ...]
    both: tuple[Agreement, ...]
    unchanged: int
    organisations: tuple[Organisation, ...]

    @property
    def changes(self) -> int:
        """How many agreements would be written."""
        return len(self.new) + len(self.changed) + len(self.both)


def planned(desk: Writer, read: Read, events: Sequence[Event], why: str = "") -> Plan:
    """Prepare the events that bring a register to what a file says, and return what they are."""
    state = replay(events)
    known = state.of(Organisation)
    names = {name.casefold(): one.id for one in known.values() for name in one.names}
    sorted_out: dict[str, list[Agreement]] = {"new": [], "changed": [], "both": []}
    fresh: dict[str, Organisation] = {}
    imports = _imports(events)
    unchanged = 0
    for record in read.records:
        one = _with_known(record, known, names)
        last, mark = imports.get(one.agreement.id), f"{_MARK}{read.source} {one.digest}"
        if last is not None and last.source == mark:
            unchanged += 1
            continue
        for organisation in one.organisations:
            if organisation.id not in known and organisation.id not in fresh:
                fresh[organisation.id] = organisation
                desk.state(organisation, one.agreement.unit, why=why)
        how, after = _how(state.current.get(f"agreement:{one.agreement.id}"), last)
        desk.state(one.agreement, one.agreement.unit, why=why, source=mark, after=after)
        if one.benefit:
            identity = beside_id(one.agreement.id, one.benefit)
            desk.state(Benefit(id=identity, agreement=one.agreement.id, what=one.benefit), one.agreement.unit, why=why)
        sorted_out[how].append(one.agreement)
    made = {how: tuple(found) for how, found in sorted_out.items()}
    return Plan(**made, unchanged=unchanged, organisations=tuple(fresh.values()))


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
    for how, sign in (("new", "+"), ("changed", "~"), ("both", "!")):
        for one in getattr(plan, how):
            yield f"{sign} {one.title} ({one.id}): {one.start or '?'} – {one.end or '?'}"
    counts = {"new": len(plan.new), "changed": len(plan.changed), "both": len(plan.both), "unchanged": plan.unchanged}
    yield say(
        "register.imports.counts", language, organisations=len(plan.organisations), refused=len(read.refusals), **counts
    )
    if plan.both:
        yield say("register.imports.both", language)
    for refusal in read.refusals:
        reason = say(f"register.refusals.{refusal.reason}", language, **refusal.values)
        yield say("register.imports.refusal", language, row=refusal.where, column=refusal.column, reason=reason)
