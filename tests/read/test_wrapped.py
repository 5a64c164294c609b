"""What mail programs wrap letters in: winmail.dat, and signatures with what they sign within them."""

from __future__ import annotations

import datetime
import shutil
import struct
import subprocess
from base64 import encodebytes
from email.message import EmailMessage

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import NameOID

from contract_scan.document import Document
from contract_scan.read import read_all_bytes
from contract_scan_builtins.readers import readers

CLAUSE = "The University shall not publish the results without the consent of the Sponsor."
PART = b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + CLAUSE.encode() + b"\r\n"


@pytest.fixture(scope="module")
def key():
    return rsa.generate_private_key(65537, 2048)


@pytest.fixture(scope="module")
def certificate(key):
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Sponsor")])
    day = datetime.datetime(2026, 3, 2)
    made = x509.CertificateBuilder(name, name, key.public_key(), 7, day, day + datetime.timedelta(9))
    return made.sign(key, hashes.SHA256())


@pytest.fixture
def signed(key, certificate):
    def made(content: bytes, *options: pkcs7.PKCS7Options, form=serialization.Encoding.DER) -> bytes:
        builder = pkcs7.PKCS7SignatureBuilder().set_data(content).add_signer(certificate, key, hashes.SHA256())
        return builder.sign(form, [pkcs7.PKCS7Options.Binary, *options])

    return made


def read_all_as(path: str, data: bytes):
    return read_all_bytes(data, path, list(readers()))


def letter(name: str, data: bytes, kind: str = "application/pkcs7-mime") -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.org", "b@example.org", "Draft"
    main, sub = kind.split("/")
    message.set_content(data, main, sub, disposition="attachment", filename=name)
    return message.as_bytes()


def texts(found) -> str:
    return "\n".join(one.text if isinstance(one, Document) else one.sentence("en") for one in found)


def test_a_signed_message_whose_text_stands_within_the_signature_is_read(signed) -> None:
    assert CLAUSE in texts(read_all_as("m.eml", letter("smime.p7m", signed(PART))))


def test_a_document_signed_as_a_file_is_read_as_the_document_it_is(signed) -> None:
    [document] = read_all_as("contract.txt.p7m", signed(CLAUSE.encode()))
    assert document.text == CLAUSE
    assert document.source.path == "contract.txt.p7m!contract.txt"
    [document] = read_all_as("contract.p7m", b"-----BEGIN PKCS7-----\n" + encodebytes(signed(CLAUSE.encode())))
    assert document.text == CLAUSE


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl is not installed")
def test_a_signed_message_in_pieces_of_unstated_length_is_read(key, certificate, tmp_path) -> None:
    pem, text = tmp_path / "key.pem", tmp_path / "text"
    plain = serialization.NoEncryption()
    pem.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    text.write_bytes(PART * 3_000)
    how = ["-nodetach", "-binary", "-stream", "-outform", "DER"]
    made = subprocess.run(
        ["openssl", "cms", "-sign", *how, "-signer", pem, "-in", text], capture_output=True, check=True
    ).stdout
    assert made[1] == 0x80
    assert texts(read_all_as("m.eml", letter("smime.p7m", made))).count(CLAUSE) == 3_000


def test_an_encrypted_message_is_named_as_encrypted_and_a_bare_signature_as_one(signed, certificate) -> None:
    builder = pkcs7.PKCS7EnvelopeBuilder().set_data(PART).add_recipient(certificate)
    closed = builder.encrypt(serialization.Encoding.DER, [pkcs7.PKCS7Options.Binary])
    first, error = read_all_as("m.eml", letter("smime.p7m", closed))
    assert (error.key, first.unread[0].reason) == ("is_encrypted_message", "member_not_read")
    [error] = read_all_as("contract.p7s", signed(PART, pkcs7.PKCS7Options.DetachedSignature))
    assert error.key == "is_signature"


