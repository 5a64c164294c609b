"""The folder where the desk keeps its work: for its owner alone, and open to one desk at a time."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from contract_scan.desk.errors import DeskError
from contract_scan.whole_file import write_whole

PRIVATE = 0o700
VARIABLE = "CONTRACT_SCAN_DESK"


@dataclass(frozen=True, slots=True)
class Home:
    """Where everything stands. `register` may be elsewhere, on a shared drive."""

    folder: Path
    register: Path

    @property
    def documents(self) -> Path:
        """Return the folder of documents: one folder a unit, in it one a document, named by its digest."""
        return self.folder / "documents"

    @property
    def incoming(self) -> Path:
        """Return where uploads stand until they are whole."""
        return self.folder / "incoming"

    @property
    def rules(self) -> Path:
        """Return the folder of the house's own rules."""
        return self.folder / "rules"

    @property
    def projection(self) -> Path:
        """Return the database that is rebuilt from all the rest."""
        return self.folder / "desk.sqlite"

    @property
    def log(self) -> Path:
        """Return the append-only log of what was done at the desk as a whole."""
        return self.folder / "log.jsonl"

    def secret(self, name: str, make: bytes) -> bytes:
        """Return what is kept under a name, `make` where nothing is kept yet."""
        path = self.folder / name
        if not path.exists():
            write_whole(path, make)
        return path.read_bytes()


def default_folder() -> Path:
    """Return where the desk keeps its work unless told otherwise: CONTRACT_SCAN_DESK, or the user's data folder."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("contract-scan", appauthor=False) / "desk"


def opened_home(folder: Path, register: Path | None = None) -> Home:
    """Return a home, its folders made where they lack, closed to everybody else. Raises `DeskError`."""
    home = Home(folder.absolute(), (register or folder / "register").absolute())
    try:
        for place in (home.folder, home.documents, home.incoming, home.rules):
            private_folder(place)
    except OSError as error:
        raise DeskError("home", path=str(folder), reason=error.strerror or type(error).__name__) from None
    return home


def sweep(home: Home) -> None:
    """Delete what a crash cut off: uploads, deletions, and documents whose coming in was never acknowledged.

    Only for whoever holds the home's lock: another desk may be in the middle of these. Raises `DeskError`.
    """
    unfinished = [place for place in home.documents.glob("*/*") if not _was_acknowledged(place)]
    try:
        for left in (*home.incoming.iterdir(), *unfinished):
            shutil.rmtree(left) if left.is_dir() else left.unlink()
    except OSError as error:
        raise DeskError("home", path=str(home.folder), reason=error.strerror or type(error).__name__) from None


def _was_acknowledged(place: Path) -> bool:
    """Say whether a document's folder holds at least one whole event; the first is written last of all."""
    events = place / "events.jsonl"
    return events.is_file() and b"\n" in events.read_bytes()


def private_folder(place: Path) -> Path:
    """Make a folder that only its owner can enter, and return it."""
    place.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
    if place.stat().st_mode & 0o077:
        place.chmod(PRIVATE)
    return place


class Lock:
    """Holds a home for one desk, until the process ends. Two desks in one folder would not see each other's events."""

    def __init__(self, home: Home) -> None:
        self._handle = os.open(home.folder / "desk.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _claim(self._handle)
        except OSError:
            self.release()
            raise DeskError("in_use", path=str(home.folder)) from None

    def release(self) -> None:
        """Let another desk have the home."""
        with suppress(OSError):
            os.close(self._handle)


def _claim(handle: int) -> None:
    try:
        import fcntl
    except ImportError:  # Windows
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        return
    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
