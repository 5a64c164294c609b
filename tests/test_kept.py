"""What is kept between runs: trusted only as far as its hash, made anew for whatever reason, for its owner alone."""

from __future__ import annotations

import os
import re
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from contract_scan import expressions
from contract_scan.cache_folder import code_of, kept, remembered, replace_kept
from contract_scan.expressions import _Kept, compiled
from contract_scan.language.concepts import concepts_for
from contract_scan.lists.store import _shipped
from contract_scan.norms import _built_in
from contract_scan.read.language import model as language_model
from contract_scan.yaml_files import knowledge
from tests.conftest import FIXTURES

PATTERNS = [
    ("", 0),
    (r"(?P<a>x+)|(?P<b>y)", 0),
    (r"(?i:één|ÉÉN)\b[\w’'\-]{2,}?(?=\s)", 0),
    (r"(?<![\w.])(?:[A-ZÀ-Þ]|\d{1,3}(?:\.\d{3})*)", re.IGNORECASE),
    (r"^(a|b)(?:\1)+$", re.MULTILINE | re.DOTALL),
    (r"(?x) a  b # a remark", 0),
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of one's own."""
    monkeypatch.setenv("CONTRACT_SCAN_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def number(value: int) -> int:
    """Return a number as it was kept, or else this one."""
    return remembered("number", "a" * 64, lambda: value, lambda made: str(made).encode(), int)


def test_what_was_made_is_not_made_again(folder: Path) -> None:
    assert (1, 1) == (number(1), number(2))


def test_what_is_kept_is_for_its_owner_alone(folder: Path) -> None:
    number(1)

    assert [0o600] == [stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()]
    assert 0o700 == stat.S_IMODE(folder.stat().st_mode)


WRITING = """
from contract_scan.cache_folder import replace_kept
import contract_scan.cli.main as module

def written_for_ever():
    while True:
        replace_kept("large", "a" * 64, bytes(300_000_000))

module.main = written_for_ever
from contract_scan.cli.entry import run
run()
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_no_draft_is_left_behind_by_a_process_that_is_stopped_while_it_writes(number: int, folder: Path) -> None:
    process = subprocess.Popen([sys.executable, "-c", WRITING], stderr=subprocess.DEVNULL)
    while not list(folder.glob("*.part")):
        time.sleep(0.01)
    process.send_signal(number)
    process.wait(60)
    assert not list(folder.glob("*.part"))


def test_a_draft_of_long_ago_is_forgotten_and_one_being_written_is_not(folder: Path) -> None:
    folder.mkdir()
    for name, age in (("old.part", 100_000), ("new.part", 0)):
        (folder / name).write_bytes(b"half")
        os.utime(folder / name, (time.time() - age,) * 2)
    number(1)
    assert [path.name for path in folder.glob("*.part")] == ["new.part"]


def test_what_is_damaged_is_made_anew(folder: Path) -> None:
    """Cut off, with another byte in it, or whole and of no use."""
    number(1)
    (path,) = folder.iterdir()
    whole = path.read_bytes()
    for damage in (b"", whole[:-1], whole + b"0"):
        path.write_bytes(damage)
        assert 2 == number(2)
        path.write_bytes(whole)
    replace_kept("number", "a" * 64, b"no number")
    assert 3 == number(3)


def test_a_folder_that_cannot_be_written_is_no_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("CONTRACT_SCAN_CACHE", str(tmp_path / "file" / "cache"))

    assert (1, 2) == (number(1), number(2))


def test_the_cache_can_be_turned_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONTRACT_SCAN_CACHE", "")

    assert (1, 2) == (number(1), number(2))
    assert kept("number", "a" * 64) is None


def test_other_code_is_another_key(tmp_path: Path) -> None:
    """Whatever file of a folder changes."""
    (tmp_path / "a.py").write_text("a = 1")
    before = code_of(tmp_path)
    (tmp_path / "a.py").write_text("a = 2")

    assert before != code_of(tmp_path)


@pytest.mark.parametrize(("pattern", "flags"), PATTERNS)
def test_an_expression_that_was_kept_is_the_same(folder: Path, pattern: str, flags: int) -> None:
    """In all that can be seen of it, and in what it finds."""
    first = _Kept()
    first.compile(pattern, flags)
    first._keep()
    again, plain = _Kept().compile(pattern, flags), re.compile(pattern, flags)
    text = "Één partij betaalt 1.250.000 euro; xx ab\naa y ÉÉN-malig bb"

    assert again == plain
    assert (again.flags, again.groups, again.groupindex) == (plain.flags, plain.groups, plain.groupindex)
    assert [m.regs for m in again.finditer(text)] == [m.regs for m in plain.finditer(text)]


def test_a_cache_of_expressions_that_is_full_begins_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an earlier version needed makes room; what this run needs is kept."""
    monkeypatch.setattr(expressions, "_MOST", 3)
    for pattern in ("b", "c", "d"):
        run = _Kept()
        run.compile(pattern, 0)
        run._keep()

    assert {"0 a", "0 d"} == _Kept()._known.keys()


def test_a_broken_expression_is_refused_as_ever() -> None:
    with pytest.raises(re.error):
        compiled("(")


def test_nothing_of_a_document_is_kept(folder: Path) -> None:
    """Neither its names nor its words stand in any file of the cache."""
    code = "from contract_scan.cli.main import main; main()"
    command = [sys.executable, "-c", code, "scan", str(FIXTURES / "nl-samenwerkingsovereenkomst.docx")]
    subprocess.run(command, check=True, capture_output=True)
    held = b"".join(path.read_bytes() for path in folder.iterdir())

    assert len(held) > 1_000_000
    for word in ("Noordster Instituut", "Li Wei", "Universiteit Waterland"):
        assert word.encode() not in held


def test_tables_concepts_and_lists_are_the_same_when_kept(folder: Path) -> None:
    """As when they are made; every entry and string."""
    seen = []
    for _ in range(2):
        knowledge.cache_clear()
        concepts_for.cache_clear()
        _shipped.cache_clear()
        entries = [list(one.entries()) for one in _shipped()]
        seen.append((repr(knowledge("tables", "lists", "names")), concepts_for("nl"), concepts_for("en"), entries))

    assert seen[0] == seen[1]


def test_languages_and_norms_are_the_same_when_kept(folder: Path, request: pytest.FixtureRequest) -> None:
    """As when they are loaded, and when what was kept of them is damaged."""
    request.addfinalizer(language_model.identifier.cache_clear)
    request.addfinalizer(language_model._parts.cache_clear)
    seen = []
    for damaged in (False, False, True):
        for path in folder.glob("languages-*") if damaged else ():
            with path.open("r+b") as file:
                file.seek(99)
                file.write(b"?")
        language_model.identifier.cache_clear()
        language_model._parts.cache_clear()
        _built_in.cache_clear()
        known = [language_model.identifier(languages) for languages in (frozenset(), frozenset(("en", "nl")))]
        texts = ("Der Vertrag gilt auf unbestimmte Zeit", "l'accord est valable", "Article 7", "")
        seen.append(([one.classify(text) for one in known for text in texts], _built_in()))

    assert [seen[0]] * 3 == seen


def test_what_is_no_expression_costs_the_full_cache_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is refused as Python refuses it; those that are expressions are kept."""
    monkeypatch.setattr(expressions, "_MOST", 3)
    made = _Kept()
    with pytest.raises(re.error):
        made.compile("(", 0)
    for number in range(5):
        made.compile(f"word{number}", 0)
    made._keep()

    assert len(_Kept()._known) >= 3
