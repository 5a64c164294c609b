"""Calling hooks through pluggy, one implementation at a time: in its order, in its wrappers, with what it names.

pluggy calls all implementations of a hook at once, and one that raises loses the results of all. So each is called as
if it were the only one. A wrapper wraps the implementations of its own plugin: no plugin reaches another's.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pluggy

from contract_scan import hookspecs
from contract_scan.hookspecs import GROUP
from contract_scan.settings import Settings

FIRST, USUAL, LAST = -1, 0, 1


def new_manager() -> pluggy.PluginManager:
    """Return a manager that knows our hooks and no plugin."""
    manager = pluggy.PluginManager(GROUP)
    manager.add_hookspecs(hookspecs)
    return manager


def turn_of(implementation: pluggy.HookImpl) -> int:
    """Return when an implementation is called: `FIRST`, `USUAL` or `LAST`."""
    return FIRST if implementation.tryfirst else LAST if implementation.trylast else USUAL


def in_order(manager: pluggy.PluginManager, hook: str) -> list[pluggy.HookImpl]:
    """Return the implementations of a hook that are no wrappers: by their turn, then by the name of their plugin."""
    found = [one for one in reversed(_all(manager, hook)) if not _wraps(one)]
    return sorted(found, key=lambda one: (turn_of(one), one.plugin_name))


def call_alone(
    manager: pluggy.PluginManager, implementation: pluggy.HookImpl, hook: str, settings: Settings
) -> list[Any]:
    """Return what one implementation gives, in the wrappers of its plugin. Raises whatever it raises."""
    alone = new_manager()
    own = [one for one in _all(manager, hook) if _wraps(one) and one.plugin is implementation.plugin]
    for one in (*own, implementation):
        alone.register(_Only(hook, one))
    given = getattr(alone.hook, hook)(settings=settings)
    return [value for values in given for value in values]


class _Only:
    """A plugin with one implementation of one hook."""

    def __init__(self, hook: str, implementation: pluggy.HookImpl) -> None:
        setattr(self, hook, implementation.function)


def _all(manager: pluggy.PluginManager, hook: str) -> Sequence[pluggy.HookImpl]:
    found: Sequence[pluggy.HookImpl] = getattr(manager.hook, hook).get_hookimpls()
    return found


def _wraps(implementation: pluggy.HookImpl) -> bool:
    return bool(implementation.wrapper or implementation.hookwrapper)
