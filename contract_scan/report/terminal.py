"""The terminal report: readable at 80 columns and without colour; one page a document, and the rest on demand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import click

from contract_scan.dossier import Dossier, dossier_of
from contract_scan.messages import say
from contract_scan.report import first_page, terminal_page
from contract_scan.report.layout import WIDTH, shortened, visible, wrapped
from contract_scan.report.phrases import failure_sentence, made_with, set_aside, unread_sentence
from contract_scan.report.said import Said, SaidQuote, Teller
from contract_scan.scan import Scan


@dataclass(frozen=True, slots=True)
class TerminalReporter:
    """The first page of each document, with `full` everything after it; or one question, or the findings of one rule.

    `told_how` says at the end how to see the rest.
    """

    full: bool = False
    question: str = ""
    rule: str = ""
    told_how: bool = True

    name = "terminal"
    suffix = ".txt"
    binary = False

    def report(self, scans: Sequence[Scan], language: str) -> str:
        """Return the report of all scans, one after the other, and of several a table."""
        dossiers = [dossier_of(scan) for scan in scans]
        found: list[str] = []
        for dossier in dossiers:
            found += [*self._one(dossier, language), ""]
        if not (self.question or self.rule):
            found += terminal_page.table(dossiers, language)
            found += [] if self.full or not self.told_how else [wrapped(say("dossier.full", language))]
        return "\n".join(found).rstrip("\n") + "\n"

    def _one(self, dossier: Dossier, language: str) -> Iterator[str]:
        if self.question or self.rule:
            yield click.style(visible(dossier.scan.document.source.path), bold=True)
            yield from _narrowed(dossier, language, self.question, self.rule)
            return
        yield from terminal_page.lines(dossier, language)
        if self.full:
            yield from everything(dossier, language)


def everything(dossier: Dossier, language: str) -> Iterator[str]:
    """Yield what stands after the first page: questions, background, what was set aside, with what it was made."""
    teller = Teller(dossier, language)
    for chapter in dossier.scan.questions.chapters:
        yield from _title(f"{chapter.id}. {chapter.title[language]}")
        for asked in dossier.asked:
            if asked.question.chapter == chapter.id:
                yield from _question(teller.question(asked))
    yield from _group(teller.under_none(), "report.under_none", language)
    yield from _group(teller.background(), "dossier.background_title", language)
    if dossier.scan.set_aside:
        yield from _title(say("decisions.suppressed_title", language))
    for item in dossier.scan.set_aside:
        yield wrapped(
            f"“{shortened(item.finding.quote, 200)}”", indent="  ", first=f"({dossier.number(item.finding)}) "
        )
        yield wrapped(set_aside(item, language), indent="      ")
    if dossier.scan.sources:
        yield from _title(say("dossier.title_sources", language))
    for row in first_page.sources(dossier, language):
        yield wrapped(f"{row.label}: {row.text} – {row.place}", indent="  ", first="- ")
    yield from _closing(dossier, language)


def _narrowed(dossier: Dossier, language: str, question: str, rule: str) -> Iterator[str]:
    teller = Teller(dossier, language)
    for asked in dossier.asked:
        if asked.question.id == question:
            yield from _question(teller.question(asked))
            for said in teller.behind(asked):
                yield from _quote(said)
    if rule:
        for said in teller.of_rule(rule):
            yield from _quote(said)


def _title(text: str) -> Iterator[str]:
    yield ""
    yield click.style(visible(text).upper(), bold=True)


def _question(said: Said) -> Iterator[str]:
    yield ""
    yield click.style(wrapped(said.title), bold=True)
    yield wrapped(said.text, indent="    ")
    yield "    " + click.style(f"[{said.state}]", bold=said.found)
    for gap in said.gaps:
        yield wrapped(gap, indent="    ", first="! ")
    for quote in said.sure:
        yield from _quote(quote)
    if said.possible:
        yield wrapped(said.possible_title, indent="    ")
    for quote in said.possible:
        yield from _quote(quote)
    if said.background:
        yield wrapped(said.background, indent="    ")
    if said.reviewed:
        yield wrapped(said.reviewed, indent="    ")
    yield wrapped(said.never, indent="    ")
    yield wrapped(said.next, indent="    ")


def _quote(said: SaidQuote) -> Iterator[str]:
    yield wrapped(said.head, indent="    ", first=f"({said.number}) ")
    if said.quote:
        yield wrapped(f"{said.before}“{shortened(said.quote)}”{said.after}", indent="        ")
    for rule in said.rules:
        yield wrapped(rule.text, indent="        ", first="→ ")
    for detail in said.details:
        yield wrapped(detail, indent="        ", first="· ")


def _group(quotes: Sequence[SaidQuote], key: str, language: str) -> Iterator[str]:
    if quotes:
        yield from _title(say(key, language))
    for quote in quotes:
        yield from _quote(quote)


def _closing(dossier: Dossier, language: str) -> Iterator[str]:
    """Yield what was not read in full sentences, with what the scan was made, and that the reviewer decides."""
    scan = dossier.scan
    lists = "; ".join(f"{e.kind} ({e.edition})" for e in scan.provenance.lists) or say("report.no_lists", language)
    unread = [unread_sentence(part, language) for part in scan.unread]
    unread += [failure_sentence(failure, language) for failure in scan.failures]
    yield from _title(say("report.unread_title", language))
    for sentence in unread or [say("report.all_read", language)]:
        yield wrapped(sentence, indent="  ")
    yield "─" * WIDTH
    for reminder in scan.questions.reminders:
        yield wrapped(reminder[language], first="- ")
    yield wrapped(say("report.decide", language))
    yield wrapped(made_with(scan, language) + " " + say("report.lists", language, lists=lists))
    yield f"SHA-256 {scan.document.source.sha256}"
