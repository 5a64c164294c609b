"""The comparison of two drafts for people and programs: terminal, JSON and HTML."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import click

from contract_scan.compare.pairs import Change, FactChange, Pair, counts
from contract_scan.compare.versions import Disagreement
from contract_scan.decisions import Decisions
from contract_scan.finding import Finding
from contract_scan.messages import say
from contract_scan.report.layout import WIDTH, shortened, visible, wrapped
from contract_scan.report.phrases import failure_sentence, place, unread_sentence
from contract_scan.scan import Scan

SCHEMA = "contract-scan/comparison/1"
#: What a reader must see; what stayed the same is only counted.
SHOWN: tuple[Change, ...] = ("lost_safeguard", "new", "changed", "gone", "moved")


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two scans with their pairs, and, for two language versions, where these disagree."""

    old: Scan
    new: Scan
    pairs: tuple[Pair, ...]
    disagreements: tuple[Disagreement, ...] = ()
    decisions: Decisions | None = None


def terminal(comparison: Comparison, language: str) -> str:
    """Return the comparison for an 80-column terminal, safeguards that were lost first."""
    return "\n".join(lines(comparison, language)) + "\n"


def lines(comparison: Comparison, language: str) -> Iterator[str]:
    """Yield the lines of the terminal comparison."""
    old, new = comparison.old.document.source.path, comparison.new.document.source.path
    yield click.style(f"{visible(old)} → {visible(new)}", bold=True)
    yield "─" * WIDTH
    for scan in (comparison.old, comparison.new):
        texts = [unread_sentence(p, language) for p in scan.unread] + [
            failure_sentence(f, language) for f in scan.failures
        ]
        for text in texts:
            yield wrapped(text, first=f"! {visible(scan.document.source.path)}: ")
    number = counts(comparison.pairs)
    for change in SHOWN:
        yield ""
        yield click.style(f"{say(f'compare.{change}', language)}: {number[change]}", bold=True)
        for pair in comparison.pairs:
            if pair.change == change:
                yield from _pair(comparison, pair, language)
    yield ""
    yield wrapped(say("compare.same", language, count=number["same"]))
    yield from _versions(comparison.disagreements, language)


def _pair(comparison: Comparison, pair: Pair, language: str) -> Iterator[str]:
    finding = pair.finding
    meaning = comparison.new.meanings.get(finding.rule) or comparison.old.meanings.get(finding.rule)
    title = meaning.title[language] if meaning else finding.rule
    questions = ", ".join(finding.questions)
    head = f"{title} – {_places(pair, language)}" + (f" – {questions}" if questions else "")
    yield wrapped(head, indent="  ", first="• ")
    if pair.old and pair.change != "moved":
        yield wrapped(f"“{shortened(pair.old.quote, 400)}”", indent="      ", first="− ")
    if pair.new and pair.change != "moved":
        yield wrapped(f"“{shortened(pair.new.quote, 400)}”", indent="      ", first="+ ")
    for fact in pair.facts:
        yield wrapped(fact_sentence(fact, language), indent="      ")
    decision = _decision(comparison, pair)
    if decision:
        yield wrapped(decision_sentence(decision, language), indent="      ")


def _places(pair: Pair, language: str) -> str:
    old = place(pair.old, language) if pair.old else ""
    new = place(pair.new, language) if pair.new else ""
    return f"{old} → {new}" if old and new and old != new else new or old


def fact_sentence(fact: FactChange, language: str) -> str:
    """Return how a fact differs: "period: P30D became P18M (longer or more)"."""
    size = {True: "grew", False: "shrank", None: "other"}[fact.grew]
    kind = say(f"compare.fact.{fact.kind}", language)
    return say(f"compare.{size}", language, kind=kind, old=fact.old, new=fact.new)


def _decision(comparison: Comparison, pair: Pair) -> Any:
    """Return the decision on this clause, carried over from the old draft where it was only moved or reworded."""
    if comparison.decisions is None:
        return None
    known = comparison.decisions.by_finding
    return next((known[f.identity] for f in (pair.new, pair.old) if f and f.identity in known), None)


