"""Shapes and words for the pictures: readable in black and white, with every text escaped."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Literal

import svg

WIDTH = 960
INK, GREY, PALE, LINE = "#1b1b1b", "#767676", "#d9d9d9", "#bbbbbb"

Anchor = Literal["start", "middle", "end"]


def words(
    x: float, y: float, text: str, anchor: Anchor = "start", size: int = 12, *, bold: bool = False, fill: str = INK
) -> svg.Element:
    """Return a line of text; the library writes what it is given, so that it is escaped here."""
    return svg.Text(
        x=round(x, 1),
        y=round(y, 1),
        text=escape(text),
        text_anchor=anchor,
        font_size=size,
        font_weight="bold" if bold else None,
        fill=fill,
    )


def cut(text: str, most: int) -> str:
    """Return a text of at most so many characters."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def box(
    x: float,
    y: float,
    width: float,
    height: float,
    fill: str = PALE,
    tip: str = "",
    edge: str = INK,
    *,
    dashed: bool = False,
) -> svg.Element:
    """Return a rectangle with an edge, dashed where it is not known, and what is said when one points at it."""
    titled: list[svg.Element] = [svg.Title(text=escape(tip))] if tip else []
    return svg.Rect(
        x=round(x, 1),
        y=round(y, 1),
        width=round(max(width, 1), 1),
        height=height,
        fill=fill,
        stroke=edge,
        stroke_dasharray=[4, 3] if dashed else None,
        elements=titled,
    )


def rule(x: float, top: float, bottom: float, *, dashed: bool = False, fill: str = LINE) -> svg.Element:
    """Return an upright line."""
    return svg.Line(
        x1=round(x, 1), x2=round(x, 1), y1=top, y2=bottom, stroke=fill, stroke_dasharray=[4, 3] if dashed else None
    )


def mark(x: float, y: float, tip: str) -> svg.Element:
    """Return a filled diamond: the last day of notice."""
    points = [svg.Point(round(x + dx, 1), round(y + dy, 1)) for dx, dy in ((0, -6), (6, 0), (0, 6), (-6, 0))]
    return svg.Polygon(points=points, fill=INK, elements=[svg.Title(text=escape(tip))])


def picture(name: str, height: float, about: str, elements: Sequence[svg.Element]) -> str:
    """Return a picture as SVG with what it shows for who cannot see it; its hatching has a name of its own."""
    hatch = svg.Pattern(
        id=f"hatch-{name}",
        width=6,
        height=6,
        patternUnits="userSpaceOnUse",
        elements=[
            svg.Rect(width=6, height=6, fill="#ffffff"),
            svg.Path(d=[svg.M(0, 6), svg.L(6, 0)], stroke=INK, stroke_width=1.2),
        ],
    )
    return str(
        svg.SVG(
            viewBox=svg.ViewBoxSpec(0, 0, WIDTH, round(height)),
            class_=["picture"],
            extra={"role": "img", "aria-label": escape(about, quote=True)},
            elements=[svg.Defs(elements=[hatch]), *elements],
        )
    )
