"""What was not read and what was not looked at, as the first page of every report says it."""

from __future__ import annotations

from collections.abc import Iterator

from contract_scan.dossier.model import Dossier
from contract_scan.messages import say
from contract_scan.report import values
from contract_scan.report.phrases import failure_sentence, list_names, unread_sentence


def not_read(dossier: Dossier, language: str) -> Iterator[str]:
    """Yield what was not read, and which parts failed."""
    yield from (unread_sentence(part, language) for part in dossier.scan.unread)
    yield from (failure_sentence(failure, language) for failure in dossier.scan.failures)


def unread(dossier: Dossier, language: str) -> list[str]:
    """Return what was not read, which parts failed, and which questions were not looked at and why."""
    return [*not_read(dossier, language), *unlooked(dossier, language)]


def unlooked(dossier: Dossier, language: str) -> Iterator[str]:
    """Yield which questions were not looked at, with the lists they miss, and further lists not loaded."""
    by_lists: dict[tuple[str, ...], list[str]] = {}
    for asked in dossier.asked:
        if asked.answer.state == "not_looked":
            missing = tuple(str(gap.details.get("list")) for gap in asked.answer.gaps if gap.reason == "list_missing")
            by_lists.setdefault(missing, []).append(asked.question.id)
    for missing, questions in by_lists.items():
        key = "dossier.unlooked_lists" if missing else "dossier.unlooked"
        ids = values.enumeration(questions, language)
        yield say(key, language, questions=ids, lists=list_names(missing, language))
    further = further_lists(dossier)
    if further:
        yield say("dossier.further_lists", language, lists=list_names(further, language))


def further_lists(dossier: Dossier) -> tuple[str, ...]:
    """Return the lists that bear on some question, are not loaded, and leave no question unlooked at."""
    gaps = [(asked.answer.state, gap) for asked in dossier.asked for gap in asked.answer.gaps]
    needed = {
        str(gap.details.get("list")) for state, gap in gaps if gap.reason == "list_missing" and state == "not_looked"
    }
    named = [str(gap.details.get("list")) for _, gap in gaps if gap.reason == "list_missing"]
    named += [
        name for _, gap in gaps if gap.reason == "lists_missing" for name in str(gap.details.get("lists")).split(", ")
    ]
    return tuple(dict.fromkeys(name for name in named if name not in needed))
