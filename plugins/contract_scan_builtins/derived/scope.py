"""The scope box: what kind of collaboration a document is about, each aspect with the words that say so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from contract_scan.document import Document, Span
from contract_scan.facts import find_facts
from contract_scan.finding import Fact, FactKind, Finding, Value
from contract_scan_builtins.shared.tables import table
from contract_scan_builtins.shared.trade import title_of_trade
from contract_scan_builtins.shared.words_in import first_of

_PERIODS: tuple[FactKind, ...] = ("period",)


def scope(document: Document, countries: Sequence[Finding], told: Sequence[Finding]) -> Iterator[Finding]:
    """Yield a finding an aspect: new, renewal, multi-year, kind of collaboration, money, goods, and other countries."""
    trade = title_of_trade(document, told)
    if trade:
        yield _finding(document, trade, {"aspect": "trade"})
    for aspect, words in table("scope")["aspects"].items():
        span = first_of(document.text, words)
        if span:
            yield _finding(document, span, {"aspect": aspect})
    longest = _longest(document)
    if longest:
        yield _finding(document, longest.span, {"aspect": "multi_year", "period": longest.value})
    abroad = [f for f in countries if f.rule == "countries.involved"]
    if abroad:
        codes: list[Value] = list(dict.fromkeys(str(f.attributes["country"]) for f in abroad))
        yield _finding(document, abroad[0].span, {"aspect": "countries", "countries": codes})


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
                if fact.value.endswith("Y") and years.isdigit() and len(years) < 4 and int(years) >= least:
                    return fact
    return None


def _finding(document: Document, span: Span, attributes: dict[str, Value]) -> Finding:
    return Finding("scope", span, document.quote(span), "derived.scope", attributes=attributes, marked=(span,))
