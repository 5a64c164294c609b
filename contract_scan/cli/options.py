"""Options that several commands share, and what they prepare."""

from __future__ import annotations

import datetime
import functools
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from contract_scan.messages import DEFAULT

if TYPE_CHECKING:
    from contract_scan.setup import Setup

Command = Callable[..., Any]


def language(context: click.Context) -> str:
    """Return the language of this run."""
    return str(getattr(context.find_root().command, "language", DEFAULT))


def language_option(command: Command) -> Command:
    """Add `--lang`; its value was already taken from the arguments before anything was shown."""
    return click.option("--lang", type=click.Choice(["en", "nl"]), expose_value=False)(command)


def knowledge_options(command: Command) -> Command:
    """Add `--plugin`, `--rules`, `--questions` and `--config`; the command receives them as one `knowledge` mapping."""

    @functools.wraps(command)
    def wrapped(
        plugin: tuple[Path, ...], rules: tuple[Path, ...], questions: str | None, config: Path | None, **rest: Any
    ) -> Any:
        options = {"plugins": plugin, "rules": rules, "questions": questions}
        return command(knowledge={"options": options, "config": config}, **rest)

    existing = click.Path(exists=True, path_type=Path)
    for option in (
        click.option("--config", type=click.Path(path_type=Path), metavar="PATH"),
        click.option("--questions", metavar="NAME"),
        click.option("--rules", multiple=True, type=existing, metavar="FOLDER"),
        click.option("--plugin", multiple=True, type=click.Path(path_type=Path), metavar="FILE.py"),
    ):
        wrapped = option(wrapped)
    return wrapped


def settings_from(knowledge: dict[str, Any], document: str | None = None) -> dict[str, Any]:
    """Return the effective settings for a document: options, environment, the configuration files found."""
    from contract_scan.config import effective

    start = Path(document).parent if document and document != "-" else Path.cwd()
    values = effective(start, os.environ, knowledge["options"], given=knowledge["config"])
    settings = {name: value.value for name, value in values.items()}
    for name, variable in (("lists", "CONTRACT_SCAN_LISTS"), ("memo_template", "CONTRACT_SCAN_MEMO_TEMPLATE")):
        if settings[name] is not None:
            os.environ[variable] = str(settings[name])
    return settings


def setup_from(knowledge: dict[str, Any], document: str | None = None) -> Setup:
    """Return everything a scan needs, as options, environment and configuration say."""
    from contract_scan.setup import DEFAULT_QUESTIONS, prepare

    settings = settings_from(knowledge, document)
    return prepare(
        plugin_files=settings["plugins"],
        rule_folders=settings["rules"],
        questions=settings["questions"] or DEFAULT_QUESTIONS,
        today=datetime.date.today(),
        suppress=settings["suppress"],
        seconds=settings["seconds_per_checker"],
    )
