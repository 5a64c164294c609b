"""`contract-scan desk`: the reviewer's workspace in a browser."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from contract_scan.cli.options import (
    given_language,
    knowledge_options,
    language,
    language_option,
    setting_options,
    settings_from,
)
from contract_scan.errors import UsageError
from contract_scan.messages import say

if TYPE_CHECKING:
    from contract_scan.desk.home import Home
    from contract_scan.settings import Settings


class ExtraError(UsageError):
    """What the desk stands on is not installed."""

    area = "desk"


_FOLDER = click.Path(path_type=Path, file_okay=False)


def home_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--home`: where the desk keeps its work, CONTRACT_SCAN_DESK, or the user's data folder."""
    return click.option("--home", type=_FOLDER, envvar="CONTRACT_SCAN_DESK", metavar="FOLDER")(command)


@click.group(invoke_without_command=True)
@home_option
@click.option("--register", "-r", type=_FOLDER, envvar="CONTRACT_SCAN_REGISTER", metavar="FOLDER")
@click.option("--port", type=click.IntRange(0, 65535), default=None, metavar="NUMBER")
@click.option("--no-browser", is_flag=True)
@click.option("--server", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE")
@click.option("--host", default="127.0.0.1", metavar="ADDRESS")
@click.option("--root-path", default="", metavar="PATH")
@click.option("--jobs", type=click.IntRange(0, 256), default=0, metavar="NUMBER")
@click.option("--largest", type=click.IntRange(1, 2_000), default=100, metavar="MB")
@knowledge_options
@setting_options
@language_option
@click.pass_context
def desk(
    context: click.Context,
    home: Path | None,
    register: Path | None,
    port: int | None,
    no_browser: bool,
    server: Path | None,
    host: str,
    root_path: str,
    jobs: int,
    largest: int,
    knowledge: dict[str, Any],
) -> None:
    """Open the desk."""
    need_the_extra()
    if context.invoked_subcommand:
        context.obj = {"home": home, "register": register}
        context.meta["server"] = server
        return
    from contract_scan.desk.home import Lock
    from contract_scan.desk.serve import PORT, Options, settings_with_rules

    speak = language(context)
    base = settings_from(knowledge)
    opened = open_home(home, register)
    lock = Lock(opened)
    wanted = PORT if port is None else port
    options = Options(host, wanted, root_path, jobs, largest * 1_000_000, given_language(context))
    try:
        if server is not None:
            serve(opened, lambda: settings_with_rules(base, opened), options, server, speak)
        else:
            work(opened, lambda: settings_with_rules(base, opened), options, speak, browser=not no_browser)
    finally:
        lock.release()


def need_the_extra() -> None:
    """Raise `ExtraError` where Starlette or uvicorn is not installed."""
    if not all(importlib.util.find_spec(name) for name in ("starlette", "uvicorn")):
        raise ExtraError("no_extra")


def open_home(home: Path | None, register: Path | None = None) -> Home:
    """Return the home that was asked for, made where it lacks."""
    from contract_scan.desk.home import default_folder, opened_home

    return opened_home(home or default_folder(), register)


def work(home: Home, settings: Callable[[], Settings], options: Any, speak: str, *, browser: bool) -> None:
    """Serve the desk of one's own machine, and open it in the browser."""
    from contract_scan.desk.serve import LOOPBACK, address_of, listening, own_desk, run

    where = listening(LOOPBACK, options.port)
    made, doorkeeper, sessions = own_desk(home, settings, options)
    address = address_of(made, where, sessions)
    click.echo(say("desk.started", speak, address=address), err=True)
    if browser:
        click.launch(address)
    run(made, doorkeeper, sessions, where)


def serve(home: Home, settings: Callable[[], Settings], options: Any, server: Path, speak: str) -> None:
    """Serve the desk of a department, behind its proxy."""
    from contract_scan.desk.serve import listening, run, server_desk
    from contract_scan.desk.users import load_server

    known = load_server(server)
    where = listening(options.host, options.port)
    made, doorkeeper = server_desk(home, settings, options, known)
    proxies = ", ".join(map(str, known.proxies))
    click.echo(
        say("desk.started_server", speak, host=options.host, port=where.getsockname()[1], proxies=proxies), err=True
    )
    run(made, doorkeeper, None, where)


@desk.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@language_option
@click.pass_context
def export(context: click.Context, file: Path) -> None:
    """Write everything at the desk to one file."""
    from contract_scan.desk.archive import export as written
    from contract_scan.desk.home import Lock
    from contract_scan.desk.journal import Journal

    home = open_home(**context.obj)
    lock = Lock(home)
    try:
        documents = written(home, file)
        Journal(home.log).append("contract-scan desk export", "exported", value={"documents": documents})
    finally:
        lock.release()
    click.echo(say("desk.exported", language(context), documents=documents, path=file), err=True)


@desk.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@language_option
@click.pass_context
def import_(context: click.Context, file: Path) -> None:
    """Take in a file that export wrote."""
    from contract_scan.desk.archive import take_in
    from contract_scan.desk.home import Lock
    from contract_scan.desk.journal import Journal

    home = open_home(**context.obj)
    lock = Lock(home)
    try:
        documents, kept = take_in(home, file)
        Journal(home.log).append("contract-scan desk import", "imported", value={"documents": documents})
    finally:
        lock.release()
    click.echo(say("desk.imported", language(context), documents=documents, kept=kept), err=True)


@desk.command("rebuild")
@language_option
@click.pass_context
def rebuild(context: click.Context) -> None:
    """Make the tables behind list and search anew from the files."""
    from contract_scan.desk.home import Lock
    from contract_scan.desk.projection import rebuilt
    from contract_scan.desk.records import Records
    from contract_scan.desk.serve import database_of
    from contract_scan.desk.users import load_server

    home, server = open_home(**context.obj), context.meta.get("server")
    lock = Lock(home)
    try:
        documents = rebuilt(database_of(home, load_server(server) if server else None), Records(home).all)
    finally:
        lock.release()
    click.echo(say("desk.rebuilt", language(context), documents=documents), err=True)
