"""Commands that installed plugins contribute, found without importing the plugins that contribute none.

`--help` lists them, and must be there at once however many plugins are installed. A plugin whose own source does not
hold the word "commands" implements no such hook; only the others are imported.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import click

BUILTINS = "contract_scan_builtins"
#: Words in a plugin's source without which it cannot implement the hook: its name, or an import of everything.
SIGNS = (b"commands", b"import *")


@cache
def plugin_commands() -> dict[str, click.Command]:
    """Return the commands that installed plugins contribute, by name. A plugin that fails costs its own commands."""
    import click

    names = {point.name for point in entry_points(group="contract_scan") if may_contribute(point)}
    if not names:
        return {}
    from contract_scan.plugins import load_installed

    found = (c.value for c in load_installed(names).contributions("commands"))
    return {str(c.name): c for c in found if isinstance(c, click.Command)}


def may_contribute(point: EntryPoint) -> bool:
    """Say whether an entry point's plugin may contribute commands; yes where only importing it could tell."""
    if point.module.partition(".")[0] == BUILTINS:
        return False
    if point.attr:
        return True
    sources = list(_sources(point.module))
    return not sources or any(sign in source for source in sources for sign in SIGNS)


def _sources(module: str) -> Iterator[bytes]:
    """Yield the source of a module, found without importing it or its package; nothing where it has none."""
    top, *inner = module.split(".")
    try:
        spec = importlib.util.find_spec(top)
        if spec is None:
            return
        if not inner:
            paths = [Path(spec.origin or "")]
        else:
            places = [Path(place, *inner) for place in spec.submodule_search_locations or ()]
            paths = [path for place in places for path in (place.with_suffix(".py"), place / "__init__.py")]
        for path in paths:
            if path.suffix == ".py" and path.is_file():
                yield path.read_bytes()
    except (OSError, ImportError, ValueError, AttributeError):
        return