def test_a_signed_file_that_is_cut_off_anywhere_is_a_sentence_or_what_was_signed(signed) -> None:
    whole = signed(CLAUSE.encode())
    for end in range(1, len(whole), 7):
        found = read_all_as("contract.txt.p7m", whole[:end])
        assert all(isinstance(one, Document) or one.key != "reader_failed" for one in found)


def attribute(level: int, number: int, data: bytes) -> bytes:
    return struct.pack("<BII", level, number, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)


def properties(*values: tuple[int, int, bytes]) -> bytes:
    out = struct.pack("<I", len(values))
    for number, kind, data in values:
        name = struct.pack("<16sII", bytes(16), 0, 1) if number >= 0x8000 else b""
        size = struct.pack("<II", 1, len(data)) if kind in (0x0D, 0x1E, 0x1F, 0x102) else b""
        out += struct.pack("<HH", kind, number) + name + size + data + bytes(-len(data) % 4)
    return out


def winmail(*attributes: bytes) -> bytes:
    return b"\x78\x9f\x3e\x22" + struct.pack("<H", 7) + b"".join(attributes)


def utf16(text: str) -> bytes:
    return f"{text}\0".encode("utf-16-le")


ATTACHED = (
    attribute(2, 0x00069002, bytes(14)),
    attribute(2, 0x00018010, b"ANNEX~1.TXT\0"),
    attribute(2, 0x0006800F, CLAUSE.encode()),
    attribute(2, 0x00069005, properties((0x3707, 0x1F, utf16("Annex één.txt")))),
)


def test_what_outlook_packs_into_winmail_dat_is_read() -> None:
    own = properties((0x8001, 3, bytes(4)), (0x1000, 0x1F, utf16("Existence is secret.")), (0x37, 0x1F, utf16("Hello")))
    found = read_all_as(
        "m.eml", letter("winmail.dat", winmail(attribute(1, 0x00069003, own), *ATTACHED), "application/ms-tnef")
    )
    _, message, annex = found
    assert message.text == "Hello\nExistence is secret."
    assert (annex.text, annex.source.path) == (CLAUSE, "m.eml!winmail.dat!Annex één.txt")
    assert not any(one.unread for one in found)


def test_the_text_of_winmail_dat_is_read_in_each_of_its_forms() -> None:
    rtf = b"{\\rtf1 " + CLAUSE.encode() + b"}"
    packed = struct.pack("<III4s", len(rtf) + 12, len(rtf), 0, b"")[:8] + b"MELA" + bytes(4) + rtf
    for value in (
        (0x1009, 0x102, packed),
        (0x1013, 0x102, f"<html><p>{CLAUSE}</html>".encode()),
        (0x1000, 0x1E, CLAUSE.encode()),
    ):
        [message] = read_all_as("winmail.dat", winmail(attribute(1, 0x00069003, properties(value))))
        assert message.text == CLAUSE
    [message] = read_all_as("winmail.dat", winmail(attribute(1, 0x0002800C, CLAUSE.encode() + b"\0")))
    assert message.text == CLAUSE


def test_a_message_within_winmail_dat_is_read_and_a_link_is_named() -> None:
    inner = winmail(attribute(1, 0x0002800C, CLAUSE.encode()))
    held = attribute(2, 0x00069005, properties((0x3701, 0x0D, bytes(16) + inner)))
    begin = attribute(2, 0x00069002, bytes(14))
    message, link = read_all_as("winmail.dat", winmail(begin, held, begin))
    assert message.text == CLAUSE
    assert link.key == "not_attached"


def test_winmail_dat_that_is_cut_off_anywhere_is_named_or_read_whole() -> None:
    parts = (attribute(1, 0x00069003, properties((0x1000, 0x1F, utf16(CLAUSE)))), *ATTACHED)
    whole = winmail(*parts)
    between = {6 + len(b"".join(parts[:count])) for count in range(1, 6)}  # a whole file of fewer parts
    for end in range(6, len(whole)):
        found = read_all_as("winmail.dat", whole[:end])
        assert all(isinstance(one, Document) or one.key != "reader_failed" for one in found)
        assert end in between or any(one.unread if isinstance(one, Document) else True for one in found), end
