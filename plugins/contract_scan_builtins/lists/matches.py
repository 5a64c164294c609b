"""Names in a document that stand on a reference list: candidates to be checked, each with list, edition and entry.

Names come from the parties and funders that were found, from organisations named in the text, and from the lists
themselves: a listed name is found wherever it stands. Persons are looked up only where they are a party or sign for
one, and only on lists that are law. An entry is told once, where its name stands best, with all other places.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from contract_scan.document import Document, Span
from contract_scan.finding import Finding, Value
from contract_scan.lists.comparison import STATED
from contract_scan.lists.in_text import Text, listed_in, read_text
from contract_scan.lists.matching import Match, match_as_listed, matches, person_matches
from contract_scan.lists.names import compared
from contract_scan.lists.store import Lists, open_lists
from contract_scan.lists.tables import StoredList
from contract_scan.nouns import dataclass
from contract_scan_builtins.countries.named import countries_in
from contract_scan_builtins.lists.named import Named, names_in
from contract_scan_builtins.lists.terms import terms_found

_RULES = {"law": "law", "dutch_state": "dutch_state", "foreign_list": "foreign", "assessment": "assessment"}
_QUESTIONS = {
    "law": ("1.1", "2.2"),
    "dutch_state": ("2.2",),
    "foreign_list": ("2.2",),
    "assessment": ("2.2",),
}
_UNSURE = ("spelling", "part")
#: As what a name is told best: in the block of parties before the recitals, and there before the text.
_ROLES = ("party", "funder", "signatory", "scholarship", "mentioned")


class ListMatches:
    """Findings of the kind "list_match"."""

    name = "list_matches"
    questions: tuple[str, ...] = ("1.1", "2.2", "4.4", "4.7")

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder

    def derive(self, document: Document, findings: Sequence[Finding]) -> Iterable[Finding]:
        """Yield a finding for every entry of every list that a name in the document may be, where it stands best."""
        lists = open_lists(self._folder)
        try:
            named = names_in(document, findings)
            text = read_text(document.text)
            for stored in lists.stored:
                if stored.manifest.authority in _RULES:
                    places = [*_matched(named, stored), *_in_text(document, findings, text, stored)]
                    yield from _told(document, places)
            yield from _told(document, [one for name in named for one in _through_parents(name, lists)])
            yield from terms_found(document, lists)
        finally:
            lists.close()


@dataclass(frozen=True, slots=True)
class Found:
    """A name in a document with the entry of a list that it may be, and through which parent a register led there."""

    named: Named
    match: Match
    through: str = ""


def _matched(named: Sequence[Named], stored: StoredList) -> Iterator[Found]:
    for name in named:
        for match in _lookup(name, stored):
            yield Found(name, match)


def _in_text(document: Document, findings: Sequence[Finding], text: Text, stored: StoredList) -> Iterator[Found]:
    """Yield the listed names that stand in the text as they are listed, in any script."""
    for placed in listed_in(text, stored):
        span = Span(placed.start, placed.end)
        named = Named(span, document.quote(span), _role(document, findings, span), _countries_behind(document, span))
        match = match_as_listed(named.text, placed.name, stored, named.countries, placed.within_longer)
        if match:
            yield Found(named, match)


def _role(document: Document, findings: Sequence[Finding], span: Span) -> str:
    """Return as what an organisation is named at a place: what a finding there says, the nearest first."""
    for kind in ("party", "funder"):
        if any(f.kind == kind and f.span.overlaps(span) and document.quote(span) in f.quote for f in findings):
            return kind
    block = document.block_at(span.start)
    scholars = (f for f in findings if f.kind in ("scholarship", "staff_access"))
    return "scholarship" if block and any(f.span.overlaps(block.span) for f in scholars) else "mentioned"


def _countries_behind(document: Document, span: Span) -> frozenset[str]:
    block = document.block_at(span.start)
    around = document.text[span.start : span.end + 60].partition("\n")[0]
    return frozenset(code for _, code in countries_in(around, block.language if block else None, places=True))


def _told(document: Document, found: Sequence[Found]) -> Iterator[Finding]:
    """Yield one finding an entry: at the best place of its name, with the others."""
    by_entry: dict[tuple[str, str, str], list[Found]] = {}
    for one in found:
        by_entry.setdefault((one.match.manifest.name, one.match.entry.id, one.through), []).append(one)
    best = [sorted(places, key=_standing) for places in by_entry.values()]
    for first, *others in sorted(best, key=lambda places: (places[0].named.span, places[0].named.text)):
        yield _finding(document, first, others)


def _standing(found: Found) -> tuple[bool, int, bool, Span]:
    """Order the places of one name: sure before possible, by role, the whole name first, then as they are read."""
    match = found.match
    return bool(_doubts(match)), _ROLES.index(found.named.role), match.how != "same", found.named.span


def _lookup(named: Named, stored: StoredList) -> list[Match]:
    if named.person:
        law = stored.manifest.authority == "law"
        return person_matches(named.text, stored, named.countries, named.born) if law else []
    return matches(named.text, stored, named.countries)


def _through_parents(named: Named, lists: Lists) -> Iterator[Found]:
    """Yield matches of the bodies that a register says the named organisation is part of."""
    if named.person:
        return
    for register in lists.of_kind("ror"):
        for own in matches(named.text, register, named.countries)[:1]:
            for parent in own.entry.parents if own.how not in _UNSURE else ():
                for stored in lists.stored:
                    if stored.manifest.authority in _RULES:
                        yield from (
                            Found(named, replace(match, relation="subsidiary"), parent)
                            for match in matches(parent, stored)
                            if match.how not in _UNSURE
                        )


def _finding(document: Document, found: Found, others: Sequence[Found]) -> Finding:
    named, match = found.named, found.match
    doubts = _doubts(match)
    questions = [question for one in (found, *others) for question in _questions(one.named, match)]
    return Finding(
        kind="list_match",
        span=named.span,
        quote=document.quote(named.span),
        rule=f"lists.{_RULES[match.manifest.authority]}",
        questions=tuple(dict.fromkeys(questions)),
        attributes={
            **_attributes(named, match, found.through),
            **_weighed(found, others),
            **_places(document, named, others),
        },
        marked=(named.span,),
        certainty="possible" if doubts else "sure",
        doubts=doubts,
    )


def _places(document: Document, named: Named, others: Sequence[Found]) -> dict[str, Value]:
    """Return where else the name stands, as what, in reading order."""
    spans = {one.named.span: one.named.role for one in others if not one.named.span.overlaps(named.span)}
    rows: list[Value] = [
        {"start": span.start, "end": span.end, "clause": document.clause_at(span.start), "role": spans[span]}
        for span in sorted(spans)
    ]
    return {"places": rows} if rows else {}


def _questions(named: Named, match: Match) -> tuple[str, ...]:
    questions = list(_QUESTIONS[match.manifest.authority])
    if named.person:
        return ("1.1",)
    if "export control" in match.entry.measure.lower():
        questions += ["1.2", "1.3"]
    if named.role == "funder":
        questions += ["4.3", "4.4"]
    if named.role == "scholarship":
        questions.append("4.7")
    return tuple(questions)


def _doubts(match: Match) -> tuple[str, ...]:
    told = [f"list_{one.kind}" for one in match.differences if one.kind not in STATED]
    doubts = list(dict.fromkeys(told)) if match.how == "spelling" else []
    if match.how in _UNSURE and not doubts:
        doubts.append(f"list_{match.how}")
    if match.relation in ("part", "former", "subsidiary"):
        doubts.append(f"list_relation_{match.relation}")
    if match.country_differs:
        doubts.append("list_country_differs")
    if match.birth == "differs":
        doubts.append("list_birth_differs")
    if match.entry.until:
        doubts.append("list_no_longer")
    return tuple(doubts)


def _weighed(found: Found, others: Sequence[Found]) -> dict[str, Value]:
    """Return what the document says for and against its being the listed one, beside the name."""
    match = found.match
    apart = [one for one in others if not one.named.span.overlaps(found.named.span) and not _doubts(one.match)]
    alias = any(compared(one.named.text).key != compared(found.named.text).key for one in apart)
    told = (("country", match.country_same), ("born", match.birth == "same"), ("other_name", alias))
    speaks_for: list[Value] = [key for key, true in told if true]
    told_against = (("country", match.country_differs), ("born", match.birth == "differs"))
    against: list[Value] = [key for key, true in told_against if true]
    shown = {"speaks_for": speaks_for, "speaks_against": against}
    return {key: value for key, value in shown.items() if value}


def _differing(match: Match) -> list[Value]:
    shown = (one for one in match.differences if one.kind != "order")
    return [f"{one.written or '–'} / {one.listed or '–'}" for one in shown]


def _attributes(named: Named, match: Match, through: str) -> dict[str, Value]:
    entry, manifest = match.entry, match.manifest
    values: dict[str, Value] = {
        "name": named.text,
        "role": named.role,
        "list": manifest.name,
        "list_title": dict(manifest.title),
        "authority": manifest.authority,
        "edition": manifest.edition,
        "imported": manifest.imported,
        "entry": entry.id,
        "listed_name": entry.name,
        "matched_name": match.listed,
        "relation": match.relation,
        "how": match.how,
        "similarity": match.similarity,
        "differs": _differing(match),
        "through": through,
        "countries": list(entry.countries),
        "born": list(entry.born),
        "act": entry.act,
        "annex": entry.annex,
        "measure": entry.measure,
        "programme": entry.programme,
        "since": entry.since,
        "until": entry.until,
    }
    return {key: value for key, value in values.items() if value not in ("", [], None)}
