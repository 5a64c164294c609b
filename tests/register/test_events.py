"""Events in files: nothing is lost, nothing is overwritten, and what was tampered with is seen."""

from __future__ import annotations

import dataclasses
import os
import shutil
import subprocess
import sys
import threading
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from contract_scan.register.definitions import definitions, differing, same_day
from contract_scan.register.errors import RegisterError
from contract_scan.register.event import as_bytes, event, from_bytes
from contract_scan.register.files import merge_folders, read_events, remove_files, write_event
from contract_scan.register.model import Amount, Removal
from contract_scan.register.projection import fingerprint
from contract_scan.register.replay import replay
from contract_scan.register.writing import Writer, now
from tests.register.builders import ROLE, agreement, ticking, writer


def test_an_event_read_back_is_the_event_that_was_written(tmp_path: Path) -> None:
    made = writer(tmp_path).state(agreement(scholars=2), "science", why="entered after review")
    path = write_event(tmp_path, made)

    assert read_events(tmp_path).events == (made,)
    assert path.parent.name == "science" and made.digest in path.name
    assert from_bytes(as_bytes(made)) == made


def test_adding_one_event_touches_one_file(tmp_path: Path) -> None:
    first = writer(tmp_path)
    for number in range(3):
        first.state(agreement(number), "science")
    first.write()
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.json")}
    second = Writer(tmp_path, ROLE)
    second.state(agreement(3), "science")
    second.write()
    after = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.json")}

    assert len(after) == len(before) + 1 and before.items() <= after.items()


def test_a_later_statement_follows_the_earlier_one_and_both_stay(tmp_path: Path) -> None:
    desk = writer(tmp_path)
    first = desk.state(agreement(), "science")
    second = desk.state(agreement(end="2030-12-31"), "science")
    desk.write()
    state = replay(read_events(tmp_path).events)

    assert second.after == (first.digest,)
    assert state.current["agreement:a1"] == second and state.conflicts == ()
    assert len(list(tmp_path.rglob("*.json"))) == 2


def test_two_statements_that_follow_the_same_one_are_a_conflict_until_a_person_decides(tmp_path: Path) -> None:
    desk = writer(tmp_path)
    first = desk.state(agreement(), "science")
    desk.write()
    sides = [Writer(tmp_path, ROLE, events=[first], clock=ticking(f"2026-11-02T0{n}:00:00+00:00")) for n in range(2)]
    for number, side in enumerate(sides):
        side.state(agreement(end=f"203{number}-12-31"), "science")
    for side in sides:
        side.write()
    [conflict] = replay(read_events(tmp_path).events).conflicts

    assert [getattr(side.body, "end", None) for side in conflict.sides] == ["2030-12-31", "2031-12-31"]
    decided = Writer(tmp_path, ROLE)
    decided.state(agreement(end="2031-12-31"), "science", why="as signed")
    decided.write()
    assert replay(read_events(tmp_path).events).conflicts == ()
    assert len(list(tmp_path.rglob("*.json"))) == 4


def test_the_same_statement_made_twice_is_no_conflict(tmp_path: Path) -> None:
    made = [event(agreement(), "science", ROLE, ticking(f"2026-11-0{n}T09:00:00+00:00")()) for n in (1, 2)]

    assert replay(made).conflicts == ()


def tampered(data: bytes) -> bytes:
    return data.replace(b"2028-12-31", b"2038-12-31")


