"""Money: the events in which somebody gives something for the work, and the map of who gives which part of it."""

from contract_scan_builtins.money.checker import (
    ONE_SIDED_RULE,
    SHARE,
    GiftDeriver,
    MoneyChecker,
    checkers,
    derivers,
)

__all__ = ["ONE_SIDED_RULE", "SHARE", "GiftDeriver", "MoneyChecker", "checkers", "derivers"]
