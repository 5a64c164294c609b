"""The indicator questions and the answers a document can give to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

State = Literal["evidence", "nothing_found", "not_looked"]

#: A text by language code; every text a user sees exists at least in Dutch ("nl") and English ("en").
Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of a question set, with its number in the published set."""

    id: str
    title: Words


@dataclass(frozen=True, slots=True)
class Question:
    """One indicator question, in our own words.

    `chapter` and `order` are its place in the published set. `never` is what a document can never answer,
    `next` where the reviewer looks next. `kinds` are the kinds of finding that bear on it; `needs` names the
    reference lists without which it was not looked at, where nothing was found; `lists` names all that bear on it,
    those included. `only_with` are kinds of finding or rules: a document that has none of them has nothing of what
    the question is about, and `without` says so. `same_as` are the questions of the set's base whose evidence is laid
    under this one; empty in a base set.
    """

    id: str
    chapter: str
    order: int
    title: Words
    text: Words
    never: Words
    next: Words
    kinds: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    only_with: tuple[str, ...] = ()
    without: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """A versioned set of indicator questions with its scope reminders.

    `base` is the set whose question ids rules and checkers speak of, where this set is laid over another one by a
    crosswalk; None where the set's own ids are those.
    """

    id: str
    version: str
    date: str
    title: Words
    source: Words
    reminders: tuple[Words, ...]
    chapters: tuple[Chapter, ...]
    questions: tuple[Question, ...]
    base: str | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """Why a question was not, or not wholly, looked at: a key of the message catalogue and its values."""

    reason: str
    details: Mapping[str, str | int | float]


@dataclass(frozen=True, slots=True)
class Nearest:
    """A sentence that comes nearest to a question for which nothing was found: a place to look, and no evidence.

    `start` and `end` are offsets into the text of the current view; `clause`, `page` and `heading` say where it stands.
    """

    quote: str
    start: int
    end: int
    clause: str | None = None
    page: int | None = None
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the document says on one question; it is never a verdict.

    `findings` are indexes into `Scan.findings` of what bears on it directly, and alone makes the state "evidence";
    `background` are those of what matters only together with it. With every state, `gaps` says what was not looked at.
    `nearest` are the sentences, at most a few and the nearest first, where a reader of an answer without evidence may
    look first.
    """

    question: str
    state: State
    findings: tuple[int, ...] = ()
    gaps: tuple[Gap, ...] = ()
    background: tuple[int, ...] = ()
    nearest: tuple[Nearest, ...] = ()
