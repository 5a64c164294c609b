"""How long it takes to look up the names of a document in a list of 80,000 names, once the list is loaded.

    python benchmarks/name_lists.py

The names are made of syllables, as common and as rare as those of real lists; a third are persons'.
"""

from __future__ import annotations

import random
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from contract_scan.lists.equivalences import given_names
from contract_scan.lists.in_text import listed_in, read_text
from contract_scan.lists.matching import matches, person_matches
from contract_scan.lists.model import ListEntry, Manifest
from contract_scan.lists.tables import open_stored, write_entries, write_manifest

NAMES, ORGANISATIONS, PERSONS, RUNS = 80_000, 20, 10, 3
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


def stored_in(folder: Path) -> Path:
    """Return the file of the list, as an import leaves it."""
    path = folder / "eu.sqlite"
    connection = sqlite3.connect(path)
    rows, _ = write_entries(connection, entries(random.Random(1)))
    write_manifest(connection, Manifest("eu", "eu", {}, "law", "made", "2026-01-01", "2026-01-01", rows, ""))
    connection.close()
    return path


def looked_up(bodies: Sequence[str], persons: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return half of the names as they are listed, and as many that are not listed."""
    chance = random.Random(2)
    half, rest = len(bodies) // 2, len(persons) // 2
    others = [f"{word(chance)} {word(chance)} {chance.choice(KINDS)}" for _ in range(ORGANISATIONS - half)]
    return [*bodies[:half], *others], [*persons[:rest], *(person(chance) for _ in range(PERSONS - rest))]


def main(folder: Path) -> None:
    """Print the seconds that a look-up of twenty organisations and ten persons takes, best of three, and of a text."""
    start = time.perf_counter()
    path = stored_in(folder)
    print(f"stored {NAMES} names in {time.perf_counter() - start:.1f} s")
    listed = list(open_stored(path).entries())
    names = {kind: [e.name for e in listed if e.kind == kind][::1000] for kind in ("organisation", "person")}
    bodies, persons = looked_up(names["organisation"][:ORGANISATIONS], names["person"][:PERSONS])
    best = []
    for _ in range(RUNS):
        stored = open_stored(path)  # what it has looked up it keeps: a fresh one each time
        start = time.perf_counter()
        found = sum(bool(matches(name, stored)) for name in bodies)
        middle = time.perf_counter()
        found += sum(bool(person_matches(name, stored)) for name in persons)
        best.append((time.perf_counter() - start, middle - start, found))
    total, first, found = min(best)
    print(f"{len(bodies)} organisations {first:.3f} s, {len(persons)} persons {total - first:.3f} s: {found} found")
    text = " ".join(f"The parties agree with {name} on this." for name in bodies * 100)
    start = time.perf_counter()
    places = sum(1 for _ in listed_in(read_text(text), open_stored(path)))
    print(f"{len(text) // 1000} kB of text {time.perf_counter() - start:.3f} s: {places} places")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        main(Path(temporary))
