"""The built-in report formats."""

from __future__ import annotations

from collections.abc import Iterable

from contract_scan.hookspecs import Reporter, hookimpl
from contract_scan.settings import Settings


@hookimpl
def reporters(settings: Settings) -> Iterable[Reporter]:
    """Contribute the formats of `scan --format`; each is imported here, when a report is written."""
    from contract_scan.report.html import HtmlReporter
    from contract_scan.report.json import JsonLinesReporter, JsonReporter
    from contract_scan.report.markdown import MarkdownReporter
    from contract_scan.report.memo import MemoReporter
    from contract_scan.report.sarif import SarifReporter
    from contract_scan.report.table import CsvReporter, XlsxReporter
    from contract_scan.report.terminal import TerminalReporter

    return (
        TerminalReporter(),
        JsonReporter(),
        JsonLinesReporter(),
        HtmlReporter(),
        MarkdownReporter(),
        MemoReporter(settings.memo_template),
        SarifReporter(),
        CsvReporter(),
        XlsxReporter(),
    )
