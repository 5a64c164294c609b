"""Where a document comes from: its file, and the checksum of what was read."""

from __future__ import annotations

import hashlib

from contract_scan.document import Source
from contract_scan.read.request import ReadRequest


def source_of(request: ReadRequest, name: str, pages: int | None = None, title: str | None = None) -> Source:
    """Return the source of what is being read: the path as given and the checksum of the whole file."""
    return Source(request.path, hashlib.sha256(request.data).hexdigest(), name, pages, title)
