"""The errors of reading, and the checks that every reader makes."""

from __future__ import annotations

from contract_scan.document import Document, Source, Unread
from contract_scan.errors import ReadError
from contract_scan.read.request import ReadRequest


class FileError(ReadError):
    """A file that cannot be read as a document. Its sentences stand in ``read.toml``; values: `path` and more."""

    area = "read"

    def __init__(self, key: str, /, **values: str | int | float) -> None:
        super().__init__(
            key, **{name: shown(value) if isinstance(value, str) else value for name, value in values.items()}
        )


def not_read(error: ReadError, reason: str = "not_read") -> Unread:
    """Return an error as what could not be read, so that every report says its sentence."""
    return Unread(reason, details={**error.values, "sentence": f"{error.area}.{error.key}"})


def unread_document(error: ReadError) -> Document:
    """Return the document of a file that could not be read: no text, and why."""
    source = Source(str(error.values.get("path", "")), "", "")
    return Document(source, "", (), unread=(not_read(error),))


def shown(name: str) -> str:
    """Return a file's name as it can be shown: characters that a terminal would obey are spelled out."""
    if name.isprintable():
        return name
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "replace").decode() for c in name)


def check_length(text: str, request: ReadRequest) -> None:
    """Raise `FileError` where a text is longer than the limits allow."""
    if len(text) > request.limits.characters:
        raise FileError("too_much_text", path=request.path, limit=f"{request.limits.characters:,}")
