"""From a document and one of its findings, or words that should have been found, to a masked minimal document."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from contract_scan.document import Document, Span
from contract_scan.dossier.evidence import numbered, where
from contract_scan.errors import UsageError
from contract_scan.finding import Finding
from contract_scan.read import read_bytes
from contract_scan.read.request import ReadRequest
from contract_scan.repro.mask import Mask
from contract_scan.repro.needed import needed_around, needed_for, place_of, section_of
from contract_scan.repro.text import masked_text
from contract_scan.repro.vocabulary import vocabulary_of
from contract_scan.scan import Scan
from contract_scan.scanning import scan_document
from contract_scan.setup import Setup

#: How many words are tried, one by one, to say which of them must stay for the rule to fire.
TRIED = 20


class ReproError(UsageError):
    """A masked document cannot be made."""

    area = "repro"


@dataclass(frozen=True, slots=True)
class Reproduction:
    """A masked document: its bytes, the ending of its name, as it is read back, and whether it reproduces.

    `rules` are those that fire on the passage; `before` those that did in the original. `needed` are words that, kept
    one by one, would make it reproduce where it does not.
    """

    data: bytes
    suffix: str
    document: Document
    rules: tuple[str, ...]
    before: tuple[str, ...]
    reproduces: bool
    needed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Passage:
    """What is to be reproduced: a view, the spans in it, the blocks they need, and the rule that must fire, if one."""

    view: Document
    spans: tuple[Span, ...]
    blocks: frozenset[int]
    rule: str | None


def numbered_findings(scan: Scan) -> list[tuple[int, Finding]]:
    """Return the findings with the numbers of their quotes, as every report has them, in the order of these."""
    numbers = numbered(scan)
    return sorted(((numbers[where(finding)], finding) for finding in scan.findings), key=lambda one: one[0])


def finding_of(scan: Scan, number: int, rule: str | None = None) -> Finding:
    """Return the finding of a number, of several on one quote the first, or that of a rule. Raises `ReproError`."""
    found = numbered_findings(scan)
    for own, finding in found:
        if own == number and rule in (None, finding.rule):
            return finding
    raise ReproError("no_finding", number=number, count=max((own for own, _ in found), default=0))


def for_finding(
    request: ReadRequest, scan: Scan, setup: Setup, finding: Finding, keep: Collection[str]
) -> Reproduction:
    """Return a masked document on which the rule of a finding fires."""
    view = _view(scan.document, finding)
    blocks = frozenset(needed_for(view, finding))
    return _Maker(request, scan, setup).make(_Passage(view, (finding.span,), blocks, finding.rule), keep)


def for_words(request: ReadRequest, scan: Scan, setup: Setup, words: str, keep: Collection[str]) -> Reproduction:
    """Return a masked document with words that should have been found. Raises `ReproError` where they do not stand."""
    for view in scan.document.current_and_original:
        if (span := place_of(view, words)) is not None:
            blocks = frozenset(needed_around(view, [span]))
            return _Maker(request, scan, setup).make(_Passage(view, (span,), blocks, None), keep)
    raise ReproError("no_words")


def _view(document: Document, finding: Finding) -> Document:
    return document if finding.view == document.view else document.original or document


class _Maker:
    """Makes masked documents of one scan."""

    def __init__(self, request: ReadRequest, scan: Scan, setup: Setup) -> None:
        self._request, self._scan, self._setup = request, scan, setup
        self._vocabulary = vocabulary_of(setup.pack)

    def make(self, passage: _Passage, keep: Collection[str]) -> Reproduction:
        """Return the smallest document that reproduces, masked."""
        passage, before = self._smallest(passage)
        made = self._made(passage, self._mask(passage, keep), before)
        if made.reproduces:
            return made
        needed = tuple(self._words_that_help(passage, keep, before))
        return Reproduction(made.data, made.suffix, made.document, made.rules, before, False, needed)

    def _smallest(self, passage: _Passage) -> tuple[_Passage, tuple[str, ...]]:
        """Return the passage with as many blocks as it takes: its own, its sections, or the whole document."""
        before = self._firing_in_scan(passage)
        everything = frozenset(range(len(passage.view.blocks)))
        for blocks in (passage.blocks, frozenset(section_of(passage.view, set(passage.blocks))), everything):
            tried = _Passage(passage.view, passage.spans, blocks, passage.rule)
            if self._made(tried, None, before).reproduces:
                return tried, before
        return passage, before

    def _firing_in_scan(self, passage: _Passage) -> tuple[str, ...]:
        if passage.rule is not None:
            return (passage.rule,)
        found = (f for f in self._scan.findings if _view(self._scan.document, f) is passage.view)
        return tuple(sorted({f.rule for f in found if any(f.span.overlaps(span) for span in passage.spans)}))

    def _made(self, passage: _Passage, mask: Mask | None, before: tuple[str, ...]) -> Reproduction:
        """Return the document of a passage, with or without a mask, read back and scanned."""
        data, suffix = self._file(passage, mask)
        document = read_bytes(data, f"repro{suffix}", self._setup.readers, limits=self._request.limits)
        scan = scan_document(document, self._setup)
        rules = tuple(sorted({f.rule for f in scan.findings if self._is_passage(f, scan.document, passage, mask)}))
        same = passage.rule in rules if passage.rule is not None else rules == before
        return Reproduction(data, suffix, document, rules, before, same)

    def _is_passage(self, finding: Finding, document: Document, passage: _Passage, mask: Mask | None) -> bool:
        """Say whether a finding in the masked document lies in what the passage has become."""
        spans = [block.span for span in passage.spans for block in passage.view.blocks_in(span)]
        whole = [self._masked(passage, mask, span) for span in spans] or [""]
        holder = _view(document, finding)
        own = [_plain(holder.quote(block.span)) for block in holder.blocks_in(finding.span)]
        return not finding.quote or any(text and (text in one or one in text) for text in own for one in whole)

    def _masked(self, passage: _Passage, mask: Mask | None, span: Span) -> str:
        text = passage.view.quote(span)
        block = passage.view.block_at(span.start)
        if mask is not None and block is not None:
            text = mask.masked(text, block.language, numbered=self._is_word or block.number_in_text)
        return _plain(text)

    @property
    def _is_word(self) -> bool:
        return self._scan.document.source.format == "docx"

    def _file(self, passage: _Passage, mask: Mask | None) -> tuple[bytes, str]:
        if self._is_word:
            from contract_scan.repro.word import masked_word

            blocks = [passage.view.blocks[index] for index in sorted(passage.blocks)]
            return masked_word(self._request, self._scan.document, blocks, mask), ".docx"
        return masked_text(passage.view, passage.blocks, mask), ".md"

    def _mask(self, passage: _Passage, keep: Collection[str]) -> Mask:
        mask = Mask(self._vocabulary, self._names(), keep)
        views = self._scan.document.current_and_original
        mask.prepare((view.quote(block.span), block.language) for view in views for block in view.blocks)
        return mask

    def _names(self) -> Iterator[str]:
        """Yield the names that the scan knows: of parties, funders and authors, and as facts."""
        for finding in self._scan.findings:
            name = finding.attributes.get("name")
            if isinstance(name, str):
                yield name
            yield from (fact.value for fact in finding.facts if fact.kind == "name")
        for view in self._scan.document.current_and_original:
            authors = {mark.author for mark in view.marks} | {block.author for block in view.blocks}
            yield from sorted(author for author in authors if author)

    def _words_that_help(self, passage: _Passage, keep: Collection[str], before: tuple[str, ...]) -> Iterator[str]:
        """Yield the words that, kept alone, would make the document reproduce."""
        mask = self._mask(passage, keep)
        tried: dict[str, None] = {}
        for span in passage.spans:
            for block in passage.view.blocks_in(span):
                text = passage.view.quote(block.span)
                tried |= {text[s.start : s.end]: None for s, _ in mask.edits(text, block.language, numbered=True)}
        for word in list(tried)[:TRIED]:
            if self._made(passage, self._mask(passage, [*keep, word]), before).reproduces:
                yield word


def _plain(text: str) -> str:
    return " ".join(text.split())
