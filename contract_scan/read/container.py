"""Files that hold files: mail with attachments, archives."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol, runtime_checkable

from contract_scan.document import Document
from contract_scan.errors import ReadError
from contract_scan.hookspecs import Reader
from contract_scan.nouns import dataclass
from contract_scan.read.failures import shown
from contract_scan.read.request import ReadRequest


@dataclass(frozen=True, slots=True)
class Contents:
    """What a container holds: a document of its own (the body of a mail) or None, and files, unpacked one by one."""

    document: Document | None
    members: Iterable[ReadRequest | ReadError]


@runtime_checkable
class Container(Reader, Protocol):
    """A reader of a file that holds files. A plugin's reader that has this method too is one."""

    def unpack(self, request: ReadRequest) -> Contents:
        """Return what the file holds. Raises `ReadError` where it cannot be opened."""


def member_request(holder: ReadRequest, name: str, data: bytes) -> ReadRequest:
    """Return the request for a file within another, under a path such as "mail.eml!letter.pdf".

    The name was chosen by whoever made the holder: characters that a terminal would obey are spelled out.
    """
    return replace(holder, path=f"{holder.path}!{shown(name)}", data=data)
