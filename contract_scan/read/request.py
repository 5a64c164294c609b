"""What a reader is asked: which file, and under which limits."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Ocr = Literal["auto", "always", "never"]


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a document may cost before reading stops and says so.

    Sizes are bytes, `characters` is the text's length, `seconds` is per outside program (OCR of a page, conversion).
    The last three hold for the process that reads and checks a document, where it has one of its own (several
    documents at once, a batch, the desk), and are kept by the operating system: its address space, the seconds it
    computes, and the seconds that pass on the clock; 0 sets no limit.
    """

    file_bytes: int = 200_000_000
    unpacked_bytes: int = 500_000_000
    characters: int = 20_000_000
    blocks: int = 500_000
    depth: int = 200
    pages: int = 5_000
    seconds: float = 120.0
    memory_bytes: int = 4_000_000_000
    cpu_seconds: float = 300.0
    clock_seconds: float = 1_800.0


@dataclass(frozen=True, slots=True)
class ReadRequest:
    """A file to read. `path` is as the user gave it ("-" for standard input); `data` is the whole file.

    `password` is only ever taken from a file or the environment.
    """

    path: str
    data: bytes = field(repr=False)
    ocr: Ocr = "auto"
    password: str | None = field(default=None, repr=False)
    limits: Limits = Limits()
