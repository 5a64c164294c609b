"""Loading plugins: one by one, each guarded, failures reported by name.

pluggy's own loading stops at the first plugin that fails to import, and calling a hook loses all results when one
implementation raises. So entry points are loaded, and contributions run, one at a time.
"""

from __future__ import annotations

import importlib
import importlib.util
import inspect
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import field, replace
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, Literal

import pluggy

from contract_scan import __version__
from contract_scan.calling import USUAL, call_alone, in_order, new_manager, turn_of
from contract_scan.errors import UsageError, named
from contract_scan.guard import guarded
from contract_scan.hookspecs import GROUP, Adjuster, Checker, Deriver, GiftProposer, Reader, Reporter
from contract_scan.nouns import dataclass
from contract_scan.scan import Failure
from contract_scan.settings import Settings, settings_to_json
from contract_scan.trace import show

if TYPE_CHECKING:
    from contract_scan.apart.forms import Loaded
    from contract_scan.apart.process import Apart

#: The package whose public modules are the built-in plugins. They are registered by name where their entry point is
#: missing, since entry points are frozen at install time and a stale install must not run fewer checks in silence.
BUILTINS = "contract_scan_builtins"

#: How long a plugin may take to be imported, and to contribute.
SECONDS = 20.0
#: The variable that lets plugins from outside run in this process, where a debugger can follow them.
IN_PROCESS = "CONTRACT_SCAN_IN_PROCESS"
#: What each hook's contributions must be; lists are checked when they are asked for.
EXPECTED: dict[str, type | None] = {
    "readers": Reader,
    "checkers": Checker,
    "derivers": Deriver,
    "adjusters": Adjuster,
    "gifts": GiftProposer,
    "patterns": Path,
    "questions": Path,
    "lists": None,
    "reporters": Reporter,
}
HOOKS = tuple(EXPECTED)
#: By what a contribution is called, where that is not its `name`.
NAMED = {"lists": "kind"}
#: The version of what plugins build on; a plugin that needs a newer one says so in its `CONTRACT_SCAN_API`.
API = 1


@dataclass(frozen=True, slots=True)
class Contribution:
    """One thing a plugin contributed through a hook; `turn` is when the hook was called (see `calling.turn_of`)."""

    plugin: str
    value: Any
    turn: int = USUAL


