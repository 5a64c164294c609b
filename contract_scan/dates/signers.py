"""The days beside who signed, in the last lines of a document that has no words of signing: "For A: B, 9 June 2026"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from contract_scan.dates.cues import note_doubt, term
from contract_scan.dates.model import Term
from contract_scan.dates.rows import PLAIN
from contract_scan.dates.sentences import Sentence
from contract_scan.dates.words import said, words
from contract_scan.expressions import compiled
from contract_scan.facts.words import any_of
from contract_scan.finding import Fact

#: From where on a document closes, and in how many of its last sentences its signers stand.
_CLOSING, _LAST = 0.35, 24
#: How long the line of a signer may be, in characters, and how many words of it may be no names.
_LINE, _SMALL = 110, 4
#: How many lines above a day that has its own line its signer may begin.
_ABOVE = 4
_ENDS = re.compile(r"[\s.,;)|\]]*(?:\n|\Z)")
#: Days in figures in the same line: under each name its own.
_OTHER_DAYS = re.compile(r"\d{1,2}[-./]\d{1,2}[-./]\d{2,4}")
#: The town before the day on which a paper was signed: "Leiden, 3 March 2026".
_TOWN = re.compile(r"(?:[A-Z][\w'’.-]+\s?){1,3},")
_NAMED = re.compile(r"(?-i:[A-Z][\w'’.-]*)\s+(?:\w{1,4}\s+){0,2}(?-i:[A-Z])\w")


def dated_by_signers(sentences: Sequence[Sentence]) -> Iterator[Term]:
    """Yield the last of the days that stand beside who signed; always to be checked."""
    first = max(int(len(sentences) * _CLOSING), len(sentences) - _LAST)
    days = [
        (fact, sentences[at])
        for at in range(first, len(sentences))
        for fact in sentences[at].facts
        if fact.kind == "date" and _is_of_a_signer(sentences, at, fact)
    ]
    if days:
        fact, sentence = max(days, key=lambda pair: pair[0].value)
        yield term(sentence, "signed", fact.value, fact, PLAIN, *note_doubt(fact))


def _is_of_a_signer(sentences: Sequence[Sentence], at: int, fact: Fact) -> bool:
    """Say whether a day closes a line that begins with a name, or stands alone under one that is signed for."""
    text = sentences[at].text
    if not _ENDS.match(text, fact.span.end) or said(sentences[at].language, "signing", "not").search(text):
        return False
    above, _, line = text[: fact.span.start].rpartition("\n")
    if _OTHER_DAYS.sub("", line).strip(" |:–—-\t"):
        return _is_name(line) or (_TOWN.fullmatch(line.strip()) is not None and _is_signed_below(sentences, at, fact))
    lines = [line for one in sentences[max(at - _ABOVE, 0) : at] for line in one.text.split("\n")] + above.split("\n")
    lines = [line for line in lines if line.strip()]
    if line.strip() and lines and _is_name(f"{lines[-1]},"):
        return True
    return any(_for_whom(sentences[at].language).match(line.strip()) for line in lines[-_ABOVE:])


def _is_signed_below(sentences: Sequence[Sentence], at: int, fact: Fact) -> bool:
    """Say whether somebody signs for another right below a day."""
    below = [sentences[at].text[fact.span.end :], *(one.text for one in sentences[at + 1 : at + _ABOVE])]
    lines = [line.strip() for text in below for line in text.split("\n") if line.strip()]
    signed_for = any(_for_whom(sentences[at].language).match(line) for line in lines[:_ABOVE])
    return signed_for or (bool(lines) and all(len(one.text) <= _LINE for one in sentences[at + 1 :]))


def _is_name(line: str) -> bool:
    """Say whether a line is a name with what somebody is, and no sentence."""
    small = [word for word in line.split() if word[:1].islower()]
    return (
        len(line) <= _LINE
        and len(small) <= _SMALL
        and _NAMED.search(line) is not None
        and line.rstrip()[-1:] in ",:–—-("
    )


@cache
def _for_whom(language: str) -> re.Pattern[str]:
    """Return a pattern of the words with which somebody signs for another."""
    return compiled(rf"(?:{any_of(words(language, 'signing', 'for'))})\s\S", re.IGNORECASE)
