"""The reader of winmail.dat: the message and attachments that Outlook packs in its own form (TNEF, [MS-OXTNEF])."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from contract_scan.document import Document, Unread
from contract_scan.errors import ReadError
from contract_scan.read.characters.encoding import decode, plain_lines
from contract_scan.read.choose.signatures import TNEF
from contract_scan.read.container import Contents, member_request
from contract_scan.read.failures import FileError
from contract_scan.read.mail.reader import Body, letter_document, rich_text
from contract_scan.read.request import ReadRequest

#: What stands in such a file, by number: text, properties of the message; and of each attachment its begin, name, bytes
#: and properties.
_SUBJECT, _TEXT, _PROPERTIES = 0x00018004, 0x0002800C, 0x00069003
_BEGIN, _TITLE, _BYTES, _ATTACHED = 0x00069002, 0x00018010, 0x0006800F, 0x00069005
#: Properties, as in any message of Outlook.
_MAPI_SUBJECT, _MAPI_TEXT, _MAPI_RTF, _MAPI_HTML, _MAPI_NAME, _MAPI_OBJECT = (
    0x37,
    0x1000,
    0x1009,
    0x1013,
    0x3707,
    0x3701,
)
#: How long a value is by its type; those of other types say it themselves.
_SIZES = {2: 4, 3: 4, 4: 4, 10: 4, 11: 4, 5: 8, 6: 8, 7: 8, 0x14: 8, 0x40: 8, 0x48: 16}
_SAID, _UNICODE, _OBJECT, _SEVERAL = (0x0D, 0x1E, 0x1F, 0x102), 0x1F, 0x0D, 0x1000
_GUID = 16


@dataclass(slots=True)
class _Attachment:
    name: str = ""
    data: bytes | None = None


@dataclass(slots=True)
class _Message:
    subject: str = ""
    text: str = ""
    page: str = ""
    rtf: bytes = b""
    whole: bool = True
    attachments: list[_Attachment] = field(default_factory=list)


def read_tnef(request: ReadRequest) -> Document:
    """Return the message without its attachments."""
    return _letter(_message(request.data), request)


def unpack_tnef(request: ReadRequest) -> Contents:
    """Return the message, where it says anything, and its attachments as files."""
    message = _message(request.data)
    letter = _letter(message, request)
    if not (letter.text or letter.unread or message.attachments):
        raise FileError("holds_nothing", path=request.path)
    return Contents(letter if letter.text or letter.unread else None, _members(message, request))


def _letter(message: _Message, request: ReadRequest) -> Document:
    text, unread = message.text, [] if message.whole else [Unread("mail_damaged")]
    if not text.strip() and not message.page and message.rtf:
        text, gaps = rich_text(message.rtf, request)
        unread += gaps
    pages = (message.page,) if message.page else ()
    return letter_document(request, "tnef", " ".join(message.subject.split()), (), [Body(text, pages)], unread)


def _members(message: _Message, request: ReadRequest) -> Iterator[ReadRequest | ReadError]:
    for number, one in enumerate(message.attachments, start=1):
        name = one.name.strip() or f"attachment-{number}"
        if one.data is None:
            yield FileError("not_attached", path=f"{request.path}!{name}")
        else:
            yield member_request(request, name, one.data)


def _message(data: bytes) -> _Message:
    """Follow the attributes, each a level, a number, a length, its bytes and their sum."""
    message, at = _Message(), len(TNEF) + 2
    while at + 9 <= len(data):
        number, size = struct.unpack_from("<II", data, at + 1)
        value = data[at + 9 : at + 9 + size]
        at += 9 + size + 2
        _take(message, number, value)
    message.whole = at == len(data) and message.whole
    return message


def _take(message: _Message, number: int, value: bytes) -> None:
    if number == _SUBJECT:
        message.subject = message.subject or _text(value)
    elif number == _TEXT:
        message.text = message.text or _text(value)
    elif number == _BEGIN:
        message.attachments.append(_Attachment())
    elif number == _PROPERTIES:
        _take_properties(message, value)
    elif message.attachments:
        _take_attached(message.attachments[-1], number, value, message)


def _take_properties(message: _Message, value: bytes) -> None:
    for number, kind, said in _properties(value, message):
        if number == _MAPI_SUBJECT:
            message.subject = _text(said, kind)
        elif number == _MAPI_TEXT:
            message.text = _text(said, kind)
        elif number == _MAPI_HTML:
            message.page = _text(said, kind)
        elif number == _MAPI_RTF:
            message.rtf = said


def _take_attached(attachment: _Attachment, number: int, value: bytes, message: _Message) -> None:
    if number == _TITLE:
        attachment.name = attachment.name or _text(value)
    elif number == _BYTES:
        attachment.data = value
    elif number == _ATTACHED:
        for which, kind, said in _properties(value, message):
            if which == _MAPI_NAME:
                attachment.name = _text(said, kind)
            elif which == _MAPI_OBJECT and kind == _OBJECT and said[_GUID:].startswith(TNEF):
                attachment.data = said[_GUID:]  # a message within the message, in the same form


def _properties(data: bytes, message: _Message) -> Iterator[tuple[int, int, bytes]]:
    """Yield the number, type and bytes of each property; where they break off, that is noted."""
    try:
        (count,), at = struct.unpack_from("<I", data), 4
        for _ in range(count):
            kind, number = struct.unpack_from("<HH", data, at)
            at = _behind_name(data, at + 4) if number >= 0x8000 else at + 4
            plain = kind & ~_SEVERAL
            several = bool(kind & _SEVERAL) or plain in _SAID
            values, at = (struct.unpack_from("<I", data, at)[0], at + 4) if several else (1, at)
            for _ in range(values):
                size, at = (struct.unpack_from("<I", data, at)[0], at + 4) if plain in _SAID else (_SIZES[plain], at)
                if at + size > len(data):
                    raise ValueError(size)
                yield number, plain, data[at : at + size]
                at += size + -size % 4
    except (struct.error, KeyError, ValueError):
        message.whole = False


def _behind_name(data: bytes, at: int) -> int:
    """Return what stands behind the name of a property that has one: a GUID, and a number or a text."""
    by_text, size = struct.unpack_from("<II", data, at + _GUID)
    at += _GUID + 8
    return at + size + -size % 4 if by_text else at


def _text(data: bytes, kind: int = 0) -> str:
    """Return a text without the zero at its end."""
    if kind == _UNICODE:
        return plain_lines(data.decode("utf-16-le", "replace"))
    return decode(data.rstrip(b"\0")).text if data else ""
