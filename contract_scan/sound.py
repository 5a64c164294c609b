"""What a finding must be for every report to be able to show it; a stranger's checker may yield anything."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from contract_scan.document import Document, Span
from contract_scan.finding import Departure, Exemption, Fact, Finding
from contract_scan.gift import Gift


def refuse_nonsense(finding: object, document: Document) -> None:
    """Raise `TypeError` or `ValueError`, without document text, for what is no finding in this view of a document."""
    if not isinstance(finding, Finding):
        raise TypeError("no finding")
    for text in (finding.kind, finding.rule):
        if not isinstance(text, str) or not text:
            raise TypeError("a finding's kind or rule is no text")
    _refuse_place(finding, document)
    _refuse_items("questions", finding.questions, str)
    _refuse_items("background", finding.background, str)
    _refuse_items("departs", finding.departs, Departure)
    _refuse_items("doubts", finding.doubts, str)
    _refuse_items("facts", finding.facts, Fact)
    _refuse_items("marked", finding.marked, Span)
    _refuse_items("exemptions", finding.exemptions, Exemption)
    for span in (*finding.marked, *(fact.span for fact in finding.facts)):
        if not (isinstance(span, Span) and 0 <= span.start <= span.end <= len(document.text)):
            raise ValueError("what a finding marks, or a fact of it, stands outside the text")
    if finding.bearing not in (None, "raises", "eases") or finding.certainty not in ("sure", "possible"):
        raise ValueError("a finding's bearing or certainty is none")
    if not isinstance(finding.attributes, Mapping):
        raise TypeError("a finding's attributes are no mapping")
    json.dumps(dict(finding.attributes), allow_nan=False)


def fitting_gift(gift: object, document: Document) -> Gift:
    """Return a gift that a plugin proposed. Raises `TypeError` or `ValueError`, without document text, for nonsense."""
    if not isinstance(gift, Gift):
        raise TypeError("no gift")
    if not all(name is None or isinstance(name, str) for name in (gift.giver, gift.receiver)):
        raise TypeError("a gift's giver or receiver is no text")
    for span in (gift.span, gift.period, gift.purpose, gift.condition):
        if span is not None and not (isinstance(span, Span) and 0 <= span.start <= span.end <= len(document.text)):
            raise ValueError("a gift's place is none")
    if not all(fact is None or isinstance(fact, Fact) for fact in (gift.amount, gift.share)):
        raise TypeError("a gift's amount or share is no fact")
    return gift


def _refuse_place(finding: Finding, document: Document) -> None:
    span = finding.span
    if not isinstance(span, Span) or not isinstance(span.start, int) or not isinstance(span.end, int):
        raise TypeError("a finding's span is none")
    if not 0 <= span.start <= span.end <= len(document.text) or document.quote(span) != finding.quote:
        raise ValueError("a finding's quote is not its span")


def _refuse_items(name: str, items: Iterable[object], kind: type) -> None:
    if not isinstance(items, tuple) or not all(isinstance(item, kind) for item in items):
        raise TypeError(f"a finding's {name} are not a tuple of {kind.__name__}")
