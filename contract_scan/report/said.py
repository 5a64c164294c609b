"""What stands under the questions, in words: a clause is quoted once, and a rule's question asked once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import field

from contract_scan.dossier.evidence import Evidence, counted, grouped
from contract_scan.dossier.model import Asked, Dossier, Folded
from contract_scan.finding import Finding
from contract_scan.messages import say
from contract_scan.norms import Norms
from contract_scan.nouns import dataclass
from contract_scan.report import nearest
from contract_scan.report.extract import context
from contract_scan.report.layout import shortened
from contract_scan.report.phrases import (
    attributes,
    decision,
    departures,
    doubts,
    gap_sentence,
    kind_name,
    place,
    reviewed,
    revision,
    short_place,
    title,
)


@dataclass(frozen=True, slots=True)
class SaidRule:
    """What one rule says of a quote: its title, and the first time its question to the reviewer."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class SaidQuote:
    """One quote under one question; without `quote` where it was quoted before, or quotes nothing."""

    number: int
    head: str
    before: str
    quote: str
    after: str
    rules: tuple[SaidRule, ...]
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """One question in words."""

    id: str
    title: str
    text: str
    state: str
    found: bool
    gaps: tuple[str, ...]
    sure: tuple[SaidQuote, ...]
    possible: tuple[SaidQuote, ...]
    possible_title: str
    background: str
    nearest: tuple[str, ...]
    reviewed: str
    never: str
    next: str


@dataclass(slots=True)
class Teller:
    """Says a dossier in a language, in the order of a report, and remembers what was already said."""

    dossier: Dossier
    language: str
    _quoted: set[int] = field(default_factory=set)
    _asked: set[str] = field(default_factory=set)
    _told: set[tuple[int, str]] = field(default_factory=set)
    _reasons: set[str] = field(default_factory=set)
    _direct: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Gather what is quoted under some question that it bears on."""
        every = (item for asked in self.dossier.asked for item in (*asked.sure, *asked.possible))
        self._direct = frozenset(item.first.quote for item in every)

    def question(self, asked: Asked) -> Said:
        """Return one question with its evidence."""
        question, language = asked.question, self.language
        return Said(
            id=question.id,
            title=f"{question.id} {question.title[language]}",
            text=question.text[language],
            state=state(asked, language),
            found=asked.answer.state != "nothing_found",
            gaps=tuple(dict.fromkeys(gap_sentence(gap, language) for gap in asked.answer.gaps)),
            sure=tuple(map(self.quote, asked.sure)),
            possible=tuple(map(self.quote, asked.possible)),
            possible_title=f"{say('dossier.possible_title', language)}: {len(asked.possible)}"
            if asked.possible
            else "",
            background=background(asked, language),
            nearest=nearest.sentences(asked, language, self._direct),
            reviewed=reviewed(question.id, self.dossier.scan, language),
            never=f"{say('report.never', language)} {question.never[language]}",
            next=f"{say('report.next', language)} {question.next[language]}",
        )

    def quote(self, item: Evidence) -> SaidQuote:
        """Return one quote; what was said of it under an earlier question is not said again."""
        first, fresh = item.first, item.number not in self._quoted
        self._quoted.add(item.number)
        before, after = context(first, self.dossier.scan.document) if fresh else ("", "")
        return SaidQuote(
            number=item.number,
            head=self._head(item),
            before=before,
            quote=first.quote if fresh else "",
            after=after,
            rules=tuple(map(self._rule, _by_rule(item.findings))),
            details=tuple(self._details(item)),
        )

    def _head(self, item: Evidence) -> str:
        bearing = ", ".join(say(f"report.bearing.{b}", self.language) for b in item.bearings)
        where = "; ".join(
            part for part in (place(item.first, self.language), revision(item.first, self.language)) if part
        )
        possible = say("report.possible", self.language) if item.possible else ""
        return " – ".join(part for part in (where, bearing, possible) if part)

    def _rule(self, finding: Finding) -> SaidRule:
        meaning = self.dossier.scan.meanings.get(finding.rule)
        text = title(finding.rule, self.dossier.scan, self.language, finding.kind)
        if meaning and finding.rule not in self._asked:
            text += f": {meaning.message[self.language]}"
        self._asked.add(finding.rule)
        return SaidRule(finding.rule, text)

    def _details(self, item: Evidence) -> Iterable[str]:
        """Return what else is known of the findings on a quote, each thing once in the report."""
        found: dict[str, None] = {}
        for finding in item.findings:
            key = (item.number, finding.rule)
            if key not in self._told:
                told = details(finding, self.dossier.scan.norms, self.language)
                found.update(dict.fromkeys(text for text in told if not self._is_known_reason(text)))
                self._told.add(key)
        decided = decision(item.first, self.dossier.scan, self.language)
        return [text for text in (*found, decided) if text]

    def _is_known_reason(self, text: str) -> bool:
        """Say whether a reason for doubt was told before; each is told in full once."""
        known = text in self._reasons
        if text.startswith(say("dossier.reason", self.language, doubt="")):
            self._reasons.add(text)
        return known

    def under_none(self) -> tuple[SaidQuote, ...]:
        """Return what stands under no question of the set; what the document is about is told on the first page."""
        return tuple(self.quote(item) for item in self.dossier.under_none if item.first.kind != "scope")

    def behind(self, asked: Asked) -> tuple[SaidQuote, ...]:
        """Return the background of one question, quoted."""
        return tuple(self.quote(item) for folded in asked.background for item in folded.items)

    def background(self) -> tuple[SaidQuote, ...]:
        """Return every quote that is background only and was not quoted yet, in reading order."""
        found = {item.number: item for asked in self.dossier.asked for f in asked.background for item in f.items}
        scan = self.dossier.scan
        wanted = [f for f in scan.findings if f.background and self.dossier.number(f) in found]
        items = (item for item in grouped(wanted, self.dossier.numbers) if item.number not in self._quoted)
        return tuple(map(self.quote, items))

    def of_rules(self, rules: Collection[str]) -> tuple[SaidQuote, ...]:
        """Return every quote that some rules found, in reading order."""
        findings = (f for f in self.dossier.scan.findings if f.rule in rules)
        return tuple(map(self.quote, grouped(findings, self.dossier.numbers)))


def _by_rule(findings: Iterable[Finding]) -> list[Finding]:
    return list({finding.rule: finding for finding in findings}.values())


def details(finding: Finding, norms: Norms, language: str) -> tuple[str, ...]:
    """Return what else is known of a finding: departures, attributes, doubts, exceptions, and what it read before."""
    exemptions = (
        f"{say(f'report.effect.{e.effect}', language)}: “{shortened(e.quote, 200)}”" for e in finding.exemptions
    )
    reasons = (say("dossier.reason", language, doubt=doubt) for doubt in doubts(finding, language))
    found = (*departures(finding, norms, language), attributes(finding, language), *reasons, *exemptions)
    return tuple(text for text in (*found, _instead(finding, language)) if text)


def _instead(finding: Finding, language: str) -> str:
    """Return what a clause read before it was changed, or the beginning of what stands where a clause was deleted."""
    change = finding.revision
    if change is None or not change.other:
        return ""
    if change.kind == "deleted":
        return say("report.reads_now", language, quote=shortened(change.other, 60))
    return say("report.read_before", language, quote=shortened(change.other, 200))


def state(asked: Asked, language: str) -> str:
    """Return a question's state, with how many quotes bear on it directly; what is only possible is counted apart."""
    key: str = "evidence_possible" if asked.only_possible else asked.answer.state
    if key == "nothing_found" and asked.answer.nearest:
        key = "nothing_sure"
    return say(f"report.state.{key}", language, count=counted(asked.sure) or counted(asked.possible))


