"""Rich Text Format (.rtf).

Read: paragraphs, headings, the list numbers that the file stores, table cells, notes, comments, text boxes, headers
and footers, hidden text, tracked insertions and deletions. Not read: images, embedded objects, tracked table rows.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from dataclasses import field as dataclass_field

from contract_scan.document import BlockKind, Cell, Document, MarkKind, Unread
from contract_scan.read.failures import check_length
from contract_scan.read.request import ReadRequest
from contract_scan.read.rtf.tokens import ASIDES, CHARSETS, KNOWN, SIGNS, SILENT, Token, decoded, iso_date, tokens
from contract_scan.read.source import source_of
from contract_scan.read.structure.fields import missing_of, shown_by, unshown_by
from contract_scan.read.structure.revisions import Aside, Change, End, Event, Run, both_views, unread_content
from contract_scan.read.structure.shape import says_something

#: Groups nested deeper than this are hostile: they are read as if they were not there.
_DEEPEST = 1_000
_COLOURS = ("red", "green", "blue")
#: All three colours at least this are white; letters of so many half points or less cannot be read.
_WHITE, _TINY = 250, 2


#: What groups hold whose text is kept, and is no text of the document; signs that only code holds.
_KEPT = frozenset({"code", "passed"})
_CODE = re.compile(r"[{}<>=]|\\\w")
#: The character sets of old machines, by the word that names them.
_OLD_CHARSETS = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}


@dataclass(slots=True)
class _State:
    """What holds within a group, and within the groups in it."""

    flow: list[Event]
    aside: BlockKind | None = None
    use: str = "text"
    font: int = 0
    skip: int = 1
    deleted: bool = False
    inserted: bool = False
    author: int | None = None
    date: int | None = None
    shown: tuple[MarkKind, ...] = ()
    colour: int = 0
    size: int | None = None
    shaded: bool = False
    in_table: bool = False
    level: int | None = None
    field: _Field | None = None
    #: What a group says that readers who do not know it pass over.
    passed: list[str] | None = None


@dataclass(slots=True)
class _Field:
    """A field that is open: its code so far, and where in the flow, and after how many images, it began."""

    begun: int
    images: int
    code: list[str] = dataclass_field(default_factory=list)


def read_rtf(request: ReadRequest) -> Document:
    """Return the document in an .rtf file. Raises `FileError`: past the limits."""
    walk = _Walk()
    for token in tokens(request.data):
        walk.take(token)
    walk.finish()
    gaps = unread_content(walk.images, walk.objects)
    if walk.unnumbered:
        gaps.append(Unread("office_numbers", details={"count": walk.unnumbered}))
    if walk.fields:
        gaps.append(Unread("office_fields", details={"count": walk.fields}))
    if walk.depth > 0:
        gaps.append(Unread("office_cut_short"))
    document = both_views(walk.flow, source_of(request, "rtf"), gaps)
    check_length(document.text, request)
    return document


class _Walk:
    """Takes the tokens of a file in order."""

    def __init__(self) -> None:
        self.flow: list[Event] = []
        self.depth = 0
        self.images = 0
        self.objects = 0
        self.unnumbered = 0
        self.fields = 0
        self._unshown: list[str] = []
        self._passed: list[list[str]] = []
        self._listed = self._numbered = False
        self._colours: list[tuple[int, int, int]] = []
        self._mixed = [0, 0, 0]
        self._margins: list[Aside] = []
        self._states: list[_State] = []
        self._state = _State(self.flow)
        self._charset = "cp1252"
        self._fonts: dict[int, str] = {}
        self._authors: list[str] = []
        self._said: dict[str, str] = {}
        self._held: list[str] = []
        self._pending = 0
        self._high = 0
        self._first = False
        self._starred = False
        self._place = [-1, 0, 0]
        self._was_in_table = False

    def take(self, token: Token) -> None:
        """Take one token."""
        if token.kind == "open":
            self._open()
        elif token.kind == "close":
            self._close()
        elif token.kind == "text":
            self._text(token.value)
        else:
            self._word(token.value, token.number)

    def finish(self) -> None:
        """Put what is held into the flow: the last text, then headers and footers."""
        left_open = self.depth
        while self.depth:
            self._close()
        self._flush()
        passed = (" ".join("".join(parts).split()) for parts in self._passed)
        for text in (*self._unshown, *(text for text in passed if not _CODE.search(text))):
            if says_something(text):
                self.flow += [End("paragraph", None, None, None), Run(text, None, ("hidden",))]
        seen: set[str] = set()
        for aside in self._margins:
            said = "".join(event.text for event in aside.flow if isinstance(event, Run))
            if said.strip() and said not in seen:
                seen.add(said)
                self.flow.append(aside)
        self.depth = left_open

    def _open(self) -> None:
        self._flush()
        self.depth += 1
        if self.depth <= _DEEPEST:
            self._states.append(self._state)
            self._state = copy(self._state)
        self._first, self._starred = True, False

    def _close(self) -> None:
        self._flush()
        if self.depth == 0:
            return
        self.depth -= 1
        if self.depth < _DEEPEST:
            inner, self._state = self._state, self._states.pop()
            if inner.field is not None and inner.field is not self._state.field and inner.use == "text":
                self._end_field(inner.field, inner)
            if inner.flow is not self._state.flow:
                self._put_aside(inner)
        self._first = False

    def _end_field(self, field: _Field, inner: _State) -> None:
        """Add what a field without a result shows; keep the texts between which it chose."""
        code = "".join(field.code)
        held = inner.flow[field.begun :]
        shown = "".join(event.text for event in held if isinstance(event, Run))
        self._unshown.append(unshown_by(code, shown))
        drawn = self._drawn() > field.images or any(not isinstance(event, Run) for event in held)
        if shown.strip() or drawn:
            return
        if words := shown_by(code):
            inner.flow.append(Run(words, self._change(), self._shown()))
        elif missing := missing_of(code):
            self.fields += missing == "fields"
            self.unnumbered += missing == "numbers"

    def _drawn(self) -> int:
        return self.images + self.objects

    def _put_aside(self, inner: _State) -> None:
        if inner.aside is None or not inner.flow:
            return
        author = self._said.pop("atnauthor", None) if inner.aside == "comment" else None
        aside = Aside(inner.aside, inner.flow, author or self._said.pop("atnid", None), None, self._change())
        if inner.aside in ("header", "footer"):
            self._margins.append(aside)
        else:
            self._state.flow.append(aside)

    def _word(self, word: str, number: int | None) -> None:
        if word == "*":
            self._starred = True
            return
        first, self._first = self._first, False
        starred, self._starred = self._starred and first, False
        if first and self._destination(word, starred):
            return
        if self._state.use == "fonts":
            self._font(word, number)
        elif self._state.use == "colours":
            if word in _COLOURS:
                self._mixed[_COLOURS.index(word)] = number or 0
        elif word in _OLD_CHARSETS:
            self._charset = _OLD_CHARSETS[word]
        elif word == "ansicpg" and number:
            self._charset = f"cp{number}" if number != 65001 else "utf-8"
        elif self._state.use == "text" or word == "u" or (self._state.use in _KEPT and word in SIGNS):
            self._formatting(word, number)

    def _destination(self, word: str, starred: bool) -> bool:
        """Say what a group is for, by its first word; true where that is all the word says."""
        state = self._state
        self.images += word == "pict" and state.use in ("text", "shape")
        self.objects += word == "object" and state.use == "text"
        if state.use in ("silent", "shape"):
            state.use = "text" if word == "ud" else state.use
            return True
        if word in SILENT:
            state.use = "shape" if word == "sp" else "silent"
        elif state.use in _KEPT:
            return False
        elif word == "fldinst":
            state.use = "code"
        elif starred and word not in KNOWN:
            state.use, state.passed = "passed", []
            self._passed.append(state.passed)
        elif word in ("fonttbl", "colortbl", "revtbl", "atnauthor", "atnid", "atndate"):
            state.use = {"fonttbl": "fonts", "colortbl": "colours"}.get(word, word)
        elif word in ASIDES:
            state.aside, state.flow = ASIDES[word], []
        else:
            if word == "field" and state.use == "text":
                state.field = _Field(len(state.flow), self._drawn())
            self._numbered |= word in ("listtext", "pntext")
            return False
        return True

    def _font(self, word: str, number: int | None) -> None:
        if word == "f" and number is not None:
            self._state.font = number
        elif word == "fcharset" and number in CHARSETS:
            self._fonts[self._state.font] = CHARSETS[number]

    def _formatting(self, word: str, number: int | None) -> None:
        state, on = self._state, number != 0
        if word == "u" and number is not None:
            self._character(number)
        elif word in SIGNS:
            self._text(SIGNS[word])
        elif word in _ACTIONS:
            self._flush()
            _ACTIONS[word](self, number)
        elif word in (
            "deleted",
            "revised",
            "v",
            "strike",
            "plain",
            "f",
            "revauth",
            "revauthdel",
            "revdttm",
            "revdttmdel",
            "cf",
            "fs",
            "highlight",
            "chcbpat",
            "cb",
            "cbpat",
        ):
            self._flush()
            self._character_format(word, number, on)
        elif word == "ls":
            self._listed = bool(number)
        elif word == "uc":
            state.skip = max(number or 0, 0)
        elif word == "intbl":
            state.in_table = True
        elif word == "outlinelevel" and number is not None:
            state.level = number + 1 if 0 <= number <= 8 else None
        elif word == "ftnalt" and state.aside == "footnote":
            state.aside = "endnote"

    def _character_format(self, word: str, number: int | None, on: bool) -> None:
        state = self._state
        if word in ("v", "strike"):
            kind: MarkKind = "hidden" if word == "v" else "struck"
            state.shown = tuple(k for k in state.shown if k != kind) + ((kind,) if on else ())
        elif word == "plain":
            state.shown, state.deleted, state.inserted, state.font = (), False, False, 0
            state.colour, state.size, state.shaded = 0, None, False
        elif word == "cf":
            state.colour = number or 0
        elif word == "fs":
            state.size = number
        elif word in ("highlight", "chcbpat", "cb", "cbpat"):
            state.shaded = bool(number)
        elif word == "f":
            state.font = number or 0
        elif word == "deleted":
            state.deleted = on
        elif word == "revised":
            state.inserted = on
        elif word in ("revauth", "revauthdel"):
            state.author = number
        else:
            state.date = number

    def _character(self, number: int) -> None:
        """Take a character by its number: a unit of UTF-16, two of which make a rarer character."""
        self._flush()
        code, high, self._high = number % 0x10000, self._high, 0
        if 0xD800 <= code < 0xDC00:
            self._high = code
        elif 0xDC00 <= code < 0xE000:
            self._add(chr(0x10000 + ((high - 0xD800) << 10) + code - 0xDC00) if high else "\ufffd")
        elif code:
            self._add(chr(code))
        self._pending = self._state.skip

    def _text(self, text: str) -> None:
        self._first = False
        if self._state.use == "colours":
            for _ in range(text.count(";")):
                self._colours.append((self._mixed[0], self._mixed[1], self._mixed[2]))
                self._mixed = [0, 0, 0]
            return
        if self._pending:
            skipped = min(self._pending, len(text))
            self._pending -= skipped
            text = text[skipped:]
        if text:
            self._held.append(text)

    def _flush(self) -> None:
        """Decode the bytes held so far; they were all in one font and one group."""
        self._pending = 0
        if not self._held:
            return
        text = "".join(self._held)
        self._held.clear()
        if not text.isascii():
            text = decoded(text, self._fonts.get(self._state.font, self._charset))
        self._add(text)

    def _add(self, text: str) -> None:
        use = self._state.use
        if use == "revtbl":
            self._authors.append(text.rstrip(";").strip())
        elif use in ("atnauthor", "atnid", "atndate"):
            self._said[use] = self._said.get(use, "") + text
        elif use == "code" and self._state.field is not None:
            self._state.field.code.append(text)
        elif use == "passed" and self._state.passed is not None:
            self._state.passed.append(text)
        elif use == "text":
            self._state.flow.append(Run(text, self._change(), self._shown()))

    def _shown(self) -> tuple[MarkKind, ...]:
        """Return how text is shown; letters that nobody sees, for their size or their colour, are hidden."""
        state = self._state
        tiny = state.size is not None and 0 < state.size <= _TINY
        white = 0 < state.colour < len(self._colours) and min(self._colours[state.colour]) >= _WHITE
        unseen = tiny or (white and not state.shaded and not state.in_table)
        return (*state.shown, "hidden") if unseen and "hidden" not in state.shown else state.shown

    def _change(self) -> Change | None:
        state = self._state
        if not (state.deleted or state.inserted):
            return None
        at = state.author
        author = self._authors[at] if at is not None and 0 <= at < len(self._authors) else None
        return Change("deleted" if state.deleted else "inserted", author, iso_date(state.date))

    def end(self, _: int | None) -> None:
        """End a paragraph."""
        state = self._state
        self.unnumbered += self._listed and not self._numbered
        self._numbered = False
        in_table = state.in_table and state.aside is None
        if in_table and not self._was_in_table:
            self._place = [self._place[0] + 1, 0, 0]
        self._was_in_table = in_table if state.aside is None else self._was_in_table
        cell = Cell(*self._place) if in_table else None
        kind: BlockKind = "table_cell" if in_table else "heading" if state.level else "paragraph"
        state.flow.append(End(kind, None if in_table else state.level, cell, self._change()))

    def cell(self, number: int | None) -> None:
        """End a cell."""
        self._state.in_table = True
        self.end(number)
        self._place[2] += 1

    def row(self, _: int | None) -> None:
        """End a row."""
        self._place[1:] = [self._place[1] + 1, 0]

    def pard(self, _: int | None) -> None:
        """Forget what held for the paragraph before."""
        self._state.in_table, self._state.level = False, None
        self._listed = False


_ACTIONS: dict[str, Callable[[_Walk, int | None], None]] = {
    "par": _Walk.end, "sect": _Walk.end, "page": _Walk.end, "cell": _Walk.cell, "nestcell": _Walk.cell,
    "row": _Walk.row, "nestrow": _Walk.row, "pard": _Walk.pard,
}  # fmt: skip
