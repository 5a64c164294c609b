"""Everything a user sees exists in Dutch and in English, with the same values in it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import contract_scan.messages
from contract_scan.messages import say

MESSAGES = Path(contract_scan.messages.__file__).parent
AREAS = sorted({path.name for language in ("en", "nl") for path in (MESSAGES / language).glob("*.toml")})


def texts(path: Path) -> dict[str, str]:
    """Return all messages of a file by key."""
    return dict(flat(tomllib.loads(path.read_text(encoding="utf-8")))) if path.is_file() else {}


def flat(entry: dict[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    """Yield keys and messages."""
    for key, value in entry.items():
        if isinstance(value, dict):
            yield from flat(value, f"{before}{key}.")
        else:
            yield before + key, value


@pytest.mark.parametrize("area", AREAS)
def test_both_languages_have_the_same_messages_with_the_same_values(area: str) -> None:
    """A message in one language only would leave half our users without."""
    english, dutch = texts(MESSAGES / "en" / area), texts(MESSAGES / "nl" / area)

    assert sorted(english) == sorted(dutch)
    for key, message in english.items():
        assert set(re.findall(r"\{(\w+)", message)) == set(re.findall(r"\{(\w+)", dutch[key])), key


def test_a_missing_message_shows_its_key_and_a_missing_value_its_name() -> None:
    """Nothing is hidden by a gap in the catalogue."""
    assert "errors.no_such_message" == say("errors.no_such_message", "nl")
    assert "{path}" in say("cli.scan.written", "en")


def test_a_list_that_is_missing_is_named_by_doctor() -> None:
    """In words, never as the name of a value to be filled in."""
    from types import SimpleNamespace

    from contract_scan.cli.doctor import _lists

    for language in ("en", "nl"):
        told = [check.text for check in _lists(SimpleNamespace(lists=()), language)]  # type: ignore[arg-type]
        assert len(told) == 2 and not any("{" in text for text in told)
