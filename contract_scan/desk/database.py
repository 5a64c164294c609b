"""Where the tables behind list and search stand: a file of SQLite in the home, or a database of PostgreSQL."""

from __future__ import annotations

import ipaddress
import logging
import ssl
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from contract_scan.desk.errors import DeskError

#: In PostgreSQL the tables stand in a schema of their own, so that a database may be shared with other programs.
SCHEMA = "contract_scan_desk"
#: How long a connection may take to be made, in seconds.
_SECONDS = 10


class Database:
    """A database and how it is spoken to. `home` names the desk whose tables stand in it."""

    def __init__(self, url: URL, home: str = "", file: Path | None = None) -> None:
        self.home = home
        self._file = file
        self.is_elsewhere = file is None
        how: dict[str, Any] = {}
        if self.is_elsewhere:
            how = {"pool_pre_ping": True, "connect_args": {"timeout": _SECONDS, **_sealed(url)}}
            logging.getLogger("sqlalchemy.pool").setLevel(logging.CRITICAL)  # whoever asks is told in one sentence
            how["execution_options"] = {"schema_translate_map": {None: SCHEMA}}
        self.engine = create_engine(url, hide_parameters=True, **how)
        if not self.is_elsewhere:
            event.listen(self.engine, "connect", _overwrite_what_is_deleted)

    def make_place(self, connection: Connection) -> None:
        """Make the schema where it lacks."""
        if self.is_elsewhere:
            connection.exec_driver_sql(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")

    def keep_private(self) -> None:
        """Close the file to everybody else."""
        if self._file is not None:
            self._file.chmod(0o600)

    def leave_no_text_behind(self) -> None:
        """Write the tables anew, without what was deleted from them."""
        commands = ["VACUUM"]
        if self.is_elsewhere:
            # The pool asked whether the connection still lives, which began a transaction.
            commands = ["ROLLBACK"] + [f"VACUUM (FULL) {SCHEMA}.{table}" for table in ("document", "words")]
        try:
            with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                for command in commands:
                    connection.exec_driver_sql(command)
        except DBAPIError as error:
            raise self.unreachable(error) from None

    def unreachable(self, error: DBAPIError) -> DeskError:
        """Return the sentence for a database that does not answer; a driver's own words may hold text or a password."""
        return DeskError("no_database", 503, reason=type(error.orig or error).__name__)

    def close(self) -> None:
        """Let all connections go."""
        self.engine.dispose()


def in_file(path: Path) -> Database:
    """Return the database in a file."""
    return Database(URL.create("sqlite", database=str(path)), file=path)


def on_server(address: str, home: str) -> Database:
    """Return the database at an address such as ``postgresql://desk:password@127.0.0.1/desk``.

    Raises `DeskError` for another sort of address, or where the extra ``server`` is not installed.
    """
    try:
        url = make_url(address)
    except ArgumentError:
        raise DeskError("bad_database") from None
    if url.get_backend_name() != "postgresql":
        raise DeskError("bad_database")
    try:
        return Database(url.set(drivername="postgresql+pg8000"), home)
    except ModuleNotFoundError:
        raise DeskError("no_database_extra") from None


def _sealed(url: URL) -> dict[str, Any]:
    """Return how a connection that leaves this machine is sealed: quotes cross it."""
    return {} if not url.host or _is_loopback(url.host) else {"ssl_context": ssl.create_default_context()}


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _overwrite_what_is_deleted(connection: Any, _: Any) -> None:
    """What is deleted is overwritten, and no journal of it stays."""
    connection.execute("PRAGMA secure_delete=ON")
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.execute("PRAGMA synchronous=NORMAL")
