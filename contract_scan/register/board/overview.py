"""Everything that the overview for a board shows, made once for the page and the Word file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, func, select

from contract_scan.dates.arithmetic import next_round
from contract_scan.messages import say
from contract_scan.register.coverage import Statement, sentence, statement
from contract_scan.register.definitions import definitions
from contract_scan.register.due import due, untold_line, without_days
from contract_scan.register.export import marking
from contract_scan.register.retest import Current, counts, touched
from contract_scan.register.sheets import Sheet, sheets
from contract_scan.register.tables import AGREEMENT as A
from contract_scan.register.tables import BENEFIT, MEASURE
from contract_scan.register.views import VIEWS, At, behind, rows
from contract_scan.register.views.base import Behind, running, unit_names

#: How many rows of a view, agreements behind a row, and bars of the time line the page shows.
MOST, BEHIND, BARS = 15, 12, 30
#: Why an agreement has no end, where that is known.
_ENDLESS = ("indefinite", "event")


@dataclass(frozen=True, slots=True)
class Bar:
    """One agreement on the time line; `end` is empty where it has none, and `endless` is then why, if that is known."""

    title: str
    unit: str
    start: str
    end: str
    notice: str
    tacit: bool
    endless: str = ""

    @property
    def unknown(self) -> bool:
        """Say whether the end is not known: there is no day, and nobody said that there is none."""
        return not self.end and not self.endless

    def until(self, language: str) -> str:
        """Return the end in words: a day, why there is none, or that it is not known."""
        if self.unknown:
            return say("register.board.end_not_known", language)
        return self.end or say(f"register.values.end_unknown.{self.endless}", language)


@dataclass(frozen=True, slots=True)
class Overview:
    """What a board sees. `notes` say that it is internal, by whom, when and under which definition."""

    language: str
    day: str
    notes: tuple[str, ...]
    rests: str
    rests_on: Statement
    due: tuple[str, ...]
    bars: tuple[Bar, ...]
    bars_left: int
    fields: tuple[tuple[str, str, int], ...]
    shares: tuple[tuple[str, str, str, float], ...]
    sheets: tuple[Sheet, ...]
    behind: dict[str, tuple[tuple[str, tuple[str, ...]], ...]]
    benefits: tuple[str, ...]
    measures: tuple[str, ...]
    beside: str


def overview(
    connection: Connection, at: At, current: Current, folder: Path, role: str, unit: str | None, language: str
) -> Overview:
    """Return what a board sees of a register, or of one unit's part of it, at a day."""
    definition = definitions(folder, at.day)[-1]
    rests_on = statement(connection, at)
    units = unit_names(connection)
    made = (*sheets(connection, at, language, MOST), _retest(connection, at, current, units, language))
    bars, left = timeline_bars(connection, at)
    notes = marking(role, at.day, definition, language)
    if unit:
        notes.append(say("register.board.only_unit", language, unit=units.get(unit, unit)))
    return Overview(
        language=language,
        day=at.day,
        notes=tuple(notes),
        rests=sentence(rests_on, language),
        rests_on=rests_on,
        due=tuple(_due(connection, at, units, language)),
        bars=bars,
        bars_left=left,
        fields=_fields(connection, at, language),
        shares=_shares(made),
        sheets=made,
        behind=_behind(connection, at, made, units),
        benefits=tuple(_beside(connection, at, BENEFIT, units, language)),
        measures=tuple(_beside(connection, at, MEASURE, units, language)),
        beside=_counted_beside(connection, at, language),
    )


def _retest(connection: Connection, at: At, current: Current, units: Mapping[str, str], language: str) -> Sheet:
    """Return the agreements to be tested again as a sheet of their own."""
    found = touched(connection, at, current)
    counted = counts(connection, at, current)
    cells = [
        (
            one.title,
            units.get(one.unit, one.unit),
            one.reviewed,
            ", ".join(say(f"register.reasons.{r}", language) for r in one.reasons),
        )
        for one in found[:MOST]
    ]
    more = say("register.views.more", language, number=len(found) - MOST) if len(found) > MOST else ""
    says = say("register.views.retest.says", language, day=at.day)
    return Sheet(
        view="retest",
        title=say("register.views.retest.title", language),
        says=f"{says} {say('register.board.never', language, number=counted['never'])}",
        says_not=say("register.views.retest.says_not", language),
        headers=tuple(say(f"register.columns.{name}", language) for name in ("title", "unit", "reviewed", "reasons")),
        cells=tuple(cells),
        keys=(),
        more=more,
    )


