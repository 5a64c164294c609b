"""A scan as JSON that loses nothing: what crosses between processes, and what may be kept on disk.

It is not the JSON report: that is made for other programs and in one language. From this, every report can be written,
in any language, without reading the document again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field, replace

import msgspec

from contract_scan.errors import ReadError
from contract_scan.norms import Norms
from contract_scan.nouns import dataclass
from contract_scan.pipes import encoded
from contract_scan.question import QuestionSet
from contract_scan.rules.model import Meaning
from contract_scan.runner.errors import KeptError
from contract_scan.scan import Provenance, Scan
from contract_scan.scanning import provenance_of
from contract_scan.setup import Setup
from contract_scan.sources import SourceState, source_states, sources_of

SCHEMA = "contract-scan/kept/1"


@dataclass(frozen=True, slots=True)
class ErrorSaid:
    """A reading error as plain values: the area and key of its message, and what fills it in."""

    area: str
    key: str
    values: Mapping[str, str | int | float] = field(default_factory=dict)

    @property
    def error(self) -> ReadError:
        """The error, which says what it said when it was new."""
        return KeptError(self.area, self.key, **self.values)


def error_said(error: ReadError) -> ErrorSaid:
    """Return a reading error as plain values."""
    return ErrorSaid(error.area, error.key, error.values)


@dataclass(frozen=True, slots=True)
class Scanned:
    """One document of a file: its scan, and why it could not be read where it could not.

    The scan of an unreadable document has no text, and says in `unread` what `error` says.
    """

    scan: Scan
    unreadable: ErrorSaid | None = None

    @property
    def error(self) -> ReadError | None:
        """Why the document could not be read; None where it was."""
        return self.unreadable.error if self.unreadable else None


def scanned(scan: Scan, error: ReadError | None = None) -> Scanned:
    """Return a scan, with the error of a document that could not be read."""
    return Scanned(scan, None if error is None else error_said(error))


@dataclass(frozen=True, slots=True)
class Common:
    """What the scans of one run have in common, and lean ones leave out.

    `meanings` are those of all rules, without where their files stand on this machine.
    """

    questions: QuestionSet
    norms: Norms
    provenance: Provenance
    sources: tuple[SourceState, ...]
    meanings: Mapping[str, Meaning]


def common_of(setup: Setup) -> Common:
    """Return what all scans with a setup have in common, as long as no reviewer's decisions are given."""
    sources = source_states(sources_of(setup.questions), setup.lists)
    meanings = {rule: replace(meaning, where=None) for rule, meaning in sorted(setup.meanings.items())}
    return Common(setup.questions, setup.norms, provenance_of(setup), sources, meanings)


_NOTHING = QuestionSet("", "", "", {}, {}, (), (), ())
_NOWHERE = Provenance("", {}, 0, "", "", ())


def lean(scan: Scan) -> Scan:
    """Return a scan without what is common to the run."""
    return replace(scan, questions=_NOTHING, norms=Norms(), provenance=_NOWHERE, sources=(), meanings={})


def whole(scan: Scan, common: Common) -> Scan:
    """Return a lean scan with what is common to its run."""
    used = {finding.rule for finding in scan.findings} | {aside.finding.rule for aside in scan.set_aside}
    return replace(
        scan,
        questions=common.questions,
        norms=common.norms,
        provenance=common.provenance,
        sources=common.sources,
        meanings={rule: meaning for rule, meaning in sorted(common.meanings.items()) if rule in used},
    )


@dataclass(frozen=True, slots=True)
class _Kept:
    schema: str
    documents: tuple[Scanned, ...]


def kept(documents: Iterable[Scanned]) -> bytes:
    """Return the documents of one file as JSON: the same documents, the same bytes."""
    return encoded(_Kept(SCHEMA, tuple(documents)))


def from_kept(data: bytes) -> tuple[Scanned, ...]:
    """Return the documents that `kept` was given. Raises `ValueError` for anything else, or another schema."""
    found = msgspec.json.decode(data, type=_Kept)
    if found.schema != SCHEMA:
        raise ValueError(found.schema)
    return found.documents
