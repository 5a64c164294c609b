"""The public interface as a plugin author uses it, checked by mypy --strict; a type that changes fails here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from contract_scan import (
    Adjuster,
    Answer,
    Block,
    Checker,
    ContractScanError,
    Departure,
    Deriver,
    Document,
    DocumentBuilder,
    Exemption,
    Fact,
    Failure,
    Finding,
    Gift,
    GiftProposer,
    ListEntry,
    ListFormat,
    Mark,
    QuestionSet,
    Reader,
    ReadError,
    Reading,
    ReadRequest,
    Reporter,
    Revision,
    Scan,
    Sentence,
    Settings,
    Setup,
    Source,
    Span,
    Standing,
    Unread,
    UsageError,
    __version__,
    exceeds,
    find_facts,
    hookimpl,
    prepare,
    prepare_with,
    read_document,
    read_document_bytes,
    scan_document,
)
from contract_scan.testing import agreement, assert_found, assert_silent


class OwnReader:
    """Reads lines."""

    name = "lines"
    suffixes = (".lines",)

    def recognises(self, head: bytes) -> bool:
        """Say whether it is ours."""
        return head.startswith(b"LINES")

    def read(self, request: ReadRequest) -> Document:
        """Return the document."""
        builder = DocumentBuilder()
        placed: Block = builder.add(Block("paragraph", Span(0, 0)), request.data.decode(), [Mark("blank", Span(0, 1))])
        unread: Unread = Unread("page_without_text", page=placed.page)
        return builder.build(Source(request.path, "0" * 64, self.name), [unread])


class OwnChecker:
    """Finds blocks with a period."""

    name = "own.periods"
    questions = ("5.1",)

    def check(self, document: Document) -> Iterable[Finding]:
        """Yield findings."""
        for block in document.blocks:
            facts: list[Fact] = find_facts(document.quote(block.span), block.language, ["period"], block.span.start)
            if facts:
                yield Finding("note", block.span, document.quote(block.span), "own.period", facts=tuple(facts))


class OwnDeriver:
    """Repeats findings."""

    name = "own.again"
    questions: tuple[str, ...] = ()

    def derive(self, document: Document, findings: Sequence[Finding]) -> Iterable[Finding]:
        """Yield them."""
        exemptions: tuple[Exemption, ...] = findings[0].exemptions
        standing: Standing | None = findings[0].standing
        revision: Revision | None = findings[0].revision
        return findings if exemptions or revision or standing else ()


class OwnAdjuster:
    """Leaves out what departs from nothing."""

    name = "own.departing"
    questions: tuple[str, ...] = ()

    def adjust(self, document: Document, findings: Sequence[Finding]) -> Iterable[Finding]:
        """Yield the others."""
        for finding in findings:
            departs: tuple[Departure, ...] = finding.departs
            if departs or finding.background or not finding.ordinary:
                yield finding


class OwnReporter:
    """Counts answers."""

    name = "count"
    suffix = ".txt"
    binary = False

    def report(self, scans: Sequence[Scan], language: str) -> str:
        """Return the report."""
        answers: tuple[Answer, ...] = scans[0].answers
        failures: tuple[Failure, ...] = scans[0].failures
        questions: QuestionSet = scans[0].questions
        return f"{len(answers)} {len(failures)} {questions.title[language]}"


reader: Reader = OwnReader()
checker: Checker = OwnChecker()
deriver: Deriver = OwnDeriver()
adjuster: Adjuster = OwnAdjuster()
reporter: Reporter = OwnReporter()


@hookimpl
def checkers() -> Iterable[Checker]:
    """Contribute."""
    return [checker]


def kinds(formats: Iterable[ListFormat], path: Path) -> list[ListEntry]:
    """Return the entries of a list in any of the formats."""
    return [entry for form in formats for entry in form.read(path)]


def scanned(path: Path) -> Scan | str:
    """Scan a file."""
    setup: Setup = prepare(rule_folders=[path.parent], questions="nl-kennisveiligheid")
    try:
        document: Document = read_document(path, setup.readers)
        read_document_bytes(b"", "x.txt", setup.readers)
    except (ReadError, UsageError) as error:
        known: ContractScanError = error
        return known.sentence("nl")
    return scan_document(document, setup)


def prepared(folder: Path) -> Setup:
    """Prepare with settings of our own."""
    return prepare_with(Settings(lists=folder, institution=("Example University",)))


def long_ones(reading: Reading) -> list[Sentence]:
    """Return sentences of an agreement that names its parties, compared with six months."""
    return [sentence for sentence in reading.sentences if reading.parties and exceeds("P1Y", "P6M")]


def tried() -> Mapping[str, object]:
    """Try a checker."""
    found: Finding = assert_found(checker, agreement("Within thirty (30) days.", clause="3"), "thirty")
    assert_silent(checker, agreement("Never."))
    return {"version": __version__, **found.attributes}


class OwnGifts:
    """Proposes one gift."""

    name = "own_gifts"
    questions = ("4.3",)

    def propose(self, document: Document) -> Iterable[Gift]:
        """Yield it."""
        yield Gift(Span(0, 1), giver="Someone")


@hookimpl
def gifts() -> Iterable[GiftProposer]:
    """Contribute it."""
    return [OwnGifts()]
