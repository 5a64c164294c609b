"""The reader of HTML: what a browser would show, block by block, tables as cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape, unescape
from typing import Any

from contract_scan.document import BlockKind, Cell, Document, Mark, Span, Unread
from contract_scan.read.characters.encoding import decode
from contract_scan.read.characters.unseen import turned, without_unseen
from contract_scan.read.failures import check_length
from contract_scan.read.html.style import Style, style_of
from contract_scan.read.request import ReadRequest
from contract_scan.read.source import source_of
from contract_scan.read.structure.assemble import Piece, as_hidden, assemble, piece
from contract_scan.read.structure.shape import kind_of, says_something

_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_SILENT = frozenset({"script", "style", "head"})
#: What no browser shows, and what it shows only when it is pointed at: kept where it says something.
_COMMENT = re.compile(r"<!--(?!\[|>|\s*\[if)(.*?)(?:-->|\Z)", re.DOTALL)
_CODE = re.compile(r"[{}<>=]|/\*|//")
#: What a page shows from other files, or draws by a program: none of it is fetched or run.
_ELSEWHERE = frozenset({"frame", "embed", "object", "picture", "canvas", "video", "audio", "applet"})
#: Text for one program alone (Outlook, Word), in a comment to all others.
_CONDITIONAL = re.compile(r"<!--\s*\[if\b[^\]]*\]>(.*?)<!\s*\[endif\]\s*-->", re.IGNORECASE | re.DOTALL)
#: Where programs and styles begin and end, and character data: a text in which no sign means anything.
_DATA = re.compile(r"<(?=(/?)(?:script|style)\b)|<!\[CDATA\[(.*?)(?:\]\]>|\Z)", re.IGNORECASE | re.DOTALL)
#: What a program of a page writes into it.
_WRITES = re.compile(r"""document\.write(?:ln)?\(\s*(["'`])((?:(?!\1)[^\\\n]|\\.){0,4000})\1""")
#: Words that stand in for something, told when it is not shown or pointed at.
_INSTEAD = ("title", "alt", "aria-label", "aria-description", "alttext", "summary")
#: A page within a page within a page is opened; deeper ones are named.
_FRAMES = 3
_UNSHOWN = re.compile(r"<(script|style)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^<>]{0,4000}>")
_TITLE, _TITLE_END = re.compile(r"<title\b[^<>]*>", re.IGNORECASE), re.compile(r"</title\b", re.IGNORECASE)
#: libxml2 keeps nothing of what is nested deeper than about 2,000 elements.
_DEEPEST = 1_000
#: An image of at most so many points a side is an icon.
_ICON = 48
_SIZED = re.compile(r"\b(?:width|height)\s*:", re.IGNORECASE)
_BREAK = "\x1d"
#: Where text that is struck through begins and ends.
_STRUCK, _WHOLE = "\ufdd0", "\ufdd1"
_ENDS = re.compile(f"[{_STRUCK}{_WHOLE}]")
_STRIKING = frozenset({"del", "s", "strike"})
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "text",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)


def read_html(request: ReadRequest) -> Document:
    """Return the document: a block a paragraph, heading, list item or table cell."""
    pieces, title, unread = html_pieces(request.data, request)
    return assemble(pieces, source_of(request, "html", title=title), unread)


def html_pieces(
    data: bytes | str, request: ReadRequest, depth: int = 0
) -> tuple[list[Piece], str | None, tuple[Unread, ...]]:
    """Return the pieces of an HTML page, its title, and what of it was not read."""
    text, turns = (data, 0) if isinstance(data, str) else _decoded(data)
    check_length(text, request)
    text = _with_character_data(text) if "<![CDATA[" in text else text
    text = _CONDITIONAL.sub(_hidden_paragraph, text) if "[if" in text else text
    text = _with_title_closed(text)
    root = _parsed(_COMMENT.sub(_hidden_comment, text) if "<!--" in text else text)
    walk = _Walk(style_of(root) if root is not None else Style())
    walk.turned = turns
    if root is None or not walk.go(root):
        return _without_markup(text), None, ()
    title = " ".join((root.findtext(".//title") or "").split()) or None
    pieces, unread = walk.pieces, list(_unread(walk))
    for page in walk.frames:
        if depth >= _FRAMES:
            unread.append(Unread("html_elsewhere", details={"count": 1}))
            continue
        inner, _, more = html_pieces(page, request, depth + 1)
        pieces = [*pieces, *inner]
        unread += more
    return pieces, title, tuple(unread)


def _unread(walk: _Walk) -> Iterator[Unread]:
    if walk.images:
        yield Unread("html_images", details={"count": walk.images})
    if walk.elsewhere:
        yield Unread("html_elsewhere", details={"count": walk.elsewhere})
    if walk.turned:
        yield Unread("text_turned", details={"count": walk.turned})


def _with_character_data(text: str) -> str:
    """Return a page with its character data (XHTML) as plain text; what marks programs and styles so is no text."""
    parts: list[str] = []
    at, program = 0, False
    for found in _DATA.finditer(text):
        end, data = found.groups()
        if data is None:
            program = not end
        elif not program and found.start() >= at:
            parts += [text[at : found.start()], escape(data)]
            at = found.end()
    return "".join([*parts, text[at:]])


def _with_title_closed(text: str) -> str:
    """Return a page whose title never ends with what follows it as a text that browsers do not show."""
    opened = _TITLE.search(text)
    if opened is None or _TITLE_END.search(text, opened.end()):
        return text
    return f"{text[: opened.start()]}<div hidden>{escape(_words_of(text[opened.end() :]))}</div>"


def _words_of(markup: str) -> str:
    """Return the words of a piece of a page on one line, without its tags, programs and styles."""
    return " ".join(unescape(_TAG.sub(" ", _UNSHOWN.sub(" ", markup))).split())


def _hidden_paragraph(match: re.Match[str]) -> str:
    """Return the text of a conditional comment as a paragraph that browsers do not show."""
    text = _words_of(match[1])
    return f"<div hidden>{escape(text)}</div>" if any(c.isalpha() for c in text) else ""


def _hidden_comment(match: re.Match[str]) -> str:
    """Return a comment that says something as a paragraph that browsers do not show; code is no text."""
    text = _words_of(match[1])
    return f"<div hidden>{escape(text)}</div>" if says_something(text) and not _CODE.search(text) else ""


def _decoded(data: bytes) -> tuple[str, int]:
    """Decode by the page's own word for it, unless the bytes say otherwise; with how often letters are turned in it.

    Signs that turn letters and are left in the text are not counted here.
    """
    named = _CHARSET.search(data[:4_096])
    if named and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode(named[1].decode("ascii")), 0
        except (LookupError, UnicodeDecodeError):
            pass
    decoded = decode(data)
    return decoded.text, decoded.turned


def _parsed(text: str) -> Any:
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _without_markup(text: str) -> list[Piece]:
    """Return the text of a page that cannot be parsed: everything between its tags, a paragraph a line."""
    bare = unescape(_TAG.sub("\n", _UNSHOWN.sub(" ", text)))
    return [piece("paragraph", " ".join(line.split())) for line in bare.split("\n") if line.strip()]


@dataclass(frozen=True, slots=True)
class _Context:
    """What the text in an element is."""

    kind: BlockKind | None = None
    level: int | None = None
    cell: Cell | None = None
    hidden: bool = False


class _Walk:
    """Goes through a page, however deep, and gathers its text block by block."""

    def __init__(self, style: Style) -> None:
        self.pieces: list[Piece] = []
        self.images = 0
        self.elsewhere = 0
        self.turned = 0
        self.frames: list[str] = []
        self._style = style
        self._held: list[str] = []
        self._contexts = [_Context()]
        self._tables: list[list[int]] = []
        self._table_count = 0

    def go(self, root: Any) -> bool:
        """Walk a page. False where it is nested so deep that the parser may have left out what lies deeper."""
        from lxml import etree

        silent: Any = None
        depth = 0
        for event, element in etree.iterwalk(root, events=("start", "end")):
            depth += 1 if event == "start" else -1
            if depth > _DEEPEST:
                return False
            if silent is None and event == "start":
                silent = element if element.tag in _SILENT else None
                if silent is None:
                    self._start(element)
                else:
                    self._unshown(element)
            elif event == "end" and (silent is None or silent is element):
                if silent is None:
                    self._end(element)
                silent = None
                self._held.append(element.tail or "")
        self._flush()
        return True

    def _start(self, element: Any) -> None:
        tag = element.tag
        if tag in _ELSEWHERE or tag == "iframe":
            self._frame(element)
        self.turned += tag == "bdo" and (element.get("dir") or "").lower() == "rtl"
        if self._parts(element):
            self._flush()
            self._contexts.append(self._inner(element))
        elif tag == "br":
            self._held.append(_BREAK)
        elif tag in _STRIKING or tag == "ins":
            self._held += [" " if _follows_change(element) else "", _STRUCK if tag != "ins" else ""]
        elif tag == "img":
            self.images += not _is_tiny(element)
        elif tag == "input":
            self._field(element)
        self._held += [self._style.before(element), element.text or ""]
        for name in _INSTEAD:
            said = element.get(name) or ""
            if says_something(said) and said not in (element.text or ""):
                self._aside(said)

    def _unshown(self, element: Any) -> None:
        """Keep what a program writes into the page, which is not run; count another page that this one goes on to."""
        for script in element.iter("script"):
            for _, written in _WRITES.findall(script.text or ""):
                said = " ".join(unescape(_TAG.sub(" ", written)).split())
                if says_something(said):
                    self._aside(said)
        refreshes = (meta.get("content") or "" for meta in element.iter("meta") if _refreshes(meta))
        self.elsewhere += any("url" in content.lower() for content in refreshes)

    def _parts(self, element: Any) -> bool:
        """Say whether an element's text is parted from what stands around it."""
        return element.tag in _BLOCKS or element.tag in _HEADINGS or self._hides(element)

    def _hides(self, element: Any) -> bool:
        """Say whether a browser shows nothing of an element."""
        return element.tag == "template" or self._style.hides(element)

    def _aside(self, text: str) -> None:
        """Add a text that a page does not show, after what is held."""
        self._flush()
        text = without_unseen(" ".join(text.split()))
        self.pieces.append(as_hidden(piece("paragraph", text, origin=(len(self.pieces),))))

    def _frame(self, element: Any) -> None:
        """Keep the page that a frame holds itself; count what stands in another file."""
        page = element.get("srcdoc")
        if page:
            self.frames.append(page)
        else:
            self.elsewhere += 1

    def _end(self, element: Any) -> None:
        self._held += [self._style.after(element), _WHOLE if element.tag in _STRIKING else ""]
        if self._parts(element):
            self._flush()
            self._contexts.pop()
            if element.tag == "table" and self._tables:
                self._tables.pop()

    def _inner(self, element: Any) -> _Context:
        """Return what an element makes of the text within it."""
        outer, tag = self._contexts[-1], element.tag
        hidden = outer.hidden or self._hides(element)
        if tag in _HEADINGS:
            return _Context("heading", _HEADINGS[tag], hidden=hidden)
        if tag == "li":
            return _Context("list_item", hidden=hidden)
        if tag == "table":
            self._tables.append([self._table_count, -1, -1])
            self._table_count += 1
        if tag == "tr" and self._tables:
            self._tables[-1][1:] = [self._tables[-1][1] + 1, -1]
        if tag in ("td", "th") and self._tables:
            self._tables[-1][2] += 1
            return _Context("table_cell", cell=Cell(*self._tables[-1]), hidden=hidden)
        return _Context(outer.kind, outer.level, outer.cell, hidden)

    def _field(self, element: Any) -> None:
        if element.get("type", "").lower() in ("checkbox", "radio"):
            self._held.append(" ☒ " if element.get("checked") is not None else " ☐ ")
            return
        value = (element.get("value") or "").strip()
        kind = element.get("type", "text").lower()
        shown = value or (element.get("placeholder") or "").strip()
        plain = value and kind not in ("hidden", "submit", "button", "reset", "image")
        if kind == "hidden" and says_something(value):
            self._aside(value)
        elif plain or (kind != "hidden" and says_something(shown)):
            self._flush()
            self.pieces.append(piece("form_field", shown))

    def _flush(self) -> None:
        held = "".join(self._held)
        self._held.clear()
        self.turned += turned(held)
        text = without_unseen(held)
        lines = (" ".join(line.split()) for line in text.split(_BREAK))
        text, struck = _without_ends("\n".join(lines).strip("\n"))
        if not text.strip():
            return
        context = self._contexts[-1]
        kind = context.kind or kind_of(text)
        made = piece(kind, text, level=context.level, cell=context.cell, origin=(len(self.pieces),))
        made = replace(made, marks=tuple(struck))
        self.pieces.append(as_hidden(made) if context.hidden else made)


def _refreshes(meta: Any) -> bool:
    return (meta.get("http-equiv") or "").lower() == "refresh"


def _follows_change(element: Any) -> bool:
    """Say whether an element stands right behind another that was inserted or struck through, in its place."""
    before = element.getprevious()
    return before is not None and not before.tail and (before.tag in _STRIKING or before.tag == "ins")


def _without_ends(text: str) -> tuple[str, list[Mark]]:
    """Return a text without the signs of where it is struck through, and the marks that say so."""
    if _STRUCK not in text and _WHOLE not in text:
        return text, []
    parts: list[str] = []
    marks: list[Mark] = []
    at = length = 0
    begun: int | None = None
    for match in _ENDS.finditer(text):
        parts.append(text[at : match.start()])
        length, at = length + match.start() - at, match.end()
        if match.group() == _STRUCK:
            begun = length
        elif begun is not None and length > begun:
            marks.append(Mark("struck", Span(begun, length)))
            begun = None
    parts.append(text[at:])
    return "".join(parts), marks


def _is_tiny(element: Any) -> bool:
    """Say whether an image is an icon or a counter, too small to hold text."""
    sizes = [element.get(side, "").removesuffix("px") for side in ("width", "height")]
    small = all(size.isdigit() and int(size) <= _ICON for size in sizes)
    return small and not _SIZED.search(element.get("style") or "")
