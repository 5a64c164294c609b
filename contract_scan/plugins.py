"""Loading plugins: one by one, each guarded, failures reported by name.

pluggy's own loading stops at the first plugin that fails to import, and calling a hook loses all results when one
implementation raises. So entry points are loaded, and contributions run, one at a time.
"""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import inspect
import pkgutil
import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from types import ModuleType
from typing import Any

import pluggy

from contract_scan import __version__, hookspecs
from contract_scan.guard import guarded
from contract_scan.hookspecs import GROUP, Adjuster, Checker, Deriver, GiftProposer, Reader, Reporter
from contract_scan.scan import Failure
from contract_scan.settings import Settings

#: The package whose public modules are the built-in plugins. They are registered by name where their entry point is
#: missing, since entry points are frozen at install time and a stale install must not run fewer checks in silence.
BUILTINS = "contract_scan_builtins"

#: How long a plugin may take to be imported, and to contribute.
SECONDS = 20.0
#: What each hook's contributions must be. Commands are checked where they are used, lists when they are asked for.
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
    "commands": None,
}
#: The version of what plugins build on; a plugin that needs a newer one says so in its `CONTRACT_SCAN_API`.
API = 1


@dataclass(frozen=True, slots=True)
class Contribution:
    """One thing a plugin contributed through a hook."""

    plugin: str
    value: Any


@dataclass(frozen=True)
class Plugins:
    """The plugins that loaded, with their versions, and a failure for each that did not.

    `settings` are those of the run, which a hook may ask for.
    """

    manager: pluggy.PluginManager
    versions: dict[str, str] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)
    builtin: set[str] = field(default_factory=set)
    settings: Settings = field(default_factory=Settings)

    def contributions(self, hook: str) -> tuple[Contribution, ...]:
        """Return what all plugins contribute through a hook: the built-in ones first, then in the order of their names.

        A hook that raises, or returns nothing iterable, costs its own contribution and adds a failure.
        """
        found: list[Contribution] = []
        for implementation in sorted(self._implementations(hook), key=self._order):
            found.extend(self._contribution(implementation, hook))
        return tuple(found)

    def _order(self, implementation: Any) -> tuple[bool, str]:
        return implementation.plugin_name not in self.builtin, implementation.plugin_name

    def _implementations(self, hook: str) -> list[Any]:
        return list(getattr(self.manager.hook, hook).get_hookimpls())

    def _contribution(self, implementation: Any, hook: str) -> list[Contribution]:
        name = implementation.plugin_name
        given = [self.settings for _ in implementation.argnames]  # a hook takes the settings, or nothing
        outcome = guarded(lambda: list(implementation.function(*given)), SECONDS)
        if outcome.late or outcome.error is not None:
            error = type(outcome.error).__name__ if outcome.error else "TimeoutError"
            self._fail(Failure("plugin", name, "hook_raised", {"hook": hook, "error": error}))
        if outcome.printed:
            self._fail(Failure("plugin", name, "printed", {"hook": hook}))
        wanted = _list_format() if hook == "lists" else EXPECTED[hook]
        fitting = []
        for value in outcome.value or ():
            if _fits(value, wanted):
                fitting.append(Contribution(name, value))
            else:
                self._fail(Failure("plugin", name, "not_fitting", {"hook": hook, "error": type(value).__name__}))
        return fitting

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
    return all(isinstance(text, str) for text in texts)


def _several(value: object, name: str) -> Iterable[object]:
    items = getattr(value, name, ())
    return items if isinstance(items, tuple | list) else (None,)


def _list_format() -> type:
    from contract_scan.lists.model import ListFormat

    return ListFormat


def load_plugins(
    files: Iterable[Path] = (), *, installed: bool = True, seconds: float = SECONDS, settings: Settings | None = None
) -> Plugins:
    """Load the built-in plugins, the installed ones and single files. Never raises; see `Plugins.failures`.

    `seconds` is how long each may take to be imported; the built-in ones take the time they need. `settings` are those
    of the run, for the hooks that ask for them.
    """
    plugins = _load(_builtins(), 0, settings or Settings())
    plugins.builtin.update(plugins.versions)
    for name, version, load in (*(_installed() if installed else ()), *_local(files)):
        _register(plugins, name, version, load, seconds)
    return plugins


def load_installed(names: Collection[str]) -> Plugins:
    """Load the installed plugins of these names alone. Never raises; see `Plugins.failures`."""
    return _load((source for source in _installed() if source[0] in names), SECONDS, Settings())


Source = tuple[str, str, Callable[[], Any]]


def _load(sources: Iterable[Source], seconds: float, settings: Settings) -> Plugins:
    manager = pluggy.PluginManager(GROUP)
    manager.add_hookspecs(hookspecs)
    plugins = Plugins(manager, settings=settings)
    for name, version, load in sources:
        _register(plugins, name, version, load, seconds)
    return plugins


def _builtins() -> Iterator[Source]:
    package = importlib.import_module(BUILTINS)
    for module in sorted(pkgutil.iter_modules(package.__path__), key=lambda m: m.name):
        if not module.name.startswith("_"):
            path = f"{BUILTINS}.{module.name}"
            yield module.name, __version__, lambda path=path: importlib.import_module(path)  # type: ignore[misc]


def _installed() -> Iterator[Source]:
    points = sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value))
    for point in points:
        if not point.value.startswith(BUILTINS):
            yield point.name, _version(point), point.load


def _version(point: EntryPoint) -> str:
    return point.dist.version if point.dist else ""


def _local(files: Iterable[Path]) -> Iterator[Source]:
    for path in files:
        yield str(path), "", lambda path=path: _load_file(path)  # type: ignore[misc]


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
    if outcome.printed:
        plugins.failures.append(Failure("plugin", name, "printed", {"hook": "import"}))
    if outcome.error is None and not outcome.late:
        plugins.versions[name] = version
        return
    with contextlib.suppress(Exception):
        plugins.manager.unregister(name=name)
    error = outcome.error
    reason = "late" if outcome.late else getattr(error, "reason", "not_loaded")
    details: dict[str, str | float] = {
        "error": type(error).__name__,
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
            raise _RefusedError("unknown_hook", caller.name)
    manager.check_pending()
