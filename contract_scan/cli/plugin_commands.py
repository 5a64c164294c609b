"""Commands of plugins: entry points in a group of their own, so that none is imported before it is run."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING

from contract_scan.errors import PluginError, named

if TYPE_CHECKING:
    import click

GROUP = "contract_scan.commands"


class CommandError(PluginError):
    """A plugin's command cannot be run."""

    area = "cli"


@cache
def plugin_commands() -> Mapping[str, EntryPoint]:
    """Return the commands that installed plugins name, in order of name; of two of one name the first."""
    found: dict[str, EntryPoint] = {}
    for point in sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value)):
        found.setdefault(point.name, point)
    return found


def origin(point: EntryPoint) -> str:
    """Return the distribution that a command comes from, with its version."""
    return f"{point.dist.name} {point.dist.version}" if point.dist else point.module


def load_command(point: EntryPoint) -> click.Command:
    """Import a command. Raises `CommandError` where that fails or it is none."""
    import click

    try:
        command = point.load()
    except (Exception, SystemExit) as error:  # a stranger's code
        name = named(error)
        raise CommandError("command.not_loaded", name=point.name, plugin=origin(point), error=name) from error
    if not isinstance(command, click.Command):
        error_name = named(command)
        raise CommandError("command.not_loaded", name=point.name, plugin=origin(point), error=error_name)
    return command
