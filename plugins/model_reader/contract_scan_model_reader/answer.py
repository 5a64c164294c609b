"""From what a model says to what may be shown: known kinds and questions, and words that stand in the clause."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from contract_scan_model_reader.endpoint import UnansweredError

#: A quote of fewer words says nothing, and stands anywhere.
FEWEST_WORDS = 3
#: More than this a clause does not state; the rest of an answer is dropped.
MOST = 20

Questions = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A kind of term with the place of its words in the clause: half-open offsets."""

    kind: str
    start: int
    end: int
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What is left of an answer, and how many of its proposals were dropped."""

    proposals: tuple[Proposal, ...] = ()
    dropped: int = 0


def answer_in(said: str, clause: str, questions: Questions) -> Answer:
    """Return the proposals in what a model said whose words stand in the clause; `questions` are those of each kind.

    Raises `UnansweredError` for what is not of the form that was asked.
    """
    items = _items(said)
    read = [_proposal(item, clause, questions) for item in items[:MOST]]
    kept = {(p.kind, p.start, p.end): p for p in read if p}
    dropped = sum(p is None for p in read) + max(len(items) - MOST, 0)
    return Answer(tuple(kept[place] for place in sorted(kept)), dropped)


def _items(said: str) -> list[Any]:
    """Return the listed findings; what a model thinks aloud before them, and a fence around them, do not count."""
    said = said.rpartition("</think>")[2]
    try:
        found, _ = json.JSONDecoder().raw_decode(said, said.index("{"))
    except (ValueError, RecursionError) as error:
        raise UnansweredError from error
    items = found.get("findings")
    if not isinstance(items, list):
        raise UnansweredError
    return items


def _proposal(item: Any, clause: str, questions: Questions) -> Proposal | None:
    kind, quote, named = (
        (item.get(key) for key in ("kind", "quote", "questions")) if isinstance(item, dict) else [None] * 3
    )
    if not isinstance(kind, str) or kind not in questions or not isinstance(quote, str):
        return None
    place = place_of(quote, clause)
    if place is None:
        return None
    wanted = named if isinstance(named, list) else ()
    return Proposal(kind, *place, tuple(q for q in questions[kind] if q in wanted))


def place_of(quote: str, clause: str) -> tuple[int, int] | None:
    """Return where a quote first stands in a clause, letter by letter and in whole words; None where it does not.

    Only white space may differ: a model does not copy where a line ends.
    """
    words = quote.split()
    if len(words) < FEWEST_WORDS or sum(map(len, words)) > len(clause):
        return None
    before = r"(?<!\w)" if quote.lstrip()[0].isalnum() else ""
    after = r"(?!\w)" if quote.rstrip()[-1].isalnum() else ""
    match = re.search(before + r"\s+".join(map(re.escape, words)) + after, clause)
    return match.span() if match else None
