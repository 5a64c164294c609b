"""Options that several commands share, and what they prepare."""

from __future__ import annotations

import datetime
import functools
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
    """Add `--plugin`, `--rules` and `--questions`; the command receives them as one `knowledge` mapping."""

    @functools.wraps(command)
    def wrapped(plugin: tuple[Path, ...], rules: tuple[Path, ...], questions: str | None, **rest: Any) -> Any:
        return command(knowledge={"plugin": plugin, "rules": rules, "questions": questions}, **rest)

    existing = click.Path(exists=True, path_type=Path)
    for option in (
        click.option("--questions", metavar="NAME"),
        click.option("--rules", multiple=True, type=existing, metavar="FOLDER"),
        click.option("--plugin", multiple=True, type=click.Path(path_type=Path), metavar="FILE.py"),
    ):
        wrapped = option(wrapped)
    return wrapped


def setup_from(knowledge: dict[str, Any]) -> Setup:
    """Return everything a scan needs, as the options say."""
    from contract_scan.setup import DEFAULT_QUESTIONS, prepare

    return prepare(
        plugin_files=knowledge["plugin"],
        rule_folders=knowledge["rules"],
        questions=knowledge["questions"] or DEFAULT_QUESTIONS,
        today=datetime.date.today(),
    )
