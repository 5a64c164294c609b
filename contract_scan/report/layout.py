"""Lines of at most 80 columns for the terminal."""

from __future__ import annotations

import textwrap

WIDTH = 80


def wrapped(text: str, *, indent: str = "", first: str = "", width: int = WIDTH) -> str:
    """Return the text wrapped at `width` columns, `first` before it, every line indented; white space is folded.

    Long words (addresses, codes) are kept whole; control characters are shown as a replacement sign, so that no
    document can move the cursor or colour the terminal.
    """
    folded = " ".join(visible(text).split())
    hang = indent + " " * min(len(first), 4)
    return textwrap.fill(
        first + folded,
        width=width,
        initial_indent=indent,
        subsequent_indent=hang,
        break_long_words=False,
        break_on_hyphens=False,
    )


def visible(text: str) -> str:
    """Return the text with control and direction-changing characters made visible."""
    return "".join("\ufffd" if _hidden(c) else c for c in text)


def _hidden(character: str) -> bool:
    code = ord(character)
    if character in "\n\t":
        return False
    return code < 32 or 127 <= code < 160 or 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069


def shortened(text: str, limit: int = 600) -> str:
    """Return a quote cut at a word where it is very long; that it was cut is visible."""
    folded = " ".join(text.split())
    if len(folded) <= limit:
        return folded
    return folded[:limit].rsplit(" ", 1)[0] + " […]"
