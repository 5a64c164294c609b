"""The HTML report: one file, no external request, the document beside the questions."""

from contract_scan.report.html.reporter import HtmlReporter

__all__ = ["HtmlReporter"]