def truncated(data: bytes) -> bytes:
    return data[: len(data) // 2]


@pytest.mark.parametrize("harm", [tampered, truncated])
def test_a_file_that_was_changed_or_cut_off_is_named_and_the_rest_counts(tmp_path: Path, harm: object) -> None:
    desk = writer(tmp_path)
    for number in (1, 2, 3):
        desk.state(agreement(number), "science")
    desk.write()
    [_, victim, _] = sorted(tmp_path.rglob("*.json"))
    victim.write_bytes(harm(victim.read_bytes()))  # type: ignore[operator]
    stored = read_events(tmp_path)

    assert [(damaged.path, damaged.reason) for damaged in stored.damaged] == [(str(victim), harm.__name__)]  # type: ignore[attr-defined]
    assert sorted(replay(stored.events).current) == ["agreement:a1", "agreement:a3"]


def test_a_file_that_was_taken_away_is_missed_by_those_that_came_after_it(tmp_path: Path) -> None:
    desk = writer(tmp_path)
    events = [desk.state(agreement(number), "science") for number in (1, 2, 3)]
    desk.write()
    next(tmp_path.rglob(f"*{events[1].digest}.json")).unlink()

    assert replay(read_events(tmp_path).events).missing == (events[1].digest,)


def test_a_file_in_another_units_folder_does_not_count(tmp_path: Path) -> None:
    desk = writer(tmp_path)
    desk.state(agreement(), "science")
    desk.write()
    [path] = tmp_path.rglob("*.json")
    (tmp_path / "events" / "law").mkdir()
    path.rename(tmp_path / "events" / "law" / path.name)

    assert [damaged.reason for damaged in read_events(tmp_path).damaged] == ["misplaced"]


def test_what_was_redacted_leaves_digest_and_reason_and_does_not_count_when_it_comes_back(tmp_path: Path) -> None:
    desk = writer(tmp_path / "ours")
    made = desk.state(agreement(), "science")
    desk.write()
    shutil.copytree(tmp_path / "ours", tmp_path / "copy")
    desk.state(Removal(id="r1", digests=(made.digest,), how="redacted", reason="entered by mistake"), "science")
    desk.write()
    gone = remove_files(tmp_path / "ours", frozenset({made.digest}))
    state = replay(read_events(tmp_path / "ours").events)

    assert (gone, list(state.current), state.missing) == (1, ["removal:r1"], ())
    assert not list(merge_folders(tmp_path / "copy", tmp_path / "ours"))
    write_event(tmp_path / "ours", made)  # as a copy by hand, or a merge by git, would
    back = replay(read_events(tmp_path / "ours").events)
    assert (list(back.current), back.returned) == (["removal:r1"], (made,))


WRITE = """
import os, sys
from pathlib import Path
from contract_scan import whole_file
from contract_scan.register import files
from tests.register.builders import agreement, writer
folder, step = Path(sys.argv[1]), sys.argv[2]
desk = writer(folder)
desk.state(agreement(2), "science")
if step == "in":
    os.fsync = lambda handle: os._exit(9)
elif step == "before":
    whole_file.uuid.uuid4 = lambda: os._exit(9)
elif step == "rename":
    files.Path.replace = lambda part, target: os._exit(9)
elif step == "full":
    import resource
    resource.setrlimit(resource.RLIMIT_FSIZE, (40, 40))
desk.write()
os._exit(9)
"""


def stopped(folder: Path, step: str) -> subprocess.CompletedProcess[str]:
    """Run a program that writes one event and ends, as if killed, at a step."""
    from tests.conftest import ROOT

    command = [sys.executable, "-c", WRITE, str(folder), step]
    # What measures coverage would write a file of its own, and stumble over the same full disk.
    unmeasured = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60, env=unmeasured)


@pytest.mark.parametrize(("step", "there"), [("before", 1), ("in", 1), ("rename", 1), ("after", 2)])
def test_a_process_killed_at_any_step_leaves_the_whole_event_or_none(tmp_path: Path, step: str, there: int) -> None:
    desk = writer(tmp_path)
    desk.state(agreement(1), "science")
    desk.write()

    assert 9 == stopped(tmp_path, step).returncode
    stored = read_events(tmp_path)
    assert len(stored.events) == there
    assert {damaged.reason for damaged in stored.damaged} <= {"unfinished"}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of a file")
