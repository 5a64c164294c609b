"""How long each rule may take for one view of a document, so that a slow one costs itself and no other."""

from __future__ import annotations

from dataclasses import field

from contract_scan.nouns import dataclass

#: Seconds that one rule may take on one view of a document. A rule takes some thousandths of one.
SECONDS = 5.0


@dataclass(slots=True)
class Budget:
    """What rules have spent on one view, by the ordinal of their matcher; 0 seconds sets no limit.

    `stopped` are those that took longer, in the order in which they were stopped.
    """

    seconds: float = SECONDS
    spent: dict[int, float] = field(default_factory=dict)
    stopped: dict[int, None] = field(default_factory=dict)

    def charge(self, ordinal: int, seconds: float) -> None:
        """Charge a rule with time; it is stopped once it has spent too much."""
        spent = self.spent.get(ordinal, 0.0) + seconds
        self.spent[ordinal] = spent
        if self.seconds and spent > self.seconds:
            self.stopped[ordinal] = None
