"""The list of documents: what they are, how far their review is, search, and new ones coming in."""

from __future__ import annotations

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from contract_scan.desk.absorbing import kept_copy
from contract_scan.desk.asked import desk_of, file_name, upload_of
from contract_scan.desk.desk import Desk, KeptFailureError
from contract_scan.desk.jobs import ENDED, Job
from contract_scan.desk.pages import language_of, link, page, user_of
from contract_scan.desk.projection import Hit, Listed, families, folded
from contract_scan.desk.records import shown_name
from contract_scan.messages import say
from contract_scan.report.values import decimal

#: How many agreements one page of the list shows.
ON_A_PAGE = 50
STATES = ("all", "open", "waiting", "failed")


def listed(request: Request) -> Response:
    """Show the documents a user may see, or what holds the words searched for."""
    user, desk = user_of(request), desk_of(request)
    if not user.may("read"):
        return page(request, "nothing_here.html.j2")
    desk.sync()
    words = request.query_params.get("q", "").strip()[:200]
    if words:
        return _found(request, desk, words)
    chosen = request.query_params.get("state", "all")
    groups = [group for group in families(desk.projection.overview(user.scope())) if _wanted(group[0], chosen)]
    number = max(_number(request.query_params.get("page", "1"), (len(groups) - 1) // ON_A_PAGE + 1), 1)
    shown = _with_summaries(desk, user.scope(), groups[(number - 1) * ON_A_PAGE : number * ON_A_PAGE])
    return page(
        request,
        "documents.html.j2",
        modules=("desk:send", "desk:upload"),
        groups=[[_row(one, language_of(request)) for one in group] for group in shown],
        total=len(groups),
        pages=(len(groups) - 1) // ON_A_PAGE + 1,
        number=number,
        state=chosen if chosen in STATES else "all",
        states=STATES,
        words="",
        left=_number(request.query_params.get("left", "0"), 10**6) if "left" in request.query_params else None,
        largest=desk.largest // 1_000_000,
        working=any(job.stage not in ENDED and job.by == user.name for job in desk.jobs.told(user.scope())),
        several=user.scope() is None and desk.server is not None,
    )


def _with_summaries(desk: Desk, unit: str | None, groups: list[list[Listed]]) -> list[list[Listed]]:
    """Return the documents that a page shows with what is told of each; one deleted meanwhile is left out."""
    wanted = [(one.unit, one.digest) for group in groups for one in group]
    told = {(one.unit, one.digest): one for one in desk.projection.documents(unit, wanted)}
    found = [[told[one.unit, one.digest] for one in group if (one.unit, one.digest) in told] for group in groups]
    return [group for group in found if group]


def _number(text: str, most: int) -> int:
    return min(int(text), most) if text.isdecimal() and len(text) < 9 else 0


def _wanted(one: Listed, state: str) -> bool:
    if state == "open":
        return one.open
    if state == "waiting":
        return one.waiting
    return one.state == "failed" if state == "failed" else True


def _row(one: Listed, language: str) -> dict[str, Any]:
    told = dict(one.told)
    failure = told.get("failure")
    facts: dict[str, list[str]] = {}
    for label, text in told["facts"].get(language, []):
        facts.setdefault(label, []).append(text)
    why = KeptFailureError(failure).sentence(language) if failure else ""
    return {
        **told,
        "unit": one.unit,
        "digest": one.digest,
        "facts": list(facts.items()),
        "why": why,
        "added": one.added,
        "changes": _changes(told.get("changes"), language),
    }


def _changes(counted: dict[str, int] | None, language: str) -> dict[str, Any] | None:
    """Return what changed since the earlier draft, as the sentence of the list takes it."""
    from contract_scan.desk.comparing import told_changes

    return {"found": told_changes(counted, language), "count": counted["text"]} if counted else None


def _found(request: Request, desk: Desk, words: str) -> Response:
    scope = user_of(request).scope()
    hits, number = desk.projection.search(words, scope)
    by_document: dict[tuple[str, str], list[Hit]] = {}
    for hit in hits:
        by_document.setdefault((hit.unit, hit.digest), []).append(hit)
    documents = {(one.unit, one.digest): one for one in desk.projection.documents(scope, by_document)}
    found = [(documents[key], [(hit, marked(hit.text, words)) for hit in own]) for key, own in by_document.items()]
    return page(request, "found.html.j2", words=words, found=found, shown=len(hits), number=number)


def marked(text: str, words: str) -> list[tuple[str, bool]]:
    """Return a text word by word, each with whether it holds one of the words that were searched."""
    wanted = tuple(folded(words).split())
    return [(word, any(one in folded(word) for one in wanted)) for word in text.split()]


async def upload(request: Request) -> Response:
    """Take in a file, by its content; what it is called is only shown. Answers with its address.

    A commented copy of a document that is here becomes no document: what its replies say is offered to be taken over.
    """
    user, desk = user_of(request), desk_of(request)
    user.needs("write")
    target = await upload_of(request)
    copy = await run_in_threadpool(kept_copy, desk, user.unit, target)
    if copy is not None:
        target.unlink(missing_ok=True)
        told = say("desk.upload.copy", language_of(request), name=copy[0].name)
        address = link(request, "documents", copy[0].unit, copy[0].digest, copy[1])
        return JSONResponse({"address": address, "job": 0, "name": copy[0].name, "copy": told})
    record, job = await run_in_threadpool(desk.take_in, target, file_name(request), user)
    address = link(request, "documents", record.unit, record.digest)
    made: dict[str, Any] = {"address": address, "job": job.number if job else 0, "name": record.name}
    if job is None and shown_name(file_name(request)) != record.name:
        made["copy"] = say("desk.upload.same", language_of(request), name=record.name)
    return JSONResponse(made)


def progress(request: Request) -> Response:
    """Tell how far each document is that is being read."""
    user = user_of(request)
    user.needs("read")
    language = language_of(request)
    jobs = desk_of(request).jobs.told(user.scope())
    return JSONResponse({"jobs": [told(job, language, request) for job in jobs]})


def told(job: Job, language: str, request: Request) -> dict[str, Any]:
    """Return how far a document is, in words."""
    failed = job.error.sentence(language) if job.error else ""
    return {
        "number": job.number,
        "own": job.by == user_of(request).name,
        "name": job.name,
        "text": failed or _how_far(job, language),
        "over": job.stage in ENDED,
        "failed": job.stage in ("failed", "cancelled"),
        "share": _share(job),
        "address": link(request, "documents", job.unit, job.digest) if job.stage == "done" else "",
    }


#: From where to where a stage goes on a bar of a hundred.
_SHARES = {"waiting": (0, 0), "reading": (2, 50), "again": (2, 50), "checking": (50, 98)}


def _share(job: Job) -> int:
    """Return how far a job is, of a hundred: half of it is reading, half the checkers."""
    start, end = _SHARES.get(job.stage, (100, 100))
    _, number, total = job.step or ("", 1, 1)
    return start + (end - start) * (number - 1) // max(total, 1)


def _how_far(job: Job, language: str) -> str:
    """Return in words how far a job is: which page is read, or which document or checker is at work."""
    characters = decimal(str(job.characters), language)
    values = {"pages": job.pages or 0, "count": job.pages or 0, "characters": characters}
    key = "checking_pages" if job.stage == "checking" and job.pages else job.stage
    text = say(f"desk.stage.{key}", language, **values)
    if job.step is None:
        return text
    what, number, total = job.step
    return f"{text}: {say(f'desk.step.{what}', language, number=number, total=total)}"


def cancel(request: Request) -> Response:
    """Stop reading a document."""
    user = user_of(request)
    user.needs("write")
    desk_of(request).jobs.cancel(request.path_params["number"], None if user.may("manage") else user.name)
    return JSONResponse({})


ROUTES = [
    Route("/", listed),
    Route("/documents", upload, methods=["POST"]),
    Route("/progress", progress),
    Route("/progress/{number:int}/cancel", cancel, methods=["POST"]),
]
