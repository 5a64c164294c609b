"""A document's page: today's review page, answered in place; and what else can be done with the document."""

from __future__ import annotations

import time
from dataclasses import asdict
from typing import Any

from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from contract_scan.desk.asked import desk_of, file_name, form_of, json_of, record_of, upload_of
from contract_scan.desk.desk import Desk, KeptFailureError
from contract_scan.desk.drafts import told_as_table
from contract_scan.desk.errors import DeskError
from contract_scan.desk.fragments import fragment
from contract_scan.desk.jobs import ENDED
from contract_scan.desk.journal import Event
from contract_scan.desk.pages import REVIEW_SCRIPT, data_block, language_of, link, page, to, user_of
from contract_scan.desk.projection import Listed, later_drafts
from contract_scan.desk.record import WRITTEN, Outcome, Record, change_from, written_since
from contract_scan.desk.records import HELD
from contract_scan.desk.views.made import addressees
from contract_scan.messages import say

#: How many changes one message may hold, and how long somebody counts as present after their last word, in seconds.
MOST, PRESENT = 5_000, 12.0


def shown(request: Request) -> Response:
    """Show a document to be reviewed; while it is being read, how far that is; or why it could not be read."""
    record, desk, language = record_of(request), desk_of(request), language_of(request)
    if record.about is not None and not _is_usable(record, language):
        record.clear_reading()
        desk.read(record, user_of(request).name)
        desk.changed(record)
    if record.about is None:
        job = next((j for j in desk.jobs.told(record.unit) if j.digest == record.digest and j.stage not in ENDED), None)
        failure = record.told("failed")
        if job is None and not failure:  # it waited while the desk was stopped, or found no place
            job = desk.read(record, user_of(request).name)
        why = KeptFailureError(failure).sentence(language) if failure and job is None else ""
        values: dict[str, Any] = {
            "why": why,
            "number": job.number if job else 0,
            "may_delete": user_of(request).may("delete"),
        }
        return page(request, "unread.html.j2", modules=("desk:send", "desk:reading"), record=record, **values)
    return page(
        request,
        "document.html.j2",
        modules=REVIEW_SCRIPT,
        record=record,
        body=Markup(fragment(record, language)),  # made by the report's own templates, which escape everything
        data=data_block(_data(request, record)),
        earlier=_earlier(desk, record),
        damaged=record.journal.damaged,
    )


def _is_usable(record: Record, language: str) -> bool:
    """Say whether what was kept of a document can be shown; another version may have kept it in another form."""
    try:
        fragment(record, language)
    except (OSError, ValueError):
        return False
    return True


def _earlier(desk: Desk, record: Record) -> Record | None:
    try:
        return desk.records.get(record.unit, str(record.told("draft_of") or ""))
    except DeskError:
        return None


def _data(request: Request, record: Record) -> dict[str, Any]:
    """Return what the page's script needs beside the scan: what people wrote until now, and where to send more."""
    user, server = user_of(request), desk_of(request).server is not None
    language = language_of(request)
    events = [event for (_, kind, _), event in record.heads.items() if kind in WRITTEN]
    messages = (
        "saving",
        "saved",
        "offline",
        "refused",
        "conflict",
        "theirs",
        "mine",
        "here",
        "nobody",
        "none",
        "needs",
    )
    return {
        "address": link(request, "documents", record.unit, record.digest, "events"),
        "name_address": "" if server else link(request, "name"),
        "name": user.name,
        "seen": len(record.journal.events),
        "events": [_plain(event) for event in events],
        "parts": [part["sha256"] for part in record.parts()],
        "messages": {name: say(f"desk.script.{name}", language) for name in messages},
        "may_write": user.may("write"),
    }


def _plain(event: Event) -> dict[str, Any]:
    return asdict(event)


async def written(request: Request) -> Response:
    """Take in what somebody wrote. What does not follow the last word on its thing is sent back with that word."""
    record, user = record_of(request, "write"), user_of(request)
    entries = (await json_of(request)).get("changes")
    if not isinstance(entries, list) or len(entries) > MOST:
        raise DeskError("bad_change")
    known = {part["sha256"] for part in record.parts()}
    changes = [change_from(_signed(entry, user.name, desk_of(request))) for entry in entries]
    if any(change.part not in known for change in changes):
        raise DeskError("bad_change")
    outcomes: list[Outcome] = await run_in_threadpool(_write, record, changes, user.name)
    desk_of(request).changed(record)
    _mark_present(desk_of(request), record, user.name)
    return JSONResponse({"outcomes": [{"conflict": one.conflict, "event": _plain(one.event)} for one in outcomes]})


def _signed(entry: Any, name: str, desk: Desk) -> Any:
    """Behind a proxy nobody writes under another name than their own."""
    if desk.server is not None and isinstance(entry, dict) and isinstance(entry.get("value"), dict):
        return {**entry, "value": {**entry["value"], "by": name}}
    return entry


