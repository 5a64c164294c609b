"""The outline of a document: in which clause and under which headings each block stands.

Word's styles say it where they are used; elsewhere the numbers that somebody typed, and lines that look like
headings, do. One function serves every reader, so that a clause is named the same way whatever the file was.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from contract_scan.document import Block
from contract_scan.language_data import recital_words
from contract_scan.paragraph_signs import paragraph_signs
from contract_scan.read.structure.clauses import LETTERS, ClauseStack
from contract_scan.read.structure.numbers import Shape, TypedNumber, shape_of
from contract_scan.read.structure.series import typed_numbers
from contract_scan.read.structure.titles import in_capitals, is_contents_line, is_title, run_in_title

#: Kinds that stand in the flow of the agreement; notes, comments, headers and the like open no clause.
FLOW = frozenset({"title", "heading", "paragraph", "list_item", "table_cell"})
_NAMED: frozenset[Shape] = frozenset({"part", "annex", "article"})
_CAPITALS_RANK = 20
_EMPHASISED_RANK = 30
#: How long a line is at most that only opens the recitals.
_OPENING = 60


def outline(blocks: Sequence[Block], texts: Sequence[str], emphasised: Collection[int] = ()) -> list[Block]:
    """Return the blocks with `number`, `clause`, `headings` and `level` filled in, and headings recognised.

    `texts[i]` is the text of `blocks[i]`. `emphasised` holds the indexes of blocks that are wholly bold or
    underlined. What a reader knows stands: a number that Word computed, a kind of heading, a level (from 1).
    Blocks outside the flow (notes, comments, headers) get the clause and headings they stand in, and change neither.
    """
    walk = _Walk(blocks, texts, emphasised, ClauseStack())
    placed = [walk.place(index) for index in range(len(blocks))]
    if not walk.clauses.begins_anew:
        return placed
    walk = _Walk(blocks, texts, emphasised, ClauseStack(with_parts=True))
    return [walk.place(index) for index in range(len(blocks))]


class _Walk:
    """Goes through the blocks once and keeps the open clause numbers and headings."""

    def __init__(
        self, blocks: Sequence[Block], texts: Sequence[str], emphasised: Collection[int], clauses: ClauseStack
    ) -> None:
        self._blocks = blocks
        self._texts = texts
        self._emphasised = emphasised
        self.clauses = clauses
        self._headings: list[tuple[int, str]] = []
        flow = [i for i, block in enumerate(blocks) if block.kind in FLOW and texts[i] and not texts[i].isspace()]
        self._typed = typed_numbers(blocks, texts, flow)
        self._after = dict(pairwise(flow))
        self._before = {after: before for before, after in self._after.items()}
        self._bare: int | None = None

    def place(self, index: int) -> Block:
        """Return one block, placed, and open the paragraphs within it."""
        placed = self._place(index)
        if placed.kind in FLOW:
            self._enter_paragraphs(self._texts[index])
        return placed

    def _place(self, index: int) -> Block:
        block, text = self._blocks[index], self._texts[index]
        if block.kind not in FLOW:
            return self._outside(block)
        if block.kind == "title" or not text or is_contents_line(text):
            return block
        typed = self._typed.get(index)
        words = text[typed.end :] if typed else text
        if self._is_heading(index, words, typed):
            return self._heading(index, words, typed)
        if block.number is None and typed is None:
            return self._unnumbered(block, text)
        self._enter(block, typed)
        self.clauses.top.run_in = run_in_title(text, typed.end if typed else 0, True)
        return self._placed(block, typed, self._trail())

    def _is_heading(self, index: int, words: str, typed: TypedNumber | None) -> bool:
        block = self._blocks[index]
        if block.kind == "heading" or block.kind == "table_cell":
            return block.kind == "heading"
        shape = self._shape(block, typed)
        if not words or words.isspace():
            return shape in _NAMED
        emphasised = index in self._emphasised
        below_number = shape is None and self._bare is not None and self._before.get(index) == self._bare
        below_number = below_number and not words.rstrip().endswith(".")
        if not is_title(words, shape is not None or below_number, emphasised):
            return False
        if shape is None or shape in _NAMED or emphasised or in_capitals(words):
            return shape not in ("letter", "roman")
        return shape not in LETTERS and not self._is_listed(index)

    def _is_listed(self, index: int) -> bool:
        """Say whether a short numbered line stands right before or after another of its kind: a list, no heading."""
        own = self._series(index)
        return any(i is not None and self._series(i) == own for i in (self._before.get(index), self._after.get(index)))

    def _series(self, index: int) -> tuple[Shape, int] | None:
        typed = self._typed.get(index)
        number = typed.number if typed else self._blocks[index].number
        if not number:
            return None
        return (typed.shape if typed else shape_of(number)), number.strip(" .").count(".")

    def _heading(self, index: int, words: str, typed: TypedNumber | None) -> Block:
        """Open a heading: close those of its rank and deeper, and the clauses under them."""
        block = self._blocks[index]
        numbered = typed is not None or block.number is not None
        continues = not numbered and self._bare is not None and self._before.get(index) == self._bare
        rank = self._headings[-1][0] if continues else self._rank(index, typed)
        while self._headings and self._headings[-1][0] >= rank:
            self._headings.pop()
        if numbered:
            self._enter(block, typed)
            self.clauses.top.rank = rank
        elif not continues:
            self.clauses.close_headings(rank)
        trail = tuple(title for _, title in self._headings)
        title = " ".join((words if words.strip() else self._texts[index]).split())
        self._headings.append((rank, title))
        self._bare = index if numbered and not words.strip() else None
        level = block.level or len(self._headings)
        return replace(self._placed(block, typed, trail), kind="heading", level=level)

    def _rank(self, index: int, typed: TypedNumber | None) -> int:
        """Return how high a heading stands: tens, lower is higher; a style's first level ranks with an article."""
        block = self._blocks[index]
        if block.kind == "heading" and block.level is not None:
            return 10 + 10 * block.level
        number = typed.number if typed else block.number
        if number is None:
            return _CAPITALS_RANK if in_capitals(self._texts[index]) else _EMPHASISED_RANK
        shape = self._shape(block, typed)
        if shape == "paragraph":
            return 40
        if shape in ("part", "annex"):
            return 10
        return 20 + 10 * number.strip(" .").count(".") if shape in ("article", "decimal") else 20

    def _enter(self, block: Block, typed: TypedNumber | None) -> None:
        number = typed.number if typed else block.number
        if number:
            self.clauses.enter(number, self._shape(block, typed), 0 if typed else block.level or 0)

    def _shape(self, block: Block, typed: TypedNumber | None) -> Shape | None:
        """Return the shape of a block's number: "§2" is a paragraph under an article, and an article elsewhere."""
        shape = typed.shape if typed else shape_of(block.number) if block.number else None
        return "article" if shape == "paragraph" and not self.clauses.in_article else shape

    def _enter_paragraphs(self, text: str) -> None:
        """Open the last of the paragraphs that stand within a block, for the blocks after it: "… §2. … §3. …"."""
        if "§" in text and self.clauses.in_article:
            for sign in paragraph_signs(text)[-1:]:
                self.clauses.enter(sign.label, "paragraph")

    def _placed(self, block: Block, typed: TypedNumber | None, headings: tuple[str, ...]) -> Block:
        numbered = typed is not None or block.number is not None
        if not numbered and not headings and not len(self.clauses):
            return block
        return replace(
            block,
            number=typed.number if typed else block.number,
            number_in_text=typed is not None,
            clause=self.clauses.path(items=numbered),
            level=block.level or (len(self.clauses) or None if numbered else None),
            headings=headings,
        )

    def _unnumbered(self, block: Block, text: str) -> Block:
        """Place a block without a number. After "(b)" it belongs to (b) or goes on with 7.3: "7.3" is true of both.

        A short line that opens the recitals ends the numbers of the parties above it.
        """
        if self._opens_recitals(text, block.language):
            self.clauses.close_list()
        title = run_in_title(text, 0, False) if block.kind == "paragraph" else None
        return self._placed(block, None, self._trail(items=False) + ((title,) if title else ()))

    def _opens_recitals(self, text: str, language: str | None) -> bool:
        words = text.split(maxsplit=1)
        return len(text) <= _OPENING and bool(words) and words[0].strip(":,.").casefold() in recital_words(language)

    def _outside(self, block: Block) -> Block:
        if block.kind in ("header", "footer", "comment"):
            return block
        return replace(block, clause=self.clauses.path(), headings=self._trail())

    def _trail(self, items: bool = True) -> tuple[str, ...]:
        return tuple(title for _, title in self._headings) + self.clauses.run_ins(items)
