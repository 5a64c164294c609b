"""Text recognition with the system's tesseract, where there is one. One page at a time, in its own process."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from contract_scan.leftovers import ended

#: The languages that are asked for, as tesseract names them, where it has them.
LANGUAGES = ("nld", "eng")


@dataclass(frozen=True, slots=True)
class RecognisedLine:
    """A line of text in an image: pixels from its top left corner; `confidence` is 0 to 100."""

    paragraph: str
    text: str
    left: int
    top: int
    right: int
    bottom: int
    confidence: float


@cache
def tesseract() -> str | None:
    """Return the path of the tesseract program, or None where there is none."""
    return shutil.which("tesseract")


@cache
def _languages() -> str:
    program = tesseract()
    if program is None:
        return ""
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=30, check=False).stdout
    found = [language for language in LANGUAGES if language in listed.split()]
    return "+".join(found)


def recognise(image: bytes, resolution: int, seconds: float) -> list[RecognisedLine] | None:
    """Return the lines of text in an image file (PGM), or None where recognition failed or took too long.

    `resolution` is in dots an inch. One thread: on two cores more make it slower.
    """
    program = tesseract()
    if program is None:
        return None
    options = ["--dpi", str(resolution), *(["-l", _languages()] if _languages() else [])]
    command = [program, "stdin", "stdout", *options, "--psm", "3", "tsv"]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
        )
    except OSError:
        return None
    with process, ended(process.pid):
        try:
            table, _ = process.communicate(image, seconds)
        except BaseException as error:
            process.kill()
            if not isinstance(error, subprocess.TimeoutExpired | OSError):
                raise
            return None
    return list(_lines(table.decode("utf-8", "replace"))) if process.returncode == 0 else None


def _lines(table: str) -> Iterator[RecognisedLine]:
    """Yield the lines in tesseract's table: a row a word, with its block, paragraph and line."""
    held: list[list[str]] = []
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) != 12 or cells[0] != "5" or not cells[11].strip():
            continue
        if held and held[-1][2:5] != cells[2:5]:
            yield _line(held)
            held = []
        held.append(cells)
    if held:
        yield _line(held)


def _line(words: list[list[str]]) -> RecognisedLine:
    lefts, tops, widths, heights = ([int(word[at]) for word in words] for at in (6, 7, 8, 9))
    return RecognisedLine(
        paragraph=".".join(words[0][2:4]),
        text=" ".join(word[11].strip() for word in words),
        left=min(lefts),
        top=min(tops),
        right=max(left + width for left, width in zip(lefts, widths, strict=True)),
        bottom=max(top + height for top, height in zip(tops, heights, strict=True)),
        confidence=sum(float(word[10]) for word in words) / len(words),
    )
