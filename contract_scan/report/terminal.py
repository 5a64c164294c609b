"""The terminal report: readable at 80 columns and without colour, what was not read first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from contract_scan.document import Document
from contract_scan.messages import say
from contract_scan.question import Answer, Question
from contract_scan.report.evidence import Evidence, aspects, counted, evidence_for, evidence_under_none, named
from contract_scan.report.layout import WIDTH, shortened, visible, wrapped
from contract_scan.report.phrases import (
    attributes,
    context,
    decision,
    doubts,
    failure_sentence,
    gap_sentence,
    made_with,
    place,
    reviewed,
    revision,
    scope,
    set_aside,
    unread_sentence,
)
from contract_scan.scan import Scan


class TerminalReporter:
    """Questions in order; under each its state, the quotes with their place, and where to look next."""

    name = "terminal"
    suffix = ".txt"
    binary = False

    def report(self, scans: Sequence[Scan], language: str) -> str:
        """Return the report of all scans, one after the other."""
        return "\n".join("\n".join(lines(scan, language)) + "\n" for scan in scans)


def lines(scan: Scan, language: str) -> Iterator[str]:
    """Yield the lines of one scan's report."""
    yield from heading(scan, language)
    yield from unlooked(scan, language)
    yield from who(scan, language)
    shown: set[int] = set()
    for chapter in scan.questions.chapters:
        yield ""
        yield click.style(f"{chapter.id}. {chapter.title[language]}".upper(), bold=True)
        for question, answer in zip(scan.questions.questions, scan.answers, strict=True):
            if question.chapter == chapter.id:
                yield from answered(scan, question, answer, language, shown)
    rest = [item for item in evidence_under_none(scan) if item.first.kind != "scope"]
    if rest:
        yield ""
        yield click.style(say("report.under_none", language).upper(), bold=True)
    for item in rest:
        yield from quoted(scan, item, language, full=True)
    yield from aside(scan, language)
    yield ""
    yield from closing(scan, language)


def heading(scan: Scan, language: str) -> Iterator[str]:
    """Yield what was scanned, and the scope reminders of the question set."""
    yield click.style(visible(scan.document.source.path), bold=True)
    yield wrapped(description(scan.document, language))
    yield "─" * WIDTH
    yield wrapped(scan.questions.title[language])
    for reminder in scan.questions.reminders:
        yield wrapped(reminder[language], first="- ")


def description(document: Document, language: str) -> str:
    """Return format, pages, languages and views of a document in one line."""
    parts = [document.source.format.upper()]
    if document.source.pages:
        parts.append(say("report.pages", language, count=document.source.pages))
    for code, share in document.languages.items():
        percent = round(share * 100)
        name = say(f"report.language.{code}", language)
        name = code if name.startswith("report.") else name
        if percent:
            parts.append(f"{name} {percent} %")
    if document.original is not None:
        parts.append(say("report.tracked", language))
    return ", ".join(parts)


def unlooked(scan: Scan, language: str) -> Iterator[str]:
    """Yield what was not read and which parts failed: before anything else, and also when there is nothing to say."""
    yield ""
    yield click.style(say("report.unread_title", language), bold=True)
    if not scan.unread and not scan.failures:
        yield wrapped(say("report.all_read", language), indent="  ")
    for part in scan.unread:
        yield wrapped(unread_sentence(part, language), indent="  ", first="! ")
    for failure in scan.failures:
        yield wrapped(failure_sentence(failure, language), indent="  ", first="! ")


def who(scan: Scan, language: str) -> Iterator[str]:
    """Yield the parties and funders that were found; that none was found is said too."""
    yield ""
    for kind in ("party", "funder"):
        names = "; ".join(named(scan, kind)) or say("report.none_found", language)
        yield wrapped(names, first=say(f"report.who.{kind}", language) + " ")
    about = scope(aspects(scan), language)
    if about:
        yield wrapped(about, first=say("report.scope", language) + " ")


def answered(scan: Scan, question: Question, answer: Answer, language: str, shown: set[int]) -> Iterator[str]:
    """Yield one question with its state and evidence. A quote shown before is only referred to."""
    evidence = evidence_for(scan, answer)
    state = say(f"report.state.{answer.state}", language, count=counted(evidence))
    yield ""
    yield click.style(wrapped(f"{question.id} {question.title[language]}"), bold=True)
    yield wrapped(question.text[language], indent="    ")
    yield "    " + click.style(f"[{state}]", bold=answer.state != "nothing_found")
    for gap in dict.fromkeys(gap_sentence(gap, language) for gap in answer.gaps):
        yield wrapped(gap, indent="    ", first="! ")
    for item in evidence:
        yield from quoted(scan, item, language, full=item.number not in shown)
        shown.add(item.number)
    given = reviewed(question.id, scan, language)
    if given:
        yield wrapped(given, indent="    ")
    yield wrapped(question.never[language], indent="    ", first=say("report.never", language) + " ")
    yield wrapped(question.next[language], indent="    ", first=say("report.next", language) + " ")


def quoted(scan: Scan, item: Evidence, language: str, *, full: bool) -> Iterator[str]:
    """Yield one piece of evidence: number, bearing and place; the quote; what each rule asks."""
    first = item.first
    bearing = ", ".join(say(f"report.bearing.{b}", language) for b in item.bearings)
    where = "; ".join(part for part in (place(first, language), revision(first, language)) if part)
    possible = say("report.possible", language) if item.possible else ""
    yield wrapped(" – ".join(p for p in (where, bearing, possible) if p), indent="    ", first=f"({item.number}) ")
    if full and first.quote:
        before, after = context(first, scan.document)
        yield wrapped(f"{before}“{shortened(first.quote)}”{after}", indent="        ")
    for rule in dict.fromkeys(f.rule for f in item.findings):
        meaning = scan.meanings.get(rule)
        text = meaning.title[language] if meaning else rule
        if full and meaning:
            text += f": {meaning.message[language]}"
        yield wrapped(text, indent="        ", first="→ ")
    details = dict.fromkeys(attributes(f, language) for f in item.findings if full)
    details.update(dict.fromkeys(text for f in item.findings if full for text in doubts(f, language)))
    for detail in (d for d in details if d):
        yield wrapped(detail, indent="        ", first="· ")
    decided = decision(first, scan, language)
    if decided:
        yield wrapped(decided, indent="        ", first="· ")
    for exemption in (e for f in item.findings[:1] if full for e in f.exemptions):
        effect = say(f"report.effect.{exemption.effect}", language)
        yield wrapped(f"{effect}: “{shortened(exemption.quote, 200)}”", indent="        ")


def aside(scan: Scan, language: str) -> Iterator[str]:
    """Yield what was set aside, each with its reason: it is no longer evidence, but never out of sight."""
    if scan.set_aside:
        yield ""
        yield click.style(say("decisions.suppressed_title", language).upper(), bold=True)
    for item in scan.set_aside:
        yield wrapped(f"“{shortened(item.finding.quote, 200)}”", indent="  ", first="• ")
        yield wrapped(set_aside(item, language), indent="      ")


def closing(scan: Scan, language: str) -> Iterator[str]:
    """Yield with what the scan was made, and that the reviewer decides."""
    lists = "; ".join(f"{e.kind} ({e.edition})" for e in scan.provenance.lists) or say("report.no_lists", language)
    yield "─" * WIDTH
    yield wrapped(say("report.decide", language))
    yield wrapped(made_with(scan, language) + " " + say("report.lists", language, lists=lists))
    yield f"SHA-256 {scan.document.source.sha256}"
