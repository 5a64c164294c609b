"""What a register shows: what is due, what adds up, what is to be mended or tested again, and the page for a board."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from contract_scan.cli.options import knowledge_options, language, language_option, setup_from
from contract_scan.cli.register import counted, day_option, folder_option, tell
from contract_scan.messages import say

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from contract_scan.register.coverage import Statement
    from contract_scan.register.sheets import Sheet
    from contract_scan.register.views import At

SCOPES = click.Choice(["defined", "sensitive", "all"])


def scope_option(command: Any) -> Any:
    """Add `--scope`: what the definition counts, what is marked sensitive, or all."""
    return click.option("--scope", type=SCOPES, default="defined")(command)


def unit_option(command: Any) -> Any:
    """Add `--unit`: only one unit's part of the register."""
    return click.option("--unit", default=None, metavar="UNIT")(command)


def at_for(folder: Path, day: str, scope: Any) -> At:
    """Return for which day, limits and scope a view is asked."""
    from contract_scan.register.definitions import definitions
    from contract_scan.register.views import At

    return At(day, definitions(folder, day)[-1].limits, scope)


def rests(connection: Connection, at: At, speak: str) -> str:
    """Return the statement that stands above every figure, wrapped for the terminal."""
    from contract_scan.register.coverage import sentence, statement
    from contract_scan.report.layout import wrapped

    return wrapped(sentence(statement(connection, at), speak))


@click.command()
@folder_option
@day_option
@unit_option
@click.option("--months", type=click.IntRange(1, 120), default=6)
@click.option("--ics", type=click.Path(path_type=Path), metavar="PATH")
@scope_option
@language_option
@click.pass_context
def due(
    context: click.Context, folder: Path, day: str, unit: str | None, months: int, ics: Path | None, scope: str
) -> None:
    """Show what must be decided in the coming months."""
    from contract_scan.cli.scan import write
    from contract_scan.register.calendar import Entry, calendar
    from contract_scan.register.due import due as found_due
    from contract_scan.register.due import untold_line, without_days
    from contract_scan.register.projection import opened
    from contract_scan.register.views.time import horizon

    speak, at = language(context), at_for(folder, day, scope)
    with opened(folder, day, unit) as connection:
        found = found_due(connection, at, months)
        untold = without_days(connection, at)
        click.echo(rests(connection, at, speak) + "\n")
    for one in found:
        rest = f" ({one.detail})" if one.detail else ""
        line = say(f"register.due.{one.what}_line", speak, day=one.day, title=one.title, unit=one.unit, rest=rest)
        tell(line)
    if not found and not untold:
        click.echo(say("register.due.nothing", speak, last=horizon(day, months)))
    for unknown in untold:
        tell(untold_line(unknown, unknown.unit, speak))
    if ics:
        entries = [
            Entry(one.day, f"{say(f'register.due.{one.what}', speak)}: {one.title}", f"{one.unit} · {one.agreement}")
            for one in found
        ]
        write(calendar(entries, day), ics, speak)


@click.command()
@folder_option
@day_option
@unit_option
@click.option("--view", "views", multiple=True, metavar="NAME")
@click.option("--most", type=click.IntRange(0), default=20)
@click.option("--behind", "key", multiple=True, metavar="KEY")
@click.option("--format", "form", type=click.Choice(["terminal", "json"]), default="terminal")
@scope_option
@language_option
@click.pass_context
def cumulative(
    context: click.Context,
    folder: Path,
    day: str,
    unit: str | None,
    views: tuple[str, ...],
    most: int,
    key: tuple[str, ...],
    form: str,
    scope: str,
) -> None:
    """Show what adds up over agreements, with what it rests on."""
    from contract_scan.register.projection import opened
    from contract_scan.register.sheets import sheets

    speak, at = language(context), at_for(folder, day, scope)
    chosen = known_views(views)
    with opened(folder, day, unit) as connection:
        if key:
            show_behind(connection, at, chosen[0] if chosen else "", key, speak)
            return
        found = sheets(connection, at, speak, most or None, chosen)
        if form == "json":
            click.echo(as_json(connection, at, found, speak))
            return
        click.echo(rests(connection, at, speak))
        for one in found:
            click.echo("\n" + "\n".join(lines(one, speak)))


