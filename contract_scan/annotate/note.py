"""What a comment or note says: question, title, message, why and rule of each finding on the same words."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from contract_scan.document import Span, ViewName
from contract_scan.dossier.evidence import grouped, numbered
from contract_scan.finding import Finding
from contract_scan.messages import say
from contract_scan.report.layout import visible
from contract_scan.report.phrases import attributes, failure_sentence, revision, unread_sentence
from contract_scan.scan import Scan

AUTHOR = "contract-scan"
#: Begins the last line of every comment: by it `absorb` knows which findings a reply is about, and a scan that the
#: comment is ours. Who is called its author says nothing: anybody can write under that name.
MARK = "contract-scan:"
_SIGNED = re.compile(rf"{re.escape(MARK)}((?:[0-9a-f]{{16}},?)*);(\d+);([0-9a-f]{{12}})\s*")


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


def signed(lines: Sequence[str], findings: Iterable[str] = ()) -> list[str]:
    """Return the paragraphs of a comment with a last one that holds the findings' identities and says that it is ours.

    It counts the paragraphs and holds twelve digits of their hash, white space apart.
    """
    parts = [part for line in lines for part in line.split("\n") if part.strip()]
    return [*parts, f"{MARK}{','.join(findings)};{len(parts)};{_hash(parts)}"]


def ours_among(lines: Sequence[str]) -> frozenset[int]:
    """Return which of some paragraphs of comments, in order, are those of comments that `signed` made, unchanged."""
    ours: set[int] = set()
    for end, line in enumerate(lines):
        match = _SIGNED.fullmatch(line)
        start = end - int(match[2]) if match else -1
        if match and start >= 0 and _hash(lines[start:end]) == match[3]:
            ours.update(range(start, end + 1))
    return frozenset(ours)


def identities(text: str) -> list[str]:
    """Return the identities of the findings that a comment of ours is about; none for any other comment."""
    lines = text.strip().split("\n")
    match = _SIGNED.fullmatch(lines[-1])
    return match[1].split(",") if match and match[1] and len(lines) - 1 in ours_among(lines) else []


def _hash(lines: Iterable[str]) -> str:
    folded = "\n".join(" ".join(line.split()) for line in lines)
    return hashlib.sha256(folded.encode()).hexdigest()[:12]


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
