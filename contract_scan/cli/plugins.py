"""`contract-scan plugins`: which plugins loaded, what they contribute, which failed; and `plugins new NAME`."""

from __future__ import annotations

from pathlib import Path

import click

from contract_scan.cli.options import language, language_option, settings_from
from contract_scan.cli.scan import PART_FAILED
from contract_scan.messages import say
from contract_scan.report.layout import wrapped

HOOKS = ("readers", "checkers", "derivers", "adjusters", "patterns", "questions", "lists", "reporters", "commands")


@click.group(invoke_without_command=True)
@click.option("--plugin", multiple=True, metavar="FILE.py")
@click.option("--config", type=click.Path(path_type=Path), metavar="PATH", envvar="CONTRACT_SCAN_CONFIG")
@language_option
@click.pass_context
def plugins(context: click.Context, plugin: tuple[str, ...], config: Path | None) -> None:
    """List plugins with their version and what they contribute."""
    from contract_scan.plugins import load_plugins
    from contract_scan.report.phrases import failure_sentence

    if context.invoked_subcommand:
        return
    settings = settings_from({"options": {"plugins": plugin}, "config": config})
    speak = language(context)
    loaded = load_plugins(settings.plugins, settings=settings)
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


@plugins.command("new")
@click.argument("name")
@click.option("--in", "folder", type=click.Path(path_type=Path, file_okay=False), default=Path(), metavar="FOLDER")
@language_option
@click.pass_context
def new(context: click.Context, name: str, folder: Path) -> None:
    """Write a complete plugin package that passes its own tests."""
    from contract_scan.scaffold import write_plugin

    speak = language(context)
    for path in write_plugin(name, folder):
        click.echo(path)
    click.echo(say("cli.plugins.new.next", speak, folder=folder / name), err=True)
