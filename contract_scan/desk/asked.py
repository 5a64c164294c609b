"""What a request holds: the desk it is for, the document it is about, and what was filled in, within bounds."""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote

from starlette.requests import Request

from contract_scan.desk.desk import Desk
from contract_scan.desk.errors import DeskError
from contract_scan.desk.pages import user_of
from contract_scan.desk.record import Record
from contract_scan.desk.users import Right

#: The largest form, in bytes.
FORM = 2_000_000


def desk_of(request: Request) -> Desk:
    """Return the desk that was asked."""
    desk: Desk = request.app.state.desk
    return desk


def record_of(request: Request, right: Right = "read") -> Record:
    """Return the document in the address. Raises `DeskError` where the user may not do with it what they want."""
    user_of(request).needs(right)
    return desk_of(request).record(user_of(request), request.path_params["unit"], request.path_params["digest"])


async def body_of(request: Request, most: int = FORM) -> bytes:
    """Return the body of a request. Raises `DeskError` where it is too large."""
    parts: list[bytes] = []
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > most:
            raise DeskError("too_large", 413, limit=most // 1_000_000)
        parts.append(chunk)
    return b"".join(parts)


async def form_of(request: Request) -> dict[str, str]:
    """Return the fields of a form; of several with one name the last."""
    return dict(await fields_of(request))


async def fields_of(request: Request) -> list[tuple[str, str]]:
    """Return the fields of a form in order. Raises `DeskError` for what is no form."""
    try:
        return parse_qsl((await body_of(request)).decode(), keep_blank_values=True, max_num_fields=5_000)
    except ValueError:
        raise DeskError("bad_change") from None


async def json_of(request: Request) -> Mapping[str, Any]:
    """Return the JSON object that a script of ours sent. Raises `DeskError` for anything else."""
    try:
        found = json.loads(await body_of(request))
        json.dumps(found, ensure_ascii=False).encode()  # half a character can be sent, and never be written
    except (ValueError, RecursionError):
        raise DeskError("bad_change") from None
    if not isinstance(found, dict):
        raise DeskError("bad_change")
    return found


def file_name(request: Request) -> str:
    """Return what an upload is called, as the browser says."""
    return unquote(request.headers.get("x-file-name", ""), errors="replace")


async def upload_of(request: Request) -> Path:
    """Write an upload to a file of a name of our own and return it. Raises `DeskError`: too large, empty, disk full."""
    desk = desk_of(request)
    target = desk.home.incoming / uuid.uuid4().hex
    size = 0
    try:
        with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            async for chunk in request.stream():
                size += len(chunk)
                if size > desk.largest:
                    raise DeskError("too_large", 413, limit=desk.largest // 1_000_000)
                file.write(chunk)
        if not size:
            raise DeskError("empty")
    except OSError as error:
        target.unlink(missing_ok=True)
        raise DeskError("disk", 507, reason=error.strerror or "") from None
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return target
