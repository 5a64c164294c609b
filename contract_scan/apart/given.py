"""Calling a plugin's function with what it asks for: arguments that it does not name are left out."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from contract_scan.document import Document
    from contract_scan.finding import Finding
    from contract_scan.gift import Gift
    from contract_scan.scan import Scan
    from contract_scan.settings import Settings

#: The argument by which a checker says that it wants the document read.
READING = "reading"


def called(function: Callable[..., Any], **offered: Any) -> Any:
    """Call a function with those of the offered values that it names, and return what it returns.

    What it names otherwise is given the offered values that are left, in their order.
    """
    try:
        parameters = list(inspect.signature(function).parameters.values())
    except (TypeError, ValueError):  # a function in C that does not say
        return function(*offered.values())
    if any(parameter.kind is parameter.VAR_KEYWORD for parameter in parameters):
        return function(**offered)
    named = {p.name for p in parameters if p.kind in (p.POSITIONAL_OR_KEYWORD, p.KEYWORD_ONLY)}
    values = {name: value for name, value in offered.items() if name in named}
    places = [p for p in parameters if p.name not in values and p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]
    wanted = [p for p in places if p.default is p.empty]
    spare = [value for name, value in offered.items() if name not in values]
    if any(p.kind is p.VAR_POSITIONAL for p in parameters) and not places and not values:
        return function(*spare)
    return function(*spare[: len(wanted)], **values)


def asks_for(function: Callable[..., Any], name: str) -> bool:
    """Say whether a function names an argument."""
    try:
        return name in inspect.signature(function).parameters
    except (TypeError, ValueError):
        return False


def checked(checker: Any, document: Document, found: Sequence[Finding], settings: Settings) -> Iterable[Finding]:
    """Return what a checker finds in a view; one that names `reading` is given it, with what was found before."""
    offered: dict[str, Any] = {"document": document}
    if asks_for(checker.check, READING):
        from contract_scan.reading import Reading

        offered[READING] = Reading(document, tuple(found), settings)
    made: Iterable[Finding] = called(checker.check, **offered)
    return made


def derived(deriver: Any, document: Document, findings: Sequence[Finding]) -> Iterable[Finding]:
    """Return what a deriver draws from findings."""
    made: Iterable[Finding] = called(deriver.derive, document=document, findings=findings)
    return made


def adjusted(adjuster: Any, document: Document, findings: Sequence[Finding]) -> Iterable[Finding]:
    """Return findings as an adjuster leaves them."""
    made: Iterable[Finding] = called(adjuster.adjust, document=document, findings=findings)
    return made


def proposed(proposer: Any, document: Document) -> Iterable[Gift]:
    """Return the gifts that are proposed in a view."""
    made: Iterable[Gift] = called(proposer.propose, document=document)
    return made


def reported(reporter: Any, scans: Sequence[Scan], language: str) -> object:
    """Return what a reporter writes."""
    return called(reporter.report, scans=scans, language=language)
