"""Readers of .odt, .rtf and .doc.

The first two are read by our own readers, so that a file reads the same on every machine; LibreOffice converts what
those cannot open, which is said, and every .doc.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path

from contract_scan.document import Document, Unread
from contract_scan.leftovers import end, ended, removed
from contract_scan.read.choose.signatures import foreign_format, is_ole, is_zip
from contract_scan.read.failures import FileError
from contract_scan.read.request import ReadRequest
from contract_scan.read.source import source_of

#: LibreOffice's settings for a conversion: no macros, nothing fetched from anywhere.
_SETTINGS = (
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)


#: What LibreOffice opens no better than we do.
_HOPELESS = frozenset({"is_encrypted_office", "unpacks_to_too_much", "too_much_text"})


@cache
def libreoffice() -> str | None:
    """Return the path of LibreOffice's program, or None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


class OfficeReader:
    """Reads one of the formats that LibreOffice converts."""

    def __init__(self, name: str, suffixes: tuple[str, ...]) -> None:
        self.name = name
        self.suffixes = suffixes

    def recognises(self, head: bytes) -> bool:
        """Say whether a file is of this reader's format."""
        if self.name == "odt":
            zipped = b"mimetypeapplication/vnd.oasis.opendocument.text" in head[:200]
            packed = is_zip(head) and head[30:38] == b"mimetype" and head[8:10] != b"\0\0"  # not as it should
            return (
                zipped or packed or (b"<office:document" in head and b"application/vnd.oasis.opendocument.text" in head)
            )
        return head.lstrip().startswith(b"{\\rtf") if self.name == "rtf" else is_ole(head)

    def read(self, request: ReadRequest) -> Document:
        """Return the document. Raises `FileError`: LibreOffice is missing where needed, fails, or takes too long."""
        from contract_scan.read.docx import DocxReader

        if (foreign := foreign_format(request.data)) is not None:
            raise FileError(foreign, path=request.path)
        if self.name == "doc" and "__nameid_version1.0".encode("utf-16-le") in request.data:
            raise FileError("is_message", path=request.path)
        if self.name != "doc":
            try:
                return self._directly(request)
            except FileError as error:
                if error.key in _HOPELESS or libreoffice() is None:
                    raise
        if libreoffice() is None:
            raise FileError("no_office", path=request.path, format=self.suffixes[0])
        converted = _converted(request, self.suffixes[0])
        document = DocxReader().read(replace(request, data=converted))
        if self.name != "doc":
            document = replace(document, unread=(*document.unread, Unread("office_converted")))
        source = source_of(request, self.name, document.source.pages, document.source.title)
        original = None if document.original is None else replace(document.original, source=source)
        return replace(document, source=source, original=original)

    def _directly(self, request: ReadRequest) -> Document:
        """Read a file ourselves. Raises `FileError`: damaged, locked, or past the limits."""
        from contract_scan.read.opendocument.reader import read_opendocument
        from contract_scan.read.rtf.reader import read_rtf

        return read_opendocument(request) if self.name == "odt" else read_rtf(request)


def office_readers() -> list[OfficeReader]:
    """Return the readers of the formats that LibreOffice converts."""
    return [
        OfficeReader("odt", (".odt", ".ott", ".fodt")),
        OfficeReader("rtf", (".rtf",)),
        OfficeReader("doc", (".doc", ".dot", ".wps")),
    ]


def _converted(request: ReadRequest, suffix: str) -> bytes:
    """Return a file converted to Word, in a folder of its own that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="contract-scan-") as folder, removed(Path(folder)):
        flat = suffix == ".odt" and not request.data.startswith(b"PK")
        given = Path(folder, f"document{'.fodt' if flat else suffix}")
        given.write_bytes(request.data)
        profile = Path(folder, "profile", "user")
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(_settings(), encoding="utf-8")
        _run(request, [str(given), f"-env:UserInstallation={profile.parent.as_uri()}"], folder)
        made = Path(folder, "out", "document.docx")
        if not made.is_file():
            raise FileError("office_failed", path=request.path)
        if made.stat().st_size > request.limits.unpacked_bytes:
            raise FileError("too_large", path=request.path, limit=request.limits.unpacked_bytes // 1_000_000)
        return made.read_bytes()


def _settings() -> str:
    """Return the settings as LibreOffice's profile holds them."""
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    namespace = "http://openoffice.org/2001/registry"
    return f'<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="{namespace}">{items}</oor:items>'


def _run(request: ReadRequest, options: list[str], folder: str) -> None:
    """Run LibreOffice in a session of its own, so that all of it can be ended when it takes too long."""
    command = [str(libreoffice()), *options[1:], "--headless", "--norestore", "--nolockcheck", "--convert-to", "docx"]
    command += ["--outdir", str(Path(folder, "out")), options[0]]
    environment = {**os.environ, "HOME": folder}
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True, env=environment,
    )  # fmt: skip
    try:
        with ended(process.pid):
            process.wait(request.limits.seconds)
    except BaseException as error:
        end(process.pid)
        process.wait()
        if not isinstance(error, subprocess.TimeoutExpired):
            raise
        raise FileError("office_slow", path=request.path, limit=int(request.limits.seconds)) from None
