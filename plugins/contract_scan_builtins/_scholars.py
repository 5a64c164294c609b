"""Scholars for less than two years, with what the text says on where topic and supervision come from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from contract_scan.document import Block, Document, Span
from contract_scan.facts import find_facts
from contract_scan.finding import Fact, Finding
from contract_scan_builtins._tables import table
from contract_scan_builtins._words_in import first_of

_PERIOD = re.compile(r"P(?:(\d+(?:\.\d+)?)Y)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+)W)?(?:(\d+)D)?")


def short_scholarships(document: Document, findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield the stays of scholars that last less than two years, by a period or by two dates in one block."""
    words = table("scholars")
    starts = {
        block.span.start
        for finding in findings
        if finding.kind == "scholarship"
        for block in document.blocks_in(finding.span)
    }
    if not starts and first_of(document.text, words["scholar"]) is None:
        return
    rules = {finding.rule for finding in findings}
    supervision = "staff.supervision" in rules or _said(document, words["home_supervision"])
    topic = "staff.topic" in rules or _said(document, words["home_topic"])
    for block in document.blocks:
        text = document.quote(block.span)
        if block.span.start not in starts and first_of(text, words["scholar"]) is None:
            continue
        stay = _stay(text, block)
        if stay and stay[0] < words["months"]:
            months, facts = stay
            span = Span(min(f.span.start for f in facts), max(f.span.end for f in facts))
            yield Finding(
                kind="scholarship",
                span=block.span,
                quote=text,
                rule="derived.short_scholarship",
                attributes={"months": round(months, 1), "supervision_from_home": supervision, "topic_from_home": topic},
                facts=facts,
                marked=(span,),
            )


def _said(document: Document, words: dict[str, list[str]]) -> bool:
    return first_of(document.text, words) is not None


def _stay(text: str, block: Block) -> tuple[float, tuple[Fact, ...]] | None:
    """Return how many months a stay lasts and the facts that say so: the longest period, or the first two dates."""
    facts = find_facts(text, block.language, ("period", "date"), offset=block.span.start)
    periods = [(months, fact) for fact in facts if fact.kind == "period" for months in [_months(fact.value)] if months]
    if periods:
        months, fact = max(periods, key=lambda item: item[0])
        # Days and weeks are terms of notice and the like, not stays.
        return (months, (fact,)) if months >= 2 else None
    dates = [fact for fact in facts if fact.kind == "date" and len(fact.value) == 10]
    if len(dates) < 2:
        return None
    days = (date.fromisoformat(dates[1].value) - date.fromisoformat(dates[0].value)).days
    return (days / 30.4375, (dates[0], dates[1])) if days > 0 else None


def _months(period: str) -> float:
    match = _PERIOD.fullmatch(period)
    if match is None:
        return 0.0
    years, months, weeks, days = (float(part or 0) for part in match.groups())
    return years * 12 + months + (weeks * 7 + days) / 30.4375
