"""The reader of e-mail as .eml: the letter itself, and each attachment as a document of its own."""

from __future__ import annotations

import re
import zlib
from binascii import a2b_base64, a2b_qp, a2b_uu
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from email import errors, message_from_bytes, policy
from email.message import EmailMessage, Message

from contract_scan.document import Document, Unread
from contract_scan.errors import ReadError
from contract_scan.read.characters.encoding import decode, plain_lines
from contract_scan.read.container import Contents, member_request
from contract_scan.read.failures import FileError, check_length
from contract_scan.read.html.reader import html_pieces
from contract_scan.read.mail.compressed_rtf import unpacked_rtf
from contract_scan.read.request import ReadRequest
from contract_scan.read.rtf.reader import read_rtf
from contract_scan.read.source import source_of
from contract_scan.read.structure.assemble import Piece, as_hidden, assemble, piece
from contract_scan.read.structure.paragraphs import split_paragraphs
from contract_scan.read.structure.shape import kind_of

_SHOWN = ("From", "Reply-To", "To", "Cc", "Bcc", "Date")
#: Signatures and the like, which hold no text.
_SILENT = frozenset({"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"})
_SIGNATURES = (".p7s", ".asc", ".sig", ".pgp")
#: The end of a line that goes on in the next, where its space is no part of the text (format=flowed; delsp=yes); the
#: line before a signature is none.
_SOFT_END = re.compile(r"(?<!^--) \n", re.MULTILINE)
_WIDE = ("utf-16", "utf16", "utf-32", "utf32", "ucs")
_TEXTS = ("text/plain", "text/html")
_UNNAMED = "attachment"
_WORD = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"<?\b(?:https?:|mailto:|www\.)\S+|\S+@\S+|\[(?:cid|image):[^\]\n]*\]")
#: A file written into the text as letters: "begin 644 name", lines, "end".
_UUENCODED = re.compile(r"^begin [0-7]{3,4} (\S[^\n]*)\n((?:[!-`][ -`]*\n)+)(?:end[ \t]*$|\Z)", re.MULTILINE)
#: What the parser finds where a message is cut off, or where letters that stand for bytes are not all.
_DAMAGE = (
    errors.CloseBoundaryNotFoundDefect,
    errors.InvalidBase64CharactersDefect,
    errors.InvalidBase64LengthDefect,
    errors.InvalidBase64PaddingDefect,
)
#: What mail programs write before the parts of a message; fewer words than this say nothing.
_NOTICE = re.compile(
    r"multi-?part message|S/MIME signed|MIME[- ](?:encoded|encapsulated|format|formatted|version)", re.IGNORECASE
)
_FEWEST_AROUND = 4
#: Where the next message of a mailbox begins.
_NEXT = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\n]*\n(?=[A-Za-z][\w-]*:)")
#: How a part may be packed, and the windows with which zlib unpacks it, one after the other; up to so many bytes.
_PACKINGS = {"gzip": (31,), "x-gzip": (31,), "deflate": (15, -15)}
_MOST_UNPACKED = 100_000_000
_LETTERS: dict[str, Callable[[bytes], bytes]] = {"base64": a2b_base64, "quoted-printable": a2b_qp}
#: Parts within parts deeper than this are not followed.
_DEPTH = 30


def read_mail(request: ReadRequest) -> Document:
    """Return the letter without its attachments."""
    return _letter(_parsed(request), request)


def unpack_mail(request: ReadRequest) -> Contents:
    """Return the letter, and its attachments as files; of a mailbox each message."""
    if len(messages := _in_mailbox(request.data)) > 1:
        named = ((f"message-{number}.eml", one) for number, one in enumerate(messages, start=1))
        return Contents(None, (member_request(request, name, one) for name, one in named))
    message = _parsed(request)
    return Contents(_letter(message, request), _attachments(message, request))


def _in_mailbox(data: bytes) -> list[bytes]:
    """Return the messages of a mailbox, each behind its line "From …"; none of a file that is no mailbox."""
    if not data.startswith(b"From "):
        return []
    lines = list(_NEXT.finditer(data))
    ends = [*(line.start() for line in lines[1:]), len(data)]
    return [data[line.end() : end] for line, end in zip(lines, ends, strict=False)]


def _parsed(request: ReadRequest) -> EmailMessage:
    message = message_from_bytes(request.data, policy=policy.default)
    if not isinstance(message, EmailMessage):  # pragma: no cover - what the default policy always makes
        raise FileError("damaged", path=request.path)
    return message


def _letter(message: EmailMessage, request: ReadRequest) -> Document:
    fields = [(name, _field(message, name)) for name in _SHOWN]
    parts = list(_parts(message))
    images = sum(part.get_content_maintype() == "image" and not _is_attached(part) for part in parts)
    bodies = [*_bodies(message), *(Body(text, hidden=True) for text in _around(message))]
    unread = [Unread("mail_images", details={"count": images})] if images else []
    damaged = any(isinstance(defect, _DAMAGE) for part in message.walk() for defect in part.defects)
    damaged = damaged or any(_is_packed(part) for part in parts)
    if damaged or message.get_content_type() == "message/partial":
        unread.append(Unread("mail_damaged"))
    return letter_document(request, "mail", _field(message, "Subject"), fields, bodies, unread)


