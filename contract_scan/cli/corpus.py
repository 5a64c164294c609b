"""`contract-scan corpus`: labelled agreements in the form of other tools."""

from __future__ import annotations

from pathlib import Path

import click

from contract_scan.cli.options import language, language_option
from contract_scan.messages import say


@click.group()
@language_option
def corpus() -> None:
    """Labelled agreements in the form of other tools."""


@corpus.command("export")
@click.argument("agreements", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="AGREEMENTS")
@click.option("--spacy", "folder", required=True, type=click.Path(file_okay=False, path_type=Path), metavar="FOLDER")
@language_option
@click.pass_context
def export(context: click.Context, agreements: Path, folder: Path) -> None:
    """Write labelled agreements for training."""
    from contract_scan.for_spacy.export import export as written

    for path, documents, spans in written(agreements, folder):
        values = {"path": path, "documents": documents, "spans": spans}
        click.echo(say("cli.corpus.export.written", language(context), **values))
