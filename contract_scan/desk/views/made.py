"""What is made of a document: memo, annotated copy, letters, comparison; and a commented copy taken back in."""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import Any

from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from contract_scan.desk.absorbing import chosen_of, keep_absorbed, rows_of
from contract_scan.desk.asked import desk_of, fields_of, form_of, json_of, record_of, upload_of
from contract_scan.desk.comparing import comparison
from contract_scan.desk.desk import Desk
from contract_scan.desk.errors import DeskError
from contract_scan.desk.outside import annotated_copy
from contract_scan.desk.pages import download, language_of, link, page, to, user_of
from contract_scan.desk.record import Change, Record
from contract_scan.desk.users import User
from contract_scan.letters import Letter
from contract_scan.messages import LANGUAGES, catalogue, say

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#: The longest letter, in characters.
LONGEST = 100_000


def memo(request: Request) -> Response:
    """Give the memo with everything answered and decided until now."""
    from contract_scan.report.memo import MemoReporter

    record, language = record_of(request), language_of(request)
    scans = [one.scan for one in desk_of(request).current(record, user_of(request))]
    reporter = MemoReporter(desk_of(request).settings().memo_template)
    return download(reporter.report(scans, language), f"{PurePath(record.name).stem}-memo.docx", DOCX)


def report(request: Request) -> Response:
    """Give the review page as one file, with everything answered and decided until now."""
    from contract_scan.report.html import HtmlReporter

    record, language = record_of(request), language_of(request)
    scans = [one.scan for one in desk_of(request).current(record, user_of(request))]
    return download(HtmlReporter().report(scans, language).encode(), f"{record.name}.html", "text/html")


def as_data(request: Request) -> Response:
    """Give the JSON report, with everything answered and decided until now."""
    from contract_scan.report.json import as_json

    record, language = record_of(request), language_of(request)
    scans = [as_json(one.scan, language) for one in desk_of(request).current(record, user_of(request))]
    text = "\n".join(json.dumps(scan, ensure_ascii=False) for scan in scans) + "\n"
    return download(text.encode(), f"{record.name}.{'json' if len(scans) == 1 else 'jsonl'}", "application/json")


def decisions(request: Request) -> Response:
    """Give the answers and decisions as the file that the command line takes."""
    from contract_scan.decisions import as_plain

    record = record_of(request)
    part = request.query_params.get("part") or record.first_part
    text = json.dumps(as_plain(record.decisions(part)), ensure_ascii=False, indent=1) + "\n"
    return download(text.encode(), f"{record.name}.decisions.json", "application/json")


def original(request: Request) -> Response:
    """Give the file back, byte for byte, never to be opened by the browser."""
    record = record_of(request)
    return download(record.original.read_bytes(), record.name)


def annotated(request: Request) -> Response:
    """Give a copy in Word or PDF with the findings as comments. The file itself stays as it is."""
    record, language = record_of(request), language_of(request)
    desk = desk_of(request)
    scans = desk.current(record, user_of(request))
    data = annotated_copy(record, scans, desk.settings(), language, desk.home.incoming)
    name = PurePath(record.name)
    return download(data, f"{name.stem}.reviewed{name.suffix}")


# --- letters


def letters(request: Request) -> Response:
    """Show a letter for each person who may know what the document leaves open, to be edited."""
    record, user = record_of(request), user_of(request)
    spoken = request.query_params.get("in", language_of(request))
    language = spoken if spoken in LANGUAGES else LANGUAGES[0]
    own = [
        _letter_row(record, letter, language) for letter in written_letters(desk_of(request), record, user, language)
    ]
    return page(
        request, "letters.html.j2", modules=("desk:send", "desk:letters"), record=record, letters=own, spoken=language
    )


def written_letters(desk: Desk, record: Record, user: User, language: str) -> list[Letter]:
    """Return the letters as the document and the decisions on it ask for them."""
    from contract_scan.dossier import dossier_of
    from contract_scan.letters import letters as letters_of

    scans = desk.current(record, user)
    return list(letters_of(dossier_of(scans[0].scan), language)) if scans else []


def _letter_row(record: Record, letter: Letter, language: str) -> dict[str, Any]:
    key = f"{language}:{letter.to}"
    edited, sent = record.head("letter", key), record.head("sent", letter.to)
    told = edited.value if edited and edited.value else {}
    subject = letter.subject.partition(": ")[2] or letter.subject
    subject = subject[:1].upper() + subject[1:]
    state = sent.value if sent and sent.value else {}
    return {
        "to": letter.to,
        "title": say(f"ask.addressee.{letter.to}", language),
        "questions": ", ".join(letter.questions),
        "subject": told.get("subject", subject),
        "body": told.get("body", letter.body),
        "edited": bool(told),
        "after": edited.n if edited else 0,
        "sent": state.get("sent", ""),
        "answered": state.get("answered", ""),
        "sent_after": sent.n if sent else 0,
    }


def addressees() -> frozenset[str]:
    """Return to whom letters may be written."""
    return frozenset(catalogue("ask", LANGUAGES[0])["addressee"])


