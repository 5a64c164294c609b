"""What the work is about: what is only part of a name or a citation is left out, and what is said twice stands once."""

from collections.abc import Iterable

from contract_scan.hookspecs import Adjuster, hookimpl
from contract_scan_builtins.subject.adjuster import Subject
from contract_scan_builtins.subject.cited import Cited
from contract_scan_builtins.subject.repeats import Repeats

__all__ = ["Cited", "Repeats", "Subject", "adjusters"]


@hookimpl
def adjusters() -> Iterable[Adjuster]:
    """Contribute what leaves out, and what says the same once."""
    return (Cited(), Cited("cited_and_read", ("linear_reader",)), Subject(), Repeats())
