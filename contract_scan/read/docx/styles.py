"""Styles: what a paragraph or run is by the style it has, and by those its style is based on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from contract_scan.read.docx.names import NUMPR, PPR, RPR, VAL, is_on, w

HIDDEN, STRUCK, BLANK, BOLD = 1, 2, 4, 8
_LOOKS = {
    w("vanish"): HIDDEN,
    w("strike"): STRUCK,
    w("dstrike"): STRUCK,
    w("b"): BOLD,
    w("u"): BOLD,
}
_R_STYLE = w("rStyle")
_HEADING = re.compile(r"(?:heading|kop|überschrift|titre) ?([1-9])$")
_STYLE, _BASED_ON, _STYLE_ID = w("style"), w("basedOn"), w("styleId")
_NUM_ID, _ILVL, _OUTLINE = w("numId"), w("ilvl"), w("outlineLvl")

_COLOUR, _SIZE, _SHADE, _RUN = w("color"), w("sz"), w("shd"), w("r")
_UNSEEN = frozenset({_COLOUR, _SIZE})
_COLOURED = frozenset({_SHADE, w("highlight")})
_ON_COLOUR = frozenset({w("tbl"), w("txbxContent")})
#: Half points.
_TINY = 2
#: Red, green and blue of 250 or more each.
_PAPER = re.compile(r"(?:F[A-F]){3}")


@dataclass(frozen=True, slots=True)
class Style:
    """A style with what it inherits. `heading` counts from 1; `number` and `level` are its list and level in it.

    `listed_by` is the style that named the list: this one, or one that it is based on.
    """

    heading: int | None = None
    is_title: bool = False
    number: str | None = None
    level: int | None = None
    listed_by: str | None = None
    looks: int = 0


class Styles:
    """Looks styles up by their id; a chain of styles that goes round in a circle is followed once."""

    def __init__(self, root: etree._Element | None) -> None:
        self._elements: dict[str, etree._Element] = {}
        self._default: str | None = None
        self._known: dict[str | None, Style] = {}
        for element in root.iterchildren(_STYLE) if root is not None else ():
            name = element.get(_STYLE_ID)
            if name is None:
                continue
            self._elements.setdefault(name, element)
            if element.get(w("type")) == "paragraph" and element.get(w("default")) in ("1", "true", "on"):
                self._default = name

    def paragraph(self, name: str | None) -> Style:
        """Return the style of a paragraph; without a name, or with one that is not defined, the default style."""
        return self._style(name if name in self._elements else self._default)

    def numbered_by(self, name: str) -> str | None:
        """Return the list that a list style names."""
        return self._style(name).number

    def looks(self, properties: etree._Element | None, inherited: int) -> int:
        """Return how a run looks (bits): what its properties say, else its character style, else the paragraph."""
        if properties is None:
            return inherited
        for element in properties:
            tag = element.tag
            if tag in _LOOKS:
                bit = _LOOKS[tag]
                inherited = inherited | bit if is_on(element.get(VAL)) else inherited & ~bit
            elif tag == _R_STYLE:
                inherited |= self._style(element.get(VAL)).looks
            elif tag in _UNSEEN and _is_unseen(element):
                inherited |= HIDDEN
        return inherited

    def _style(self, name: str | None) -> Style:
        if name not in self._known:
            self._known[name] = self._resolved(name)
        return self._known[name]

    def _resolved(self, name: str | None) -> Style:
        chain = self._chain(name)
        style = Style()
        for element in reversed(chain):
            style = self._over(style, element)
        return style

    def _chain(self, name: str | None) -> list[etree._Element]:
        chain: list[etree._Element] = []
        seen: set[str] = set()
        while name in self._elements and name not in seen:
            seen.add(name)
            chain.append(self._elements[name])
            base = self._elements[name].find(_BASED_ON)
            name = base.get(VAL) if base is not None else None
        return chain

    def _over(self, base: Style, element: etree._Element) -> Style:
        """Return a style on top of the one that it is based on."""
        named = element.find(w("name"))
        name = ((named.get(VAL) if named is not None else None) or "").lower()
        ppr = element.find(PPR)
        heading = _heading(name, ppr, base.heading)
        number, level = numbering_of(ppr.find(NUMPR) if ppr is not None else None)
        if number is not None and level is None:
            level = base.level if number == base.number else None
        return Style(
            heading=heading,
            is_title=name in ("title", "titel") or base.is_title,
            number=number if number is not None else base.number,
            level=level if level is not None else (base.level if number is None else None),
            listed_by=element.get(_STYLE_ID) if number is not None else base.listed_by,
            looks=self.looks(_without_style(element.find(RPR)), base.looks),
        )


def _is_unseen(element: etree._Element) -> bool:
    """Say whether a colour or size of a run leaves nothing to see: white on paper, or a point high at most."""
    value = element.get(VAL) or ""
    if element.tag == _SIZE:
        size = whole(value)
        return size is not None and size <= _TINY
    properties = element.getparent()
    run = properties.getparent() if properties is not None else None
    if not _is_white(element, value) or properties is None or run is None or run.tag != _RUN:
        return False
    coloured = any(child.tag in _COLOURED for child in properties)
    return not coloured and not any(_may_be_coloured(around) for around in run.iterancestors())


def _is_white(colour: etree._Element, value: str) -> bool:
    """Say whether a colour is that of paper: white or nearly so, or that which a theme gives the background."""
    theme = colour.get(w("themeColor"))
    if theme is not None and colour.get(w("themeShade")) is None:
        return theme in ("background1", "light1")
    return _PAPER.fullmatch(value.upper()) is not None


def _may_be_coloured(around: etree._Element) -> bool:
    """Say whether something around a run may have a colour of its own: a shaded paragraph or cell, a table, a box."""
    if around.tag in _ON_COLOUR:
        return True
    properties = around.find(PPR)
    return properties is not None and properties.find(_SHADE) is not None


def numbering_of(properties: etree._Element | None) -> tuple[str | None, int | None]:
    """Return the list (id) and level (from 0) that a w:numPr names, each None where it does not."""
    if properties is None:
        return None, None
    number, level = properties.find(_NUM_ID), properties.find(_ILVL)
    return (
        number.get(VAL) if number is not None else None,
        whole(level.get(VAL)) if level is not None else None,
    )


def whole(value: str | None) -> int | None:
    """Return an attribute as a whole number, or None where it is none (or absurd)."""
    try:
        return int(value) if value is not None and len(value) < 12 else None
    except ValueError:
        return None


def _heading(name: str, ppr: etree._Element | None, inherited: int | None) -> int | None:
    named = _HEADING.match(name)
    if named:
        return int(named[1])
    outline = ppr.find(_OUTLINE) if ppr is not None else None
    if outline is None:
        return None if name.startswith(("toc ", "inhopg")) else inherited
    level = whole(outline.get(VAL))
    return level + 1 if level is not None and 0 <= level < 9 else None


def _without_style(properties: etree._Element | None) -> etree._Element | None:
    """Return run properties unless they name a style, which within a style would lead in circles."""
    return None if properties is None or properties.find(_R_STYLE) is not None else properties
