"""The reader of e-mail as .eml: the letter itself, and each attachment as a document of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage, Message

from contract_scan.document import Document, Unread
from contract_scan.errors import ReadError
from contract_scan.read.assemble import Piece, assemble, piece
from contract_scan.read.container import Contents, member_request
from contract_scan.read.encoding import decode
from contract_scan.read.failures import FileError, check_length
from contract_scan.read.html import html_pieces
from contract_scan.read.paragraphs import split_paragraphs
from contract_scan.read.request import ReadRequest
from contract_scan.read.shape import kind_of
from contract_scan.read.text import source_of

_FIELD = re.compile(
    rb"^(from|to|subject|date|received|return-path|message-id|mime-version|x-[\w-]+|delivered-to):",
    re.IGNORECASE | re.MULTILINE,
)
_SHOWN = ("From", "To", "Cc", "Date")
#: Signatures and the like, which hold no text.
_SILENT = frozenset({"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"})
_UNNAMED = "attachment"
#: Parts within parts deeper than this are not followed.
_DEPTH = 30


class MailReader:
    """Reads .eml. The body is the plain text, or the HTML where there is no plain text."""

    name = "mail"
    suffixes: tuple[str, ...] = (".eml",)

    def recognises(self, head: bytes) -> bool:
        """Say whether a file starts with the header of a message: a field on its first line, three in all."""
        return bool(_FIELD.match(head)) and len({name.lower() for name in _FIELD.findall(head)}) >= 3

    def read(self, request: ReadRequest) -> Document:
        """Return the letter without its attachments."""
        return _letter(_parsed(request), request)

    def unpack(self, request: ReadRequest) -> Contents:
        """Return the letter, and its attachments as files."""
        message = _parsed(request)
        return Contents(_letter(message, request), _attachments(message, request))


def _parsed(request: ReadRequest) -> EmailMessage:
    message = message_from_bytes(request.data, policy=policy.default)
    if not isinstance(message, EmailMessage):  # pragma: no cover - what the default policy always makes
        raise FileError("damaged", path=request.path)
    return message


def _letter(message: EmailMessage, request: ReadRequest) -> Document:
    fields = [(name, _field(message, name)) for name in _SHOWN]
    parts = list(_parts(message))
    images = sum(part.get_content_maintype() == "image" and not _is_attached(part) for part in parts)
    unread = (Unread("mail_images", details={"count": images}),) if images else ()
    plain = [decode_part(part) for part in parts if _is_body(part, "text/plain")]
    page = [decode_part(part) for part in parts if _is_body(part, "text/html")]
    return letter_document(request, "mail", _field(message, "Subject"), fields, "\n\n".join(plain), page, unread)


def letter_document(
    request: ReadRequest,
    name: str,
    subject: str,
    fields: Iterable[tuple[str, str]],
    plain: str,
    pages: Iterable[str],
    unread: Iterable[Unread] = (),
) -> Document:
    """Return the document a letter is: who wrote to whom and when, the subject, the text (HTML where no other)."""
    pieces: list[Piece] = [piece("header", f"{field}: {value}") for field, value in fields if value]
    if subject:
        pieces.append(piece("title", subject))
    said = list(unread)
    if plain.strip():
        check_length(plain, request)
        pieces += [piece("footer" if p.footer else kind_of(p.text), p.text) for p in split_paragraphs(plain)]
    else:
        for page in pages:
            found, _, gaps = html_pieces(page, request)
            pieces += found
            said += [] if said else gaps
    return assemble(pieces, source_of(request, name, title=subject or None), said)


def _parts(message: Message, depth: int = 0) -> Iterator[EmailMessage]:
    """Yield the parts of a message that hold something; an attached message is one part, not followed."""
    if message.is_multipart() and message.get_content_type() != "message/rfc822" and depth < _DEPTH:
        for part in message.get_payload():
            if isinstance(part, Message):
                yield from _parts(part, depth + 1)
    elif isinstance(message, EmailMessage):
        yield message


def _is_attached(part: EmailMessage) -> bool:
    """Say whether a part is an attachment; an image shown in the text is none, though it has a name."""
    if part.get_content_type() in _SILENT:
        return False
    if part.get_content_maintype() == "image" and part.get("Content-ID") is not None:
        return False
    if part.get_content_type() == "message/rfc822" or part.get_content_disposition() == "attachment":
        return True
    return part.get_filename() is not None or part.get_content_maintype() != "text"


def _is_body(part: EmailMessage, kind: str) -> bool:
    return part.get_content_type() == kind and not _is_attached(part)


def decode_part(part: EmailMessage) -> str:
    """Return the text of a part, by the character set it names where that is right."""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    try:
        return (
            data.decode(part.get_content_charset() or "utf-8")
            .replace("\r\n", "\n")
            .replace("\r", "\n")
            .replace("\0", "")
        )
    except (LookupError, UnicodeDecodeError):
        return decode(data).text


def _attachments(message: EmailMessage, request: ReadRequest) -> Iterator[ReadRequest | ReadError]:
    for number, part in enumerate((p for p in _parts(message) if _is_attached(p)), start=1):
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload()
            first = inner[0] if isinstance(inner, list) and inner else None
            data = first.as_bytes() if isinstance(first, Message) else b""
            name = part.get_filename() or f"{_UNNAMED}-{number}.eml"
        else:
            payload = part.get_payload(decode=True)
            data = payload if isinstance(payload, bytes) else b""
            name = part.get_filename() or f"{_UNNAMED}-{number}.{part.get_content_subtype()}"
        yield member_request(request, name, data)


def _field(message: EmailMessage, name: str) -> str:
    """Return a field of the header on one line; one that is broken is left as it stands."""
    try:
        value = str(message.get(name) or "")
    except Exception:  # noqa: BLE001 - the standard library stumbles over some broken fields
        value = next((str(raw) for field, raw in message.raw_items() if field.lower() == name.lower()), "")
    return " ".join(value.replace("\0", "").split())
