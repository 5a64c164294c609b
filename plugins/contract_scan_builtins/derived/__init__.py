"""Evidence computed from other findings, and what it bears on."""

from collections.abc import Iterable

from contract_scan.hookspecs import Adjuster, Deriver, hookimpl
from contract_scan.settings import Settings
from contract_scan_builtins.derived.adjuster import Scholars
from contract_scan_builtins.derived.deriver import Derived
from contract_scan_builtins.derived.long_delay import LongDelay

__all__ = ["Derived", "LongDelay", "Scholars", "adjusters", "derivers"]


@hookimpl
def derivers(settings: Settings) -> Iterable[Deriver]:
    """Contribute the computations, and the comparison of delays of publication."""
    return (Derived(), LongDelay(settings.house_limits))


@hookimpl
def adjusters() -> Iterable[Adjuster]:
    """Contribute what lays evidence on scholars and guests under its questions."""
    return (Scholars(),)
