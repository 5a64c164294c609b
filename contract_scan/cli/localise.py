"""Help texts from the message catalogue: code names options, the catalogue says what they do, in each language."""

from __future__ import annotations

import click

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
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            option = f"cli.{key}.options.{parameter.name}"
            shared = f"cli.options.{parameter.name}"
            parameter.help = find(option, language) or find(shared, language) or parameter.help
    if isinstance(command, click.Group):
        for name, child in command.commands.items():
            localise(child, f"{key}.{name}", language)
    return command
