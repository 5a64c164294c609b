"""The reader of Outlook messages (.msg): the letter itself, and each attachment as a document of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from contract_scan.document import Document
from contract_scan.errors import ReadError
from contract_scan.read.container import Contents, member_request
from contract_scan.read.encoding import decode
from contract_scan.read.failures import FileError
from contract_scan.read.mail import letter_document
from contract_scan.read.request import ReadRequest
from contract_scan.read.signatures import is_ole

if TYPE_CHECKING:
    from oxmsg import Message


class OutlookReader:
    """Reads .msg with python-oxmsg. An attached Outlook message is said to be there, and not opened."""

    name = "outlook"
    suffixes: tuple[str, ...] = (".msg",)

    def recognises(self, head: bytes) -> bool:
        """Say whether a file is an OLE container, as .msg is; the suffix tells it from .doc."""
        return is_ole(head)

    def read(self, request: ReadRequest) -> Document:
        """Return the letter without its attachments."""
        return _letter(_opened(request), request)

    def unpack(self, request: ReadRequest) -> Contents:
        """Return the letter, and its attachments as files."""
        message = _opened(request)
        return Contents(_letter(message, request), _attachments(message, request))


def _opened(request: ReadRequest) -> Message:
    from oxmsg import Message

    try:
        return Message.load(request.data)
    except Exception:  # noqa: BLE001 - the library raises much where a file is not what it says
        raise FileError("damaged", path=request.path) from None


def _letter(message: Message, request: ReadRequest) -> Document:
    recipients = ", ".join(f"{person.name} <{person.email_address}>" for person in message.recipients)
    sent = message.sent_date.isoformat() if message.sent_date else ""
    fields = (("From", message.sender or ""), ("To", recipients), ("Date", sent))
    body = (message.body or "").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    page = message.html_body or ""
    pages = [decode(page).text if isinstance(page, bytes) else page] if page else []
    return letter_document(request, "outlook", " ".join((message.subject or "").split()), fields, body, pages)


def _attachments(message: Message, request: ReadRequest) -> Iterator[ReadRequest | ReadError]:
    for number, attachment in enumerate(message.attachments, start=1):
        name = attachment.file_name or f"attachment-{number}"
        data = attachment.file_bytes
        if data is None:
            yield FileError("not_attached", path=f"{request.path}!{name}")
        else:
            yield member_request(request, name, data)
