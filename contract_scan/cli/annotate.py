"""`contract-scan annotate` and `absorb`: comments into a copy, and the reviewer's answers back out of it."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from contract_scan.cli.options import knowledge_options, language, language_option, settings_from
from contract_scan.cli.scan import PART_FAILED, OutputError, write
from contract_scan.messages import say
from contract_scan.read.request import Ocr
from contract_scan.whole_file import is_one_of

_ENDINGS = {"docx": ".reviewed.docx", "pdf": ".reviewed.pdf"}


@click.command()
@click.argument("file", metavar="FILE")
@click.option("--output", "-o", type=click.Path(path_type=Path), metavar="PATH")
@click.option("--ocr", type=click.Choice(["auto", "always", "never"]))
@click.option("--password-file", type=click.Path(path_type=Path), metavar="PATH")
@knowledge_options
@language_option
@click.pass_context
def annotate(
    context: click.Context,
    file: str,
    output: Path | None,
    ocr: Ocr | None,
    password_file: Path | None,
    knowledge: dict[str, Any],
) -> None:
    """Write a copy with the findings as comments."""
    from contract_scan.annotate.word import AnnotateError
    from contract_scan.read.files import load
    from contract_scan.read.request import ReadRequest
    from contract_scan.runner.fork import read_bounded
    from contract_scan.scanning import scan_document
    from contract_scan.setup import prepare_with

    speak = language(context)
    settings = settings_from(knowledge, file, password_file)
    setup = prepare_with(settings)
    data = load(file, settings.limits)
    how: Ocr = ocr or settings.ocr
    request = ReadRequest(file, data, how, settings.password, settings.limits)
    document = read_bounded(file, setup.readers, replace(settings, ocr=how), data)
    scan = scan_document(document, setup)
    form = document.source.format
    if form not in _ENDINGS or document.source.path != file:
        kind = form if document.source.path == file else Path(file).suffix.lstrip(".")
        raise AnnotateError("no_copy", path=file, format=kind)
    target = output or Path(file).with_suffix(_ENDINGS[form])
    if file != "-" and is_one_of(target, [file]):
        raise AnnotateError("same_file", path=file)
    if os.path.isfile(target) and target.stat().st_size:  # noqa: PTH113 - as for `is_one_of`
        raise AnnotateError("copy_exists", path=str(target))
    write(_copy(form, request, scan, speak), target, speak, (file, password_file))
    if scan.failures:
        context.exit(PART_FAILED)


def _copy(form: str, request: Any, scan: Any, speak: str) -> bytes:
    if form == "pdf":
        from contract_scan.annotate.pdf import annotated_pdf

        return annotated_pdf(request, scan, speak)
    from contract_scan.annotate.word import annotated_word

    return annotated_word(request, scan, speak)


@click.command()
@click.argument("file", metavar="REVIEWED.docx")
@click.option("--output", "-o", type=click.Path(path_type=Path), metavar="PATH")
@click.option("--draft", type=click.Path(path_type=Path), metavar="PATH")
@language_option
@click.pass_context
def absorb(context: click.Context, file: str, output: Path | None, draft: Path | None) -> None:
    """Read the reviewer's replies back into a decisions file."""
    from contract_scan.annotate.absorb import absorb as absorbed_from
    from contract_scan.decisions import load_decisions, save_decisions
    from contract_scan.read.files import load
    from contract_scan.read.request import Limits

    speak = language(context)
    about = ("", "")
    if draft is not None:
        about = (str(draft), hashlib.sha256(load(str(draft), Limits())).hexdigest())
    absorbed = absorbed_from(load(file, Limits()), file, about)
    target = output or Path(file).with_suffix(".decisions.json")
    if is_one_of(target, (file, draft)):
        raise OutputError("over_input", path=str(target))
    decisions = absorbed.decisions
    if not decisions.answers and not decisions.findings:
        click.echo(say("annotate.nothing_said", speak, count=len(absorbed.undecided), path=file))
        return
    if target.exists():
        decisions = load_decisions(target).merged_with(decisions)
    save_decisions(decisions, target)
    click.echo(
        say(
            "annotate.absorbed",
            speak,
            answers=len(absorbed.decisions.answers),
            decisions=len(absorbed.decisions.findings),
            undecided=len(absorbed.undecided),
        )
    )
    click.echo(say("cli.scan.written", speak, path=target), err=True)
