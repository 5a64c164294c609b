"""The signature of our own comments: the last line by which a copy that was commented on is known again.

Who is called the author of a comment says nothing, as anybody can write under a name; what we wrote, unchanged, does.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence

#: Begins the last line of every comment: by it `absorb` knows which findings a reply is about, and a scan that the
#: comment is ours.
MARK = "contract-scan:"
_FORM = rf"{re.escape(MARK)}((?:[0-9a-f]{{16}},?)*);(\d+);([0-9a-f]{{12}})"
_SIGNED = re.compile(rf"{_FORM}\s*")
_SIGNED_IN_BYTES = re.compile(_FORM.encode())


def signed(lines: Sequence[str], findings: Iterable[str] = ()) -> list[str]:
    """Return the paragraphs of a comment with a last one that holds the findings' identities and says that it is ours.

    It counts the paragraphs and holds twelve digits of their hash, white space apart.
    """
    parts = [part for line in lines for part in line.split("\n") if part.strip()]
    return [*parts, f"{MARK}{','.join(findings)};{len(parts)};{_hash(parts)}"]


def ours_among(lines: Sequence[str]) -> frozenset[int]:
    """Return which of some paragraphs of comments, in order, are those of comments that `signed` made, unchanged."""
    ours: set[int] = set()
    for end, line in enumerate(lines):
        match = _SIGNED.fullmatch(line)
        start = end - int(match[2]) if match else -1
        if match and start >= 0 and _hash(lines[start:end]) == match[3]:
            ours.update(range(start, end + 1))
    return frozenset(ours)


def identities(text: str) -> list[str]:
    """Return the identities of the findings that a comment of ours is about; none for any other comment."""
    lines = text.strip().split("\n")
    match = _SIGNED.fullmatch(lines[-1])
    return match[1].split(",") if match and match[1] and len(lines) - 1 in ours_among(lines) else []


def named_in(data: bytes) -> set[str]:
    """Return the identities of findings that last lines of comments name, wherever they stand in a file's bytes.

    Whether the comments before them are unchanged is not looked at.
    """
    named = (match[1].decode() for match in _SIGNED_IN_BYTES.finditer(data))
    return {one for names in named if names for one in names.split(",")}


def _hash(lines: Iterable[str]) -> str:
    folded = "\n".join(" ".join(line.split()) for line in lines)
    return hashlib.sha256(folded.encode()).hexdigest()[:12]
