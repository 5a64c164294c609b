"""`contract-scan register`: the overview of partnerships. The commands stand in modules by what they are for."""

from __future__ import annotations

import datetime
import importlib
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from contract_scan.cli.consent import agree
from contract_scan.cli.options import language, language_option
from contract_scan.messages import say

if TYPE_CHECKING:
    from contract_scan.register.model import Noun
    from contract_scan.register.writing import Writer

_MODULES = ("register_entry", "register_people", "register_views", "register_board", "register_files")


class RegisterGroup(click.Group):
    """A group whose commands stand in several modules, which are imported when any of them is asked for."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        for name in _MODULES:
            for command in importlib.import_module(f"contract_scan.cli.{name}").COMMANDS:
                self.add_command(command)


def folder_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--register`: the folder of the register, CONTRACT_SCAN_REGISTER, or the folder the user is in."""
    return click.option(
        "--register",
        "-r",
        "folder",
        type=click.Path(path_type=Path, file_okay=False),
        envvar="CONTRACT_SCAN_REGISTER",
        default=Path(),
        metavar="FOLDER",
    )(command)


def writing_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--role` (who writes), `--why`, `--yes` (do not ask) and `--dry-run` (write nothing)."""
    for option in (
        click.option("--dry-run", "dry", is_flag=True),
        click.option("--yes", "-y", is_flag=True),
        click.option("--why", default="", metavar="TEXT"),
        click.option("--role", envvar="CONTRACT_SCAN_ROLE", default="", metavar="ROLE"),
    ):
        command = option(command)
    return command


def day_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--at`: for which day, today if none is given."""
    return click.option("--at", "day", default=None, metavar="DATE", callback=_day)(command)


def _day(context: click.Context, parameter: click.Parameter, value: str | None) -> str:
    return iso_day(value) if value else datetime.date.today().isoformat()


def iso_day(value: str) -> str:
    """Return a date that was typed, or refuse it in one sentence."""
    from contract_scan.register.edit import day_of
    from contract_scan.register.errors import RegisterError

    try:
        return day_of(value)
    except ValueError:
        raise RegisterError("bad_date", value=value) from None


def writer_on(folder: Path, role: str) -> Writer:
    """Return a writer on a register. Raises `RegisterError` where there is none, or no role is given."""
    from contract_scan.register.errors import RegisterError
    from contract_scan.register.writing import Writer

    if not role.strip():
        raise RegisterError("no_role")
    return Writer(folder, role)


def offer(desk: Writer, lines: Iterable[str], speak: str, *, yes: bool, dry: bool) -> None:
    """Show what would be written, ask unless told not to, and write. A dry run stops after showing."""
    from contract_scan.register.role import looks_like_a_name

    for line in lines:
        tell(line)
    if looks_like_a_name(desk.by):
        click.echo(say("register.name_as_role", speak, by=desk.by), err=True)
    if dry:
        click.echo(say("register.dry", speak))
        return
    if not yes and not agree(say("register.ask", speak), speak):
        click.echo(say("register.not_written", speak))
        return
    written = desk.write()
    click.echo(counted("register.written", written, speak, folder=os.fspath(desk.folder)), err=True)


def tell(text: str) -> None:
    """Print a line in which names of others stand: a character that would steer the terminal is shown as a mark."""
    from contract_scan.report.layout import visible

    click.echo(visible(text))


def counted(key: str, number: int, speak: str, **values: object) -> str:
    """Return a message in the form that goes with a number."""
    return say(key, speak, count=number, number=number, **values)


def enter(
    context: click.Context, folder: Path, unit: str, noun: Noun, *, role: str, why: str, yes: bool, dry: bool
) -> None:
    """Offer one statement about a noun, with what differs from what was stated before."""
    from contract_scan.register.files import read_events
    from contract_scan.register.model import KINDS
    from contract_scan.register.replay import replay
    from contract_scan.register.show import changed

    speak, desk = language(context), writer_on(folder, role)
    before = replay(read_events(folder).events).current.get(f"{KINDS[type(noun)]}:{noun.id}")
    if before is not None and before.body == noun:
        click.echo(say("register.unchanged", speak))
        return
    desk.state(noun, unit, why=why)
    offer(desk, changed(before.body if before else None, noun, speak), speak, yes=yes, dry=dry)


@click.group(cls=RegisterGroup)
@language_option
def register() -> None:
    """Keep an overview of partnerships and see what adds up."""
