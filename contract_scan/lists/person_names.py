"""Names of persons in a form in which they can be compared: without titles and particles, the family name last."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

from contract_scan.lists.equivalences import Phrases, given_names, titles
from contract_scan.lists.letters import APOSTROPHES, DOTTED, IN_HAN, IN_HANGUL, MARKS, RAW, UNVOWELLED, WORD, latin
from contract_scan.lists.names import Name, without_brackets
from contract_scan.lists.sounds import CONSONANTS, HANGUL, folded

_CAMEL = re.compile(r"[A-Z]?[^A-Z]+")
_ABD = re.compile(r"abd(?:ul|el|ol|oul|al|ur|us|ar|as|an|az|ud|ad|at|u|e|o)?(?P<rest>[a-z]{3,})")
_SERVANT = frozenset({"abd", "abdul", "abdel", "abdol", "abdoul", "abdal", "abdur", "abdus", "abdu"})


def person(text: str) -> Name:
    """Return the name of a person as it is compared: without titles, function and particles, the family name last
    where a comma told it ("Jansen, Jan")."""
    before, comma, after = text.partition(",")
    family, given = _person_words(before), _person_words(after) if comma else []
    if comma and given and not any(word in _functions() for word in given):
        return _person(text, _without_titles([*given, *family]))
    return _person(text, _without_titles(family))


def _person(text: str, words: list[str]) -> Name:
    return Name(text, tuple(words), folded("".join(words)))


@cache
def _functions() -> frozenset[str]:
    """Return the words that begin what a person is and not what a person is called."""
    return frozenset(titles().phrases.by_first)


def _without_titles(words: list[str]) -> list[str]:
    known, kept = titles(), list(words)
    while len(kept) > 2 and (shorter := _title_first(kept, known.phrases)) is not None and len(shorter) > 1:
        kept = shorter
    while len(kept) > 2 and kept[-1] in known.phrases.by_first:
        kept = kept[:-1]
    bare = [word for word in kept if word not in known.particles]
    return _servants(bare if len(bare) > 1 else kept)


def _title_first(words: list[str], known: Phrases) -> list[str] | None:
    """Return the words without the title that they begin with; None where there is none."""
    for phrase, _ in known.by_first.get(words[0], ()):
        if tuple(words[: len(phrase)]) == phrase:
            return words[len(phrase) :]
    return None


def _servants(words: Sequence[str]) -> list[str]:
    """Return the words with "Abd al-Rahman", "Abdul Rahman" and "Abdulrahman" made one."""
    known = given_names()
    done: list[str] = []
    for word in words:
        whole = _ABD.fullmatch(word) if word not in known else None
        if done and done[-1] in _SERVANT:
            mark = CONSONANTS if word.startswith(CONSONANTS) else ""
            done[-1] = mark + "abd" + known.get(word, word.lstrip(CONSONANTS))
        elif whole:
            done.append("abd" + known.get(whole["rest"], whole["rest"]))
        else:
            done.append(word)
    return done


def _person_words(text: str) -> list[str]:
    """Return the words of a person's name: known names of other scripts as they are spelt, syllables of Han apart."""
    from anyascii import anyascii

    text = text if text.isascii() else unicodedata.normalize("NFKC", text)
    text = DOTTED.sub(lambda match: match[0].replace(".", " "), without_brackets(MARKS.sub("", text)))
    words: list[str] = []
    for raw in RAW.findall(APOSTROPHES.sub("", text)):
        lower = raw.casefold()
        if raw.isascii():
            words.append(lower)
        elif UNVOWELLED.search(raw):
            words += _from_arabic(lower)
        elif lower in given_names():
            words.append(given_names()[lower])
        elif IN_HAN.search(raw) or IN_HANGUL.search(raw):
            mark = HANGUL if IN_HANGUL.search(raw) else ""
            words += [mark + part.lower() for part in _CAMEL.findall(anyascii(raw))]
        else:
            words += WORD.findall(anyascii(raw).lower())
    return words


def _from_arabic(raw: str) -> Iterator[str]:
    bare = raw.removeprefix("ال")
    servant = raw.removeprefix("عبد")
    if raw == "عبد":
        yield "abd"
    elif raw in given_names() or bare in given_names():
        yield given_names().get(raw) or given_names()[bare]
    elif servant != raw and servant.removeprefix("ال") in given_names():
        yield "abd" + given_names()[servant.removeprefix("ال")]
    elif servant != raw and len(servant) > 3:
        yield CONSONANTS + "abd" + "".join(latin(servant.removeprefix("ال"))).lstrip(CONSONANTS)
    else:
        yield from latin(bare if len(bare) > 2 else raw)
