"""The errors of reading, and the checks that every reader makes."""

from __future__ import annotations

from contract_scan.errors import ReadError
from contract_scan.read.request import ReadRequest


class FileError(ReadError):
    """A file that cannot be read as a document. Its sentences stand in ``read.toml``; values: `path` and more."""

    area = "read"


def check_length(text: str, request: ReadRequest) -> None:
    """Raise `FileError` where a text is longer than the limits allow."""
    if len(text) > request.limits.characters:
        raise FileError("too_much_text", path=request.path, limit=f"{request.limits.characters:,}")
