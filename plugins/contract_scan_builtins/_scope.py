"""The scope box: what kind of collaboration a document is about, each aspect with the words that say so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from contract_scan.document import Document, Span
from contract_scan.facts import find_facts
from contract_scan.finding import Fact, FactKind, Finding, Value
from contract_scan_builtins._tables import table
from contract_scan_builtins._words_in import first_of

_LASTING: tuple[FactKind, ...] = ("period", "date")
_PERIODS: tuple[FactKind, ...] = ("period",)


def scope(document: Document, countries: Sequence[Finding]) -> Iterator[Finding]:
    """Yield a finding an aspect: new, renewal, multi-year, kind of collaboration, money, goods, and other countries."""
    for aspect, words in table("scope")["aspects"].items():
        span = first_of(document.text, words)
        if span:
            yield _finding(document, span, {"aspect": aspect})
    longest = _longest(document)
    if longest:
        yield _finding(document, longest.span, {"aspect": "multi_year", "period": longest.value})
    lasting = _lasting(document)
    if lasting:
        key = "period" if lasting.kind == "period" else "date"
        yield _finding(document, lasting.span, {"aspect": "duration", key: lasting.value})
    abroad = [f for f in countries if f.rule == "countries.involved"]
    if abroad:
        codes: list[Value] = list(dict.fromkeys(str(f.attributes["country"]) for f in abroad))
        yield _finding(document, abroad[0].span, {"aspect": "countries", "countries": codes})


def _lasting(document: Document) -> Fact | None:
    """Return the period or last day that a document says it holds for, under a heading on that before others."""
    words = table("scope")["duration"]
    found: list[tuple[bool, Fact]] = []
    for block in document.blocks:
        text = document.quote(block.span)
        spoken = first_of(text, words["sentence"])
        facts = [f for f in find_facts(text, block.language, _LASTING) if spoken and f.span.start > spoken.start]
        facts = [f for f in facts if f.value[1:2].isdigit() and not first_of(text[: f.span.end], words["not"])]
        if facts:
            dates = [f for f in facts if f.kind == "date"] if facts[0].kind == "date" else facts[:1]
            last = max(dates, key=lambda f: f.value)
            fact = replace(last, span=Span(last.span.start + block.span.start, last.span.end + block.span.start))
            found.append((first_of(" ".join(block.headings), words["heading"]) is None, fact))
    return min(found, key=lambda row: (row[0], row[1].span), default=(True, None))[1]


def _longest(document: Document) -> Fact | None:
    """Return the first period of several years in a block that speaks of term or duration."""
    least = table("scope")["least_years"]
    for block in document.blocks:
        text = document.quote(block.span)
        if first_of(
            text, {"nl": ["looptijd", "duur", "voor de periode"], "en": ["term of", "duration", "for a period"]}
        ):
            for fact in find_facts(text, block.language, _PERIODS, offset=block.span.start):
                years = fact.value.removeprefix("P").removesuffix("Y")
                if fact.value.endswith("Y") and years.isdigit() and int(years) >= least:
                    return fact
    return None


def _finding(document: Document, span: Span, attributes: dict[str, Value]) -> Finding:
    return Finding("scope", span, document.quote(span), "derived.scope", attributes=attributes, marked=(span,))
