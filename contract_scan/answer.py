"""Findings to answers: every question of the set in one of three states, with what was not looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from contract_scan.document import Unread
from contract_scan.finding import Finding
from contract_scan.question import Answer, Gap, Question, QuestionSet, State
from contract_scan.rules.model import Meaning
from contract_scan.scan import Failure


def answer(
    questions: QuestionSet,
    findings: Sequence[Finding],
    unread: Sequence[Unread],
    failures: Sequence[Failure],
    meanings: Mapping[str, Meaning],
    lists: frozenset[str] = frozenset(),
) -> tuple[Answer, ...]:
    """Return one answer a question, in the order of the set.

    `lists` are the kinds of reference list that are loaded. Whatever was not read, and every part that failed, is a
    gap of the questions it could bear on: with a gap and no evidence a question was *not looked* at, and never
    "nothing found". The same goes for a list that bears on it and is not loaded; a question that *needs* a list is not
    looked at without it, whatever else was found.
    """
    return tuple(_answer(question, findings, unread, failures, meanings, lists) for question in questions.questions)


def _answer(
    question: Question,
    findings: Sequence[Finding],
    unread: Sequence[Unread],
    failures: Sequence[Failure],
    meanings: Mapping[str, Meaning],
    lists: frozenset[str],
) -> Answer:
    direct = tuple(index for index, finding in enumerate(findings) if question.id in finding.questions)
    background = tuple(index for index, finding in enumerate(findings) if question.id in finding.background)
    missing = [Gap("list_missing", {"list": name}) for name in question.needs if name not in lists]
    further = [name for name in question.lists if name not in lists and name not in question.needs]
    gaps = [*missing, *_gaps_of_unread(unread), *_gaps_of_failures(question, failures)]
    if further:
        gaps.append(Gap("lists_missing", {"lists": ", ".join(further)}))
    evidence = any(_is_evidence(findings[index], meanings) for index in direct)
    state: State = "nothing_found"
    if missing or (gaps and not evidence):
        state = "not_looked"
    elif evidence:
        state = "evidence"
    return Answer(question.id, state, direct, tuple(gaps), background)


def _is_evidence(finding: Finding, meanings: Mapping[str, Meaning]) -> bool:
    meaning = meanings.get(finding.rule)
    return meaning is None or not meaning.context


def _gaps_of_unread(unread: Sequence[Unread]) -> list[Gap]:
    return [Gap(part.reason, {**part.details, **_place(part)}) for part in unread]


def _place(part: Unread) -> dict[str, int | float]:
    page = {} if part.page is None else {"page": part.page}
    share = {} if part.share is None else {"share_of_text": part.share}
    return {**page, **share}


def _gaps_of_failures(question: Question, failures: Sequence[Failure]) -> list[Gap]:
    return [
        Gap(f"{failure.part}_failed", {"name": failure.name})
        for failure in failures
        if failure.part != "model" and (not failure.questions or question.id in failure.questions)
    ]
