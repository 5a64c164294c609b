"""The state of a register as rows of its tables."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from contract_scan.register.definitions import Definition
from contract_scan.register.model import Agreement, Benefit, Coverage, Measure, Review, Unit
from contract_scan.register.organisations import Known, known_at
from contract_scan.register.replay import State

Row = tuple[Any, ...]
#: The day of what has no end.
EVER = "9999-12-31"


def rows_of(state: State, definition: Definition, day: str) -> dict[str, list[Row]]:
    """Return the rows of every table by its name; the parents of organisations are those known at a day."""
    found: dict[str, list[Row]] = defaultdict(list)
    known = known_at(state, day)
    found["unit"] = [(unit.id, unit.name, unit.parent) for unit in state.of(Unit).values()]
    found["organisation"] = list(_organisations(known))
    agreements = state.of(Agreement)
    numbers = {identity: number for number, identity in enumerate(agreements, 1)}
    reviews = _reviews(state, numbers, found)
    _beside(state, numbers, found)
    _agreements(state, agreements, numbers, definition, reviews, found)
    for identity, agreement in agreements.items():
        _parts(agreement, numbers[identity], known, found)
    found["coverage"] = list(_coverage(state))
    found["conflict"] = [(conflict.subject, len(conflict.sides)) for conflict in state.conflicts]
    return found


def _organisations(known: Known) -> Iterator[Row]:
    for identity in sorted(known.canonical):
        one = known.organisations.get(identity)
        yield (
            identity,
            known.name(identity),
            one.country if one else "",
            one.ror if one else "",
            one.lei if one else "",
            known.one(identity),
            known.top(identity),
            identity in known.parent_known,
        )


def _reviews(state: State, numbers: Mapping[str, int], found: dict[str, list[Row]]) -> dict[str, str]:
    """Add the rows of reviews, answers and sources; return the day of each agreement's latest review."""
    latest: dict[str, Review] = {}
    sources: dict[Row, int] = {}
    for review in state.of(Review).values():
        number = numbers.get(review.agreement)
        if number is None:
            continue
        lists = "\n".join(sorted(f"{one.kind} {one.edition}" for one in review.lists))
        source = (review.question_set, review.rules, review.definition, lists)
        made_with = sources.setdefault(source, len(sources) + 1)
        found["review"].append((review.id, number, review.on, review.scan, review.look_back, made_with))
        before = latest.get(review.agreement)
        if before is None or (before.on, before.id) < (review.on, review.id):
            latest[review.agreement] = review
    found["sources"] = [(number, *source) for source, number in sources.items()]
    for identity, review in latest.items():
        found["answer"] += [
            (numbers[identity], one.question, one.state, one.answer, one.by, one.why)
            for one in review.answers
            if one.state == "evidence" or one.answer
        ]
    return {identity: review.on for identity, review in latest.items()}


def _beside(state: State, numbers: Mapping[str, int], found: dict[str, list[Row]]) -> None:
    """Add benefits and measures."""
    for benefit in state.of(Benefit).values():
        if benefit.agreement in numbers:
            found["benefit"].append((benefit.id, numbers[benefit.agreement], benefit.what))
    for measure in state.of(Measure).values():
        if measure.agreement in numbers:
            number = numbers[measure.agreement]
            found["measure"].append((measure.id, number, measure.what, measure.until, measure.done))


def _agreements(
    state: State,
    agreements: Mapping[str, Agreement],
    numbers: Mapping[str, int],
    definition: Definition,
    reviewed: Mapping[str, str],
    found: dict[str, list[Row]],
) -> None:
    conflicts = {conflict.subject for conflict in state.conflicts}
    renewed = {one.renews: one.start for one in agreements.values() if one.renews and one.start}
    benefits = Counter(row[1] for row in found["benefit"])
    measures = Counter(row[1] for row in found["measure"])
    still_open = Counter(row[1] for row in found["measure"] if not row[4])
    for identity, one in agreements.items():
        number = numbers[identity]
        found["agreement"].append(
            (
                number,
                *_when(one, renewed.get(identity, "")),
                definition.holds(one),
                *_what(one),
                benefits[number],
                measures[number],
                still_open[number],
                reviewed.get(identity, ""),
                f"agreement:{identity}" in conflicts,
            )
        )