@dataclass
class Plugins:
    """The plugins that loaded, with their versions, and a failure for each that did not.

    Those in `manager` run in this process; those in `apart` each in one of their own, where they told what they give.
    `settings` are those of the run, which a hook may ask for.
    """

    manager: pluggy.PluginManager
    versions: dict[str, str] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)
    builtin: set[str] = field(default_factory=set)
    settings: Settings = field(default_factory=Settings)
    apart: dict[str, tuple[Apart, Loaded]] = field(default_factory=dict)

    def contributions(self, hook: str) -> tuple[Contribution, ...]:
        """Return what all plugins contribute through a hook: the built-in ones first, then in the order of their names.

        `tryfirst` and `trylast` go before names. A hook that raises, or returns nothing iterable, costs its own
        contribution and adds a failure. Of two things of one name the first stands.
        """
        found = [one for implementation in self._here(hook) for one in self._contributed(implementation, hook)]
        apart = [one for name in sorted(self.apart) for one in self._from_apart(name, hook)]
        found += sorted(apart, key=lambda one: one.turn)
        return tuple(self._without_clashes(found, hook))

    def _here(self, hook: str) -> list[pluggy.HookImpl]:
        """Return the implementations in this process in their order, the built-in ones first."""
        return sorted(in_order(self.manager, hook), key=lambda one: one.plugin_name not in self.builtin)

    def _contributed(self, implementation: pluggy.HookImpl, hook: str) -> list[Contribution]:
        """Call one implementation of a hook and return what fits of what it gives."""
        name, turn = implementation.plugin_name, turn_of(implementation)
        settings = own_settings(self.settings, name)
        outcome = guarded(lambda: call_alone(self.manager, implementation, hook, settings), SECONDS)
        show(outcome.error, asked=self.settings.traceback)
        if outcome.late or outcome.error is not None:
            error = named(outcome.error) if outcome.error else "TimeoutError"
            self._fail(Failure("plugin", name, "hook_raised", {"hook": hook, "error": error}))
        if outcome.printed:
            self._fail(Failure("plugin", name, "printed", {"hook": hook}))
        return [Contribution(name, value, turn) for value in self._fitting(name, hook, outcome.value or ())]

    def _fitting(self, name: str, hook: str, values: Iterable[Any]) -> list[Any]:
        wanted = _list_format() if hook == "lists" else EXPECTED[hook]
        fitting = []
        for value in values:
            if _fits(value, wanted):
                fitting.append(value)
            else:
                self._fail(Failure("plugin", name, "not_fitting", {"hook": hook, "error": named(value)}))
        return fitting

    def _from_apart(self, name: str, hook: str) -> list[Contribution]:
        from contract_scan.apart.parts import part_of

        process, loaded = self.apart[name]
        parts = enumerate(loaded.parts.get(hook, ()))
        return [Contribution(name, part_of(process, hook, number, about), about.turn) for number, about in parts]

    def _without_clashes(self, found: Iterable[Contribution], hook: str) -> Iterator[Contribution]:
        """Yield contributions but those of a name that another one has already, each of which is a failure."""
        taken: dict[str, str] = {}
        for one in found:
            name = "" if isinstance(one.value, Path) else str(getattr(one.value, NAMED.get(hook, "name"), ""))
            free = not name or name not in taken
            owner = taken.setdefault(name, one.plugin)
            if free or one.plugin in self.builtin:
                yield one
            else:
                details = {"hook": hook, "taken": name, "other": owner}
                self._fail(Failure("plugin", one.plugin, "name_taken", details))

    def _fail(self, failure: Failure) -> None:
        if failure not in self.failures:
            self.failures.append(failure)


def _fits(value: object, wanted: type | None) -> bool:
    """Say whether a contribution is of its hook's type, and its names are texts."""
    if wanted is None or wanted is Path:
        return wanted is None or isinstance(value, Path)
    if not isinstance(value, wanted):
        return False
    texts = (
        getattr(value, "name", ""),
        getattr(value, "kind", ""),
        *_several(value, "suffixes"),
        *_several(value, "questions"),
    )
    called = (getattr(value, "name", "") or getattr(value, "kind", "")) != ""
    return called and all(isinstance(text, str) for text in texts)


def _several(value: object, name: str) -> Iterable[object]:
    items = getattr(value, name, ())
    return items if isinstance(items, tuple | list) else (None,)


def _list_format() -> type:
    from contract_scan.lists.model import ListFormat

    return ListFormat


def load_plugins(
    files: Iterable[Path] = (),
    *,
    installed: bool = True,
    seconds: float = SECONDS,
    settings: Settings | None = None,
) -> Plugins:
    """Load the built-in plugins, the installed ones and single files. Never raises; see `Plugins.failures`.

    Those that are not built in run in processes of their own. `seconds` is how long each may take to be imported; the
    built-in ones take the time they need. `settings` are those of the run, for the hooks that ask for them: how long
    each call of a plugin may take, and which are not to be loaded, stands there too.
    """
    run = settings or Settings()
    outside = [*(_installed() if installed else ()), *_local(files)]
    wanted = [one for one in outside if one.name not in run.disabled]
    here = os.environ.get(IN_PROCESS, "") not in ("", "0")
    begun = [] if here else [_begun(one, seconds, run) for one in wanted]
    plugins = _load(_builtins(), 0, run)
    plugins.builtin.update(plugins.versions)
    for one in begun:
        _take(plugins, one)
    for one in wanted if here else ():
        _register(plugins, one.name, one.version, _loader(one.name, one.kind, one.place), seconds)
    if installed:
        names = [one.name for one in outside]
        called = [called_in_settings(run, name) for name in names]
        plugins.failures += _absent("settings_of_none", run.plugin_settings, called)
        plugins.failures += _absent("disabled_none", run.disabled, names)
    return plugins


