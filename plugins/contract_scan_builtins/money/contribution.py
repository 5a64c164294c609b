"""A contribution: who pays, to whom, how much, in which currency, once or again and again."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from contract_scan.document import Span
from contract_scan.finding import Fact, Value


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one payer gives, as one sentence or table row states it.

    `amount` is None where the text gives none; `percentage` (0 to 100) is a share that the text itself states, 100 for
    "all costs"; `period` is how often it is paid ("year"), None for once.
    `terms` are what else the sentence says: in_kind, instalments, conditional, clawback, recurring; `valued` says that
    the amount is what something given in kind is worth; `rest`, that it is what others leave, however much that is.
    """

    span: Span
    payer: str
    payee: str | None = None
    amount: Decimal | None = None
    currency: str | None = None
    percentage: Decimal | None = None
    period: str | None = None
    terms: frozenset[str] = frozenset()
    facts: tuple[Fact, ...] = ()
    valued: bool = False
    rest: bool = False

    def attributes(self) -> dict[str, Value]:
        """Return the attributes of a finding, without a share."""
        found: dict[str, Value] = {"payer": self.payer}
        if self.payee:
            found["payee"] = self.payee
        if self.amount is not None:
            found["amount"] = f"{self.amount.normalize():f}"
            found["currency"] = self.currency
        found.update(dict.fromkeys(sorted(self.terms), True))
        return found


@dataclass(frozen=True, slots=True)
class Total:
    """The whole that contributions are a part of, as the text states it; `period` is how often it is due."""

    amount: Decimal
    currency: str | None
    period: str | None = None
