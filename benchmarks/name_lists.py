"""How long it takes to look up the names of a document in a list of 80,000 names, once the list is loaded.

    python benchmarks/name_lists.py

The names are made of syllables, as common and as rare as those of real lists; a third are persons'.
"""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Iterator

from contract_scan.lists.equivalences import given_names
from contract_scan.lists.in_text import listed_in, read_text
from contract_scan.lists.matching import matches, person_matches
from contract_scan.lists.model import ListEntry, Manifest
from contract_scan.lists.tables import StoredList, write_entries, write_manifest

NAMES, ORGANISATIONS, PERSONS = 80_000, 20, 10
CONSONANTS = "b ch d f g h j k l m n p r s sh t v z"
SYLLABLES = [a + b + c for a in CONSONANTS.split(" ") for b in "aeiou" for c in ("", "n", "r", "s")]
KNOWN = sorted(name for name in given_names() if name.isascii())
KINDS = (
    "University",
    "Institute of Technology",
    "Trading Company",
    "Bank",
    "Shipping Ltd",
    "Research Centre",
    "Foundation",
)


def word(chance: random.Random) -> str:
    """Return a word of two to four syllables."""
    return "".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))).capitalize()


def person(chance: random.Random) -> str:
    """Return a given name, a second one, and a family name that is made up."""
    first, second = chance.choices(KNOWN, k=2)
    return f"{first.capitalize()} {second.capitalize()} {word(chance)}"


def entries(chance: random.Random) -> Iterator[ListEntry]:
    """Yield the entries of the list."""
    for number in range(NAMES):
        if number % 3:
            name = f"{word(chance)} {word(chance)} {chance.choice(KINDS)}"
            yield ListEntry(str(number), name)
        else:
            yield ListEntry(str(number), person(chance), kind="person")


def loaded() -> StoredList:
    """Return the list, in memory."""
    connection = sqlite3.connect(":memory:")
    rows, _ = write_entries(connection, entries(random.Random(1)))
    write_manifest(connection, Manifest("eu", "eu", {}, "law", "made", "2026-01-01", "2026-01-01", rows, ""))
    return StoredList(connection)


def main() -> None:
    """Print the seconds that a look-up of twenty organisations and ten persons takes, and of a text."""
    start = time.perf_counter()
    stored = loaded()
    print(f"stored {NAMES} names in {time.perf_counter() - start:.1f} s")
    chance = random.Random(2)
    listed = list(stored.entries())
    bodies = [e.name for e in chance.sample([e for e in listed if e.kind == "organisation"], ORGANISATIONS // 2)]
    bodies += [f"{word(chance)} {word(chance)} {chance.choice(KINDS)}" for _ in range(ORGANISATIONS // 2)]
    persons = [e.name for e in chance.sample([e for e in listed if e.kind == "person"], PERSONS // 2)]
    persons += [person(chance) for _ in range(PERSONS // 2)]
    matches("Warming Up University", stored), person_matches("Warming Up", stored)
    start = time.perf_counter()
    found = sum(bool(matches(name, stored)) for name in bodies)
    middle = time.perf_counter()
    found += sum(bool(person_matches(name, stored)) for name in persons)
    end = time.perf_counter()
    print(
        f"{ORGANISATIONS} organisations {middle - start:.3f} s, {PERSONS} persons {end - middle:.3f} s: {found} found"
    )
    text = " ".join(f"The parties agree with {name} on this." for name in bodies * 100)
    start = time.perf_counter()
    places = sum(1 for _ in listed_in(read_text(text), stored))
    print(f"{len(text) // 1000} kB of text {time.perf_counter() - start:.3f} s: {places} places")


if __name__ == "__main__":
    main()
