"""Messages ask or instruct; they never judge. What asks, instructs and judges is data, per language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from contract_scan.document import Span
from contract_scan.rules.folding import words_of
from contract_scan.rules.grammar import expression, parse
from contract_scan.rules.model import Meaning, Where
from contract_scan.rules.phrase import Phrase
from contract_scan.rules.proof.places import place
from contract_scan.rules.proof.problem import Problem
from contract_scan.rules.sentences import sentences
from contract_scan.yaml_files import knowledge

LANGUAGES = ("en", "nl")


def style_problems(meaning: Meaning) -> Iterator[Problem]:
    """Yield a problem for each text of a rule that judges, and for a message that neither asks nor instructs."""
    for language in LANGUAGES:
        message = meaning.message[language]
        if not asks_or_instructs(message, language):
            yield _problem("message_states", meaning, "message", language, message)
        for entry, text in (("title", meaning.title[language]), ("message", message)):
            for word in verdicts(text, language):
                yield _problem("verdict", meaning, entry, language, word)


def _problem(key: str, meaning: Meaning, entry: str, language: str, text: str) -> Problem:
    path = meaning.where.path if meaning.where else ""
    name = meaning.id.partition(".")[2]
    where = place(path, "rules", name, entry, language) if meaning.where else Where("", 1)
    return Problem(key, where, meaning.id, {"text": text, "language": language, "entry": entry})


def asks_or_instructs(message: str, language: str) -> bool:
    """Say whether a message ends as a question or has a sentence that begins with an instruction."""
    if message.rstrip().endswith("?"):
        return True
    spans = sentences(message, Span(0, len(message)), language)
    lines = [_line(part) for span in spans for part in re.split(r"[;:]", message[span.start : span.end])]
    return any(phrase.pattern.match(line, 1) for phrase in _phrases("instructions", language) for line in lines)


def verdicts(text: str, language: str) -> list[str]:
    """Return the words of a text that pass judgement."""
    line = _line(text)
    return [m.group().strip() for phrase in _phrases("verdicts", language) for m in phrase.pattern.finditer(line)]


def _line(text: str) -> str:
    return " " + "".join(word + " " for word in words_of(text))


@cache
def _phrases(key: str, language: str) -> tuple[Phrase, ...]:
    trees = [parse(source) for source in knowledge("style", language).get(key, ())]
    return tuple(Phrase("", expression(tree), frozenset()) for tree in trees)
