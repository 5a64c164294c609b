"""Numbers that say two things: "thirty (45) days", and dates that can be read in two orders."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from contract_scan.document import Block, Document, Span
from contract_scan.finding import Fact, Finding
from contract_scan.hookspecs import Checker, hookimpl

#: No other date can be read in two orders, or shows in which order it is to be read.
_IN_FIGURES = re.compile(r"\d[/-]\d{1,2}[/-]\d")
DISAGREEMENT = "numbers.disagreement"
AMBIGUOUS_DATE = "numbers.ambiguous_date"


class NumberChecker:
    """Finds numbers whose words and figures disagree, and dates of which the order is not known."""

    name = "numbers"
    questions: tuple[str, ...] = ()

    def check(self, document: Document) -> Iterator[Finding]:
        """Yield a finding of kind "note" for each number or date that can be read in two ways, a date once."""
        for block in document.blocks:
            text = document.quote(block.span)
            if ("(" in text or "[" in text) and any(letter.isdigit() for letter in text):
                yield from _disagreements(document, block, text)
        yield from _ambiguous_dates(document)


def _disagreements(document: Document, block: Block, text: str) -> Iterator[Finding]:
    from contract_scan.facts import quantities_in
    from contract_scan.facts.number import plain

    for quantity in quantities_in(text, block.language):
        if quantity.disagrees and quantity.other is not None:
            span = Span(block.span.start + quantity.start, block.span.start + quantity.end)
            attributes = {"in_words": plain(quantity.value), "in_figures": plain(quantity.other)}
            yield _note(document, DISAGREEMENT, span, attributes)


def _ambiguous_dates(document: Document) -> Iterator[Finding]:
    """Dates of which no other date in the document shows the order: beside "28/6/2024", "6/7/2024" is no riddle."""
    from contract_scan.facts import find_facts

    dates = [
        fact
        for block in document.blocks
        if _IN_FIGURES.search(document.text, block.span.start, block.span.end)
        for fact in find_facts(document.quote(block.span), block.language, ("date",), block.span.start)
    ]
    written = {document.quote(fact.span): fact for fact in reversed(dates) if fact.note == "date_ambiguous"}
    if any(_shows_order(document.quote(fact.span)) for fact in dates):
        return
    for fact in sorted(written.values(), key=lambda fact: fact.span):
        yield _note(document, AMBIGUOUS_DATE, fact.span, {"day_first": fact.value}, (fact,))


def _shows_order(date: str) -> bool:
    parts = re.fullmatch(r"(\d{1,2})[/-](\d{1,2})[/-]\d{2,4}", date)
    return parts is not None and (int(parts[1]) > 12) != (int(parts[2]) > 12)


def _note(
    document: Document, rule: str, span: Span, attributes: dict[str, str], facts: tuple[Fact, ...] = ()
) -> Finding:
    return Finding("note", span, document.quote(span), rule, document.view, attributes=dict(attributes), facts=facts)


@hookimpl
def checkers() -> Iterable[Checker]:
    """Contribute the checker of numbers."""
    return [NumberChecker()]
