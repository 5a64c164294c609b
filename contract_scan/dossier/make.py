"""Scan to dossier: everything a report says, put in order once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from contract_scan.dossier.evidence import Evidence, Where, by_bearing, grouped, numbered, where
from contract_scan.dossier.facts import facts_of, is_trade
from contract_scan.dossier.model import Asked, Dossier, Folded, Safeguards, Step, Weighty
from contract_scan.dossier.weight import weighty
from contract_scan.finding import Finding
from contract_scan.question import Answer, Question
from contract_scan.scan import Scan
from contract_scan.yaml_files import knowledge


def dossier_of(scan: Scan) -> Dossier:
    """Return the dossier of a scan."""
    numbers = numbered(scan)
    sure = weighty(scan, numbers)
    asked = tuple(
        _asked(scan, question, answer, numbers)
        for question, answer in zip(scan.questions.questions, scan.answers, strict=True)
    )
    return Dossier(
        scan=scan,
        numbers=numbers,
        facts=facts_of(scan),
        matches=tuple(grouped((f for f in scan.findings if f.kind == "list_match"), numbers)),
        weighty=sure,
        perhaps_weighty=_perhaps(scan, numbers, sure),
        safeguards=_safeguards(scan, numbers),
        possible=tuple(item for item in grouped(scan.findings, numbers) if item.possible),
        asked=asked,
        under_none=tuple(grouped(_under_none(scan), numbers)),
        steps=_steps(asked),
        lists=frozenset(edition.kind.partition(".")[0] for edition in scan.provenance.lists),
    )


def _perhaps(scan: Scan, numbers: Mapping[Where, int], sure: Iterable[Weighty]) -> tuple[Weighty, ...]:
    """Return what may weigh, without quotes that weigh for sure or for sure ease."""
    told = {one.item.number for one in sure}
    told |= {numbers[where(f)] for f in scan.findings if f.certainty == "sure" and f.bearing == "eases"}
    found = (one for one in weighty(scan, numbers, "possible") if one.item.number not in told)
    trade = is_trade(scan.findings)
    groups = knowledge("tables", "weight")["groups"]
    return tuple(one for one in found if not trade or groups[one.group].get("in_trade"))


def _asked(scan: Scan, question: Question, answer: Answer, numbers: Mapping[Where, int]) -> Asked:
    evidence = by_bearing(grouped((scan.findings[index] for index in answer.findings), numbers))
    return Asked(
        question=question,
        answer=answer,
        sure=tuple(item for item in evidence if not item.possible),
        possible=tuple(item for item in evidence if item.possible),
        background=tuple(_folded(question, (scan.findings[index] for index in answer.background), numbers)),
        reviewed=scan.decisions.answer_to(question.id) if scan.decisions else None,
    )


def _folded(question: Question, findings: Iterable[Finding], numbers: Mapping[Where, int]) -> Iterable[Folded]:
    """Yield the background of a question kind by kind, in order of first appearance; ordinary terms by themselves."""
    kinds: dict[tuple[str, bool], list[Finding]] = {}
    for finding in findings:
        kinds.setdefault((finding.kind, finding.ordinary), []).append(finding)
    for (kind, ordinary), own in kinds.items():
        yield Folded(kind, ordinary, tuple(grouped(own, numbers)), _see(question, own))


def _see(question: Question, findings: Sequence[Finding]) -> tuple[str, ...]:
    """Return where most of a question's background is told: the question that it bears on directly.

    Where it bears on none directly, it is told under the first question that it is background to, and there no other
    is named: two questions never send a reader to each other.
    """
    direct = Counter(q for finding in findings for q in finding.questions)
    first = Counter(min(finding.background) for finding in findings if not finding.questions)
    told = direct or first
    best = min(told, key=lambda q: (-told[q], q), default=question.id)
    return () if best == question.id else (best,)


def _safeguards(scan: Scan, numbers: Mapping[Where, int]) -> Safeguards:
    missing = [f for f in scan.findings if f.kind == "missing_safeguard"]
    perhaps = [(f, tuple(grouped(_may_be(scan, f), numbers))) for f in missing]
    easing = [f for f in scan.findings if f.bearing == "eases" and f.certainty == "sure" and not f.ordinary]
    return Safeguards(
        found=tuple(grouped((f for f in easing if f.view == "current"), numbers)),
        deleted=tuple(grouped((f for f in easing if f.view == "original"), numbers)),
        missing=tuple(f for f, found in perhaps if not found),
        perhaps=tuple((f, found) for f, found in perhaps if found),
    )


def _may_be(scan: Scan, missing: Finding) -> list[Finding]:
    """Return the terms that are only possible and may be the safeguard that was not found."""
    known = knowledge("tables", "safeguards")["safeguards"].get(str(missing.attributes.get("safeguard")), {})
    kinds = known.get("perhaps", ())
    return [f for f in scan.findings if f.certainty == "possible" and f.kind in kinds and f.view == "current"]


def _under_none(scan: Scan) -> list[Finding]:
    """Return what bears on no question of the set, so that no report loses it."""
    return [f for f in scan.findings if not (f.questions or f.background)]


def _steps(asked: Iterable[Asked]) -> tuple[Step, ...]:
    """Return whom to ask about which questions, by person."""
    wording = knowledge("tables", "letters")
    by_person: dict[str, list[str]] = {}
    for one in asked:
        base = one.question.same_as or (one.question.id,)
        entry = next((wording[key] for key in base if key in wording), None)
        if entry and _asks(one):
            by_person.setdefault(entry["to"], []).append(one.question.id)
    return tuple(Step(to, tuple(questions)) for to, questions in by_person.items())


def _asks(asked: Asked) -> bool:
    """Say whether a question needs asking: for evidence that does not only ease, or for what no list would tell."""
    if asked.answer.state == "evidence":
        return any(set(item.bearings) != {"eases"} for item in quotes_of(asked))
    return asked.answer.state == "not_looked" and any(gap.reason not in _OF_LISTS for gap in asked.answer.gaps)


#: Gaps that whoever scans fills by loading a list; nobody else needs asking.
_OF_LISTS = frozenset({"list_missing", "lists_missing"})


def quotes_of(asked: Asked) -> tuple[Evidence, ...]:
    """Return all evidence under a question, what is sure before what is possible."""
    return (*asked.sure, *asked.possible)
