"""Contributions and totals in running text: "Acme shall pay the University EUR 50,000 in four instalments"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from contract_scan.document import Document, Span
from contract_scan.facts import find_facts
from contract_scan.finding import Fact
from contract_scan_builtins.funders.find import contributions_of
from contract_scan_builtins.money.contribution import Contribution, Total
from contract_scan_builtins._wordlists import any_of, words_of
from contract_scan_builtins.parties.find import parties_of
from contract_scan_builtins.parties.parts import Party

_TERMS = {
    "in_kind": "in_kind",
    "instalments": "instalments",
    "conditional": "conditions",
    "clawback": "clawback",
    "recurring": "recurring",
}


@cache
def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{any_of(words_of('money', words))})(?![\w-])", re.IGNORECASE)


_LEFT_OUT = re.compile(r"\[[^\]]{0,20}\]|_{3,}|\*\s?\*\s?\*|…{2,}|\.{4,}")


def all_told(contributions: list[Contribution], document: Document) -> list[Contribution]:
    """Return the contributions that tell how much, and those that show that something is left out.

    A sentence without an amount counts where its payer has none anywhere, or where a blank stands for one.
    """
    priced = {given.payer for given in contributions if _tells(given)}
    return [
        given
        for given in contributions
        if _tells(given) or given.payer not in priced or _LEFT_OUT.search(document.quote(given.span))
    ]


def _tells(given: Contribution) -> bool:
    return given.amount is not None or given.percentage is not None


def contributions_in_prose(document: Document) -> Iterator[Contribution]:
    """Yield each sentence in which somebody gives money or its worth, with the amount if it names exactly one."""
    contributions = contributions_of(document)
    parties = parties_of(document) if contributions else []
    sharing = Counter(given.span for given in contributions)
    for given in contributions:
        sentence = document.quote(given.span)
        within = _part_about(sentence, given.name)
        part = sentence[within.start : within.stop]
        facts = _facts(document, given.span)
        amounts = [fact for fact in facts if fact.kind == "amount"]
        amount = amounts[0] if len(amounts) == 1 else None
        yield Contribution(
            span=_trimmed(document, given.span, within) if sharing[given.span] > 1 else given.span,
            payer=given.name,
            payee=_payee(sentence, given.name, parties),
            amount=Decimal(amount.value) if amount else None,
            currency=amount.unit if amount else None,
            percentage=_share(sentence, [fact for fact in facts if fact.span.start - given.span.start in within]),
            terms=frozenset(term for term, words in _TERMS.items() if _pattern(words).search(part)),
            facts=tuple(facts),
        )


def totals_in_prose(document: Document) -> list[Total]:
    """Return the totals that a document states in running text."""
    found = []
    for block in document.blocks:
        text = document.quote(block.span)
        for match in _pattern("totals").finditer(text) if block.cell is None else ():
            for fact in find_facts(text[match.end() : match.end() + 120], block.language, ("amount",))[:1]:
                found.append(Total(Decimal(fact.value), fact.unit))
    return found


def _facts(document: Document, span: Span) -> list[Fact]:
    block = document.block_at(span.start)
    return find_facts(document.quote(span), block.language if block else None, ("amount", "percentage"), span.start)


def _trimmed(document: Document, span: Span, within: range) -> Span:
    """Return the place of a part of a sentence that tells of several payers, without white space at its start."""
    part = document.text[span.start + within.start : span.start + within.stop]
    return Span(span.start + within.stop - len(part.lstrip()), span.start + within.stop)


def _part_about(sentence: str, payer: str) -> range:
    """Return where the part of a sentence between semicolons stands that names a payer; of none, the first."""
    start, parts = 0, []
    for part in sentence.split(";"):
        parts.append(range(start, start + len(part)))
        start += len(part) + 1
    return next((part for part in parts if payer in sentence[part.start : part.stop]), parts[0])


def _payee(sentence: str, payer: str, parties: list[Party]) -> str | None:
    """Return the other party that the sentence names, or the only other party there is."""
    others = [party for party in parties if party.name != payer]
    named = [party.name for party in others if any(name in sentence for name in (party.name, *party.aliases))]
    if named:
        return named[0]
    return others[0].name if len(others) == 1 and len(parties) == 2 else None


def _share(sentence: str, facts: list[Fact]) -> Decimal | None:
    """Return the one percentage of a sentence, if what follows it is costs, budget or the like."""
    shares = [fact for fact in facts if fact.kind == "percentage"]
    if len(shares) != 1 or not _pattern("whole").search(sentence):
        return None
    value = Decimal(shares[0].value)
    return value if value <= 100 else None
