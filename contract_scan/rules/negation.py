"""Negation: "nothing in this Agreement prevents the University from publishing" is no restriction."""

from __future__ import annotations

from collections.abc import Sequence

from contract_scan.rules.exceptions import exceptions_for
from contract_scan.rules.phrase import Phrase
from contract_scan.rules.phrases import Match
from contract_scan.rules.segments import Folded, Segment

#: How many words a negation reaches.
REACH = 12


def is_negated(text: Folded, segment: Segment, match: Match) -> bool:
    """Say whether a negation that is not among a rule's own words stands before them, close enough to govern them.

    After a word by which the sentence turns ("but", "and shall") an earlier negation no longer counts.
    """
    words = exceptions_for(text.language_of(segment))
    if not words.negation_gate.is_open(text, segment):
        return False
    own = segment.word_at(match.start) if match.end else segment.first_word_from(match.marked[0].start)
    for phrase in words.negations:
        for found in phrase.find_all(text.text, segment.start, segment.end):
            start, end = segment.word_at(found.start()), segment.word_at(found.end() - 2) + 1
            if start < own <= end + REACH and not _turns(text, segment, end, own, words.turns):
                return True
    return False


def _turns(text: Folded, segment: Segment, start: int, end: int, turns: Sequence[Phrase]) -> bool:
    if start >= end:
        return False
    if ";" in text.document.text[segment.places[start][0] : segment.places[end - 1][1]]:
        return True
    return any(phrase.pattern.search(text.text, segment.starts[start], segment.starts[end]) for phrase in turns)
