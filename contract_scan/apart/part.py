"""What marks a contribution as one of a plugin in a process of its own, without importing what such a process needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from contract_scan.document import Document
from contract_scan.finding import Finding


class Part:
    """A contribution of a plugin from outside. It sets itself the bound of time that it is given."""

    bounds_itself = True
    name = ""

    def check(self, document: Document, found: Sequence[Finding] = ()) -> Iterator[Finding]:
        """Yield what it finds in a view, given what was found before; nothing where it is no checker."""
        yield from ()
