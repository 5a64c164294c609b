"""`contract-scan scan`: read, check, answer and report."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from contract_scan.cli.options import (
    knowledge_options,
    language,
    language_option,
    setting_options,
    settings_from,
    setup_from,
)
from contract_scan.decisions import Decisions, load_decisions
from contract_scan.errors import ReadError, UsageError
from contract_scan.messages import say
from contract_scan.whole_file import is_one_of, write_whole

if TYPE_CHECKING:
    from contract_scan.hookspecs import Reporter
    from contract_scan.scan import Scan
    from contract_scan.setup import Setup

UNREADABLE, FOUND, PART_FAILED = 1, 3, 4


class OutputError(UsageError):
    """The report could not be written, or its format does not exist."""

    area = "cli"


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option("--format", "form", default="terminal", metavar="NAME")
@click.option("--output", "-o", type=click.Path(path_type=Path), metavar="PATH")
@click.option("--password-file", type=click.Path(path_type=Path), metavar="PATH")
@click.option("--decisions", type=click.Path(path_type=Path), metavar="PATH")
@click.option("--fail-on", multiple=True, metavar="KIND")
@click.option("--full", is_flag=True)
@click.option("--question", metavar="ID")
@click.option("--rule", metavar="ID")
@knowledge_options
@setting_options
@language_option
@click.pass_context
def scan(
    context: click.Context,
    files: tuple[str, ...],
    form: str,
    output: Path | None,
    password_file: Path | None,
    decisions: Path | None,
    fail_on: tuple[str, ...],
    full: bool,
    question: str | None,
    rule: str | None,
    knowledge: dict[str, Any],
) -> None:
    """Scan documents and lay what they say under the indicator questions."""
    files = within_folders(files)
    settings = settings_from(knowledge, files[0])
    speak = language(context)
    setup = setup_from(knowledge, files[0])
    refuse_unknown_names(fail_on, setup)
    reporter = narrowed(find_reporter(setup, form), setup, full=full, question=question, rule=rule)
    refuse_bytes_on_a_terminal(reporter, output)
    reading = {"ocr": settings["ocr"], "password": read_password(password_file), "limits": settings["limits"]}
    scans, unreadable = [], 0
    known = load_decisions(decisions) if decisions else None
    from contract_scan.read.failures import unread_document
    from contract_scan.scanning import scan_document

    for result in scanned(files, setup, reading, speak, known):
        if isinstance(result, ReadError):
            click.echo(f"contract-scan: {result.sentence(speak)}", err=True)
            unreadable += 1
            result = scan_document(unread_document(result), setup)
        if form == "jsonl" and output is None:
            click.echo(reported(reporter, [result], speak), nl=False)
            scans.append(result)
        else:
            scans.append(result)
    if scans and not (form == "jsonl" and output is None):
        write(reported(reporter, scans, speak), output, speak, (*files, decisions, password_file))
    context.exit(exit_code(scans, unreadable, fail_on))


def within_folders(files: Sequence[str]) -> tuple[str, ...]:
    """Return the files as given, a folder as all files in it. Raises `OutputError` for an empty one."""
    found: list[str] = []
    for file in files:
        if not Path(file).is_dir():
            found.append(file)
            continue
        inside = sorted(str(p) for p in Path(file).rglob("*") if p.is_file() and not _is_hidden(p.relative_to(file)))
        if not inside:
            raise OutputError("empty_folder", path=file)
        found += inside
    return tuple(found)


def _is_hidden(path: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.parts)


def refuse_unknown_names(fail_on: Sequence[str], setup: Setup) -> None:
    """Raise `OutputError` for a name of `--fail-on` that no finding can have, with the names that are known."""
    kinds = {meaning.kind for meaning in setup.meanings.values()}
    questions = {question.id for question in setup.questions.questions}
    for name in fail_on:
        if name not in kinds | questions | set(setup.meanings):
            known = ", ".join((*sorted(kinds), *sorted(questions)))
            raise OutputError("unknown_fail_on", name=name, known=known)


def narrowed(reporter: Reporter, setup: Setup, *, full: bool, question: str | None, rule: str | None) -> Reporter:
    """Return the reporter with what it is to show. Raises `OutputError` for an unknown question, rule or format."""
    from contract_scan.report.terminal import TerminalReporter

    if not (full or question or rule):
        return reporter
    if not isinstance(reporter, TerminalReporter):
        raise OutputError("only_terminal")
    questions = [one.id for one in setup.questions.questions]
    if question and question not in questions:
        raise OutputError("unknown_question", name=question, known=", ".join(questions))
    if rule and rule not in setup.meanings and not rule.startswith("linear."):
        raise OutputError("unknown_rule", name=rule)
    return TerminalReporter(full, question or "", rule or "")


def refuse_bytes_on_a_terminal(reporter: Reporter, output: Path | None) -> None:
    """Raise `OutputError` for a report in bytes that would be written to a terminal."""
    if reporter.binary and output is None and sys.stdout.isatty():
        raise OutputError("bytes_on_terminal", name=reporter.name, suffix=reporter.suffix)


def scanned(
    files: Sequence[str], setup: Setup, reading: dict[str, Any], speak: str, decisions: Decisions | None = None
) -> Iterator[Scan | ReadError]:
    """Yield a scan, or the error, of every document in every file; a progress bar runs on a terminal."""
    from contract_scan.read import read_all
    from contract_scan.scanning import scan_document

    for file in progress(files, speak):
        for document in read_all(file, setup.readers, **reading):
            yield document if isinstance(document, ReadError) else scan_document(document, setup, decisions)


def progress(files: Sequence[str], speak: str) -> Iterator[str]:
    """Yield the files; with several of them, and standard error a terminal, a bar shows how far we are."""
    if len(files) < 2 or not sys.stderr.isatty():
        yield from files
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        yield from bar.track(files, description=say("cli.scan.progress", speak))


def find_reporter(setup: Setup, name: str) -> Reporter:
    """Return the reporter of a format. Raises `OutputError` naming those there are."""
    reporters: dict[str, Reporter] = {}
    for contribution in setup.plugins.contributions("reporters"):
        reporters.setdefault(contribution.value.name, contribution.value)
    if name not in reporters:
        raise OutputError("unknown_format", name=name, known=", ".join(sorted(reporters)))
    return reporters[name]


def reported(reporter: Reporter, scans: Sequence[Scan], speak: str) -> str | bytes:
    """Return the report; a reporter may be a stranger's. Raises `OutputError` where it fails or returns no report."""
    from contract_scan.apart.errors import named
    from contract_scan.guard import guarded

    outcome = guarded(lambda: reporter.report(scans, speak), 0)
    if isinstance(outcome.value, str | bytes):
        return outcome.value
    if isinstance(outcome.error, KeyboardInterrupt | UsageError):
        raise outcome.error
    raise OutputError("reporter_failed", name=reporter.name, error=named(outcome.error or outcome.value))


