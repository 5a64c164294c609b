"""Reference lists: the formats that come with contract-scan, and the names of a document matched against them."""

from __future__ import annotations

from collections.abc import Iterable

from contract_scan.hookspecs import Deriver, hookimpl
from contract_scan.lists.model import ListFormat
from contract_scan.settings import Settings
from contract_scan_builtins.lists.matches import ListMatches

__all__ = ["ListMatches", "derivers", "lists"]


@hookimpl
def derivers(settings: Settings) -> Iterable[Deriver]:
    """Contribute the matcher of names against lists."""
    return (ListMatches(settings.lists),)


@hookimpl
def lists() -> Iterable[ListFormat]:
    """Contribute one format a kind of list; each is imported when lists are read."""
    from contract_scan_builtins.lists.formats import eu, nro, others, un, us

    return (
        eu.EuFormat(),
        un.UnFormat(),
        nro.NroFormat(),
        us.Us1286Format(),
        us.CslFormat(),
        others.OpenSanctionsFormat(),
        others.AspiFormat(),
        others.OwidFormat(),
        others.RorFormat(),
        others.TermsFormat(),
    )
