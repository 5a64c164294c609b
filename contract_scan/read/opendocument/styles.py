"""The styles of an OpenDocument file: which of them hide text, and how its lists are numbered."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from contract_scan.read.structure.formats import written

_BASE = "{urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _STYLE, _FO = f"{_BASE}text:1.0}}", f"{_BASE}style:1.0}}", f"{_BASE}xsl-fo-compatible:1.0}}"
_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_DEEPEST = 10
#: Letters of so many points or less cannot be read.
_TINY = 1.0
_POINTS = re.compile(r"(\d+(?:\.\d+)?)pt")
_WHITE = "#ffffff"
#: Styles that come from each other are followed so far.
_PARENTS = 20


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered: a format ("" for none), what stands around it, how many levels it shows."""

    style: str = ""
    before: str = ""
    after: str = ""
    shown: int = 1
    start: int = 1


@dataclass(frozen=True, slots=True)
class _Looks:
    """What a style says of text, None where it says nothing."""

    parent: str | None = None
    list_style: str | None = None
    display: str | None = None
    colour: str | None = None
    background: str | None = None
    size: str | None = None


class Styles:
    """The styles of a file by name; those of paragraphs and those of stretches of text are told apart."""

    def __init__(self, roots: Iterable[Any]) -> None:
        self._looks: dict[tuple[str, str], _Looks] = {}
        self.lists: dict[str, dict[int, Level]] = {}
        self.outline: dict[int, Level] = {}
        for root in roots:
            for style in root.iter(f"{_STYLE}style"):
                named = style.get(f"{_STYLE}family") or "", style.get(f"{_STYLE}name") or ""
                self._looks[named] = _looks(style)
            for style in root.iter(f"{_TEXT}list-style"):
                self.lists[style.get(f"{_STYLE}name") or ""] = dict(_levels(style))
            for style in root.iter(f"{_TEXT}outline-style"):
                self.outline = dict(_levels(style))

    def hides(self, family: str, name: str | None, *, on_colour: bool) -> bool:
        """Say whether a style hides its text; white letters are seen where they stand on a colour."""
        display, size = self._said(family, name, "display"), _POINTS.fullmatch(self._said(family, name, "size") or "")
        if display == "none" or (size and float(size[1]) <= _TINY):
            return True
        back = self._said(family, name, "background")
        shown = on_colour or back not in (None, "transparent", _WHITE)
        return self._said(family, name, "colour") == _WHITE and not shown

    def list_of(self, paragraph: str | None) -> str | None:
        """Return the list that the style of a paragraph puts it in."""
        return self._said("paragraph", paragraph, "list_style")

    def _said(self, family: str, name: str | None, what: str) -> str | None:
        for _ in range(_PARENTS):
            looks = self._looks.get((family, name or ""))
            if looks is None:
                return None
            found: str | None = getattr(looks, what)
            if found is not None:
                return found
            name = looks.parent
        return None


def _looks(style: Any) -> _Looks:
    properties = style.find(f"{_STYLE}text-properties")
    paragraph = style.find(f"{_STYLE}paragraph-properties")
    get = properties.get if properties is not None else {}.get
    back = get(f"{_FO}background-color") or (paragraph.get(f"{_FO}background-color") if paragraph is not None else None)
    return _Looks(
        style.get(f"{_STYLE}parent-style-name"),
        style.get(f"{_STYLE}list-style-name"),
        get(f"{_TEXT}display"),
        (get(f"{_FO}color") or "").lower() or None,
        back,
        get(f"{_FO}font-size"),
    )


def _levels(style: Any) -> Iterable[tuple[int, Level]]:
    for level in style:
        number = _whole(level.get(f"{_TEXT}level"), 1)
        if str(level.tag).endswith(("list-level-style-number", "outline-level-style")):
            yield (
                number,
                Level(
                    level.get(f"{_STYLE}num-format") or "",
                    level.get(f"{_STYLE}num-prefix") or "",
                    level.get(f"{_STYLE}num-suffix") or "",
                    _whole(level.get(f"{_TEXT}display-levels"), 1),
                    _whole(level.get(f"{_TEXT}start-value"), 1),
                ),
            )


@dataclass(slots=True)
class Counters:
    """Where each list stands while a file is read from top to bottom."""

    styles: Styles
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def begin(self, key: str, *, goes_on: bool) -> None:
        """Begin a list; it goes on where another of its style ended, or starts anew."""
        if not goes_on:
            self._counts.pop(key, None)

    def next(self, key: str, levels: dict[int, Level], depth: int, start: int | None = None) -> str | None:
        """Count one paragraph at a level (from 1) and return its number as printed; None for a bullet."""
        depth = min(depth, _DEEPEST)
        counts = self._counts.setdefault(key, {})
        own = levels.get(depth)
        first = own.start if own else 1
        counts[depth] = start if start is not None else counts[depth] + 1 if depth in counts else first
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        if own is None or not own.style:
            return None
        shown = range(max(depth - own.shown + 1, 1), depth + 1)
        parts = [
            (levels.get(level), counts.setdefault(level, levels[level].start if level in levels else 1))
            for level in shown
        ]
        numbers = [
            written(count, _FORMATS.get(level.style, "decimal")) for level, count in parts if level and level.style
        ]
        return f"{own.before}{'.'.join(numbers)}{own.after}".strip() or None


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 6 else default