def decision_sentence(decision: Any, language: str) -> str:
    """Return a decision with by whom, when and why."""
    parts = [say("decisions.decided", language, decision=say(f"decisions.choice.{decision.decision}", language))]
    if decision.by:
        parts.append(say("decisions.by", language, by=decision.by))
    if decision.when:
        parts.append(say("decisions.when", language, when=decision.when[:10]))
    return " ".join(parts) + (f": {decision.why}" if decision.why else "")


def _versions(found: Sequence[Disagreement], language: str) -> Iterator[str]:
    if not found:
        return
    yield ""
    yield click.style(say("compare.versions", language, count=len(found)), bold=True)
    for item in found:
        first = item.first
        key = f"{first.key}: " if first.key else ""
        text = say(
            f"compare.difference.{item.difference}", language, left=", ".join(item.left), right=", ".join(item.right)
        )
        yield wrapped(key + text, indent="  ", first="• ")
        for clause in (item.first, item.second):
            if clause is not None:
                yield wrapped(f"“{shortened(clause.quote, 300)}”", indent="      ", first=f"{clause.language} ")


def as_json(comparison: Comparison, language: str) -> str:
    """Return the comparison as one JSON object."""
    data = {
        "schema": SCHEMA,
        "old": _document(comparison.old),
        "new": _document(comparison.new),
        "counts": counts(comparison.pairs),
        "pairs": [_plain(comparison, pair) for pair in comparison.pairs],
        "unread": [
            {"document": scan.document.source.path, "text": unread_sentence(part, language)}
            for scan in (comparison.old, comparison.new)
            for part in scan.unread
        ],
        "disagreements": [
            {
                "difference": item.difference,
                "clause": item.first.key,
                "first": {"language": item.first.language, "quote": item.first.quote},
                "second": item.second and {"language": item.second.language, "quote": item.second.quote},
                "left": list(item.left),
                "right": list(item.right),
            }
            for item in comparison.disagreements
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _document(scan: Scan) -> dict[str, str]:
    return {"path": scan.document.source.path, "sha256": scan.document.source.sha256}


def _plain(comparison: Comparison, pair: Pair) -> dict[str, Any]:
    decision = _decision(comparison, pair)
    return {
        "change": pair.change,
        "rule": pair.finding.rule,
        "kind": pair.finding.kind,
        "questions": list(pair.finding.questions),
        "bearing": pair.finding.bearing,
        "old": _side(pair.old),
        "new": _side(pair.new),
        "facts": [{"kind": f.kind, "old": f.old, "new": f.new, "grew": f.grew} for f in pair.facts],
        "decision": decision.decision if decision else None,
    }


def _side(finding: Finding | None) -> dict[str, Any] | None:
    if finding is None:
        return None
    return {
        "id": finding.identity,
        "quote": finding.quote,
        "start": finding.span.start,
        "end": finding.span.end,
        "page": finding.page,
        "clause": finding.clause,
    }


def html(comparison: Comparison, language: str) -> str:
    """Return the comparison as one self-contained page."""
    from contract_scan.report.html.reporter import digest, environment, resource

    style = resource("report.css")
    policy = f"default-src 'none'; style-src '{digest(style)}'; base-uri 'none'; form-action 'none'"
    number = counts(comparison.pairs)
    groups = [
        (change, number[change], [_row(comparison, p, language) for p in comparison.pairs if p.change == change])
        for change in SHOWN
    ]

    def speak(key: str, **values: Any) -> str:
        return say(key, language, **values)

    return (
        environment()
        .get_template("compare.html.j2")
        .render(
            comparison=comparison,
            groups=groups,
            same=number["same"],
            unread=[unread_sentence(p, language) for s in (comparison.old, comparison.new) for p in s.unread],
            failures=[failure_sentence(f, language) for s in (comparison.old, comparison.new) for f in s.failures],
            language=language,
            style=style,
            policy=policy,
            say=speak,
        )
    )


def _row(comparison: Comparison, pair: Pair, language: str) -> dict[str, Any]:
    meaning = comparison.new.meanings.get(pair.finding.rule) or comparison.old.meanings.get(pair.finding.rule)
    decision = _decision(comparison, pair)
    return {
        "pair": pair,
        "title": meaning.title[language] if meaning else pair.finding.rule,
        "place": _places(pair, language),
        "facts": [fact_sentence(fact, language) for fact in pair.facts],
        "decision": decision_sentence(decision, language) if decision else "",
    }
