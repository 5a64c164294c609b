"""Where nothing was found, the sentences that come nearest to a question: a place to look first, and no evidence."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from contract_scan.dossier.facts import is_trade
from contract_scan.dossier.model import Asked, Dossier
from contract_scan.messages import say
from contract_scan.question import Nearest
from contract_scan.report.layout import shortened
from contract_scan.report.phrases import clause_in_short, without_code

#: How many sentences the first page names, at most.
MOST = 6
#: How many characters of a sentence are shown, and how many of one that is quoted elsewhere.
_MANY, _FEW = 300, 60


def sentences(asked: Asked, language: str, quoted: Collection[str] = ()) -> tuple[str, ...]:
    """Return in one line each the sentences that come nearest to a question, with where they stand.

    One that is `quoted` under a question that it bears on is named by its first words.
    """
    return tuple(_sentence(near, language, _FEW if near.quote in quoted else _MANY) for near in asked.answer.nearest)


def _sentence(near: Nearest, language: str, most: int) -> str:
    where = place(near, language) or without_code(near.heading)
    return say("dossier.nearest", language, place=f" ({where})" if where else "", quote=shortened(near.quote, most))


def by_sentence(dossier: Dossier) -> Iterator[tuple[Nearest, tuple[str, ...]]]:
    """Yield for the first page the sentence nearest to each question, with all questions that it is the nearest to.

    The page of a contract for goods or services stays short: there they stand under their questions alone.
    """
    if is_trade(dossier.scan.findings):
        return
    first: dict[Nearest, list[str]] = {}
    for asked in dossier.asked:
        for near in asked.answer.nearest[:1]:
            first.setdefault(near, []).append(asked.question.id)
    for near, questions in list(first.items())[:MOST]:
        yield near, tuple(questions)


def place(near: Nearest, language: str) -> str:
    """Return where a sentence stands in a few characters: clause or page; empty where neither is known."""
    if near.clause:
        return clause_in_short(near.clause, language)
    return say("dossier.short.page", language, page=near.page) if near.page else ""
