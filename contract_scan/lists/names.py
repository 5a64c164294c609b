"""Names of organisations and persons in a form in which they can be compared.

Transliterated, without accents, legal forms, titles and small words, with numbers as digits, and with translations
and spellings made one. The words that this takes stand in `patterns/tables/lists`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache

from contract_scan.expressions import compiled
from contract_scan.lists.equivalences import (
    Phrases,
    legal_forms,
    legal_forms_in_full,
    number_words,
    phrases,
    tables_edition,
)
from contract_scan.lists.letters import APOSTROPHES, DOTTED, IN_HAN, IN_HANGUL, MARKS, RAW, WORD, latin
from contract_scan.lists.sounds import folded
from contract_scan.nouns import dataclass
from contract_scan.yaml_files import knowledge

#: Raised whenever the same words are compared, or names stored, in another way.
_VERSION = 3
_ACRONYM = compiled(r"[^\W\d_](?:[^\W_]|[.&/-]){0,4}")
_BRACKETS = compiled(r"[(\[（【]([^()\[\]（）【】]*)[)\]）】]")
_OPEN = compiled(r"[(\[（【][^()\[\]（）【】]*$")
_POSSESSIVE = compiled(r"['’‘`´]s\b")
_ORDINAL = compiled(r"0*(\d+)(?:st|nd|rd|th|e|de|ste|er|eme|ya|oy)?")


@dataclass(frozen=True, slots=True)
class NameWords:
    """What is known about the words of names."""

    dropped: frozenset[str]
    same: Mapping[str, str]
    places: frozenset[str]
    generic: frozenset[str]
    mild: frozenset[str]
    narrow: frozenset[str]
    general: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A name ready to be compared: its words in order, and those words sorted into one key.

    `joined` is the name in one word, as it sounds, without translations: the same however its words are written
    together.
    """

    text: str
    words: tuple[str, ...]
    joined: str = ""

    @property
    def key(self) -> str:
        """The words in alphabetical order: the same for every word order."""
        return " ".join(sorted(self.words))


@cache
def name_words() -> NameWords:
    """Return the words of names, read once."""
    data = knowledge("tables", "lists", "names")
    dropped = frozenset(data["legal_forms"]) | frozenset(data["small_words"])
    general = {*dropped, *data["generic"], *data["same_words"]} - set(data["places"])
    return NameWords(
        dropped=dropped,
        general=tuple(sorted(word for word in general if len(word) >= 4)),
        same=data["same_words"],
        places=frozenset(data["places"]),
        generic=frozenset(data["generic"]),
        mild=frozenset(data["mild"]),
        narrow=frozenset(data["narrow"]),
    )


@cache
def words_edition() -> str:
    """Return what tells one way of comparing names from another: a list stored under another must be redone."""
    return f"{_VERSION}-{tables_edition()}"


def compared(text: str) -> Name:
    """Return a name in the form in which names are compared; no words are left of an empty or wordless one."""
    words = _without_initials(latin_words(without_brackets(text)) or latin_words(text))
    known = name_words()
    replaced = _phrases().replaced(_joined_letters(words))
    told = _numbered(replaced)
    same = [known.same.get(word, word) for word in told if word not in known.dropped]
    kept = [
        word
        for word, after in zip(same, [*same[1:], ""], strict=False)
        if word not in known.dropped and not (word == "number" and after.isdigit())
    ]
    joined = "".join(_without_ends([word for word in replaced if word not in known.dropped]) or words)
    return Name(text, tuple(_without_ends(kept)) or tuple(words), folded(joined))


@cache
def _phrases() -> Phrases:
    data = knowledge("tables", "lists", "names")
    return phrases(
        [
            *((full, ()) for full in legal_forms_in_full(latin_words) if len(full) > 1 or len("".join(full)) > 6),
            *((str(one).split(), str(other).split()) for one, other in data["phrases"].items()),
        ]
    )


def _without_initials(words: list[str]) -> list[str]:
    """Leave out the initials of whom a body is named after: "named after N.N. Somebody"."""
    return [
        word
        for place, word in enumerate(words)
        if not (
            word.isalpha()
            and len(word) < 3
            and words[max(place - 2, 0) : place]
            and {"after", "imeni", "im"} & set(words[max(place - 2, 0) : place])
        )
    ]


