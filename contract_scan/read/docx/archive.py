"""The ZIP archive that a Word file is, opened with care: nothing is unpacked beyond what the limits allow."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections import Counter
from io import BytesIO

from contract_scan.read.docx.failures import DocxError
from contract_scan.read.request import ReadRequest

_ENTRY = b"PK\x01\x02"
_MOST_ENTRIES = 20_000
#: All parts of markup together may be this fraction of what a file may unpack to: their trees take many times as much.
_PART_SHARE = 4
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class Archive:
    """Reads the parts of a Word file by name. Raises `DocxError` where the file is no archive or is damaged."""

    def __init__(self, request: ReadRequest) -> None:
        self._path = request.path
        self._limit = request.limits.unpacked_bytes
        self._most = self._left = self._limit // _PART_SHARE
        self._zip = _opened(request)
        self._names = {_key(info.filename): info for info in self._zip.infolist()}
        if (
            sum(i.file_size for i in self._zip.infolist() if i.filename.lower().endswith((".xml", ".rels")))
            > self._most
        ):
            raise self._too_much(self._most)
        counted = Counter(_key(info.filename) for info in self._zip.infolist())
        #: Names that several parts have; the last is read.
        self.doubles = [self._names[name].filename for name, count in counted.items() if count > 1]

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
        most = min(self._left, self._most)
        if info.file_size > most:
            raise self._too_much(most)
        try:
            with self._zip.open(info) as part:
                data = part.read(most + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, IndexError, struct.error) as error:
            raise DocxError("part_damaged", path=self._path, part=info.filename) from error
        except (NotImplementedError, RuntimeError) as error:
            raise DocxError("locked", path=self._path) from error
        self._left -= len(data)
        if len(data) > most:
            raise self._too_much(most)
        return data

    def _too_much(self, most: int) -> DocxError:
        return DocxError("unpacks_to_too_much", path=self._path, limit=max(1, most // 1_000_000))


def _opened(request: ReadRequest) -> zipfile.ZipFile:
    data, path = request.data, request.path
    if data.startswith(_OLE):
        raise DocxError("encrypted" if _ENCRYPTED in data else "old_word", path=path)
    if data.count(_ENTRY) > _MOST_ENTRIES:
        raise DocxError("too_many_parts", path=path, limit=_MOST_ENTRIES)
    try:
        return zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError, IndexError, struct.error) as error:
        raise DocxError("incomplete" if data.startswith(b"PK") else "not_word", path=path) from error


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()
