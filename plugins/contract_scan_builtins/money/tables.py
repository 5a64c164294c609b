"""Events in tables: who gives what by the rows and columns of a budget, and what the whole comes to.

A row is read once; a column may be one payer's as well. From the rows come the events, and the plan that shares are of.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from contract_scan.document import Document
from contract_scan.finding import Fact
from contract_scan.gift import Gift
from contract_scan_builtins.money.cast import Cast
from contract_scan_builtins.money.cells import SEVERAL, is_cost, is_in_kind, whole_pattern
from contract_scan_builtins.money.contribution import Contribution, Total
from contract_scan_builtins.money.givers import Giver, Givers
from contract_scan_builtins.money.grid import Row, grids
from contract_scan_builtins.money.lexicon import pattern_of


@dataclass(frozen=True, slots=True)
class Plan:
    """What a table says: its events in reading order, what each payer gives in all, and what that is of.

    `rest` is what the table leaves open of the costs of each of those who work: a column "Other".
    """

    events: tuple[Gift, ...]
    given: tuple[Contribution, ...] = ()
    total: Total | None = None
    rest: Mapping[str, Fact] = field(default_factory=dict)


def plans_of(
    document: Document, cast: Cast, grantor: str | None, givers: Mapping[str, Collection[Decimal]] | None = None
) -> list[Plan]:
    """Return what the tables of a document say, one plan for each table of money.

    `grantor` is who gives what a row or column "Grant" holds, None where that is not known; `givers` are those of whom
    the text says that they give, with how much: a heading may have initials for them, and a column come to that sum.
    """
    tables = (_Table(document, cast, grid, grantor, givers or {}) for grid in grids(document))
    return [plan for table in tables if (plan := table.plan())]


class _Table(Givers):
    """A table that is read: row by row, as a matrix of those who do the work, or across its columns."""

    def plan(self) -> Plan | None:
        """Return what the table says; None where it is not about money."""
        if self._is_matrix:
            return self._matrix()
        events, given, total = self._by_row()
        if not given:
            given, total = self._across()
        return Plan(tuple(events), tuple(given), total) if events or given else None

    def _by_row(self) -> tuple[list[Gift], list[Contribution], Total | None]:
        events: list[Gift] = []
        given: list[Contribution] = []
        total: Total | None = None
        charged: Total | None = None
        for row in self.rows:
            found = self._amounts(row)
            giver = self._giver(row)
            columns = self._given_columns(giver)
            amounts = [found[column] for column in columns if column in found]
            events += self._events(row, giver, amounts, found)
            if self._is_total(row) and found:
                total = _total(amounts or list(found.values())[-1:]) or total
            elif giver and giver.by_expense and amounts and self._begins_as_total(row):
                charged = _total(amounts)  # "Total, to be paid by Acme"
                given.append(self._contribution(row, giver, columns, amounts))
            elif giver and (amounts or (self.payers is not None and self._has_gap(row, columns))):
                given += self._contributions(row, giver, columns, found)
        return events, given, total or charged

    def _events(self, row: Row, giver: Giver | None, amounts: list[Fact], found: dict[int, Fact]) -> Iterator[Gift]:
        if not found or self._is_harm(row):
            return
        named = [(self.named[column], fact) for column, fact in found.items() if column in self.named]
        if giver and amounts and not self._is_total(row):
            how = "row charged" if giver.by_expense else "row"
            for amount in amounts:
                share = self._share(row)
                kind = "own contribution" if giver.own else "money"
                yield Gift(row.span, giver.name, gift=kind, amount=amount, share=share, how=how)  # type: ignore[arg-type]
        elif named:
            for name, amount in named:
                yield Gift(row.span, name, amount=amount, how="column")
        elif self._is_paid(row) or (self.is_of_money and not self._breaks_down):
            yield Gift(row.span, amount=list(found.values())[-1], how="row")

    def _contributions(
        self, row: Row, giver: Giver, columns: list[int], found: Mapping[int, Fact]
    ) -> Iterator[Contribution]:
        """Yield what a row gives: apart what is in a column "In kind", and what is in others."""
        kind = [column for column in columns if is_in_kind(self.headings.get(column, ""))]
        money = [column for column in columns if column not in kind]
        for some in (money, kind) if kind and money else (columns,):
            amounts = [found[column] for column in some if column in found]
            if amounts or some is columns:
                one = self._contribution(row, giver, some, amounts)
                yield replace(one, terms=one.terms | {"in_kind"}, valued=True) if some is kind else one

    def _contribution(self, row: Row, giver: Giver, columns: list[int], amounts: list[Fact]) -> Contribution:
        single = {amount.unit for amount in amounts}
        whole = len(single) == 1 and not self._has_gap(row, columns)
        value = sum((Decimal(amount.value) for amount in amounts), Decimal(0)) if whole else None
        share = self._share(row)
        return Contribution(
            row.cells[self._head(row)],
            giver.name,
            None,
            value,
            amounts[0].unit if whole else None,
            Decimal(share.value) if share else None,
            terms=frozenset({"in_kind"} if self._in_kind(row) else ()),
        )

    @cached_property
    def _own_columns(self) -> list[int]:
        """The columns of what each of those who do the work puts in itself, in money or in kind."""
        return [column for column, text in self.headings.items() if pattern_of("own_columns").search(text)]

    @cached_property
    def _payers_columns(self) -> dict[int, str]:
        """Who pays what a column such as "Paid by the Foundation" or "Grant" holds, in a table of those who work."""
        found = {}
        for column, text in self.headings.items():
            granted = pattern_of("granted_columns").search(text) or pattern_of("from_columns").match(text)
            if not granted or column in self._own_columns:
                continue
            payer = self.named.get(column) or self._giving_in_all(column) or self.grantor
            if payer and self._cells_with_amounts(column) and not pattern_of("rest_columns").search(text):
                found[column] = payer
        return found

    def _giving_in_all(self, column: int) -> str | None:
        """Return of whom the text tells that it gives what a column comes to, where that is one."""
        rows = [row for row in self.rows if not self._is_total(row)]
        total = _total([fact for row in rows for fact in (self._amount(row, column),) if fact])
        giving = [name for name, amounts in self.givers.items() if total and total.amount in amounts]
        return giving[0] if len(giving) == 1 else None

    @cached_property
    def _is_matrix(self) -> bool:
        """Whether the rows are those who do the work, and columns hold what is paid to each."""
        if not self._payers_columns:
            return False
        apart = (*self._payers_columns, *self._own_columns)
        cost = any(is_cost(text) for column, text in self.headings.items() if column not in apart)
        works = any(self._named(row, self._head(row), sure=False) for row in self.rows)
        if not self._own_columns and not (cost and works):
            return False
        headed = pattern_of("payer_columns").search(" ".join(self.headings.values())) is not None
        return headed or bool(self._own_columns)

    def _matrix(self) -> Plan:
        """Read a table of those who do the work: what each puts in, and what each payer gives to it."""
        own, paying = self._own_columns, self._payers_columns
        columns = (c for c, text in self.headings.items() if c not in own and c not in paying and is_cost(text))
        open_to = next((c for c, text in self.headings.items() if pattern_of("rest_columns").search(text)), None)
        rest: dict[str, Fact] = {}
        cost = next(columns, None)
        events: list[Gift] = []
        given: list[Contribution] = []
        sums: dict[int, list[Fact]] = {c: [] for c in (*own, *paying, cost, open_to) if c is not None}
        for row in self.rows:
            if self._is_total(row):
                facts = ((payer, self._amount(row, column)) for column, payer in paying.items())
                events += [Gift(row.span, payer, amount=fact, how="column") for payer, fact in facts if fact]
                continue
            head = self._head(row)
            name = self._named(row, head, sure=False)
            for column, amounts in sums.items():
                amounts += [fact for fact in (self._amount(row, column),) if fact]
            left = self._amount(row, open_to) if open_to is not None else None
            if name and left and Decimal(left.value):
                rest[name] = left
            for column, payer in paying.items():
                got = self._amount(row, column)
                if got and Decimal(got.value):
                    events.append(Gift(row.span, payer, name, amount=got, how="column"))
            for column in own if name else ():
                put = self._amount(row, column)
                if name and put and Decimal(put.value):
                    events.append(Gift(row.span, name, gift="own contribution", amount=put, how="row"))
                    kind = is_in_kind(self.headings[column])
                    terms = frozenset({"in_kind"} if kind else ())
                    amount = Decimal(put.value)
                    given.append(Contribution(row.cells[head], name, None, amount, put.unit, terms=terms, valued=kind))
        for column, payer in paying.items() if self.header is not None else ():
            if paid := _total(sums[column]):
                cell = self.grid.rows[self.header or 0].cells[column]
                given.append(Contribution(cell, payer, None, paid.amount, paid.currency))
        parts = [fact for column in (*own, *paying, open_to) if column is not None for fact in sums[column]]
        return Plan(tuple(events), tuple(given), _total(sums[cost] if cost is not None else parts), rest)

    def _across(self) -> tuple[list[Contribution], Total | None]:
        """Read a table with a column for each payer: what its row "Total" holds under each."""
        last = next((row for row in reversed(self.rows) if self._is_total(row)), None)
        if last is None or len(self.named) < SEVERAL or self.header is None:
            return [], None
        given, total = [], None
        for column, span in self.grid.rows[self.header].cells.items():
            fact = self._amount(last, column) if column in last.cells else None
            if column in self.named:
                value = Decimal(fact.value) if fact else None
                given.append(Contribution(span, self.named[column], None, value, fact.unit if fact else None))
            elif fact and whole_pattern("total_row").match(self.headings[column]):
                total = Total(Decimal(fact.value), fact.unit)
        return given, total


def _total(amounts: Sequence[Fact]) -> Total | None:
    """Return the sum of amounts of one currency; None where there are none, or of several."""
    if not amounts or len({amount.unit for amount in amounts}) != 1:
        return None
    value = sum((Decimal(amount.value) for amount in amounts), Decimal(0))
    return Total(value, amounts[0].unit) if value else None
