"""The one door for built-ins and strangers: what a plugin can contribute.

A plugin contributes nouns; it is never called in the middle of a pipeline. Each hook returns an iterable. One that
needs the settings of the run names `settings` as its argument; one that does not leaves it out. A contribution that
raises costs that contribution alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

import pluggy

if TYPE_CHECKING:
    from contract_scan.document import Document
    from contract_scan.finding import Finding
    from contract_scan.gift import Gift
    from contract_scan.lists.model import ListFormat
    from contract_scan.read.request import ReadRequest
    from contract_scan.scan import Scan
    from contract_scan.settings import Settings

GROUP = "contract_scan"
#: The group of entry points that are commands, by the name that is typed after `contract-scan`.
COMMANDS = "contract_scan.commands"
hookspec = pluggy.HookspecMarker(GROUP)
hookimpl = pluggy.HookimplMarker(GROUP)


@runtime_checkable
class Reader(Protocol):
    """Turns one kind of file into a document; its properties may be plain attributes, as those of all that follow.

    `name` is the format as reports show it ("docx"); `suffixes` are lower case with their dot (".docx").
    """

    @property
    def name(self) -> str:
        """The format as reports show it."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The endings of its files, lower case with their dot."""

    def recognises(self, head: bytes) -> bool:
        """Say whether a file that starts with these bytes (up to 4,096) is of this format."""

    def read(self, request: ReadRequest) -> Document:
        """Return the document. Raises `ReadError` with one clear sentence where that is impossible."""


@runtime_checkable
class Checker(Protocol):
    """Turns a document into findings. It is run once per view, guarded, and must not keep state between runs.

    `name` is shown in reports; `questions` are those left unlooked-at if it fails. A checker whose `check` names an
    argument `reading` is given a `Reading` of the view as well, or instead: sentences with what they say, parties,
    defined terms, facts and settings.
    """

    @property
    def name(self) -> str:
        """What reports call it."""

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions that are not looked at if it fails."""

    def check(self, document: Document) -> Iterable[Finding]:
        """Yield findings whose quote is exactly `document.text[span.start:span.end]`."""


@runtime_checkable
class Deriver(Protocol):
    """Draws further findings from those of all checkers: combinations, shares, safeguards that are missing.

    A deriver may have an attribute `after`, names of derivers whose findings it is given too. One that asks models
    names them in `models`, name to version, which every report gives. One that only proposes candidates says so with
    `only_proposes = True`: if it fails, every report says so, and no question is left unlooked at. Where it ends with a
    `ModelError`, what it yielded before stands, and every report says what is missing.
    """

    @property
    def name(self) -> str:
        """What reports call it."""

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions that are not looked at if it fails."""

    def derive(self, document: Document, findings: Sequence[Finding]) -> Iterable[Finding]:
        """Yield further findings on the same view of the document."""


@runtime_checkable
class Adjuster(Protocol):
    """Looks at all findings of one view together and returns them as they are to be shown.

    It lays a finding under other questions, says what of it departs from the usual, marks whose it is, or leaves out
    what is no evidence of anything (a technology word in the name of a street). It never adds one: that is a deriver's
    work. It runs in the order of derivers (see `after` there), those that name none before any of them. If it fails,
    the findings stay as they were given.
    """

    @property
    def name(self) -> str:
        """What reports call it."""

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions that are not looked at if it fails."""

    def adjust(self, document: Document, findings: Sequence[Finding]) -> Iterable[Finding]:
        """Yield the findings that stay, adjusted."""


@runtime_checkable
class GiftProposer(Protocol):
    """Proposes who gives what for the work, where the built-in reading of money does not see it.

    What it proposes is shown as funder, as finding on money and in the money map, like all else that is read.
    """

    @property
    def name(self) -> str:
        """What reports call it."""

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions that are not looked at if it fails."""

    def propose(self, document: Document) -> Iterable[Gift]:
        """Yield gifts; their spans and facts are offsets into `document.text`."""


@runtime_checkable
class Reporter(Protocol):
    """Writes scans in one format. `name` is what `--format` takes; `suffix` is the file ending, with its dot."""

    @property
    def name(self) -> str:
        """What `--format` takes."""

    @property
    def suffix(self) -> str:
        """The file ending, with its dot."""

    @property
    def binary(self) -> bool:
        """Whether reports are bytes."""

    def report(self, scans: Sequence[Scan], language: str) -> str | bytes:
        """Return the whole report, text or (where `binary`) bytes."""


@hookspec
def readers(settings: Settings) -> Iterable[Reader]:
    """Contribute readers for further file formats."""


@hookspec
def checkers(settings: Settings) -> Iterable[Checker]:
    """Contribute checkers: Python for what needs arithmetic or structure."""


@hookspec
def derivers(settings: Settings) -> Iterable[Deriver]:
    """Contribute derivers: evidence computed from other findings."""


@hookspec
def adjusters(settings: Settings) -> Iterable[Adjuster]:
    """Contribute adjusters: what findings mean beside one another."""


@hookspec
def gifts(settings: Settings) -> Iterable[GiftProposer]:
    """Contribute proposals of who gives what: money, staff, equipment and the like."""


@hookspec
def patterns(settings: Settings) -> Iterable[Path]:
    """Contribute folders of rule files. Most plugins need only this."""


@hookspec
def questions(settings: Settings) -> Iterable[Path]:
    """Contribute question set files."""


@hookspec
def lists(settings: Settings) -> Iterable[ListFormat]:
    """Contribute formats of reference lists that can be imported."""


@hookspec
def reporters(settings: Settings) -> Iterable[Reporter]:
    """Contribute output formats."""
