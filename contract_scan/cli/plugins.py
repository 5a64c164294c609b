"""`contract-scan plugins`: which plugins loaded, what they contribute, and which failed, by name."""

from __future__ import annotations

from pathlib import Path

import click

from contract_scan.cli.options import language, language_option
from contract_scan.cli.scan import PART_FAILED
from contract_scan.messages import say
from contract_scan.report.layout import wrapped

HOOKS = ("readers", "checkers", "derivers", "patterns", "questions", "lists", "reporters", "commands")


@click.command()
@click.option("--plugin", multiple=True, type=click.Path(path_type=Path), metavar="FILE.py")
@language_option
@click.pass_context
def plugins(context: click.Context, plugin: tuple[Path, ...]) -> None:
    """List plugins with their version and what they contribute."""
    from contract_scan.plugins import load_plugins
    from contract_scan.report.phrases import failure_sentence

    speak = language(context)
    loaded = load_plugins(plugin)
    given = {hook: loaded.contributions(hook) for hook in HOOKS}
    for name, version in sorted(loaded.versions.items()):
        click.echo(click.style(name, bold=True) + (f" {version}" if version else ""))
        for hook, contributions in given.items():
            own = [described(c.value) for c in contributions if c.plugin == name]
            if own:
                click.echo(wrapped(", ".join(own), first=f"{say(f'report.hook.{hook}', speak)}: ", indent="    "))
    for failure in loaded.failures:
        click.echo(wrapped(failure_sentence(failure, speak), first=say("cli.plugins.failed", speak) + " "))
    if loaded.failures:
        context.exit(PART_FAILED)


def described(value: object) -> str:
    """Return a contribution's name: its own, or that of the folder or file."""
    return str(value.name if isinstance(value, Path) else getattr(value, "name", type(value).__name__))