def background(asked: Asked, language: str) -> str:
    """Return the background of a question folded in one line: kind, places, how many sentences, where they count."""
    if not asked.background:
        return ""
    folded = "; ".join(_folded(one, language) for one in asked.background)
    return f"{say('dossier.background', language)} {folded}."


#: How many places a folded line names.
_PLACES = 4


def _folded(folded: Folded, language: str) -> str:
    name = kind_name(folded.kind, language)
    if folded.kind == "party":
        return say("dossier.parties_above", language)
    if folded.ordinary:
        name = say("dossier.ordinary", language, kind=name)
    places = list(dict.fromkeys(p for item in folded.items if (p := short_place(item.first, language))))
    if len(places) > _PLACES:
        places[_PLACES:] = [say("dossier.count.more", language, count=len(places) - _PLACES)]
    quoted = [item for item in folded.items if item.first.quote]
    parts = [", ".join(places), say("dossier.count.sentences", language, count=len(quoted)) if quoted else ""]
    parts += [say("dossier.see", language, question=question) for question in folded.see]
    told = ", ".join(part for part in parts if part)
    return f"{name} ({told})" if told else name


def rules_used(dossier: Dossier, language: str) -> Sequence[tuple[str, str, str]]:
    """Return title, why it matters with its source, and id of every rule that found something, in order of title."""
    found = []
    for rule in dict.fromkeys(f.rule for f in dossier.scan.findings):
        meaning = dossier.scan.meanings.get(rule)
        if meaning:
            source = say("dossier.rule_source", language, source=meaning.source)
            found.append((meaning.title[language], f"{meaning.why[language]} {source}", rule))
    return sorted(found, key=lambda row: row[0].casefold())
