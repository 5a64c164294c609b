"""The reader of Outlook messages (.msg): the letter itself, and each attachment as a document of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from contract_scan.document import Document, Unread
from contract_scan.errors import ReadError
from contract_scan.read.characters.encoding import decode, plain_lines
from contract_scan.read.container import Contents, member_request
from contract_scan.read.failures import FileError
from contract_scan.read.mail.compound import Folder, compound_file
from contract_scan.read.mail.reader import Body, letter_document, rich_text
from contract_scan.read.request import ReadRequest

if TYPE_CHECKING:
    from oxmsg import Message

_PROPERTIES = "__properties_version1.0"
#: The folder in an attachment that is a message of its own.
_MESSAGE = "__substg1.0_3701000D"
#: A message within another says 8 bytes less at the start of its properties than one that is a file.
_HEADER, _RESERVED = 24, bytes(8)
#: Where the names of properties with numbers above 0x8000 stand; once in a file, for all messages in it.
_NAMES = "__nameid_version1.0"
_SHORT_NAME, _DISPLAY_NAME, _RTF_BODY = 0x3704, 0x3001, 0x1009


def read_outlook(request: ReadRequest) -> Document:
    """Return the letter without its attachments."""
    return _letter(_opened(request), request)


def unpack_outlook(request: ReadRequest) -> Contents:
    """Return the letter, and its attachments as files; a message attached to it is a .msg of its own."""
    message = _opened(request)
    return Contents(_letter(message, request), _attachments(message, request))


def _opened(request: ReadRequest) -> Message:
    from oxmsg import Message

    try:
        message = Message.load(request.data)
        _ = message.properties, message.subject
    except Exception:  # noqa: BLE001 - the library raises much where a file is not what it says
        raise FileError("damaged", path=request.path) from None
    return message


def _letter(message: Message, request: ReadRequest) -> Document:
    recipients = ", ".join(f"{person.name} <{person.email_address}>" for person in message.recipients)
    sent = message.sent_date.isoformat() if message.sent_date else ""
    fields = (("From", message.sender or ""), ("To", recipients), ("Date", sent))
    body = plain_lines(message.body or "")
    page = message.html_body or ""
    pages = [decode(page).text if isinstance(page, bytes) else page] if page else []
    unread: list[Unread] = []
    if not body.strip() and not pages and (packed := message.properties.binary_prop_value(_RTF_BODY)):
        body, unread = rich_text(packed, request)
    return letter_document(
        request, "outlook", " ".join((message.subject or "").split()), fields, [Body(body, tuple(pages))], unread
    )


def _attachments(message: Message, request: ReadRequest) -> Iterator[ReadRequest | ReadError]:
    for number, attachment in enumerate(message.attachments, start=1):
        name = _name(attachment)
        storage: Any = attachment._storage
        inner = next((folder for folder in storage.storages if folder.name == _MESSAGE), None)
        if inner is not None:
            holder: Any = message._storage
            yield member_request(request, _named_message(name, number), _as_file(inner, holder))
        elif (data := attachment.file_bytes) is None:
            yield FileError("not_attached", path=f"{request.path}!{name or f'attachment-{number}'}")
        else:
            yield member_request(request, name or f"attachment-{number}", data)


def _name(attachment: Any) -> str:
    """Return the name an attachment goes by, or "" where it has none."""
    said = attachment.properties.str_prop_value
    return str(attachment.file_name or said(_SHORT_NAME) or said(_DISPLAY_NAME) or "").replace("\0", "").strip()


def _named_message(name: str, number: int) -> str:
    """Return the name of an attached message, which is its subject, as a file's."""
    stem = name.replace("/", "-") or f"attachment-{number}"
    return stem if stem.lower().endswith(".msg") else f"{stem}.msg"


def _as_file(message: Any, holder: Any) -> bytes:
    """Return a message within another as a file of its own."""
    folder = _folder(message)
    said = folder.get(_PROPERTIES, b"")
    names = next((_folder(other) for other in holder.storages if other.name == _NAMES), {})
    properties = said[:_HEADER] + _RESERVED + said[_HEADER:] if isinstance(said, bytes) else b""
    return compound_file({_NAMES: names, **folder, _PROPERTIES: properties})


def _folder(storage: Any) -> dict[str, bytes | Folder]:
    streams: dict[str, bytes | Folder] = {stream.name: stream.bytes_ for stream in storage.streams}
    return streams | {folder.name: _folder(folder) for folder in storage.storages}
