"""Who funds the work: a view of the events in which somebody gives something (`contract_scan_builtins.money`).

Whom no rule tells, and who is likely by all signs together, is told as possible (`signs`, `weighed`, `likely`).
"""

from collections.abc import Iterable

from contract_scan.hookspecs import Adjuster, Deriver, hookimpl
from contract_scan_builtins.funders.checker import RULE, FunderChecker, checkers
from contract_scan_builtins.funders.likely import DoubtfulFunders, LikelyFunders
from contract_scan_builtins.funders.payers import Payers
from contract_scan_builtins.shared.trade import Trade

__all__ = ["RULE", "FunderChecker", "adjusters", "checkers", "derivers"]


@hookimpl
def derivers() -> Iterable[Deriver]:
    """Contribute the weighing of possible funders."""
    return (LikelyFunders(),)


@hookimpl
def adjusters() -> Iterable[Adjuster]:
    """Contribute the weighing of what rules tell, what says who pays, and what says that a price funds no research."""
    return (DoubtfulFunders(), Payers(), Trade())
