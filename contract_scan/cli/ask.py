"""`contract-scan ask FILE`: question letters for the people who may know what the document does not say."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from contract_scan.cli.documents import Documents
from contract_scan.cli.options import knowledge_options, language, language_option, setup_from
from contract_scan.errors import UsageError
from contract_scan.messages import say
from contract_scan.whole_file import write_whole

if TYPE_CHECKING:
    from contract_scan.letters import Letter

_RULE = "-" * 72


class LettersError(UsageError):
    """The letters could not be written."""

    area = "ask"


@click.command()
@click.argument("file")
@click.option("--all", "every", is_flag=True)
@click.option("--to", "addressee", type=click.Choice(["researcher", "partner", "finance", "legal", "desk"]))
@click.option("--format", "form", type=click.Choice(["text", "docx", "eml"]), default="text")
@click.option("--output", "-o", type=click.Path(path_type=Path), metavar="FOLDER")
@knowledge_options
@language_option
@click.pass_context
def ask(
    context: click.Context,
    file: str,
    every: bool,
    addressee: str | None,
    form: str,
    output: Path | None,
    knowledge: dict[str, Any],
) -> None:
    """Write a letter for each person who may know what the document leaves open."""
    from contract_scan.dossier import dossier_of
    from contract_scan.letters import letters
    from contract_scan.runner.fork import read_all_bounded
    from contract_scan.scanning import scan_document

    if form != "text" and output is None:
        raise LettersError("no_folder", form=form)
    speak, setup = language(context), setup_from(knowledge)
    found = Documents(read_all_bounded(file, setup.readers, setup.settings), speak)
    for document in found:
        dossier = dossier_of(scan_document(document, setup))
        written = [one for one in letters(dossier, speak, every=every) if addressee in (None, one.to)]
        for letter in written:
            _give(letter, form, output, Path(document.source.path).stem, speak)
        if not written:
            click.echo(say("ask.nothing", speak, path=document.source.path))
    context.exit(found.exit_code)


def _give(letter: Letter, form: str, output: Path | None, stem: str, speak: str) -> None:
    """Print a letter, or write it to a file of its own. Raises `LettersError`."""
    from contract_scan.letters.forms import SUFFIXES, formed
    from contract_scan.report.layout import visible

    if output is None:
        click.echo(f"{visible(letter.text)}\n\n{_RULE}\n")
        return
    path = output / f"{stem}-{say(f'ask.file.{letter.to}', speak)}{SUFFIXES[form]}"
    try:
        output.mkdir(parents=True, exist_ok=True)
        write_whole(path, formed(letter, form))
    except OSError as error:
        raise LettersError("unwritable", path=str(path), error=error.strerror or type(error).__name__) from None
    click.echo(say("cli.scan.written", speak, path=path), err=True)
