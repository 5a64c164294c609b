"""Where a sentence begins and ends in the text of contracts."""

from __future__ import annotations

import re

from contract_scan.document import Span
from contract_scan_builtins.parties.names import BREAK

# An initial ("U.S.") or an abbreviation before a capital ends no sentence.
_SENTENCE_END = re.compile(
    r"(?<![A-Z])(?<!\bInc)(?<!\bLtd)(?<!\bCo)(?<!\bCorp)(?<!\bNo)(?<!\bDr)(?<!\bProf)[.;](?=\s+[A-Z(\"“])|\x01"
)


def sentence_at(text: str, at: int) -> Span:
    """Return the sentence, or the block, around an offset, without white space at its ends."""
    start = max((match.end() for match in _SENTENCE_END.finditer(text, max(at - 600, 0), at)), default=max(at - 600, 0))
    after = _SENTENCE_END.search(text, at)
    end = min(after.end() if after and after.group() != BREAK else after.start() if after else len(text), at + 800)
    piece = text[start:end]
    return Span(start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip())))
