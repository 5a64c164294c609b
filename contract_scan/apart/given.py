"""Calling a plugin's function with what it asks for: arguments that it does not name are left out."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from contract_scan.document import Document
    from contract_scan.finding import Finding
    from contract_scan.settings import Settings

#: The argument by which a checker says that it wants the document read.
READING = "reading"


def called(function: Callable[..., Any], **offered: Any) -> Any:
    """Call a function with those of the offered values that it names, and return what it returns.

    The first value offered stands first whatever the function calls it.
    """
    parameters = list(inspect.signature(function).parameters.values())
    if any(parameter.kind is parameter.VAR_KEYWORD for parameter in parameters):
        return function(**offered)
    names = [p.name for p in parameters if p.kind in (p.POSITIONAL_OR_KEYWORD, p.KEYWORD_ONLY)]
    unnamed = [
        p for p in parameters if p.kind is not p.VAR_POSITIONAL and p.name not in offered and p.default is p.empty
    ]
    values = {name: value for name, value in offered.items() if name in names}
    spare = [value for name, value in offered.items() if name not in values]
    return function(*spare[: len(unnamed)], **values)


def asks_for(function: Callable[..., Any], name: str) -> bool:
    """Say whether a function names an argument."""
    try:
        return name in inspect.signature(function).parameters
    except (TypeError, ValueError):
        return False


def checked(checker: Any, document: Document, found: Sequence[Finding], settings: Settings) -> Iterable[Finding]:
    """Return what a checker finds in a view; one that names `reading` is given it, with what was found before."""
    if not asks_for(checker.check, READING):
        found_here: Iterable[Finding] = checker.check(document)
        return found_here
    from contract_scan.reading import Reading

    made: Iterable[Finding] = called(
        checker.check, document=document, reading=Reading(document, tuple(found), settings)
    )
    return made
