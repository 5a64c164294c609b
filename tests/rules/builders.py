"""Small documents and packs for the tests of the rules."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from contract_scan.document import Block, BlockKind, Document, DocumentBuilder, Source, Span
from contract_scan.rules.checker import RuleChecker
from contract_scan.rules.model import Meaning, Pack, Wording

WORDS = {"en": "Who does what?", "nl": "Wie doet wat?"}


def document(*texts: str, language: str | None = "en", kind: BlockKind = "paragraph") -> Document:
    """Return a document with a block per text."""
    return document_of([(kind, text) for text in texts], language)


def document_of(blocks: Sequence[tuple[BlockKind, str]], language: str | None = "en") -> Document:
    """Return a document with blocks of (kind, text)."""
    builder = DocumentBuilder()
    for kind, text in blocks:
        builder.add(Block(kind, Span(0, 0), language=language), text)
    return builder.build(Source("draft.txt", "", "txt"))


def pack(*phrases: str, language: str = "en", meaning: dict[str, Any] | None = None, **words: Any) -> Pack:
    """Return a pack of one rule "topic.rule"."""
    entries: dict[str, Any] = {"kind": "secrecy", "source": "test", "questions": ("5.1",), **(meaning or {})}
    rule = Meaning(id="topic.rule", topic="topic", title=WORDS, message=WORDS, why=WORDS, **entries)
    return Pack({rule.id: rule}, (Wording(rule.id, language, phrases, **words),), {})


def found(rules: Pack, draft: Document) -> list[str]:
    """Return the quotes of what the rules find."""
    return [finding.quote for finding in RuleChecker(rules).check(draft)]


def write_topic(folder: Path, meanings: str, **languages: str) -> Path:
    """Write a topic folder; a keyword is the text of that language's file."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "rules.yaml").write_text(meanings, encoding="utf-8")
    for language, text in languages.items():
        (folder / f"{language}.yaml").write_text(text, encoding="utf-8")
    return folder
