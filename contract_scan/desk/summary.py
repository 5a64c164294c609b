"""What a list says of one document: its first page's facts, and how far its review is."""

from __future__ import annotations

from typing import Any

from contract_scan.desk.record import Record


def summary_of(record: Record) -> dict[str, Any]:
    """Return what a list says of a document, as plain values; texts by language where they are the tool's own."""
    about = record.about
    read, failed = record.head("read"), record.head("failed")
    state = "read" if about else "failed" if failed and (not read or failed.n > read.n) else "waiting"
    told: dict[str, Any] = {
        "name": record.name,
        "state": state,
        "reading": read.n if read and about else 0,
        "failure": failed.value if state == "failed" and failed else None,
        "draft_of": record.told("draft_of") or "",
        "changes": record.told("changes"),
    }
    parts = about["parts"] if about else []
    told["facts"] = parts[0]["facts"] if parts else {}
    told["parts"] = len(parts)
    told["unread"] = sum(part["unread"] for part in parts)
    return told | _review(record, parts) | _letters(record)


def _review(record: Record, parts: list[dict[str, Any]]) -> dict[str, Any]:
    """Count the questions and findings, and those on which a person wrote something."""
    given: dict[str, int] = {}
    for (_, kind, _), event in record.heads.items():
        if kind in ("answer", "finding") and event.value is not None:
            given[kind] = given.get(kind, 0) + 1
            if kind == "finding" and event.value.get("decision") == "ask":
                given["ask"] = given.get("ask", 0) + 1
    return {
        "questions": sum(part["questions"] for part in parts),
        "answered": given.get("answer", 0),
        "findings": sum(part["findings"] for part in parts),
        "decided": given.get("finding", 0),
        "to_ask": given.get("ask", 0),
    }


def _letters(record: Record) -> dict[str, Any]:
    """Count the letters that were sent, and those of them that nobody answered yet."""
    sent = [event.value for (_, kind, _), event in record.heads.items() if kind == "sent" and event.value]
    return {"sent": len(sent), "waiting": sum(1 for one in sent if not one.get("answered"))}
