"""Who has come in on one's own machine: a token that works once, and the cookie that it is exchanged for."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import threading
import time
from collections.abc import Callable
from pathlib import Path

from contract_scan.desk.errors import DeskError
from contract_scan.whole_file import write_whole

COOKIE = "contract-scan-desk"
#: How long somebody stays in after they came in, and how long a token waits to be used, in seconds.
LASTS, TOKEN_LASTS = 30 * 24 * 3600, 3600
#: After so many wrong tokens each further try must wait, twice as long each time, up to a quarter of an hour.
FREE_TRIES, LONGEST_WAIT = 5, 900.0


class Sessions:
    """Sessions of one home. Only digests of cookies are kept, so that whoever reads the file cannot come in with it."""

    def __init__(
        self, path: Path, clock: Callable[[], float] = time.time, ticks: Callable[[], float] = time.monotonic
    ) -> None:
        """Take the file, the clock on the wall, which outlives a restart, and one that nobody can set."""
        self._path, self._clock, self._ticks = path, clock, ticks
        self._lock = threading.Lock()
        self._known: dict[str, float] = json.loads(path.read_bytes()) if path.exists() else {}
        self._token, self._token_until = "", 0.0
        self._wrong, self._wait_until = 0, 0.0

    def new_token(self) -> str:
        """Return a token that lets one browser in, once; an earlier one that was not used no longer works."""
        with self._lock:
            self._token, self._token_until = secrets.token_urlsafe(32), self._ticks() + TOKEN_LASTS
            return self._token

    def enter(self, token: str) -> str:
        """Return the cookie for a token. Raises `DeskError` for a wrong or used one, and while tries must wait."""
        with self._lock:
            if self._ticks() < self._wait_until:
                raise DeskError("wait", 429)
            in_time = bool(self._token) and self._ticks() < self._token_until
            if not in_time or not hmac.compare_digest(token.encode(), self._token.encode()):
                self._slow_down()
                raise DeskError("bad_token", 403)
            self._token, self._wrong = "", 0
            cookie = secrets.token_urlsafe(32)
            self._known[_digest(cookie)] = self._clock()
            self._keep()
            return cookie

    def _slow_down(self) -> None:
        self._wrong += 1
        if self._wrong >= FREE_TRIES:
            self._wait_until = self._ticks() + min(2.0 ** (self._wrong - FREE_TRIES), LONGEST_WAIT)

    def knows(self, cookie: str) -> bool:
        """Say whether a cookie is one that was given, and not too long ago."""
        with self._lock:
            given = self._known.get(_digest(cookie)) if cookie else None
            return given is not None and self._clock() - given < LASTS

    def _keep(self) -> None:
        fresh = {digest: given for digest, given in self._known.items() if self._clock() - given < LASTS}
        self._known = fresh
        write_whole(self._path, json.dumps(fresh).encode())


def _digest(cookie: str) -> str:
    return hashlib.sha256(cookie.encode()).hexdigest()
