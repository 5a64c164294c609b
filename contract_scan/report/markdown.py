"""The Markdown report: for notes, tickets and e-mail."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from contract_scan.messages import say
from contract_scan.question import Answer, Question
from contract_scan.report.evidence import Evidence, counted, evidence_for
from contract_scan.report.layout import visible
from contract_scan.report.phrases import (
    attributes,
    doubts,
    failure_sentence,
    gap_sentence,
    made_with,
    place,
    revision,
    unread_sentence,
)
from contract_scan.report.terminal import description
from contract_scan.scan import Scan

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")


class MarkdownReporter:
    """Questions as headings, quotes as block quotes."""

    name = "markdown"
    suffix = ".md"
    binary = False

    def report(self, scans: Sequence[Scan], language: str) -> str:
        """Return the report of all scans."""
        return "\n".join("\n".join(lines(scan, language)) + "\n" for scan in scans)


def plain(text: str) -> str:
    """Return document text so that no sign in it is taken for Markdown or HTML."""
    return _SPECIAL.sub(r"\\\1", " ".join(visible(text).split()))


def lines(scan: Scan, language: str) -> Iterator[str]:
    """Yield the lines of one scan's report."""
    yield f"# {plain(scan.document.source.path)}"
    yield f"\n{description(scan.document, language)}"
    yield f"\n## {say('report.unread_title', language)}\n"
    parts = [unread_sentence(u, language) for u in scan.unread]
    parts += [failure_sentence(f, language) for f in scan.failures]
    yield from (f"- {plain(part)}" for part in parts or [say("report.all_read", language)])
    for chapter in scan.questions.chapters:
        yield f"\n## {chapter.id}. {chapter.title[language]}"
        for question, answer in zip(scan.questions.questions, scan.answers, strict=True):
            if question.chapter == chapter.id:
                yield from answered(scan, question, answer, language)
    yield f"\n---\n\n{say('report.decide', language)}"
    yield made_with(scan, language)


def answered(scan: Scan, question: Question, answer: Answer, language: str) -> Iterator[str]:
    """Yield one question with its state, its gaps and its evidence."""
    evidence = evidence_for(scan, answer)
    yield f"\n### {question.id} {question.title[language]}\n"
    yield f"{question.text[language]}\n"
    yield f"**{say(f'report.state.{answer.state}', language, count=counted(evidence))}**\n"
    yield from (f"- {plain(text)}" for text in dict.fromkeys(gap_sentence(gap, language) for gap in answer.gaps))
    for item in evidence:
        yield from quoted(scan, item, language)
    yield f"\n*{say('report.never', language)}* {question.never[language]}"
    yield f"\n*{say('report.next', language)}* {question.next[language]}"


def quoted(scan: Scan, item: Evidence, language: str) -> Iterator[str]:
    """Yield one quote with its place and what its rules ask."""
    bearing = ", ".join(say(f"report.bearing.{b}", language) for b in item.bearings)
    possible = say("report.possible", language) if item.possible else ""
    where = [place(item.first, language), revision(item.first, language), bearing, possible]
    yield f"\n({item.number}) " + " – ".join(plain(part) for part in where if part)
    if item.first.quote:
        yield f"> {plain(item.first.quote)}"
    for rule in dict.fromkeys(f.rule for f in item.findings):
        meaning = scan.meanings.get(rule)
        text = f"{meaning.title[language]}: {meaning.message[language]}" if meaning else rule
        yield f"\n- {text} (`{rule}`)"
    told = [text for f in item.findings for text in (attributes(f, language), *doubts(f, language)) if text]
    yield from (f"- {plain(text)}" for text in dict.fromkeys(told))