def _write(record: Record, changes: list[Any], by: str) -> list[Outcome]:
    try:
        return record.write(changes, by)
    except OSError as error:
        raise DeskError("disk", 507, reason=error.strerror or "") from None


def events(request: Request) -> Response:
    """Tell what others wrote after an event, and who else is at this document."""
    record, user, desk = record_of(request), user_of(request), desk_of(request)
    after = request.query_params.get("after", "0")
    number = int(after) if after.isdecimal() and len(after) < 9 else 0
    others = _mark_present(desk, record, user.name)
    return JSONResponse(
        {
            "seen": len(record.journal.events),
            "events": [_plain(event) for event in written_since(record, number)],
            "others": others,
        }
    )


def _mark_present(desk: Desk, record: Record, name: str) -> list[str]:
    """Note that somebody is at a document; return who else is."""
    now = time.monotonic()
    if len(desk.present) > HELD:
        desk.present = {key: seen for key, seen in desk.present.items() if now - max(seen.values()) < PRESENT}
    here = desk.present.setdefault((record.unit, record.digest), {})
    here[name] = now
    for other, last in list(here.items()):
        if now - last > PRESENT:
            here.pop(other, None)
    return sorted(other for other in here if other != name)


def more(request: Request) -> Response:
    """Show what else can be done: a later draft, a commented copy, files to take along, reading again, deleting."""
    record, user, desk = record_of(request), user_of(request), desk_of(request)
    return page(
        request,
        "more.html.j2",
        modules=("desk:send", "desk:upload"),
        record=record,
        parts=record.parts(),
        largest=desk.largest // 1_000_000,
        history=[(event, _about(event, language_of(request))) for event in record.journal.events[-200:][::-1]],
        may_delete=user.may("delete"),
        earlier=_earlier(desk, record),
        others=_maybe_earlier(desk, record),
    )


def _maybe_earlier(desk: Desk, record: Record) -> list[Listed]:
    """Return the documents of which this one may be a later draft: neither itself nor later drafts of it."""
    listed = desk.projection.documents(record.unit)
    later = later_drafts(listed, record.digest)
    if any(one.digest == record.digest and told_as_table(one.told) for one in listed):
        return []
    return [one for one in listed if one.digest not in later and not told_as_table(one.told)]


def _about(event: Event, language: str) -> str:
    """Return what an event is about, as a person calls it."""
    if event.kind in ("letter", "sent"):
        to_whom = event.key.rpartition(":")[2]
        return say(f"ask.addressee.{to_whom}", language) if to_whom in addressees() else to_whom
    return event.key if event.kind in ("answer", "source") else ""


async def later_draft(request: Request) -> Response:
    """Take in a later draft: a document of its own that takes over what was answered and decided on this one."""
    record, user, desk = record_of(request, "write"), user_of(request), desk_of(request)
    target = await upload_of(request)
    new, job = await run_in_threadpool(desk.take_in, target, file_name(request), user, record)
    if new is record:
        raise DeskError("same_draft")
    address = link(request, "documents", new.unit, new.digest)
    return JSONResponse({"address": address, "job": job.number if job else 0, "name": new.name})


async def follows(request: Request) -> Response:
    """Say that a document at the desk already is a later draft of another one."""
    record, user, desk = record_of(request, "write"), user_of(request), desk_of(request)
    earlier = desk.record(user, record.unit, (await form_of(request)).get("earlier", ""))
    if earlier.digest == record.digest:
        raise DeskError("same_draft")
    await run_in_threadpool(_follow, desk, record, earlier, user)
    return to(request, "documents", record.unit, record.digest)


def _follow(desk: Desk, record: Record, earlier: Record, user: Any) -> None:
    desk.follow(record, earlier, user)
    if record.about is not None:
        desk._tell_changes(record, user.name)
    desk.changed(record)


def again(request: Request) -> Response:
    """Read a document again, with the rules and lists that there are now."""
    record, user, desk = record_of(request, "write"), user_of(request), desk_of(request)
    record.clear_reading()
    desk.read(record, user.name)
    desk.changed(record)
    return to(request, "documents", record.unit, record.digest)


async def delete(request: Request) -> Response:
    """Delete a document and its text everywhere, and say what remains."""
    record, user, desk = record_of(request, "delete"), user_of(request), desk_of(request)
    form = await form_of(request)
    keep = form.get("keep") == "yes"
    left = await run_in_threadpool(lambda: desk.delete(record, user, keep_decisions=keep))
    answer = to(request)
    answer.headers["location"] += f"?left={left['decisions']}"
    return answer


_AT = "/documents/{unit}/{digest}"
ROUTES = [
    Route(_AT, shown),
    Route(f"{_AT}/events", events, methods=["GET"]),
    Route(f"{_AT}/events", written, methods=["POST"]),
    Route(f"{_AT}/more", more),
    Route(f"{_AT}/later", later_draft, methods=["POST"]),
    Route(f"{_AT}/follows", follows, methods=["POST"]),
    Route(f"{_AT}/again", again, methods=["POST"]),
    Route(f"{_AT}/delete", delete, methods=["POST"]),
]
