"""Everything at the desk in one file, to keep or to move; and such a file taken in again, never over what is there."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import uuid
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from contract_scan.desk.errors import DeskError
from contract_scan.desk.home import Home, private_folder
from contract_scan.desk.journal import Journal
from contract_scan.desk.records import digest_of

SCHEMA = "contract-scan/desk-export/1"
#: What of a home is taken along; all else is made again, or is nobody else's.
_DOCUMENT = re.compile(r"documents/([a-z0-9][a-z0-9-]{0,62})/([0-9a-f]{64})/(original|events\.jsonl)")
_RULE = re.compile(r"rules/(house_[a-z0-9_]+)/(rules\.yaml|en\.yaml|nl\.yaml|form\.json)")
_REGISTER = re.compile(
    r"register/(events/[a-z0-9][a-z0-9-]{0,62}/[0-9TZ.]+-[0-9a-f]{40}\.json|definitions/[\w-]+\.toml)"
)
_ONCE = 1 << 20
#: How many times its own size a file may hold, beside so many bytes; what we write is never packed so tightly.
_PACKED, _SMALL = 100, 50_000_000


def export(home: Home, target: Path) -> int:
    """Write documents, what was done on them, house rules, register and log to a new file; return how many documents.

    Raises `DeskError` where the file is there already or cannot be written.
    """
    documents = 0
    try:
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise DeskError("exists", path=str(target)) from None
    except OSError as error:
        raise DeskError("unwritable", path=str(target), reason=error.strerror or "") from None
    try:
        with os.fdopen(handle, "wb") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
            made.writestr("desk.json", json.dumps({"schema": SCHEMA}))
            for path, name in _taken_along(home):
                made.write(path, name)
                documents += name.endswith("/original")
    except OSError as error:
        target.unlink(missing_ok=True)
        raise DeskError("unwritable", path=str(target), reason=error.strerror or "") from None
    return documents


def _taken_along(home: Home) -> Iterator[tuple[Path, str]]:
    places = (
        (home.documents, "documents", _DOCUMENT),
        (home.rules, "rules", _RULE),
        (home.register, "register", _REGISTER),
    )
    for folder, top, wanted in places:
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            name = f"{top}/{path.relative_to(folder).as_posix()}"
            if wanted.fullmatch(name) and path.is_file():
                yield path, name
    if home.log.is_file():
        yield home.log, "log.jsonl"


def take_in(home: Home, source: Path, *, at_work: bool = False) -> tuple[int, int]:
    """Take in what a file holds and this home lacks; return how many documents came in, and how many were there.

    Each document is checked against its fingerprint and its history against its own chain before it gets its place.
    The log of a desk that is `at_work` goes on, and the other one stays in the file.
    Raises `DeskError` for a file that `export` did not write, or that was damaged; then nothing came in.
    """
    staging = private_folder(home.incoming / uuid.uuid4().hex)
    try:
        names = [name for name in _unpacked(source, staging) if not (at_work and name == "log.jsonl")]
        _check(staging)
        return _moved(home, staging, names)
    except (OSError, zipfile.BadZipFile, ValueError, KeyError):
        raise DeskError("bad_export", path=str(source)) from None
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _unpacked(source: Path, staging: Path) -> Iterator[str]:
    """Unpack what has a name that we give ourselves; anything else is no file of ours."""
    with zipfile.ZipFile(source) as held:
        _refuse_what_does_not_fit(held, staging)
        if json.loads(held.read("desk.json")).get("schema") != SCHEMA:
            raise ValueError(SCHEMA)
        for info in held.infolist():
            name = info.filename
            if name == "desk.json":
                continue
            if name != "log.jsonl" and not any(form.fullmatch(name) for form in (_DOCUMENT, _RULE, _REGISTER)):
                raise ValueError(name)
            target = staging / PurePosixPath(name)
            for parent in reversed(target.relative_to(staging).parents):
                private_folder(staging / parent)
            with (
                held.open(info) as inside,
                os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file,
            ):
                shutil.copyfileobj(inside, file, _ONCE)
            yield name


def _refuse_what_does_not_fit(held: zipfile.ZipFile, staging: Path) -> None:
    """Raise where a file says that it holds more than one of ours could, or the disk has room for; it never holds more.

    `ValueError` for the one and `DeskError` for the other.
    """
    whole = sum(info.file_size for info in held.infolist())
    if whole > _SMALL + _PACKED * sum(info.compress_size for info in held.infolist()):
        raise ValueError(whole)
    if whole > shutil.disk_usage(staging).free:
        raise DeskError("disk", 507, reason=os.strerror(errno.ENOSPC))


def _check(staging: Path) -> None:
    for folder in (staging / "documents").glob("*/*"):
        history = Journal(folder / "events.jsonl")
        if digest_of(folder / "original") != folder.name or history.damaged or not history.events:
            raise ValueError(folder.name)
    if Journal(staging / "log.jsonl").damaged:
        raise ValueError("log.jsonl")


def _moved(home: Home, staging: Path, names: list[str]) -> tuple[int, int]:
    new = there = 0
    if "log.jsonl" in names and not home.log.exists():  # one that there is goes on; the other stays in the export
        (staging / "log.jsonl").replace(home.log)
    for name in names:
        if name == "log.jsonl":
            continue
        document = _DOCUMENT.fullmatch(name)
        if document is None:
            top, _, rest = name.partition("/")
            target = (home.rules if top == "rules" else home.register) / rest
            if not target.exists():
                target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                (staging / name).replace(target)
        elif document[3] == "original":
            folder = home.documents / document[1] / document[2]
            came = not folder.exists() and _placed((staging / name).parent, folder)
            new, there = new + came, there + (not came)
    return new, there


def _placed(staged: Path, folder: Path) -> bool:
    """Move a document to its place; say no where the same one came in meanwhile."""
    private_folder(folder.parent)
    try:
        staged.replace(folder)
    except OSError:
        if not folder.exists():
            raise
        return False
    return True
