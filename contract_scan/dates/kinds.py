"""Of what kind a partnership is, by its title, and which earlier agreement it renews."""

from __future__ import annotations

from collections.abc import Iterator

from contract_scan.dates.cues import term
from contract_scan.dates.model import Term
from contract_scan.dates.sentences import Sentence
from contract_scan.dates.words import kinds, languages, said
from contract_scan.document import Document, Span

#: A title stands among the first blocks, and is no longer than this.
_FIRST, _TITLE = 6, 200


def kind_of(document: Document) -> Iterator[Term]:
    """Yield the kind of partnership that the title names; possible where only the opening words do."""
    for block in [block for block in document.blocks if block.kind not in ("header", "footer")][:_FIRST]:
        text = document.quote(block.span)
        if len(text) > _TITLE:
            continue
        for language in languages():
            for kind, pattern in kinds(language):
                if match := pattern.search(text):
                    sure = block.kind in ("title", "heading") or block is document.blocks[0]
                    span = Span(block.span.start + match.start(), block.span.start + match.end())
                    doubts = () if sure else ("opening",)
                    yield Term("kind", kind, span, text, "sure" if sure else "possible", doubts)
                    return


def renewed_by(sentence: Sentence) -> Iterator[Term]:
    """Yield the day of the earlier agreement that this one renews, replaces or changes."""
    match = said(sentence.language, "renews").search(sentence.text)
    if match is None:
        return
    for fact in sentence.facts:
        if fact.kind == "date" and 0 <= fact.span.start - match.end() < 80:
            yield term(sentence, "renews", fact.value, fact)
            return
