"""Listed names of organisations wherever they stand in a text: in capitals, across lines and tabs, in any script.

The text is not guessed to hold names. A listed name is looked for only where its rarest word occurs, and what stands
there must be the name in the form in which names are compared. A name that goes on ("University of Technology and
Design") is another name; one beside its laboratory or hospital may be what that belongs to.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from contract_scan.lists.equivalences import legal_forms
from contract_scan.lists.names import compared, latin_words, name_words, without_brackets
from contract_scan.lists.tables import StoredList, StoredName
from contract_scan.nouns import dataclass
from contract_scan.yaml_files import knowledge

# Marks that are not seen hold words together in Persian and Arabic.
_WORD = re.compile(r"[^\W_]+(?:['’‘`´ʼ\u200c\u200d][^\W\d_]+)*")
_LATIN = "\u036f"
_CAPITAL = re.compile(r"(?<![^\W_])[^\W\d_a-zà-öø-ÿ][^\W_]*(?:['’‘`´ʼ\u200c\u200d][^\W\d_]+)*")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_ENDS = re.compile(r"[;:!?。]|\.\s|\n\s*\n")
_ONLY_SPACE = re.compile(r"[\s\u200b]+")
_QUOTED = re.compile(r"[«“„\"”»]")
#: How much of a text is looked at on each side of a word, in characters.
_AROUND = 240
#: How many words more than a name has its place in a text may have: articles, legal forms in full.
_MORE = 4
#: The longest word before a full stop that is taken for an abbreviation, and the shortest telling word.
_ABBREVIATION, _SHORTEST = 4, 4
#: The fewest characters of a name in Chinese, and how many behind it are looked at for a longer name.
_FEWEST_HAN, _HAN_BEHIND = 4, 8


@dataclass(frozen=True, slots=True)
class TextWord:
    """A word of a text, where it stands, and the words that it is compared by (few words are more than one)."""

    start: int
    end: int
    raw: str
    words: tuple[str, ...]

    @property
    def is_capital(self) -> bool:
        """Whether it has a capital, or is of a script that has none."""
        return not self.raw[0].islower()

    @property
    def is_name(self) -> bool:
        """Whether it is written as a name is: with a capital, or in a script that has none or begins names with one."""
        return not self.raw[0].islower() or self.raw[0] > _LATIN


@dataclass(frozen=True, slots=True)
class Placed:
    """A listed name in a text: from where to where, and whether a longer name goes on around it."""

    start: int
    end: int
    name: StoredName
    within_longer: bool


@dataclass(frozen=True, slots=True)
class Text:
    """A text, and where in it stands each word, as names are compared, that is written as one of a name is."""

    text: str
    starts: Mapping[str, Sequence[int]]


def read_text(text: str) -> Text:
    """Return a text ready for `listed_in`; once for all lists."""
    raws: dict[str, list[int]] = {}
    for match in _CAPITAL.finditer(text):
        raws.setdefault(match[0], []).append(match.start())
    starts: dict[str, list[int]] = {}
    for raw, places in raws.items():
        for word in _compared(raw):
            starts.setdefault(word, []).extend(places)
    return Text(text, {word: sorted(places) for word, places in starts.items()})


@lru_cache(maxsize=65536)
def _compared(raw: str) -> tuple[str, ...]:
    return compared(raw).words


def listed_in(text: Text, stored: StoredList) -> Iterator[Placed]:
    """Yield the names of organisations on a list that stand in a text, at every place."""
    for name in stored.with_rarest(text.starts):
        if name.kind in ("weak", "acronym") or not text.starts.keys() >= _telling(name) or not _telling(name):
            continue
        if stored.kind_of(name.entry) == "organisation":
            yield from _places(text, name)
    if _HAN.search(text.text):
        yield from _in_han(text.text, stored)


def _in_han(text: str, stored: StoredList) -> Iterator[Placed]:
    """Yield the names in Chinese characters that stand in a text, where words are not set apart."""
    endings = knowledge("tables", "lists", "names")["chinese_endings"]
    for name in stored.with_text_like("*[\u4e00-\u9fff]*"):
        bare = max(_HAN.findall(without_brackets(name.text)), key=len, default="")
        if len(bare) < _FEWEST_HAN or name.kind in ("weak", "acronym"):
            continue
        for match in re.finditer(re.escape(bare), text) if stored.kind_of(name.entry) == "organisation" else ():
            behind = _HAN.match(text, match.end(), match.end() + _HAN_BEHIND)
            longer = behind is not None and any(ending in behind[0] for ending in endings)
            yield Placed(match.start(), match.end(), name, longer)


def _in_letters(name: StoredName) -> set[str]:
    return {word for word in name.words if not word.isdigit()}


def _telling(name: StoredName) -> set[str]:
    """Return the words of a name that tell it from others: they must be written as words of names are."""
    known = name_words().generic
    return {word for word in _in_letters(name) if word not in known and len(word) >= _SHORTEST}


def _around(text: Text, start: int) -> _Words:
    """Return the words on both sides of a place, and which of them begins there."""
    first, end = max(start - _AROUND, 0), min(start + _AROUND, len(text.text))
    words = tuple(TextWord(m.start(), m.end(), m[0], _compared(m[0])) for m in _WORD.finditer(text.text, first, end))
    place = next(place for place, word in enumerate(words) if word.end > start)
    return _Words(text.text, words, place)


@dataclass(frozen=True, slots=True)
class _Words:
    """Some words of a text in order, and the place among them that is looked at."""

    text: str
    words: tuple[TextWord, ...]
    place: int


def _places(text: Text, name: StoredName) -> Iterator[Placed]:
    key = " ".join(sorted(name.words))
    rarest = min(_telling(name), key=lambda word: (len(text.starts[word]), word))
    reached = -1
    for start in text.starts[rarest]:
        if start < reached or not _all_near(text, start, name):
            continue
        words = _around(text, start)
        found = _window(words, words.place, key, len(name.words))
        if found:
            first, last = found
            reached = words.words[last].end
            goes_on = _goes_on(words, first, last, name)
            if goes_on is not None:
                yield Placed(words.words[first].start, reached, name, goes_on)


def _all_near(text: Text, start: int, name: StoredName) -> bool:
    """Say whether all telling words of a name stand near a place."""
    for word in _telling(name):
        places = text.starts[word]
        after = bisect_left(places, start - _AROUND)
        if after == len(places) or places[after] > start + _AROUND:
            return False
    return True


def _window(text: _Words, place: int, key: str, size: int) -> tuple[int, int] | None:
    """Return the fewest words around a place that are the name, as names are compared."""
    for length in range(max(size - 2, 1), size + _MORE + 1):
        for first in range(max(place - length + 1, 0), place + 1):
            last = first + length - 1
            if last < len(text.words) and _is_name(text, first, last, key):
                return first, last
    return None


def _is_name(text: _Words, first: int, last: int, key: str) -> bool:
    words = text.words[first : last + 1]
    if not words[0].is_name:
        return False
    told = {word for one in words for word in one.words}
    if not told.issuperset(key.split(" ")):
        return False
    whole = text.text[words[0].start : words[-1].end]
    if compared(whole).key != key or any(_apart(text, place) for place in range(first, last)):
        return False
    known = name_words().generic
    return all(one.is_name for one in words if any(word in key.split(" ") and word not in known for word in one.words))


def _apart(text: _Words, place: int) -> bool:
    """Say whether a sentence ends between a word and the next."""
    gap = text.text[text.words[place].end : text.words[place + 1].start]
    ends = _ENDS.search(gap)
    return bool(ends) and not (gap.startswith(".") and len(text.words[place].raw) <= _ABBREVIATION and "\n" not in gap)


def _goes_on(text: _Words, first: int, last: int, name: StoredName) -> bool | None:
    """Say whether a longer name goes on around a listed one; None where that makes it another name."""
    before, after = _beside(text, first, -1), _beside(text, last, 1)
    if len(_in_letters(name)) == 1 and not _stands_out(text, first, last, before, after):
        return None
    longer_behind = _behind(text, last, after)
    longer_before = _before(text, first, before)
    if longer_behind is None or longer_before is None:
        return None
    return longer_behind or longer_before


def _beside(text: _Words, place: int, step: int) -> TextWord | None:
    """Return the word beside a place if nothing but white space is between them."""
    other = place + step
    if not 0 <= other < len(text.words):
        return None
    one, two = sorted((text.words[place], text.words[other]), key=lambda word: word.start)
    gap = text.text[one.end : two.start]
    return text.words[other] if _ONLY_SPACE.fullmatch(gap) and "\n\n" not in gap else None


def _stands_out(text: _Words, first: int, last: int, before: TextWord | None, after: TextWord | None) -> bool:
    """Say whether a name of one word is shown to be one: by a legal form, quotation marks or its script."""
    words = text.words[first : last + 1]
    within = {word.raw.lower() for word in words[1:]}
    if within & _forms() or any(one and one.raw.lower() in _forms() for one in (before, after)):
        return True
    if not latin_words(words[0].raw) or (not words[0].raw[0].isascii() and ord(words[0].raw[0]) > 0x36F):
        return len(words[0].raw) > 4
    around = text.text[max(words[0].start - 1, 0) : words[0].start] + text.text[words[-1].end : words[-1].end + 1]
    return len(_QUOTED.findall(around)) == 2


@cache
def _forms() -> frozenset[str]:
    known = name_words()
    small = frozenset(knowledge("tables", "lists", "names")["small_words"])
    return (known.dropped | legal_forms()) - small


@cache
def _set(key: str) -> frozenset[str]:
    return frozenset(map(str, knowledge("tables", "lists", "names")[key]))


def _is_unit(word: TextWord) -> bool:
    return bool(_set("unit_words") & set(word.words))


def _behind(text: _Words, last: int, after: TextWord | None) -> bool | None:
    """Say whether a name goes on behind; None where it does so with words of its own."""
    if after is None:
        return False
    ends_general = bool(set(text.words[last].words) & name_words().generic)
    further = text.words[last + 2 : last + 4]
    if after.raw.lower() in _set("going_on") and ends_general and any(word.is_capital for word in further[:2]):
        return None
    if not after.is_capital or after.raw.lower() in _forms() | _set("before_names") or after.raw.isdigit():
        return False
    if after.raw.isupper() and text.words[last].raw.isupper():
        return _is_unit(after)
    return True if ends_general or _is_unit(after) else None


def _before(text: _Words, first: int, before: TextWord | None) -> bool | None:
    """Say whether a name has begun before; None where it has with words of its own."""
    if before is None or not before.is_capital or before.raw.lower() in _set("before_names") | _forms():
        return False
    if before.raw.isupper() and text.words[first].raw.isupper():
        return False
    run = _run_before(text, first)
    return True if any(_is_unit(word) for word in run) else None


def _run_before(text: _Words, first: int) -> Sequence[TextWord]:
    """Return the words of the name that has begun before a place: in capitals, or small words between them."""
    place = first - 1
    while place > 0 and first - place < 12 and _beside(text, place, -1):
        word = text.words[place - 1]
        if not (word.is_capital or word.raw.lower() in name_words().dropped):
            break
        place -= 1
    return text.words[place:first]
