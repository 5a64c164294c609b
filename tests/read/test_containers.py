"""Mail and archives: each document in one is a document of its own, and one that fails costs no other."""

import gzip
import io
import zipfile
import zlib
from base64 import b64encode
from email.message import EmailMessage

import pytest

from contract_scan.document import Document
from contract_scan.errors import ReadError
from contract_scan.read import Limits
from contract_scan.read.entry import NESTING

TERM = "The parties keep the information secret."


def zipped(**files):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "."), data)
    return file.getvalue()


def mail(body="Dear Sir,\n\nWe fund the project with EUR 10.000.\n\nYours", **attachments):
    message = EmailMessage()
    message["From"], message["To"] = "Funder <office@funder.example>", "dean@university.example"
    message["Date"], message["Subject"] = "Mon, 02 Mar 2026 10:00:00 +0100", "Toekenning"
    message.set_content(body)
    for name, data in attachments.items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name.replace("__", "."))
    return message


def by_path(found):
    return {str(d.source.path if isinstance(d, Document) else d.values["path"]): d for d in found}


def test_a_letter_is_its_header_subject_and_text(read_as):
    document = read_as("letter.eml", bytes(mail()))
    kinds = [(block.kind, document.quote(block.span)) for block in document.blocks]
    assert kinds[0] == ("header", "From: Funder <office@funder.example>")
    assert ("title", "Toekenning") in kinds
    assert ("paragraph", "We fund the project with EUR 10.000.") in kinds


def test_each_attachment_is_a_document_with_a_path_through_the_mail(read_all_as):
    found = by_path(read_all_as("m.eml", bytes(mail(note__txt=TERM.encode(), scan__png=b"\x89PNG\r\n\x1a\n0"))))
    assert list(found) == ["m.eml", "m.eml!note.txt", "m.eml!scan.png"]
    assert found["m.eml!note.txt"].text == TERM
    assert isinstance(found["m.eml!scan.png"], ReadError)


def test_a_mail_within_a_mail_keeps_its_own_attachments(read_all_as):
    outer = mail()
    outer.add_attachment(mail(body="The inner letter.", note__txt=TERM.encode()))
    found = by_path(read_all_as("m.eml", bytes(outer)))
    assert found["m.eml!attachment-1.eml!note.txt"].text == TERM


def test_a_letter_only_in_html_is_read_and_its_images_are_named(read_as):
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@b.example", "c@d.example", "Award"
    message.set_content("<p>We fund <b>you</b>.</p><img src='cid:logo'>", subtype="html")
    message.add_related(b"\x89PNG\r\n\x1a\n", "image", "png", cid="<logo>", filename="logo.png")
    document = read_as("m.eml", bytes(message))
    assert "We fund you." in document.text
    assert [gap.reason for gap in document.unread] == ["mail_images"]


def test_reading_one_of_several_says_that_there_are_others(read_as):
    document = read_as("m.eml", bytes(mail(note__txt=TERM.encode())))
    assert [(gap.reason, gap.details["count"]) for gap in document.unread] == [("other_documents", 1)]


def test_an_archive_is_the_documents_in_it_in_order_of_name(read_all_as):
    found = by_path(read_all_as("all.zip", zipped(b__txt=TERM, a__html="<html><p>One.</p></html>")))
    assert {path: document.text for path, document in found.items()} == {
        "all.zip!a.html": "One.",
        "all.zip!b.txt": TERM,
    }


def test_a_bomb_is_refused_and_the_other_documents_are_read(read_all_as):
    limits = Limits(file_bytes=100_000)
    found = by_path(read_all_as("b.zip", zipped(bomb__txt="0" * 5_000_000, note__txt=TERM), limits=limits))
    assert found["b.zip!bomb.txt"].key == "member_too_large"
    assert found["b.zip!note.txt"].text == TERM


def test_all_that_a_file_unpacks_to_is_bounded(read_all_as):
    files = {f"f{number}__txt": "word " * 10_000 for number in range(10)}
    found = read_all_as("b.zip", zipped(**files), limits=Limits(unpacked_bytes=120_000))
    assert [type(d) is Document for d in found] == [True, True, False]
    assert found[-1].key == "holds_too_much"


def test_archives_in_archives_are_opened_only_so_deep(read_all_as):
    data = zipped(note__txt=TERM)
    for _ in range(NESTING + 3):
        data = zipped(inner__zip=data)
    (found,) = read_all_as("deep.zip", data)
    assert found.key == "nested_too_deep"


