"""The day of the last signature, where an agreement says that it begins with it: read from the foot of the document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from contract_scan.dates.cues import about_itself, says_it_runs, term
from contract_scan.dates.model import Term
from contract_scan.dates.sentences import Sentence
from contract_scan.dates.words import said, words
from contract_scan.document import Block
from contract_scan.expressions import compiled
from contract_scan.facts.words import any_of

#: How many blocks the places of signature may lie apart; how long each, and a sentence on them, may be, in characters.
_APART, _LONGEST = 10, 500
#: How much may stand between "the day" and "signature": "the date on which the last of the parties signs it".
_BETWEEN = 60


@cache
def _by_signature(language: str) -> re.Pattern[str]:
    day, act = (any_of(words(language, "signing", name)) for name in ("days", "acts"))
    return compiled(rf"(?<!\w)(?:{day})(?!\w)[^.;,]{{0,{_BETWEEN}}}?(?<!\w)(?:{act})", re.IGNORECASE)


@cache
def _opening(language: str) -> re.Pattern[str]:
    return compiled(rf"^\W*(?:{any_of(words(language, 'signing', 'opens'))})(?!\w)", re.IGNORECASE | re.MULTILINE)


def starts_by_signature(sentences: list[Sentence], stated: list[Term]) -> Iterator[Term]:
    """Yield the start of an agreement that begins when the last party signs: possible, for others may sign later."""
    says = next((one for one in sentences if _begins_by_signature(one)), None)
    signed = [one for one in stated if one.what == "signed"]
    told = max((one.value for one in signed if one.certainty == "sure"), default=None)
    day = told or (_last_day(sentences) if says and not signed else None)
    if says and day:
        yield replace(term(says, "start", day, None, "from_signed"), steps=("signed",))


def _begins_by_signature(sentence: Sentence) -> bool:
    own = about_itself(sentence) and says_it_runs(sentence) and not _is_else(sentence)
    dated = any(fact.kind == "date" for fact in sentence.facts)
    short = len(sentence.text) <= _LONGEST
    return own and short and not dated and bool(_by_signature(sentence.language).search(sentence.text))


def _last_day(sentences: list[Sentence]) -> str | None:
    """Return the latest day at the last place of signature: that of the last who signed."""
    blocks = list({id(one.block): one.block for one in sentences}.values())
    at = {id(block): number for number, block in enumerate(blocks)}
    opening = sorted({at[id(one.block)] for one in sentences if _opens(one)})
    if not opening:
        return None
    first = opening[-1]
    for earlier in reversed(opening):
        first = earlier if first - earlier <= _APART else first
    place = {id(block) for block in _short(blocks[first : opening[-1] + _APART])}
    places = [one for one in sentences if id(one.block) in place and not _is_else(one)]
    days = [fact.value for one in places for fact in one.facts if fact.kind == "date"]
    return max(days, default=None)


def _is_else(sentence: Sentence) -> bool:
    return bool(said(sentence.language, "signing", "not").search(sentence.text))


def _opens(sentence: Sentence) -> bool:
    return sentence.block.kind != "heading" and bool(_opening(sentence.language).search(sentence.text))


def _short(blocks: Iterable[Block]) -> Iterator[Block]:
    return (block for block in blocks if len(block.span) <= _LONGEST)
