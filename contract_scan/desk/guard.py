"""What stands before every page: who asks, from where, under which host; and what no answer goes without."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import Any, Protocol
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from contract_scan.desk.errors import DeskError
from contract_scan.desk.sessions import COOKIE, Sessions
from contract_scan.desk.users import OWN, Server, User

#: On every answer. Each page adds its own content policy; what has none may load and run nothing at all.
HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",  # none at all would make a browser hide from us where a form comes from
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), clipboard-read=()",
}
NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
#: What the system says where nothing more can be written.
_DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EFBIG})
_READING = frozenset({"GET", "HEAD"})

#: Makes the answer that says why somebody was refused.
Refuse = Callable[[Scope, DeskError], ASGIApp]


class Doorkeeper(Protocol):
    """Says who asks. Raises `DeskError` for whoever may not come in."""

    def user(self, scope: Scope, headers: Headers) -> User:
        """Return who asks."""

    def hosts(self, scope: Scope) -> tuple[str, ...]:
        """Return the names, with port where it is not the usual one, under which the desk is reached."""


@dataclass(frozen=True, slots=True)
class OwnMachine:
    """The desk of one person: whoever came in with the token. `name` is asked anew each time; it can be changed."""

    sessions: Sessions
    root: str
    name: Callable[[], str]

    def user(self, scope: Scope, headers: Headers) -> User:
        """Return the one user; the page that takes the token is open, and only that. Elsewhere there is nothing."""
        if not scope["path"].startswith(f"{self.root}/"):
            raise DeskError("no_page", 404)
        if scope["path"] != f"{self.root}/enter" and not self.sessions.knows(cookies_of(headers).get(COOKIE, "")):
            raise DeskError("not_in", 401)
        return User(self.name(), OWN, "administrator")

    def hosts(self, scope: Scope) -> tuple[str, ...]:
        """Return this machine's own names: a name that somebody else lets lead here is none of them."""
        port = scope["server"][1]
        return tuple(f"{name}:{port}" for name in ("127.0.0.1", "localhost"))


@dataclass(frozen=True, slots=True)
class BehindProxy:
    """The desk of a department: whoever the proxy says, and nobody who does not come through it."""

    server: Server

    def user(self, scope: Scope, headers: Headers) -> User:
        """Return who the proxy says that asks. The header counts only from the proxy's own address, and only once."""
        address = scope["client"][0] if scope.get("client") else ""
        if not self.server.trusts(address):
            raise DeskError("not_the_proxy", 403)
        named = headers.getlist(self.server.header)
        if len(named) != 1 or named[0] not in self.server.users:
            raise DeskError("unknown_user", 403)
        return self.server.users[named[0]]

    def hosts(self, scope: Scope) -> tuple[str, ...]:
        """Return the names that the configuration gives."""
        return self.server.hosts


def cookies_of(headers: Headers) -> dict[str, str]:
    """Return the cookies of a request."""
    try:
        jar = SimpleCookie(headers.get("cookie", ""))
    except CookieError:
        return {}
    return {name: one.value for name, one in jar.items()}


class Guard:
    """Lets a request through to the pages, or answers it; and puts on every answer what it may not go without."""

    def __init__(self, app: ASGIApp, doorkeeper: Doorkeeper, refuse: Refuse) -> None:
        self._app, self._doorkeeper, self._refuse = app, doorkeeper, refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        sent = _Sent(send)
        try:
            headers = Headers(scope=scope)
            if "content-length" in headers and "transfer-encoding" in headers:  # the proxy may count otherwise than we
                sent.last = True
                raise DeskError("bad_change")
            self._check_host(scope, headers)
            scope.setdefault("state", {})["user"] = self._doorkeeper.user(scope, headers)
            check_origin(scope["method"], headers)
            await self._app(scope, receive, sent)
        except DeskError as error:
            await self._refuse(scope, error)(scope, receive, sent)
        except ClientDisconnect:  # who asked has gone; nobody is there to be told
            return
        except Exception as error:  # noqa: BLE001 - whatever it says may be text of a document
            if not is_full_disk(error):
                log_failure(scope, error)
            if not sent.begun:
                await self._refuse(scope, sentence_for(error))(scope, receive, sent)

    def _check_host(self, scope: Scope, headers: Headers) -> None:
        named = headers.getlist("host")
        if len(named) != 1 or named[0].lower() not in self._doorkeeper.hosts(scope):
            raise DeskError("bad_host", 421)


def is_full_disk(error: Exception) -> bool:
    """Say whether something broke because the system can write no more: that is the owner's to mend, not ours."""
    return isinstance(error, OSError) and error.errno in _DISK


def sentence_for(error: Exception) -> DeskError:
    """Return the sentence for what broke; never its own words."""
    if isinstance(error, OSError) and is_full_disk(error):
        return DeskError("disk", 507, reason=os.strerror(error.errno or 0))
    return DeskError("broken", 500)


class _Sent:
    """Sends an answer with the headers that each must have, and remembers whether it has begun.

    After the `last` one the connection ends.
    """

    def __init__(self, send: Send) -> None:
        self._send = send
        self.begun = self.last = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.begun = True
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            headers.setdefault("content-security-policy", NOTHING)
            if self.last:
                headers["connection"] = "close"
        await self._send(message)


def check_origin(method: str, headers: Headers) -> None:
    """Raise `DeskError` for a request that another site made a browser send.

    A change must come from a page of the desk itself, and say so. What is only read may also be typed in or followed
    from a link, but never be fetched or embedded by a page of another origin.
    """
    site = headers.get("sec-fetch-site")
    if method in _READING:
        followed = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
        if site not in (None, "same-origin", "none") and not followed:
            raise DeskError("other_site", 403)
        return
    origin = headers.get("origin")
    if site not in (None, "same-origin"):
        raise DeskError("other_site", 403)
    if origin is None and site is None:
        raise DeskError("other_site", 403)
    if origin is not None and urlsplit(origin).netloc.lower() != headers.get("host", "").lower():
        raise DeskError("other_site", 403)


def log_failure(scope: Mapping[str, Any], error: Exception) -> None:
    """Say on standard error what broke and where in the program; never the error's own words, or the address asked."""
    places = traceback.extract_tb(error.__traceback__)
    where = " < ".join(f"{place.name}:{place.lineno}" for place in reversed(places[-4:]))
    print(f"contract-scan desk: {scope.get('method', '')} {type(error).__name__} in {where}", file=sys.stderr)  # noqa: T201
