"""What is usual: findings laid beside the norms of the house or the built-in ones."""

from collections.abc import Iterable

from contract_scan.hookspecs import Adjuster, hookimpl
from contract_scan.settings import Settings
from contract_scan_builtins.usual.adjuster import Usual

__all__ = ["Usual", "adjusters"]


@hookimpl
def adjusters(settings: Settings) -> Iterable[Adjuster]:
    """Contribute the comparison."""
    return (Usual(settings.house_limits),)
