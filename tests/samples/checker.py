from collections.abc import Iterable
from pathlib import Path

from contract_scan import Document, Finding, hookimpl


class LongParagraphs:
    """Finds paragraphs that are too long to be read with care."""

    name = "example.long_paragraphs"
    questions = ("5.1",)

    def check(self, document: Document) -> Iterable[Finding]:
        for block in document.blocks:
            if len(block.span) > 3000:
                yield Finding("note", block.span, document.quote(block.span), "paragraphs.long")


@hookimpl
def checkers() -> list[LongParagraphs]:
    return [LongParagraphs()]


@hookimpl
def patterns() -> list[Path]:
    return [Path(__file__).parent / "paragraphs"]
