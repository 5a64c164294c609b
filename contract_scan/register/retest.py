"""Which agreements are touched by a new list, rule or definition, and what a new scan of a document at hand finds."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, func, select

from contract_scan.errors import ReadError
from contract_scan.register.tables import AGREEMENT as A
from contract_scan.register.tables import ANSWER as Q
from contract_scan.register.tables import REVIEW as R
from contract_scan.register.tables import SOURCES as S
from contract_scan.register.views.base import At, running

if TYPE_CHECKING:
    from contract_scan.runner.flow import Hear
    from contract_scan.setup import Setup

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
    connection: Connection,
    wanted: Sequence[str],
    documents: Mapping[str, Path],
    digests: Mapping[str, str],
    setup: Setup,
    hear: Hear,
    jobs: int | None = None,
) -> Iterator[Changed | ReadError]:
    """Scan the documents at hand of agreements, and yield what differs from the stored answers, in that order.

    `digests` are the SHA-256 of each agreement's document. One that cannot be read is its error. `hear` is told where
    the run stands; `jobs` are how many processes scan, as `contract_scan.runner.scans.jobs_for` takes it.
    """
    from contract_scan.runner.scans import Plan, jobs_for, scans

    at_hand = {one: str(documents[digests[one]]) for one in wanted if digests.get(one, "") in documents}
    agreements: dict[str, list[str]] = {}
    for identity, path in at_hand.items():
        agreements.setdefault(path, []).append(identity)
    plan = Plan(tuple(agreements), jobs_for(len(agreements), jobs))
    for scan, error in scans(plan, setup, hear):
        path = _file_of(scan.document.source.path, agreements)
        identities = agreements.pop(path, [])  # of several documents in a file the first counts
        if error is not None and identities:
            yield error
            continue
        now = {answer.question for answer in scan.answers if answer.state == "evidence"}
        for identity in identities:
            yield _changed(connection, identity, path, now)


def _file_of(path: str, files: Collection[str]) -> str:
    """Return which file a document is in: "mail.eml!letter.pdf" is in "mail.eml"."""
    while path not in files and "!" in path:
        path = path.rpartition("!")[0]
    return path


def _changed(connection: Connection, identity: str, path: str, now: set[str]) -> Changed:
    joined = A.join(Q, Q.c.agreement == A.c.n)
    asked = select(Q.c.question).select_from(joined).where(A.c.id == identity, Q.c.state == "evidence")
    before = set(connection.scalars(asked))
    title = connection.scalar(select(A.c.title).where(A.c.id == identity)) or identity
    return Changed(identity, title, path, tuple(sorted(now - before)), tuple(sorted(before - now)))
