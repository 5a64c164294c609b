"""How a finding is laid beside a norm: one function a comparison, which says the value that departs, if one does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, cached_property

from contract_scan.document import Document
from contract_scan.finding import Finding
from contract_scan.language.amounts import longer
from contract_scan.norms import Norm
from contract_scan.nouns import dataclass
from contract_scan_builtins.shared.institution import home_of


@dataclass(frozen=True)
class Beside:
    """What a comparison may look at beside the finding itself: its document and all findings of the view."""

    document: Document
    findings: Sequence[Finding]

    def in_one_clause(self, finding: Finding) -> Iterator[Finding]:
        """Yield the findings of the same kind in a finding's clause; one may come more than once."""
        for place in self._places(finding):
            yield from self._by_place.get((finding.kind, place), ())

    @cached_property
    def _by_place(self) -> Mapping[tuple[str, object], Sequence[Finding]]:
        found: dict[tuple[str, object], list[Finding]] = {}
        for finding in self.findings:
            for place in self._places(finding):
                found.setdefault((finding.kind, place), []).append(finding)
        return found

    def _places(self, finding: Finding) -> Iterator[object]:
        """Yield what findings in one clause have in common: a block, a heading or an article."""
        block = self.document.block_at(finding.span.start)
        if block is not None:
            yield block.span
            if block.headings:
                yield block.headings
            if article := _article(block.clause):
                yield article


#: What a comparison says: the value that departs, None for one that does not.
Compare = Callable[[Finding, Norm, Beside], str | None]


def applies(norm: Norm, finding: Finding) -> bool:
    """Say whether a norm is for a finding."""
    return (
        finding.kind in norm.kinds
        and (not norm.rules or finding.rule in norm.rules)
        and finding.rule not in norm.but
        and all(_same(finding.attributes.get(name), value) for name, value in norm.having.items())
    )


def value_that_departs(finding: Finding, norm: Norm, beside: Beside) -> str | None:
    """Return a finding's value where it departs from a norm that is for it, or None."""
    value = _COMPARISONS[norm.comparison](finding, norm, beside)
    return None if value is None or _is_saved(finding, norm, beside.document) else value


def _is_saved(finding: Finding, norm: Norm, document: Document) -> bool:
    """Say whether words that make a finding ordinary after all stand in the blocks of its clause."""
    block = document.block_at(finding.span.start) if norm.save else None
    if block is None:
        return False
    words = _words(norm.save)
    same = (b for b in document.blocks if b.headings == block.headings and _article(b.clause) == _article(block.clause))
    return any(words.search(document.quote(b.span)) for b in (block, *(same if block.clause else ())))


def _same(value: object, written: str) -> bool:
    return value is not None and str(value).casefold() == written.casefold()


def _at_most(finding: Finding, norm: Norm, beside: Beside) -> str | None:
    for name, (limit,) in norm.with_.items():
        value = finding.attributes.get(name)
        if isinstance(value, str) and longer(value, limit):
            return value
    return None


def _stated(finding: Finding, norm: Norm, beside: Beside) -> str | None:
    """Return that a value is stated neither here nor in another finding of the kind in the same clause."""
    for name in norm.with_:
        if not any(f.attributes.get(name) for f in (finding, *beside.in_one_clause(finding))):
            return norm.value
    return None


def _article(clause: str | None) -> str:
    return re.split(r"[.\s(]", clause or "", maxsplit=1)[0]


def _beside(finding: Finding, norm: Norm, beside: Beside) -> str | None:
    """Return that nothing of the kind has an attribute; said once, at the first finding that the norm is for."""
    own = [f for f in beside.findings if f.kind == finding.kind]
    first = min((f for f in own if applies(norm, f)), key=lambda f: (f.span, f.rule), default=None)
    if finding is not first or len({f.span for f in own}) < norm.least:
        return None
    missing = not any(f.attributes.get(name) for name in norm.with_ for f in own)
    return norm.value if missing else None


def _never(finding: Finding, norm: Norm, beside: Beside) -> str | None:
    for name, values in norm.with_.items():
        found = finding.attributes.get(name)
        if any(_same(found, value) for value in values):
            return norm.value or str(found)
    return None


def _without(finding: Finding, norm: Norm, beside: Beside) -> str | None:
    return norm.value if _words(norm.with_).search(finding.quote) else None


def _at_home(finding: Finding, norm: Norm, beside: Beside) -> str | None:
    for name in norm.with_:
        country = finding.attributes.get(name)
        if isinstance(country, str) and country != home_of(beside.findings):
            return country
    return None


def _equal(finding: Finding, norm: Norm, beside: Beside) -> str | None:
    """Return that one party has a right that no other has: it is named first, and no other in another such right."""
    if _words(norm.with_).search(finding.quote):
        return None
    names = _names_of_parties(beside.findings)
    holder = _named_first(finding.quote, names)
    others = {
        _named_first(f.quote, names) for f in beside.findings if f.rule == finding.rule and f.span != finding.span
    }
    return norm.value if holder and not others - {holder, None} else None


def _names_of_parties(findings: Sequence[Finding]) -> dict[str, str]:
    """Return what the parties are called in the document, each name with the party's full one."""
    names: dict[str, str] = {}
    for party in (f for f in findings if f.kind == "party"):
        full = str(party.attributes.get("name") or party.quote)
        aliases = party.attributes.get("aliases")
        for name in (full, *(aliases if isinstance(aliases, list) else ())):
            names.setdefault(str(name), full)
    return names


def _named_first(quote: str, names: Mapping[str, str]) -> str | None:
    """Return the party that a sentence names first, by its full name."""
    places = [
        (match.start(), -len(name), full) for name, full in names.items() for match in _word(name).finditer(quote)
    ]
    return min(places)[2] if places else None


@cache
def _word(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")


def _words(by_language: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    return _pattern(tuple(word for words in by_language.values() for word in words))


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    either = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)


_COMPARISONS: Mapping[str, Compare] = {
    "at_most": _at_most,
    "stated": _stated,
    "beside": _beside,
    "never": _never,
    "without": _without,
    "at_home": _at_home,
    "equal": _equal,
}
