"""Question set files: from YAML to `QuestionSet`, and from one set's questions to another's by a crosswalk.

Rules, checkers and derivers name the questions of one base set. A set file of another institution or country may name
that base (`base`) and say for each of its questions which questions of the base ask the same (`same_as`): the same
evidence is then laid under it. What such a question does not say itself (kinds, needed lists, what a document never
answers, where to look next) it takes from the questions it is the same as.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from contract_scan.cache_folder import code_of, key_of, remembered
from contract_scan.errors import UsageError
from contract_scan.messages import LANGUAGES
from contract_scan.question import Chapter, Question, QuestionSet, Words
from contract_scan.yaml_entries import Entry, read_entries
from contract_scan.yaml_files import yaml_bytes

BUILT_IN = "nl-kennisveiligheid"

_SET = frozenset({"id", "version", "date", "title", "source", "chapters"})
_SET_MORE = _SET | {"reminders", "base"}
_CHAPTER = frozenset({"id", "title", "questions"})
_QUESTION = frozenset({"id", "title", "text"})
_QUESTION_MORE = _QUESTION | {"never", "next", "kinds", "needs", "lists", "same_as", "only_with", "without"}
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


class QuestionSetError(UsageError):
    """A question set file is broken, or names a set that is not there."""

    area = "questions"


def load_question_set(path: Path) -> QuestionSet:
    """Return the question set in a file, as it was kept if the file was read before. A crosswalk is not yet followed:
    see `over_base`.

    Raises `QuestionSetError` with file, line, entry and what is wrong.
    """
    try:
        data = yaml_bytes(path)
    except OSError:
        return _read(path)  # which says what is wrong
    key = key_of((data, _engine()))
    return remembered("questions", key, lambda: _read(path), _packed, _unpacked)


def _packed(questions: QuestionSet) -> bytes:
    import msgspec

    return msgspec.msgpack.encode(questions)


def _unpacked(kept: bytes) -> QuestionSet:
    import msgspec

    return msgspec.msgpack.decode(kept, type=QuestionSet)


@cache
def _engine() -> bytes:
    return code_of(Path(__file__).parent, ("question", "question_sets", "yaml_entries", "yaml_files"))


def _read(path: Path) -> QuestionSet:
    root = read_entries(path, QuestionSetError)
    entries = root.mapping(_SET_MORE, _SET)
    base = entries["base"].text() if "base" in entries else None
    if not _DATE.fullmatch(entries["date"].text()):
        raise entries["date"].fail("not_a_date")
    chapters: list[Chapter] = []
    questions: list[Question] = []
    for item in entries["chapters"].items():
        chapter, inside = _chapter(item, len(questions), based=base is not None)
        chapters.append(chapter)
        questions.extend(inside)
    _refuse_doubled(entries["chapters"], [c.id for c in chapters])
    _refuse_doubled(entries["chapters"], [q.id for q in questions])
    return QuestionSet(
        id=entries["id"].text(),
        version=entries["version"].text(),
        date=entries["date"].text(),
        title=_words(entries["title"]),
        source=_words(entries["source"]),
        reminders=tuple(_words(item) for item in entries["reminders"].items()) if "reminders" in entries else (),
        chapters=tuple(chapters),
        questions=tuple(questions),
        base=base,
    )


def load_question_sets(paths: Iterable[Path]) -> tuple[dict[str, QuestionSet], list[QuestionSetError]]:
    """Return the sets of several files by id, crosswalks followed, and an error for each file that is left out."""
    loaded: dict[str, tuple[Path, QuestionSet]] = {}
    errors: list[QuestionSetError] = []
    for path in paths:
        try:
            found = load_question_set(path)
            if found.id in loaded:
                raise QuestionSetError("doubled_set", path=str(path), name=found.id, other=str(loaded[found.id][0]))
        except QuestionSetError as error:
            errors.append(error)
        else:
            loaded[found.id] = (path, found)
    sets: dict[str, QuestionSet] = {}
    for name, (path, found) in loaded.items():
        try:
            sets[name] = over_base(found, {key: other for key, (_, other) in loaded.items()}, path)
        except QuestionSetError as error:
            errors.append(error)
    return sets, errors


def over_base(questions: QuestionSet, sets: Mapping[str, QuestionSet], path: Path) -> QuestionSet:
    """Return a set whose crosswalk has been followed: what its questions leave out comes from the base's."""
    if questions.base is None:
        return questions
    base = sets.get(questions.base)
    if base is None or base.base is not None:
        raise QuestionSetError("unknown_base", path=str(path), line=_line_of(path, "base"), name=questions.base)
    known = {question.id: question for question in base.questions}
    for question in questions.questions:
        for other in question.same_as:
            if other not in known:
                line = _line_of(path, "same_as", question.id)
                values = {"entry": question.id, "name": other, "base": base.id}
                raise QuestionSetError("unknown_question", path=str(path), line=line, **values)
    filled = tuple(_inherit(q, [known[other] for other in q.same_as]) for q in questions.questions)
    return replace(questions, questions=filled)


