"""Dates of birth beside the names of persons: "born on 3 May 1970", "geboren te Delft op 3 mei 1970"."""

from __future__ import annotations

import re
from functools import cache

from contract_scan.facts.dates import dates_in
from contract_scan_builtins.shared.tables import table
from contract_scan_builtins.shared.wordlists import any_of

#: How far behind the word the date is looked for, in characters.
_REACH = 80
_YEAR = re.compile(r"\b(?:18|19|20)\d\d\b")


def births_in(text: str) -> frozenset[str]:
    """Return the dates of birth in a text, ISO 8601; a year where no day can be read."""
    word = _born().search(text)
    if word is None:
        return frozenset()
    behind = text[word.end() : word.end() + _REACH]
    found = next((fact for language in ("nl", "en") for fact in dates_in(behind, language) if not fact.note), None)
    year = _YEAR.search(behind)
    return frozenset({found.value} if found else {year[0]} if year else ())


@cache
def _born() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(table('lists', 'titles')['born'])})(?!\w)", re.IGNORECASE)
