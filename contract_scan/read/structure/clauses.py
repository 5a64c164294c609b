"""The clause numbers that are open at a point in a document, and the path they make: "7.3 (a)"."""

from __future__ import annotations

from contract_scan.nouns import dataclass
from contract_scan.read.structure.numbers import Shape, ordinal, roman, shape_of

#: Shapes that only mean something below another number.
LETTERS: frozenset[Shape] = frozenset({"letter", "capital", "roman", "capital_roman"})
_AS_ROMAN: dict[Shape, Shape] = {"letter": "roman", "capital": "capital_roman"}


@dataclass(slots=True)
class OpenNumber:
    """A clause number that is open: how it reads in a path, its series, and the headings that it brought.

    `components` are the parts of a decimal number ("7.3": ("7", "3")), else empty. `rank` is set where the number is
    that of a heading, `run_in` where a heading runs into the clause.
    """

    label: str
    shape: Shape
    series: tuple[str, int, int]
    value: int | None
    components: tuple[str, ...] = ()
    rank: int | None = None
    run_in: str | None = None

    @property
    def is_item(self) -> bool:
        """Say whether it is an item of a list ("(a)", "(2)") rather than a clause of its own."""
        return self.shape in LETTERS or (self.shape == "decimal" and not self.components)


class ClauseStack:
    """The open clause numbers, outermost first.

    A part ("PART I") belongs to the path only where numbers begin anew in it, so that "1" alone would be two clauses.
    """

    def __init__(self, with_parts: bool = False) -> None:
        self._open: list[OpenNumber] = []
        self._with_parts = with_parts
        self._under: dict[tuple[Shape, str], str] = {}
        #: Whether the same number was opened directly under two parts.
        self.begins_anew = False

    def __len__(self) -> int:
        return len(self._open)

    @property
    def top(self) -> OpenNumber:
        """The number entered last."""
        return self._open[-1]

    @property
    def in_article(self) -> bool:
        """Say whether "§2" is a paragraph here: an article is open, or a numbered heading that is none itself."""
        return any(
            (n.shape == "article" and not n.label.startswith("§")) or (n.components and n.rank is not None)
            for n in self._open
        )

    def enter(self, number: str, shape: Shape | None = None, level: int = 0) -> None:
        """Open a number and close those that it ends. `level` is that of a number Word computed, else 0."""
        opened = self._number(number, shape or shape_of(number), level)
        del self._open[self._cut(opened) :]
        if len(self._open) == 1 and self._open[0].shape == "part":
            part = self._open[0].label
            self.begins_anew |= self._under.setdefault((opened.shape, opened.label), part) != part
        self._open.append(opened)

    def close_headings(self, rank: int) -> None:
        """Close every number but those of headings above a rank, as a heading without a number does."""
        self._open = [n for n in self._open if n.rank is not None and n.rank < rank]

    def close_list(self) -> None:
        """Close the numbers of a bare list (1, 2, 3), and whatever is open below it."""
        if self._open and len(self._open[0].components) == 1 and self._open[0].rank is None:
            self._open = []

    def path(self, items: bool = True) -> str | None:
        """Return the path of the open numbers, or None; without `items`, only up to the clause they are in."""
        shown: list[OpenNumber] = []
        for number in self._shown(items):
            if shown and _repeats(shown[-1], number):
                shown.pop()
            shown.append(number)
        path = ""
        for number in shown:
            listed = number.components or number.shape == "paragraph" or number.label.endswith("°")
            path += (", " if path and listed else " " if path else "") + number.label
        return path or None

    def run_ins(self, items: bool = True) -> tuple[str, ...]:
        """Return the headings that ran into the open clauses, outermost first."""
        return tuple(n.run_in for n in self._shown(items) if n.run_in)

    def _shown(self, items: bool) -> list[OpenNumber]:
        shown = [n for n in self._open[:-1] if self._with_parts or n.shape != "part"] + self._open[-1:]
        while not items and shown and shown[-1].is_item:
            shown.pop()
        return shown

    def _number(self, number: str, shape: Shape, level: int) -> OpenNumber:
        label = number.strip().rstrip(".:")
        if shape == "paragraph":
            label = label.replace("§ ", "§").replace("§\xa0", "§")
        style = "°" if "°" in label else ("(" if label.startswith("(") else "") + (")" if label.endswith(")") else "")
        if shape == "decimal" and not style:
            components = tuple(label.split("."))
            return OpenNumber(label, shape, (shape, len(components), 0), ordinal(label, shape), components)
        if shape in _AS_ROMAN and self._is_roman(label, shape, style, level):
            shape = _AS_ROMAN[shape]
        return OpenNumber(label, shape, (shape + style, 1, level), ordinal(label, shape))

    def _is_roman(self, label: str, shape: Shape, style: str, level: int) -> bool:
        """Say whether "(i)", "(v)" or "(c)" goes on with a series of Roman numerals, or begins one."""
        value, place = roman(label.strip("()")), ordinal(label, shape)
        if value is None:
            return False
        series = {n.series: n.value for n in self._open}
        if series.get((_AS_ROMAN[shape] + style, 1, level)) == value - 1 and value > 1:
            return True
        return value == 1 and place is not None and series.get((shape + style, 1, level)) != place - 1

    def _cut(self, opened: OpenNumber) -> int:
        """Return how many of the open numbers stay open above a new one."""
        if opened.shape in ("part", "annex"):
            return 0
        for index, number in enumerate(self._open):
            if opened.shape == "paragraph" and _is_above_paragraphs(number):
                continue
            if opened.shape == "paragraph":
                return index
            if opened.shape == "article" and number.shape not in ("part", "annex"):
                return index
            if opened.components and number.is_item and number.rank is None:
                return index
            above = number.components
            if above and opened.components and opened.components[: len(above)] != above[: len(opened.components) - 1]:
                return index
            if number.series == opened.series:
                return index
        return len(self._open)


def _is_above_paragraphs(number: OpenNumber) -> bool:
    """Say whether paragraphs ("§2") stand under a number: of a part, an annex, an article or a heading."""
    return number.shape in ("part", "annex", "article") or (bool(number.components) and number.rank is not None)


def _repeats(above: OpenNumber, number: OpenNumber) -> bool:
    """Say whether a number contains the one above it: "7.3" under "7" or under "Article 7"."""
    if not number.components:
        return False
    if above.components:
        return number.components[: len(above.components)] == above.components
    named = above.label.split()[-1]
    return (
        above.shape == "article" and len(number.components) > 1 and number.components[0] in (named, str(roman(named)))
    )
