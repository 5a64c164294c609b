"""Who works at the desk, in which unit and role, and what a role may do."""

from __future__ import annotations

import ipaddress
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args

from contract_scan.desk.errors import DeskError

Role = Literal["reviewer", "lead", "board", "administrator"]
#: What can be done at the desk.
Right = Literal["read", "write", "delete", "register", "register_write", "everything", "manage", "log"]

#: What each role may do. "everything" is: in all units, not only in one's own.
RIGHTS: dict[Role, frozenset[Right]] = {
    "reviewer": frozenset({"read", "write", "register", "register_write"}),
    "lead": frozenset({"read", "write", "delete", "register", "register_write"}),
    "board": frozenset({"register", "everything"}),
    "administrator": frozenset(
        {"read", "write", "delete", "register", "register_write", "everything", "manage", "log"}
    ),
}
_UNIT = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
#: Where an address with a password in it may stand instead of in the file.
DATABASE = "CONTRACT_SCAN_DESK_DATABASE"
#: The unit of a desk on one's own machine.
OWN = "own"

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True, slots=True)
class User:
    """Somebody at the desk. `name` is what stands with what they write; `unit` is empty where a role has none."""

    name: str
    unit: str
    role: Role

    def may(self, right: Right) -> bool:
        """Say whether this user's role allows something."""
        return right in RIGHTS[self.role]

    def needs(self, right: Right) -> None:
        """Raise `DeskError` where this user's role does not allow something."""
        if not self.may(right):
            raise DeskError("not_allowed", 403)

    def scope(self) -> str | None:
        """Return the unit that this user sees; None for all of them."""
        return None if self.may("everything") else self.unit

    def sees(self, unit: str) -> bool:
        """Say whether documents of a unit exist for this user."""
        return self.may("read") and self.scope() in (None, unit)


@dataclass(frozen=True, slots=True)
class Server:
    """How a department's server is reached: by which hosts, from which addresses, with which header; and by whom.

    `database` is the address of a PostgreSQL database for the tables behind list and search; empty for a file.
    """

    hosts: tuple[str, ...]
    proxies: tuple[Network, ...]
    header: str
    users: Mapping[str, User] = field(default_factory=dict)
    database: str = field(default="", repr=False)

    def trusts(self, address: str) -> bool:
        """Say whether a connection comes from the proxy."""
        try:
            found = ipaddress.ip_address(address)
        except ValueError:
            return False
        return any(found in network for network in self.proxies)


def load_server(path: Path) -> Server:
    """Return what a server's configuration says. Raises `DeskError` that names what is wrong with it."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        return _server(data)
    except OSError as error:
        raise DeskError("no_server_file", path=str(path), reason=error.strerror or "") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError, ValueError, AttributeError) as problem:
        raise DeskError("bad_server_file", path=str(path), problem=str(problem)) from None


def _server(data: Mapping[str, Any]) -> Server:
    hosts = tuple(str(one).lower() for one in data["hosts"])
    proxies = tuple(ipaddress.ip_network(one) for one in data["proxies"])
    header = str(data["header"])
    if not hosts or not proxies or not re.fullmatch(r"[A-Za-z][A-Za-z0-9-]*", header):
        raise ValueError("hosts, proxies, header")
    users = {name: _user(name, entry) for name, entry in data["users"].items()}
    names = [user.name for user in users.values()]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:  # the log would not tell them apart
        raise ValueError(f"name = {twice}")
    database = os.environ.get(DATABASE, "") or str(data.get("database", ""))
    return Server(hosts, proxies, header.lower(), users, database)


def _user(name: str, entry: Mapping[str, str]) -> User:
    role, unit = entry["role"], entry.get("unit", "")
    if role not in get_args(Role):
        raise ValueError(f"{name}: role = {role}")
    if (unit or role in ("reviewer", "lead")) and not _UNIT.fullmatch(unit):
        raise ValueError(f"{name}: unit = {unit}")
    return User(str(entry.get("name", "")).strip() or name, unit, role)  # type: ignore[arg-type]
