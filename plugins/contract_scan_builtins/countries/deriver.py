"""Countries that play a part in a document: of a party or funder, in law, forum, place of work, bank, storage and more.

A deriver, because the parties and funders come from other checkers. One finding a country and part, and one a country
and alert, each at the first place; persons and their nationality are left alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from contract_scan.document import Block, Document, Span
from contract_scan.finding import Fact, Finding, Value
from contract_scan.lists.store import Lists, open_lists
from contract_scan.nouns import dataclass
from contract_scan_builtins.countries.codes import countries_given_away
from contract_scan_builtins.countries.figures import Figure, figures
from contract_scan_builtins.countries.named import countries_in, country_groups
from contract_scan_builtins.countries.roles import is_of_a_person, role_of
from contract_scan_builtins.shared.cited import is_cited
from contract_scan_builtins.shared.institution import home_of
from contract_scan_builtins.shared.tables import table

#: The part a country plays where another finding holds its name.
_ROLES_BY_KIND = {"party": "party", "funder": "funder"}
_MONEY = ("funder", "bank")
_NAMED = "named_in_threat_assessment"


@dataclass(frozen=True, slots=True)
class Involved:
    """A country with the part it plays, at the first place that says so."""

    code: str
    role: str
    span: Span
    mentions: int


class CountryDeriver:
    """Findings of the kind "country"."""

    name = "countries"
    questions: tuple[str, ...] = ("2.1", "4.3", "4.4", "4.5", "4.7", "5.2")

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder

    def derive(self, document: Document, findings: Sequence[Finding]) -> Iterable[Finding]:
        """Yield a finding for every country, part and alert."""
        lists = open_lists(self._folder)
        try:
            home, found = home_of(findings), involved_countries(document, findings)
            for involved in found:
                yield from _parts(document, involved, home, findings)
            for code in dict.fromkeys(i.code for i in found if i.role != "mentioned"):
                own = [i for i in found if i.code == code and i.role != "mentioned"]
                yield from _alerts(document, own, home, lists)
        finally:
            lists.close()


def involved_countries(document: Document, findings: Sequence[Finding]) -> list[Involved]:
    """Return the countries a document involves, one a country and part, in the order of the document."""
    first: dict[tuple[str, str], Span] = {}
    counts: dict[tuple[str, str], int] = {}
    for span, code, role in _mentions(document, findings):
        key = (code, role)
        counts[key] = counts.get(key, 0) + 1
        if key not in first or span < first[key]:
            first[key] = span
    return [Involved(*key, span, counts[key]) for key, span in sorted(first.items(), key=lambda item: item[1])]


def _mentions(document: Document, findings: Sequence[Finding]) -> Iterator[tuple[Span, str, str]]:
    holders, lawful = _by_block(document, findings)
    for block in document.blocks:
        text = document.quote(block.span)
        inside = holders[block.span.start]
        addressed = bool(inside) or block.span.start in lawful
        for span, code in countries_in(text, block.language, places=addressed):
            placed = Span(span.start + block.span.start, span.end + block.span.start)
            if not is_of_a_person(text, span, block.language) and not is_cited(document, placed):
                yield placed, code, _role(text, span, placed, block, inside)
        for span, code, role in countries_given_away(text):
            yield Span(span.start + block.span.start, span.end + block.span.start), code, role


def _by_block(
    document: Document, findings: Sequence[Finding]
) -> tuple[dict[int, list[tuple[Span, str]]], frozenset[int]]:
    """Return, by where a block starts, what gives its countries a part, and the blocks that name the governing law."""
    holders: dict[int, list[tuple[Span, str]]] = defaultdict(list)
    lawful = set()
    for finding in findings:
        role = _ROLES_BY_KIND.get(finding.kind)
        for block in document.blocks_in(finding.span) if role or finding.kind == "governing_law" else ():
            if role:
                holders[block.span.start].append((finding.span, role))
            if finding.kind == "governing_law":
                lawful.add(block.span.start)
    return holders, frozenset(lawful)


def _role(text: str, span: Span, placed: Span, block: Block, inside: Sequence[tuple[Span, str]]) -> str:
    for holder, role in sorted(inside, key=lambda item: len(item[0])):
        if holder.contains(placed) and len(holder) < max(200, len(block.span)):
            return role
    by_words = role_of(text, span, block.language)
    if by_words is None and inside:
        return inside[0][1]
    return by_words or "mentioned"


def _parts(document: Document, involved: Involved, home: str, findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield that a country plays a part, and what that part means for one that the threat assessments name."""
    named = involved.code in country_groups()[_NAMED].members
    if involved.role == "mentioned":
        if named:
            rule = "named_country_excluded" if _is_excluded(document, involved, findings) else "named_country_mentioned"
            yield _finding(document, involved, rule, _group(_NAMED))
        return
    if involved.code != home:
        yield _finding(document, involved, "involved", _membership(involved.code))
    if named and involved.role in _MONEY:
        yield _finding(document, involved, "funder_from_named_country", _group(_NAMED))
    if named and involved.role == "home_institution":
        yield _finding(document, involved, "scholars_from_named_country", _group(_NAMED))


def _is_excluded(document: Document, involved: Involved, findings: Sequence[Finding]) -> bool:
    """Say whether a country is only named where export or sanctions are ruled on, or in a row of such countries."""
    if any(f.kind == "dual_use" and f.span.overlaps(involved.span) for f in findings):
        return True
    block = document.block_at(involved.span.start)
    named = country_groups()[_NAMED].members
    row = {code for _, code in countries_in(document.quote(block.span), block.language)} if block else set()
    return len(row & named) > 1


def _alerts(document: Document, own: Sequence[Involved], home: str, lists: Lists) -> Iterator[Finding]:
    """Yield what is known about a country, once, where it first plays a part; figures only for parts that matter."""
    first = own[0]
    parts: dict[str, Value] = {"roles": [involved.role for involved in own]}
    for group in (_NAMED, "part_of_named_country"):
        if first.code in country_groups()[group].members:
            yield _finding(document, first, group, {**parts, **_group(group)})
    weighty = next((i for i in own if i.role in table("countries", "roles")["weighty"]), None)
    for figure in figures(first.code, lists) if weighty and first.code != home else ():
        rule = _rule(figure)
        if weighty and rule:
            yield _finding(document, weighty, rule, {**parts, **_shown(figure)})


def _rule(figure: Figure) -> str | None:
    if figure.alerts:
        return figure.index
    if figure.is_near:
        return "near_threshold"
    return "other_index" if figure.threshold is None else None


def _shown(figure: Figure) -> dict[str, Value]:
    return {
        "index": figure.title,
        "value": figure.value,
        "year": figure.year,
        "edition": figure.edition,
        "source": figure.source,
        "threshold": figure.threshold,
    }


def _group(name: str) -> dict[str, Value]:
    group = country_groups()[name]
    return {"source": group.source, "source_date": group.date}


def _membership(code: str) -> dict[str, Value]:
    groups = country_groups()
    return {name: code in groups[name].members for name in ("eu", "nato")}


def _finding(document: Document, involved: Involved, rule: str, more: dict[str, Value]) -> Finding:
    quote = document.quote(involved.span)
    return Finding(
        kind="country",
        span=involved.span,
        quote=quote,
        rule=f"countries.{rule}",
        attributes={"country": involved.code, "role": involved.role, "mentions": involved.mentions, **more},
        facts=(Fact("country", involved.span, involved.code),),
        marked=(involved.span,),
    )
