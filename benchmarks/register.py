"""How fast a large register is: `python -m benchmarks.register [AGREEMENTS [FOLDER]]`; a folder is kept and used again.

A hundred thousand agreements with sixty per cent more events are made up; then are measured the rebuild (target 10 s of
one core), each view of what adds up (target 0.2 s), and how many files adding one event touches (target 1).
"""

from __future__ import annotations

import datetime
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection

from contract_scan.register.definitions import shipped
from contract_scan.register.event import Event, as_bytes, event
from contract_scan.register.files import read_events
from contract_scan.register.model import (
    Agreement,
    Amount,
    Benefit,
    Consulted,
    Coverage,
    Measure,
    Noun,
    Organisation,
    Parent,
    Party,
    QuestionAnswer,
    Review,
    Unit,
)
from contract_scan.register.views import VIEWS, At, rows

UNITS, GROUPS, ORGANISATIONS, PAYERS, PAYERS_OF_A_GROUP = 12, 40, 8000, 900, 25
REBUILD, VIEW = 10.0, 0.2
ROLE = "benchmark"
CHANCE = random.Random(20260101)
COUNTRIES = ["XA", "XB", "XC", "XD", "XE", "XF"]
FIELDS = ["photonics", "quantum", "biotechnology", "materials", "history", "law", "energy", "space"]
KINDS = ["joint_research", "contract_research", "scholarship", "consortium", "memorandum"]


def nouns(count: int) -> Iterator[tuple[str, Noun]]:
    """Yield what is stated, each with the unit that states it."""
    for number in range(UNITS):
        yield f"unit-{number}", Unit(id=f"unit-{number}", name=f"Faculty {number}")
        yield (
            f"unit-{number}",
            Coverage(id=f"c{number}", unit=f"unit-{number}", kind="", until="2026-03-01", about=9000),
        )
    for number in range(ORGANISATIONS):
        parent = Parent(organisation=f"o{number // 7}", source="made up", stated="2025-01-01")
        yield (
            f"unit-{number % UNITS}",
            Organisation(
                id=f"o{number}",
                names=(f"Utopian Institute {number}",),
                country=COUNTRIES[number % len(COUNTRIES)],
                parents=(parent,) if number % 3 == 0 and number > 7 else (),
            ),
        )
    for number in range(count):
        yield from about_agreement(number)


def about_agreement(number: int) -> Iterator[tuple[str, Noun]]:
    """Yield an agreement and, for some, a review, a benefit and a measure."""
    unit = f"unit-{number % UNITS}"
    start = 2017 + number % 9
    group = CHANCE.randrange(GROUPS)
    partner = CHANCE.randrange(ORGANISATIONS)
    payer = (group * 37 + number % UNITS * 11 + CHANCE.randrange(PAYERS_OF_A_GROUP)) % PAYERS
    yield (
        unit,
        Agreement(
            id=f"a{number}",
            unit=unit,
            group=f"{unit} group {group}",
            title=f"Agreement on research {number}",
            kind=KINDS[number % len(KINDS)],
            start=f"{start}-01-01",
            end=f"{start + 2 + number % 8}-12-31",
            renewal="tacit" if number % 11 == 0 else "none",
            notice_date=f"{start + 2 + number % 8}-06-30",
            parties=(Party(organisation=f"o{partner}", name=f"Utopian Institute {partner}"),),
            amounts=(
                Amount(
                    payer=f"o{payer}",
                    amount=f"{CHANCE.randrange(10_000, 900_000)}.50",
                    currency="EUR",
                    year=start + number % 5,
                ),
            )
            if number % 3
            else (),
            fields=(FIELDS[CHANCE.randrange(len(FIELDS))],),
            scholars=number % 4 if number % len(KINDS) == 2 else 0,
            scholar_months=12 + number % 37,
        ),
    )
    yield from beside(number, unit)


