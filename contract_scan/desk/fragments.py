"""The review page's own part of a document's page, made once in each language and kept beside the document."""

from __future__ import annotations

import hashlib
from functools import cache

from contract_scan.desk.reading import reading
from contract_scan.desk.record import Record
from contract_scan.messages import LANGUAGES
from contract_scan.report.html.reporter import pages, resource

_TEMPLATES = (
    "bar",
    "card",
    "controls",
    "document",
    "filters",
    "pages",
    "provenance",
    "questions",
    "sources",
    "summary",
)


@cache
def version() -> str:
    """Return what changes whenever a page would be made otherwise."""
    from contract_scan import __version__

    seen = "".join(resource(f"{name}.html.j2") for name in _TEMPLATES)
    return hashlib.sha256(f"{__version__}{seen}".encode()).hexdigest()[:12]


def fragment(record: Record, language: str) -> str:
    """Return the review page's part in a language, as it was kept, or made now and kept.

    Raises `OSError` or `ValueError` where the document was not read, or by a version that kept it in another form.
    """
    path = record.folder / f"page.{language}.{version()}.html"
    if path.is_file():
        return path.read_text(encoding="utf-8")
    text = pages([one.scan for one in reading(record)], language)
    record.keep(path.name, text.encode())
    return text


def prepare(record: Record) -> None:
    """Make the part in every language, so that nobody waits for it when they open the page."""
    for language in LANGUAGES:
        fragment(record, language)