def known_views(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of views that were asked for. Raises `RegisterError` for one that is not there."""
    from contract_scan.register.errors import RegisterError
    from contract_scan.register.views import VIEWS

    for name in names:
        if name not in VIEWS:
            raise RegisterError("views.no_view", name=name, known=", ".join(VIEWS))
    return names


def show_behind(connection: Connection, at: At, view: str, key: tuple[str, ...], speak: str) -> None:
    """Show the agreements behind one row of a view."""
    from contract_scan.register.errors import RegisterError
    from contract_scan.register.views import VIEWS, behind

    spec = VIEWS[view] if view else next(iter(VIEWS.values()))
    if len(key) != len(spec.keys):
        raise RegisterError("views.no_row", name=spec.name, key=", ".join(key), keys=", ".join(spec.keys))
    key = shown_as(connection, at, spec.name, key, speak)
    years = [value for name, value in zip(spec.keys, key, strict=True) if name == "year"]
    if not all(year.isdecimal() for year in years):
        raise RegisterError("views.no_row", name=spec.name, key=", ".join(key), keys=", ".join(spec.keys))
    values = [int(value) if name == "year" else value for name, value in zip(spec.keys, key, strict=True)]
    click.echo(rests(connection, at, speak))
    found = behind(connection, spec, at, values)
    if not found:
        raise RegisterError("views.nothing_behind", name=spec.name, key=", ".join(key))
    tell(say("register.views.key", speak, key=" · ".join(key)))
    for one in found:
        tell(f"  {one.title} ({one.id}) · {one.unit} · {one.team} · {one.start or '?'} – {one.end or '?'}")


def shown_as(connection: Connection, at: At, view: str, key: tuple[str, ...], speak: str) -> tuple[str, ...]:
    """Return the key of a row that is named as the table shows it; what the table does not show is a key already."""
    from contract_scan.register.sheets import sheets

    [sheet] = sheets(connection, at, speak, None, (view,))
    for cells, known in zip(sheet.cells, sheet.keys, strict=True):
        if all(part in (cell, str(own)) for part, cell, own in zip(key, cells, known, strict=False)):
            return tuple(str(own) for own in known)
    return key


def lines(sheet: Sheet, speak: str) -> Iterator[str]:
    """Yield a sheet as lines for the terminal: what it says and does not say, then a table."""
    from contract_scan.report.layout import visible, wrapped

    yield sheet.title
    yield wrapped(sheet.says, indent="  ")
    yield wrapped(sheet.says_not, indent="  ")
    if not sheet.cells:
        yield f"  {say('register.views.none', speak)}"
        return
    table = [sheet.headers, *sheet.cells]
    widths = [max(len(row[at]) for row in table) for at in range(len(sheet.headers))]
    for row in table:
        yield visible("  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))).rstrip()
    if sheet.more:
        yield f"  {sheet.more}"


def as_json(connection: Connection, at: At, found: list[Sheet], speak: str) -> str:
    """Return sheets as JSON, with what they rest on and the keys that lead to the agreements behind each row."""
    import dataclasses
    import json

    from contract_scan.register.coverage import sentence, statement

    rests_on = statement(connection, at)
    told = {"text": sentence(rests_on, speak), **dataclasses.asdict(rests_on)}
    made = {"schema": "contract-scan/cumulative/1", "at": at.day, "scope": at.scope, "rests_on": told}
    return json.dumps({**made, "views": [dataclasses.asdict(sheet) for sheet in found]}, ensure_ascii=False, indent=1)


@click.command()
@folder_option
@day_option
@unit_option
@click.option("--most", type=click.IntRange(0), default=20)
@scope_option
@knowledge_options
@language_option
@click.pass_context
def check(
    context: click.Context, folder: Path, day: str, unit: str | None, most: int, scope: str, knowledge: dict[str, Any]
) -> None:
    """Lint a register: what is missing, contradicts, or has grown old."""
    from contract_scan.register.check import definition_problems, problems
    from contract_scan.register.coverage import statement
    from contract_scan.register.current import current_of
    from contract_scan.register.files import read_events
    from contract_scan.register.projection import opened
    from contract_scan.register.replay import replay

    setup, at = setup_from(knowledge), at_for(folder, day, scope)
    speak, stored = language(context), read_events(folder, unit)
    with opened(folder, day, unit) as connection:
        click.echo(rests(connection, at, speak) + "\n")
        rests_on: Statement = statement(connection, at)
        found = definition_problems(folder) + problems(
            connection, at, rests_on, stored, replay(stored.events), current_of(folder, setup)
        )
    shown: dict[str, int] = {}
    for one in found:
        shown[one.kind] = shown.get(one.kind, 0) + 1
        if not most or shown[one.kind] <= most:
            tell(say(f"register.check.{one.kind}", speak, **one.values))
    left = sum(max(number - most, 0) for number in shown.values()) if most else 0
    if left:
        click.echo(counted("register.more", left, speak))
    if not found:
        click.echo(say("register.check.nothing", speak))
    context.exit(3 if found else 0)


COMMANDS = (due, cumulative, check)
