"""The terminal report: readable at 80 columns and without colour; one page a document, and the rest on demand."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import click

from contract_scan.dossier import Dossier, dossier_of
from contract_scan.messages import say
from contract_scan.nouns import dataclass
from contract_scan.report import first_page, terminal_page
from contract_scan.report.layout import WIDTH, shortened, visible, wrapped
from contract_scan.report.phrases import failure_sentence, made_with, set_aside, unread_sentence
from contract_scan.report.said import Said, SaidQuote, Teller
from contract_scan.scan import Scan


@dataclass(frozen=True, slots=True)
class TerminalReporter:
    """The first page of each document, with `full` everything after it; or one question, one rule, or one topic.

    `told_how` says at the end how to see the rest.
    """

    full: bool = False
    question: str = ""
    rule: str = ""
    topic: str = ""
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
        if not self._narrow:
            found += terminal_page.table(dossiers, language)
            found += [] if self.full or not self.told_how else [wrapped(say("dossier.full", language))]
        return "\n".join(found).rstrip("\n") + "\n"

    @property
    def _narrow(self) -> bool:
        return bool(self.question or self.rule or self.topic)

    def _one(self, dossier: Dossier, language: str) -> Iterator[str]:
        if self._narrow:
            yield click.style(visible(dossier.scan.document.source.path), bold=True)
            yield from _narrowed(dossier, language, self.question, self.rule, self.topic)
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
    yield from _set_aside(dossier, language)
    if dossier.scan.sources:
        yield from _title(say("dossier.title_sources", language))
    for row in first_page.sources(dossier, language):
        yield wrapped(f"{row.label}: {row.text} – {row.place}", indent="  ", first="- ")
    yield from _closing(dossier, language)


def _narrowed(dossier: Dossier, language: str, question: str, rule: str, topic: str) -> Iterator[str]:
    """Yield one question, what a rule found, or what the rules of a topic found; and what was not read of it all."""
    teller = Teller(dossier, language)
    for asked in dossier.asked:
        if asked.question.id == question:
            yield from _question(teller.question(asked))
            for said in teller.behind(asked):
                yield from _quote(said)
    for name, key, wanted in ((rule, "rule_silent", {rule}), (topic, "topic_silent", _of_topic(dossier, topic))):
        if name:
            shown = [line for said in teller.of_rules(wanted) for line in _quote(said)]
            shown += _set_aside(dossier, language, wanted)
            yield from shown or [wrapped(say(f"report.{key}", language, name=name), indent="  ")]
    unread = _not_read(dossier, language)
    if unread:
        yield from _title(say("report.unread_title", language))
        yield from (wrapped(sentence, indent="  ") for sentence in unread)


def _of_topic(dossier: Dossier, topic: str) -> set[str]:
    """Return the rules of a topic that may have found something."""
    named = [*dossier.scan.findings, *(item.finding for item in dossier.scan.set_aside)]
    return {finding.rule for finding in named if finding.rule.partition(".")[0] == topic}


def _set_aside(dossier: Dossier, language: str, rules: Collection[str] | None = None) -> Iterator[str]:
    """Yield what was set aside, of some rules or of all, with its reason."""
    for item in dossier.scan.set_aside:
        if rules is None or item.finding.rule in rules:
            first = f"({dossier.number(item.finding)}) "
            yield wrapped(f"“{shortened(item.finding.quote, 200)}”", indent="  ", first=first)
            yield wrapped(set_aside(item, language), indent="      ")


def _not_read(dossier: Dossier, language: str) -> list[str]:
    unread = [unread_sentence(part, language) for part in dossier.scan.unread]
    return unread + [failure_sentence(failure, language) for failure in dossier.scan.failures]


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
    for near in said.nearest:
        yield wrapped(near, indent="    ")
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
    yield from _title(say("report.unread_title", language))
    for sentence in _not_read(dossier, language) or [say("report.all_read", language)]:
        yield wrapped(sentence, indent="  ")
    yield "─" * WIDTH
    for reminder in scan.questions.reminders:
        yield wrapped(reminder[language], first="- ")
    yield wrapped(say("report.decide", language))
    yield wrapped(made_with(scan, language) + " " + say("report.lists", language, lists=lists))
    yield f"SHA-256 {scan.document.source.sha256}"