def _due(connection: Connection, at: At, units: Mapping[str, str], language: str) -> Iterator[str]:
    for one in due(connection, at, at.limits.renewal_months):
        unit = units.get(one.unit, one.unit)
        rest = f" ({one.detail})" if one.detail else ""
        yield say(f"register.due.{one.what}_line", language, day=one.day, title=one.title, unit=unit, rest=rest)
    for unknown in without_days(connection, at):
        yield untold_line(unknown, units.get(unknown.unit, unknown.unit), language)


def timeline_bars(connection: Connection, at: At) -> tuple[tuple[Bar, ...], int]:
    """Return the running agreements, what ends first on top and what is not known last, and how many more there are."""
    units = unit_names(connection)
    found = connection.execute(select(A).where(running(at), A.c.start != "")).all()
    bars = [_bar(row, units.get(row.unit, row.unit), at.day) for row in found]
    bars.sort(key=lambda bar: (bar.unknown, not bar.end, bar.end, bar.notice, bar.title))
    return tuple(bars[:BARS]), max(len(bars) - BARS, 0)


def _bar(row: Row[Any], unit: str, day: str) -> Bar:
    """Return an agreement with the end of the term that runs: of one that renewed itself, as far as it is counted."""
    end, notice = row.ended or row.end, row.notice_date
    endless = row.end_unknown if row.end_unknown in _ENDLESS else ""
    if end and end < day:
        end, notice = next_round(row.end, row.renewal_period, row.notice or "P0D", day, row.start) or ("", "")
    return Bar(row.title, unit, row.start, end, notice, row.renewal == "tacit", "" if end or row.end else endless)


def _fields(connection: Connection, at: At, language: str) -> tuple[tuple[str, str, int], ...]:
    from contract_scan.register.sheets import country

    found = rows(connection, VIEWS["field_country"], at)
    return tuple((row.key[0], country(row.key[1], language), row.figures[0]) for row in found.rows)


def _shares(made: tuple[Sheet, ...]) -> tuple[tuple[str, str, str, float], ...]:
    """Return group, payer, currency and share of the rows of payers' shares, as the picture needs them."""
    one = next(sheet for sheet in made if sheet.view == "payer_share")
    return tuple((row[0], row[1], row[2], float(row[4].split()[0]) / 100) for row in one.cells)


def _behind(
    connection: Connection, at: At, made: tuple[Sheet, ...], units: Mapping[str, str]
) -> dict[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    """Return, for each row that is shown, the agreements behind it."""
    found: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {}
    for one in made:
        if one.view in VIEWS and one.view != "renewals":
            listed = []
            for cells, key in zip(one.cells, one.keys, strict=True):
                agreements = behind(connection, VIEWS[one.view], at, key)
                texts = [_told(each, units) for each in agreements]
                shown = (*texts[:BEHIND], f"+ {len(texts) - BEHIND}") if len(texts) > BEHIND else tuple(texts)
                listed.append((" · ".join(cells[: len(key)]), shown))
            found[one.view] = tuple(listed)
    return found


def _told(one: Behind, units: Mapping[str, str]) -> str:
    return f"{one.title} ({units.get(one.unit, one.unit)}, {one.start or '?'} – {one.end or '?'})"


def _beside(connection: Connection, at: At, table: object, units: Mapping[str, str], language: str) -> Iterator[str]:
    """Yield benefits, or measures with their day, of running agreements."""
    source = MEASURE if table is MEASURE else BENEFIT
    joined = source.join(A, A.c.n == source.c.agreement)
    asked = select(A.c.title, A.c.unit, *source.c[2:]).select_from(joined).where(running(at))
    for row in connection.execute(asked.order_by(A.c.title).limit(MOST)):
        until = getattr(row, "until", "")
        done = getattr(row, "done", "")
        state = (
            say("register.board.done", language, day=done)
            if done
            else until and say("register.board.open", language, day=until)
        )
        yield f"{row.title} ({units.get(row.unit, row.unit)}): {row.what}" + (f" – {state}" if state else "")


def _counted_beside(connection: Connection, at: At, language: str) -> str:
    asked = select(func.count(), func.count().filter(A.c.benefits > 0), func.count().filter(A.c.measures > 0)).where(
        running(at)
    )
    total, benefits, measures = connection.execute(asked).one()
    return say("register.board.beside", language, count=total, benefits=benefits, measures=measures)
