"""What is costly to make, kept between runs in the user's cache folder, by the hash of what it was made from.

A cache is never trusted to exist, to be writable or to be whole: whatever is wrong with it, a thing is made anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import mmap
import os
import time
import uuid
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

from contract_scan.leftovers import removed

T = TypeVar("T")
B = TypeVar("B", bytes, memoryview)

#: Names the folder; set and empty, it turns the cache off.
VARIABLE = "CONTRACT_SCAN_CACHE"
#: How many things of one name are kept; those not used for longest go.
KEEP = 8

#: What was found damaged in this process, until it is told.
_damaged: set[Path] = set()
_SUFFIX, _DRAFT = ".kept", ".part"
#: After how many seconds nobody writes a draft any more.
_LEFT_BEHIND = 86_400.0
_LETTERS = 32
_DIGEST = hashlib.sha256().digest_size


def folder() -> Path | None:
    """Return the cache folder; None where CONTRACT_SCAN_CACHE is set and empty, which turns the cache off."""
    chosen = os.environ.get(VARIABLE)
    if chosen is not None:
        return Path(chosen) if chosen else None
    from platformdirs import user_cache_path

    return user_cache_path("contract-scan", appauthor=False)


def remembered(
    name: str,
    key: str,
    make: Callable[[], T],
    pack: Callable[[T], bytes | None],
    unpack: Callable[[Any], T],
    keep: int = KEEP,
    *,
    laid: bool = False,
) -> T:
    """Return what was kept under a name and a key; else what `make` makes, and keep it.

    `pack` turns it into bytes, None for what is not to be kept, and `unpack` back: from bytes, or a view `laid` over
    its file. Of one name, `keep` are kept.
    """
    data = mapped(name, key) if laid else kept(name, key)
    if data is not None:
        try:
            return unpack(data)
        except Exception:  # noqa: BLE001 - what is kept is whole but of no use, and is made anew
            pass
    made = make()
    packed = pack(made) if folder() else None
    if packed is not None:
        replace_kept(name, key, packed, keep)
    return made


def kept(name: str, key: str) -> bytes | None:
    """Return what is kept under a name and a key, None where that is nothing whole."""
    path = _path(name, key)
    return _read(path) if path else None


def mapped(name: str, key: str) -> memoryview | None:
    """Return the same laid over its file, for what is large and of which little is looked up."""
    path = _path(name, key)
    try:
        with path.open("rb") if path else contextlib.nullcontext() as file:
            whole = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)) if file else memoryview(b"")
        return _whole(whole, path) if path else None
    except (OSError, ValueError):  # not there; empty
        return None


def replace_kept(name: str, key: str, data: bytes, keep: int = KEEP) -> None:
    """Keep something under a name and a key, in the place of what was kept there."""
    path = _path(name, key)
    if path:
        _write(path, data)
        _forget_oldest(path.parent, name, keep)


def forget_damaged() -> Path | None:
    """Return the folder in which something was found damaged, and made anew, since this was called last; else None."""
    place = next((path.parent for path in _damaged), None)
    _damaged.clear()
    return place


def key_of(parts: Iterable[bytes]) -> str:
    """Return the key of what is made from some parts, in their order."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()


def code_of(place: Path, names: Iterable[str] = ("*",)) -> bytes:
    """Return what changes with the code of a folder's modules: another engine makes other things."""
    files = sorted(path for name in names for path in place.glob(f"{name}.py"))
    return key_of(path.read_bytes() for path in files).encode()


def _path(name: str, key: str) -> Path | None:
    place = folder()
    return place / f"{name}-{key[:_LETTERS]}{_SUFFIX}" if place else None


def _read(path: Path) -> bytes | None:
    """Return what a file keeps, None where it is not whole; a thing that is used is young again."""
    try:
        kept = path.read_bytes()
        os.utime(path)
    except OSError:
        return None
    return _whole(kept, path)


def _whole(kept: B, path: Path) -> B | None:
    """Return what a file keeps behind its hash; None where it is damaged, which is noted."""
    data = kept[_DIGEST:]
    if kept[:_DIGEST] == hashlib.sha256(data).digest():
        return data
    _damaged.add(path)
    return None


def _write(path: Path, data: bytes) -> None:
    """Write in one step, readable by its owner alone, so that no other process ever reads half of it."""
    part = path.with_name(f"{uuid.uuid4().hex}{_DRAFT}")
    with contextlib.suppress(OSError), removed(part):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(hashlib.sha256(data).digest())
                file.write(data)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)


def _forget_oldest(place: Path, name: str, keep: int) -> None:
    """Forget what is too old of a name, and drafts of processes that were killed while they wrote."""
    pattern = f"{name}-{'?' * _LETTERS}{_SUFFIX}"
    with contextlib.suppress(OSError):
        for part in place.glob(f"*{_DRAFT}"):
            if time.time() - part.stat().st_mtime > _LEFT_BEHIND:
                part.unlink(missing_ok=True)
        kept = sorted(place.glob(pattern), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in kept[keep:]:
            path.unlink(missing_ok=True)
