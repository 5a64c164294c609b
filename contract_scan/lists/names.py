"""Names of organisations and persons in a form in which they can be compared.

Transliterated, without accents, legal forms and small words, with translations and spellings made one. The words
that this takes stand in `patterns/tables/lists/names.yaml`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from contract_scan.yaml_files import load_yaml

#: Raised whenever `compared` changes what it makes of the same words.
_VERSION = 1
_ACRONYM = re.compile(r"[^\W\d_](?:[^\W_]|[.&/-]){0,4}")
_BRACKETS = re.compile(r"[(\[（【]([^()\[\]（）【】]*)[)\]）】]")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}[^\W\d_]?\b|\b(?:[^\W\d_]\.){2,}")
_POSSESSIVE = re.compile(r"['’‘`´]s\b")
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class NameWords:
    """What is known about the words of names."""

    dropped: frozenset[str]
    original_forms: tuple[str, ...]
    same: Mapping[str, str]
    places: frozenset[str]
    generic: frozenset[str]
    mild: frozenset[str]
    honorifics: frozenset[str]
    general: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A name ready to be compared: its words in order, and those words sorted into one key."""

    text: str
    words: tuple[str, ...]

    @property
    def key(self) -> str:
        """The words in alphabetical order: the same for every word order."""
        return " ".join(sorted(self.words))


@cache
def name_words() -> NameWords:
    """Return the words of names, read once."""
    data = load_yaml(_words_file())
    dropped = frozenset(data["legal_forms"]) | frozenset(data["small_words"])
    general = {*dropped, *data["generic"], *data["same_words"]} - set(data["places"])
    return NameWords(
        dropped=dropped,
        general=tuple(sorted(word for word in general if len(word) >= 6)),
        original_forms=tuple(sorted(data["original_forms"], key=len, reverse=True)),
        same=data["same_words"],
        places=frozenset(data["places"]),
        generic=frozenset(data["generic"]),
        mild=frozenset(data["mild"]),
        honorifics=frozenset(data["honorifics"]),
    )


@cache
def words_edition() -> str:
    """Return what tells one way of comparing names from another: a list stored under another must be redone."""
    return f"{_VERSION}-{hashlib.sha256(_words_file()).hexdigest()[:16]}"


def _words_file() -> bytes:
    return files("contract_scan_patterns").joinpath("tables", "lists", "names.yaml").read_bytes()


def compared(text: str) -> Name:
    """Return a name in the form in which names are compared; no words are left of an empty or wordless one."""
    words = latin_words(without_brackets(text)) or latin_words(text)
    known = name_words()
    kept = tuple(known.same.get(w, w) for w in words if w not in known.dropped)
    return Name(text, kept or tuple(words))


def latin_words(text: str) -> list[str]:
    """Return the words of a text in Latin letters, lower case, without accents, forms in other scripts left out."""
    from anyascii import anyascii

    for form in name_words().original_forms if not text.isascii() else ():
        text = re.sub(re.escape(form), " ", text, flags=re.IGNORECASE)
    text = _DOTTED.sub(lambda match: match[0].replace(".", "") + " ", text)
    text = _POSSESSIVE.sub("", text).replace("’", "").replace("'", "").replace("&", " and ")
    return _WORD.findall(anyascii(text).lower().replace("'", ""))


def without_brackets(text: str) -> str:
    """Return a name without what stands in brackets; the name itself if nothing else is left."""
    return _BRACKETS.sub(" ", text).strip() or text


def in_brackets(text: str) -> tuple[str, ...]:
    """Return what stands in brackets in a name."""
    return tuple(part.strip() for part in _BRACKETS.findall(text) if part.strip())


def is_acronym(text: str) -> bool:
    """Say whether a name is an acronym of five signs or fewer: capitals, one word."""
    text = text.strip()
    return bool(_ACRONYM.fullmatch(text)) and sum(c.isupper() for c in text) >= max(2, sum(map(str.islower, text)) * 2)
