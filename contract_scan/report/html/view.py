"""What the template needs of one scan, in the order in which the page shows it."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from contract_scan.report.evidence import counted, evidence_for, evidence_under_none, named
from contract_scan.report.html.cards import Card, Dealer
from contract_scan.report.html.filters import filters
from contract_scan.report.html.page import document_parts
from contract_scan.report.html.sheets import sheets
from contract_scan.report.phrases import failure_sentence, gap_sentence, made_with, reviewed, set_aside, unread_sentence
from contract_scan.report.terminal import description
from contract_scan.scan import Scan


def scan_view(scan: Scan, language: str, key: str) -> dict[str, Any]:
    """Return what the template needs of one scan; `key` keeps the anchors of several scans apart."""
    dealer, path = Dealer(scan, language), PurePath(scan.document.source.path)
    chapters = [_chapter(scan, dealer, chapter.id, chapter.title[language]) for chapter in scan.questions.chapters]
    return {
        "key": key,
        "scan": scan,
        "made_with": made_with(scan, language),
        "name": path.name or str(path),
        "folder": str(path.parent) if path.parent.name else "",
        "description": description(scan.document, language),
        "unread": [unread_sentence(part, language) for part in scan.unread],
        "failures": [failure_sentence(failure, language) for failure in scan.failures],
        "chapters": chapters,
        "parts": [(part.view, tuple(sheets(part.paragraphs))) for part in document_parts(scan)],
        "marks": _marks(scan),
        "who": {kind: named(scan, kind) for kind in ("party", "funder")},
        "aside": [_aside(scan, index, language) for index in range(len(scan.set_aside))],
        "rest": dealer.cards(evidence_under_none(scan)),
        "filters": filters(scan, language),
    }


def _chapter(scan: Scan, dealer: Dealer, chapter: str, title: str) -> dict[str, Any]:
    answered = zip(scan.questions.questions, scan.answers, strict=True)
    own = [(question, answer) for question, answer in answered if question.chapter == chapter]
    entries = []
    for question, answer in own:
        cards = dealer.cards(evidence_for(scan, answer))
        entries.append(
            {
                "question": question,
                "answer": answer,
                "reviewed": reviewed(question.id, scan, dealer.language),
                "gaps": list(dict.fromkeys(gap_sentence(gap, dealer.language) for gap in answer.gaps)),
                "count": counted(card.item for card in cards),
                "groups": _groups(cards),
            }
        )
    return {"id": chapter, "title": title, "questions": entries}


def _groups(cards: tuple[Card, ...]) -> list[tuple[bool, list[Card]]]:
    """Return sure cards, then those that are only possible, each group that there is."""
    parted = [(possible, [c for c in cards if c.item.possible is possible]) for possible in (False, True)]
    return [(possible, own) for possible, own in parted if own]


def _aside(scan: Scan, index: int, language: str) -> dict[str, Any]:
    item = scan.set_aside[index]
    by_reviewer = scan.decisions is not None and item.finding.identity in scan.decisions.by_finding
    meaning = scan.meanings.get(item.finding.rule)
    return {
        "quote": item.finding.quote,
        "why": set_aside(item, language),
        "finding": item.finding.identity if by_reviewer else "",
        "title": meaning.title[language] if meaning else item.finding.rule,
    }


#: How marked text differs is told above the document, for the marks that it has; what was recognised is told as unread.
_SHOWN_MARKS = ("inserted", "deleted", "moved", "hidden", "struck", "blank")


def _marks(scan: Scan) -> list[str]:
    found = {mark.kind for view in scan.document.current_and_original for mark in view.marks}
    return [mark for mark in _SHOWN_MARKS if mark in found]
