"""Which agreements are touched by a new list, rule or definition, and what a new scan of a document at hand finds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, select

from contract_scan.register.tables import AGREEMENT as A
from contract_scan.register.tables import ANSWER as Q
from contract_scan.register.tables import REVIEW as R
from contract_scan.register.tables import SOURCES as S
from contract_scan.register.views.base import At, running

REASONS = ("lists", "rules", "question_set", "definition")


@dataclass(frozen=True, slots=True)
class Current:
    """What a review would be made with today; what is empty is not compared. `lists` are editions by kind."""

    lists: Mapping[str, str] = field(default_factory=dict)
    rules: str = ""
    question_set: str = ""
    definition: str = ""


@dataclass(frozen=True, slots=True)
class Touched:
    """A running agreement whose latest review was made with something older, and with what."""

    agreement: str
    title: str
    unit: str
    reviewed: str
    reasons: tuple[str, ...]
    lists: tuple[str, ...] = ()


def touched(connection: Connection, at: At, current: Current) -> list[Touched]:
    """Return the running agreements that are to be tested again, in order of the day of their review."""
    old = {row.n: _reasons(row, current) for row in connection.execute(select(S))}
    numbers = [number for number, (reasons, _) in old.items() if reasons]
    if not numbers:
        return []
    joined = A.join(R, R.c.agreement == A.c.n)
    asked = select(A.c.id, A.c.title, A.c.unit, R.c.on, R.c.sources).select_from(joined)
    asked = asked.where(running(at), R.c.on == A.c.reviewed, R.c.sources.in_(numbers)).order_by(R.c.on, A.c.id)
    return [
        Touched(r.id, r.title, r.unit, r.on, old[r.sources][0], old[r.sources][1]) for r in connection.execute(asked)
    ]


def _reasons(row: Any, current: Current) -> tuple[tuple[str, ...], tuple[str, ...]]:
    used = dict(line.split(" ", 1) for line in row.lists.split("\n") if " " in line)
    newer = tuple(
        f"{kind} {used.get(kind, '–')} → {edition}"
        for kind, edition in sorted(current.lists.items())
        if used.get(kind, "") < edition
    )
    differs = {
        "lists": bool(newer),
        "rules": _other(row.rules, current.rules),
        "question_set": _other(row.question_set, current.question_set),
        "definition": _other(row.definition, current.definition),
    }
    return tuple(reason for reason in REASONS if differs[reason]), newer


def _other(used: str, now: str) -> bool:
    return bool(now) and used != now


def counts(connection: Connection, at: At, current: Current) -> dict[str, int]:
    """Return how many running agreements are to be tested again, by reason, and how many have no review at all."""
    found = touched(connection, at, current)
    by_reason = {reason: sum(reason in one.reasons for one in found) for reason in REASONS}
    without = connection.scalar(select(func.count()).select_from(A).where(running(at), A.c.reviewed == ""))
    return {**by_reason, "any": len(found), "never": without or 0}


@dataclass(frozen=True, slots=True)
class Changed:
    """What a new scan of an agreement's document finds: questions with evidence now and not before, and the reverse."""

    agreement: str
    title: str
    path: str
    new: tuple[str, ...]
    gone: tuple[str, ...]


def documents_in(folder: Path) -> dict[str, Path]:
    """Return the files of a folder and those below it by their SHA-256."""
    return {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in sorted(folder.rglob("*")) if path.is_file()}


def scanned_again(
    connection: Connection, wanted: list[str], documents: Mapping[str, Path], digests: Mapping[str, str], setup: Any
) -> Iterator[Changed]:
    """Scan the documents at hand of agreements, and yield what differs from the stored answers.

    `digests` are the SHA-256 of each agreement's document. Raises `ReadError` for a document that cannot be read.
    """
    from contract_scan.read import read
    from contract_scan.scanning import scan_document

    for identity in wanted:
        path = documents.get(digests.get(identity, ""))
        if path is None:
            continue
        scan = scan_document(read(str(path), setup.readers), setup)
        now = {answer.question for answer in scan.answers if answer.state == "evidence"}
        joined = A.join(Q, Q.c.agreement == A.c.n)
        asked = select(Q.c.question).select_from(joined).where(A.c.id == identity, Q.c.state == "evidence")
        before = set(connection.scalars(asked))
        title = connection.scalar(select(A.c.title).where(A.c.id == identity)) or identity
        yield Changed(identity, title, str(path), tuple(sorted(now - before)), tuple(sorted(before - now)))
