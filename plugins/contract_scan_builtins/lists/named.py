"""The names in a document that are looked up on lists: where each stands, as what, and what is given for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from contract_scan.document import Document, Span
from contract_scan.finding import Finding
from contract_scan.lists.names import latin_words, name_words
from contract_scan.nouns import dataclass
from contract_scan_builtins.countries.named import countries_in
from contract_scan_builtins.lists.births import births_in
from contract_scan_builtins.lists.organisations import organisations_in

#: How far from a person's name a date of birth is looked for, in characters.
_NEAR = 160


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a document: where, as what (party, funder, signatory, scholarship, mentioned).

    Given for it are countries (ISO 3166-1), and for a person dates or years of birth (ISO 8601).
    """

    span: Span
    text: str
    role: str
    countries: frozenset[str] = frozenset()
    person: bool = False
    born: frozenset[str] = frozenset()


def names_in(document: Document, findings: Sequence[Finding]) -> list[Named]:
    """Return the names to look up, each at its first place; what a party or funder is called goes before the text."""
    found: dict[tuple[str, bool], Named] = {}
    for named in (*_of_findings(document, findings), *_of_text(document, findings)):
        key = (" ".join(named.text.split()).casefold(), named.person)
        found.setdefault(key, named)
    return sorted(found.values(), key=lambda named: (named.span, named.text))


def _of_findings(document: Document, findings: Sequence[Finding]) -> Iterator[Named]:
    for finding in findings:
        name = finding.attributes.get("name")
        if finding.kind not in ("party", "funder") or not isinstance(name, str):
            continue
        span, person = _span_of(finding, name), finding.attributes.get("role") == "person"
        if not person:
            yield Named(span, name, finding.kind, _countries(finding))
        if person or _may_be_a_person(name):
            yield _person(document, finding, span, name, finding.kind)
        for key in ("trade_name", "former_name"):
            for other in _texts(finding, key):
                yield Named(_span_of(finding, other), other, finding.kind, _countries(finding))
        for signer in _texts(finding, "signatory"):
            yield _person(document, finding, _span_of(finding, signer), signer, "signatory")


def _person(document: Document, finding: Finding, span: Span, name: str, role: str) -> Named:
    """Return a person as named: a party's countries are those of a person who is the party, not of who signs for it."""
    countries = frozenset[str]() if role == "signatory" else _countries(finding)
    return Named(span, name, role, countries, True, births_in(document.text[span.end : span.end + _NEAR]))


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
