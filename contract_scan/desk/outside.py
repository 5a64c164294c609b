"""Work on strangers' files beside scanning, each in a process of its own: a copy with comments, and one read back."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from contract_scan.desk.errors import DeskError
from contract_scan.desk.record import Record
from contract_scan.errors import ContractScanError
from contract_scan.runner.kept import Scanned, from_kept, kept
from contract_scan.settings import Settings, settings_from_json, settings_to_json

#: How long a copy may take, in seconds.
SECONDS = 300


class ToldError(ContractScanError):
    """What went wrong in the process, which said it by area and key."""

    def __init__(self, area: str, key: str, values: dict[str, Any]) -> None:
        super().__init__(key, **values)
        self.area = area


def annotated_copy(record: Record, scans: Sequence[Scanned], settings: Settings, language: str, place: Path) -> bytes:
    """Return a copy of a document with its findings as comments; `place` is a folder for what stands there meanwhile.

    Raises the error that this costs.
    """
    given = {"settings": settings_to_json(settings).decode(), "language": language, "name": record.name}
    return _done("annotate", record.original, {**given, "scans": kept(scans).decode()}, place)


def absorbed_copy(copy: Path, record: Record) -> dict[str, Any]:
    """Return what a commented copy answers and decides, and how many comments decide nothing, as plain values."""
    found: dict[str, Any] = json.loads(_done("absorb", copy, {"name": record.name}, copy.parent))
    return found


def _done(what: str, file: Path, given: dict[str, Any], place: Path) -> bytes:
    with tempfile.TemporaryDirectory(dir=place) as folder:
        out = Path(folder) / "out"
        command = [sys.executable, "-m", "contract_scan.desk.outside", what, str(file), str(out)]
        try:
            told = subprocess.run(
                command,
                input=json.dumps(given).encode(),
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise DeskError("too_long", seconds=SECONDS) from None
        if told.returncode == 0 and out.is_file():
            return out.read_bytes()
        raise _error(told.stdout)


def _error(told: bytes) -> ContractScanError:
    try:
        said = json.loads(told)
        return ToldError(said["area"], said["key"], said["values"])
    except (ValueError, KeyError, TypeError):
        return DeskError("copy_failed", 500)


def main(arguments: Sequence[str]) -> int:
    """Do one piece of work in this process; what goes wrong is said on standard output, by area and key."""
    what, file, out = arguments
    said = os.dup(1)
    os.dup2(2, 1)  # what a library prints may be text of the document
    os.umask(0o077)
    given = json.load(sys.stdin)
    try:
        work = {"annotate": _annotate, "absorb": _absorb}[what]
        Path(out).write_bytes(work(Path(file).read_bytes(), given))
    except ContractScanError as error:
        os.write(said, json.dumps({"area": error.area, "key": error.key, "values": error.values}).encode())
        return 1
    return 0


def _annotate(data: bytes, given: dict[str, Any]) -> bytes:
    from contract_scan.annotate.pdf import annotated_pdf
    from contract_scan.annotate.word import AnnotateError, annotated_word
    from contract_scan.read.request import ReadRequest
    from contract_scan.runner.bounds import bound_memory

    settings = settings_from_json(given["settings"].encode())
    bound_memory(settings.limits)
    scan, name = from_kept(given["scans"].encode())[0].scan, given["name"]
    form = scan.document.source.format
    if form not in ("docx", "pdf") or scan.document.source.path != name:
        raise AnnotateError("no_copy", path=name, format=form)
    request = ReadRequest(name, data, settings.ocr, settings.password, settings.limits)
    return (annotated_pdf if form == "pdf" else annotated_word)(request, scan, given["language"])


def _absorb(data: bytes, given: dict[str, Any]) -> bytes:
    from dataclasses import asdict

    from contract_scan.annotate.absorb import absorb

    found = absorb(data, given["name"])
    told = {
        "answers": [asdict(one) for one in found.decisions.answers],
        "findings": [asdict(one) for one in found.decisions.findings],
        "undecided": len(found.undecided),
    }
    return json.dumps(told).encode()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
