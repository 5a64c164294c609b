"""Loading plugins: one by one, each guarded, failures reported by name.

pluggy's own loading stops at the first plugin that fails to import, and calling a hook loses all results when one
implementation raises. So entry points are loaded, and contributions run, one at a time.
"""

from __future__ import annotations

import importlib
import importlib.util
import inspect
import pkgutil
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from types import ModuleType
from typing import Any

import pluggy

from contract_scan import __version__, hookspecs
from contract_scan.hookspecs import GROUP
from contract_scan.scan import Failure

#: The package whose public modules are the built-in plugins. They are registered by name where their entry point is
#: missing, since entry points are frozen at install time and a stale install must not run fewer checks in silence.
BUILTINS = "contract_scan_builtins"


@dataclass(frozen=True, slots=True)
class Contribution:
    """One thing a plugin contributed through a hook."""

    plugin: str
    value: Any


@dataclass(frozen=True)
class Plugins:
    """The plugins that loaded, with their versions, and a failure for each that did not."""

    manager: pluggy.PluginManager
    versions: dict[str, str] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)

    def contributions(self, hook: str) -> tuple[Contribution, ...]:
        """Return what all plugins contribute through a hook, in the order of their names.

        A hook that raises, or returns nothing iterable, costs its own contribution and adds a failure.
        """
        found: list[Contribution] = []
        for implementation in sorted(self._implementations(hook), key=lambda i: i.plugin_name):
            found.extend(self._contribution(implementation, hook))
        return tuple(found)

    def _implementations(self, hook: str) -> list[Any]:
        return list(getattr(self.manager.hook, hook).get_hookimpls())

    def _contribution(self, implementation: Any, hook: str) -> list[Contribution]:
        name = implementation.plugin_name
        try:
            return [Contribution(name, value) for value in implementation.function()]
        except Exception as error:  # noqa: BLE001 - a stranger's code: whatever it raises costs this contribution alone
            failure = Failure("plugin", name, "hook_raised", {"hook": hook, "error": type(error).__name__})
            if failure not in self.failures:
                self.failures.append(failure)
            return []


def load_plugins(files: Iterable[Path] = (), *, installed: bool = True) -> Plugins:
    """Load the built-in plugins, the installed ones and single files. Never raises; see `Plugins.failures`."""
    manager = pluggy.PluginManager(GROUP)
    manager.add_hookspecs(hookspecs)
    plugins = Plugins(manager)
    for name, version, load in [*_builtins(), *(_installed() if installed else ()), *_local(files)]:
        _register(plugins, name, version, load)
    return plugins


Source = tuple[str, str, Callable[[], Any]]


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


def _register(plugins: Plugins, name: str, version: str, load: Callable[[], Any]) -> None:
    manager = plugins.manager
    try:
        plugin = load()
        if inspect.isclass(plugin):
            plugin = plugin()
        if manager.register(plugin, name) is None:
            raise ValueError("blocked")
        _refuse_misspelt(manager, plugin)
        plugins.versions[name] = version
    except Exception as error:  # noqa: BLE001 - importing a stranger's code: whatever it raises costs this plugin alone
        if manager.has_plugin(name):
            manager.unregister(name=name)
        reason = "unknown_hook" if isinstance(error, pluggy.PluginValidationError) else "not_loaded"
        details = {"error": type(error).__name__, "hook": _unknown_hook(error)}
        plugins.failures.append(Failure("plugin", name, reason, details))


def _refuse_misspelt(manager: pluggy.PluginManager, plugin: object) -> None:
    """Raise for an implementation of a hook that does not exist; pluggy alone would ignore it in silence."""
    for caller in manager.get_hookcallers(plugin) or ():
        if not caller.has_spec():
            error = pluggy.PluginValidationError(plugin, "unknown hook")
            error.hook = caller.name  # type: ignore[attr-defined]
            raise error
    manager.check_pending()


def _unknown_hook(error: Exception) -> str:
    return str(getattr(error, "hook", ""))
