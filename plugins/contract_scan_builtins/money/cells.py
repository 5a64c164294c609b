"""What the cells of a table say: its headings, and the amounts, shares and words under them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from functools import cache, cached_property

from contract_scan.document import Document, Span
from contract_scan.expressions import compiled
from contract_scan.facts import find_facts
from contract_scan.facts.number import value_of
from contract_scan.finding import Fact
from contract_scan.rules.folding import words_of as folded_words
from contract_scan_builtins.money.cast import Cast
from contract_scan_builtins.money.grid import Grid, Row, currency_of
from contract_scan_builtins.money.lexicon import lexicon, pattern_of
from contract_scan_builtins.shared.wordlists import any_of, words_of

#: Headings stand in one of the first rows; so many rows with a known payer make a table of payers.
HEADINGS, SEVERAL = 3, 2
#: A bare number that is plainly one of money where the words above a table tell a currency.
_IN_THOUSANDS = compiled(r"\s*(?:\d{1,3}(?:[.,\u00a0 ]\d{3})+|0)\s*\Z")
_BARE = re.compile(r"\s*(\d[\d.,\u00a0 ]*)(?:,?[-–—]{1,2})?\s*")
_PER_CENT = compiled(r"\s*(\d{1,3}(?:[.,]\d{1,2})?)\s?(?:%|per\scent|procent)\s*", re.IGNORECASE)


class Cells:
    """A table of which the headings are known."""

    def __init__(
        self, document: Document, cast: Cast, grid: Grid, grantor: str | None, givers: Mapping[str, Collection[Decimal]]
    ) -> None:
        self.document, self.cast, self.grid, self.grantor, self.givers = document, cast, grid, grantor, givers
        self.header = self._header()
        cells = grid.rows[self.header].cells if self.header is not None else {}
        self.headings = {column: document.quote(span) for column, span in cells.items()}
        self.rows = grid.rows[self.header + 1 :] if self.header is not None else grid.rows
        self.currency = currency_of(grid.title)

    def _header(self) -> int | None:
        """Return the row of headings: one with a heading for payers, or else the first with several words."""
        first = self.grid.rows[:HEADINGS]
        payers = whole_pattern("payer_columns")
        named = (
            i
            for i, row in enumerate(first)
            if any(payers.fullmatch(self.document.quote(c)) for c in row.cells.values())
        )
        return next(named, next((i for i, row in enumerate(first) if self._is_header(row)), None))

    def _is_header(self, row: Row) -> bool:
        """Say whether a row holds headings: several cells with words, and no amount."""
        filled = [self.document.quote(span) for span in row.cells.values() if self.document.quote(span).strip()]
        amounts = any(find_facts(text, row.language, ("amount",)) for text in filled)
        return not amounts and (len(filled) > 1 or len(row.cells) == 1)

    def _cells_with_amounts(self, column: int) -> int:
        return sum(self._amount(row, column) is not None for row in self.rows if column in row.cells)

    @cached_property
    def is_of_money(self) -> bool:
        """Whether the words above the table or its headings speak of money."""
        language = self.grid.rows[0].language
        return is_tagged(" ".join((self.grid.title, *self.headings.values())), language, "money_heading")

    @cached_property
    def _breaks_down(self) -> bool:
        """Whether the rows are what the money is spent on, and not who pays it or when."""
        return pattern_of("item_columns").search(self.headings.get(min(self.headings, default=0), "")) is not None

    def _is_paid(self, row: Row) -> bool:
        """Say whether the head of a row says that it is paid: "Cost sharing to be provided by the Institute"."""
        return is_tagged(self._text(row, min(row.cells)), row.language, "source")

    def _is_harm(self, row: Row) -> bool:
        return is_tagged(self.document.quote(row.span), row.language, "harm")

    def _in_kind(self, row: Row) -> bool:
        words = words_of("money", "in_kind")
        return any(word in self._text(row, column).lower() for column in row.cells for word in words)

    def _share(self, row: Row) -> Fact | None:
        """Return the share that a row states in a cell of its own; None where none or several do."""
        if any(map(is_cost, self.headings.values())):
            return None  # of what a partner's own work costs, and not of the whole
        found = [(span, _PER_CENT.fullmatch(self.document.quote(span))) for span in row.cells.values()]
        shares = [Fact("percentage", span, match[1].replace(",", ".")) for span, match in found if match]
        return shares[0] if len(shares) == 1 and Decimal(shares[0].value) <= 100 else None

    def _every_amount(self, row: Row) -> dict[int, Fact]:
        return {column: fact for column in row.cells if (fact := self._amount(row, column)) is not None}

    def _amount(self, row: Row, column: int) -> Fact | None:
        """Return the amount of a cell; a bare number takes its currency from the heading of its column or the table."""
        if column not in row.cells:
            return None
        span, heading = row.cells[column], self.headings.get(column, "")
        text = self.document.quote(span)
        if facts := find_facts(text, row.language, ("amount",), span.start):
            return _whole_of(self.document, span, facts)
        number = _BARE.fullmatch(text)
        currency = currency_of(heading) or (self.currency if number and _IN_THOUSANDS.match(number[1]) else None)
        value = value_of(number.group(1).strip(), None) if number and currency else None
        return None if value is None else Fact("amount", span, f"{value.normalize():f}", currency)

    def _text(self, row: Row, column: int) -> str:
        return self.document.quote(row.cells[column])


def is_cost(heading: str) -> bool:
    """Say whether a column holds what the work costs, and not what somebody gives: "Total cost (EUR)"."""
    apart = pattern_of("own_columns").search(heading) or pattern_of("payments").search(heading)
    return pattern_of("pure_costs").search(heading) is not None and apart is None


def is_in_kind(heading: str) -> bool:
    """Say whether a column holds what is given in kind: "In kind"."""
    return any(word in heading.lower() for word in words_of("money", "in_kind"))


def _whole_of(document: Document, span: Span, facts: Sequence[Fact]) -> Fact:
    """Return the amount of a cell that counts: "EUR 900 a month, in all EUR 9,000" is the latter."""
    in_all = (fact for fact in facts if _in_all().search(document.text[span.start : fact.span.start]))
    return next(in_all, facts[0])


@cache
def _in_all() -> re.Pattern[str]:
    return compiled(rf"(?<!\w)(?:{any_of(words_of('money', 'in_all'))}|total|totaal)\W{{0,3}}\Z", re.IGNORECASE)


@cache
def whole_pattern(key: str) -> re.Pattern[str]:
    """Return the expression for the words of a list at the head of a cell, with brackets and a colon behind them."""
    return compiled(rf"\s*(?:{any_of(words_of('money', key))})\s*(?:\(.*\))?\s*:?\s*(?!\w)", re.IGNORECASE)


def is_tagged(text: str, language: str | None, *tags: str) -> bool:
    """Say whether a text holds a phrase of one of some kinds."""
    hits = lexicon(language).hits(folded_words(text))
    return any(hits.get(tag) for tag in tags)
