"""`contract-scan plugins`: which plugins loaded, what they contribute, which failed; and `plugins new NAME`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from contract_scan.cli.options import language, language_option, settings_from
from contract_scan.cli.scan import PART_FAILED
from contract_scan.errors import UsageError
from contract_scan.messages import say
from contract_scan.report.layout import wrapped

if TYPE_CHECKING:
    from contract_scan.plugins import Contribution, Plugins
    from contract_scan.scan import Failure
    from contract_scan.settings import Settings

    Given = Mapping[str, Sequence[Contribution]]


class PluginsError(UsageError):
    """A plugin cannot be disabled."""

    area = "cli.plugins"


@click.group(invoke_without_command=True)
@click.option("--plugin", multiple=True, metavar="FILE.py")
@click.option("--json", "as_json", is_flag=True)
@click.option("--page", "as_page", is_flag=True)
@click.option("--traceback", is_flag=True)
@click.option("--config", type=click.Path(path_type=Path), metavar="PATH", envvar="CONTRACT_SCAN_CONFIG")
@language_option
@click.pass_context
def plugins(
    context: click.Context,
    plugin: tuple[str, ...],
    as_json: bool,
    as_page: bool,
    traceback: bool,
    config: Path | None,
) -> None:
    """List plugins with their version and what they contribute."""
    from contract_scan.plugins import HOOKS, load_plugins, refuse_built_in

    if context.invoked_subcommand:
        return
    settings = replace(settings_from({"options": {"plugins": plugin}, "config": config}), traceback=traceback)
    refuse_built_in(settings)
    if as_page:
        context.exit(_page(settings, language(context)))
    loaded = load_plugins(settings.plugins, settings=settings)
    given = {hook: loaded.contributions(hook) for hook in HOOKS}
    loaded.failures.extend(taken_commands())
    if as_json:
        click.echo(json.dumps(as_data(loaded, given, language(context)), ensure_ascii=False, indent=2))
    else:
        _told(loaded, given, language(context))
    if loaded.failures:
        context.exit(PART_FAILED)


def _page(settings: Settings, speak: str) -> int:
    """Print what is installed as a page, and return the exit code."""
    from contract_scan.cli.main import plugin_commands
    from contract_scan.inventory import inventory_page
    from contract_scan.setup import prepare_with

    setup = prepare_with(settings)
    click.echo(inventory_page(setup, plugin_commands(), speak))
    return PART_FAILED if setup.failures else 0


def _told(loaded: Plugins, given: Given, speak: str) -> None:
    from contract_scan.report.phrases import failure_sentence

    for name, version in sorted(loaded.versions.items()):
        click.echo(click.style(name, bold=True) + (f" {version}" if version else ""))
        for hook, contributions in given.items():
            own = [described(c.value) for c in contributions if c.plugin == name]
            if own:
                click.echo(wrapped(", ".join(own), first=f"{say(f'report.hook.{hook}', speak)}: ", indent="    "))
        own_settings = loaded.apart[name][1].settings if name in loaded.apart else {}
        if own_settings:
            told = ", ".join(f"{key} = {value}" for key, value in own_settings.items())
            click.echo(wrapped(told, first=f"{say('cli.plugins.settings', speak)}: ", indent="    "))
    for failure in loaded.failures:
        click.echo(wrapped(failure_sentence(failure, speak), first=say("cli.plugins.failed", speak) + " "))


def as_data(loaded: Plugins, given: Given, speak: str) -> dict[str, Any]:
    """Return what is told of plugins as JSON can say it."""
    from contract_scan.report.phrases import failure_sentence

    def one(name: str, version: str) -> dict[str, Any]:
        return {
            "name": name,
            "version": version,
            "built_in": name in loaded.builtin,
            "contributes": {
                hook: own
                for hook, contributions in given.items()
                if (own := [described(c.value) for c in contributions if c.plugin == name])
            },
            "settings": dict(loaded.apart[name][1].settings) if name in loaded.apart else {},
        }

    return {
        "plugins": [one(name, version) for name, version in sorted(loaded.versions.items())],
        "failures": [
            {"name": f.name, "reason": f.reason, "details": dict(f.details), "sentence": failure_sentence(f, speak)}
            for f in loaded.failures
        ],
    }


def taken_commands() -> list[Failure]:
    """Return a failure for each command of a plugin that has the name of one of contract-scan's own."""
    from contract_scan.cli.main import COMMANDS
    from contract_scan.cli.plugin_commands import origin, plugin_commands
    from contract_scan.scan import Failure

    return [
        Failure("plugin", origin(point), "name_taken", {"hook": "commands", "taken": name, "other": "contract-scan"})
        for name, point in plugin_commands().items()
        if name in COMMANDS
    ]


@plugins.command("disable")
@click.argument("name")
@language_option
@click.pass_context
def disable(context: click.Context, name: str) -> None:
    """Do not load a plugin any more."""
    from contract_scan.plugins import outside_names

    known = outside_names()
    if name not in known:
        raise PluginsError("not_installed", name=name, known=", ".join(known) or "-")
    _disabled(context, "disabled", lambda names: dict.fromkeys([*names, name]), name)


@plugins.command("enable")
@click.argument("name")
@language_option
@click.pass_context
def enable(context: click.Context, name: str) -> None:
    """Load a plugin again."""
    _disabled(context, "enabled", lambda names: [one for one in names if one != name], name)


def _disabled(context: click.Context, key: str, changed: Callable[[Sequence[str]], Iterable[str]], name: str) -> None:
    """Change the names of disabled plugins in the user's own configuration file, and say so."""
    from contract_scan.config import from_file, user_file, with_disabled
    from contract_scan.whole_file import write_whole

    path = user_file()
    there = path.is_file()
    before = from_file(path)["disabled"].value if there and "disabled" in from_file(path) else ()
    text = with_disabled(path.read_text(encoding="utf-8-sig") if there else "", list(changed(before)))
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, text.encode())
    click.echo(say(f"cli.plugins.{key}", language(context), name=name, path=path))


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
