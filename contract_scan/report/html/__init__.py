"""The HTML report: one file, no external request, the document beside the questions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contract_scan.scan import Scan


class HtmlReporter:
    """One self-contained page to review on: every quote is linked to its place in the document, and back."""

    name = "html"
    suffix = ".html"
    binary = False

    def report(self, scans: Sequence[Scan], language: str) -> str:
        """Return the page; several scans follow each other on it."""
        from contract_scan.report.html.reporter import html_page

        return html_page(scans, language)
