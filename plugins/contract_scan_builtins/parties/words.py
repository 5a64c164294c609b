"""The words by which parties are found, from `patterns/parties/words`."""

from __future__ import annotations

from contract_scan_builtins._wordlists import any_of, words_of

__all__ = ["any_of", "listed"]


def listed(*path: str) -> tuple[str, ...]:
    """Return a list of words of all languages together; the path is the keys that lead to it."""
    return words_of("parties", *path)
