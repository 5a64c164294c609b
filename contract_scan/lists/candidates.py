"""Which names on a list are worth comparing with a name: all that it may be, and few enough to look at each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from contract_scan.lists.keys import joined_of, sounds_of, spellings_of, telling_words
from contract_scan.lists.names import Name
from contract_scan.lists.sounds import misspelt
from contract_scan.lists.tables import StoredList, StoredName

#: A family name that so few listed names hold says enough to look at each of them.
_RARE = 60


def organisations_like(form: Name, stored: StoredList) -> list[StoredName]:
    """Return the listed names whose telling words a name holds, or that hold its own: as they are, by sound, misspelt,
    or written together."""
    wanted = {name.number for name in stored.with_joined(form.joined)} | set(stored.numbers_with(joined_of(form.words)))
    telling = list(dict.fromkeys(telling_words(form.words)))
    return stored.numbered(wanted | _holding(telling, stored, lambda word: _keys(word, stored), 0))


def _keys(word: str, stored: StoredList) -> Iterator[str]:
    yield word
    if len(word) > 3:
        yield from sounds_of(word)
    if len(word) > 4 and not stored.knows_word(word):
        yield from (other for other in stored.words_near(word) if misspelt(word, other, 5) or _cut(word, other))


def _cut(one: str, other: str) -> bool:
    return abs(len(one) - len(other)) <= 3 and (one.startswith(other) or other.startswith(one))


def persons_like(form: Name, stored: StoredList) -> list[StoredName]:
    """Return the listed names that hold all words of a name or are held by it, by spelling, sound or error of typing.

    A rare word is enough, and so are all words in one.
    """
    joined = {name.number for name in stored.with_joined(form.joined)}
    full = [word for word in dict.fromkeys(form.words) if len(word) > 1]
    return stored.numbered(joined | _holding(full, stored, lambda word: _person_keys(word, stored), _RARE))


def _holding(words: Sequence[str], stored: StoredList, keys: Callable[[str], Iterable[str]], rare: int) -> set[int]:
    """Return the numbers of the names that hold all of some words, or all of whose words are among them.

    Of a word that no more than `rare` names hold, all of those are returned.
    """
    hits: Counter[int] = Counter()
    sizes: dict[int, int] = {}
    wanted: set[int] = set()
    for word in words:
        found: dict[int, int] = {}
        for key in keys(word):
            found.update(stored.sizes_with(key))
        hits.update(found.keys())
        sizes.update(found)
        if len(found) <= rare and len(word) > 4:
            wanted |= found.keys()
    return wanted | {number for number, count in hits.items() if count >= min(sizes[number], len(words))}


def _person_keys(word: str, stored: StoredList) -> Iterator[str]:
    yield word
    if len(word) > 1:
        yield from spellings_of(word)
        yield from sounds_of(word)
        if len(word) > 4:
            yield from (other for other in stored.words_near(word) if misspelt(word, other, 5))
