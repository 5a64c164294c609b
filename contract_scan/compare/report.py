"""The comparison of two drafts for people and programs: what changed in the text at all, then what it means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import click

from contract_scan.compare.pairs import Change, Entry, FactChange, Pair, counts, entries
from contract_scan.compare.passages import Passage, TextChange
from contract_scan.compare.versions import Disagreement
from contract_scan.decisions import Decision, Decisions
from contract_scan.messages import say
from contract_scan.report import values
from contract_scan.report.layout import WIDTH, shortened, visible, wrapped
from contract_scan.report.phrases import clause, failure_sentence, place, title, unread_sentence
from contract_scan.scan import Scan

#: What a reader must see; what stayed the same is only counted.
SHOWN: tuple[Change, ...] = ("lost_safeguard", "new", "changed", "gone", "moved")


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two scans with what changed in the text, their pairs, and, for two language versions, where these disagree."""

    old: Scan
    new: Scan
    pairs: tuple[Pair, ...]
    disagreements: tuple[Disagreement, ...] = ()
    decisions: Decisions | None = None
    text_changes: tuple[TextChange, ...] = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The changes of findings, one an entry, in the order of the pairs."""
        return entries(self.pairs, self.text_changes)


def terminal(comparison: Comparison, language: str) -> str:
    """Return the comparison for an 80-column terminal, the changes in the text first."""
    return "\n".join(lines(comparison, language)) + "\n"


def lines(comparison: Comparison, language: str) -> Iterator[str]:
    """Yield the lines of the terminal comparison."""
    old, new = comparison.old.document.source.path, comparison.new.document.source.path
    yield click.style(f"{visible(old)} → {visible(new)}", bold=True)
    yield "─" * WIDTH
    yield from (wrapped(text, first="! ") for text in unread(comparison, language))
    if comparison.disagreements or not same_language(comparison):
        yield from _versions(comparison.disagreements, language)
        return
    yield from _text(comparison, language)
    yield from _findings(comparison, language)


def same_language(comparison: Comparison) -> bool:
    """Say whether two drafts, and not two language versions, are compared."""
    first, second = (next(iter(s.document.languages), None) for s in (comparison.old, comparison.new))
    return first == second or bool(comparison.pairs or comparison.text_changes)


def unread(comparison: Comparison, language: str) -> Iterator[str]:
    """Yield what was not read in either draft, and what failed."""
    for scan in (comparison.old, comparison.new):
        texts = [unread_sentence(p, language) for p in scan.unread] + [
            failure_sentence(f, language) for f in scan.failures
        ]
        yield from (f"{scan.document.source.path}: {text}" for text in texts)


def _text(comparison: Comparison, language: str) -> Iterator[str]:
    yield ""
    count = len(comparison.text_changes)
    yield click.style(say("compare.text_changes", language, count=count), bold=True)
    for change in comparison.text_changes:
        yield ""
        yield wrapped(headline(change, language), first=f"[{change.number}] ")
        if change.change == "moved":
            yield wrapped(shortened(change.new.text if change.new else "", 160), indent="    ")
        else:
            yield from beside(*sides(change))


def headline(change: TextChange, language: str) -> str:
    """Return what happened to a passage and where it stands, or stood."""
    where = dict.fromkeys(_where(p, language) for p in (change.old, change.new) if p)
    told = " → ".join(filter(None, where))
    name = say(f"compare.text.{change.change}", language)
    return f"{name} – {told}" if told else name


def _where(passage: Passage, language: str) -> str:
    if passage.clause:
        return clause(passage.clause, language)
    return say("report.page", language, page=passage.page) if passage.page else ""


#: How many shared words are shown around what differs.
_AROUND = 9


def sides(change: TextChange) -> tuple[str, str]:
    """Return the old and the new words of a change, what differs in brackets, long stretches that they share cut."""
    if change.old is None or change.new is None:
        return (change.old.text if change.old else "", change.new.text if change.new else "")
    left: list[str] = []
    right: list[str] = []
    stretches = change.words
    for index, stretch in enumerate(stretches):
        if stretch.side == "same":
            shared = _shared(stretch.text, first=index == 0, last=index + 1 == len(stretches))
            left.append(shared)
            right.append(shared)
        else:
            (left if stretch.side == "old" else right).append(f"[{stretch.text}]")
    return " ".join(filter(None, left)), " ".join(filter(None, right))


def _shared(text: str, *, first: bool, last: bool) -> str:
    words = text.split()
    if len(words) <= 2 * _AROUND:
        return text
    before = [] if first else words[:_AROUND]
    after = [] if last else words[-_AROUND:]
    return " ".join([*before, "…", *after])


def beside(old: str, new: str) -> Iterator[str]:
    """Yield two texts in two columns."""
    width = (WIDTH - 7) // 2
    left, right = (wrapped(text, width=width).splitlines() if text else ["–"] for text in (old, new))
    for row in range(max(len(left), len(right))):
        a, b = (side[row] if row < len(side) else "" for side in (left, right))
        yield f"    {a:<{width}} │ {b}".rstrip()


def _findings(comparison: Comparison, language: str) -> Iterator[str]:
    found = comparison.entries
    yield ""
    yield click.style(say("compare.meaning", language), bold=True)
    for change in SHOWN:
        own = [entry for entry in found if entry.pair.change == change]
        if own:
            yield f"{say(f'compare.{change}', language)}: {len(own)}"
        for entry in own:
            yield from _entry(comparison, entry, language)
    yield wrapped(say("compare.same", language, count=counts(comparison.pairs)["same"]))


def _entry(comparison: Comparison, entry: Entry, language: str) -> Iterator[str]:
    pair = entry.pair
    yield wrapped(entry_title(comparison, entry, language), indent="  ", first="• ")
    if entry.text_change is None and pair.change != "moved":
        quotes = (shortened(side.quote, 400) if side and side.quote else "" for side in (pair.old, pair.new))
        yield from beside(*quotes)
    for text in (*facts_told(entry, language), *decisions_told(comparison, entry, language)):
        yield wrapped(text, indent="      ")


def entry_title(comparison: Comparison, entry: Entry, language: str) -> str:
    """Return which rules a change is of, where it stands, under which questions, and in which change of the text."""
    names = dict.fromkeys(_title(comparison, pair, language) for pair in entry.pairs)
    questions = ", ".join(dict.fromkeys(q for pair in entry.pairs for q in pair.finding.questions))
    see = say("compare.see", language, number=entry.text_change) if entry.text_change else ""
    parts = ("; ".join(names), places(entry.pair, language), questions, see)
    return " – ".join(part for part in parts if part)


def _title(comparison: Comparison, pair: Pair, language: str) -> str:
    scan = comparison.new if pair.finding.rule in comparison.new.meanings else comparison.old
    return title(pair.finding.rule, scan, language, pair.finding.kind)


def places(pair: Pair, language: str) -> str:
    """Return where a clause stood and stands."""
    old = place(pair.old, language) if pair.old else ""
    new = place(pair.new, language) if pair.new else ""
    return f"{old} → {new}" if old and new and old != new else new or old


def facts_told(entry: Entry, language: str) -> list[str]:
    """Return which facts differ, each once."""
    return list(dict.fromkeys(fact_sentence(fact, language) for pair in entry.pairs for fact in pair.facts))


def fact_sentence(fact: FactChange, language: str) -> str:
    """Return how a fact differs: "period: 30 days became 18 months (longer or more)"."""
    size = {True: "grew", False: "shrank", None: "other"}[fact.grew]
    kind = say(f"compare.fact.{fact.kind}", language)
    old, new = (in_words(value, fact.kind, language) for value in (fact.old, fact.new))
    return say(f"compare.{size}", language, kind=kind, old=old, new=new)


def in_words(value: str, kind: str, language: str) -> str:
    """Return a fact as it is kept ("P18M", "EUR 1250000", "2026-03-01") as a language writes it."""
    currency, _, number = value.partition(" ")
    if number and len(currency) == 3 and currency.isupper():
        return values.amount(number, currency, language)
    return values.value_in_words({"percentage": "share", "country": "country"}.get(kind, ""), value, language)


def decisions_told(comparison: Comparison, entry: Entry, language: str) -> list[str]:
    """Return the decisions on the clause, carried over from the old draft where it was only moved or reworded."""
    known = (decision_on(comparison, pair) for pair in entry.pairs)
    return list(dict.fromkeys(decision_sentence(decision, language) for decision in known if decision))


def decision_on(comparison: Comparison, pair: Pair) -> Decision | None:
    """Return the reviewer's decision on a pair, if there is one."""
    if comparison.decisions is None:
        return None
    known = comparison.decisions.by_finding
    return next((known[f.identity] for f in (pair.new, pair.old) if f and f.identity in known), None)


def decision_sentence(decision: Decision, language: str) -> str:
    """Return a decision with by whom, when and why."""
    parts = [say("decisions.decided", language, decision=say(f"decisions.choice.{decision.decision}", language))]
    if decision.by:
        parts.append(say("decisions.by", language, by=decision.by))
    if decision.when:
        parts.append(say("decisions.when", language, when=values.date(decision.when, language)))
    return " ".join(parts) + (f": {decision.why}" if decision.why else "")


def difference(item: Disagreement, language: str) -> str:
    """Return how two language versions of a clause differ."""
    left, right = (", ".join(in_words(value, "", language) for value in side) for side in (item.left, item.right))
    return say(f"compare.difference.{item.difference}", language, left=left, right=right)


def _versions(found: Sequence[Disagreement], language: str) -> Iterator[str]:
    yield ""
    yield click.style(say("compare.versions", language, count=len(found)), bold=True)
    for item in found:
        key = f"{item.first.key}: " if item.first.key else ""
        yield wrapped(key + difference(item, language), indent="  ", first="• ")
        for version in (item.first, item.second):
            if version is not None:
                yield wrapped(f"“{shortened(version.quote, 300)}”", indent="      ", first=f"{version.language} ")
