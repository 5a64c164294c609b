"""What tests share: documents made of blocks, the fixtures, and a setup that is prepared once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from contract_scan.document import Block, BlockKind, Document, DocumentBuilder, Mark, Source, Span
from contract_scan.setup import Setup, prepare

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "fixtures" / "documents"

# Nothing a developer or a machine has set may change what the tests see.
for name in [name for name in os.environ if name.startswith("CONTRACT_SCAN_")]:
    del os.environ[name]
# Lists that a developer imported, and caches of an earlier run, are nobody else's.
os.environ["CONTRACT_SCAN_CACHE"] = ""
NO_LISTS = ROOT / "tests" / "no-lists-here"
os.environ["CONTRACT_SCAN_LISTS"] = str(NO_LISTS)


@pytest.fixture(scope="session")
def setup() -> Setup:
    """Everything a scan needs, with the built-in plugins only."""
    return prepare(installed=False, lists=NO_LISTS)


@pytest.fixture
def fixtures() -> Path:
    """The folder of our own documents."""
    return FIXTURES


Line = str | tuple[BlockKind, str]
MakeDocument = Callable[..., Document]


@pytest.fixture
def make_document() -> MakeDocument:
    """Make a document of lines: paragraphs, or (kind, text)."""

    def make(*lines: Line, language: str | None = "en", marks: Iterable[Mark] = ()) -> Document:
        builder = DocumentBuilder()
        for line in lines:
            kind, text = line if isinstance(line, tuple) else ("paragraph", line)
            builder.add(Block(kind, Span(0, 0), language=language), text)
        document = builder.build(Source("made.txt", "0" * 64, "text"))
        return Document(document.source, document.text, document.blocks, tuple(marks))

    return make
