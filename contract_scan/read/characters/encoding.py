"""Bytes to text, whatever the encoding: byte order mark, UTF-8, UTF-16 without a mark, Windows-1252, then a guess."""

from __future__ import annotations

import codecs
import re
from dataclasses import replace

from contract_scan.nouns import dataclass
from contract_scan.read.characters.unseen import turned, without_unseen

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: Bytes that stand in no text, in any encoding that keeps ASCII.
_BINARY = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
#: What Dutch or English text typed on Windows holds beyond ASCII.
_WESTERN = frozenset("éèëêïíìîöóòôüúùûáàâäãåçñøæœßÉÈËÏÍÖÓÜÚÁÀÂÄÅÇÑØÆŒ€£§°·•…–—‘’‚“”„«»©®™†‡½¼¾²³±×¿¡ªºµ‰\xa0\xad")
_SEVEN = re.compile(rb"\+A[A-P][A-Za-z0-9+/][A-Za-z0-9+/]{0,60}-?|\+I[A-Za-z0-9+/]{2}[A-Za-z0-9+/]{0,60}-")
#: A quotation mark or the like within a word, as text of DOS makes when it is taken for that of Windows.
_WITHIN = re.compile(r"[a-z][„“”‚‰†‡•…™][a-z]")
#: A capital or a sign within a word in small letters, as a wrong encoding makes.
_INNER = re.compile(r"[a-z][^\x00-\x7fà-öø-ÿœ’‘–—…\xa0][a-z]|[a-z][À-ÖØ-Þ€£§°·•»«©®™]|[À-ÖØ-Þ]{2}[a-z]")
_SAMPLE = 65_536
#: What a terminal obeys and does not show, and a letter over which the next is typed; so many deep at most.
_COLOUR = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]{0,1000}(?:\x07|\x1b\\)")
_OVER = re.compile(r"[^\n\x08]\x08")
_TYPED_OVER = 40


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text and the encoding it was in. `sure` is false where the encoding was guessed from the text itself.

    `wrong` counts the bytes that are no character in it, each U+FFFD in the text; `line` is that of the first.
    `turned` counts the signs, left out as all that nobody sees, that turn letters from right to left.
    """

    text: str
    encoding: str
    sure: bool = True
    wrong: int = 0
    line: int = 0
    turned: int = 0


def decode(data: bytes) -> Decoded:
    """Return the text of a file. Line ends become one line feed each; NUL characters are dropped. Never raises."""
    decoded = _by_mark(data) or _in_letters(data) or _by_trial(data) or _of_a_machine(data) or _by_guess(data)
    text = _as_a_terminal_shows(plain_lines(decoded.text))
    return replace(decoded, text=without_unseen(text), turned=turned(text))


def plain_lines(text: str) -> str:
    """Return a text with one line feed for each line end, and without NUL characters."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def _as_a_terminal_shows(text: str) -> str:
    """Return a text without colours, and with each letter that was typed over another (bold, underlined) once."""
    text = _COLOUR.sub("", text) if "\x1b" in text else text
    for _ in range(_TYPED_OVER):
        if "\b" not in text:
            break
        text = _OVER.sub("", text)
    return text


def looks_like_text(head: bytes) -> bool:
    """Say whether a file that starts with these bytes is text and not some binary format."""
    if any(head.startswith(mark) for mark, _ in _MARKS) or _wide(head):
        return True
    return bool(head) and head.count(0) <= len(head) // 50 and len(_BINARY.findall(head)) <= len(head) // 100


def _by_mark(data: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(encoding, "replace"), encoding)
    return None


def _in_letters(data: bytes) -> Decoded | None:
    """Recognise UTF-7, which writes every other letter in letters: "caf+AOk-"; all that it writes must be Western."""
    if _SEVEN.search(data) is None or not data.isascii():
        return None
    try:
        text = data.decode("utf-7")
    except UnicodeDecodeError:
        return None
    beyond = {character for character in text if character > "\x7f"}
    return Decoded(text, "utf-7", sure=False) if beyond and beyond <= _WESTERN else None


def _by_trial(data: bytes) -> Decoded | None:
    if (wide := _wide(data[:_SAMPLE])) is not None:
        return Decoded(data.decode(wide, "replace"), wide)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        text = data.decode("utf-8", "replace")
        wrong = text.count("\ufffd")
        if sum(character > "\x7f" for character in text) > 2 * wrong:
            return Decoded(text, "utf-8", wrong=wrong, line=data.count(b"\n", 0, error.start) + 1)
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    beyond = {character for character in text if character > "\x7f"}
    return Decoded(text, "windows-1252") if beyond <= _WESTERN and _WITHIN.search(text) is None else None


def _wide(head: bytes) -> str | None:
    """Recognise UTF-16 without a mark: in Western text every second byte is NUL."""
    pairs = len(head) // 2
    if pairs < 4:
        return None
    high, low = head[0 : 2 * pairs : 2].count(0), head[1 : 2 * pairs : 2].count(0)
    if low > pairs * 0.7 and high < pairs * 0.1:
        return "utf-16-le"
    return "utf-16-be" if high > pairs * 0.7 and low < pairs * 0.1 else None


def _of_a_machine(data: bytes) -> Decoded | None:
    """Recognise what old Macs and DOS wrote: all that is no ASCII is Western, and no capital stands within a word."""
    for encoding in ("mac_roman", "cp850"):
        text = data.decode(encoding)
        beyond = {character for character in text if character > "\x7f"}
        if beyond and beyond <= _WESTERN and any(c.isalpha() for c in beyond) and _INNER.search(text) is None:
            return Decoded(text, encoding, sure=False)
    return None


def _by_guess(data: bytes) -> Decoded:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    encoding = best.encoding if best is not None and best.encoding != "ascii" else "cp1252"
    return Decoded(data.decode(encoding, "replace"), encoding, sure=False)
