"""What a plugin in a process of its own contributes, as the engine sees it: it looks like any other contribution.

Each raises `ApartError` where the process does not answer, `RemoteError` where the plugin raised, and says at its end,
with `IncompleteError`, what went wrong beside what it found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from contract_scan.apart.forms import About, Asked, Told, Wrong
from contract_scan.apart.part import Part
from contract_scan.apart.process import Apart
from contract_scan.document import Document
from contract_scan.errors import ContractScanError, ModelError, ReadError, RemoteError
from contract_scan.finding import Finding
from contract_scan.gift import Gift
from contract_scan.lists.model import ListEntry, ListError
from contract_scan.read.request import ReadRequest
from contract_scan.scan import FailedPart, Failure, IncompleteError, Scan

#: The kinds of finding that a reading tells a checker of.
TOLD = frozenset(("party", "funder"))


class _Part(Part):
    """One contribution, with the process that it is asked in."""

    def __init__(self, apart: Apart, hook: str, number: int, about: About) -> None:
        self.seconds = apart.call_seconds
        self.about = about
        self.name, self.questions = about.name, about.questions
        self._apart, self._hook, self._number = apart, hook, number

    def _asked(self, asked: Asked, document: Document | None = None, seconds: float | None = None) -> Told:
        told = self._apart.ask(asked, self.seconds if seconds is None else seconds, document)
        if told.wrong is not None and told.wrong.error != "ModelError":
            raise _error(told.wrong)
        return told

    def _failures(self, told: Told) -> list[Failure]:
        """Return what went wrong beside what was found: something was printed, or a model could not be asked on."""
        sort: FailedPart = "model" if self.about.only_proposes else "checker"
        failures = [Failure(sort, self.name, "checker_printed", {}, self.questions)] if told.printed else []
        if told.wrong is not None:
            name = str(told.wrong.values.get("name", self.name))
            failures.append(Failure(sort, name, told.wrong.key, told.wrong.values, self.questions))
        return failures

    def _found(self, document: Document, given: Sequence[Finding] = ()) -> Iterator[Finding]:
        """Yield findings in the order in which the plugin gave them, those that it was given as they were."""
        asked = Asked("call", self._hook, self._number, document.view, findings=tuple(given))
        told = self._asked(asked, document)
        new = iter(told.findings)
        for place in range(len(told.findings) + len(told.kept)):
            yield given[told.kept[place]] if place in told.kept else next(new)
        wrong = self._failures(told)
        if wrong:
            raise IncompleteError(wrong)


class ApartChecker(_Part):
    """A checker."""

    def check(self, document: Document, found: Sequence[Finding] = ()) -> Iterator[Finding]:
        """Yield what it finds in a view; of what was found before it is sent what a reading tells."""
        told = [finding for finding in found if finding.kind in TOLD] if self.about.reads else ()
        yield from self._found(document, told)


class ApartDeriver(_Part):
    """A deriver."""

    def __init__(self, apart: Apart, hook: str, number: int, about: About) -> None:
        super().__init__(apart, hook, number, about)
        self.after, self.models, self.only_proposes = about.after, about.models, about.only_proposes

    def derive(self, document: Document, findings: Sequence[Finding]) -> Iterator[Finding]:
        """Yield further findings on a view."""
        yield from self._found(document, findings)


class ApartAdjuster(_Part):
    """An adjuster."""

    def __init__(self, apart: Apart, hook: str, number: int, about: About) -> None:
        super().__init__(apart, hook, number, about)
        self.after = about.after

    def adjust(self, document: Document, findings: Sequence[Finding]) -> Iterator[Finding]:
        """Yield the findings that stay, adjusted."""
        yield from self._found(document, findings)


class ApartGifts(_Part):
    """A proposer of gifts."""

    def propose(self, document: Document) -> Iterable[Gift]:
        """Return the gifts it proposes in a view."""
        return self._asked(Asked("call", self._hook, self._number, document.view), document).gifts


class ApartReader(_Part):
    """A reader."""

    def __init__(self, apart: Apart, hook: str, number: int, about: About) -> None:
        super().__init__(apart, hook, number, about)
        self.suffixes = about.suffixes

    def recognises(self, head: bytes) -> bool:
        """Say whether a file that starts with these bytes is of its format."""
        return self._asked(Asked("recognises", self._hook, self._number, head=head)).yes

    def read(self, request: ReadRequest) -> Document:
        """Return the document."""
        told = self._asked(Asked("read", self._hook, self._number, request=request), seconds=request.limits.seconds)
        if told.document is None:
            raise RemoteError("TypeError")
        return told.document


class ApartReporter(_Part):
    """A reporter."""

    def __init__(self, apart: Apart, hook: str, number: int, about: About) -> None:
        super().__init__(apart, hook, number, about)
        self.suffix, self.binary = about.suffix, about.binary

    def report(self, scans: Sequence[Scan], language: str) -> str | bytes:
        """Return the whole report."""
        asked = Asked("report", self._hook, self._number, scans=tuple(scans), language=language)
        told = self._asked(asked, seconds=0)
        report = told.data if told.text is None else told.text
        if report is None:
            raise RemoteError("TypeError")
        return report


class ApartList(_Part):
    """A format of reference lists."""

    def __init__(self, apart: Apart, hook: str, number: int, about: About) -> None:
        super().__init__(apart, hook, number, about)
        self.kind, self.title, self.authority = about.kind, about.title, about.authority
        self.variants, self.fewest, self.days = about.variants, about.fewest, about.days

    def edition(self, path: Path) -> str | None:
        """Return the edition that a file says it is."""
        return self._asked(Asked("edition", self._hook, self._number, path=str(path.absolute())), seconds=0).text

    def read(self, path: Path) -> Iterator[ListEntry]:
        """Yield the entries of a file."""
        yield from self._asked(Asked("entries", self._hook, self._number, path=str(path.absolute())), seconds=0).entries


_KINDS: Mapping[str, type[_Part]] = {
    "checkers": ApartChecker,
    "derivers": ApartDeriver,
    "adjusters": ApartAdjuster,
    "gifts": ApartGifts,
    "readers": ApartReader,
    "reporters": ApartReporter,
    "lists": ApartList,
}


def part_of(apart: Apart, hook: str, number: int, about: About) -> Any:
    """Return a contribution of a plugin as the engine uses it; a folder or file is a path."""
    return _KINDS[hook](apart, hook, number, about) if hook in _KINDS else Path(about.path)


def _error(wrong: Wrong) -> Exception:
    """Return what a plugin raised: an error that contract-scan knows says its own sentence."""
    kinds: dict[str, type[ContractScanError]] = {"ReadError": ReadError, "ListError": ListError}
    kinds["ModelError"] = ModelError
    kind = kinds.get(wrong.error)
    if kind is None or not wrong.key:
        return RemoteError(wrong.error)
    error = kind(wrong.key, **wrong.values)
    error.area = wrong.area
    return error
