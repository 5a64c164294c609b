"""Findings as cards: one a quote, shown in full where it first stands, and by its number where it stands again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from contract_scan.dossier.evidence import Evidence
from contract_scan.dossier.model import Dossier
from contract_scan.finding import Finding
from contract_scan.report.extract import context
from contract_scan.report.phrases import decision, place, revision, title
from contract_scan.report.said import details


@dataclass(frozen=True, slots=True)
class Entry:
    """One finding on a card. `told` says that it was shown on an earlier card of the same quote.

    What its rule asks, `message` and `why`, stands on the first card that the rule is on.
    """

    finding: str
    rule: str
    title: str
    message: str
    why: str
    decided: str
    new: bool
    told: bool


@dataclass(frozen=True, slots=True)
class Card:
    """One quote under one question. `again` says that the quote itself stands on an earlier card."""

    item: Evidence
    place: str
    revision: str
    change: str
    before: str
    after: str
    details: tuple[str, ...]
    entries: tuple[Entry, ...]
    again: bool

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of its findings, each once."""
        return tuple(dict.fromkeys(f.kind for f in self.item.findings))


@dataclass(slots=True)
class Dealer:
    """Makes the cards of one dossier, in the order of the page, and remembers what the page has already shown."""

    dossier: Dossier
    language: str
    _quotes: set[int] = field(default_factory=set)
    _told: set[tuple[int, str]] = field(default_factory=set)
    _asked: set[str] = field(default_factory=set)

    def cards(self, evidence: Iterable[Evidence]) -> tuple[Card, ...]:
        """Return the cards of the evidence under one question."""
        return tuple(self._card(item) for item in evidence)

    def _card(self, item: Evidence) -> Card:
        before, after = context(item.first, self.dossier.scan.document)
        again = item.number in self._quotes
        norms = self.dossier.scan.norms
        fresh = [f for f in item.findings if (item.number, f.identity) not in self._told]
        card = Card(
            item=item,
            place=place(item.first, self.language),
            revision=revision(item.first, self.language),
            change=item.first.revision.kind if item.first.revision else "",
            before=before,
            after=after,
            details=tuple(dict.fromkeys(text for f in fresh for text in details(f, norms, self.language))),
            entries=tuple(self._entry(f, told=f not in fresh) for f in item.findings),
            again=again,
        )
        self._quotes.add(item.number)
        self._told.update((item.number, f.identity) for f in item.findings)
        return card

    def _entry(self, finding: Finding, *, told: bool) -> Entry:
        scan = self.dossier.scan
        meaning = scan.meanings.get(finding.rule) if finding.rule not in self._asked else None
        known = scan.decisions is not None and finding.identity in scan.decisions.by_finding
        self._asked.add(finding.rule)
        return Entry(
            finding=finding.identity,
            rule=finding.rule,
            title=title(finding.rule, scan, self.language, finding.kind),
            message=meaning.message[self.language] if meaning else "",
            why=meaning.why[self.language] if meaning else "",
            decided=decision(finding, scan, self.language) if known else "",
            new=scan.decisions is not None and scan.decisions.is_new(finding.identity, scan.document.source.sha256),
            told=told,
        )