def _joined_letters(words: Sequence[str]) -> list[str]:
    """Return the words with letters that stand alone made one word: "H D S", "R and K"."""
    joined: list[str] = []
    alone = False
    for number, word in enumerate(words):
        after = words[number + 1] if number + 1 < len(words) else ""
        if word == "and" and alone and len(after) == 1:
            continue
        single = len(word) == 1 and word.isalpha()
        if single and alone:
            joined[-1] += word
        else:
            joined.append(word)
        alone = single
    return joined


def _numbered(words: Sequence[str]) -> list[str]:
    """Return the words with numbers in words, ordinals and Roman numbers as digits."""
    units, tens, whole, hundred = number_words()
    done: list[str] = []
    value = 0
    for place, word in enumerate(words):
        if word in hundred and 0 < value < 10:
            value *= 100
        elif word in tens and value % 100 == 0:
            value += tens[word]
        elif word in units and value % 10 == 0:
            value += units[word]
        elif word in whole and value % 100 == 0 and (place or value or len(word) > 4):
            value += whole[word]
        else:
            done += [str(value)] if value else []
            value = 0
            ordinal = _ORDINAL.fullmatch(word)
            done.append(ordinal[1] if ordinal else word)
            if word in tens or word in units:
                done.pop()
                value = tens.get(word, 0) or units[word]
    return [*done, str(value)] if value else done


def _without_ends(words: list[str]) -> list[str]:
    """Leave out short legal forms, which stand at the end or the beginning of a name."""
    forms = legal_forms()
    while len(words) > 1 and words[-1] in forms:
        words = words[:-1]
    while len(words) > 1 and words[0] in forms:
        words = words[1:]
    return words


def latin_words(text: str) -> list[str]:
    """Return the words of a text in Latin letters, lower case, without accents, forms in other scripts left out.

    A word from a script without vowels, and one from Hangul, is marked so by its first sign (`sounds`).
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
        text = _terms().sub(lambda match: f" {_term_words()[match[0].casefold()]} ", MARKS.sub("", text))
    text = DOTTED.sub(lambda match: match[0].replace(".", "") + " ", text)
    text = APOSTROPHES.sub("", _POSSESSIVE.sub("", text)).replace("&", " and ")
    if text.isascii():
        return WORD.findall(text.lower())
    return [word for raw in RAW.findall(text) for word in latin(raw)]


@cache
def _term_words() -> Mapping[str, str]:
    data = knowledge("tables", "lists", "names")
    words = {form.casefold(): "" for form in data["original_forms"]}
    words.update({str(term).casefold(): str(word) for term, word in data["terms"].items()})
    return words


@cache
def _terms() -> re.Pattern[str]:
    """Return a pattern of what has a word of its own in Latin letters; in scripts without spaces it stands anywhere."""
    ordered = sorted(_term_words(), key=lambda term: (-len(term), term))
    joined = "|".join(re.escape(term) for term in ordered if _runs_on(term))
    apart = "|".join(re.escape(term) for term in ordered if not _runs_on(term))
    return compiled(rf"(?:{joined})|(?<!\w)(?:{apart})(?!\w)", re.IGNORECASE)


def _runs_on(term: str) -> bool:
    return bool(IN_HAN.search(term) or IN_HANGUL.search(term))


def without_brackets(text: str) -> str:
    """Return a name without what stands in brackets; the name itself if nothing else is left."""
    bare, before = text, ""
    while bare != before:
        before, bare = bare, _BRACKETS.sub(" ", bare)
    return _OPEN.sub(" ", bare).strip() or text


def in_brackets(text: str) -> tuple[str, ...]:
    """Return what stands in brackets in a name."""
    return tuple(part.strip() for part in _BRACKETS.findall(text) if part.strip())


def is_acronym(text: str) -> bool:
    """Say whether a name is an acronym of five signs or fewer: capitals, one word."""
    text = text.strip()
    return bool(_ACRONYM.fullmatch(text)) and sum(c.isupper() for c in text) >= max(2, sum(map(str.islower, text)) * 2)
