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
    words = exceptions_for(text.document.blocks[segment.block].language)
    if not words.negation_gate.search(text.text, segment.start, segment.end):
        return False
    first = min(span.start for span in match.marked)
    own = next((i for i, word in enumerate(segment.words) if word.start >= first), len(segment.words))
    for phrase in words.negations:
        for found in phrase.find_all(text.text, segment.start, segment.end):
            start, end = segment.word_at(found.start()), segment.word_at(found.end() - 2) + 1
            if start < own <= end + REACH and not _turns(text, segment, end, own, words.turns):
                return True
    return False


def _turns(text: Folded, segment: Segment, start: int, end: int, turns: Sequence[Phrase]) -> bool:
    if start >= end:
        return False
    if ";" in text.document.text[segment.words[start].start : segment.words[end - 1].end]:
        return True
    stop = segment.starts[end] if end < len(segment.starts) else segment.end
    return any(phrase.pattern.search(text.text, segment.starts[start], stop) for phrase in turns)
