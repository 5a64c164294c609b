"""`contract-scan batch`: a whole archive of documents, and reports on it."""

from __future__ import annotations

import contextlib
import hashlib
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from contract_scan.cli.entry import ENDING, signals
from contract_scan.cli.options import (
    knowledge_options,
    language,
    language_option,
    setting_options,
    settings_from,
)
from contract_scan.cli.scan import PART_FAILED, STOPPED, UNREADABLE, OutputError
from contract_scan.messages import say
from contract_scan.whole_file import is_one_of, write_stream

if TYPE_CHECKING:
    from contract_scan.batch.run import Batch, Outcome
    from contract_scan.batch.scans import Kept
    from contract_scan.runner.flow import Engine
    from contract_scan.runner.progress import How
    from contract_scan.settings import Settings

#: Formats of `batch report`: the module and function that writes each, and the file ending.
FORMATS: dict[str, tuple[str, str]] = {
    "jsonl": ("contract_scan.batch.report:write_json_lines", ".jsonl"),
    "csv": ("contract_scan.batch.report:write_csv", ".csv"),
    "xlsx": ("contract_scan.batch.workbook:write_workbook", ".xlsx"),
    "html": ("contract_scan.batch.overview:write_overview", ".html"),
}


class _BatchGroup(click.Group):
    """A group whose first command need not be named: `batch FOLDER --into RESULTS` is `batch run FOLDER …`."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command named, or `run` where none is."""
        return super().resolve_command(ctx, args if args and args[0] in self.commands else ["run", *args])

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Let options before the inputs be those of `run`."""
        if args and args[0] not in self.commands and args[0] not in ("-h", "--help"):
            args = ["run", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_BatchGroup)
def batch() -> None:
    """Scan an archive of documents, and report on it."""


@batch.command("run")
@click.argument("inputs", metavar="FOLDER|LIST|-")
@click.option("--into", "results", type=click.Path(path_type=Path, file_okay=False), required=True, metavar="RESULTS")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N")
@click.option("--dask", metavar="ADDRESS|FILE")
@click.option("--send", is_flag=True)
@click.option("--progress", type=click.Choice(["auto", "json", "none"]), default="auto")
@click.option("--password-file", type=click.Path(path_type=Path), metavar="PATH")
@knowledge_options
@setting_options
@language_option
@click.pass_context
def run_(
    context: click.Context,
    inputs: str,
    results: Path,
    jobs: int | None,
    dask: str | None,
    send: bool,
    progress: How,
    password_file: Path | None,
    knowledge: dict[str, Any],
) -> None:
    """Scan what has no result yet, and write a manifest of all."""
    from contract_scan.batch.asked import asked_of
    from contract_scan.batch.inputs import inputs_of
    from contract_scan.batch.results import Results
    from contract_scan.batch.run import Batch
    from contract_scan.setup import prepare_with

    settings = settings_from(knowledge, inputs, password_file)
    speak = language(context)
    asked = asked_of(settings, prepare_with(settings))
    paths = inputs_of(inputs, results)
    wanted = Batch(paths, asked, Results(results), speak, unlocks=settings.password is not None)
    outcome, stopped = _ran(wanted, _engine(settings, jobs, dask, send=send), progress)
    key = "batch.stopped" if stopped else "batch.done"
    counts = {state: outcome.count(state) for state in ("done", "skipped", "failed")}
    if stopped:
        counts["done"] += counts["skipped"]
    click.echo(say(key, speak, **counts, total=len(paths), path=results), err=True)
    context.exit(STOPPED if stopped else _exit_code(outcome))


def _ran(batch: Batch, engine: AbstractContextManager[Engine], how: How) -> tuple[Outcome, bool]:
    """Run a batch, and return what came of it and whether somebody stopped it half-way."""
    from contract_scan.batch.run import Run
    from contract_scan.runner.progress import progress_for

    running = Run(batch)
    stopped = False
    try:
        with (
            _ended_by_signals(),
            progress_for(how, len(batch.inputs), batch.language) as progress,
            engine as scanning,
        ):
            running.run(scanning, progress)
    except KeyboardInterrupt:
        stopped = True
    outcome = running.finish()
    for row in outcome.rows.values():
        for error in row.errors:
            click.echo(f"contract-scan: {error.text}", err=True)
    return outcome, stopped


def _engine(settings: Settings, jobs: int | None, dask: str | None, *, send: bool) -> AbstractContextManager[Engine]:
    """Return what scans: processes here, or the workers of a cluster."""
    if dask is None:
        from contract_scan.runner.pool import Pool

        return Pool(settings, jobs)
    from contract_scan.runner.cluster import Cluster

    return Cluster(settings, dask, send=send)


@contextlib.contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Let the signals by which schedulers and terminals end a job stop us as ^C does: the manifest is written."""
    before = [(one, signal.signal(one, signal.default_int_handler)) for one in signals(ENDING)]
    try:
        yield
    finally:
        for one, handler in before:
            signal.signal(one, handler)


def _exit_code(outcome: Outcome) -> int:
    if any(row.errors for row in outcome.rows.values()):
        return UNREADABLE
    return PART_FAILED if any(row.parts_failed for row in outcome.rows.values()) else 0


def settings_for_dask() -> Path:
    """Return where the settings for Dask schedulers and workers stand."""
    from importlib.resources import files

    return Path(str(files("contract_scan.runner").joinpath("dask.yaml")))


@batch.command("dask-settings")
@language_option
def dask_settings() -> None:
    """Print where the settings for Dask schedulers and workers stand."""
    click.echo(str(settings_for_dask()))


@batch.command("report")
@click.argument("results", type=click.Path(path_type=Path, file_okay=False), metavar="RESULTS")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="html", metavar="NAME")
@click.option("--output", "-o", type=click.Path(path_type=Path), metavar="PATH")
@language_option
@click.pass_context
def report_(context: click.Context, results: Path, form: str, output: Path | None) -> None:
    """Write a report on a batch from its results."""
    import importlib

    from contract_scan.batch.errors import BatchError
    from contract_scan.batch.scans import kept_in

    speak = language(context)
    place, suffix = FORMATS[form]
    module, name = place.split(":")
    writer: Callable[[Kept, IO[bytes], str], None] = getattr(importlib.import_module(module), name)
    kept = kept_in(results)
    _refuse_what_was_read(output, kept)
    if output is None:
        if form != "jsonl" and sys.stdout.isatty():
            raise BatchError("no_output", name=form, suffix=suffix)
        writer(kept, sys.stdout.buffer, speak)
        return
    try:
        with write_stream(output) as out:
            writer(kept, out, speak)
    except OSError as error:
        raise OutputError("unwritable", path=str(output), error=error.strerror or type(error).__name__) from None
    click.echo(say("batch.report_written", speak, inputs=kept.inputs, path=output), err=True)


def _refuse_what_was_read(output: Path | None, kept: Kept) -> None:
    """Raise `OutputError` for a report over a document of the batch, wherever it stands now, or over its results."""
    if output is None or not output.is_file():
        return
    rows = list(kept.rows())
    ours = [kept.results.manifest, *(kept.results.folder / row.result for row in rows if row.result)]
    if is_one_of(output, [*ours, *(row.path for row in rows)]) or _digest(output) in {row.sha256 for row in rows}:
        raise OutputError("over_input", path=str(output))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