def _absent(reason: str, wanted: Iterable[str], there: Iterable[str]) -> list[Failure]:
    """Return a failure for each plugin that settings name and that is not there."""
    names = set(there)
    known = {"known": ", ".join(sorted(names)) or "-"}
    return [Failure("plugin", name, reason, known) for name in wanted if name not in names]


class BuiltInError(UsageError):
    """The configuration disables a part of contract-scan itself, or sets something for it."""

    area = "config"


def refuse_built_in(settings: Settings) -> None:
    """Raise `BuiltInError` where settings disable or set up what is built in: neither would have any effect."""
    built_in = {name for name, _, _ in _builtins()}
    for key, names in (("built_in_disabled", settings.disabled), ("built_in_settings", settings.plugin_settings)):
        for name in names:
            if name in built_in:
                raise BuiltInError(key, name=name)


def load_alone(name: str, kind: str, place: str, seconds: float, settings: Settings) -> Plugins:
    """Load one plugin in this process: a module (and object in it), or a file. Never raises."""
    return _load([(name, "", _loader(name, kind, place))], seconds, settings)


def own_settings(settings: Settings, name: str) -> Settings:
    """Return the settings of the run as a plugin is given them: with what the house sets for it, without a password."""
    return replace(
        settings,
        own=settings.plugin_settings.get(called_in_settings(settings, name), {}),
        plugin_settings={},
        password=None,
    )


def called_in_settings(settings: Settings, name: str) -> str:
    """Return by which name settings speak of a plugin: its own, or that of its file without the ending."""
    short = Path(name).stem
    return short if name.endswith(".py") and name not in settings.plugin_settings else name


def _loader(name: str, kind: str, place: str) -> Callable[[], Any]:
    return (lambda: _load_file(Path(place))) if kind == "file" else EntryPoint(name, place, GROUP).load


@dataclass(frozen=True, slots=True)
class _Outside:
    """A plugin from outside: how it is called, its version, and where it is loaded from."""

    name: str
    version: str
    kind: Literal["module", "file"]
    place: str


@dataclass(frozen=True, slots=True)
class _Begun:
    """A plugin from outside whose process was started; it loads while others do."""

    outside: _Outside
    process: Apart | None


def _begun(outside: _Outside, seconds: float, settings: Settings) -> _Begun:
    from contract_scan.apart.forms import Named
    from contract_scan.apart.process import Apart

    crossing = settings_to_json(own_settings(settings, outside.name)).decode()
    named = Named(outside.name, outside.kind, outside.place, seconds, crossing)
    try:
        return _Begun(outside, Apart(named, settings.seconds_per_checker, shown=settings.traceback))
    except OSError:
        return _Begun(outside, None)


def _take(plugins: Plugins, begun: _Begun) -> None:
    """Add a plugin whose process was started, or the failure of one that cannot be used."""
    from contract_scan.errors import ApartError

    name, process = begun.outside.name, begun.process
    if plugins.manager.has_plugin(name) or name in plugins.apart:
        plugins.failures.append(Failure("plugin", name, "name_twice", {}))
        return
    if process is None:
        plugins.failures.append(Failure("plugin", name, "not_loaded", {"error": "OSError"}))
        return
    try:
        told = process.loaded()
    except ApartError as error:
        plugins.failures.append(Failure("plugin", name, error.reason, error.details))
        return
    if told.loaded is None:
        error_name = told.wrong.error if told.wrong else ""
        plugins.failures.append(Failure("plugin", name, "not_loaded", {"error": error_name}))
        return
    plugins.failures.extend(told.loaded.failures)
    if told.printed and not any(failure.reason == "printed" for failure in told.loaded.failures):
        plugins.failures.append(Failure("plugin", name, "printed", {"hook": "import"}))
    if told.loaded.works:
        plugins.versions[name] = begun.outside.version
        plugins.apart[name] = process, told.loaded