async def write_letter(request: Request) -> Response:
    """Keep a letter as somebody edits it, or that it was sent or answered."""
    record, user = record_of(request, "write"), user_of(request)
    told, to_whom = await json_of(request), request.path_params["to"]
    language = str(told.get("language", ""))
    if language not in LANGUAGES or len(json.dumps(told)) > LONGEST or to_whom not in addressees():
        raise DeskError("bad_change")
    after = told.get("after")
    if not isinstance(after, int):
        raise DeskError("bad_change")
    if "body" in told:
        value = {"subject": str(told.get("subject", "")), "body": str(told["body"])}
        change = Change("letter", f"{language}:{to_whom}", value, "", after)
    else:
        value = {"sent": str(told.get("sent", ""))[:10], "answered": str(told.get("answered", ""))[:10]}
        change = Change("sent", to_whom, value if value["sent"] else None, "", after)
    (outcome,) = await run_in_threadpool(record.write, [change], user.name)
    desk_of(request).changed(record)
    told_back = {"conflict": outcome.conflict, "after": outcome.event.n, "by": outcome.event.by}
    return JSONResponse({**told_back, "value": outcome.event.value})


async def letter_file(request: Request) -> Response:
    """Give a letter as it stands in the form: an e-mail that opens as a draft, or a Word file."""
    from contract_scan.letters.forms import SUFFIXES, formed

    record, form = record_of(request), await form_of(request)
    kind = form.get("as", "eml")
    language = form.get("language", LANGUAGES[0])
    if kind not in ("eml", "docx") or language not in LANGUAGES:
        raise DeskError("bad_change")
    to_whom = request.path_params["to"]
    paragraphs = tuple(form.get("body", "").replace("\r\n", "\n").split("\n\n"))
    addressee = say("ask.to", language, to=say(f"ask.addressee.{to_whom}", language))
    subject = f"{say('desk.letters.subject', language)}: {form.get('subject', '')}"
    letter = Letter(to_whom, (), addressee, subject, paragraphs)
    name = f"{PurePath(record.name).stem}-{say(f'ask.file.{to_whom}', language)}{SUFFIXES[kind]}"
    return download(formed(letter, kind), name, "message/rfc822" if kind == "eml" else DOCX)


# --- comparison


def compare(request: Request) -> Response:
    """Show what changed since another draft at the desk; without one, let the reader choose."""
    record, user, desk, language = record_of(request), user_of(request), desk_of(request), language_of(request)
    chosen = request.query_params.get("with") or record.told("draft_of") or ""
    others = [
        one for one in desk.projection.documents(record.unit) if one.digest != record.digest and one.state == "read"
    ]
    if not chosen:
        return page(request, "compare.html.j2", record=record, others=others, chosen="", made="")
    earlier = desk.record(user, record.unit, chosen)
    if earlier is not record and desk.is_later(earlier, record):
        # What changed is told from the earlier to the later one.
        answer = to(request, "documents", record.unit, earlier.digest, "compare")
        answer.headers["location"] += f"?with={record.digest}"
        return answer
    made = comparison(desk.kept(earlier), desk.kept(record), record)
    from contract_scan.compare.page import body

    text = Markup(body(made, language))  # made by the report's own templates, which escape everything
    return page(request, "compare.html.j2", record=record, others=others, chosen=chosen, made=text)


# --- a commented copy


async def absorb(request: Request) -> Response:
    """Read the answers and decisions out of a commented copy, and keep them aside until somebody looked at them."""
    record = record_of(request, "write")
    copy = await upload_of(request)
    try:
        name = await run_in_threadpool(keep_absorbed, desk_of(request), record, copy)
    finally:
        copy.unlink(missing_ok=True)
    return JSONResponse({"address": link(request, "documents", record.unit, record.digest, name), "job": 0, "name": ""})


def _absorbed(request: Request, record: Record) -> tuple[dict[str, Any], str]:
    name = f"absorbed-{request.path_params['name']}"
    path = record.folder / f"{name}.json"
    if not request.path_params["name"].isalnum() or not path.is_file():
        raise DeskError("no_page", 404)
    return json.loads(path.read_bytes()), name


def absorbed(request: Request) -> Response:
    """Show what a commented copy says beside what stands at the desk, to be taken over one by one."""
    record, language = record_of(request, "write"), language_of(request)
    found, name = _absorbed(request, record)
    rows = rows_of(found, record, desk_of(request).setup(), language)
    return page(request, "absorbed.html.j2", record=record, rows=rows, name=name, undecided=found["undecided"])


async def take_over(request: Request) -> Response:
    """Write what somebody chose of a commented copy. What was written meanwhile by others is not written over."""
    record, user = record_of(request, "write"), user_of(request)
    found, name = _absorbed(request, record)
    changes = chosen_of(found, record, await fields_of(request))
    outcomes = await run_in_threadpool(record.write, changes, user.name)
    desk_of(request).changed(record)
    if any(one.conflict for one in outcomes):
        return to(request, "documents", record.unit, record.digest, name)
    (record.folder / f"{name}.json").unlink(missing_ok=True)
    return to(request, "documents", record.unit, record.digest)


_AT = "/documents/{unit}/{digest}"
ROUTES = [
    Route(f"{_AT}/memo", memo),
    Route(f"{_AT}/report", report),
    Route(f"{_AT}/data", as_data),
    Route(f"{_AT}/decisions", decisions),
    Route(f"{_AT}/original", original),
    Route(f"{_AT}/annotated", annotated),
    Route(f"{_AT}/letters", letters),
    Route(f"{_AT}/letters/{{to}}", write_letter, methods=["POST"]),
    Route(f"{_AT}/letters/{{to}}/file", letter_file, methods=["POST"]),
    Route(f"{_AT}/compare", compare),
    Route(f"{_AT}/absorb", absorb, methods=["POST"]),
    Route(f"{_AT}/absorbed-{{name}}", absorbed, methods=["GET"]),
    Route(f"{_AT}/absorbed-{{name}}", take_over, methods=["POST"]),
]
