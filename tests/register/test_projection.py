"""The projection says what the events say, in SQLite and in PostgreSQL, whatever their order."""

from __future__ import annotations

import os
import random
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, create_engine, select

from contract_scan.register.coverage import statement
from contract_scan.register.definitions import shipped
from contract_scan.register.due import due
from contract_scan.register.event import Event
from contract_scan.register.model import Agreement, Benefit, QuestionAnswer, Review, Same
from contract_scan.register.projection import opened, rebuild
from contract_scan.register.replay import replay
from contract_scan.register.tables import AGREEMENT, METADATA
from contract_scan.register.views import VIEWS, At, rows
from tests.postgresql import Postgresql
from tests.postgresql import postgresql as postgresql
from tests.register.builders import agreement, organisation, paid, party, writer
from tests.register.test_merge import histories


def dump(engine: Engine) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table."""
    with engine.connect() as connection:
        return {t.name: sorted(map(tuple, connection.execute(select(t))), key=repr) for t in METADATA.sorted_tables}


def projected(events: list[Event], url: str = "sqlite://") -> dict[str, list[tuple[object, ...]]]:
    """Return what a projection of some events holds."""
    engine = create_engine(url)
    rebuild(engine, replay(events), shipped(), "2026-11-01")
    found = dump(engine)
    engine.dispose()
    return found


@given(histories(), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_the_projection_is_the_same_whatever_the_order_of_events(events: list[Event], chance: random.Random) -> None:
    shuffled = list(events)
    chance.shuffle(shuffled)

    assert projected(shuffled) == projected(events)


@given(histories())
@settings(max_examples=40, deadline=None)
def test_the_projection_holds_what_the_replay_says(events: list[Event]) -> None:
    state = replay(events)
    rows = projected(events)["agreement"]
    names = [column.name for column in AGREEMENT.columns]
    found = {row[names.index("id")]: row[names.index("end")] for row in rows}

    assert found == {identity: one.end for identity, one in state.of(Agreement).items()}
    assert len(projected(events)["conflict"]) == len(state.conflicts)


def example(folder: Path) -> list[Event]:
    """Return the events of a small register: two names of one body, whose parent is known."""
    desk = writer(folder)
    desk.state(organisation("acme", "Acme Laboratories", parent="group"), "science")
    desk.state(organisation("acme-lab", "ACME Lab"), "science")
    desk.state(organisation("group", "Group Holding"), "science")
    desk.state(Same(id="acme+acme-lab", one="acme", other="acme-lab", why="same trade register number"), "science")
    parties, amounts = (party("acme"), party("acme-lab")), (paid("acme-lab", "1000.50"),)
    desk.state(agreement(1, fields=("photonics",), parties=parties, amounts=amounts), "science")
    desk.state(Benefit(id="b1", agreement="a1", what="Access to a telescope"), "science")
    return desk.pending


def test_organisations_that_a_person_confirmed_are_one_and_lead_to_their_parent(tmp_path: Path) -> None:
    rows = projected(example(tmp_path))

    assert [(row[0], row[5], row[6]) for row in rows["organisation"]] == [
        ("acme", "acme", "group"),
        ("acme-lab", "acme", "group"),
        ("group", "group", "group"),
    ]
    assert [row[:3] for row in rows["partner"]] == [(1, "acme", "group")]
    assert [row[:7] for row in rows["money"]] == [(1, "acme", "group", "EUR", 2026, 100_050, True)]


def test_what_was_confirmed_can_be_undone(tmp_path: Path) -> None:
    desk = writer(tmp_path)
    events = example(tmp_path)
    desk.state(Same(id="acme+acme-lab", one="acme", other="acme-lab", holds=False), "science", after=[events[3].digest])
    rows = projected([*events, *desk.pending])

    assert [row[5] for row in rows["organisation"]] == ["acme", "acme-lab", "group"]


def test_parents_that_go_round_in_a_circle_end_somewhere(tmp_path: Path) -> None:
    desk = writer(tmp_path)
    desk.state(organisation("one", parent="two"), "science")
    desk.state(organisation("two", parent="one"), "science")

    assert {row[6] for row in projected(desk.pending)["organisation"]} <= {"one", "two"}


def test_a_kept_projection_is_rebuilt_when_a_file_changes_and_only_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONTRACT_SCAN_CACHE", str(tmp_path / "cache"))
    desk = writer(tmp_path / "register")
    desk.state(agreement(1), "science")
    desk.write()

    def count() -> int:
        with opened(tmp_path / "register", "2026-11-01") as connection:
            return len(list(connection.execute(select(AGREEMENT.c.id))))

    first = count()
    [kept] = (tmp_path / "cache" / "register").iterdir()
    made = kept.stat().st_mtime_ns
    again = count()
    untouched = kept.stat().st_mtime_ns
    desk.state(agreement(2), "science")
    desk.write()

    assert (first, again, count()) == (1, 1, 2)
    assert made == untouched < kept.stat().st_mtime_ns


def test_a_damaged_cache_is_built_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONTRACT_SCAN_CACHE", str(tmp_path / "cache"))
    desk = writer(tmp_path / "register")
    desk.state(agreement(1), "science")
    desk.write()
    for _ in range(2):
        with opened(tmp_path / "register", "2026-11-01") as connection:
            assert connection.scalar(select(AGREEMENT.c.id)) == "a1"
        [kept] = (tmp_path / "cache" / "register").iterdir()
        kept.write_bytes(b"not a database, but long enough to look like one" * 40)


def test_postgresql_holds_the_same_as_sqlite(postgresql: Postgresql, tmp_path: Path) -> None:
    events = example(tmp_path)

    assert projected(events, postgresql.address) == projected(events)
    assert projected(events, postgresql.address) == projected(events), "a second time, over the first"


def shown(url: str, events: list[Event]) -> dict[str, list[tuple[object, ...]]]:
    """Return what every view, the statement on what it rests on, and the list of what is due say of some events."""
    engine = create_engine(url)
    rebuild(engine, replay(events), shipped(), "2026-11-01")
    at = At("2026-11-01", shipped().limits)
    with engine.connect() as connection:
        found = {name: rows(connection, spec, at).rows for name, spec in VIEWS.items()}
        told = {
            name: sorted(
                (*map(str, row.key), *(float(x) if isinstance(x, Decimal) else x for x in row.figures)) for row in made
            )
            for name, made in found.items()
        }
        told["rests"] = [(statement(connection, at),)]
        told["due"] = [(one,) for one in due(connection, at, 6)]
    engine.dispose()
    return told


def test_every_view_says_the_same_on_postgresql_as_on_sqlite(postgresql: Postgresql, tmp_path: Path) -> None:
    desk = writer(tmp_path)
    for event in example(tmp_path):
        desk.pending.append(event)
    for number in range(2, 9):
        answers = (QuestionAnswer(question="5.1", state="evidence"),)
        desk.state(
            agreement(
                number,
                group="lab",
                parties=(party("acme"),),
                amounts=(paid("acme", "12.50"), paid("group", "3", "USD")),
                fields=("photonics",),
                scholars=2,
                notice_date="2027-01-31",
                data_access=True,
            ),
            "science",
        )
        desk.state(Review(id=f"r{number}", agreement=f"a{number}", on="2026-01-01", answers=answers), "science")
    on_sqlite = shown("sqlite://", desk.pending)

    assert on_sqlite == shown(postgresql.address, desk.pending)
    assert all(on_sqlite.values())


@pytest.mark.skipif(os.name == "nt" or os.getuid() == 0, reason="the system keeps no folder from this user")
def test_a_units_folder_that_may_not_be_read_is_named_and_the_rest_counts(tmp_path: Path) -> None:
    desk = writer(tmp_path)
    desk.state(agreement(1), "science")
    desk.state(agreement(2, "law"), "law")
    desk.write()
    (tmp_path / "events" / "law").chmod(0)
    try:
        with opened(tmp_path, "2026-11-01") as connection:
            rests_on = statement(connection, At("2026-11-01", shipped().limits))
    finally:
        (tmp_path / "events" / "law").chmod(0o755)

    assert (rests_on.closed, rests_on.agreements) == (("law",), 1)


def test_columns_named_in_the_projection_are_those_of_the_nouns() -> None:
    """A column that is filled from the wrong place would show: every agreement's own fields come back as they were."""
    values = agreement(1, notice="P6M", notice_date="2028-06-30", renewal="tacit", umbrella="a0", guests=3)
    from contract_scan.register.event import event
    from contract_scan.register.writing import now

    [row] = projected([event(values, "science", "adviser", now())])["agreement"]
    shown = dict(zip([c.name for c in AGREEMENT.columns], row, strict=True))

    for name in (
        "id",
        "title",
        "unit",
        "kind",
        "start",
        "end",
        "notice",
        "notice_date",
        "renewal",
        "umbrella",
        "guests",
    ):
        assert shown[name] == getattr(values, name)
    assert shown["runs_to"] == "9999-12-31"
