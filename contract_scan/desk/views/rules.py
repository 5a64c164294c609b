"""Rules: the house's own, trying a sentence on all of them, and writing one with its proof beside it."""

from __future__ import annotations

import shutil
import threading
from dataclasses import asdict
from typing import Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from contract_scan.desk.asked import desk_of, form_of, json_of
from contract_scan.desk.errors import DeskError
from contract_scan.desk.house_rule import HouseRule, kept_rules, proof_of, rule_from, told, write_rule
from contract_scan.desk.pages import language_of, link, page, to, user_of
from contract_scan.messages import catalogue, say

#: The longest sentence that is tried, in characters.
LONGEST = 5_000
#: One proof at a time: it takes the whole processor.
_PROVING = threading.Lock()


def listed(request: Request) -> Response:
    """Show the house's own rules, and a field to try a sentence."""
    own = kept_rules(desk_of(request).home.rules)
    number = len(desk_of(request).setup().pack.meanings)
    values: dict[str, Any] = {"own": own, "number": number, "text": "", "lines": None}
    return page(request, "rules.html.j2", **values, may=user_of(request).may("manage"))


async def attempt(request: Request) -> Response:
    """Say which rules fire on a sentence, and why those that nearly did stayed silent."""
    from contract_scan.rules.attempt import attempt_lines

    desk, language = desk_of(request), language_of(request)
    text = (await form_of(request)).get("text", "").strip()[:LONGEST]
    if not text:
        raise DeskError("empty_field")
    lines = await run_in_threadpool(attempt_lines, text, None, [desk.home.rules, *desk.settings().rules], language)
    own = kept_rules(desk.home.rules)
    values: dict[str, Any] = {"own": own, "number": len(desk.setup().pack.meanings), "text": text, "lines": lines}
    back = link(request, "rules")
    return page(request, "rules.html.j2", here=back, **values, may=user_of(request).may("manage"))


def edit(request: Request) -> Response:
    """Show the form of a new rule, or of one of the house's own."""
    user_of(request).needs("manage")
    name = request.query_params.get("name", "")
    rule = next((one for one in kept_rules(desk_of(request).home.rules) if one.name == name), HouseRule())
    return _form(request, rule, {"problems": [], "summary": ""})


def _form(request: Request, rule: HouseRule, proved: dict[str, Any], status: int = 200) -> Response:
    """Show a rule in its form, with what its proof said."""
    language = language_of(request)
    questions = [(one.id, one.title[language]) for one in desk_of(request).setup().questions.questions]
    kinds = sorted((say(f"html.kind.{kind}", language), kind) for kind in catalogue("html", "en")["kind"])
    values: dict[str, Any] = {"rule": asdict(rule), "questions": questions, "kinds": kinds, "proved": proved}
    modules = ("desk:send", "desk:rule")
    back = link(request, "rules", "edit") + (f"?name={quote(rule.name)}" if rule.name and status == 200 else "")
    return page(request, "rule.html.j2", status=status, modules=modules, here=back, **values)


async def prove(request: Request) -> Response:
    """Say what the proof says of a rule as it stands in the form."""
    user_of(request).needs("manage")
    rule = rule_from(await json_of(request))
    return JSONResponse(await run_in_threadpool(_proved, request, rule))


def _proved(request: Request, rule: HouseRule) -> dict[str, Any]:
    language = language_of(request)
    with _PROVING:
        proof = proof_of(rule, desk_of(request).home.incoming)
    values = {"problems": len(proof.problems), "examples": proof.examples, "phrases": proof.phrases}
    summary = say(f"desk.rules.{'holds' if proof.holds else 'fails'}", language, count=len(proof.problems), **values)
    return {"holds": proof.holds, "summary": summary, "problems": [told(one, language) for one in proof.problems]}


async def save(request: Request) -> Response:
    """Keep a rule whose proof holds, from now on part of every scan; else show the form again, with the proof."""
    user, desk = user_of(request), desk_of(request)
    user.needs("manage")
    rule = rule_from(await form_of(request))
    proved = await run_in_threadpool(_proved, request, rule)
    if not proved["holds"]:
        return _form(request, rule, proved, 400)
    await run_in_threadpool(write_rule, rule, desk.home.rules)
    desk.records.log.append(user.name, "rule", rule.name)
    await run_in_threadpool(desk.knowledge_changed)
    return to(request, "rules")


async def remove(request: Request) -> Response:
    """Delete a rule of the house."""
    user, desk = user_of(request), desk_of(request)
    user.needs("manage")
    name = (await form_of(request)).get("name", "")
    if name not in {one.name for one in kept_rules(desk.home.rules)}:
        raise DeskError("no_page", 404)
    shutil.rmtree(desk.home.rules / f"house_{name}")
    desk.records.log.append(user.name, "rule_removed", name)
    await run_in_threadpool(desk.knowledge_changed)
    return to(request, "rules")


ROUTES = [
    Route("/rules", listed, methods=["GET"]),
    Route("/rules/try", attempt, methods=["POST"]),
    Route("/rules/edit", edit),
    Route("/rules/proof", prove, methods=["POST"]),
    Route("/rules/save", save, methods=["POST"]),
    Route("/rules/remove", remove, methods=["POST"]),
]