def _line_of(path: Path, key: str, question: str = "") -> int:
    """Return the line on which a set file has an entry, or one of its questions has; looked up only to name it."""
    root = read_entries(path, QuestionSetError).entries()
    if not question:
        return root[key].line
    questions = (
        item.entries() for chapter in root["chapters"].items() for item in chapter.entries()["questions"].items()
    )
    return next((one[key].line for one in questions if one["id"].text() == question and key in one), 1)


def choose_question_set(sets: Mapping[str, QuestionSet], name: str = BUILT_IN) -> QuestionSet:
    """Return the set of a name; raises `QuestionSetError` that says which there are."""
    if name not in sets:
        raise QuestionSetError("unknown_set", name=name, known=", ".join(sorted(sets)) or "-")
    return sets[name]


def questions_under(questions: QuestionSet, ids: Iterable[str]) -> tuple[str, ...]:
    """Return which questions of a set evidence is laid under that bears on these questions of its base, in order.

    For a base set these are the ids themselves, those it does not have left out.
    """
    wanted = set(ids)
    if not wanted:
        return ()
    if questions.base is None:
        return tuple(q.id for q in questions.questions if q.id in wanted)
    return tuple(q.id for q in questions.questions if not wanted.isdisjoint(q.same_as))


def _chapter(entry: Entry, before: int, *, based: bool) -> tuple[Chapter, list[Question]]:
    values = entry.mapping(_CHAPTER, _CHAPTER)
    chapter = Chapter(id=values["id"].text(), title=_words(values["title"]))
    items = values["questions"].items()
    return chapter, [_question(item, chapter.id, before + n, based=based) for n, item in enumerate(items, 1)]


def _question(entry: Entry, chapter: str, order: int, *, based: bool) -> Question:
    required = _QUESTION | ({"same_as"} if based else {"never", "next", "kinds"})
    values = entry.mapping(_QUESTION_MORE, required)
    needs = _texts(values, "needs")
    return Question(
        id=values["id"].text(),
        chapter=chapter,
        order=order,
        title=_words(values["title"]),
        text=_words(values["text"]),
        never=_words(values["never"]) if "never" in values else {},
        next=_words(values["next"]) if "next" in values else {},
        kinds=_texts(values, "kinds"),
        needs=needs,
        lists=tuple(dict.fromkeys(needs + _texts(values, "lists"))),
        same_as=_texts(values, "same_as"),
        only_with=_texts(values, "only_with"),
        without=_words(values["without"]) if "without" in values else {},
    )


def _texts(values: Mapping[str, Entry], key: str) -> tuple[str, ...]:
    return values[key].texts() if key in values else ()


def _words(entry: Entry) -> Words:
    languages = frozenset(LANGUAGES)
    return {key: " ".join(value.text().split()) for key, value in entry.mapping(languages, languages).items()}


def _refuse_doubled(entry: Entry, ids: Sequence[str]) -> None:
    for index, name in enumerate(ids):
        if name in ids[:index]:
            raise entry.fail("doubled_id", name=name)


def _inherit(question: Question, same: Sequence[Question]) -> Question:
    return replace(
        question,
        never=question.never or _joined([other.never for other in same]),
        next=question.next or _joined([other.next for other in same]),
        kinds=question.kinds or _union([other.kinds for other in same]),
        needs=question.needs or _union([other.needs for other in same]),
        lists=question.lists or _union([other.lists for other in same]),
        only_with=question.only_with or _objects(same),
        without=question.without or _joined([other.without for other in same if other.only_with]),
    )


def _objects(same: Sequence[Question]) -> tuple[str, ...]:
    """Return what a question is about where all that it is the same as are about something that may be missing."""
    return _union([other.only_with for other in same]) if all(other.only_with for other in same) else ()


def _joined(texts: Sequence[Words]) -> Words:
    return {language: " ".join(words[language] for words in texts if language in words) for language in LANGUAGES}


def _union(values: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for group in values for value in group))