def test_a_full_disk_is_one_sentence_and_leaves_nothing_half_written(tmp_path: Path) -> None:
    desk = writer(tmp_path)
    desk.state(agreement(1), "science")
    desk.write()
    run = stopped(tmp_path, "full")

    assert "Nothing more could be written to" in run.stderr.splitlines()[-1]
    assert (len(read_events(tmp_path).events), read_events(tmp_path).damaged) == (1, ())


def test_two_units_and_two_people_of_one_unit_may_add_at_the_same_time(tmp_path: Path) -> None:
    (tmp_path / "events").mkdir()

    def add(unit: str, first: int) -> None:
        desk = Writer(tmp_path, ROLE, events=())
        for number in range(first, first + 40):
            desk.state(agreement(number, unit), unit)
        desk.write()

    threads = [threading.Thread(target=add, args=job) for job in (("law", 0), ("law", 100), ("science", 200))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    stored = read_events(tmp_path)

    assert (len(replay(stored.events).current), stored.damaged) == (120, ())


@pytest.mark.parametrize(
    ("unit", "by", "key"), [("../law", ROLE, "bad_unit"), ("law", "j.jansen@example.org", "bad_role")]
)
def test_a_unit_cannot_leave_the_folder_and_a_person_is_no_role(unit: str, by: str, key: str) -> None:
    with pytest.raises(RegisterError) as problem:
        event(agreement(), unit, by, now())
    assert problem.value.key == key


def test_nothing_is_written_for_what_was_only_prepared(tmp_path: Path) -> None:
    writer(tmp_path).state(agreement(), "science")

    assert list(tmp_path.rglob("*.json")) == []


def test_an_event_of_another_version_is_named_and_not_guessed_at(tmp_path: Path) -> None:
    made = event(agreement(), "science", ROLE, now())
    data = as_bytes(made).replace(b"contract-scan/event/1", b"contract-scan/event/9")
    from contract_scan.register.event import digest_of

    other = dataclasses.replace(made, digest=digest_of(data))
    (tmp_path / "events" / "science").mkdir(parents=True)
    (tmp_path / "events" / "science" / other.name).write_bytes(data)

    assert [damaged.reason for damaged in read_events(tmp_path).damaged] == ["unreadable"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_what_is_no_file_is_named_and_nobody_waits_for_its_end(tmp_path: Path) -> None:
    """A pipe or a device among the events costs only itself."""
    place = tmp_path / "events" / "science"
    place.mkdir(parents=True)
    os.mkfifo(place / "pipe.json")
    (place / "device.json").symlink_to("/dev/zero")

    stored = read_events(tmp_path)

    assert ["unreadable", "unreadable"] == [one.reason for one in stored.damaged]


def test_files_that_are_not_entries_are_told_apart_from_what_systems_leave_behind(tmp_path: Path) -> None:
    """A copy, a file elsewhere, a link that leads nowhere; .DS_Store and the like are nothing."""
    desk = writer(tmp_path)
    desk.state(agreement(), "science")
    desk.write()
    place = tmp_path / "events" / "science"
    [entry] = place.iterdir()
    (place / f"{entry.stem} (1).json").write_bytes(entry.read_bytes())
    (place / "notes.txt").touch()
    (place / "deeper").mkdir()
    (tmp_path / "events" / "lost.json").touch()
    (place / "link.json").symlink_to(tmp_path / "nowhere")
    for name in (".DS_Store", "Thumbs.db", "desktop.ini", "~$lock.json"):
        (place / name).touch()

    found = {
        Path(one.path).name.partition(" ")[2] or Path(one.path).name: one.reason
        for one in read_events(tmp_path).damaged
    }

    assert found == {
        "(1).json": "copy",
        "notes.txt": "foreign",
        "deeper": "foreign",
        "lost.json": "foreign",
        "link.json": "unreadable",
    }
    assert fingerprint(tmp_path, "2026-11-01")


@pytest.mark.parametrize(
    "values",
    [
        {"end": "2026-13-45"},
        {"start": "soon"},
        {"scholars": -5},
        {"amounts": (Amount(payer="x", amount="NaN", currency="EUR"),)},
        {"amounts": (Amount(payer="x", amount="1e400", currency="EUR"),)},
    ],
)
def test_what_cannot_be_is_not_written_and_costs_only_itself_where_it_stands(
    tmp_path: Path, values: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = writer(tmp_path)
    with pytest.raises(RegisterError):
        desk.state(agreement(2, **values), "science")
    with monkeypatch.context() as without:
        without.setattr("contract_scan.register.event.check", lambda body: None)
        desk.state(agreement(2, **values), "science")
    desk.state(agreement(1), "science")
    desk.write()

    stored = read_events(tmp_path)

    assert [one.reason for one in stored.damaged] == ["impossible"]
    assert [one.body.id for one in stored.events] == ["a1"]


def test_a_unit_that_is_not_there_is_told_and_not_shown_as_empty(tmp_path: Path) -> None:
    writer(tmp_path)

    with pytest.raises(RegisterError, check=lambda one: one.key.endswith("no_unit_folder")):
        read_events(tmp_path, "sciense")


def own_definition(folder: Path, version: str, since: str, **changes: str) -> None:
    text = (files("contract_scan.register") / "definition.toml").read_text(encoding="utf-8")
    for old, new in {"since = 2026-01-01": f"since = {since}", **changes}.items():
        text = text.replace(old, new)
    (folder / "definitions").mkdir(exist_ok=True)
    (folder / "definitions" / f"{version}.toml").write_text(text, encoding="utf-8")


def test_a_definition_holds_from_its_day_on_and_the_tenth_comes_after_the_ninth(tmp_path: Path) -> None:
    for version, since in (("v1", "2020-01-01"), ("v9", "2026-01-01"), ("v10", "2026-01-01"), ("v11", "2027-01-01")):
        own_definition(tmp_path, version, since)

    assert [one.version for one in definitions(tmp_path, "2026-06-01")] == ["v1", "v9", "v10"]
    assert [one.version for one in definitions(tmp_path, "2019-01-01")] == ["v1"]
    assert definitions(tmp_path, "2027-01-01")[-1].version == "v11"
    assert [(one.version, other.version) for one, other in same_day(tmp_path)] == [("v9", "v10")]


@pytest.mark.parametrize(
    "changes",
    [
        {"share = 0.25": "share = 'high'"},
        {"few = 5": ""},
        {"few = 5": "few = -5"},
        {"kinds = []": "kinds = ['club']"},
        {"since = 2026-01-01": "since = 'ever'"},
        {"[scope]": "[scopes]"},
    ],
)
def test_a_definition_that_says_what_cannot_be_is_one_sentence(tmp_path: Path, changes: dict[str, str]) -> None:
    own_definition(tmp_path, "v1", "2026-01-01", **changes)

    with pytest.raises(RegisterError, check=lambda one: one.key.endswith("bad_definition")):
        definitions(tmp_path)


def test_a_definition_of_another_register_that_says_something_else_is_named(tmp_path: Path) -> None:
    for name, since in (("ours", "2026-01-01"), ("theirs", "2026-02-01")):
        (tmp_path / name).mkdir()
        own_definition(tmp_path / name, "v1", since)

    assert differing(tmp_path / "theirs", tmp_path / "ours") == ["v1"]
    assert differing(tmp_path / "ours", tmp_path / "ours") == []


def test_a_definition_that_is_no_text_is_one_sentence(tmp_path: Path) -> None:
    """Which file, and that it could not be used."""
    (tmp_path / "definitions").mkdir()
    (tmp_path / "definitions" / "v1.toml").write_bytes(b"\xff\xfe")

    with pytest.raises(RegisterError) as raised:
        definitions(tmp_path)

    assert "v1.toml" in raised.value.sentence("en")
