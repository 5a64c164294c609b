"""Scholars for less than two years, with what the text says on where topic and supervision come from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from contract_scan.document import Block, Document, Span
from contract_scan.facts import find_facts
from contract_scan.finding import Fact, Finding
from contract_scan.rules.sentences import sentences
from contract_scan_builtins.derived.guests import stay_sentences
from contract_scan_builtins.shared.tables import table
from contract_scan_builtins.shared.words_in import first_of

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
    if not starts and first_of(document.text, {**words["scholar"], "guest": _any(words["guest"])}) is None:
        return
    rules = {finding.rule for finding in findings}
    supervision = "staff.supervision" in rules or _said(document, words["home_supervision"])
    topic = "staff.topic" in rules or _said(document, words["home_topic"])
    for span, facts, months in _stays(document, starts):
        marked = Span(min(f.span.start for f in facts), max(f.span.end for f in facts))
        yield Finding(
            kind="scholarship",
            span=span,
            quote=document.quote(span),
            rule="derived.short_scholarship",
            attributes={"months": round(months, 1), "supervision_from_home": supervision, "topic_from_home": topic},
            facts=facts,
            marked=(marked,),
        )


def long_stays(document: Document) -> list[tuple[Span, tuple[Fact, ...]]]:
    """Return the stays of two years or more of which a sentence says that a guest or scholar stays."""
    words = table("scholars")
    least, most = words["months"], words["most_months"]
    said = stay_sentences(document)
    found = ((span, _stay(document.quote(span), block.language, span.start)) for block, span in said)
    return [(span, stay[1]) for span, stay in found if stay and least <= round(stay[0], 1) <= most]


def _stays(document: Document, starts: set[int]) -> Iterator[tuple[Span, tuple[Fact, ...], float]]:
    """Yield the stays of less than two years: of blocks on scholars, and of sentences that say that somebody stays."""
    words = table("scholars")
    for block, span in _sentences_on_stays(document, starts):
        stay = _stay(document.quote(span), block.language, span.start)
        if stay and words["least_months"] <= stay[0] and round(stay[0], 1) < words["months"]:
            yield span, stay[1], stay[0]


def _sentences_on_stays(document: Document, starts: set[int]) -> Iterator[tuple[Block, Span]]:
    """Yield sentences on scholars, and those that say that somebody stays, each once."""
    words = table("scholars")
    told = set()
    for block in document.blocks:
        if block.span.start in starts or first_of(document.quote(block.span), words["scholar"]) is not None:
            for span in sentences(document.text, block.span, block.language):
                text = document.quote(span)
                if first_of(text, words["scholar"]) is not None or first_of(text, words["stay"]) is not None:
                    told.add(span)
                    yield block, span
    yield from (found for found in stay_sentences(document) if found[1] not in told)


def _said(document: Document, words: dict[str, list[str]]) -> bool:
    return first_of(document.text, words) is not None


def _any(words: dict[str, list[str]]) -> list[str]:
    return [word for group in words.values() for word in group]


def _stay(text: str, language: str | None, offset: int) -> tuple[float, tuple[Fact, ...]] | None:
    """Return how many months a stay lasts and the facts that say so: the longest period, or the first two dates."""
    facts = find_facts(text, language, ("period", "date"), offset=offset)
    periods = [(months, fact) for fact in facts if fact.kind == "period" for months in [_months(fact.value)] if months]
    periods = [(months, fact) for months, fact in periods if not _is_more(text[: fact.span.start - offset])]
    if periods:
        months, fact = max(periods, key=lambda item: item[0])
        return months, (fact,)
    dates = [fact for fact in facts if fact.kind == "date" and len(fact.value) == 10]
    if len(dates) < 2:
        return None
    days = (date.fromisoformat(dates[1].value) - date.fromisoformat(dates[0].value)).days
    return (days / 30.4375, (dates[0], dates[1])) if days > 0 else None


def _is_more(before: str) -> bool:
    """Say whether words just before a period make it one by which a stay becomes longer or notice is given."""
    return first_of(" ".join(before.split()[-8:]), table("scholars")["no_stay"]) is not None


def _months(period: str) -> float:
    match = _PERIOD.fullmatch(period)
    if match is None:
        return 0.0
    years, months, weeks, days = (float(part or 0) for part in match.groups())
    return years * 12 + months + (weeks * 7 + days) / 30.4375