@dataclass(frozen=True, slots=True)
class Body:
    """A part of a letter's text: as plain text, as HTML pages, or both where each stands for the other.

    What is `hidden` no program shows.
    """

    plain: str = ""
    pages: tuple[str, ...] = ()
    hidden: bool = False


def letter_document(
    request: ReadRequest,
    name: str,
    subject: str,
    fields: Iterable[tuple[str, str]],
    bodies: Iterable[Body],
    unread: Iterable[Unread] = (),
) -> Document:
    """Return the document a letter is: who wrote to whom and when, the subject, the text.

    Of two forms of the same text the one with more words is read; that they differ is said.
    """
    pieces: list[Piece] = [piece("header", f"{field}: {value}") for field, value in fields if value]
    if subject:
        pieces.append(piece("title", subject))
    said = list(unread)
    for body in bodies:
        found, gaps = _body_pieces(body, request)
        pieces += found
        told = any(gap.reason in ("mail_images", "html_images") for gap in said)
        said += [gap for gap in gaps if gap.reason != "html_images" or not told]
    return assemble(pieces, source_of(request, name, title=subject or None), said)


def rich_text(packed: bytes, request: ReadRequest) -> tuple[str, list[Unread]]:
    """Return the paragraphs of a text in Outlook's own form; of one that is damaged or too large, that it is unread."""
    text = ""
    if (unpacked := unpacked_rtf(packed, request.limits.unpacked_bytes)) is not None:
        document = read_rtf(replace(request, data=unpacked))
        text = "\n\n".join(document.quote(block.span) for block in document.blocks)
    return text, [] if text.strip() else [Unread("mail_rtf_only")]


def _body_pieces(body: Body, request: ReadRequest) -> tuple[list[Piece], list[Unread]]:
    """Return the pieces of the fuller form of a text, and what is to be said of it."""
    check_length(body.plain, request)
    plain = [piece("footer" if p.footer else kind_of(p.text), p.text) for p in split_paragraphs(body.plain)]
    if body.hidden:
        plain = [as_hidden(part) for part in plain]
    said: list[Unread] = []
    if not body.pages:
        return plain, said
    shown: list[Piece] = []
    gaps: list[Unread] = []
    for page in body.pages:
        found, _, more = html_pieces(page, request)
        shown += found
        gaps += more
    if not body.plain.strip():
        return shown, gaps
    written, seen = _words(plain), _words(shown)
    fuller, other = (shown, written - seen) if seen.total() > written.total() else (plain, seen - written)
    if other:
        said.append(Unread("mail_forms_differ", details={"count": other.total()}))
    return fuller, [*said, *(gap for gap in gaps if fuller is shown)]


def _words(pieces: Iterable[Piece]) -> Counter[str]:
    """Count the words of a text; addresses, and the names of images, are no words of it."""
    return Counter(w.lower() for part in pieces for w in _WORD.findall(_ADDRESS.sub(" ", part.text)))


def _bodies(message: Message, depth: int = 0) -> Iterator[Body]:
    """Yield the texts of a message in order; those that stand for each other are one."""
    if depth >= _DEPTH or message.get_content_type() == "message/rfc822":
        return
    if message.get_content_type() == "multipart/alternative":
        parts = list(_parts(message))
        plain = [decode_part(part) for part in parts if _is_body(part, "text/plain")]
        yield Body("\n\n".join(plain), tuple(decode_part(part) for part in parts if _is_body(part, "text/html")))
    elif message.is_multipart():
        for part in message.get_payload():
            if isinstance(part, Message):
                yield from _bodies(part, depth + 1)
    elif isinstance(message, EmailMessage) and _is_body(message, "text/plain"):
        yield Body(_without_files(decode_part(message)))
    elif isinstance(message, EmailMessage) and _is_body(message, "text/html"):
        yield Body(pages=(decode_part(message),))


def _around(message: Message) -> Iterator[str]:
    """Yield what stands before and after the parts of a message, beside the usual notice to very old programs."""
    for part in message.walk():
        for text in (part.preamble, part.epilogue):
            if text and len(_WORD.findall(text)) >= _FEWEST_AROUND and not _NOTICE.search(text):
                yield text


def _without_files(text: str) -> str:
    """Return a text without the files that were written into it as letters (uuencode)."""
    return _UUENCODED.sub("\n", text)


def _parts(message: Message, depth: int = 0) -> Iterator[EmailMessage]:
    """Yield the parts of a message that hold something; an attached message is one part, not followed."""
    if message.is_multipart() and message.get_content_maintype() != "message" and depth < _DEPTH:
        for part in message.get_payload():
            if isinstance(part, Message):
                yield from _parts(part, depth + 1)
    elif isinstance(message, EmailMessage):
        yield message


