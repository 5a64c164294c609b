"""Organisations: entering them and their parents, proposing which are one, confirming or undoing that."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import click

from contract_scan.cli.options import language, language_option
from contract_scan.cli.register import enter, folder_option, iso_day, tell, writing_options
from contract_scan.messages import say


@click.command()
@click.argument("name")
@click.option("--unit", required=True, metavar="UNIT")
@click.option("--id", "identity", default="", metavar="ID")
@click.option("--country", default=None, metavar="COUNTRY")
@click.option("--ror", default=None, metavar="ROR")
@click.option("--lei", default=None, metavar="LEI")
@click.option("--also", multiple=True, metavar="NAME")
@click.option("--parent", default=None, metavar="ID")
@click.option("--no-parent", is_flag=True)
@click.option("--source", default="", metavar="TEXT")
@click.option("--since", default="", metavar="DATE")
@folder_option
@writing_options
@language_option
@click.pass_context
def organisation(context: click.Context, /, name: str, unit: str, folder: Path, **given: Any) -> None:
    """Enter an organisation, or what is known of one: country, identifiers, parent with its source."""
    from contract_scan.register.edit import known_unit
    from contract_scan.register.organise import Told, told

    known_unit(folder, unit)
    how = {key: given.pop(key) for key in ("role", "why", "yes", "dry")}
    given["since"] = iso_day(given["since"]) if given["since"] else ""
    made = told(folder, Told(name=name, stated=datetime.date.today().isoformat(), **given))
    enter(context, folder, unit, made, **how)


@click.command()
@click.argument("one", metavar="ID")
@click.argument("other", metavar="ID")
@click.option("--unit", required=True, metavar="UNIT")
@click.option("--undo", is_flag=True)
@folder_option
@writing_options
@language_option
@click.pass_context
def same(context: click.Context, /, one: str, other: str, unit: str, undo: bool, folder: Path, **how: Any) -> None:
    """Confirm that two organisations are one, or undo that."""
    from contract_scan.register.edit import known_unit
    from contract_scan.register.errors import RegisterError
    from contract_scan.register.model import Same
    from contract_scan.register.organise import organisations_in

    known_unit(folder, unit)
    known = organisations_in(folder)
    for identity in (one, other):
        if identity not in known:
            raise RegisterError("no_organisation", id=identity)
    if one == other:
        raise RegisterError("itself", id=one, name="same")
    first, second = sorted((one, other))
    made = Same(id=f"{first}+{second}", one=first, other=second, holds=not undo, why=how["why"])
    enter(context, folder, unit, made, **how)


@click.command()
@folder_option
@click.option("--ror-list", "with_ror", is_flag=True)
@click.option("--lists", "lists", type=click.Path(path_type=Path, file_okay=False), metavar="FOLDER")
@language_option
@click.pass_context
def names(context: click.Context, folder: Path, with_ror: bool, lists: Path | None) -> None:
    """Propose which organisations are one, and what an imported ROR list says of them."""
    from contract_scan.register.organise import proposals, ror_proposals

    speak = language(context)
    found = proposals(folder)
    for one in found:
        tell(say("register.names.pair", speak, **one.values, how=say(f"lists.how.{one.how}", speak)))
    for two in ror_proposals(folder, lists) if with_ror else ():
        tell(say("register.names.ror", speak, **two.values, how=say(f"lists.how.{two.how}", speak)))
    if not found and not with_ror:
        click.echo(say("register.names.none", speak))


COMMANDS = (organisation, same, names)
