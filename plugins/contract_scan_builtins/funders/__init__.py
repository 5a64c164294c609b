"""Who funds the work: a view of the events in which somebody gives something (`contract_scan_builtins.money`)."""

from contract_scan_builtins.funders.checker import RULE, FunderChecker, checkers

__all__ = ["RULE", "FunderChecker", "checkers"]
