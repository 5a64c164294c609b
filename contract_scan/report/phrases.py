"""Sentences that every report says the same way: what was not read, what failed, and why a question has a gap."""

from __future__ import annotations

from contract_scan.document import Unread
from contract_scan.finding import Finding
from contract_scan.messages import find, say
from contract_scan.question import Gap
from contract_scan.scan import Failure


def unread_sentence(part: Unread, language: str) -> str:
    """Return what could not be read, where, and what to do about it."""
    values = {**part.details, "page": part.page or "", "share": f"{round((part.share or 0) * 100)} %"}
    return say(f"unread.{part.reason}", language, **values)


def failure_sentence(failure: Failure, language: str) -> str:
    """Return which part failed and what that costs."""
    key = f"failures.{failure.reason}"
    if failure.part == "rule":
        key = f"rules.{failure.reason}"
    return say(key, language, **{"name": failure.name, **failure.details})


def gap_sentence(gap: Gap, language: str) -> str:
    """Return why a question was not, or not wholly, looked at."""
    for area in ("gaps", "unread"):
        if find(f"{area}.{gap.reason}", language):
            return say(f"{area}.{gap.reason}", language, **{"page": "", "share": "", **gap.details})
    return say("gaps.other", language, **gap.details)


def place(finding: Finding, language: str) -> str:
    """Return where a finding stands: clause and page, as far as the document has them."""
    parts = []
    if finding.clause:
        parts.append(say("report.clause", language, clause=finding.clause))
    elif finding.headings:
        parts.append(finding.headings[-1])
    if finding.page:
        parts.append(say("report.page", language, page=finding.page))
    return ", ".join(parts) or say("report.no_place", language)


def revision(finding: Finding, language: str) -> str:
    """Return who inserted, deleted or changed it and when; empty for text that was not tracked."""
    change = finding.revision
    if change is None:
        return ""
    who = change.author or say("report.unknown_author", language)
    when = (change.date or "")[:10] or say("report.unknown_date", language)
    return say(f"report.revision.{change.kind}", language, author=who, date=when)
