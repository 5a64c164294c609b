"""Organisations in pages, and which may be one."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from contract_scan.desk.asked import form_of
from contract_scan.desk.errors import DeskError
from contract_scan.desk.pages import language_of, page, to
from contract_scan.desk.views.register.asked import folder_of, names_in, role_of, state_of, unit_of, write, writer_of
from contract_scan.messages import say
from contract_scan.register.model import Organisation, Same, Unit
from contract_scan.register.organisations import known_at
from contract_scan.register.replay import State
from contract_scan.register.show import rows


def organisations(request: Request) -> Response:
    """Show organisations with their names, country and parents, and which may be one."""
    from contract_scan.register.organise import proposals

    folder, unit, language = folder_of(request), unit_of(request), language_of(request)
    state = state_of(folder, unit)
    known = sorted(state.of(Organisation).values(), key=lambda one: one.names[0].casefold())
    names = names_in(state)
    joined = known_at(state, datetime.date.today().isoformat())
    heads = [one for one in known if joined.one(one.id) == one.id]
    listed = [_listed(one, [o for o in known if joined.one(o.id) == one.id], language, names) for one in heads]
    pairs = [
        {**one.values, "how": say(f"lists.how.{one.how}", language)}
        for one in (proposals(folder) if unit is None else ())
    ]
    values: dict[str, Any] = {"units": list(state.of(Unit).values()), "role": role_of(request)}
    values |= {"joins": _joins(state), "may_part": unit is None}
    return page(request, "organisations.html.j2", tab="organisations", rows=listed, pairs=pairs, **values)


def _listed(head: Organisation, members: list[Organisation], language: str, names: dict[str, str]) -> dict[str, Any]:
    """Return an organisation as the page shows it: one for all that persons joined, with the names of each."""
    all_names = tuple(dict.fromkeys(name for one in (head, *members) for name in one.names))
    parents = tuple(dict.fromkeys(parent for one in (head, *members) for parent in one.parents))
    country = next((one.country for one in (head, *members) if one.country), "")
    whole = replace(head, names=all_names, parents=parents, country=country)
    told = {"name": head.names[0], "rows": rows(whole, language, names), "several": len(all_names) > 1}
    return {**told, "ids": {one.id for one in members}}


def _joins(state: State) -> list[dict[str, str]]:
    """Return the decisions that two organisations are one, each with the two names."""
    known = state.of(Organisation)
    found = [one for one in state.of(Same).values() if one.holds and {one.one, one.other} <= set(known)]
    return [
        {"one": one.one, "other": one.other, "name": known[one.one].names[0], "like": known[one.other].names[0]}
        for one in found
    ]


async def decide_same(request: Request) -> Response:
    """Enter whether two organisations are one; that is for whoever sees the whole register."""
    folder, form = folder_of(request), await form_of(request)
    if unit_of(request) is not None:
        raise DeskError("not_allowed", 403)
    state = state_of(folder, None)
    one, other = sorted((form.get("one", ""), form.get("other", "")))
    if one == other or not {one, other} <= set(state.of(Organisation)):
        raise DeskError("bad_change")
    if form.get("unit", "") not in state.of(Unit):
        raise DeskError("empty_field")
    writer = writer_of(request, form)
    holds, why = form.get("holds") == "yes", form.get("why", "").strip()
    writer.state(Same(id=f"{one}+{other}", one=one, other=other, holds=holds, why=why), form["unit"], why=why)
    write(request, writer, f"{one}+{other}")
    return to(request, "register", "organisations")


ROUTES = [
    Route("/register/organisations", organisations, methods=["GET"]),
    Route("/register/organisations", decide_same, methods=["POST"]),
]
