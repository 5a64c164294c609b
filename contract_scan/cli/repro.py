"""`contract-scan repro`: a masked minimal document of a false hit or a miss, shown before it is written."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from contract_scan.cli.consent import agree
from contract_scan.cli.options import (
    knowledge_options,
    language,
    language_option,
    setting_options,
    settings_from,
)
from contract_scan.cli.scan import write
from contract_scan.cli.text import placed_text
from contract_scan.messages import say

if TYPE_CHECKING:
    from contract_scan.read.request import ReadRequest
    from contract_scan.repro.make import Reproduction
    from contract_scan.scan import Scan
    from contract_scan.setup import Setup

#: The document was made, but what it was made for no longer shows in it.
NOT_REPRODUCED = 1


@click.command()
@click.argument("file", metavar="FILE")
@click.option("--finding", type=int, metavar="N")
@click.option("--rule", metavar="ID")
@click.option("--text", "words", metavar="TEXT")
@click.option("--keep", multiple=True, metavar="WORDS")
@click.option("--output", "-o", type=click.Path(path_type=Path), metavar="PATH")
@click.option("--yes", is_flag=True)
@click.option("--password-file", type=click.Path(path_type=Path), metavar="PATH")
@knowledge_options
@setting_options
@language_option
@click.pass_context
def repro(
    context: click.Context,
    file: str,
    finding: int | None,
    rule: str | None,
    words: str | None,
    keep: tuple[str, ...],
    output: Path | None,
    yes: bool,
    password_file: Path | None,
    knowledge: dict[str, Any],
) -> None:
    """Write a masked minimal document that reproduces a false hit or a miss."""
    from contract_scan.repro.make import finding_of, for_finding, for_words
    from contract_scan.setup import prepare_with

    settings = settings_from(knowledge, file, password_file)
    speak = language(context)
    setup = prepare_with(settings)
    request, scan = scanned(file, setup)
    if finding is None and not words:
        click.echo("\n".join(choices(scan, speak)))
        return
    made = (
        for_words(request, scan, setup, words, keep)
        if words
        else for_finding(request, scan, setup, finding_of(scan, finding or 0, rule), keep)
    )
    click.echo("\n".join(shown(made, speak)))
    target = output or Path(f"repro{'-' + made.before[0] if made.before and not words else ''}{made.suffix}")
    agreed(target, yes, speak)
    write(made.data, target, speak)
    context.exit(0 if made.reproduces else NOT_REPRODUCED)


def scanned(file: str, setup: Setup) -> tuple[ReadRequest, Scan]:
    """Return what was read and its scan. Raises `ReadError`."""
    from contract_scan.read import ReadRequest
    from contract_scan.read.files import load
    from contract_scan.runner.fork import read_bounded
    from contract_scan.scanning import scan_document

    settings = setup.settings
    limits, password = settings.limits, settings.password
    request = ReadRequest(file, load(file, limits), settings.ocr, password, limits)
    document = read_bounded(file, setup.readers, settings, request.data)
    return request, scan_document(document, setup)


def choices(scan: Scan, speak: str) -> Iterator[str]:
    """Yield the findings with the numbers that they have in every report, by which `--finding` takes them."""
    from contract_scan.report.layout import shortened, wrapped
    from contract_scan.report.phrases import place
    from contract_scan.repro.make import numbered_findings

    yield say("repro.choose", speak)
    for number, finding in numbered_findings(scan):
        text = f"{finding.rule}, {place(finding, speak)}: {shortened(finding.quote, 100)}"
        yield wrapped(text, first=f"({number}) ")


def shown(made: Reproduction, speak: str) -> Iterator[str]:
    """Yield everything that would leave, and whether the rule still fires."""
    from contract_scan.report.layout import visible

    yield say("repro.leaves", speak)
    yield ""
    yield from map(visible, placed_text(made.document, made.document, speak))
    if made.document.original is not None:
        yield ""
        yield say("repro.original", speak)
        yield from map(visible, placed_text(made.document.original, made.document, speak))
    yield ""
    rules = {"rules": ", ".join(made.rules) or say("repro.none", speak), "before": ", ".join(made.before) or "–"}
    yield say("repro.reproduces" if made.reproduces else "repro.lost", speak, **rules)
    if made.needed:
        yield say("repro.keep", speak, words=", ".join(f"--keep {word!r}" for word in made.needed))


def agreed(target: Path, yes: bool, speak: str) -> None:
    """Ask whether the document may be written; where nobody can be asked, `--yes` must have been given."""
    from contract_scan.repro.make import ReproError

    if yes:
        return
    if not sys.stdin.isatty():
        raise ReproError("not_agreed")
    if not agree(say("repro.ask", speak, path=target), speak):
        raise click.Abort
