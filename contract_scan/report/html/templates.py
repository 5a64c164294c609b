"""The template environment of every page: made one way, whichever package the templates stand in."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from contract_scan.report.layout import visible

if TYPE_CHECKING:
    import jinja2


@cache
def environment(package: str, folder: str = ".") -> jinja2.Environment:
    """Return the environment of the templates in a package's folder, made once.

    Everything is escaped, a misspelt name is an error, and `visible` is a filter.
    """
    import jinja2

    made = jinja2.Environment(
        loader=jinja2.PackageLoader(package, folder),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["visible"] = visible
    return made
