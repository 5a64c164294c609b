"""Terms of imported term lists (such as the annex of a bill) that a document uses, at their first place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from contract_scan.document import Document, Span
from contract_scan.finding import Finding
from contract_scan.lists.model import ListEntry
from contract_scan.lists.store import Lists


def terms_found(document: Document, lists: Lists) -> Iterator[Finding]:
    """Yield one finding a list and entry; words match whole, any letter case, any white space between them."""
    for stored in lists.of_kind("terms"):
        for entry in stored.entries():
            match = _pattern(entry).search(document.text)
            if match:
                span = Span(*match.span())
                yield Finding(
                    kind="sensitive_technology",
                    span=span,
                    quote=match[0],
                    rule="lists.term",
                    attributes={
                        "list": stored.manifest.name,
                        "edition": stored.manifest.edition,
                        "term": entry.name,
                        "entry": entry.id,
                        "programme": entry.programme,
                    },
                    marked=(span,),
                )


def _pattern(entry: ListEntry) -> re.Pattern[str]:
    terms = [entry.name, *(name.text for name in entry.names)]
    words = "|".join(r"\s+".join(map(re.escape, term.split())) for term in sorted(terms, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
