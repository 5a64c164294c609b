"""The page about reading says what holds: tests that exist, limits as they are, options that there are."""

import re
from dataclasses import fields
from pathlib import Path

import click
import pytest

from contract_scan.cli.main import build
from contract_scan.messages import LANGUAGES, catalogue
from contract_scan.read.request import Limits

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "reading.md").read_text(encoding="utf-8")
LIMITS = {field.name for field in fields(Limits)}
#: Rows that state what is not done, so that there is nothing to prove.
WITHOUT_PROOF = ("| page numbers |", "| changes of formatting only |")


def rows():
    """Return the rows of the tables that list places, formats, limits and hostile files."""
    tables = PAGE[PAGE.index("## Formats") : PAGE.index("## Measured")]
    lines = [line for line in tables.split("\n") if line.startswith("| ") and not line.startswith("| ---")]
    return [line for line in lines if not line.endswith("| proved by |")]


def test_every_test_that_the_page_names_exists():
    named = set(re.findall(r"`(test_\w+)`", PAGE))
    written = {
        name
        for room in ("read", "runner")
        for path in (ROOT / "tests" / room).rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert len(named) > 150
    assert named - written == set()


def test_every_row_of_the_page_is_proved_by_a_test():
    assert len(rows()) > 80
    assert [row[:60] for row in rows() if "`test_" not in row and not row.startswith(WITHOUT_PROOF)] == []


def test_the_page_states_the_limits_that_hold():
    stated = dict(re.findall(r"^\| `(\w+)` \| ([\d,]+) \|", PAGE, re.MULTILINE))
    assert {name: float(value.replace(",", "")) for name, value in stated.items()} == {
        field.name: float(str(field.default)) for field in fields(Limits)
    }


def options(command):
    """Return every option of a command and of those within it."""
    found = {name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)}
    if isinstance(command, click.Group):
        context = click.Context(command)
        inner = [command.get_command(context, name) for name in command.list_commands(context)]
        found |= {name for each in inner if each is not None for name in options(each)}
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_names_only_options_and_limits_that_exist(language):
    entries = [entry for area in ("read", "docx", "unread") for entry in catalogue(area, language).values()]
    sentences = [text for entry in entries for text in (entry.values() if isinstance(entry, dict) else (entry,))]
    known = options(build(language))
    for sentence in sentences:
        assert set(re.findall(r"--[a-z][a-z-]+", sentence)) <= known
        for named in re.findall(
            r"(?:raise|[Vv]erhoog) ([a-z_ ]+?) (?:under|onder) \[limits\]", sentence, re.IGNORECASE
        ):
            assert {word for word in named.split() if word not in ("and", "or", "en", "of")} <= LIMITS
    assert sum("[limits]" in sentence for sentence in sentences) >= 6
    assert not any(re.search(r"raise the limit|verhoog de grens", text, re.IGNORECASE) for text in sentences)
