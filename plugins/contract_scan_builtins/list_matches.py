"""Names in a document that stand on a reference list: candidates to be checked, each with list, edition and entry.

Names come from the parties and funders that were found, and from organisations named in the text. Persons are looked
up only where they are a party or sign for one, and only on lists that are law.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from contract_scan.document import Document, Span
from contract_scan.finding import Finding, Value
from contract_scan.hookspecs import Deriver, hookimpl
from contract_scan.lists.matching import Match, matches, person_matches
from contract_scan.lists.names import latin_words, name_words
from contract_scan.lists.store import Lists, open_lists
from contract_scan.lists.tables import StoredList
from contract_scan_builtins._countries import countries_in
from contract_scan_builtins._list_terms import terms_found
from contract_scan_builtins._organisations import organisations_in

_RULES = {"law": "law", "dutch_state": "dutch_state", "foreign_list": "foreign", "assessment": "assessment"}
_QUESTIONS = {
    "law": ("1.1", "2.2"),
    "dutch_state": ("2.2",),
    "foreign_list": ("2.2",),
    "assessment": ("2.2",),
}
_UNSURE = ("spelling", "part")


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a document: where, as what (party, funder, scholarship, mentioned), and the countries given for it."""

    span: Span
    text: str
    role: str
    countries: frozenset[str] = frozenset()
    person: bool = False


class ListMatches:
    """Findings of the kind "list_match"."""

    name = "list_matches"
    questions: tuple[str, ...] = ("1.1", "2.2", "4.4", "4.7")

    def derive(self, document: Document, findings: Sequence[Finding]) -> Iterable[Finding]:
        """Yield a finding for every name, at its first place, and every list that it stands on."""
        lists = open_lists()
        try:
            for named in names_in(document, findings):
                yield from _matched(document, named, lists)
            yield from terms_found(document, lists)
        finally:
            lists.close()


def names_in(document: Document, findings: Sequence[Finding]) -> list[Named]:
    """Return the names to look up, each at its first place; what a party or funder is called goes before the text."""
    found: dict[tuple[str, bool], Named] = {}
    for named in (*_of_findings(findings), *_of_text(document, findings)):
        key = (" ".join(named.text.split()).casefold(), named.person)
        found.setdefault(key, named)
    return sorted(found.values(), key=lambda named: (named.span, named.text))


def _of_findings(findings: Sequence[Finding]) -> Iterator[Named]:
    for finding in findings:
        name = finding.attributes.get("name")
        if finding.kind not in ("party", "funder") or not isinstance(name, str):
            continue
        span, person = _span_of(finding, name), finding.attributes.get("role") == "person"
        if not person:
            yield Named(span, name, finding.kind, _countries(finding))
        if person or _may_be_a_person(name):
            yield Named(span, name, finding.kind, person=True)
        for key in ("trade_name", "former_name"):
            for other in _texts(finding, key):
                yield Named(_span_of(finding, other), other, finding.kind, _countries(finding))
        for signer in _texts(finding, "signatory"):
            yield Named(_span_of(finding, signer), signer, "signatory", person=True)


def _may_be_a_person(name: str) -> bool:
    """Say whether a party may be a natural person: a few words, none of which says that it is an organisation."""
    words = latin_words(name)
    known = name_words()
    return 2 <= len(words) <= 5 and not any(
        word in known.dropped or known.same.get(word, word) in known.generic for word in words
    )


def _texts(finding: Finding, key: str) -> list[str]:
    value = finding.attributes.get(key)
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str) and one.strip()]


def _span_of(finding: Finding, name: str) -> Span:
    offset = finding.quote.find(name)
    return finding.span if offset < 0 else Span(finding.span.start + offset, finding.span.start + offset + len(name))


def _countries(finding: Finding) -> frozenset[str]:
    given = finding.attributes.get("country")
    codes = [given] if isinstance(given, str) else given if isinstance(given, list) else []
    known = {code for code in codes if isinstance(code, str) and len(code) == 2}
    return frozenset(known or {code for _, code in countries_in(finding.quote, places=True)})


def _of_text(document: Document, findings: Sequence[Finding]) -> Iterator[Named]:
    scholars = [f.span for f in findings if f.kind in ("scholarship", "staff_access")]
    for block in document.blocks:
        text = document.quote(block.span)
        for span, name in organisations_in(text):
            placed = Span(span.start + block.span.start, span.end + block.span.start)
            role = "scholarship" if any(s.overlaps(block.span) for s in scholars) else "mentioned"
            around = text[span.start : span.end + 60].partition("\n")[0]
            countries = frozenset(code for _, code in countries_in(around, block.language, places=True))
            yield Named(placed, name, role, countries)


def _matched(document: Document, named: Named, lists: Lists) -> Iterator[Finding]:
    for stored in lists.stored:
        if stored.manifest.authority not in _RULES:
            continue
        for match in _lookup(named, stored):
            yield _finding(document, named, match)
    yield from _through_parents(document, named, lists)


def _lookup(named: Named, stored: StoredList) -> list[Match]:
    if named.person:
        return person_matches(named.text, stored) if stored.manifest.authority == "law" else []
    return matches(named.text, stored, named.countries)


def _through_parents(document: Document, named: Named, lists: Lists) -> Iterator[Finding]:
    """Yield matches of the bodies that a register says the named organisation is part of."""
    if named.person:
        return
    for register in lists.of_kind("ror"):
        for own in matches(named.text, register, named.countries)[:1]:
            for parent in own.entry.parents if own.how not in _UNSURE else ():
                for stored in lists.stored:
                    if stored.manifest.authority in _RULES:
                        yield from (
                            _finding(document, named, replace(match, relation="subsidiary"), through=parent)
                            for match in matches(parent, stored)
                            if match.how not in _UNSURE
                        )


def _finding(document: Document, named: Named, match: Match, through: str = "") -> Finding:
    doubts = _doubts(match)
    span = named.span
    return Finding(
        kind="list_match",
        span=span,
        quote=document.quote(span),
        rule=f"lists.{_RULES[match.manifest.authority]}",
        questions=_questions(named, match),
        attributes=_attributes(named, match, through),
        marked=(span,),
        certainty="possible" if doubts else "sure",
        doubts=doubts,
    )


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
    doubts = [f"list_{match.how}"] if match.how in _UNSURE else []
    if match.relation in ("part", "former", "subsidiary"):
        doubts.append(f"list_relation_{match.relation}")
    if match.country_differs:
        doubts.append("list_country_differs")
    if match.entry.until:
        doubts.append("list_no_longer")
    return tuple(doubts)


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
        "through": through,
        "countries": list(entry.countries),
        "act": entry.act,
        "annex": entry.annex,
        "measure": entry.measure,
        "programme": entry.programme,
        "since": entry.since,
        "until": entry.until,
    }
    return {key: value for key, value in values.items() if value not in ("", [], None)}


@hookimpl
def derivers() -> Iterable[Deriver]:
    """Contribute the matcher of names against lists."""
    return (ListMatches(),)
