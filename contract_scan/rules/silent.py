"""Rules that cannot do all that they are there for: a scan tells of each, for their silence looks like clean."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from pathlib import Path, PurePath

from contract_scan.rules.model import Meaning, Pack, Where
from contract_scan.rules.names import known_kinds
from contract_scan.rules.rule_files import KNOWLEDGE, MEANINGS
from contract_scan.scan import Failure

#: The languages a rule exists in where it does not say so itself.
BOTH = ("en", "nl")
#: What is told of a file whose name keeps it from being read; its words may be those that lack.
UNREAD = ("yml", "no_language")


def misnamed(
    pack: Pack, questions: Collection[str], checkers: Collection[str], failed: Collection[str] = ()
) -> Iterator[Failure]:
    """Yield a failure for each question, kind and checker that a rule names and nobody has.

    `questions` are those of all sets that are loaded, `checkers` the names of all that can find something. Of
    plugins that `failed` it is told already that checkers are missing.
    """
    kinds = known_kinds(pack.kinds)
    left = {meaning.id for meaning in left_to_checkers(pack)}
    for meaning in of_others(pack):
        for question in meaning.asked:
            if question not in questions:
                known = tuple(one for one in meaning.asked if one in questions)
                yield _failure(meaning, "question_none", known or (question,), question=question)
        if meaning.kind not in kinds:
            yield _failure(meaning, "kind_none", meaning.asked, kind=meaning.kind)
        if meaning.id in left and meaning.plugin not in failed and meaning.checker not in checkers:
            yield _failure(meaning, "checker_none", meaning.asked, checker=str(meaning.checker))


def without_words(pack: Pack, languages: Iterable[str], told: Iterable[Failure]) -> Iterator[Failure]:
    """Yield a failure for each rule that has no words in a language of a document, and says of none that it lacks it.

    `told` are failures that are told already: what only follows from a broken file is not told beside it.
    """
    others, worded = list(of_others(pack)), worded_in(pack)
    rules = [failure for failure in told if failure.part == "rule"]
    broken = {str(failure.details.get("path")) for failure in rules}
    broken |= {str(PurePath(str(one.details.get("path"))).parent) for one in rules if one.reason in UNREAD}
    for language in sorted(set(languages)):
        for meaning in others:
            if lacks_words(meaning, language, worded, broken):
                yield _failure(meaning, "words_none", meaning.asked, language=language, file=_file(meaning, language))


def worded_in(pack: Pack) -> Set[tuple[str, str]]:
    """Return which rules have words in which languages."""
    return {(wording.rule, wording.language) for wording in pack.wordings}


def lacks_words(meaning: Meaning, language: str, worded: Set[tuple[str, str]], broken: Set[str]) -> bool:
    """Say whether a rule has no words in a language although it says of none that it lacks it, and has no checker.

    What only follows from a file or a folder that is `broken` does not count.
    """
    if meaning.checker is not None or language not in (meaning.languages or BOTH) or (meaning.id, language) in worded:
        return False
    path = _file(meaning, language)
    return broken.isdisjoint((path, str(PurePath(path).parent)))


def _file(meaning: Meaning, language: str) -> str:
    """Return the file in which the words of a rule in a language belong."""
    return str(PurePath(meaning.where.path if meaning.where else "").parent / f"{language}.yaml")


def of_others(pack: Pack) -> Iterator[Meaning]:
    """Yield the meanings of rules that are not built in; those are proved before they are shipped."""
    paths = {meaning.where.path for meaning in pack.meanings.values() if meaning.where}
    others = {path for path in paths if KNOWLEDGE not in Path(path).parents}
    return (meaning for meaning in pack.meanings.values() if meaning.where and meaning.where.path in others)


def left_to_checkers(pack: Pack) -> Iterator[Meaning]:
    """Yield the meanings of rules that are not built in, have no words, and leave it to a checker to find them."""
    worded = {wording.rule for wording in pack.wordings}
    return (one for one in of_others(pack) if one.checker is not None and one.id not in worded)


def bearing_on(path: str, pack: Pack, broken: Collection[str]) -> tuple[str, ...]:
    """Return the questions that are missed where a file of words is broken; none, which stands for all, if unknown.

    They are those of the rules of its topic, where the file that says what these mean is not among the `broken`.
    """
    folder = PurePath(path).parent
    meanings = str(folder / MEANINGS)
    if path == meanings or meanings in broken:
        return ()
    own = (one for one in pack.meanings.values() if one.where is not None and one.where.path == meanings)
    return tuple(sorted({question for meaning in own for question in meaning.asked}))


def by_checker(meanings: Iterable[Meaning]) -> Mapping[str, tuple[str, ...]]:
    """Return the questions of the rules that each checker finds, by its name."""
    found: dict[str, tuple[str, ...]] = {}
    for meaning in meanings:
        if meaning.checker is not None:
            found[meaning.checker] = tuple(dict.fromkeys((*found.get(meaning.checker, ()), *meaning.asked)))
    return found


def _failure(meaning: Meaning, reason: str, questions: tuple[str, ...], **details: str) -> Failure:
    where = meaning.where or Where("", 1)
    place: dict[str, str | int] = {"path": where.path, "line": where.line}
    return Failure("rule", f"{where.path}:{where.line}", reason, {"rule": meaning.id, **place, **details}, questions)
