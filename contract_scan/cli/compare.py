"""`contract-scan compare OLD NEW`: the difference between two drafts, or between two language versions."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from contract_scan.cli.options import knowledge_options, language, language_option, read_password, setup_from
from contract_scan.cli.scan import PART_FAILED, write

if TYPE_CHECKING:
    from contract_scan.compare.report import Comparison


@click.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option("--format", "form", type=click.Choice(["terminal", "json", "html"]), default="terminal")
@click.option("--output", "-o", type=click.Path(path_type=Path), metavar="PATH")
@click.option("--decisions", type=click.Path(path_type=Path), metavar="PATH")
@click.option("--password-file", type=click.Path(path_type=Path), metavar="PATH")
@knowledge_options
@language_option
@click.pass_context
def compare(
    context: click.Context,
    old: str,
    new: str,
    form: str,
    output: Path | None,
    decisions: Path | None,
    password_file: Path | None,
    knowledge: dict[str, Any],
) -> None:
    """Compare two drafts: what changed in the text, and what that means."""
    from contract_scan.compare.page import html
    from contract_scan.compare.plain import as_json
    from contract_scan.compare.report import terminal

    speak = language(context)
    comparison = compared(old, new, decisions, read_password(password_file), knowledge)
    make = {"terminal": terminal, "json": as_json, "html": html}[form]
    write(make(comparison, speak), output, speak, (old, new, decisions, password_file))
    if comparison.old.failures or comparison.new.failures:
        context.exit(PART_FAILED)


def compared(old: str, new: str, decisions: Path | None, password: str | None, knowledge: dict[str, Any]) -> Comparison:
    """Return the comparison. Raises `ReadError` for a draft that cannot be read."""
    from contract_scan.compare.comparing import compared_scans
    from contract_scan.decisions import load_decisions
    from contract_scan.runner.fork import read_bounded
    from contract_scan.scanning import scan_document

    setup = setup_from(knowledge, new)
    settings = replace(setup.settings, password=password)
    before, after = (scan_document(read_bounded(path, setup.readers, settings), setup) for path in (old, new))
    return compared_scans(before, after, load_decisions(decisions) if decisions else None)