def _is_attached(part: EmailMessage) -> bool:
    """Say whether a part is an attachment; an image shown in the text is none, though it has a name."""
    if _is_signature(part):
        return False
    if part.get_content_maintype() == "image" and part.get("Content-ID") is not None:
        return False
    if part.get_content_type() == "message/rfc822" or part.get_content_disposition() == "attachment":
        return True
    return part.get_filename() is not None or part.get_content_type() not in _TEXTS


def _is_signature(part: EmailMessage) -> bool:
    """Say whether a part is a signature by its type, and by its name if it has one."""
    name = (part.get_filename() or _SIGNATURES[0]).lower()
    return part.get_content_type() in _SILENT and name.endswith(_SIGNATURES)


def _is_body(part: EmailMessage, kind: str) -> bool:
    return part.get_content_type() == kind and not _is_attached(part)


def _content(part: EmailMessage) -> bytes:
    """Return the bytes of a part, unpacked where its header says that they are packed (gzip, deflate)."""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return b""
    windows = _PACKINGS.get(_field(part, "Content-Encoding").lower(), ())
    for window in windows:
        try:
            unpacked = zlib.decompressobj(window).decompress(data, _MOST_UNPACKED + 1)
        except zlib.error:
            continue
        if len(unpacked) > _MOST_UNPACKED:
            raise FileError("holds_too_much", path=part.get_filename() or _UNNAMED)
        return unpacked
    return data


def _is_packed(part: EmailMessage) -> bool:
    """Say whether a part is packed in a way that is not unpacked."""
    said = _field(part, "Content-Encoding").lower()
    return said not in ("", "identity", "7bit", "8bit", "binary", "base64", "quoted-printable", *_PACKINGS)


def decode_part(part: EmailMessage) -> str:
    """Return the text of a part, by the character set it names where that is right."""
    data = _content(part)
    charset = part.get_content_charset() or "utf-8"
    if charset.startswith(_WIDE) and b"\0" not in data:
        charset = "utf-8"  # no text in Latin letters is without NUL bytes in these
    try:
        text = plain_lines(data.decode(charset))
    except (LookupError, UnicodeDecodeError):
        text = decode(data).text
    flowed = str(part.get_param("format", "")).lower() == "flowed" and str(part.get_param("delsp", "")).lower() == "yes"
    return _SOFT_END.sub("", text) if flowed else text


def _attachments(message: EmailMessage, request: ReadRequest) -> Iterator[ReadRequest | ReadError]:
    for number, part in enumerate((p for p in _parts(message) if _is_attached(p)), start=1):
        if part.get_content_type() == "message/external-body":
            yield FileError("not_attached", path=f"{request.path}!{part.get_filename() or _UNNAMED}")
            continue
        if part.get_content_type() == "message/rfc822":
            data = _message_in(part)
            name = part.get_filename() or f"{_UNNAMED}-{number}.eml"
        elif part.is_multipart():  # what a mail program tells of a message: "could not be delivered"
            data = b"\n\n".join(one.as_bytes() for one in part.get_payload() if isinstance(one, Message))
            name = part.get_filename() or f"{_UNNAMED}-{number}.{part.get_content_subtype()}.txt"
        else:
            data = _content(part)
            name = part.get_filename() or f"{_UNNAMED}-{number}.{part.get_content_subtype()}"
        yield member_request(request, name, data)
    yield from _files_in_text(message, request)


def _message_in(part: EmailMessage) -> bytes:
    """Return the message that is a part of another; one written as letters (base64), against the standard, too."""
    inner = part.get_payload()
    first = inner[0] if isinstance(inner, list) and inner else None
    data = first.as_bytes() if isinstance(first, Message) else b""
    decode_it = _LETTERS.get(_field(part, "Content-Transfer-Encoding").lower())
    if decode_it is None or (isinstance(first, Message) and first.keys()):
        return data
    try:
        return decode_it(data)
    except ValueError:
        return data


def _files_in_text(message: EmailMessage, request: ReadRequest) -> Iterator[ReadRequest | ReadError]:
    """Yield the files that were written into the text as letters (uuencode)."""
    for part in _parts(message):
        for name, lines in _UUENCODED.findall(decode_part(part) if _is_body(part, "text/plain") else ""):
            try:
                data = b"".join(a2b_uu(line) for line in lines.splitlines())
            except ValueError:
                yield FileError("member_damaged", path=f"{request.path}!{name.strip()}")
                continue
            yield member_request(request, name.strip(), data)


def _field(message: EmailMessage, name: str) -> str:
    """Return a field of the header on one line; one that is broken is left as it stands."""
    try:
        value = str(message.get(name) or "")
    except Exception:  # noqa: BLE001 - the standard library stumbles over some broken fields
        value = next((str(raw) for field, raw in message.raw_items() if field.lower() == name.lower()), "")
    return " ".join(value.replace("\0", "").split())
