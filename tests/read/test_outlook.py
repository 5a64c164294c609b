"""Outlook messages, written property by property: the letter, its attachments, and messages within messages."""

import datetime as dt
import struct

import olefile
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contract_scan.document import Document
from contract_scan.read import FileError
from contract_scan.read.mail.compound import compound_file
from contract_scan.read.mail.compressed_rtf import unpacked_rtf

TERM = "The parties keep the information secret."
SENT = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
SUBJECT, BODY, HTML, RTF, SENDER, ADDRESS = 0x0037, 0x1000, 0x1013, 0x1009, 0x0C1A, 0x0C1F
NAME, MAIL, DATA, METHOD, LONG_NAME, SHORT_NAME = 0x3001, 0x3003, 0x3701, 0x3705, 0x3707, 0x3704


def stored(header, properties, **folders):
    """Return a folder of a message: each property as a line of the list and, where it is long, a stream."""
    lines, streams = [bytes(header)], {}
    for number, value in properties.items():
        kind = {str: 0x1F, bytes: 0x102, int: 3, dt.datetime: 0x40}[type(value)]
        if isinstance(value, str | bytes):
            data = value.encode("utf-16-le") if isinstance(value, str) else value
            streams[f"__substg1.0_{number:04X}{kind:04X}"] = data
            value = len(data)
        elif isinstance(value, dt.datetime):
            value = int((value - dt.datetime(1601, 1, 1, tzinfo=dt.UTC)).total_seconds()) * 10_000_000
        lines.append(struct.pack("<HHIQ", kind, number, 6, value))
    return {"__properties_version1.0": b"".join(lines), **streams, **folders}


def message(subject="Toekenning", body=TERM, attachments=(), header=32, **more):
    """Return the folder of a message with a sender, a recipient and attachments."""
    said = {SUBJECT: subject, SENDER: "Funder", ADDRESS: "office@funder.example", 0x0039: SENT} | more.get("said", {})
    said |= {BODY: body} if body else {}
    folders = {"__recip_version1.0_#00000000": stored(8, {NAME: "Dean", MAIL: "dean@university.example"})}
    for at, (properties, inner) in enumerate(attachments):
        folder = {"__substg1.0_3701000D": inner} if inner else {}
        folders[f"__attach_version1.0_#{at:08X}"] = stored(8, properties, **folder)
    names = {"__nameid_version1.0": {"__substg1.0_00020102": b""}} if header == 32 else {}
    return stored(header, said, **folders, **names)


def attached(name, data):
    return ({LONG_NAME: name, DATA: data, METHOD: 1}, None)


def within(subject, **options):
    return ({NAME: subject, METHOD: 5}, message(subject, header=24, **options))


def by_path(found):
    return {str(d.source.path if isinstance(d, Document) else d.values["path"]): d for d in found}


def test_an_outlook_message_is_its_header_subject_and_text(read_as):
    document = read_as("brief.msg", compound_file(message()))
    assert [(block.kind, document.quote(block.span)) for block in document.blocks] == [
        ("header", 'From: "Funder" <office@funder.example>'),
        ("header", "To: Dean <dean@university.example>"),
        ("header", "Date: 2026-03-02T09:00:00+00:00"),
        ("title", "Toekenning"),
        ("paragraph", TERM),
    ]


def test_each_attachment_of_an_outlook_message_is_a_document_of_its_own(read_all_as):
    large = ("word " * 30_000 + ".").encode()
    short = ({SHORT_NAME: "OLD.TXT", DATA: b"An old name.", METHOD: 1}, None)
    data = compound_file(message(attachments=[attached("note.txt", TERM.encode()), attached("long.txt", large), short]))
    found = by_path(read_all_as("m.msg", data))
    assert list(found) == ["m.msg", "m.msg!note.txt", "m.msg!long.txt", "m.msg!OLD.TXT"]
    assert found["m.msg!note.txt"].text == TERM
    assert len(found["m.msg!long.txt"].text) == len(large)


