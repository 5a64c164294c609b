"""The ZIP archive that a Word file is, opened with care: nothing is unpacked beyond what the limits allow."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

from contract_scan.read.docx.failures import DocxError
from contract_scan.read.request import ReadRequest

_ENTRY = b"PK\x01\x02"
_MOST_ENTRIES = 20_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class Archive:
    """Reads the parts of a Word file by name. Raises `DocxError` where the file is no archive or is damaged."""

    def __init__(self, request: ReadRequest) -> None:
        self._path = request.path
        self._limit = request.limits.unpacked_bytes
        self._left = self._limit
        self._zip = _opened(request)
        self._names = {_key(info.filename): info for info in self._zip.infolist()}

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._names

    @property
    def names(self) -> list[str]:
        """The names of all parts, as stored."""
        return [info.filename for info in self._names.values()]

    def read(self, name: str) -> bytes | None:
        """Return the bytes of a part, or None where there is none. What was unpacked before counts for the limit."""
        info = self._names.get(_key(name))
        if info is None:
            return None
        try:
            with self._zip.open(info) as part:
                data = part.read(self._left + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise DocxError("part_damaged", path=self._path, part=info.filename) from error
        except (NotImplementedError, RuntimeError) as error:
            raise DocxError("locked", path=self._path) from error
        self._left -= len(data)
        if self._left < 0:
            raise DocxError("unpacks_to_too_much", path=self._path, limit=self._limit // 1_000_000)
        return data


def _opened(request: ReadRequest) -> zipfile.ZipFile:
    data, path = request.data, request.path
    if data.startswith(_OLE):
        raise DocxError("encrypted" if _ENCRYPTED in data else "old_word", path=path)
    if data.count(_ENTRY) > _MOST_ENTRIES:
        raise DocxError("too_many_parts", path=path, limit=_MOST_ENTRIES)
    try:
        return zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
        raise DocxError("incomplete" if data.startswith(b"PK") else "not_word", path=path) from error


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()
