"""Options that several commands share, and what they prepare."""

from __future__ import annotations

import datetime
import functools
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from contract_scan.errors import UsageError
from contract_scan.messages import DEFAULT

if TYPE_CHECKING:
    from contract_scan.config import Value
    from contract_scan.settings import Settings
    from contract_scan.setup import Setup

Command = Callable[..., Any]


def language(context: click.Context) -> str:
    """Return the language of this run."""
    return str(getattr(context.find_root().command, "language", DEFAULT))


def given_language(context: click.Context) -> str:
    """Return the language that `--lang` or CONTRACT_SCAN_LANG asks for; empty where neither does."""
    return str(getattr(context.find_root().command, "asked", ""))


def language_option(command: Command) -> Command:
    """Add `--lang`; its value was already taken from the arguments before anything was shown."""
    return click.option("--lang", type=click.Choice(["en", "nl"]), expose_value=False)(command)


def knowledge_options(command: Command) -> Command:
    """Add `--plugin`, `--rules`, `--questions` and `--config`; the command receives them as one `knowledge` mapping."""

    @functools.wraps(command)
    def wrapped(
        plugin: tuple[str, ...], rules: tuple[Path, ...], questions: str | None, config: Path | None, **rest: Any
    ) -> Any:
        options = {"plugins": plugin, "rules": tuple(map(str, rules)), "questions": questions}
        return command(knowledge={"options": options, "config": config}, **rest)

    existing = click.Path(exists=True, path_type=Path)
    for option in (
        click.option("--config", type=click.Path(path_type=Path), metavar="PATH", envvar="CONTRACT_SCAN_CONFIG"),
        click.option("--questions", metavar="NAME"),
        click.option("--rules", multiple=True, type=existing, metavar="FOLDER"),
        click.option("--plugin", multiple=True, metavar="FILE.py"),
    ):
        wrapped = option(wrapped)
    return wrapped


#: The settings that only scanning asks for, with the option of each.
SCAN_SETTINGS: dict[str, dict[str, Any]] = {
    "ocr": {"type": click.Choice(["auto", "always", "never"])},
    "lists": {"metavar": "FOLDER"},
    "list_ages": {"metavar": "KIND=DAYS", "multiple": True},
    "names": {"metavar": "PIPELINE", "multiple": True},
    "institution": {"metavar": "NAME", "multiple": True},
    "house_limits": {"metavar": "PATH"},
    "memo_template": {"metavar": "PATH"},
    "seconds_per_checker": {"metavar": "SECONDS"},
    "limits": {"metavar": "NAME=NUMBER", "multiple": True},
    "suppress": {"metavar": "RULE=REASON", "multiple": True},
    "disabled": {"metavar": "PLUGIN", "multiple": True},
    "plugin_settings": {"metavar": "PLUGIN.NAME=VALUE", "multiple": True},
}
_SPELLING = {
    "list_ages": "--list-age",
    "limits": "--limit",
    "disabled": "--disable",
    "plugin_settings": "--plugin-setting",
}


def setting_options(command: Command) -> Command:
    """Add an option for every other setting; stands under `knowledge_options`, whose mapping it adds them to."""

    @functools.wraps(command)
    def wrapped(knowledge: dict[str, Any], **rest: Any) -> Any:
        own = {name: rest.pop(name) for name in SCAN_SETTINGS}
        return command(knowledge={**knowledge, "options": {**knowledge["options"], **own}}, **rest)

    for name, how in reversed(SCAN_SETTINGS.items()):
        wrapped = click.option(_SPELLING.get(name, f"--{name.replace('_', '-')}"), name, **how)(wrapped)
    return wrapped


def values_from(knowledge: dict[str, Any], document: str | Path | None = None) -> dict[str, Value]:
    """Return every setting for a document with where it comes from: option, environment, configuration file, default.

    A configuration file beside the document also decides the language of this run where nobody asked for one.
    """
    from contract_scan.config import Value, effective

    start = Path(document).parent if document and str(document) != "-" else Path.cwd()
    values = effective(start, os.environ, knowledge["options"], given=knowledge["config"])
    group = click.get_current_context().find_root().command
    if getattr(group, "asked", ""):
        spoken = values["language"].value
        from_variable = values["language"].origin == "CONTRACT_SCAN_LANG" and spoken == group.language  # type: ignore[attr-defined]
        values["language"] = values["language"] if from_variable else Value(group.language, "option")  # type: ignore[attr-defined]
    elif values["language"].value:
        group.language = values["language"].value  # type: ignore[attr-defined]
    return values


def settings_from(
    knowledge: dict[str, Any], document: str | None = None, password_file: Path | None = None
) -> Settings:
    """Return the settings of this run, for a document: as options, environment and configuration files say.

    The password is never a value on the command line: it is the first line of a file, or what a variable holds. Raises
    `ConfigError`, `PasswordError`.
    """
    from contract_scan.settings import Settings

    values = {name: value.value for name, value in values_from(knowledge, document).items()}
    return Settings(**values, today=datetime.date.today(), password=read_password(password_file))


def setup_from(knowledge: dict[str, Any], document: str | None = None) -> Setup:
    """Return everything a scan needs, as options, environment and configuration say."""
    from contract_scan.setup import prepare_with

    return prepare_with(settings_from(knowledge, document))


class PasswordError(UsageError):
    """The password file could not be read."""

    area = "cli"


def read_password(path: Path | None) -> str | None:
    """Return the first line of a password file, or what CONTRACT_SCAN_PASSWORD holds; never a command-line value."""
    if path is None:
        return os.environ.get("CONTRACT_SCAN_PASSWORD")
    try:
        return path.read_text(encoding="utf-8").partition("\n")[0].rstrip("\r")
    except (OSError, UnicodeDecodeError):
        raise PasswordError("no_password_file", path=str(path)) from None
