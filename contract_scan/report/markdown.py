"""The Markdown report: for notes, tickets and e-mail."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from contract_scan.dossier import Dossier, dossier_of
from contract_scan.messages import say
from contract_scan.report import first_page
from contract_scan.report.first_page import Row
from contract_scan.report.layout import visible
from contract_scan.report.phrases import description, made_with, set_aside
from contract_scan.report.said import Said, SaidQuote, Teller, rules_used
from contract_scan.scan import Scan

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")


class MarkdownReporter:
    """The first page, then questions as headings and quotes as block quotes."""

    name = "markdown"
    suffix = ".md"
    binary = False

    def report(self, scans: Sequence[Scan], language: str) -> str:
        """Return the report of all scans."""
        return "\n".join("\n".join(lines(dossier_of(scan), language)) + "\n" for scan in scans)


def plain(text: str) -> str:
    """Return document text so that no sign in it is taken for Markdown or HTML."""
    return _SPECIAL.sub(r"\\\1", " ".join(visible(text).split()))


def lines(dossier: Dossier, language: str) -> Iterator[str]:
    """Yield the lines of one document's report."""
    yield f"# {plain(dossier.scan.document.source.path)}"
    yield f"\n{plain(description(dossier.scan.document, language))}\n"
    yield from _page(dossier, language)
    teller = Teller(dossier, language)
    for chapter in dossier.scan.questions.chapters:
        yield f"\n## {chapter.id}. {chapter.title[language]}"
        for asked in dossier.asked:
            if asked.question.chapter == chapter.id:
                yield from _question(teller.question(asked))
    yield from _quotes(teller.under_none(), say("report.under_none", language))
    yield from _quotes(teller.background(), say("dossier.background_title", language))
    yield from _aside(dossier, language)
    if dossier.scan.sources:
        yield f"\n## {say('dossier.title_sources', language)}\n"
        yield from _rows(first_page.sources(dossier, language))
    yield f"\n## {say('dossier.rules_title', language)}\n"
    yield from (f"- {plain(name)}: {plain(why)} (`{rule}`)" for name, why, rule in rules_used(dossier, language))
    yield from _closing(dossier, language)


def _page(dossier: Dossier, language: str) -> Iterator[str]:
    yield from _rows(first_page.facts(dossier, language))
    about = first_page.about(dossier, language)
    if about:
        yield f"- **{say('dossier.about', language)}** {plain(about)}"
    yield f"\n## {say('dossier.title_weighty', language)}\n"
    if not dossier.weighty:
        yield first_page.nothing_weighty(dossier, language)
    yield from _rows(first_page.weighing_most(dossier, language))
    perhaps = list(_rows(first_page.perhaps_weighing(dossier, language)))
    if perhaps:
        yield f"\n### {say('dossier.title_perhaps', language)}\n"
        yield from perhaps
    near = list(_rows(first_page.nearest_rows(dossier, language)))
    if near:
        yield f"\n### {say('dossier.title_nearest', language)}\n"
        yield from near
    yield from (f"\n{plain(note)}" for note in first_page.notes(dossier, language))
    yield f"\n## {say('dossier.title_safeguards', language)}\n"
    held = list(_rows(first_page.safeguards(dossier, language)))
    yield from held or [say("report.none_found", language)]
    yield f"\n## {say('report.unread_title', language)}\n"
    if not dossier.scan.unread and not dossier.scan.failures:
        yield f"- {say('report.all_read', language)}"
    yield from (f"- {plain(sentence)}" for sentence in first_page.unread(dossier, language))
    yield f"\n## {say('dossier.title_steps', language)}\n"
    yield from _rows(first_page.steps(dossier, language))


def _rows(rows: Iterable[Row]) -> Iterator[str]:
    for label, own in groupby(rows, key=lambda row: row.label):
        told = list(own)
        if len(told) == 1:
            yield f"- **{plain(label)}** {_row(told[0])}"
            continue
        yield f"- **{plain(label)}**"
        yield from (f"  - {_row(row)}" for row in told)


def _row(row: Row) -> str:
    number = f"({row.number}) " if row.number else ""
    return number + plain(f"{row.place}: {row.text}" if row.place else row.text)


def _question(said: Said) -> Iterator[str]:
    yield f"\n### {said.title}\n"
    yield f"{said.text}\n"
    yield f"**{said.state}**\n"
    yield from (f"- {plain(text)}" for text in said.gaps)
    for quote in said.sure:
        yield from _quote(quote)
    if said.possible:
        yield f"\n**{said.possible_title}**"
    for quote in said.possible:
        yield from _quote(quote)
    yield from (f"\n{plain(near)}" for near in said.nearest)
    if said.background:
        yield f"\n{plain(said.background)}"
    if said.reviewed:
        yield f"\n**{plain(said.reviewed)}**"
    yield f"\n*{said.never}*"
    yield f"\n*{said.next}*"


def _quote(said: SaidQuote) -> Iterator[str]:
    yield f"\n({said.number}) {plain(said.head)}"
    if said.quote:
        yield (
            f"\n> {plain(said.before)}**{plain(said.quote)}**{plain(said.after)}"
            if said.before or said.after
            else f"\n> {plain(said.quote)}"
        )
    yield ""
    yield from (f"- {plain(rule.text)}" for rule in said.rules)
    yield from (f"- {plain(detail)}" for detail in said.details)


def _quotes(quotes: Sequence[SaidQuote], title: str) -> Iterator[str]:
    if quotes:
        yield f"\n## {title}"
    for quote in quotes:
        yield from _quote(quote)


def _aside(dossier: Dossier, language: str) -> Iterator[str]:
    if dossier.scan.set_aside:
        yield f"\n## {say('decisions.suppressed_title', language)}\n"
    for item in dossier.scan.set_aside:
        yield f"- ({dossier.number(item.finding)}) “{plain(item.finding.quote)}” – {plain(set_aside(item, language))}"


def _closing(dossier: Dossier, language: str) -> Iterator[str]:
    scan = dossier.scan
    lists = "; ".join(f"{e.kind} ({e.edition})" for e in scan.provenance.lists) or say("report.no_lists", language)
    yield "\n---\n"
    yield from (f"- {reminder[language]}" for reminder in scan.questions.reminders)
    yield f"\n{say('report.decide', language)}"
    yield f"\n{plain(made_with(scan, language))} {plain(say('report.lists', language, lists=lists))}"
    yield f"\nSHA-256 {scan.document.source.sha256}"