def read_password(path: Path | None) -> str | None:
    """Return the first line of a password file, or what CONTRACT_SCAN_PASSWORD holds; never a command-line value."""
    import os

    if path is None:
        return os.environ.get("CONTRACT_SCAN_PASSWORD")
    try:
        return path.read_text(encoding="utf-8").partition("\n")[0].rstrip("\r")
    except (OSError, UnicodeDecodeError):
        raise OutputError("no_password_file", path=str(path)) from None


def write(report: str | bytes, output: Path | None, speak: str, inputs: Iterable[str | Path | None] = ()) -> None:
    """Write the report to a file, named on standard error, or to standard output.

    Raises `OutputError` where it cannot be written, or would be written over one of the inputs.
    """
    if output is None:
        click.echo(report, nl=False)
        return
    try:
        if is_one_of(output, inputs):
            raise OutputError("over_input", path=str(output))
        write_whole(output, report if isinstance(report, bytes) else click.unstyle(report).encode())
    except OSError as error:
        raise OutputError("unwritable", path=str(output), error=error.strerror or type(error).__name__) from None
    click.echo(say("cli.scan.written", speak, path=output), err=True)


def exit_code(scans: Sequence[Scan], unreadable: int, fail_on: Sequence[str]) -> int:
    """Return the exit code: unreadable goes before `--fail-on`, and that before a part that failed."""
    if unreadable:
        return UNREADABLE
    found = {value for s in scans for f in s.findings for value in (f.kind, f.rule, *f.questions)}
    if found.intersection(fail_on):
        return FOUND
    return PART_FAILED if any(s.failures for s in scans) else 0
