"""Help texts from the message catalogue: code names options, the catalogue says what they do, in each language."""

from __future__ import annotations

import click

from contract_scan.cli.placeholders import localise_placeholders
from contract_scan.messages import find


def localise(command: click.Command, key: str, language: str) -> click.Command:
    """Fill in the help of a command, its options and its sub-commands. Returns the command.

    Keys: ``cli.KEY.help``, ``.short``, ``.examples`` and ``cli.KEY.options.NAME``; what the catalogue lacks stays as
    the code has it.
    """
    command.help = find(f"cli.{key}.help", language) or command.help
    command.short_help = find(f"cli.{key}.short", language) or command.short_help
    examples = find(f"cli.{key}.examples", language)
    if examples:
        title = find("cli.examples", language) or "Examples"
        command.epilog = "\b\n" + f"{title}:\n" + "\n".join("  " + line for line in examples.strip().splitlines())
    _begin_anew(command, language)
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            option = f"cli.{key}.options.{parameter.name}"
            shared = f"cli.options.{parameter.name}"
            parameter.help = find(option, language) or find(shared, language) or parameter.help
    if isinstance(command, click.Group):
        for name, child in command.commands.items():
            localise(child, f"{key}.{name}", language)
    return command


def adopt(command: click.Command, language: str) -> click.Command:
    """Have a stranger's command show what click adds to it in a language; its own words stay. Returns the command."""
    _begin_anew(command, language)
    if isinstance(command, click.Group):
        for child in command.commands.values():
            adopt(child, language)
    return command


def _begin_anew(command: click.Command, language: str) -> None:
    """Name placeholders in a language, and let go of the option `--help`, which click keeps as it was made first."""
    if getattr(command, "_help_option", None) is not None:
        command._help_option = None
    localise_placeholders(command, language)
