"""Findings to answers: every question of the set in one of three states, with what was not looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from contract_scan.document import Unread
from contract_scan.finding import Finding
from contract_scan.nouns import dataclass
from contract_scan.question import Answer, Gap, Nearest, Question, QuestionSet, State
from contract_scan.scan import Failure


@dataclass(frozen=True, slots=True)
class Looked:
    """What a document was looked at with: the kinds of list that are loaded, and the questions that anything looks for.

    `questions` are those of the set that some rule, checker or list bears on; None where all are looked for.
    """

    lists: frozenset[str] = frozenset()
    questions: frozenset[str] | None = None


def answer(
    questions: QuestionSet,
    findings: Sequence[Finding],
    unread: Sequence[Unread],
    failures: Sequence[Failure],
    looked: Looked,
    pointers: Sequence[Finding] = (),
) -> tuple[Answer, ...]:
    """Return one answer a question, in the order of the set.

    Direct evidence makes the state "evidence", whatever else was not looked at. Without it a question was *not looked*
    at if something was not read, a part that bears on it failed, a list that it needs is not loaded, or nothing here
    looks for it; else nothing was found. What was not looked at is said beside every state, a further list that is not
    loaded too. Where the document has nothing of what a question is about (`only_with`), nothing was found; of
    countries that is not said while the seat of a party tells no country. An answer without evidence names the
    sentences that come nearest, of the `pointers`, which stand nearest first.
    """
    answers = (_answer(question, findings, unread, failures, looked) for question in questions.questions)
    return tuple(replace(one, nearest=_nearest(one, pointers)) for one in answers)


#: How many sentences are named where nothing was found.
NEAREST = 2


def _nearest(given: Answer, pointers: Sequence[Finding]) -> tuple[Nearest, ...]:
    if given.state == "evidence":
        return ()
    own = [pointer for pointer in pointers if given.question in pointer.questions and pointer.view == "current"]
    return tuple(
        Nearest(p.quote, p.span.start, p.span.end, p.clause, p.page, p.headings[-1] if p.headings else "")
        for p in own[:NEAREST]
    )


def _answer(
    question: Question,
    findings: Sequence[Finding],
    unread: Sequence[Unread],
    failures: Sequence[Failure],
    looked: Looked,
) -> Answer:
    direct = tuple(index for index, finding in enumerate(findings) if question.id in finding.questions)
    background = tuple(index for index, finding in enumerate(findings) if question.id in finding.background)
    missing = [Gap("list_missing", {"list": name}) for name in question.needs if name not in looked.lists]
    further = [name for name in question.lists if name not in looked.lists and name not in question.needs]
    serious = [*_gaps_of_unread(unread), *_gaps_of_failures(question, failures)]
    if looked.questions is not None and question.id not in looked.questions:
        serious.append(Gap("nothing_looks", {}))
    apart = [Gap("lists_missing", {"lists": ", ".join(further)})] if further else []
    if not direct and not has_object(question, findings):
        unplaced = _unplaced(findings) if "country" in question.only_with else ""
        if unplaced:  # that no other country plays a part can only be said where the country of each is known
            serious.append(Gap("seat_unknown", {"names": unplaced}))
        else:
            apart, missing = [Gap("without_object", dict(question.without))], []
    state: State = "nothing_found"
    if direct:
        state = "evidence"
    elif missing or serious:
        state = "not_looked"
    return Answer(question.id, state, direct, (*missing, *serious, *apart), background)


def has_object(question: Question, findings: Sequence[Finding]) -> bool:
    """Say whether a document has what a question is about: a finding of a kind or rule that it names, if it does."""
    wanted = set(question.only_with)
    return not wanted or any(f.certainty == "sure" and wanted & {f.kind, f.rule} for f in findings)


def _unplaced(findings: Sequence[Finding]) -> str:
    """Return the parties whose seat is stated, but from which no country follows."""
    parties = (f for f in findings if f.kind == "party" and f.certainty == "sure")
    lost = [f for f in parties if f.attributes.get("seat") and not f.attributes.get("country")]
    return ", ".join(dict.fromkeys(str(f.attributes.get("name") or f.quote) for f in lost))


def _gaps_of_unread(unread: Sequence[Unread]) -> list[Gap]:
    return [Gap(part.reason, {**part.details, **_place(part)}) for part in unread]


def _place(part: Unread) -> dict[str, int | float]:
    page = {} if part.page is None else {"page": part.page}
    share = {} if part.share is None else {"share_of_text": part.share}
    return {**page, **share}


def _gaps_of_failures(question: Question, failures: Sequence[Failure]) -> list[Gap]:
    own = {question.id, *question.same_as}
    return [
        Gap(f"{failure.part}_failed", {"name": failure.name})
        for failure in failures
        if failure.part != "model" and (not failure.questions or own.intersection(failure.questions))
    ]