def test_an_outlook_message_within_a_message_is_opened_with_its_own_attachments(read_all_as):
    inner = within("Offer", body="The inner letter.", attachments=[attached("note.txt", TERM.encode())])
    middle = within("Re: Offer", attachments=[inner])
    found = by_path(read_all_as("m.msg", compound_file(message(attachments=[middle]))))
    assert list(found) == [
        "m.msg",
        "m.msg!Re: Offer.msg",
        "m.msg!Re: Offer.msg!Offer.msg",
        "m.msg!Re: Offer.msg!Offer.msg!note.txt",
    ]
    assert "The inner letter." in found["m.msg!Re: Offer.msg!Offer.msg"].text
    assert found["m.msg!Re: Offer.msg!Offer.msg!note.txt"].text == TERM


def test_an_attachment_that_is_a_link_is_named(read_all_as):
    found = by_path(read_all_as("m.msg", compound_file(message(attachments=[({LONG_NAME: "plan.docx"}, None)]))))
    assert found["m.msg!plan.docx"].key == "not_attached"


def test_an_outlook_message_only_in_html_is_read(read_as):
    page = "<p>Publicatie na <b>goedkeuring</b>, café.</p>"
    said = {HTML: page.encode(), 0x3FDE: 65001}
    assert "Publicatie na goedkeuring, café." in read_as("m.msg", compound_file(message(body="", said=said))).text


def packed(text):
    """Return Rich Text in Outlook's own form, every byte of it as it is."""
    groups = [b"\0" + text[at : at + 8] for at in range(0, len(text), 8)]
    return struct.pack("<II4sI", 0, len(text), b"LZFu", 0) + b"".join(groups)


#: What [MS-OXRTFCP] gives as an example, with references into what was before.
EXAMPLE = "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"


def test_a_text_only_in_outlooks_own_form_is_read(read_as):
    rtf = rb"{\rtf1\ansi Publicatie na goedkeuring.\par Met caf\'e9.\par}"
    document = read_as("m.msg", compound_file(message(body="", said={RTF: packed(rtf)})))
    assert [document.quote(b.span) for b in document.blocks][-2:] == ["Publicatie na goedkeuring.", "Met café."]
    assert document.unread == ()
    assert unpacked_rtf(bytes.fromhex(EXAMPLE), 100) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"


@given(st.binary(max_size=200))
def test_any_bytes_in_outlooks_own_form_unpack_or_do_not(data):
    found = unpacked_rtf(struct.pack("<II4sI", 0, 500, b"LZFu", 0) + data, 1_000)
    assert found is not None and len(found) <= 500


def test_a_text_in_outlooks_own_form_that_is_damaged_is_named_as_unread(read_as):
    document = read_as("m.msg", compound_file(message(body="", said={RTF: b"LZFu"})))
    assert [gap.reason for gap in document.unread] == ["mail_rtf_only"]


@pytest.mark.parametrize("cut", [600, 5_000, 9_000])
def test_an_outlook_message_that_is_cut_off_is_one_sentence(read_all_as, cut):
    (found,) = read_all_as("m.msg", compound_file(message())[:cut])
    assert isinstance(found, FileError)
    assert found.key in ("damaged", "reader_failed")


names = st.text("abXY_0", min_size=1, max_size=9)
folders = st.recursive(
    st.dictionaries(names, st.binary(max_size=9_000), max_size=9),
    lambda inner: st.dictionaries(names, st.binary(max_size=200) | inner, max_size=5),
)


def listed(folder, above=()):
    for name, content in folder.items():
        if isinstance(content, bytes):
            yield [*above, name], content
        else:
            yield from listed(content, [*above, name])


@settings(max_examples=60, deadline=None)
@given(folders)
def test_what_is_written_as_a_compound_file_another_library_reads_back(folder):
    folder = {name.lower(): content for name, content in folder.items()}
    with olefile.OleFileIO(compound_file(folder)) as ole:
        read = {tuple(path): ole.openstream(path).read() for path in ole.listdir()}
    assert read == {tuple(path): content for path, content in listed(folder)}
