"""How many rules, phrases and examples there are, by topic and language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from contract_scan.messages import say
from contract_scan.rules.load import load_packs
from contract_scan.rules.model import Pack
from contract_scan.rules.topics import topics_of


@dataclass(frozen=True, slots=True)
class Count:
    """The numbers of one topic in one language. `phrases` counts near, unless and heading too."""

    topic: str
    language: str
    rules: int
    phrases: int
    hits: int
    misses: int
    known_misses: int


COLUMNS = ("rules", "phrases", "hits", "misses", "known_misses")


def count(folders: Iterable[Path]) -> list[Count]:
    """Return the numbers of topic folders (the built-in ones where none are given), by topic and language."""
    pack, _ = load_packs({"": topics_of(folders)})
    return counts_of(pack)


def counts_of(pack: Pack) -> list[Count]:
    """Return the numbers of a pack, in order of topic and language."""
    keys = sorted({(pack.meanings[w.rule].topic, w.language) for w in pack.wordings})
    return [_count(pack, topic, language) for topic, language in keys]


def _count(pack: Pack, topic: str, language: str) -> Count:
    own = [w for w in pack.wordings if (pack.meanings[w.rule].topic, w.language) == (topic, language)]
    return Count(
        topic=topic,
        language=language,
        rules=len(own),
        phrases=sum(len(w.phrases) + len(w.near) + len(w.unless) + len(w.heading) for w in own),
        hits=sum(len(w.examples.hits) for w in own),
        misses=sum(len(w.examples.misses) for w in own),
        known_misses=sum(len(w.examples.known_misses) for w in own),
    )


def table(counts: Sequence[Count], speak: str) -> list[str]:
    """Return the lines of a table with a sum per language."""
    head = [say(f"rules.stats.{name}", speak) for name in ("topic", "language", *COLUMNS)]
    rows = [[c.topic, c.language, *(str(getattr(c, name)) for name in COLUMNS)] for c in counts]
    for spoken in sorted({c.language for c in counts}):
        own = [c for c in counts if c.language == spoken]
        sums = (str(sum(getattr(c, name) for c in own)) for name in COLUMNS)
        rows.append([say("rules.stats.all", speak), spoken, *sums])
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    return [_row(row, widths) for row in (head, *rows)]


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = [cell.ljust(w) if i < 2 else cell.rjust(w) for i, (cell, w) in enumerate(zip(cells, widths, strict=True))]
    return "  ".join(padded).rstrip()