Source = tuple[str, str, Callable[[], Any]]


def _load(sources: Iterable[Source], seconds: float, settings: Settings) -> Plugins:
    manager = new_manager()
    plugins = Plugins(manager, settings=settings)
    for name, version, load in sources:
        _register(plugins, name, version, load, seconds)
    return plugins


def _builtins() -> Iterator[Source]:
    for name in importlib.import_module(BUILTINS).PLUGINS:
        path = f"{BUILTINS}.{name}"
        yield name, __version__, lambda path=path: importlib.import_module(path)  # type: ignore[misc]


def _installed() -> Iterator[_Outside]:
    points = sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value))
    for point in points:
        if not point.value.startswith(BUILTINS):
            yield _Outside(point.name, point.dist.version if point.dist else "", "module", point.value)


def outside_names() -> list[str]:
    """Return the names of the installed plugins that are not built in, without importing them."""
    return list(dict.fromkeys(one.name for one in _installed()))


def question_files() -> list[Path]:
    """Return the files of question sets that plugins contribute."""
    return [Path(one.value) for one in load_plugins().contributions("questions")]


def checker_names() -> frozenset[str]:
    """Return the names of all that can find something: checkers, derivers and adjusters of the plugins that load."""
    plugins = load_plugins()
    parts = (part for hook in ("checkers", "derivers", "adjusters") for part in plugins.contributions(hook))
    return frozenset(str(getattr(part.value, "name", "")) for part in parts)


def _local(files: Iterable[Path]) -> Iterator[_Outside]:
    for path in files:
        yield _Outside(str(path), "", "file", str(path.absolute()))


def _load_file(path: Path) -> ModuleType:
    name = f"contract_scan_local_{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None or not path.is_file():
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def _register(plugins: Plugins, name: str, version: str, load: Callable[[], Any], seconds: float) -> None:
    if plugins.manager.has_plugin(name):
        plugins.failures.append(Failure("plugin", name, "name_twice", {}))
        return
    outcome = guarded(lambda: _loaded(load, plugins.manager, name), seconds)
    if not isinstance(outcome.error, _RefusedError):
        show(outcome.error, asked=plugins.settings.traceback)
    if outcome.printed:
        plugins.failures.append(Failure("plugin", name, "printed", {"hook": "import"}))
    if outcome.error is None and not outcome.late:
        plugins.versions[name] = version
        return
    if plugins.manager.has_plugin(name):
        plugins.manager.unregister(name=name)
    error = outcome.error
    reason = "late" if outcome.late else getattr(error, "reason", "not_loaded")
    details: dict[str, str | float] = {
        "error": named(error),
        "hook": str(getattr(error, "hook", "")),
        "seconds": seconds,
        "api": API,
    }
    plugins.failures.append(Failure("plugin", name, reason, details))


class _RefusedError(Exception):
    """A plugin that was imported but cannot be used; `reason` is a key of the failure messages."""

    def __init__(self, reason: str, hook: str = "") -> None:
        super().__init__(reason)
        self.reason, self.hook = reason, hook


def _loaded(load: Callable[[], Any], manager: pluggy.PluginManager, name: str) -> None:
    """Import and register a plugin. Whatever it raises costs this plugin alone."""
    plugin = load()
    if inspect.isclass(plugin):
        plugin = plugin()
    if getattr(plugin, "CONTRACT_SCAN_API", API) > API:
        raise _RefusedError("newer_api")
    if manager.register(plugin, name) is None:
        raise _RefusedError("not_loaded")
    if not manager.get_hookcallers(plugin):
        raise _RefusedError("no_hook")
    _refuse_misspelt(manager, plugin)


def _refuse_misspelt(manager: pluggy.PluginManager, plugin: object) -> None:
    """Raise for an implementation of a hook that does not exist; pluggy alone would ignore it in silence."""
    for caller in manager.get_hookcallers(plugin) or ():
        if not caller.has_spec():
            raise _RefusedError("commands_moved" if caller.name == "commands" else "unknown_hook", caller.name)
    manager.check_pending()