def test_a_damaged_or_locked_file_in_an_archive_costs_only_itself(read_all_as):
    data = bytearray(zipped(a__txt=TERM * 50, b__txt=TERM))
    data[60:70] = b"\xff" * 10
    found = by_path(read_all_as("x.zip", bytes(data)))
    assert found["x.zip!a.txt"].key == "member_damaged"
    assert found["x.zip!b.txt"].text == TERM
    locked = bytearray(zipped(a__txt=TERM))
    for at in (6, locked.rindex(b"PK\x01\x02") + 8):
        locked[at] |= 1
    assert read_all_as("x.zip", bytes(locked))[0].key == "member_encrypted"


@pytest.mark.parametrize("data", [b"PK\x03\x04 nothing more", b"PK\x05\x06" + bytes(18)])
def test_an_archive_without_documents_is_one_sentence(read_all_as, data):
    (found,) = read_all_as("x.zip", data)
    assert found.key in ("damaged", "holds_nothing")


def test_what_macs_and_windows_add_to_archives_is_passed_over(read_all_as):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("__MACOSX/._note.txt", b"\0\1")
        archive.writestr("note.txt", TERM)
    assert list(by_path(read_all_as("x.zip", file.getvalue()))) == ["x.zip!note.txt"]


def test_names_within_a_container_are_spelled_out_where_a_terminal_would_obey_them(read_all_as):
    odd = "a\x1b[31m\u202e\n.txt"
    (found,) = read_all_as("x.zip", zipped(**{odd: TERM}))
    assert found.source.path == "x.zip!a\\x1b[31m\\u202e\\n.txt"
    assert found.text == TERM


def test_a_file_without_a_name_in_an_archive_costs_no_other(read_all_as):
    found = by_path(read_all_as("x.zip", zipped(abc=TERM, b__txt=TERM).replace(b"abc", b"\0bc")))
    assert found["x.zip!b.txt"].text == TERM


PACKED = "From: a@b.example\nTo: c@d.example\nSubject: S\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n"


@pytest.mark.parametrize(("packing", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress)])
def test_a_text_that_its_header_says_is_packed_is_unpacked(read_as, packing, pack):
    letters = b64encode(pack(TERM.encode())).decode()
    document = read_as("a.eml", f"{PACKED}Content-Encoding: {packing}\n\n{letters}\n")
    assert TERM in document.text and document.unread == ()


def test_a_text_packed_in_a_way_that_is_not_known_is_named(read_as):
    document = read_as("a.eml", f"{PACKED}Content-Encoding: zstd\n\n{b64encode(TERM.encode()).decode()}\n")
    assert [part.reason for part in document.unread] == ["mail_damaged"]


def test_a_message_within_a_message_that_is_written_as_letters_is_read(read_all_as):
    inner = b64encode(bytes(mail(TERM))).decode()
    part = f"Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n{inner}\n"
    outer = f'From: a@b.example\nTo: c@d.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n--b\n{part}--b--\n'
    found = [one.text for one in read_all_as("a.eml", outer.encode()) if isinstance(one, Document)]
    assert any(TERM in text and "Toekenning" in text for text in found)


def test_what_stands_behind_the_end_of_an_archive_is_read(read_all_as):
    found = by_path(read_all_as("a.zip", zipped(a__txt=b"Some text.") + TERM.encode()))
    assert sorted(found) == ["a.zip!a.txt", "a.zip!behind the archive.txt"]
    assert found["a.zip!behind the archive.txt"].text == TERM


def test_what_stands_before_an_archive_is_read_unless_it_is_the_program_that_unpacks_it(read_all_as):
    archive = zipped(a__txt=b"Some text.")
    found = by_path(read_all_as("a.zip", TERM.encode() + b"\n" + archive))
    assert found["a.zip!before the archive.txt"].text == TERM
    assert sorted(by_path(read_all_as("a.zip", b"#!/bin/sh\n" + archive))) == ["a.zip!a.txt"]


def test_a_word_at_the_end_of_a_line_that_flows_on_is_whole(read_as):
    head = "From: a@b.example\nSubject: S\nContent-Type: text/plain; format=flowed; delsp=yes\n\n"
    document = read_as("a.eml", head + TERM[:12] + " \n" + TERM[12:15] + " \n" + TERM[15:] + "\n-- \nA. Sender\n")
    assert TERM in document.text and document.text.endswith("A. Sender") and "--A." not in document.text
