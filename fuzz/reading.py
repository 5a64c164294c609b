"""A fuzzer of reading: Word files grown from markup, and files of every kind with bytes of them changed.

Run it as ``python fuzz/reading.py [seconds] [target]``; SEED in the environment makes runs alike. Each target is a
Hypothesis property, whose `fuzz_one_input` takes bytes and can be handed to atheris or any other fuzzer; without one,
bytes are drawn at random from a seed that is printed. What fails is written to ``fuzz/found`` with the seed, and the
run goes on.
"""

from __future__ import annotations

import datetime
import importlib.util
import io
import os
import random
import struct
import sys
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contract_scan.document import Document
from contract_scan.errors import ReadError
from contract_scan.read import read_all_bytes
from contract_scan.read.docx import DocxReader
from contract_scan.read.docx.anchors import anchored
from contract_scan.read.request import Limits, ReadRequest
from contract_scan_builtins.readers import readers

ROOT = Path(__file__).parents[1]
TESTS = ROOT / "tests" / "read"
LIMITS = Limits(unpacked_bytes=20_000_000, characters=2_000_000, seconds=5)
FREELY = settings(database=None, deadline=None, suppress_health_check=list(HealthCheck), max_examples=1)


def _tests(path: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.replace("/", "_").removesuffix(".py"), TESTS / path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


_word = _tests("docx/conftest.py").Word()
_offsets = _tests("docx/test_offsets.py")
_pdf = _tests("pdf/conftest.py").Pdf()


def _in_word(body: str) -> bytes:
    numbering = _word.numbering(("decimal", "%1."), ("decimal", "%1.%2"))
    note = f'<w:footnote w:id="1">{_word.p("a note")}</w:footnote>'
    comment = f'<w:comment w:id="1" w:author="A">{_word.p("a comment")}</w:comment>'
    return bytes(_word.file(body, numbering=numbering, footnotes=note, comments=comment))


@FREELY
@given(_offsets.flows())
def word_walk(body: str) -> None:
    """Read a Word file of any markup: blocks are their spans in both views, every character leads back to its run."""
    request = ReadRequest("x.docx", _in_word(body))
    document = DocxReader().read(request)
    for view in document.current_and_original:
        _offsets.holds(view)
    again, pieces, _ = anchored(request)
    assert again == document
    assert all(piece.run in piece.text_element.iterancestors() for piece in pieces)


RTF = rb"{\rtf1\ansi{\fonttbl{\f0 Arial;}}{\*\revtbl {X;}{P;}}\pard One {\deleted two}{\revised\revauth1 three}\par}"
MAIL = b"From: a@b.example\nTo: c@d.example\nSubject: S\nDate: Mon, 02 Mar 2026 10:00:00 +0100\n\nDear Sir,\n\nYes.\n"
PARTS = (
    b"From: a@b.example\nTo: c@d.example\nSubject: S\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
    b"--b\nContent-Type: text/html\n\n<p>Yes.\n--b\nContent-Type: text/plain; name=a.txt\n"
    b"Content-Transfer-Encoding: base64\n\nTm8uCg==\n--b--\n"
)


def _packed(*values: tuple[int, int, bytes]) -> bytes:
    """Return a message as Outlook packs it (TNEF): levels, numbers and bytes."""
    parts = (struct.pack("<BII", level, number, len(data)) + data + bytes(2) for level, number, data in values)
    return b"\x78\x9f\x3e\x22\x01\x00" + b"".join(parts)


def _value(tag: int, *inner: bytes) -> bytes:
    """Return a value of unstated length (BER)."""
    return bytes((tag, 0x80)) + b"".join(inner) + bytes(2)


PROPERTIES = struct.pack("<IHHII", 1, 0x1E, 0x1000, 1, 4) + b"Yes."
WINMAIL = _packed((1, 0x69003, PROPERTIES), (2, 0x69002, bytes(14)), (2, 0x18010, b"a.txt\0"), (2, 0x6800F, b"No."))
KIND = bytes.fromhex("06092a864886f70d0107")
CONTENT = _value(0x30, KIND + b"\x01", _value(0xA0, _value(0x24, b"\x04\x03Yes")))
SIGNED = _value(0x30, KIND + b"\x02", _value(0xA0, _value(0x30, b"\x02\x01\x01", b"\x31\x00", CONTENT)))
ODT = _word.archive(
    {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text><text:h>One</text:h>'
        "<text:p>two <text:span>three</text:span></text:p></office:text></office:body></office:document-content>",
    }
)
SEEDS = {
    "x.docx": _in_word(_word.p("One two.") + _word.item("Three.", 0)),
    "x.odt": ODT,
    "x.pdf": _pdf.made(_pdf.page("1. One two three.", "four five."), _pdf.page("Six.")),
    "x.html": b"<html><body><h1>One</h1><p hidden>Two<table><tr><td>3</table></body></html>",
    "x.eml": MAIL,
    "y.eml": PARTS,
    "x.mbox": b"From a\n" + MAIL + b"\nFrom b\n" + MAIL,
    "winmail.dat": WINMAIL,
    "x.txt.p7m": SIGNED,
    "x.rtf": RTF,
    "x.txt": "Artikel 1\n\n1.1 De partij\nzwijgt.\n\n12\n\nen meer.\f".encode("utf-16"),
    "x.zip": _word.archive({"a.txt": "One.", "b.html": "<html><p>Two."}),
}


CHANGES = st.lists(
    st.tuples(st.floats(0, 1, exclude_max=True), st.binary(max_size=6), st.integers(0, 8)), min_size=1, max_size=8
)
#: How often each file, or part of one, had bytes added, left out and replaced.
COVERED: Counter[tuple[str, str]] = Counter()


def _changed(data: bytes, changes: list[tuple[float, bytes, int]], what: str) -> bytes:
    made = bytearray(data)
    for where, put, gone in changes:
        at = int(where * len(made))
        made[at : at + gone] = put
        if put or gone:
            COVERED[what, "replaced" if put and gone else "added" if put else "left out"] += 1
    return bytes(made)


@FREELY
@given(st.sampled_from(sorted(SEEDS)), CHANGES)
def damaged(name: str, changes: list[tuple[float, bytes, int]]) -> None:
    """Read a file with some of its bytes replaced, added or left out: documents or sentences, never anything else."""
    data = _changed(SEEDS[name], changes, name)
    for found in read_all_bytes(data, name, list(readers()), ocr="never", limits=LIMITS):
        if isinstance(found, Document):
            for view in found.current_and_original:
                assert view.text == "\n".join(view.quote(block.span) for block in view.blocks)
        else:
            assert isinstance(found, ReadError)
            if found.key == "reader_failed":
                raise AssertionError(f"{name}: {found}") from found


WORDS = [*"{}\\ ;1é", "\\par", "\\cell", "\\row", "\\u-4064?", "\\'e9", "\\*", "\\footnote", "\\deleted", "\\bin9 "]
WORDS += ["\\uc0", "\\shptxt", "\\annotation", "\\pict"]


@FREELY
@given(st.lists(st.sampled_from(WORDS), max_size=80).map("".join))
def rich_text(body: str) -> None:
    """Read Rich Text of any shape directly."""
    from contract_scan.read.rtf.reader import read_rtf

    for view in read_rtf(ReadRequest("x.rtf", RTF[:-1] + body.encode())).current_and_original:
        assert view.text == "\n".join(view.quote(block.span) for block in view.blocks)


PARTED = {"x.docx": SEEDS["x.docx"], "x.odt": ODT}


def parts(name: str) -> dict[str, bytes]:
    """Return the parts of a file that is an archive, by their names."""
    with zipfile.ZipFile(io.BytesIO(PARTED[name])) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def _with_part_changed(name: str, which: int, changes: list[tuple[float, bytes, int]]) -> bytes:
    """Return an archive of which one part has bytes changed, and which is a whole archive all the same."""
    changed = parts(name)
    chosen = sorted(changed)[which % len(changed)]
    changed[chosen] = _changed(changed[chosen], changes, f"{name}!{chosen}")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for part, data in changed.items():
            archive.writestr(part, data)
    return out.getvalue()


@FREELY
@given(st.sampled_from(sorted(PARTED)), st.integers(0, 20), CHANGES)
def damaged_part(name: str, which: int, changes: list[tuple[float, bytes, int]]) -> None:
    """Read a Word or OpenDocument file of which one part is damaged, without LibreOffice: a document or a sentence."""
    from contract_scan.read.office import reader as office

    data, found = _with_part_changed(name, which, changes), office.libreoffice
    office.libreoffice = lambda: None  # type: ignore[assignment]
    try:
        for one in read_all_bytes(data, name, list(readers()), ocr="never", limits=LIMITS):
            if isinstance(one, ReadError) and one.key == "reader_failed":
                raise AssertionError(f"{name}: {one}") from one
    finally:
        office.libreoffice = found


@cache
def _setup() -> Any:
    from contract_scan.setup import prepare

    return prepare(today=datetime.date(2026, 3, 2))


@FREELY
@given(st.sampled_from(["x.docx", "x.pdf"]), st.integers(0, 20), CHANGES)
def annotated(name: str, which: int, changes: list[tuple[float, bytes, int]]) -> None:
    """Comment a damaged file that can still be read: a copy or a sentence."""
    from contract_scan.annotate.pdf import annotated_pdf
    from contract_scan.annotate.word import AnnotateError, annotated_word
    from contract_scan.scanning import scan_document

    data = (
        _with_part_changed(name, which, changes)
        if name == "x.docx"
        else _changed(SEEDS[name], changes, f"{name} with comments")
    )
    [one, *_] = read_all_bytes(data, name, list(readers()), ocr="never", limits=LIMITS)
    if not isinstance(one, Document) or one.source.format != name[2:]:
        return
    copy = annotated_word if name == "x.docx" else annotated_pdf
    with suppress(AnnotateError, ReadError):
        assert copy(ReadRequest(name, data), scan_document(one, _setup()), "en")


TARGETS: dict[str, Callable[..., Any]] = {
    "word_walk": word_walk,
    "damaged": damaged,
    "damaged_part": damaged_part,
    "rich_text": rich_text,
    "annotated": annotated,
}


def inputs(seed: int) -> Iterator[bytes]:
    """Yield inputs without end, the same for the same seed."""
    chance = random.Random(seed)
    while True:
        yield chance.randbytes(chance.choice((200, 1_000, 4_000)))


def run(name: str, seconds: float, seed: int) -> int:
    """Fuzz one target for some seconds; returns how many different failures there were."""
    drawn = inputs(seed)
    fuzz_one_input = TARGETS[name].hypothesis.fuzz_one_input  # type: ignore[attr-defined]
    found: Counter[str] = Counter()
    end, tries = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        tries += 1
        data = next(drawn)
        try:
            fuzz_one_input(data)
        except Exception:  # noqa: BLE001 - any failure is what we are looking for
            said = traceback.format_exc()
            found[said.strip().splitlines()[-1]] += 1
            if found[said.strip().splitlines()[-1]] == 1:
                folder = ROOT / "fuzz" / "found"
                folder.mkdir(exist_ok=True)
                (folder / f"{name}-{seed}-{tries}.txt").write_text(said, encoding="utf-8")
    print(f"{name}: {tries} inputs, {len(found)} different failures (seed {seed})")  # noqa: T201
    for message, times in found.most_common():
        print(f"  {times} times: {message[:300]}")  # noqa: T201
    return len(found)


if __name__ == "__main__":
    duration = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    chosen = sys.argv[2:] or list(TARGETS)
    start = int(os.environ.get("SEED") or time.time())
    sys.exit(1 if sum(run(name, duration / len(chosen), start) for name in chosen) else 0)
