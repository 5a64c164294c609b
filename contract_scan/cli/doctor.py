"""`contract-scan doctor`: what this installation has, what is missing, and what to do about it."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from contract_scan import __version__
from contract_scan.cli.options import knowledge_options, language, language_option, setup_from
from contract_scan.cli.scan import PART_FAILED
from contract_scan.errors import ContractScanError
from contract_scan.guard import guarded
from contract_scan.messages import say
from contract_scan.report.layout import wrapped

if TYPE_CHECKING:
    from contract_scan.setup import Setup

LIBRARIES = ("click", "pluggy", "python-docx", "lxml", "pypdfium2", "pdfplumber", "pypdf", "PyYAML", "rapidfuzz")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: its name, whether it is in order (None: optional and absent), and what there is to say."""

    name: str
    fine: bool | None
    text: str


@click.command()
@knowledge_options
@language_option
@click.pass_context
def doctor(context: click.Context, knowledge: dict[str, Any]) -> None:
    """Check this installation."""
    setup = setup_from(knowledge)
    speak = language(context)
    checks = list(examined(setup, speak))
    for check in checks:
        sign = {True: "✓", False: "✗", None: "–"}[check.fine]
        click.echo(wrapped(check.text, first=f"{sign} {check.name}: "))
    if any(check.fine is False for check in checks):
        context.exit(PART_FAILED)


def examined(setup: Setup, speak: str) -> Iterator[Check]:
    """Yield every check."""
    fine = sys.version_info >= (3, 11)
    yield Check("Python", fine, f"{platform.python_version()} ({platform.system()})")
    yield Check("contract-scan", True, __version__)
    for name in LIBRARIES:
        yield _library(name, speak)
    yield _program("tesseract", ("tesseract", "--list-langs"), "nld", speak)
    yield _program("LibreOffice", ("soffice", "--version"), "", speak)
    yield from _pipelines(setup, speak)
    yield from _plugins(setup, speak)
    yield from _lists(setup, speak)
    yield from _folders(setup, speak)


def _library(name: str, speak: str) -> Check:
    try:
        return Check(name, True, importlib.metadata.version(name))
    except importlib.metadata.PackageNotFoundError:
        return Check(name, False, say("doctor.library", speak, name=name))


def _program(name: str, command: tuple[str, ...], wanted: str, speak: str) -> Check:
    """Look for an optional program, and in its output for what it must bring."""
    key = name.lower()
    if shutil.which(command[0]) is None:
        return Check(name, None, say(f"doctor.{key}.absent", speak))
    try:
        run = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return Check(name, False, say(f"doctor.{key}.absent", speak))
    if wanted and wanted not in run.stdout.split():
        return Check(name, False, say(f"doctor.{key}.incomplete", speak))
    first = (run.stdout or run.stderr).strip().splitlines()
    return Check(name, True, first[0] if first and not wanted else say("doctor.present", speak))


def _pipelines(setup: Setup, speak: str) -> Iterator[Check]:
    """Look for spaCy pipelines: those that are used are loaded, so that what is wrong with one is said here."""
    used = [part.value for part in setup.derivers if callable(getattr(part.value, "ready", None))]
    for deriver in used:
        error = guarded(deriver.ready, 0).error
        sentence = error.sentence(speak) if isinstance(error, ContractScanError) else type(error).__name__
        models = ", ".join(f"{name} {version}".strip() for name, version in deriver.models.items())
        text = say("doctor.spacy_used", speak, models=models)
        yield Check("spaCy", error is None, text if error is None else sentence)
    found = ", ".join(sorted({point.name for point in importlib.metadata.entry_points(group="spacy_models")}))
    if not found and not used:
        yield Check("spaCy", None, say("doctor.spacy", speak))
    elif not used:
        missing = importlib.util.find_spec("spacy") is None
        yield Check(
            "spaCy", None, say("doctor.spacy_missing" if missing else "doctor.spacy_unused", speak, found=found)
        )


def _plugins(setup: Setup, speak: str) -> Iterator[Check]:
    from contract_scan.report.phrases import failure_sentence

    rules = len(setup.pack.meanings)
    text = say("doctor.knowledge", speak, rules=rules, languages=", ".join(sorted(setup.languages)))
    yield Check(say("doctor.rules", speak), rules > 0, text)
    yield Check("plugins", True, ", ".join(sorted(setup.plugins.versions)))
    for failure in setup.failures:
        yield Check(failure.name, False, failure_sentence(failure, speak))


def _lists(setup: Setup, speak: str) -> Iterator[Check]:
    from contract_scan.report.phrases import list_names

    for edition in setup.lists:
        key = "doctor.list_old" if edition.old else "doctor.list"
        text = say(key, speak, edition=edition.edition, rows=edition.rows, kind=edition.kind)
        yield Check(edition.kind, None if edition.old else True, text)
    for kind in ("eu", "un"):
        if kind not in {e.kind.partition(".")[0] for e in setup.lists}:
            yield Check(kind, None, say("gaps.list_missing", speak, titles=list_names((kind,), speak), list=kind))


def _folders(setup: Setup, speak: str) -> Iterator[Check]:
    from contract_scan.lists.store import lists_folder

    lists = setup.settings.lists or lists_folder()
    for name, folder in ((say("doctor.lists_folder", speak), lists), (say("doctor.here", speak), Path.cwd())):
        fine = _writable(folder)
        yield Check(name, fine, f"{folder}" if fine else say("doctor.unwritable", speak, path=folder))


def _writable(folder: Path) -> bool:
    """Say whether a file can be written in a folder, or in the nearest one above it that exists."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    try:
        handle, name = tempfile.mkstemp(dir=folder)
    except OSError:
        return False
    os.close(handle)
    Path(name).unlink()
    return True
