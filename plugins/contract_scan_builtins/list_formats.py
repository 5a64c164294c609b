"""The formats of reference lists that come with contract-scan."""

from __future__ import annotations

from collections.abc import Iterable

from contract_scan.hookspecs import hookimpl
from contract_scan.lists.model import ListFormat


@hookimpl
def lists() -> Iterable[ListFormat]:
    """Contribute one format a kind of list."""
    from contract_scan_builtins._list_formats import eu, nro, others, un, us

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
