"""What the reviewer answered and decided, kept in a file of its own beside the document.

A decision belongs to a finding's identity (rule and quote), so that it survives renumbering. The file is JSON; its
schema is `contract_scan/report/decisions.schema.json`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, field
from pathlib import Path
from typing import Any, Literal, get_args

from contract_scan.errors import UsageError
from contract_scan.nouns import dataclass
from contract_scan.whole_file import write_whole

SCHEMA = "contract-scan/decisions/1"

Reply = Literal["yes", "no", "unknown"]
Consulted = Literal["consulted", "does_not_apply"]
Choice = Literal["relevant", "not_relevant", "ask", "negotiated_away"]


class DecisionsError(UsageError):
    """A decisions file cannot be used."""

    area = "decisions"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The reviewer's answer to one question: what, by whom, when (ISO 8601) and why."""

    question: str
    answer: Reply
    by: str = ""
    when: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """The reviewer's decision on one finding. A finding that is "not_relevant" must say why."""

    finding: str
    decision: Choice
    rule: str = ""
    quote: str = ""
    by: str = ""
    when: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Consultation:
    """What a person recorded of a source of the annex: consulted, or not applicable.

    `by` is a role, `when` a day (ISO 8601), `why` what came of it or why the source does not apply, `years` how far
    back was looked, 0 where that says nothing.
    """

    source: str
    state: Consulted
    by: str = ""
    when: str = ""
    why: str = ""
    years: int = 0


@dataclass(frozen=True, slots=True)
class Decisions:
    """All answers and decisions on one document, with what was consulted. `sha256` is the draft they were made on."""

    path: str = ""
    sha256: str = ""
    answers: tuple[Reviewed, ...] = ()
    findings: tuple[Decision, ...] = ()
    sources: tuple[Consultation, ...] = ()
    by_finding: Mapping[str, Decision] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_finding", {d.finding: d for d in self.findings})

    def answer_to(self, question: str) -> Reviewed | None:
        """Return the reviewer's answer to a question, if there is one."""
        return next((a for a in self.answers if a.question == question), None)

    def is_new(self, finding: str, draft: str) -> bool:
        """Say whether a finding in a draft (its SHA-256) has no decision and may not have been there to decide on.

        On the very draft that the decisions were made on, nothing is new.
        """
        return self.sha256 != draft and finding not in self.by_finding

    def merged_with(self, later: Decisions) -> Decisions:
        """Return these with what was said later in place of what was on the same question, finding or source."""
        answers = {a.question: a for a in (*self.answers, *later.answers)}
        findings = {d.finding: d for d in (*self.findings, *later.findings)}
        sources = {s.source: s for s in (*self.sources, *later.sources)}
        return Decisions(
            later.path or self.path,
            later.sha256 or self.sha256,
            tuple(answers[key] for key in sorted(answers)),
            tuple(findings[key] for key in sorted(findings)),
            tuple(sources[key] for key in sorted(sources)),
        )


def load_decisions(path: Path) -> Decisions:
    """Return the decisions in a file. Raises `DecisionsError` that says what is wrong and where."""
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        raise DecisionsError("unreadable", path=str(path)) from None
    except ValueError:
        raise DecisionsError("no_json", path=str(path)) from None
    return decisions_from(data, str(path))


def decisions_from(data: Any, path: str) -> Decisions:
    """Return decisions from plain values. Raises `DecisionsError`."""
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise DecisionsError("other_schema", path=path, schema=SCHEMA)
    document = data.get("document") or {}
    answers = tuple(_reviewed(entry, path) for entry in data.get("answers") or ())
    findings = tuple(_decision(entry, path) for entry in data.get("findings") or ())
    sources = tuple(_consultation(entry, path) for entry in data.get("sources") or ())
    return Decisions(str(document.get("path", "")), str(document.get("sha256", "")), answers, findings, sources)


def _reviewed(entry: Any, path: str) -> Reviewed:
    values = _texts(entry, Reviewed, path)
    if values.get("answer") not in get_args(Reply) or not values.get("question"):
        raise DecisionsError("bad_answer", path=path, entry=str(values.get("question", "")))
    return Reviewed(**values)  # type: ignore[arg-type]


def _decision(entry: Any, path: str) -> Decision:
    values = _texts(entry, Decision, path)
    if values.get("decision") not in get_args(Choice) or not values.get("finding"):
        raise DecisionsError("bad_decision", path=path, entry=str(values.get("finding", "")))
    if values["decision"] == "not_relevant" and not values.get("why", "").strip():
        raise DecisionsError("no_reason", path=path, entry=values["finding"])
    return Decision(**values)  # type: ignore[arg-type]


def _consultation(entry: Any, path: str) -> Consultation:
    values = _texts(entry, Consultation, path)
    years = values.pop("years", "0")
    if values.get("state") not in get_args(Consulted) or not values.get("source") or not years.isdigit():
        raise DecisionsError("bad_source", path=path, entry=str(values.get("source", "")))
    if values["state"] == "does_not_apply" and not values.get("why", "").strip():
        raise DecisionsError("no_source_reason", path=path, entry=values["source"])
    return Consultation(**values, years=int(years))  # type: ignore[arg-type]


def _texts(entry: Any, kind: type, path: str) -> dict[str, str]:
    if not isinstance(entry, dict):
        raise DecisionsError("bad_entry", path=path)
    known = {name for name in kind.__dataclass_fields__ if name != "by_finding"}  # type: ignore[attr-defined]
    return {key: str(value) for key, value in entry.items() if key in known and value is not None}


def as_plain(decisions: Decisions) -> dict[str, Any]:
    """Return decisions as plain values, as the file has them."""
    return {
        "schema": SCHEMA,
        "document": {"path": decisions.path, "sha256": decisions.sha256},
        "answers": [asdict(answer) for answer in decisions.answers],
        "findings": [asdict(decision) for decision in decisions.findings],
        "sources": [asdict(consultation) for consultation in decisions.sources],
    }


def save_decisions(decisions: Decisions, path: Path) -> None:
    """Write a decisions file, whole or not at all. Raises `DecisionsError` where it cannot be written."""
    text = json.dumps(as_plain(decisions), ensure_ascii=False, indent=1) + "\n"
    try:
        write_whole(path, text.encode())
    except OSError:
        raise DecisionsError("unwritable", path=str(path)) from None
