"""Rectangles as they are read: a page's turn undone, y growing upward."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle in upright coordinates: points, y growing upward."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def size(self) -> float:
        """The area in square points."""
        return max(self.right - self.left, 0) * max(self.top - self.bottom, 0)

    def holds(self, x: float, y: float, slack: float = 0.0) -> bool:
        """Say whether a point lies in it, give or take."""
        return self.left - slack <= x <= self.right + slack and self.bottom - slack <= y <= self.top + slack


def upright(x: float, y: float, turn: int) -> tuple[float, float]:
    """Return a point of a page with its turn (degrees, counter-clockwise) undone."""
    if turn == 90:
        return y, -x
    if turn == 180:
        return -x, -y
    if turn == 270:
        return -y, x
    return x, y


def upright_area(left: float, bottom: float, right: float, top: float, turn: int) -> Area:
    """Return a rectangle of a page with its turn undone."""
    (x1, y1), (x2, y2) = upright(left, bottom, turn), upright(right, top, turn)
    return Area(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
