"""Of what a sentence tells a day or period: of the agreement itself, or of something that it only names.

"This agreement ends on …" is of the agreement; "the evaluation of the project starts on …", "the exclusivity under this
agreement lasts until …" and "the agreement with the City runs from …" are of something else.
"""

from __future__ import annotations

import re
from functools import cache

from contract_scan.dates.cues import headed
from contract_scan.dates.sentences import Sentence
from contract_scan.dates.words import about, said, words
from contract_scan.expressions import compiled
from contract_scan.facts.words import any_of

#: How far before an agreement may stand of what it is, in characters.
_BEFORE = 70


def tells_of_itself(sentence: Sentence) -> bool:
    """Say whether a sentence names this agreement as what begins, lasts or ends, and not only what belongs to it."""
    if (
        sentence.label
        or headed(sentence)
        or opens_with_pronoun(sentence)
        or _is_field(sentence.language).match(sentence.text)
    ):
        return True
    if _bracketed(sentence.language).search(sentence.text):
        return True
    named = list(said(sentence.language, "itself").finditer(sentence.text))
    return any(not (_belongs(sentence, one) or is_owned(sentence, one)) for one in named)


def names_itself_after(sentence: Sentence, end: int) -> bool:
    """Say whether a paper names itself in brackets right after a day: 'as of 1 May 2026 (this "Agreement")'."""
    return bool(_bracketed(sentence.language).match(sentence.text, end))


def is_in_its_field(sentence: Sentence, begin: int) -> bool:
    """Say whether the label of a field stands right before a day or period: "Agreement term: 1 year"."""
    return bool(_labelled(sentence.language).search(sentence.text[max(begin - _BEFORE, 0) : begin]))


def opens_with_pronoun(sentence: Sentence) -> bool:
    """Say whether a pronoun opens a sentence, after the number of its clause."""
    return bool(_pronoun(sentence.language).match(sentence.text))


def is_owned(sentence: Sentence, named: re.Match[str]) -> bool:
    """Say whether an agreement is told by its owner: "the contract with the caterer", "the appointment of the dean"."""
    owned = _owner(sentence.language).match(sentence.text, named.end())
    this = _this(sentence.language).match(named.group())
    return owned is not None and not this and not about(sentence.language).match(sentence.text, owned.end())


def _belongs(sentence: Sentence, named: re.Match[str]) -> bool:
    """Say whether something of an agreement is meant: "the budget of the project"; its term and start are its own."""
    head = sentence.text[max(named.start() - _BEFORE, 0) : named.start()]
    return bool(_under(sentence.language).search(head)) and not _times(sentence.language).search(head)


@cache
def _pronoun(language: str) -> re.Pattern[str]:
    """Return a pattern of a pronoun that opens a sentence with its verb: "this ends", and not "this lease ends"."""
    pronouns, verbs = any_of(words(language, "pronouns")), any_of(words(language, "pronoun_verbs"))
    return compiled(rf"[^\w]*(?:[\d.]+\s+)?(?:{pronouns})\s+(?:{verbs})(?!\w)", re.IGNORECASE)


@cache
def _bracketed(language: str) -> re.Pattern[str]:
    opens, itself = any_of(words(language, "subjects", "brackets")), any_of(words(language, "ceasing", "itself"))
    return compiled(rf",?\s\((?:{opens})\W[^)]{{0,30}}?(?:{itself})", re.IGNORECASE)


@cache
def _labelled(language: str) -> re.Pattern[str]:
    return compiled(rf"(?<!\w)(?:{any_of(words(language, 'labels'))})\W*\Z", re.IGNORECASE)


@cache
def _is_field(language: str) -> re.Pattern[str]:
    """Return a pattern of the label of a field that opens a sentence: "Term: …", '"Effective Date" means …'."""
    return compiled(rf"[^\w]*(?:(?:[\d.]+|[a-z][.)])[^\w]*)?(?:{any_of(words(language, 'labels'))})", re.IGNORECASE)


@cache
def _owner(language: str) -> re.Pattern[str]:
    """Return a pattern of the words between an agreement and whose it is."""
    of, article = (any_of(words(language, "possible", name)) for name in ("of", "article"))
    return compiled(rf"\w*\s(?:{of})\s(?:\w+\s(?:{of})\s)?(?:(?:{article})\s|(?-i:[A-Z]))", re.IGNORECASE)


@cache
def _this(language: str) -> re.Pattern[str]:
    return compiled(rf"(?:{any_of(words(language, 'subjects', 'this'))})(?!\w)", re.IGNORECASE)


@cache
def _under(language: str) -> re.Pattern[str]:
    """Return a pattern of the words by which something belongs to what is named right behind them."""
    return compiled(rf"\w\s+(?:{any_of(words(language, 'subjects', 'under'))})\s+\Z", re.IGNORECASE)


@cache
def _times(language: str) -> re.Pattern[str]:
    """Return a pattern of what an agreement has that is its own time, and of the words between: "the term of"."""
    times, under = (any_of(words(language, "subjects", name)) for name in ("times", "under"))
    return compiled(rf"(?:{times})\w*\s+(?:{under})\s+\Z", re.IGNORECASE)
