"""contract-scan reads a draft agreement or funding letter as a knowledge-security reviewer would.

The names below are the public interface (see docs/api.md); everything else may change. They are imported when they
are first asked for, so that the command starts at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contract_scan.document import Block as Block
    from contract_scan.document import Document as Document
    from contract_scan.document import DocumentBuilder as DocumentBuilder
    from contract_scan.document import Mark as Mark
    from contract_scan.document import Source as Source
    from contract_scan.document import Span as Span
    from contract_scan.document import Unread as Unread
    from contract_scan.errors import ContractScanError as ContractScanError
    from contract_scan.errors import ReadError as ReadError
    from contract_scan.errors import UsageError as UsageError
    from contract_scan.facts import find_facts as find_facts
    from contract_scan.finding import Departure as Departure
    from contract_scan.finding import Exemption as Exemption
    from contract_scan.finding import Fact as Fact
    from contract_scan.finding import Finding as Finding
    from contract_scan.finding import Revision as Revision
    from contract_scan.finding import Standing as Standing
    from contract_scan.gift import Gift as Gift
    from contract_scan.hookspecs import Adjuster as Adjuster
    from contract_scan.hookspecs import Checker as Checker
    from contract_scan.hookspecs import Deriver as Deriver
    from contract_scan.hookspecs import GiftProposer as GiftProposer
    from contract_scan.hookspecs import Reader as Reader
    from contract_scan.hookspecs import Reporter as Reporter
    from contract_scan.hookspecs import hookimpl as hookimpl
    from contract_scan.language.amounts import exceeds as exceeds
    from contract_scan.lists.model import ListEntry as ListEntry
    from contract_scan.lists.model import ListFormat as ListFormat
    from contract_scan.question import Answer as Answer
    from contract_scan.question import QuestionSet as QuestionSet
    from contract_scan.read import read as _read
    from contract_scan.read import read_bytes as _read_bytes
    from contract_scan.read.request import ReadRequest as ReadRequest
    from contract_scan.reading import Reading as Reading
    from contract_scan.reading import Sentence as Sentence
    from contract_scan.scan import Failure as Failure
    from contract_scan.scan import Scan as Scan
    from contract_scan.scanning import scan_document as scan_document
    from contract_scan.settings import Settings as Settings
    from contract_scan.setup import Setup as Setup
    from contract_scan.setup import prepare as prepare
    from contract_scan.setup import prepare_with as prepare_with

    read_document, read_document_bytes = _read, _read_bytes

__version__ = "0.1.0"

_PLACES = {
    "document": ("Block", "Document", "DocumentBuilder", "Mark", "Source", "Span", "Unread"),
    "errors": ("ContractScanError", "ReadError", "UsageError"),
    "facts": ("find_facts",),
    "finding": ("Departure", "Exemption", "Fact", "Finding", "Revision", "Standing"),
    "gift": ("Gift",),
    "hookspecs": ("Adjuster", "Checker", "Deriver", "GiftProposer", "Reader", "Reporter", "hookimpl"),
    "language.amounts": ("exceeds",),
    "lists.model": ("ListEntry", "ListFormat"),
    "question": ("Answer", "QuestionSet"),
    "read.request": ("ReadRequest",),
    "reading": ("Reading", "Sentence"),
    "scan": ("Failure", "Scan"),
    "scanning": ("scan_document",),
    "settings": ("Settings",),
    "setup": ("Setup", "prepare", "prepare_with"),
}
_FOUND = {name: (module, name) for module, names in _PLACES.items() for name in names}
#: Functions that could not be told from the module that they stand in.
_FOUND |= {"read_document": ("read", "read"), "read_document_bytes": ("read", "read_bytes")}

__all__ = ["__version__", *sorted(_FOUND)]


def __getattr__(name: str) -> object:
    """Import and return a public name."""
    if name not in _FOUND:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, own_name = _FOUND[name]
    value: object = getattr(import_module(f"{__name__}.{module}"), own_name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Return the public names."""
    return list(__all__)
