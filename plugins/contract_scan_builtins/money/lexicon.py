"""Which words mean what where a text speaks of money: a tag for each word or phrase of `patterns/money/words`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from contract_scan.expressions import compiled
from contract_scan.rules.folding import words_of as folded_words
from contract_scan_builtins.shared.wordlists import any_of, by_language, words_of

#: A gap in a phrase spans at most so many words.
_GAP = 14

#: A sentence may speak of a gift if it holds a word of one of these tags.
_TELLING = (
    "money",
    "cost",
    "fund_active",
    "fund_passive",
    "vague",
    "second",
    "full",
    "free",
    "lends",
    "in_kind",
    "source",
    "gratis",
    "worth",
)
#: Where a phrase stands in a sentence: the indexes of its first word and of the one after its last.
Hit = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Phrase:
    tag: str
    rest: tuple[str, ...]
    second: str | None = None  # its second word, where that is one whole word


@dataclass(frozen=True)
class Lexicon:
    """The tags of words, by their first word: whole, by its beginning, or by its ending."""

    whole: Mapping[str, Sequence[_Phrase]]
    beginnings: Mapping[str, Sequence[_Phrase]]
    endings: Mapping[str, Sequence[_Phrase]]
    lengths: tuple[tuple[int, ...], tuple[int, ...]]
    _seen: dict[str, tuple[_Phrase, ...]] = field(default_factory=dict, repr=False, compare=False)

    def hits(self, words: Sequence[str]) -> dict[str, list[Hit]]:
        """Return where each tag stands in a sentence of folded words, in order."""
        found: dict[str, list[Hit]] = defaultdict(list)
        for index, word in enumerate(words):
            phrases = self._seen.get(word)
            if phrases is None:
                phrases = self._seen[word] = tuple(dict.fromkeys(self._starting(word)))
            after = words[index + 1] if index + 1 < len(words) else ""
            for phrase in phrases:
                if phrase.second is not None and phrase.second != after:
                    continue
                end = _end_of(words, index + 1, phrase.rest) if phrase.rest else index + 1
                if end:
                    found[phrase.tag].append((index, end))
        return found

    def _starting(self, word: str) -> Iterator[_Phrase]:
        yield from self.whole.get(word, ())
        for length in self.lengths[0]:
            if length <= len(word):
                yield from self.beginnings.get(word[:length], ())
        for length in self.lengths[1]:
            if length <= len(word):
                yield from self.endings.get(word[-length:], ())


def _end_of(words: Sequence[str], at: int, rest: Sequence[str]) -> int | None:
    """Return where a phrase ends whose first word stands before an index; None where it does not stand there."""
    for place, part in enumerate(rest):
        if part == "…":
            return next(
                (end for i in range(at, min(at + _GAP, len(words))) if (end := _end_of(words, i, rest[place + 1 :]))),
                None,
            )
        if at >= len(words) or (words[at] != part and not (part[-1:] == "*" and words[at].startswith(part[:-1]))):
            return None
        at += 1
    return at


@cache
def lexicon(language: str | None) -> Lexicon:
    """Return the lexicon of a language; that of all languages together where it is None or has no words of its own."""
    by = by_language("money", "tags")
    given = [by[language]] if language in by else list(by.values())
    tables: tuple[dict[str, list[_Phrase]], ...] = (defaultdict(list), defaultdict(list), defaultdict(list))
    for tags in given:
        for tag, phrases in tags.items():
            for phrase in dict.fromkeys(phrases):
                _add(tables, tag, str(phrase))
    lengths = tuple(tuple(sorted({len(word) for word in table})) for table in tables[1:])
    return Lexicon(tables[0], tables[1], tables[2], (lengths[0], lengths[1]))


def _add(tables: tuple[dict[str, list[_Phrase]], ...], tag: str, phrase: str) -> None:
    first, *rest = _parts(phrase)
    second = rest[0] if rest and rest[0] != "…" and not rest[0].endswith("*") else None
    added = _Phrase(tag, tuple(rest), second)
    if first.startswith("*"):
        tables[2][first[1:]].append(added)
    elif first.endswith("*"):
        tables[1][first[:-1]].append(added)
    else:
        tables[0][first].append(added)


def _parts(phrase: str) -> list[str]:
    pieces = phrase.split()
    return [part for piece in pieces for part in ((piece,) if piece == "…" else folded_words(piece, stars=True))]


@cache
def pattern_of(key: str) -> re.Pattern[str]:
    """Return the expression for the words of a list, wherever they stand in a text, in any letter case."""
    return compiled(rf"(?<!\w)(?:{any_of(words_of('money', key))})(?!\w)", re.IGNORECASE)


@cache
def gate() -> tuple[str, ...]:
    """Return strings of folded text of which a sentence holds one if it may speak of a gift."""
    words = set()
    for tags in by_language("money", "tags").values():
        for tag in _TELLING:
            for phrase in tags[tag]:
                word = max(_parts(str(phrase)), key=len)
                words.add(f"{'' if word.startswith('*') else ' '}{word.strip('*')}{'' if word.endswith('*') else ' '}")
    return tuple(sorted(words))
