"""The built-in rules prove themselves, by the same code as anybody's."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import pytest

from contract_scan.rules.proof.prove import Proof, prove_folders
from contract_scan.rules.stats import COLUMNS, Count, count
from contract_scan.rules.topics import topics_of

TOPICS = topics_of(())
pytestmark = pytest.mark.long


@cache
def proof() -> Proof:
    """Return the proof of all built-in rules together, so that shared words are judged with all that use them."""
    return prove_folders(())


@pytest.mark.parametrize("topic", [topic.name for topic in TOPICS])
def test_the_rules_of_a_topic_hold(topic: str) -> None:
    """The rules of a topic hold."""
    wrong = [problem for problem in proof().problems if f"/{topic}/" in problem.where.path.replace("\\", "/")]

    assert [] == [line for problem in wrong for line in problem.lines()]


def test_every_phrase_is_proved_alive() -> None:
    """Every phrase is proved alive."""
    assert not [problem for problem in proof().problems if problem.key.startswith(("dead", "idle", "unused"))]


@cache
def counts() -> Sequence[Count]:
    """Return what there is of everything, by topic and language."""
    return list(count(()))


@pytest.mark.parametrize("column", COLUMNS[:-1])
def test_the_languages_are_in_balance(column: str) -> None:
    """The languages are in balance."""
    sums = {spoken: sum(getattr(c, column) for c in counts() if c.language == spoken) for spoken in ("en", "nl")}

    assert 0.7 < sums["nl"] / sums["en"] < 1.4
