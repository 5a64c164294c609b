"""What a commented copy says of a document: kept aside, shown with what each reply is about, and taken over."""

from __future__ import annotations

import json
import re
import secrets
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from contract_scan.desk.desk import Desk
from contract_scan.desk.errors import DeskError
from contract_scan.desk.fragments import fragment
from contract_scan.desk.journal import Event
from contract_scan.desk.outside import absorbed_copy
from contract_scan.desk.record import WRITTEN, Change, Record
from contract_scan.desk.records import digest_of
from contract_scan.errors import ContractScanError
from contract_scan.messages import LANGUAGES, say
from contract_scan.setup import Setup
from contract_scan.signature import named_in

#: What is answered or decided on, by the kind of event: the word for what was chosen, and where its name stands.
_CHOSEN = {"answer": ("answer", "answer"), "finding": ("decision", "choice")}


def keep_absorbed(desk: Desk, record: Record, copy: Path) -> str:
    """Keep what a commented copy says beside its document, each decision with its rule and quote; return its name.

    Raises `DeskError` where the document was not read yet, and the errors of a copy that says nothing.
    """
    every = [
        finding
        for one in desk.kept(record)
        for finding in (*one.scan.findings, *(aside.finding for aside in one.scan.set_aside))
    ]
    told = {finding.identity: {"rule": finding.rule, "quote": finding.quote} for finding in every}
    found = absorbed_copy(copy, record)
    found["findings"] = [entry | told.get(entry["finding"], {}) for entry in found["findings"]]
    name = f"absorbed-{secrets.token_hex(8)}"
    record.keep(f"{name}.json", json.dumps(found).encode())
    return name


#: How much of a file's comments is looked through for ours, in bytes.
_LOOKED = 20_000_000


def kept_copy(desk: Desk, unit: str, file: Path) -> tuple[Record, str] | None:
    """Keep what a file says that is a commented copy of a document of a unit; return that document and the name.

    It is known by our own comments. None for any other file, one that is at the desk already among them.
    """
    named = _named_in(file)
    if not named or _is_here(desk, unit, file):
        return None
    record = _copied(desk, unit, named)
    if record is None:
        return None
    try:
        return record, keep_absorbed(desk, record, file)
    except ContractScanError:
        return None


def _named_in(file: Path) -> set[str]:
    """Return the identities of findings that comments of ours in a Word file name."""
    try:
        with zipfile.ZipFile(file) as archive, archive.open("word/comments.xml") as comments:
            return named_in(comments.read(_LOOKED))
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, NotImplementedError, RuntimeError, zlib.error):
        return set()


def _copied(desk: Desk, unit: str, named: set[str]) -> Record | None:
    """Return the document that has most of these findings, at least half of them."""
    found = [(_has(one, named), one.digest, one) for one in desk.records.all(unit) if one.about]
    most, _, record = max(found, key=lambda row: row[:2], default=(0, "", None))
    return record if 2 * most >= len(named) else None


def _has(record: Record, named: set[str]) -> int:
    try:
        page = fragment(record, LANGUAGES[0])
    except (OSError, ValueError):
        return 0
    return len(named & set(re.findall(r'data-finding="([0-9a-f]{16})"', page)))


def _is_here(desk: Desk, unit: str, file: Path) -> bool:
    try:
        desk.records.get(unit, digest_of(file))
    except DeskError:
        return False
    return True


def rows_of(found: dict[str, Any], record: Record, setup: Setup, language: str) -> list[dict[str, Any]]:
    """Return a row for each distinct thing that a copy says; what would read the same is taken over together."""
    rows: dict[tuple[str, ...], dict[str, Any]] = {}
    part = record.first_part
    for kind, entry in _entries(found):
        held = record.head(kind, _key(kind, entry), part)
        row = _row(held, kind, entry, language) | _about(kind, entry, setup, language)
        same = tuple(str(row[name]) for name in ("title", "quote", "theirs", "why", "by", "ours", "ours_why"))
        first = rows.setdefault(same, row | {"things": []})
        first["things"].append((row["field"], row["after"]))
    return list(rows.values())


def _entries(found: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [("answer", one) for one in found["answers"]] + [("finding", one) for one in found["findings"]]


def _key(kind: str, entry: dict[str, Any]) -> str:
    return str(entry[WRITTEN[kind]])


def _about(kind: str, entry: dict[str, Any], setup: Setup, language: str) -> dict[str, str]:
    """Return what a reply is about: a question with its title, or a rule's title with the words it was found on."""
    if kind == "answer":
        asked = next((one for one in setup.questions.questions if one.id == entry["question"]), None)
        return {"title": f"{entry['question']} {asked.title[language]}" if asked else entry["question"], "quote": ""}
    if not entry["rule"]:
        return {"title": say("desk.absorbed.gone", language), "quote": ""}
    meaning = setup.pack.meanings.get(entry["rule"])
    return {"title": meaning.title[language] if meaning else entry["rule"], "quote": " ".join(entry["quote"].split())}


def _row(held: Event | None, kind: str, entry: dict[str, Any], language: str) -> dict[str, Any]:
    word, area = _CHOSEN[kind]
    ours: dict[str, Any] = held.value if held and held.value else {}
    return {
        "field": f"{kind}:{_key(kind, entry)}",
        "theirs": say(f"decisions.{area}.{entry[word]}", language),
        "why": entry.get("why", ""),
        "by": entry.get("by", ""),
        "ours": say(f"decisions.{area}.{ours[word]}", language) if ours else "",
        "ours_why": ours.get("why", ""),
        "same": bool(ours) and ours[word] == entry[word] and ours.get("why", "") == entry.get("why", ""),
        "after": held.n if held else 0,
    }


def chosen_of(found: dict[str, Any], record: Record, fields: Iterable[tuple[str, str]]) -> list[Change]:
    """Return the changes that the fields of the form choose; each says which event was seen on its thing."""
    chosen: set[str] = set()
    seen: dict[str, int] = {}
    for field, value in fields:
        if field == "take":
            chosen.update(value.split())
        elif field.startswith("after:") and value.isdecimal() and len(value) < 9:
            seen[field.removeprefix("after:")] = int(value)
    named = ((kind, _key(kind, entry), entry) for kind, entry in _entries(found))
    part = record.first_part
    return [
        Change(kind, key, entry, part, seen.get(f"{kind}:{key}", 0))
        for kind, key, entry in named
        if f"{kind}:{key}" in chosen
    ]
