"""Question letters: for a question that the document leaves open, a short polite one to the person who may know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from contract_scan.finding import Finding
from contract_scan.messages import say
from contract_scan.question import Answer, Question
from contract_scan.report.phrases import gap_sentence, place
from contract_scan.scan import Scan

_QUOTED = 3
_LONGEST = 400
_BARE = 60


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter about one question: to whom (a key of ``ask.addressee``), and its text."""

    question: str
    to: str
    text: str


def letters(scan: Scan, wording: Mapping[str, Any], language: str, *, every: bool = False) -> Iterator[Letter]:
    """Yield a letter for each question with evidence, or not looked at; with `every`, for all.

    `wording` says for each question of the base set whom to ask (`to`) and what, by language.
    """
    questions = {question.id: question for question in scan.questions.questions}
    for answer in scan.answers:
        question = questions[answer.question]
        entry = next((wording[key] for key in (question.same_as or (question.id,)) if key in wording), None)
        if entry and (every or answer.state != "nothing_found"):
            yield Letter(question.id, entry["to"], _text(scan, question, answer, entry, language))


def _text(scan: Scan, question: Question, answer: Answer, entry: Mapping[str, Any], language: str) -> str:
    title = scan.document.source.title or PurePath(scan.document.source.path).name
    partner = "_partner" if entry["to"] == "partner" else ""
    paragraphs = [
        say("ask.to", language, to=say(f"ask.addressee.{entry['to']}", language))
        + "\n"
        + say("ask.subject", language, title=question.title[language], question=question.id),
        say(f"ask.greeting{partner}", language),
        " ".join([say("ask.reading", language, title=title), *_grounds(scan, answer, language)]),
        *_quotes(scan, answer, language),
        " ".join(str(entry[language]).split()),
        say("ask.closing", language),
    ]
    return "\n\n".join(paragraphs)


#: Gaps that say something of our own tools, which whoever gets a letter cannot know.
_OURS = ("list_missing", "lists_missing")


def _grounds(scan: Scan, answer: Answer, language: str) -> Iterator[str]:
    if _quotable(scan, answer):
        yield say("ask.quoting", language)
    elif answer.state == "nothing_found":
        yield say("ask.nothing_found", language)
    elif gaps := [gap for gap in answer.gaps if gap.reason not in _OURS]:
        yield say("ask.not_looked", language, gap=gap_sentence(gaps[0], language))
    elif answer.gaps:
        yield say("ask.lists", language)
    else:
        yield say("ask.no_quote", language)


def _quotes(scan: Scan, answer: Answer, language: str) -> list[str]:
    found = _quotable(scan, answer)
    if not found:
        return []
    places = {_passage(scan, finding): place(finding, language) for finding in reversed(found)}
    lines = [f"“{passage}” ({where})" for passage, where in list(places.items())[::-1]]
    if len(lines) > _QUOTED:
        lines[_QUOTED:] = [say("ask.more", language, count=len(lines) - _QUOTED)]
    return ["\n".join(lines)]


def _quotable(scan: Scan, answer: Answer) -> list[Finding]:
    """Return the findings to quote: what raises the question first; absences and mere context left out."""
    found = [scan.findings[index] for index in answer.findings]
    found = [f for f in found if f.quote.strip() and not _is_context(scan, f)]
    return sorted(found, key=lambda f: (f.bearing != "raises", f.span))


def _passage(scan: Scan, finding: Finding) -> str:
    """Return the words to quote: those of the finding, or for a bare name the paragraph that it stands in."""
    view = next(v for v in scan.document.current_and_original if v.view == finding.view)
    block = view.block_at(finding.span.start)
    return _short(view.quote(block.span) if block and len(finding.quote) < _BARE else finding.quote)


def _is_context(scan: Scan, finding: Finding) -> bool:
    meaning = scan.meanings.get(finding.rule)
    return meaning is not None and meaning.context


def _short(quote: str) -> str:
    folded = " ".join(quote.split())
    return folded if len(folded) <= _LONGEST else folded[: _LONGEST - 1].rsplit(" ", 1)[0] + " …"
