"""Names as documents write them, against the names on lists: what is found, and who is left alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from contract_scan.lists.matching import Match, matches
from contract_scan.lists.model import ListedName, ListEntry, Manifest
from contract_scan.lists.store import open_lists
from contract_scan.lists.tables import StoredList, write_entries, write_manifest

PAIRS = yaml.safe_load((Path(__file__).parent / "name_pairs.yaml").read_text(encoding="utf-8"))
RECALL = 0.95


@cache
def universe() -> tuple[StoredList, ...]:
    """The shipped lists, and one of our own as if it were law."""
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    entries = [_entry(item) for item in PAIRS["listed"]]
    rows, _ = write_entries(connection, entries)
    write_manifest(connection, Manifest("own", "own", {}, "foreign_list", "test", "2026-01-01", "2026-01-01", rows, ""))
    return (*open_lists(Path("no-such-folder")).stored, StoredList(connection))


def _entry(item: dict[str, Any]) -> ListEntry:
    names = [ListedName(text) for text in item.get("alias", ())]
    names += [ListedName(text, "former") for text in item.get("former", ())]
    return ListEntry(item["name"], item["name"], names=tuple(names), countries=(item["country"],))


def found(written: str | list[str]) -> list[Match]:
    """Return the matches of a name, given alone or with the country of the organisation."""
    name, countries = (written, frozenset()) if isinstance(written, str) else (written[0], frozenset(written[1:]))
    return [match for stored in universe() for match in matches(name, stored, countries)]


def variants() -> Iterator[tuple[str, str | list[str]]]:
    """Yield listed names with each way of writing them."""
    for listed, written in PAIRS["variants"].items():
        for one in written:
            yield listed, one


def test_there_are_at_least_three_hundred_pairs() -> None:
    """The measure rests on enough names, and on as many as the documentation says."""
    assert len(list(variants())) + len(PAIRS["innocent"]) >= 300


def test_variants_transliterations_and_typing_errors_are_found() -> None:
    """At least 95 of 100 ways of writing a listed name lead to its entry."""
    missed = [(listed, one) for listed, one in variants() if not any(listed in m.entry.name for m in found(one))]

    assert len(missed) <= (1 - RECALL) * len(list(variants())), missed


@pytest.mark.parametrize("name", PAIRS["innocent"], ids=str)
def test_an_innocent_organisation_is_not_matched(name: str | list[str]) -> None:
    """A near-name, an acronym alone or a look-alike in another country is no match."""
    assert [match.listed for match in found(name)] == []


def test_the_documentation_tells_what_is_measured() -> None:
    """The table in docs/lists.md holds the numbers of this test."""
    page = (Path(__file__).resolve().parents[2] / "docs" / "lists.md").read_text(encoding="utf-8")
    pairs = list(variants())
    right = sum(any(listed in match.entry.name for match in found(one)) for listed, one in pairs)
    innocent = len(PAIRS["innocent"])

    assert f"| variants of a listed name, found | {len(pairs)} | {right} |" in page
    assert f"| innocent names, left alone | {innocent} | {innocent} |" in page
