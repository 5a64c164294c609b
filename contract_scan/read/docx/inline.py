"""The walk through one paragraph: everything in it, in order, whatever it is wrapped in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from lxml import etree

from contract_scan.read.characters.unseen import seen_parts, turned, unseen_in
from contract_scan.read.docx.names import (
    ALTERNATE,
    CHART,
    CHOICE,
    COMMENT_END,
    COMMENT_START,
    DIAGRAM,
    DRAWING,
    FALLBACK,
    ID,
    OFFICE,
    R_,
    RPR,
    SDT,
    SILENT,
    TEXT_BOX,
    TEXT_PATH,
    VAL,
    VML,
    W14,
    A,
    M,
    R,
    is_on,
    w,
)
from contract_scan.read.docx.styles import BLANK, Styles, whole
from contract_scan.read.docx.symbols import symbol
from contract_scan.read.docx.tokens import Token, TokenKind
from contract_scan.read.docx.tracked import CHANGES, Tracked
from contract_scan.read.structure.fields import missing_of, shown_by, unshown_by

_TEXT = frozenset({w("t"), w("delText"), f"{{{A}}}t", f"{{{M}}}t"})
_SIGNS = {w("tab"): "\t", w("ptab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-"}
_FIELD = w("fldChar")
_FIELD_KINDS: dict[str | None, TokenKind] = {"begin": "begin", "separate": "separate", "end": "end"}
_NOTES = {w("footnoteReference"): "footnote", w("endnoteReference"): "endnote"}
_COMMENTS: dict[str, TokenKind] = {COMMENT_START: "comment_start", COMMENT_END: "comment_end"}
_SYM, _CODES = w("sym"), frozenset({w("instrText"), w("delInstrText")})
_SIMPLE_FIELD, _INSTRUCTION = w("fldSimple"), w("instr")
_VML_BOX = f"{{{VML}}}textbox"

#: What holds text or meaning that is not read, and the name it is counted under.
_UNREAD = {
    f"{{{A}}}blip": "images",
    f"{{{VML}}}imagedata": "images",
    f"{{{OFFICE}}}OLEObject": "objects",
    f"{{{CHART}}}chart": "charts",
    w("control"): "controls",
    w("subDoc"): "documents",
    w("altChunk"): "documents",
    f"{{{W14}}}contentPart": "images",
}
_OFFICE_NAMES = re.compile(r"(http://schemas\.(microsoft|openxmlformats)\.(com|org)/|urn:schemas-microsoft-com:)")
_DIAGRAM = f"{{{DIAGRAM}}}relIds"

_VML_FILL, _TURNING = f"{{{VML}}}fill", w("bdo")
#: What says something when pointed at, or in place of a picture, and in which attributes.
_SAYING = {
    w("hyperlink"): (w("tooltip"),),
    f"{{{DRAWING}}}docPr": ("title", "descr"),
    **{f"{{{VML}}}{shape}": ("title", "alt") for shape in ("shape", "rect", "roundrect", "oval", "group", "image")},
}
#: Fewer words than this are the name of a field or of a page.
_FEWEST_UNSHOWN = 4

Place = tuple[Iterator[etree._Element], etree._Element | None, Tracked, int]


class Inline:
    """Turns the content of a paragraph into tokens, without recursion, so that no nesting is too deep."""

    def __init__(
        self, styles: Styles, unread: Counter[str], box: Callable[[etree._Element, Tracked], list[object]]
    ) -> None:
        self._styles = styles
        self._unread = unread
        self._box = box
        #: The fields that are open where the walk is: the code of each, and where in the tokens its result begins.
        self._fields: list[tuple[list[str], list[int], int]] = []
        #: Words that Word does not show: what a link says when pointed at, the other texts of a field that chooses.
        self.unshown: list[str] = []

    def tokens(self, element: etree._Element, tracked: Tracked, looks: int) -> list[Token]:
        """Return the tokens of a paragraph (or of a lone run). `looks` are the bits of its style."""
        around, self._fields = self._fields, []
        out: list[Token] = []
        run = element if element.tag == R_ else None
        stack: list[Place] = [(iter(element), run, tracked, looks)]
        while stack:
            children, run, tracked, looks = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
            elif (inner := self._one(child, run, tracked, looks, out)) is not None:
                stack.append(inner)
        self._fields = around
        return out

    def _one(
        self, child: etree._Element, run: etree._Element | None, tracked: Tracked, looks: int, out: list[Token]
    ) -> Place | None:
        """Take one element: add its tokens, or return how to go on within it."""
        tag = child.tag
        if tag == R_:
            properties = child.find(RPR)
            inner = looks if properties is None else self._styles.looks(properties, looks)
            return iter(child), child, tracked, inner
        if tag in _TEXT:
            self._unread["turned"] += turned(child.text or "")
            _add_text(child, run, tracked, looks, out)
            return None
        if tag in SILENT:
            if tag in _CODES and self._fields:
                self._fields[-1][0].append(child.text or "")
            return None
        if tag in _SIGNS:
            out.append(Token("text", _SIGNS[tag], tracked, looks, None, run, child))
            return None
        if tag in CHANGES:
            return iter(child), run, tracked.within(child), looks
        return self._rare(child, run, tracked, looks, out)

    def _rare(
        self, child: etree._Element, run: etree._Element | None, tracked: Tracked, looks: int, out: list[Token]
    ) -> Place | None:
        tag = child.tag
        if tag == _FIELD:
            _add_field(child, run, tracked, looks, out)
            self._field(child, run, tracked, looks, out)
        elif tag in _NOTES:
            out.append(Token("note", "", tracked, looks, (_NOTES[tag], child.get(ID)), run, child))
        elif tag in _COMMENTS:
            out.append(Token(_COMMENTS[tag], "", tracked, looks, child.get(ID)))
        elif tag == _SYM:
            out.append(
                Token("text", symbol(child.get(w("font")), child.get(w("char"))), tracked, looks, None, run, child)
            )
        elif tag in (TEXT_BOX, TEXT_PATH):
            out.append(Token("box", "", tracked, looks, self._box(child, tracked)))
        elif tag == _VML_BOX and child.find(TEXT_BOX) is None:
            if words := " ".join("".join(map(str, child.itertext())).split()):
                out.append(Token("text", words, tracked, looks, None, run, None))
        elif tag == _SIMPLE_FIELD:
            if len(child) == 0 and (missing := missing_of(child.get(_INSTRUCTION) or "")):
                self._unread[missing] += 1
            return iter(child), run, tracked, looks
        elif tag == ALTERNATE:
            chosen = choice(child)
            self._unread["alternatives"] += differs(child, chosen)
            return None if chosen is None else (iter(chosen), run, tracked, looks)
        elif tag == SDT:
            return iter(child), run, tracked, looks | BLANK if is_placeholder(child) else looks
        else:
            self._count(str(tag))
            self._unread["images"] += tag == _VML_FILL and child.get(f"{{{R}}}id") is not None
            self._unread["turned"] += tag == _TURNING and child.get(VAL) == "rtl"
            for name in _SAYING.get(str(tag), ()):
                self._unseen(child.get(name) or "")
            return iter(child), run, tracked, looks
        return None

    def _unseen(self, text: str) -> None:
        """Keep a text that Word does not show, if it says something."""
        words = " ".join(text.split())
        if words.count(" ") >= _FEWEST_UNSHOWN - 1:
            self.unshown.append(words)

    def _field(
        self, child: etree._Element, run: etree._Element | None, tracked: Tracked, looks: int, out: list[Token]
    ) -> None:
        """Keep the code of a field; where it ends without a result, add what Word shows of the code."""
        kind = child.get(w("fldCharType"))
        if kind == "begin":
            self._fields.append(([], [], len(out)))
        elif kind == "separate" and self._fields:
            self._fields[-1][1].append(len(out))
            self._unseen("".join(token.text for token in out[self._fields[-1][2] :] if token.kind == "text"))
        elif kind == "end" and self._fields:
            parts, starts, _ = self._fields.pop()
            code = "".join(parts)
            held = out[starts[0] :] if starts else []
            shown = "".join(token.text for token in held)
            result = bool(shown.strip()) or any(token.kind == "box" for token in held)
            self._unseen(unshown_by(code, shown))
            if not result and (words := shown_by(code)):
                out.append(Token("text", words, tracked, looks, None, run, None))
            elif not result and (missing := missing_of(code)):
                self._unread[missing] += 1

    def _count(self, tag: str) -> None:
        if tag in _UNREAD:
            self._unread[_UNREAD[tag]] += 1
        elif tag == _DIAGRAM:
            self._unread["diagrams"] += 1


def choice(alternate: etree._Element) -> etree._Element | None:
    """Return the one alternative to read, since two would double it: what Word shows where that holds text.

    Word shows a choice whose requirements it knows, else the fallback.
    """
    options = [option for option in alternate if option.tag in (CHOICE, FALLBACK)]
    known = [option for option in options if option.tag == FALLBACK or _is_known(option)]
    holding = (option for option in (*known, *options) if _holds_text(option))
    return next(holding, next(iter(known or options), None))


def differs(alternate: etree._Element, chosen: etree._Element | None) -> int:
    """Return how many of the alternatives that are not read say something else than the one that is."""
    if chosen is None:
        return 0
    words = _words(chosen)
    others = (o for o in alternate if o is not chosen and o.tag in (CHOICE, FALLBACK) and _holds_text(o))
    return sum(_words(option) != words for option in others)


def _words(option: etree._Element) -> str:
    return "".join("".join(t.text or t.get("string") or "" for t in option.iter(*_TEXT, TEXT_PATH)).split())


def _holds_text(option: etree._Element) -> bool:
    return next(option.iter(*_TEXT, TEXT_PATH), None) is not None


def _is_known(option: etree._Element) -> bool:
    """Say whether Word knows what a choice requires: its own extensions, by their namespaces."""
    names = [option.nsmap.get(prefix, "") for prefix in (option.get("Requires") or "").split()]
    return all(_OFFICE_NAMES.match(name) for name in names)


def is_placeholder(control: etree._Element) -> bool:
    """Say whether a content control shows its placeholder: nobody has filled it in."""
    showing = control.find(f"{w('sdtPr')}/{w('showingPlcHdr')}")
    return showing is not None and is_on(showing.get(VAL))


def _add_text(
    child: etree._Element, run: etree._Element | None, tracked: Tracked, looks: int, out: list[Token]
) -> None:
    text = child.text
    if not text:
        return
    if "\n" in text:
        text = text.replace("\n", " ")
    if text.isascii() or unseen_in(text) is None:
        out.append(Token("text", text, tracked, looks, None, run, child))
        return
    for offset, piece in seen_parts(text):  # what nobody sees would stand in the middle of a word
        out.append(Token("text", piece, tracked, looks, None, run, child, offset))


def _add_field(
    child: etree._Element, run: etree._Element | None, tracked: Tracked, looks: int, out: list[Token]
) -> None:
    kind = _FIELD_KINDS.get(child.get(w("fldCharType")))
    data = child.find(w("ffData")) if len(child) else None
    if kind == "begin" and data is not None and (shown := _form_value(data)):
        out.append(Token("text", shown, tracked, looks, None, run, None))
    if kind is not None:
        out.append(Token(kind, "", tracked, looks))


def _form_value(data: etree._Element) -> str:
    """Return what a form field shows that the file stores nowhere as text: a box, or the entry chosen from a list."""
    box, choices = data.find(w("checkBox")), data.find(w("ddList"))
    if box is not None:
        return "☒" if _is_ticked(box) else "☐"
    entries = [e.get(VAL) or "" for e in choices.iterchildren(w("listEntry"))] if choices is not None else []
    if choices is None or not entries:
        return ""
    chosen = next((whole(e.get(VAL)) for name in ("result", "default") for e in choices.iterchildren(w(name))), 0)
    return entries[chosen] if chosen is not None and 0 <= chosen < len(entries) else entries[0]


def _is_ticked(box: etree._Element) -> bool:
    state = box.find(w("checked"))
    state = box.find(w("default")) if state is None else state
    return state is not None and is_on(state.get(VAL))
