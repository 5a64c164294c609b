"""The words in capitals that stand for a value in help and errors (FILE, [OPTIONS]), in the language of a run."""

from __future__ import annotations

import re
from weakref import WeakKeyDictionary

import click

from contract_scan.messages import DEFAULT, find

_WORD = re.compile(r"[A-Z]{2,}(?: [A-Z]{2,})*")
#: What the code has for each parameter and command, so that a run in another language can begin from it.
_WRITTEN: WeakKeyDictionary[click.Parameter, str | None] = WeakKeyDictionary()
_USAGE: WeakKeyDictionary[click.Command, tuple[str | None, str]] = WeakKeyDictionary()


def localise_placeholders(command: click.Command, language: str) -> None:
    """Name what a command asks for in a language; English is as the code has it."""
    options, rest = _USAGE.setdefault(command, (command.options_metavar, getattr(command, "subcommand_metavar", "")))
    command.options_metavar = options and said(options, language)
    if isinstance(command, click.Group):
        command.subcommand_metavar = said(rest, language)
    for parameter in command.params:
        written = _WRITTEN.setdefault(parameter, parameter.metavar)
        shown = written if language == DEFAULT else written or _usual(parameter)
        parameter.metavar = shown and said(shown, language)


def said(placeholder: str, language: str) -> str:
    """Return a placeholder with its words in a language; what has no translation stays."""
    if language == DEFAULT:
        return placeholder
    return _WORD.sub(lambda word: find(f"placeholders.{word[0]}", language) or word[0], placeholder)


def _usual(parameter: click.Parameter) -> str | None:
    """Return what click shows where the code says nothing; None for what shows no word, or the choices."""
    if isinstance(parameter.type, click.Choice) or getattr(parameter, "is_flag", False) or parameter.nargs != 1:
        return None
    if isinstance(parameter, click.Option):
        return parameter.type.name.upper()
    return (parameter.name or "").upper() if parameter.required else None
