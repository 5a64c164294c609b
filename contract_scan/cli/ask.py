"""`contract-scan ask FILE`: question letters for the people who may know what the document does not say."""

from __future__ import annotations

from typing import Any

import click

from contract_scan.cli.options import knowledge_options, language, language_option, setup_from
from contract_scan.cli.scan import UNREADABLE
from contract_scan.errors import ReadError
from contract_scan.messages import say

_RULE = "-" * 72


@click.command()
@click.argument("file")
@click.option("--all", "every", is_flag=True)
@click.option("--to", "addressee", type=click.Choice(["researcher", "partner", "finance", "legal", "desk"]))
@knowledge_options
@language_option
@click.pass_context
def ask(context: click.Context, file: str, every: bool, addressee: str | None, knowledge: dict[str, Any]) -> None:
    """Write a short question for each question that the document leaves open."""
    from contract_scan.letters import letters
    from contract_scan.read import read_all
    from contract_scan.report.layout import visible
    from contract_scan.scanning import scan_document

    speak, setup = language(context), setup_from(knowledge)
    failed = False
    for document in read_all(file, setup.readers):
        if isinstance(document, ReadError):
            click.echo(f"contract-scan: {document.sentence(speak)}", err=True)
            failed = True
            continue
        scan = scan_document(document, setup)
        written = [letter for letter in letters(scan, wording(), speak, every=every) if addressee in (None, letter.to)]
        for letter in written:
            click.echo(f"{visible(letter.text)}\n\n{_RULE}\n")
        if not written:
            click.echo(say("ask.nothing", speak, path=document.source.path))
    if failed:
        context.exit(UNREADABLE)


def wording() -> dict[str, Any]:
    """Return whom to ask about each question, and what."""
    from contract_scan.yaml_files import knowledge

    loaded: dict[str, Any] = knowledge("tables", "letters")
    return loaded
