"""Everything a scan needs, prepared once per process: plugins, rules, readers, checkers, the question set, lists."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from contract_scan.answer import Looked
from contract_scan.check import SECONDS
from contract_scan.errors import RuleError
from contract_scan.foreign import Known, known_from
from contract_scan.hookspecs import Reader
from contract_scan.norms import Norms, norms_at_hand
from contract_scan.plugins import SECONDS as PLUGIN_SECONDS
from contract_scan.plugins import Contribution, Plugins, load_plugins, refuse_built_in
from contract_scan.question import QuestionSet
from contract_scan.question_sets import BUILT_IN, choose_question_set, load_question_sets, questions_under
from contract_scan.rules.budget import SECONDS as SECONDS_PER_RULE
from contract_scan.rules.checker import RuleChecker
from contract_scan.rules.load import load_packs
from contract_scan.rules.model import Meaning, Pack
from contract_scan.rules.silent import bearing_on, misnamed
from contract_scan.rules.topics import topics_in, unread_in
from contract_scan.scan import Failure, ListEdition
from contract_scan.settings import Settings

DEFAULT_QUESTIONS = BUILT_IN


@dataclass(frozen=True, slots=True)
class Setup:
    """What scans are made with.

    `derivers` are derivers and adjusters. `languages` are those the rules know; `failures` are parts that are missing.
    """

    plugins: Plugins
    readers: tuple[Reader, ...]
    checkers: tuple[Contribution, ...]
    derivers: tuple[Contribution, ...]
    gifts: tuple[Contribution, ...]
    pack: Pack
    questions: QuestionSet
    languages: frozenset[str]
    failures: tuple[Failure, ...] = ()
    lists: tuple[ListEdition, ...] = ()
    models: Mapping[str, str] = field(default_factory=dict)
    suppress: Mapping[str, str] = field(default_factory=dict)
    seconds: float = SECONDS
    norms: Norms = field(default_factory=Norms)
    known: Known = field(default_factory=Known)
    settings: Settings = field(default_factory=Settings)

    @property
    def looked(self) -> Looked:
        """The lists loaded, and the questions of the set that a rule, checker, deriver or loaded list bears on."""
        lists = frozenset(edition.kind.partition(".")[0] for edition in self.lists)
        named = {q for meaning in self.meanings.values() for q in meaning.questions}
        named |= {q for part in (*self.checkers, *self.derivers) for q in _questions_of(part)}
        listed = {q.id for q in self.questions.questions if lists.intersection(q.lists)}
        return Looked(lists, frozenset(questions_under(self.questions, named)) | listed)

    @property
    def meanings(self) -> Mapping[str, Meaning]:
        """The meanings of all rules by id."""
        return self.pack.meanings


def prepare(
    *,
    plugin_files: Iterable[Path] = (),
    rule_folders: Iterable[Path] = (),
    questions: str = DEFAULT_QUESTIONS,
    installed: bool = True,
    today: datetime.date | None = None,
    suppress: Mapping[str, str] | None = None,
    seconds: float = SECONDS,
    list_ages: Mapping[str, float] | None = None,
    lists: Path | None = None,
) -> Setup:
    """Load everything; lists are old as counted from `today`, after `list_ages` days by kind where the house says so.

    `suppress` names rules whose findings are set aside, with the reason; `seconds` is each checker's budget. `lists` is
    the folder of imported lists, where it is not the user's own. Otherwise as `prepare_with`, for every other setting.
    """
    return prepare_with(
        Settings(
            plugins=tuple(plugin_files),
            rules=tuple(rule_folders),
            questions=questions,
            installed=installed,
            today=today,
            suppress=suppress or {},
            seconds_per_checker=seconds,
            list_ages=list_ages or {},
            lists=lists,
        )
    )


def prepare_with(settings: Settings) -> Setup:
    """Load everything as settings say. Two setups in one process have nothing to do with each other.

    Raises `UsageError` for a question set that does not exist, norms of the house that are broken, and settings for
    what is built in. All else that is broken is a failure of the setup, and so of every report.
    """
    refuse_built_in(settings)
    seconds = settings.seconds_per_checker
    plugins = load_plugins(
        settings.plugins,
        installed=settings.installed,
        seconds=min(seconds or PLUGIN_SECONDS, PLUGIN_SECONDS),
        settings=settings,
    )
    pack, rule_failures = _rules(plugins, settings.rules)
    rules = RuleChecker(pack, min(seconds, SECONDS_PER_RULE))
    chosen, set_failures, known_questions = question_sets(plugins, settings.questions or DEFAULT_QUESTIONS)
    lists, list_failures = consulted_lists(plugins)
    checkers = (Contribution("rules", rules), *plugins.contributions("checkers"))
    derivers = (*plugins.contributions("adjusters"), *plugins.contributions("derivers"))
    gifts = plugins.contributions("gifts")
    readers = tuple(c.value for c in plugins.contributions("readers"))
    plugins.contributions("reporters")  # asked for later; what is wrong with them belongs in this report
    parts = (*checkers, *derivers, *gifts)
    failures = [_with_questions(failure, parts, pack) for failure in plugins.failures]
    failures += _unknown_questions(parts, known_questions)
    named = {str(getattr(part.value, "name", "")) for part in parts}
    failures += misnamed(pack, known_questions, named, {failure.name for failure in plugins.failures})
    return Setup(
        plugins=plugins,
        readers=readers,
        checkers=checkers,
        derivers=derivers,
        gifts=gifts,
        pack=pack,
        questions=chosen,
        languages=rules.languages,
        failures=(*failures, *rule_failures, *set_failures, *list_failures),
        lists=lists,
        models=_models((*checkers, *derivers)),
        suppress=settings.suppress,
        seconds=seconds,
        norms=norms_at_hand(settings.house_limits),
        settings=settings,
        known=known_from(pack.meanings.values(), known_questions),
    )


def _unknown_questions(parts: Iterable[Contribution], known: Collection[str]) -> Iterator[Failure]:
    """Yield a failure for each question that a part names and no set has; nothing is missing by it."""
    for part in parts:
        for question in _questions_of(part):
            if question not in known:
                name = str(part.value.name)
                yield Failure("checker", name, "part_question", {"question": question}, (question,))


def _questions_of(part: Contribution) -> tuple[str, ...]:
    """Return the questions that a checker says it bears on; rules say that themselves, one by one."""
    named = () if isinstance(part.value, RuleChecker) else getattr(part.value, "questions", ())
    return tuple(map(str, named)) if isinstance(named, tuple | list) else ()


def _rules(plugins: Plugins, rule_folders: Iterable[Path]) -> tuple[Pack, tuple[Failure, ...]]:
    """Return the rules of all plugins and of further folders, and a failure for each that is broken."""
    given = [(c.plugin, Path(c.value)) for c in plugins.contributions("patterns")]
    folders = [(plugin, topic) for plugin, folder in given for topic in topics_in(folder) or [folder]]
    own = {folder: topics_in(folder) for folder in rule_folders}
    folders += [(str(folder), topic) for folder, topics in own.items() for topic in topics]
    pack, errors = load_rules(folders)
    unread = {folder: unread_in(folder) for folder in own}
    errors = (*errors, *(error for found in unread.values() for error in found))
    empty = (Failure("plugin", str(f), "no_rules") for f, topics in own.items() if not (topics or unread[f]))
    broken = {str(error.values.get("path")) for error in errors}
    return pack, (*(_rule_failure(error, pack, broken) for error in errors), *empty)


def _with_questions(failure: Failure, parts: Iterable[Contribution], pack: Pack) -> Failure:
    """Return the failure of a plugin that only printed with the questions it bears on; nothing of it is missing."""
    if failure.reason != "printed":
        return failure
    own = {question for part in parts if part.plugin == failure.name for question in part.value.questions}
    own |= {q for meaning in pack.meanings.values() if meaning.plugin == failure.name for q in meaning.asked}
    return replace(failure, questions=tuple(sorted(own)))


def _models(parts: Iterable[Contribution]) -> dict[str, str]:
    """Return the models that checkers and derivers say they ask, by name, with their versions."""
    named = (getattr(part.value, "models", None) for part in parts)
    return dict(sorted((str(n), str(v)) for own in named if isinstance(own, Mapping) for n, v in own.items()))


def question_sets(plugins: Plugins, name: str) -> tuple[QuestionSet, tuple[Failure, ...], frozenset[str]]:
    """Return the question set of a name, a failure for each set that is broken, and the ids of the questions of all.

    Raises `UsageError` where there is no set of the name.
    """
    sets, errors = load_question_sets(Path(c.value) for c in plugins.contributions("questions"))
    failures = (Failure("questions", str(e.values.get("path")), e.key, dict(e.values)) for e in errors)
    ids = frozenset(question.id for one in sets.values() for question in one.questions)
    return choose_question_set(sets, name), tuple(failures), ids


def question_set(plugins: Plugins, name: str) -> tuple[QuestionSet, tuple[Failure, ...]]:
    """Return the question set of a name, and a failure for each set that is broken. Raises `UsageError` for none."""
    return question_sets(plugins, name)[:2]


def consulted_lists(plugins: Plugins) -> tuple[tuple[ListEdition, ...], tuple[Failure, ...]]:
    """Return the editions of the reference lists at hand, old ones marked, and a failure for each that is damaged.

    The settings say by kind after how many days a list is old, where the house differs from the format's own.
    """
    from contract_scan.lists.store import editions, open_lists

    formats = [contribution.value for contribution in plugins.contributions("lists")]
    settings = plugins.settings
    at_hand = open_lists(settings.lists)
    try:
        return tuple(editions(at_hand, formats, settings.today, settings.list_ages)), at_hand.failures
    finally:
        at_hand.close()


def load_rules(folders: Iterable[tuple[str, Path]]) -> tuple[Pack, tuple[RuleError, ...]]:
    """Return the rules of all folders as one pack; each folder is named with the plugin it comes from."""
    by_plugin: dict[str, list[Path]] = {}
    for plugin, folder in folders:
        by_plugin.setdefault(plugin, []).append(folder)
    return load_packs(by_plugin)


def _rule_failure(error: RuleError, pack: Pack, broken: Collection[str]) -> Failure:
    path = str(error.values.get("path"))
    where = f"{path}:{error.values.get('line')}"
    return Failure("rule", where, error.key, dict(error.values), bearing_on(path, pack, broken))
