"""What the template needs of one dossier, in the order in which the page shows it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import PurePath
from typing import Any

from contract_scan.dossier import Dossier, dossier_of
from contract_scan.dossier.evidence import Evidence, counted
from contract_scan.dossier.model import Asked
from contract_scan.finding import Finding
from contract_scan.messages import say
from contract_scan.report import first_page
from contract_scan.report.html.cards import Card, Dealer
from contract_scan.report.html.filters import filters
from contract_scan.report.html.page import document_parts
from contract_scan.report.html.sheets import sheets
from contract_scan.report.nearest import sentences
from contract_scan.report.phrases import (
    description,
    failure_sentence,
    gap_sentence,
    made_with,
    reviewed,
    set_aside,
    title,
    unread_sentence,
)
from contract_scan.report.said import background, state
from contract_scan.scan import Scan
from contract_scan.sources import SourceState, years_back


def scan_view(scan: Scan, language: str, key: str) -> dict[str, Any]:
    """Return what the template needs of one scan; `key` keeps the anchors of several scans apart."""
    dossier = dossier_of(scan)
    dealer, path = Dealer(dossier, language), PurePath(scan.document.source.path)
    questions = [_question(dossier, dealer, asked) for asked in dossier.asked]
    for entry, asked in zip(questions, dossier.asked, strict=True):
        entry["behind"] = _behind(dealer, asked)
    chapters = [_chapter(chapter.id, chapter.title[language], questions) for chapter in scan.questions.chapters]
    rows = first_page.sources(dossier, language)
    years, more = years_back(scan.questions)
    norm = say("sources.norm", language, years=years, more=more)
    return {
        "key": key,
        "scan": scan,
        "made_with": made_with(scan, language),
        "name": path.name or str(path),
        "folder": str(path.parent) if path.parent.name else "",
        "description": description(scan.document, language),
        "unread": [unread_sentence(part, language) for part in scan.unread],
        "failures": [failure_sentence(failure, language) for failure in scan.failures],
        "unlooked": list(first_page.unlooked(dossier, language)),
        "page": _page(dossier, language),
        "chapters": chapters,
        "parts": [(part.view, tuple(sheets(part.paragraphs))) for part in document_parts(dossier)],
        "marks": _marks(scan),
        "aside": [_aside(dossier, index, language) for index in range(len(scan.set_aside))],
        "rest": dealer.cards(dossier.under_none),
        "filters": filters(scan, language),
        "counts": first_page.counts(dossier),
        "sources": [_source(state, row, language) for state, row in zip(scan.sources, rows, strict=True)],
        "sources_norm": norm,
    }


def _source(state: SourceState, row: first_page.Row, language: str) -> dict[str, str]:
    """Return what the page shows of a source; `given` is what holds where no person recorded anything."""
    given = "loaded" if state.editions else "not_yet"
    return {
        "id": state.source.id,
        "title": state.source.title[language],
        "purpose": state.source.purpose[language],
        "address": state.source.address,
        "questions": row.place,
        "given": say(f"sources.state.{given}", language),
        "told": f"{row.label}: {row.text}",
    }


def _page(dossier: Dossier, language: str) -> dict[str, Any]:
    """Return the first page: rows by label, section by section."""
    return {
        "facts": _by_label(first_page.facts(dossier, language)),
        "about": first_page.about(dossier, language),
        "weighty": _by_label(first_page.weighing_most(dossier, language)),
        "nothing": first_page.nothing_weighty(dossier, language),
        "perhaps": _by_label(first_page.perhaps_weighing(dossier, language)),
        "nearest": _by_label(first_page.nearest_rows(dossier, language)),
        "safeguards": _by_label(first_page.safeguards(dossier, language)),
        "steps": _by_label(first_page.steps(dossier, language)),
        "notes": list(first_page.notes(dossier, language)),
    }


def _by_label(rows: Any) -> list[tuple[str, list[first_page.Row]]]:
    return [(label, list(own)) for label, own in groupby(rows, key=lambda row: row.label)]


def _chapter(chapter: str, title: str, questions: Sequence[dict[str, Any]]) -> dict[str, Any]:
    own = [entry for entry in questions if entry["question"].chapter == chapter]
    return {"id": chapter, "title": title, "questions": own}


def _behind(dealer: Dealer, asked: Asked) -> tuple[Card, ...]:
    """Return the cards of a question's background; one quoted under a question is not quoted again."""
    own: dict[int, tuple[Finding, ...]] = {}
    for item in (item for one in asked.background for item in one.items):
        own[item.number] = own.get(item.number, ()) + item.findings
    return dealer.cards(Evidence(number, own[number]) for number in sorted(own))


def _question(dossier: Dossier, dealer: Dealer, asked: Asked) -> dict[str, Any]:
    language = dealer.language
    return {
        "question": asked.question,
        "answer": asked.answer,
        "state": state(asked, language),
        "reviewed": reviewed(asked.question.id, dossier.scan, language),
        "gaps": list(dict.fromkeys(gap_sentence(gap, language) for gap in asked.answer.gaps)),
        "count": counted(asked.sure) or counted(asked.possible),
        "only_possible": asked.only_possible,
        "sure": dealer.cards(asked.sure),
        "possible": dealer.cards(asked.possible),
        "nearest": sentences(asked, language),
        "background": background(asked, language).removeprefix(say("dossier.background", language)).strip(),
    }


def _aside(dossier: Dossier, index: int, language: str) -> dict[str, Any]:
    scan = dossier.scan
    item = scan.set_aside[index]
    by_reviewer = scan.decisions is not None and item.finding.identity in scan.decisions.by_finding
    return {
        "number": dossier.number(item.finding),
        "quote": item.finding.quote,
        "why": set_aside(item, language),
        "finding": item.finding.identity if by_reviewer else "",
        "title": title(item.finding.rule, scan, language, item.finding.kind),
    }


#: How marked text differs is told above the document, for the marks that it has; what was recognised is told as unread.
_SHOWN_MARKS = ("inserted", "deleted", "moved", "hidden", "struck", "blank")


def _marks(scan: Scan) -> list[str]:
    found = {mark.kind for view in scan.document.current_and_original for mark in view.marks}
    return [mark for mark in _SHOWN_MARKS if mark in found]
