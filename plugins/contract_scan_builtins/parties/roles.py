"""Roles that a document speaks of without naming who fills them: blanks of a template, parties of general terms."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from contract_scan.document import Document, Span
from contract_scan.expressions import compiled
from contract_scan_builtins.parties.parts import Party, aliases_in, role_among
from contract_scan_builtins.parties.words import any_of, listed

#: A role counts where it stands this often, and at most so many roles are reported.
_OFTEN, _MOST = 5, 4


@cache
def _role_pattern() -> re.Pattern[str]:
    roles = set(listed("roles")) - set(listed("generic"))
    return compiled(rf"(?<![\w-])(?:{any_of(roles)})(?![\w-])")


def roles_without_name(document: Document, text: str, parties: list[Party]) -> list[tuple[Span, str]]:
    """Return the roles nobody is named for, at their first place; only where fewer than two parties are named."""
    if len(parties) >= 2:
        return []
    named = {alias for party in parties for alias in party.aliases}
    found = {role: span for role, span in _often(text).items() if role not in named}
    for role, span in _after_blanks(document, text).items():
        if role not in named:
            found.setdefault(role, span)
    first = sorted(((span, role) for role, span in found.items()), key=lambda item: item[0])
    return first[:_MOST]


def _often(text: str) -> dict[str, Span]:
    matches = list(_role_pattern().finditer(text))
    counts = Counter(match.group() for match in matches)
    first: dict[str, Span] = {}
    for match in matches:
        if counts[match.group()] >= _OFTEN:
            first.setdefault(match.group(), Span(*match.span()))
    return first


def _after_blanks(document: Document, text: str) -> dict[str, Span]:
    """Roles that are defined right after a blank: "[NAME] (hierna: Verstrekker)"."""
    found: dict[str, Span] = {}
    for mark in document.marks:
        tail = text[mark.span.end : mark.span.end + 200] if mark.kind == "blank" else ""
        role = role_among(tuple(alias for _, alias in aliases_in(tail))[:1])
        if role is not None:
            at = text.index(role, mark.span.end)
            found.setdefault(role, Span(at, at + len(role)))
    return found
