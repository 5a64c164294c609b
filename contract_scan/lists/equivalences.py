"""What is stated to be the same in names: legal forms, numbers, spellings of given names, titles, phrases.

All of it is data with a source, in `patterns/tables/lists`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files

from contract_scan.nouns import dataclass
from contract_scan.yaml_files import knowledge

_TABLES = ("given_names", "legal_forms", "names", "number_words", "romanisation", "titles")


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases of several words, each with the words that are put in its place; the longest that fits is taken."""

    by_first: Mapping[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]]

    def replaced(self, words: Sequence[str]) -> list[str]:
        """Return the words with every phrase replaced."""
        done: list[str] = []
        place = 0
        while place < len(words):
            for phrase, other in self.by_first.get(words[place], ()):
                if tuple(words[place : place + len(phrase)]) == phrase:
                    done += other
                    place += len(phrase)
                    break
            else:
                done.append(words[place])
                place += 1
        return done


def phrases(pairs: Iterable[tuple[Sequence[str], Sequence[str]]]) -> Phrases:
    """Return phrases ready to be replaced; empty ones are left out."""
    found: dict[str, dict[tuple[str, ...], tuple[str, ...]]] = {}
    for phrase, other in pairs:
        if phrase:
            found.setdefault(phrase[0], {})[tuple(phrase)] = tuple(other)
    return Phrases({first: tuple(sorted(of.items(), key=lambda one: -len(one[0]))) for first, of in found.items()})


@cache
def legal_forms() -> frozenset[str]:
    """Return the short legal forms of all countries."""
    return frozenset(
        short for forms in knowledge("tables", "lists", "legal_forms")["countries"].values() for short in forms
    )


def legal_forms_in_full(split: Callable[[str], list[str]]) -> Iterator[list[str]]:
    """Yield the legal forms in full, as the words that a function makes of them."""
    for forms in knowledge("tables", "lists", "legal_forms")["countries"].values():
        for full in forms.values():
            yield from map(split, full)


@cache
def number_words() -> tuple[Mapping[str, int], Mapping[str, int], Mapping[str, int], frozenset[str]]:
    """Return units, tens, and numbers that stand for themselves, by word; and the words for a hundred."""
    data = knowledge("tables", "lists", "number_words")
    whole = {**data["teens"], **data["joined"], **data["roman"]}
    return data["units"], data["tens"], whole, frozenset(data["hundred"])


@cache
def given_names() -> Mapping[str, str]:
    """Return the spelling that stands for each known spelling of a given name, or of a short family name."""
    data = knowledge("tables", "lists", "given_names")
    groups = [*data["spellings"], *data["family"]]
    return {word: str(group[0]) for group in reversed(groups) for word in map(str, group)}


@cache
def korean_families() -> frozenset[str]:
    """Return the family names that Koreans bear, in Latin letters: those that are known in Hangul too."""
    groups = knowledge("tables", "lists", "given_names")["family"]
    return frozenset(word for group in groups if any("\uac00" <= one[0] <= "\ud7a3" for one in group) for word in group)


@cache
def short_forms() -> Mapping[str, frozenset[str]]:
    """Return the given names that a short form may stand for, each by the spelling that stands for it."""
    known = given_names()
    found: dict[str, set[str]] = {}
    for name, shorts in knowledge("tables", "lists", "given_names")["short_forms"].items():
        for short in shorts:
            found.setdefault(short, set()).add(known.get(name, name))
    return {short: frozenset(names) for short, names in found.items()}


@lru_cache(maxsize=65536)
def father(word: str) -> tuple[str, str] | None:
    """Return whose son or daughter a patronymic says somebody is: the father's name as it stands for its spellings."""
    known = given_names()
    for child, ending in _patronymics():
        if word.endswith(ending) and len(word) > len(ending) + 1:
            stem = word[: -len(ending)]
            for name in (
                stem + more for more in ("", "y", "i", "iy", "ey", "ei", "ay", "ai", "a", "j", "o", "ii", "ya")
            ):
                if name in known:
                    return child, known[name]
    return None


@cache
def _patronymics() -> tuple[tuple[str, str], ...]:
    endings = knowledge("tables", "lists", "given_names")["patronymics"]
    return tuple(sorted(((child, one) for child in endings for one in endings[child]), key=lambda pair: -len(pair[1])))


@dataclass(frozen=True, slots=True)
class Titles:
    """Words with names of persons: titles as phrases to leave out, particles, and generations by word."""

    phrases: Phrases
    particles: frozenset[str]
    generations: Mapping[str, int]


@cache
def titles() -> Titles:
    """Return what stands with the names of persons and is no part of them."""
    data = knowledge("tables", "lists", "titles")
    left_out = phrases((str(title).split(), ()) for title in data["titles"])
    return Titles(left_out, frozenset(map(str, data["particles"])), data["generations"])


@cache
def tables_edition() -> str:
    """Return a short digest of all tables by which names are compared: sixteen hexadecimal digits."""
    folder = files("contract_scan_patterns").joinpath("tables", "lists")
    data = b"".join(folder.joinpath(f"{name}.yaml").read_bytes() for name in _TABLES)
    return hashlib.sha256(data).hexdigest()[:16]
