"""Countries: the part each plays in a document, and what bears directly on sanctions on the field."""

from collections.abc import Iterable

from contract_scan.hookspecs import Adjuster, Deriver, hookimpl
from contract_scan.settings import Settings
from contract_scan_builtins.countries.deriver import CountryDeriver
from contract_scan_builtins.countries.embargoes import Embargoes

__all__ = ["CountryDeriver", "Embargoes", "adjusters", "derivers"]


@hookimpl
def derivers(settings: Settings) -> Iterable[Deriver]:
    """Contribute the country deriver."""
    return (CountryDeriver(settings.lists),)


@hookimpl
def adjusters() -> Iterable[Adjuster]:
    """Contribute what tells which clauses bear directly on sanctions on the field."""
    return (Embargoes(),)
