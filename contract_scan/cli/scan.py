"""`contract-scan scan`: read, check, answer and report."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from contract_scan.cli.options import (
    knowledge_options,
    language,
    language_option,
    setting_options,
    settings_from,
)
from contract_scan.decisions import load_decisions
from contract_scan.errors import ReadError, UsageError
from contract_scan.messages import say
from contract_scan.trace import show
from contract_scan.whole_file import is_one_of, write_stream, write_whole

if TYPE_CHECKING:
    from contract_scan.hookspecs import Reporter
    from contract_scan.report.terminal import TerminalReporter
    from contract_scan.runner.progress import How
    from contract_scan.runner.scans import Plan
    from contract_scan.scan import Scan
    from contract_scan.setup import Setup

UNREADABLE, FOUND, PART_FAILED, STOPPED = 1, 3, 4, 130
#: The topic of what the linear reader proposes; it has no rule file.
LINEAR = "linear"


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
@click.option("--topic", metavar="NAME")
@click.option("--traceback", is_flag=True)
@click.option("--jobs", type=click.IntRange(min=1), metavar="N")
@click.option("--progress", type=click.Choice(["auto", "json", "none"]), default="auto")
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
    topic: str | None,
    traceback: bool,
    jobs: int | None,
    progress: How,
    knowledge: dict[str, Any],
) -> None:
    """Scan documents and lay what they say under the indicator questions."""
    from contract_scan.report.terminal import TerminalReporter
    from contract_scan.runner.scans import Plan, jobs_for
    from contract_scan.setup import prepare_with

    files = within_folders(files)
    settings = replace(settings_from(knowledge, files[0], password_file), traceback=traceback)
    speak = language(context)
    setup = prepare_with(settings)
    refuse_unknown_names(fail_on, setup)
    reporter = narrowed(
        find_reporter(setup, form), setup, TerminalReporter(full, question or "", rule or "", topic or "")
    )
    refuse_bytes_on_a_terminal(reporter, output)
    inputs = (*files, decisions, password_file)
    refuse_inputs(output, inputs)
    known = load_decisions(decisions) if decisions else None
    told = Told(fail_on)
    processes = jobs_for(len(files), 0 if traceback else jobs)
    found = told.heard(Plan(files, processes, known), setup, progress, speak)
    if form == "jsonl":
        write_each(reporter, found, output, speak, traceback=traceback)
    else:
        scans = list(found)
        if scans:
            write(reported(reporter, scans, speak, traceback=traceback), output, speak, inputs)
    if told.stopped:
        click.echo(say("cli.scan.stopped", speak, done=told.files, total=len(files)), err=True)
    context.exit(told.exit_code)


class Told:
    """What a run comes to: how many files were scanned, whether it was stopped, and so its exit code."""

    def __init__(self, fail_on: Sequence[str]) -> None:
        self._fail_on = frozenset(fail_on)
        self.files = 0
        self.stopped = self._unreadable = self._found = self._failed = False

    def heard(self, plan: Plan, setup: Setup, how: How, speak: str) -> Iterator[Scan]:
        """Yield the scans; an error is one sentence on standard error, and ^C ends them."""
        from contract_scan.runner.progress import progress_for
        from contract_scan.runner.scans import scans

        progress = progress_for(how, len(plan.files), speak)
        try:
            with progress:
                for scan, error in scans(plan, setup, progress.hear):
                    if error is not None:
                        show(error.__cause__, asked=setup.settings.traceback)
                        progress.say(f"contract-scan: {error.sentence(speak)}")
                    self._count(scan, error)
                    yield scan
        except KeyboardInterrupt:
            self.stopped, self.files = True, progress.tally.ended

    def _count(self, scan: Scan, error: ReadError | None) -> None:
        self._unreadable = self._unreadable or error is not None
        self._failed = self._failed or bool(scan.failures)
        self._found = self._found or any(
            not self._fail_on.isdisjoint((f.kind, f.rule, *f.questions)) for f in scan.findings
        )

    @property
    def exit_code(self) -> int:
        """Stopped goes before unreadable, that before `--fail-on`, and that before a part that failed."""
        codes = ((self.stopped, STOPPED), (self._unreadable, UNREADABLE), (self._found, FOUND))
        return next((code for true, code in codes if true), PART_FAILED if self._failed else 0)


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


def narrowed(reporter: Reporter, setup: Setup, wanted: TerminalReporter) -> Reporter:
    """Return the reporter that shows what is wanted. Raises `OutputError` for what no report can show."""
    if not (wanted.full or wanted.question or wanted.rule or wanted.topic):
        return reporter
    if not isinstance(reporter, type(wanted)):
        raise OutputError("only_terminal")
    questions = [one.id for one in setup.questions.questions]
    if wanted.question and wanted.question not in questions:
        raise OutputError("unknown_question", name=wanted.question, known=", ".join(questions))
    topics = sorted({meaning.topic for meaning in setup.meanings.values()} | {LINEAR})
    if wanted.topic and wanted.topic not in topics:
        raise OutputError("unknown_topic", name=wanted.topic, known=", ".join(topics))
    if wanted.rule and wanted.rule not in setup.meanings and not wanted.rule.startswith(f"{LINEAR}."):
        raise OutputError("unknown_rule", name=wanted.rule)
    return wanted


def refuse_bytes_on_a_terminal(reporter: Reporter, output: Path | None) -> None:
    """Raise `OutputError` for a report in bytes that would be written to a terminal."""
    if reporter.binary and output is None and sys.stdout.isatty():
        raise OutputError("bytes_on_terminal", name=reporter.name, suffix=reporter.suffix)


def find_reporter(setup: Setup, name: str) -> Reporter:
    """Return the reporter of a format. Raises `OutputError` naming those there are."""
    reporters: dict[str, Reporter] = {}
    for contribution in setup.plugins.contributions("reporters"):
        reporters.setdefault(contribution.value.name, contribution.value)
    if name not in reporters:
        raise OutputError("unknown_format", name=name, known=", ".join(sorted(reporters)))
    return reporters[name]


def reported(reporter: Reporter, scans: Sequence[Scan], speak: str, *, traceback: bool = False) -> str | bytes:
    """Return the report; a reporter may be a stranger's, and with `traceback` it is shown where it raised.

    Raises `OutputError` where it fails or returns no report.
    """
    from contract_scan.apart import given
    from contract_scan.errors import RemoteError, named
    from contract_scan.guard import guarded

    outcome = guarded(lambda: given.reported(reporter, scans, speak), 0)
    if not isinstance(outcome.error, RemoteError | UsageError | KeyboardInterrupt):
        show(outcome.error, asked=traceback)
    if isinstance(outcome.value, str | bytes):
        return outcome.value
    if isinstance(outcome.error, KeyboardInterrupt | UsageError):
        raise outcome.error
    raise OutputError("reporter_failed", name=reporter.name, error=named(outcome.error or outcome.value))


def refuse_inputs(output: Path | None, inputs: Iterable[str | Path | None]) -> None:
    """Raise `OutputError` for a report that would be written over one of the inputs."""
    if output is not None and is_one_of(output, inputs):
        raise OutputError("over_input", path=str(output))


def write_each(
    reporter: Reporter, scans: Iterable[Scan], output: Path | None, speak: str, *, traceback: bool = False
) -> None:
    """Write the report of each scan as it comes, so that none is kept. Raises `OutputError` as `write` does."""
    if output is None:
        for scan in scans:
            click.echo(reported(reporter, [scan], speak, traceback=traceback), nl=False)
        return
    first = next(iter(scans := iter(scans)), None)
    if first is None:
        return  # stopped before anything was scanned: what is there stays
    try:
        with write_stream(output) as out:
            for scan in chain((first,), scans):
                report = reported(reporter, [scan], speak, traceback=traceback)
                out.write(report if isinstance(report, bytes) else report.encode())
    except OSError as error:
        raise OutputError("unwritable", path=str(output), error=error.strerror or type(error).__name__) from None
    click.echo(say("cli.scan.written", speak, path=output), err=True)


def write(report: str | bytes, output: Path | None, speak: str, inputs: Iterable[str | Path | None] = ()) -> None:
    """Write the report to a file, named on standard error, or to standard output.

    Raises `OutputError` where it cannot be written, or would be written over one of the inputs.
    """
    if output is None:
        click.echo(report, nl=False)
        return
    refuse_inputs(output, inputs)
    try:
        write_whole(output, report if isinstance(report, bytes) else click.unstyle(report).encode())
    except OSError as error:
        raise OutputError("unwritable", path=str(output), error=error.strerror or type(error).__name__) from None
    click.echo(say("cli.scan.written", speak, path=output), err=True)
