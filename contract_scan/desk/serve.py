"""Starting the desk: on one's own machine with a browser, or behind a proxy."""

from __future__ import annotations

import secrets
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from contract_scan.desk.app import application
from contract_scan.desk.database import Database, in_file, on_server
from contract_scan.desk.desk import LARGEST, Desk
from contract_scan.desk.errors import DeskError
from contract_scan.desk.guard import BehindProxy, Doorkeeper, OwnMachine
from contract_scan.desk.home import Home
from contract_scan.desk.pages import prepare
from contract_scan.desk.patience import Connection
from contract_scan.desk.scanning import jobs_in_processes
from contract_scan.desk.sessions import Sessions
from contract_scan.desk.users import Server
from contract_scan.settings import Settings

LOOPBACK = "127.0.0.1"
#: Where the desk of one's own machine is found unless something else stands there.
PORT = 8417


@dataclass(frozen=True, slots=True)
class Options:
    """How a desk is to be served. `port` 0 takes any that is free; `places` is how many processes read, 0 for all.

    `language` is the one that pages begin in; empty where each browser says.
    """

    host: str = LOOPBACK
    port: int = 0
    root: str = ""
    places: int = 0
    largest: int = LARGEST
    language: str = ""


def own_desk(home: Home, settings: Callable[[], Settings], options: Options) -> tuple[Desk, Doorkeeper, Sessions]:
    """Return the desk of one's own machine, who watches its door, and its sessions.

    Its addresses begin with a path that nobody else on the machine knows: cookies are sent to every port of a host, and
    so only to whoever knows the path.
    """
    root = "/" + home.secret("path", f"d{secrets.token_hex(12)}".encode()).decode()
    sessions = Sessions(home.folder / "sessions.json")
    desk = Desk(
        home,
        settings,
        lambda current: jobs_in_processes(current, options.places, of_one=1_000),
        root=root,
        largest=options.largest,
        language=options.language,
    )
    return desk, OwnMachine(sessions, root, lambda: str(desk.profile.get("name", ""))), sessions


def server_desk(
    home: Home, settings: Callable[[], Settings], options: Options, server: Server
) -> tuple[Desk, Doorkeeper]:
    """Return the desk of a department, and who watches its door."""
    desk = Desk(
        home,
        settings,
        lambda current: jobs_in_processes(current, options.places),
        root=options.root.rstrip("/"),
        server=server,
        largest=options.largest,
        language=options.language,
        database=database_of(home, server),
    )
    return desk, BehindProxy(server)


def database_of(home: Home, server: Server | None) -> Database:
    """Return where the tables of a home stand. Raises `DeskError` for an address that is none of PostgreSQL's."""
    if server is None or not server.database:
        return in_file(home.projection)
    home.projection.unlink(missing_ok=True)  # the tables have moved, and their text with them
    return on_server(server.database, home.secret("identity", secrets.token_hex(16).encode()).decode())


def listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens; the usual port may be taken, then it is any other. Raises `DeskError`."""
    for wanted in (port, 0) if port == PORT else (port,):
        made = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            made.bind((host, wanted))
            made.listen(128)
        except OSError as error:
            made.close()
            reason = error.strerror or ""
        else:
            return made
    raise DeskError("no_port", host=host, port=port, reason=reason)


def run(desk: Desk, doorkeeper: Doorkeeper, sessions: Sessions | None, where: socket.socket) -> None:
    """Serve until somebody stops it. Nothing that was asked or sent is logged."""
    threading.Thread(target=prepare, name="contract-scan desk: templates", daemon=True).start()
    try:
        server_of(application(desk, doorkeeper, sessions)).run(sockets=[where])
    finally:
        desk.close()


def server_of(app: ASGIApp) -> uvicorn.Server:
    """Return the server for an application."""
    config = uvicorn.Config(
        app,
        http=Connection,
        ws="none",
        access_log=False,
        log_level="critical",
        proxy_headers=False,  # whoever connects is the proxy, and must be seen as that
        server_header=False,
        date_header=False,
        lifespan="off",
        timeout_graceful_shutdown=5,
    )
    return uvicorn.Server(config)


def address_of(desk: Desk, where: socket.socket, sessions: Sessions) -> str:
    """Return the address that lets one browser in, once."""
    port: int = where.getsockname()[1]
    return f"http://{LOOPBACK}:{port}{desk.root}/enter?token={sessions.new_token()}"


def settings_with_rules(base: Settings, home: Home) -> Settings:
    """Return settings with the house's own rules, once there are any."""
    from dataclasses import replace

    own: tuple[Path, ...] = (home.rules,) if any(home.rules.glob("*/rules.yaml")) else ()
    return replace(base, rules=(*base.rules, *own))
