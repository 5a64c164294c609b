"""Rules that cannot do all that they are there for: a scan tells of each, for their silence looks like clean."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path, PurePath

from contract_scan.rules.model import Meaning, Pack, Where
from contract_scan.rules.names import APART, own_kinds
from contract_scan.rules.rule_files import KNOWLEDGE, MEANINGS
from contract_scan.scan import Failure

#: The languages a rule exists in where it does not say so itself.
BOTH = ("en", "nl")
#: What is told of a file whose name keeps it from being read; its words may be those that lack.
_UNREAD = ("yml", "no_language")


def misnamed(
    pack: Pack, questions: Collection[str], checkers: Collection[str], failed: Collection[str] = ()
) -> Iterator[Failure]:
    """Yield a failure for each question, kind and checker that a rule names and nobody has.

    `questions` are those of all sets that are loaded, `checkers` the names of all that can find something. Of
    plugins that `failed` it is told already that checkers are missing.
    """
    kinds = own_kinds() | APART | pack.kinds.keys()
    worded = {wording.rule for wording in pack.wordings}
    for meaning in of_others(pack):
        for question in _asked(meaning):
            if question not in questions:
                known = tuple(one for one in _asked(meaning) if one in questions)
                yield _failure(meaning, "question_none", known or (question,), question=question)
        if meaning.kind not in kinds:
            yield _failure(meaning, "kind_none", _asked(meaning), kind=meaning.kind)
        left = meaning.checker is not None and meaning.id not in worded and meaning.plugin not in failed
        if left and meaning.checker not in checkers:
            yield _failure(meaning, "checker_none", _asked(meaning), checker=str(meaning.checker))


def without_words(pack: Pack, languages: Iterable[str], told: Iterable[Failure]) -> Iterator[Failure]:
    """Yield a failure for each rule that has no words in a language of a document, and says of none that it lacks it.

    `told` are failures that are told already: what only follows from a broken file is not told beside it.
    """
    known = {(wording.rule, wording.language) for wording in pack.wordings}
    rules = [failure for failure in told if failure.part == "rule"]
    broken = {str(failure.details.get("path")) for failure in rules}
    broken |= {str(PurePath(str(one.details.get("path"))).parent) for one in rules if one.reason in _UNREAD}
    for language in sorted(set(languages)):
        for meaning in of_others(pack):
            wanted = meaning.checker is None and language in (meaning.languages or BOTH)
            if wanted and (meaning.id, language) not in known:
                folder = PurePath(meaning.where.path if meaning.where else "").parent
                path = str(folder / f"{language}.yaml")
                if broken.isdisjoint((path, str(folder))):
                    yield _failure(meaning, "words_none", _asked(meaning), language=language, file=path)


def of_others(pack: Pack) -> Iterator[Meaning]:
    """Yield the meanings of rules that are not built in; those are proved before they are shipped."""
    for meaning in pack.meanings.values():
        if meaning.where is not None and KNOWLEDGE not in Path(meaning.where.path).parents:
            yield meaning


def bearing_on(path: str, pack: Pack, broken: Collection[str]) -> tuple[str, ...]:
    """Return the questions that are missed where a file of words is broken; none, which stands for all, if unknown.

    They are those of the rules of its topic, where the file that says what these mean is not among the `broken`.
    """
    folder = PurePath(path).parent
    meanings = str(folder / MEANINGS)
    if path == meanings or meanings in broken:
        return ()
    own = (one for one in pack.meanings.values() if one.where is not None and one.where.path == meanings)
    return tuple(sorted({question for meaning in own for question in _asked(meaning)}))


def by_checker(meanings: Iterable[Meaning]) -> Mapping[str, tuple[str, ...]]:
    """Return the questions of the rules that each checker finds, by its name."""
    found: dict[str, tuple[str, ...]] = {}
    for meaning in meanings:
        if meaning.checker is not None:
            found[meaning.checker] = tuple(dict.fromkeys((*found.get(meaning.checker, ()), *_asked(meaning))))
    return found


def _asked(meaning: Meaning) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*meaning.questions, *meaning.background)))


def _failure(meaning: Meaning, reason: str, questions: tuple[str, ...], **details: str) -> Failure:
    where = meaning.where or Where("", 1)
    place: dict[str, str | int] = {"path": where.path, "line": where.line}
    return Failure("rule", f"{where.path}:{where.line}", reason, {"rule": meaning.id, **place, **details}, questions)
