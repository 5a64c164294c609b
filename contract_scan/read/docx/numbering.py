"""Printed clause numbers, computed as Word does: from the list a paragraph is in, its level, and those before it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from contract_scan.read.docx.names import VAL, is_on, w
from contract_scan.read.docx.styles import Styles, whole
from contract_scan.read.structure.formats import written

_PLACE = re.compile(r"%([1-9])")
_DEEPEST = 9
_WORD = re.compile(r"[^\W\d_]{3,}")
#: A number of more words than this is text that Word prints before the paragraph's own.
_WORDS = 3
#: No printed number is longer; a list could else make of one text a million.
_LONGEST = 1_000
_NUM, _ABSTRACT, _LEVEL, _OVERRIDE = w("num"), w("abstractNum"), w("lvl"), w("lvlOverride")
_NUM_ID, _ABSTRACT_ID, _ILVL, _START_OVERRIDE = w("numId"), w("abstractNumId"), w("ilvl"), w("startOverride")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. `restart` is the level (from 1) whose use restarts it, 0 for never, None for any higher."""

    start: int = 1
    style: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int | None = None
    paragraph_style: str | None = None


@dataclass(slots=True)
class NumberList:
    """A list as paragraphs name it: which counters it shares, its levels, and where it starts anew."""

    counters: str
    levels: dict[int, Level]
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists that a file defines."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, etree._Element] = {}
        self._lists: dict[str, etree._Element] = {}
        self._known: dict[str, NumberList | None] = {}
        #: How many levels write more before a paragraph than is read of it.
        self.cut = 0
        if root is not None:
            self.cut = sum(len(text.get(VAL) or "") > _LONGEST for text in root.iter(w("lvlText")))
            self._abstract = {e.get(_ABSTRACT_ID) or "": e for e in root.iterchildren(_ABSTRACT)}
            self._lists = {e.get(_NUM_ID) or "": e for e in root.iterchildren(_NUM)}

    def list_of(self, number: str | None) -> NumberList | None:
        """Return the list of an id, or None where it is not defined or says "no number"."""
        if number is None or number == "0":
            return None
        if number not in self._known:
            self._known[number] = self._read(number)
        return self._known[number]

    def level_of_style(self, number: str | None, style: str | None) -> int:
        """Return the level of a list that is tied to a paragraph style; the first where none is."""
        found = self.list_of(number)
        levels = found.levels if found and style else {}
        return next((i for i, level in sorted(levels.items()) if level.paragraph_style == style), 0)

    def _read(self, number: str) -> NumberList | None:
        element = self._lists.get(number)
        if element is None:
            return None
        name, abstract = self._definition(element)
        if abstract is None:
            return None
        found = NumberList(name, {i: _level(e) for i, e in _levels(abstract)})
        for override in element.iterchildren(_OVERRIDE):
            _apply(found, override)
        return found

    def _definition(self, element: etree._Element) -> tuple[str, etree._Element | None]:
        """Follow links by way of list styles to the definition that has levels; a circle ends where it began."""
        seen: set[str] = set()
        while True:
            reference = element.find(_ABSTRACT_ID)
            name = (reference.get(VAL) if reference is not None else None) or ""
            abstract = self._abstract.get(name)
            link = abstract.find(w("numStyleLink")) if abstract is not None else None
            if link is None or name in seen:
                return name, abstract
            seen.add(name)
            linked = self._lists.get(self._styles.numbered_by(link.get(VAL) or "") or "")
            if linked is None:
                return name, abstract
            element = linked


class Counters:
    """Where each list stands while a view is read from top to bottom."""

    def __init__(self) -> None:
        self._counts: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()

    def next(self, number: str, found: NumberList, level: int) -> str | None:
        """Count one paragraph and return its number as printed; None for a bullet or a number that is not shown."""
        level = max(0, min(level, _DEEPEST - 1))
        counts = self._counts.setdefault(found.counters, {})
        own = found.levels.get(level, Level())
        for above in range(level):  # one that was skipped counts as used
            counts.setdefault(above, found.levels.get(above, Level()).start)
        if level in found.starts and (number, level) not in self._started:
            self._started.add((number, level))
            counts[level] = found.starts[level]
        else:
            counts[level] = counts[level] + 1 if level in counts else own.start
        for deeper in [i for i in counts if i > level and _restarts(found.levels.get(i), level)]:
            del counts[deeper]
        if own.style == "bullet":
            return own.text if _WORD.search(own.text) else None
        return _printed(found, own, counts) or None


def speaks(number: str) -> bool:
    """Say whether a printed number is text: more words than a name of a clause has."""
    return len(_WORD.findall(number)) > _WORDS


def _printed(found: NumberList, own: Level, counts: dict[int, int]) -> str:
    def part(match: re.Match[str]) -> str:
        index = int(match[1]) - 1
        level = found.levels.get(index, Level())
        value = counts.get(index, level.start)
        return written(value, "decimal" if own.legal and level.style != "none" else level.style)

    return " ".join(_PLACE.sub(part, own.text).split())


def _restarts(level: Level | None, used: int) -> bool:
    restart = level.restart if level else None
    return restart is None or used < restart


def _levels(element: etree._Element) -> list[tuple[int, etree._Element]]:
    return [(whole(e.get(_ILVL)) or 0, e) for e in element.iterchildren(_LEVEL)]


def _level(element: etree._Element) -> Level:
    values = {child.tag: child.get(VAL) for child in element if isinstance(child.tag, str)}
    legal = w("isLgl")
    return Level(
        start=_start(values.get(w("start"))),
        style=values.get(w("numFmt")) or "decimal",
        text=(values.get(w("lvlText")) or "")[:_LONGEST],
        legal=legal in values and is_on(values[legal]),
        restart=whole(values.get(w("lvlRestart"))),
        paragraph_style=values.get(w("pStyle")),
    )


def _start(value: str | None) -> int:
    start = whole(value)
    return start if start is not None else 0 if value is None else 1


def _apply(found: NumberList, override: etree._Element) -> None:
    index = whole(override.get(_ILVL)) or 0
    for position, element in _levels(override):
        found.levels[position or index] = _level(element)
    start = override.find(_START_OVERRIDE)
    if start is not None:
        found.starts[index] = whole(start.get(VAL)) or 0
