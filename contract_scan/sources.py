"""The sources that a question set's annex names, and the record of what was consulted: a list, or by a person.

For a source that is only a web page or a tool nothing is imported; the record is the point.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Literal

from contract_scan.decisions import Consultation
from contract_scan.edition import ListEdition
from contract_scan.nouns import dataclass
from contract_scan.question import QuestionSet, Words
from contract_scan.yaml_files import knowledge, knowledge_by_name

SourceStanding = Literal["loaded", "consulted", "does_not_apply", "not_yet"]


@dataclass(frozen=True, slots=True)
class Source:
    """One source: what it is called, where it stands, what it is for and which questions of the set it serves.

    `lists` are the kinds of reference list that are this source once loaded; with `named`, only those whose name holds
    one of these words. `table` is a table of its figures that comes along, with its edition.
    """

    id: str
    title: Words
    address: str
    purpose: Words
    questions: tuple[str, ...]
    lists: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    table: str | None = None


@dataclass(frozen=True, slots=True)
class SourceState:
    """In which of four states a source is for one document, with what is known of it.

    `editions` are those loaded ("edition" and "imported" are dates). `consultation` is what a reviewer recorded, which
    may stand beside a list that is loaded.
    """

    source: Source
    state: SourceStanding
    editions: tuple[ListEdition, ...] = ()
    consultation: Consultation | None = None


def sources_of(questions: QuestionSet) -> tuple[Source, ...]:
    """Return the sources that the annex of a question set (or of its base) names; empty for a set that names none.

    Those of the base serve the questions that the set lays over it.
    """
    from contract_scan.question_sets import questions_under

    named = _named(questions.base or questions.id)
    return tuple(
        Source(s.id, s.title, s.address, s.purpose, questions_under(questions, s.questions), s.lists, s.named, s.table)
        for s in named
    )


def years_back(questions: QuestionSet) -> tuple[int, int]:
    """Return how many years a set's norm looks back, and how many where there is reason."""
    data = knowledge_by_name("sources").get(questions.base or questions.id, {})
    return int(data.get("years", 5)), int(data.get("more_years", 10))


@cache
def _named(name: str) -> tuple[Source, ...]:
    entries: Mapping[str, Any] = knowledge_by_name("sources").get(name, {}).get("sources", {})
    return tuple(
        Source(
            id=key,
            title=entry["title"],
            address=entry["address"],
            purpose=entry["purpose"],
            questions=tuple(entry["questions"]),
            lists=tuple(entry.get("lists", ())),
            named=tuple(entry.get("named", ())),
            table=entry.get("table"),
        )
        for key, entry in entries.items()
    )


def source_states(
    sources: Iterable[Source], lists: Sequence[ListEdition], consultations: Iterable[Consultation] = ()
) -> tuple[SourceState, ...]:
    """Return the state of every source, given the lists loaded and what a reviewer recorded.

    What a person recorded goes before a list: a source that does not apply does not, whatever is loaded.
    """
    recorded = {consultation.source: consultation for consultation in consultations}
    return tuple(_state(source, lists, recorded.get(source.id)) for source in sources)


def _state(source: Source, lists: Sequence[ListEdition], recorded: Consultation | None) -> SourceState:
    editions = (*(edition for edition in lists if _is_of(edition, source)), *_comes_along(source, lists))
    state: SourceStanding = "loaded" if editions else "not_yet"
    return SourceState(source, recorded.state if recorded else state, editions, recorded)


def _is_of(edition: ListEdition, source: Source) -> bool:
    kind, _, variant = edition.kind.partition(".")
    folded = variant.lower().replace("-", "_")
    return kind in source.lists and (not source.named or any(word in folded for word in source.named))


def _comes_along(source: Source, lists: Sequence[ListEdition]) -> Iterable[ListEdition]:
    """Yield the edition of a table that comes along, where no list of the source stands in for it."""
    if source.table and not any(_is_of(edition, source) for edition in lists):
        data = knowledge("tables", "countries", source.table)
        yield ListEdition(source.table, str(data["edition"]), "", len(data["figures"]), "", "index")
