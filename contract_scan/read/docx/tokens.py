"""What a paragraph is made of: pieces of text, and the places of fields, notes, comments and text boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from contract_scan.document import ViewName
from contract_scan.read.docx.tracked import Tracked

if TYPE_CHECKING:
    from lxml import etree

TokenKind = Literal["text", "begin", "separate", "end", "comment_start", "comment_end", "note", "box"]


class Token:
    """A piece of a paragraph. Not frozen: there are very many, and making them must cost little.

    `text` stands in `node` (a w:t or its like, inside the w:r `run`) from `offset` on; `looks` are the bits of
    `styles`. `held` is the id of a comment, the kind and id of a note, or the paragraphs of a text box.
    """

    __slots__ = ("held", "kind", "looks", "node", "offset", "run", "text", "tracked")

    def __init__(
        self,
        kind: TokenKind,
        text: str,
        tracked: Tracked,
        looks: int = 0,
        held: Any = None,
        run: etree._Element | None = None,
        node: etree._Element | None = None,
        offset: int = 0,
    ) -> None:
        self.kind = kind
        self.text = text
        self.tracked = tracked
        self.looks = looks
        self.held = held
        self.run = run
        self.node = node
        self.offset = offset


def standing(tokens: list[Token], view: ViewName, tracked: bool) -> list[Token]:
    """Return the tokens that stand in a view, without the codes of fields. `tracked` is false if no change is there."""
    present = [token for token in tokens if token.tracked.stands_in(view)] if tracked else tokens
    return _without_codes(present) if "begin" in [token.kind for token in present] else present


def _without_codes(tokens: list[Token]) -> list[Token]:
    """Leave out text between the begin of a field and its result, where both stand in these tokens.

    A field that is begun and never gets to its result hides nothing: its text is kept.
    """
    hidden: set[int] = set()
    begun: list[int] = []
    for index, token in enumerate(tokens):
        if token.kind == "begin":
            begun.append(index)
        elif token.kind in ("separate", "end") and begun:
            start = begun.pop()
            if token.kind == "separate":
                hidden.update(range(start, index))
                begun.append(index)
            elif tokens[start].kind == "begin":
                hidden.update(range(start, index))
    return [token for index, token in enumerate(tokens) if index not in hidden or token.kind not in ("text", "box")]