def _when(one: Agreement, renewed: str) -> Row:
    """Return the columns from the id to the umbrella: what it is and when it runs."""
    names = (one.id, one.unit, one.group or one.unit, one.title, one.kind)
    dates = (one.start, one.end, one.end_unknown, one.ended, one.start or "0000-00-00", runs_to(one, renewed))
    return (*names, *dates, one.notice, one.notice_date, one.renewal, one.renewal_period, one.renews, one.umbrella)


def _what(one: Agreement) -> Row:
    """Return the columns from `sensitive` to the number of amounts: what it brings about."""
    flags = (one.sensitive, one.multi_year, one.institutional)
    people = (one.scholars, one.scholar_months, one.guests)
    return (*flags, *people, one.data_access, one.exclusive, len(one.amounts))


def runs_to(agreement: Agreement, renewed: str = "") -> str:
    """Return the last day on which an agreement runs: ended, renewed by a later one, or its end.

    A tacit renewal and an agreement without an end run on.
    """
    last = agreement.ended or (EVER if agreement.renewal == "tacit" else agreement.end) or EVER
    if renewed:
        before = datetime.date.fromisoformat(renewed) - datetime.timedelta(days=1)
        last = min(last, before.isoformat())
    return last


def _parts(agreement: Agreement, number: int, known: Known, found: dict[str, list[Row]]) -> None:
    """Add partners, money and fields, each once an agreement."""
    found["partner"] += _partners(agreement, number, known)
    if agreement.amounts:
        found["money"] += _money(agreement, number, known)
    found["field"] += [(number, field) for field in dict.fromkeys(agreement.fields)]


def _partners(agreement: Agreement, number: int, known: Known) -> Iterator[Row]:
    if len(agreement.parties) == 1 and (party := agreement.parties[0]).role != "own":  # as most have
        one = known.one(party.organisation)
        yield (number, one, known.top(one), known.country(one), party.role, party.name, True, True, True)
        return
    parties = {known.one(p.organisation): p for p in reversed(agreement.parties) if p.role != "own"}
    funders = {known.top(one) for one, party in parties.items() if party.role == "funder"}
    tops: set[str] = set()
    countries: set[str] = set()
    for one in sorted(parties):
        top, country, party = known.top(one), known.country(one), parties[one]
        first = (top not in tops, country not in countries)
        tops.add(top)
        countries.add(country)
        yield (number, one, top, country, party.role, party.name, not funders or top in funders, *first)


def _money(agreement: Agreement, number: int, known: Known) -> Iterator[Row]:
    own = {known.one(party.organisation) for party in agreement.parties if party.role == "own"}
    sums: dict[tuple[str, str, int], int] = {}
    for amount in agreement.amounts:
        key = (known.one(amount.payer), amount.currency, amount.year)
        sums[key] = sums.get(key, 0) + hundredths(amount.amount)
    seen: set[tuple[str, ...]] = set()
    for (payer, currency, year), total in sums.items():
        if not total:  # entered so that it is known that no money is involved; it has no share in anything
            continue
        top, external = known.top(payer), payer not in own
        groups = ((top, currency), (top, currency, str(year)), (currency,))
        first = [external and group not in seen for group in groups]
        if external:
            seen.update(groups)
        yield (number, payer, top, currency, year, total, external, *first)


def hundredths(amount: str) -> int:
    """Return a plain decimal number in hundredths; 0 for what is no number."""
    try:
        return int(Decimal(amount) * 100)
    except InvalidOperation:
        return 0


def _coverage(state: State) -> Iterator[Row]:
    for one in state.of(Coverage).values():
        event = state.current[f"coverage:{one.id}"]
        yield (one.unit, one.kind, one.until, one.about, event.at[:10], event.by)
