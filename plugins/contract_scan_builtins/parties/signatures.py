"""Parties that only a signature block names: "For and on behalf of X", and names set side by side over the lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from contract_scan.document import Span
from contract_scan.expressions import compiled
from contract_scan_builtins.parties.names import Name, is_institution, name_at, written_out
from contract_scan_builtins.parties.parts import Party
from contract_scan_builtins.parties.preamble import names_nobody
from contract_scan_builtins.parties.words import any_of, listed

#: How many lines above a line for a signature a name may stand.
_LINES = 3


class _Patterns(NamedTuple):
    """The expressions by which signatures are read: what stands before a name, is signed on, or stands after it."""

    behalf: re.Pattern[str]
    rule: re.Pattern[str]
    line: re.Pattern[str]
    cell: re.Pattern[str]
    function: re.Pattern[str]
    leading: re.Pattern[str]
    after: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    leading = rf"(?:(?:{any_of(listed('leading'))})\s+)?"
    return _Patterns(
        behalf=compiled(
            rf"(?:\A|[\x01\n]|\s{{2,}}|\t)[ *_]*(?i:{any_of(listed('behalf'))})(?![\w-])\s*:?[\s\x01]*{leading}"
        ),
        rule=compiled(rf"(?:_{{5,}}|\.{{8,}}|…{{3,}}|(?:{any_of((*listed('signs'), *listed('signatory')))})|/s/)"),
        line=compiled(r"[^\x01\n]+"),
        cell=compiled(r"\S(?:[^\t|]*?\S)??(?=\s{2,}|\t|\s*\||\s*\Z)"),
        function=compiled(rf"(?:{any_of(listed('functions'))})\b", re.IGNORECASE),
        leading=compiled(leading),
        after=re.compile(r"[ \t]*(?:[,.:;]|\Z|[\x01\n(]|\s{2})"),
    )


def signed_parties(text: str) -> Iterator[Party]:
    """Yield the organisations that sign, with a legal form or a word such as "University", in reading order."""
    found = {name.start: name for name in (*_on_behalf(text), *_above_rules(text))}
    for start in sorted(found):
        name = found[start]
        yield Party(Span(start, name.end), written_out(text[start : name.end]), name.form, source="signature")


def _on_behalf(text: str) -> Iterator[Name]:
    for match in _patterns().behalf.finditer(text):
        name = name_at(text, match.end())
        if name and _organisation(text, name) and _patterns().after.match(text, name.end):
            yield name


def _above_rules(text: str) -> Iterator[Name]:
    """Yield the names in the lines above one that is signed on: "____", "By:", "Naam:"."""
    above: list[re.Match[str]] = []
    for line in _patterns().line.finditer(text):
        if _patterns().rule.match(text, line.start() + _indent(line.group())):
            for before in above:
                yield from _in_cells(text, before)
            above = []
        elif line.group().strip():
            above = [*above, line][-_LINES:]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" \t|*"))


def _in_cells(text: str, line: re.Match[str]) -> Iterator[Name]:
    """Yield the names that are all that a line holds, or all that one of its columns holds."""
    for cell in _patterns().cell.finditer(line.group()):
        start, end = line.start() + cell.start(), line.start() + cell.end()
        lead = _patterns().leading.match(text, start, end)
        name = name_at(text[:end], lead.end() if lead else start)
        if name and name.end >= end - 1 and _organisation(text, name):
            yield name


def _organisation(text: str, name: Name) -> bool:
    written = text[name.start : name.end]
    if _patterns().function.match(written) or names_nobody(written):
        return False
    return (name.form is not None or is_institution(written)) and " " in written