def beside(number: int, unit: str) -> Iterator[tuple[str, Noun]]:
    """Yield what stands beside an agreement: 0.52 of it on average."""
    if number % 4 == 0:
        questions = [
            f"{chapter}.{one}"
            for chapter, last in ((1, 3), (2, 2), (3, 3), (4, 7), (5, 3))
            for one in range(1, last + 1)
        ]
        answers = tuple(
            QuestionAnswer(question=q, state="evidence" if CHANCE.random() < 0.3 else "nothing_found")
            for q in questions
        )
        lists = (Consulted(kind="eu", edition=f"2026-0{1 + number % 9}-01", on="2026-09-01"),)
        yield (
            unit,
            Review(
                id=f"r{number}",
                agreement=f"a{number}",
                on="2026-09-01",
                rules="abc",
                definition="v1",
                lists=lists,
                answers=answers,
            ),
        )
    if number % 8 == 1:
        yield unit, Benefit(id=f"b{number}", agreement=f"a{number}", what="Access to a telescope")
    if number % 7 == 1:
        yield unit, Measure(id=f"m{number}", agreement=f"a{number}", what="Separate laboratory", until="2027-01-01")


def write(folder: Path, count: int) -> int:
    """Write a register as a copy of one would stand on a disk; return the number of events."""
    clock = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    for number in range(UNITS):
        (folder / "events" / f"unit-{number}").mkdir(parents=True)
    events = 0
    last: dict[str, str] = {}
    for unit, noun in nouns(count):
        seen = [last[unit]] if unit in last else []
        made: Event = event(noun, unit, ROLE, clock + datetime.timedelta(seconds=events), seen=seen)
        last[unit] = made.digest
        (folder / "events" / unit / made.name).write_bytes(as_bytes(made))
        events += 1
    return events


def measure(folder: Path, cache: Path) -> bool:
    """Measure and print; return whether every target is met."""
    os.environ["CONTRACT_SCAN_CACHE"] = str(cache)
    from contract_scan.register.projection import opened

    wall, start = time.perf_counter(), time.process_time()
    with opened(folder, "2026-11-01"):
        rebuilt = time.process_time() - start
    print(f"rebuild: {rebuilt:.1f} s of one core, {time.perf_counter() - wall:.1f} s by the clock (target {REBUILD} s)")
    start = time.perf_counter()
    with opened(folder, "2026-11-01") as connection:
        print(f"opened again: {time.perf_counter() - start:.2f} s")
        met = views(connection)
    return met and one_more(folder) == 1 and rebuilt < REBUILD


def views(connection: Connection) -> bool:
    """Time each view; return whether each stays under the target."""
    at = At("2026-11-01", shipped().limits)
    slowest = 0.0
    for name, spec in VIEWS.items():
        times = []
        for _ in range(3):
            start = time.process_time()
            found = rows(connection, spec, at, 1000)
            times.append(time.process_time() - start)
        taken = statistics.median(times)
        slowest = max(slowest, taken)
        print(f"  {name}: {taken:.3f} s of one core, {len(found.rows) + found.left_off} rows")
    return slowest < VIEW


def one_more(folder: Path) -> int:
    """Add one event and return how many files that touched."""
    from contract_scan.register.writing import Writer

    files = {path: path.stat().st_mtime_ns for path in (folder / "events").rglob("*") if path.is_file()}
    desk = Writer(folder, ROLE, events=read_events(folder, "unit-0").events)
    desk.state(Benefit(id="one-more", agreement="a0", what="One more"), "unit-0")
    desk.write()
    after = {path: path.stat().st_mtime_ns for path in (folder / "events").rglob("*") if path.is_file()}
    touched = len(after.items() - files.items())
    print(f"adding one event touched {touched} file(s) (target 1)")
    return touched


def main() -> None:
    """Make a register, measure it, and end with 1 where a target is not met."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(sys.argv[2] if len(sys.argv) > 2 else temporary)
        if not (folder / "events").is_dir():
            print(f"{count} agreements, {write(folder, count)} events")
        sys.exit(0 if measure(folder, Path(temporary) / "cache") else 1)


if __name__ == "__main__":
    main()
