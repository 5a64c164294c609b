"""`contract-scan config`: the effective settings, with where each value comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from contract_scan.cli.options import knowledge_options, language, language_option, setting_options, values_from
from contract_scan.cli.scan import PART_FAILED
from contract_scan.messages import say
from contract_scan.read.request import Limits
from contract_scan.report.layout import wrapped

if TYPE_CHECKING:
    from contract_scan.config import Value
    from contract_scan.plugins import Plugins


@click.command()
@click.argument("document", required=False, type=click.Path(path_type=Path), metavar="[DOCUMENT]")
@knowledge_options
@setting_options
@language_option
@click.pass_context
def config(context: click.Context, document: Path | None, knowledge: dict[str, Any]) -> None:
    """Print the effective configuration."""
    from contract_scan.report.phrases import failure_sentence

    values = values_from(knowledge, document)
    speak = language(context)
    loaded = plugins_with(values)
    for name, value in (*values.items(), *(of_plugins(loaded, values) if loaded else ())):
        origin = say(f"config.{value.origin}", speak) if value.origin in ("default", "option") else value.origin
        click.echo(wrapped(f"{shown(value.value, speak)}  [{origin}]", first=f"{name} = "))
    for failure in loaded.failures if loaded else ():
        click.echo(wrapped(failure_sentence(failure, speak), first=say("cli.plugins.failed", speak) + " "))
    if loaded and loaded.failures:
        context.exit(PART_FAILED)


def plugins_with(values: Mapping[str, Value]) -> Plugins | None:
    """Return the plugins as they load with these settings; None where no setting concerns one and none is installed."""
    from contract_scan.plugins import load_plugins, outside_names
    from contract_scan.settings import Settings

    settings = Settings(**{name: value.value for name, value in values.items()})
    if not (settings.plugins or settings.plugin_settings or settings.disabled or outside_names()):
        return None
    return load_plugins(settings.plugins, settings=settings)


def of_plugins(loaded: Plugins, values: Mapping[str, Value]) -> Iterator[tuple[str, Value]]:
    """Yield every setting that a plugin from outside names, as it is for that plugin, with where it comes from.

    What the house sets and does not fit is left out: the default stands, and is told as one.
    """
    from contract_scan.config import Value
    from contract_scan.plugins import called_in_settings

    settings = loaded.settings
    left_out = {(failure.name, failure.details.get("setting")) for failure in loaded.failures}
    for name, (_, told) in sorted(loaded.apart.items()):
        called = called_in_settings(settings, name)
        given = settings.plugin_settings.get(called, {})
        for key, value in told.settings.items():
            origin = values["plugin_settings"].origin if key in given and (name, key) not in left_out else "default"
            yield f"plugin_settings.{called}.{key}", Value(value, origin)


def shown(value: Any, speak: str) -> str:
    """Return a setting's value as text."""
    if isinstance(value, Limits):
        value = asdict(value)
    if isinstance(value, dict):
        return ", ".join(f"{key} = {item}" for key, item in flat(value)) or say("config.none", speak)
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or say("config.none", speak)
    return say("config.none", speak) if value in (None, "") else str(value)


def flat(value: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the entries of a table, those of tables in it by "table.name"."""
    for key, item in value.items():
        if isinstance(item, dict):
            yield from flat(item, f"{before}{key}.")
        else:
            yield before + key, item
