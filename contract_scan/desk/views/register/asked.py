"""What every page of the register asks: the part that a user sees, as it stands, and in which role they write."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

from starlette.requests import Request

from contract_scan.desk.asked import desk_of
from contract_scan.desk.desk import Desk
from contract_scan.desk.errors import DeskError
from contract_scan.desk.pages import user_of
from contract_scan.messages import say
from contract_scan.register.errors import RegisterError
from contract_scan.register.files import read_events, unit_folders
from contract_scan.register.model import Organisation, Unit
from contract_scan.register.projection import opened
from contract_scan.register.replay import State, replay
from contract_scan.register.role import looks_like_a_name
from contract_scan.register.views import At
from contract_scan.register.writing import Writer
from contract_scan.whole_file import write_whole


def folder_of(request: Request) -> Path:
    """Return the register's folder. Raises `DeskError` where the user may not see it, or none was started."""
    user_of(request).needs("register")
    folder = desk_of(request).home.register
    try:
        unit_folders(folder)
    except RegisterError:
        raise DeskError("no_register", 404) from None
    return folder


def unit_of(request: Request) -> str | None:
    """Return the unit whose part a user sees; None for all of it. On one's own machine that is all."""
    return None if desk_of(request).server is None else user_of(request).scope()


def at_of(folder: Path) -> At:
    """Return for which day, limits and scope views are asked: today, all that the definition in force counts."""
    from contract_scan.register.definitions import definitions

    return At(datetime.date.today().isoformat(), definitions(folder)[-1].limits, "defined")


def rests_on(folder: Path, unit: str | None, language: str) -> str:
    """Return the statement that stands above every figure."""
    from contract_scan.register.coverage import sentence, statement

    at = at_of(folder)
    with opened(folder, at.day, unit) as connection:
        return sentence(statement(connection, at), language)


def state_of(folder: Path, unit: str | None) -> State:
    """Return what holds in the register, or in one unit's part of it."""
    return replay(read_events(folder, unit).events)


def names_in(state: State) -> dict[str, str]:
    """Return the names of organisations by id, and of units by "unit:" and id, as `described` takes them."""
    units = {f"unit:{one.id}": one.name for one in state.of(Unit).values()}
    return units | {one.id: one.names[0] for one in state.of(Organisation).values()}


def role_of(request: Request) -> str:
    """Return the role in which somebody writes: behind a proxy that of the user, else what they said before."""
    desk, user = desk_of(request), user_of(request)
    if desk.server is not None:
        return say(f"desk.role.{user.role}", "en")
    return str(desk.profile.get("role", ""))


def writer_of(request: Request, form: dict[str, str]) -> Writer:
    """Return a writer in the role that was given; it is remembered on one's own machine.

    Raises `DeskError` without a role, and once for one that looks like a person's name: sent again, it is taken.
    """
    user_of(request).needs("register_write")
    desk = desk_of(request)
    role = role_of(request) if desk.server is not None else form.get("role", "").strip()
    if not role:
        raise DeskError("no_role")
    if desk.server is None:
        _remember(desk, role)
    return Writer(desk.home.register, role)


def _remember(desk: Desk, role: str) -> None:
    """Keep the role for the next time. Raises `DeskError` the first time that it looks like a person's name."""
    new = looks_like_a_name(role) and role not in (desk.profile.get("asked"), desk.profile.get("role"))
    kept = {"asked": role} if new else {"role": role}
    write_whole(desk.home.folder / "profile.json", json.dumps({**desk.profile, **kept}).encode())
    if new:
        raise DeskError("name_as_role", by=role)


def write(request: Request, writer: Writer, what: str) -> None:
    """Write what waits in a writer, and note in the log who did and on what."""
    number = len(writer.pending)
    writer.write()
    desk_of(request).records.log.append(user_of(request).name, "register", what, {"events": number})


def own_unit(request: Request, unit: str) -> str:
    """Return the unit to write in. Raises `DeskError` for another's, as far as a user sees only their own."""
    if unit_of(request) not in (None, unit):
        raise DeskError("not_allowed", 403)
    return unit


def day_of(text: str) -> str:
    """Return a day that was filled in, ISO 8601; empty where none was. Raises `RegisterError` for what is no day."""
    try:
        return datetime.date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        raise RegisterError("bad_date", value=text) from None
