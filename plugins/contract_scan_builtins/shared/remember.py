"""What several checkers need of a document is worked out once: parties, who gives what, a name in its text."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Concatenate, ParamSpec, TypeVar

from contract_scan.document import Document

_T = TypeVar("_T")
_P = ParamSpec("_P")

#: How many views are remembered: the two of one document.
_VIEWS = 2


class _Same:
    """A document that equals only itself, so that looking it up need not compare texts."""

    __slots__ = ("document",)

    def __init__(self, document: Document) -> None:
        self.document = document

    def __hash__(self) -> int:
        return id(self.document)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.document is self.document


def remembered(work: Callable[Concatenate[Document, _P], _T]) -> Callable[Concatenate[Document, _P], _T]:
    """Return a function that does its work on a document once, for the two documents it was last asked for.

    What it is given beside the document must be hashable. What it returns is shared by all who ask, and must not be
    changed.
    """

    @lru_cache(maxsize=_VIEWS)
    def of(same: _Same, *more: _P.args, **named: _P.kwargs) -> _T:
        return work(same.document, *more, **named)

    def once(document: Document, /, *more: _P.args, **named: _P.kwargs) -> _T:
        return of(_Same(document), *more, **named)  # type: ignore[arg-type]

    return once


def remembered_in(work: Callable[[str, int], _T]) -> Callable[[str, int], _T]:
    """Return a function that does its work on an offset of a text once, as long as it is asked of the same text.

    What it returns is shared by all who ask, and must not be changed.
    """
    last: tuple[str, dict[int, _T]] = ("", {})

    def of(text: str, at: int) -> _T:
        nonlocal last
        if last[0] is not text:
            last = (text, {})
        known = last[1]
        if at not in known:
            known[at] = work(text, at)
        return known[at]

    return of
