"""Whether an agreement goes on only when somebody decides so, or not at all, told with a noun or with a verb.

"Voortzetting vergt een nieuwe overeenkomst", "the period may be extended only by a written instrument", "zonder dat zij
wordt voortgezet", "Extension: none".
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from contract_scan.dates.cues import elsewhere, headed
from contract_scan.dates.sentences import Sentence
from contract_scan.dates.words import about, said, words
from contract_scan.expressions import compiled
from contract_scan.facts.words import any_of
from contract_scan.nouns import dataclass

How = Literal["by_agreement", "none"]
#: How far before a refusal the word may stand that makes it a condition: "if it is not renewed".
_BEFORE = 45
#: In a sentence longer than this, in characters, words that stand apart belong to different things.
_LONGEST = 700


@dataclass(frozen=True, slots=True)
class _Patterns:
    """`refused` says that there is none, `willed` that somebody decides; `label` is the label of a field."""

    refused: re.Pattern[str]
    willed: re.Pattern[str]
    label: re.Pattern[str]
    conditional: re.Pattern[str]
    exception: re.Pattern[str]
    will: re.Pattern[str]
    denied: re.Pattern[str]
    of: re.Pattern[str]


@cache
def _patterns(language: str) -> _Patterns:
    def of(name: str) -> str:
        return rf"(?:{any_of(words(language, 'continuing', name))})"

    noun, done, doing = (rf"(?<!\w){of(name)}" for name in ("nouns", "done", "doing"))
    will, passive = rf"(?<!\w){of('will')}(?!\w)", rf"(?<!\w){of('passive')}"
    gap = rf"(?:(?!{of('breaks')}(?!\w))[^\s.;:]+\s+)"
    refused = (
        rf"{noun}(?!\w)\s+{gap}{{0,9}}?{of('refused')}(?!\w)",
        rf"(?<!\w){of('not')}\s+{gap}{{0,4}}?(?:{done}|{of('able')})(?!\w)",
        rf"(?<!\w){of('no')}\s+(?:\w+\s+)?{noun}(?!\w)",
    )
    willed = (
        rf"{noun}(?!\w)[^.;]{{0,60}}?(?<!\w){of('needs')}(?!\w)[^.;]{{0,80}}?{will}",
        rf"(?<!\w){of('may')},?\s+{gap}{{0,9}}?(?:{passive}\s+{gap}{{0,2}}?{done}|{done}\s+{passive}|{doing})(?!\w)",
        rf"(?:{done}|{doing})(?!\w)\s+{gap}{{0,3}}?{of('only')}(?!\w)",
        rf"(?<!\w){of('except')}(?!\w)[^.;]{{0,80}}?{will}[^.;]{{0,60}}?(?:{doing}|{noun})",
    )
    return _Patterns(
        compiled("|".join(refused), re.IGNORECASE),
        compiled("|".join(willed), re.IGNORECASE),
        compiled(rf"[\s|–-]*{noun}\s*[:|]\s*(?P<none>{of('empty')}(?!\w))?", re.IGNORECASE),
        compiled(rf"(?<!\w){of('if')}(?!\w)[^,;]*\Z", re.IGNORECASE),
        compiled(rf"(?<!\w){of('except')}(?!\w)", re.IGNORECASE),
        compiled(will, re.IGNORECASE),
        compiled(rf"\s+{of('by_itself')}(?!\w)|(?<!\w){of('itself')}\s+\Z", re.IGNORECASE),
        compiled(rf"{noun}\s+(?:van|of)\s+(?P<what>(?:\S+\s+){{0,5}}\S*)", re.IGNORECASE),
    )


def goes_on(sentence: Sentence) -> How | None:
    """Say how a sentence says that its agreement goes on; None where it does not say so, or of something else."""
    if len(sentence.text) > _LONGEST or elsewhere(sentence) or not is_of_the_agreement(sentence):
        return None
    patterns, text = _patterns(sentence.language), sentence.text
    if label := patterns.label.match(text):
        if label["none"]:
            return "none"
        return "by_agreement" if patterns.will.search(text, label.end()) else None
    if refused := _refusal(patterns, text):
        if exception := patterns.exception.search(text, refused.end()):
            return "by_agreement" if patterns.will.search(text, exception.end()) else None
        return "none"
    return "by_agreement" if patterns.willed.search(text) and not patterns.denied.search(text) else None


def _refusal(patterns: _Patterns, text: str) -> re.Match[str] | None:
    """Return where continuing is refused: not on a condition, and not only the continuing by itself."""
    return next(
        (
            one
            for one in patterns.refused.finditer(text)
            if not patterns.conditional.search(text, max(one.start() - _BEFORE, 0), one.start())
            and not patterns.denied.match(text, one.end())
            and not _shortly_before(patterns.denied, text, one.start())
        ),
        None,
    )


def _shortly_before(pattern: re.Pattern[str], text: str, end: int) -> bool:
    """Say whether words stand shortly before a place, with no comma between."""
    begin = max(end - _BEFORE, text.rfind(",", 0, end) + 1, 0)
    return pattern.search(text, begin, end) is not None


def is_field_of_going_on(sentence: Sentence) -> bool:
    """Say whether the label of a field opens a sentence: "Extension: none"; or its heading names going on."""
    return bool(_patterns(sentence.language).label.match(sentence.text)) or any(
        said(sentence.language, "continuing", "headings").match(heading) for heading in sentence.block.headings[-1:]
    )


def is_of_the_agreement(sentence: Sentence) -> bool:
    """Say whether what continues is the agreement or its term: named, or by the heading where nothing else is named."""
    language, text = sentence.language, sentence.text

    def names(told: str) -> bool:
        return bool(about(language).search(told) or said(language, "continuing", "own").search(told))

    if of := _patterns(language).of.search(text):
        return names(of["what"])
    return (
        names(text)
        or headed(sentence)
        or bool(_patterns(language).label.match(text))
        or any(said(language, "continuing", "headings").match(heading) for heading in sentence.block.headings[-1:])
    )
