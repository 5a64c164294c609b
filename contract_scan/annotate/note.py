"""What a comment or note says: question, title, message, why and rule of each finding on the same words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from contract_scan.document import Span, ViewName
from contract_scan.dossier.evidence import grouped, numbered
from contract_scan.finding import Finding
from contract_scan.messages import say
from contract_scan.report.layout import visible
from contract_scan.report.phrases import attributes, failure_sentence, revision, unread_sentence
from contract_scan.scan import Scan
from contract_scan.signature import signed

AUTHOR = "contract-scan"


@dataclass(frozen=True, slots=True)
class Note:
    """A comment to be made: where, and its paragraphs."""

    view: ViewName
    span: Span
    lines: tuple[str, ...]


def notes(scan: Scan, language: str) -> list[Note]:
    """Return a note for each quote of a scan, in reading order; what quotes nothing stands in the first comment."""
    quoted = (finding for finding in scan.findings if finding.quote)
    return [
        Note(e.first.view, e.first.span, _lines_signed(scan, e.findings, language))
        for e in grouped(quoted, numbered(scan))
    ]


def opening(scan: Scan, language: str) -> list[str]:
    """Return the paragraphs of the first comment: what was not read, what is missing, and that the reviewer decides."""
    lines = [say("report.unread_title", language)]
    unread = [unread_sentence(part, language) for part in scan.unread]
    unread += [failure_sentence(failure, language) for failure in scan.failures]
    lines += [f"– {text}" for text in unread] or [say("report.all_read", language)]
    for finding in scan.findings:
        if not finding.quote:
            lines += list(_lines(scan, (finding,), language))
    lines.append(say("annotate.reply", language))
    lines.append(say("report.decide", language))
    return signed([visible(line).translate(_NO_CONTROLS) for line in lines])


def _lines_signed(scan: Scan, findings: tuple[Finding, ...], language: str) -> tuple[str, ...]:
    about = dict.fromkeys(finding.identity for finding in findings)
    return tuple(signed([line.translate(_NO_CONTROLS) for line in _lines(scan, findings, language)], about))


#: What neither format of comments can hold.
_NO_CONTROLS = {code: None for code in range(32) if code not in (9, 10)}


def _lines(scan: Scan, findings: tuple[Finding, ...], language: str) -> Iterator[str]:
    for finding in _once(findings):
        meaning = scan.meanings.get(finding.rule)
        questions = ", ".join(finding.questions)
        title = meaning.title[language] if meaning else finding.rule
        yield visible(f"{title} ({questions})" if questions else title)
        if meaning:
            yield meaning.message[language]
            yield say("annotate.why", language, why=meaning.why[language], rule=finding.rule)
        details = attributes(finding, language)
        if details:
            yield visible(details)
    first = findings[0]
    if first.revision:
        yield visible(revision(first, language))
    for exemption in first.exemptions:
        yield visible(f"{say(f'report.effect.{exemption.effect}', language)}: “{exemption.quote}”")


def _once(findings: tuple[Finding, ...]) -> list[Finding]:
    return list({finding.rule: finding for finding in findings}.values())
