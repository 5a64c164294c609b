"""What stands beside the text that a program shows: comments, templates, notices, words packed or encrypted."""

from __future__ import annotations

import io
import zipfile
from binascii import b2a_uu

import pytest

from contract_scan.document import Document

CLAUSE = "The Institute shall not publish any findings without the consent of the Sponsor."
HEAD = "From: a@example.org\nTo: b@example.org\nSubject: Draft\nMIME-Version: 1.0\n"


def hidden(document):
    return [document.quote(mark.span) for mark in document.marks if mark.kind == "hidden"]


def reasons(document):
    return [part.reason for part in document.unread]


@pytest.mark.parametrize(
    "markup", [f"<!-- {CLAUSE} -->", f"<template><p>{CLAUSE}</p></template>", f'<p title="{CLAUSE}">Seen.</p>']
)
def test_what_a_page_holds_and_does_not_show_is_read_and_marked(read_as, markup):
    document = read_as("p.html", f"<html><body><p>Shown.</p>{markup}</body></html>")
    assert hidden(document) == [CLAUSE]


def test_comments_of_programs_are_no_text(read_as):
    document = read_as(
        "p.html", "<html><body><!-- end of the main column --><!-- var a = {b: 1} of this and that --><p>Seen.</p>"
    )
    assert document.text == "end of the main column\nSeen."
    assert hidden(document) == ["end of the main column"]


SHEET = (
    ".a .b{display:none} div > i.c{display:none} .d.e{display:none} [data-x=y]{display:none} #f p{display:none}"
    " ul li.g::before{content:'No. '}"
)


@pytest.mark.parametrize(
    ("markup", "marked"),
    [
        ("<div class=a><p><b class=b>word</b></p></div>", ["word"]),
        ("<div><p><b class=b>word</b></p></div>", []),
        ("<div><i class=c>word</i></div>", ["word"]),
        ("<div><p><i class=c>word</i></p></div>", []),
        ("<p class='e d'>word</p>", ["word"]),
        ("<p class=d>word</p>", []),
        ("<p data-x=y>word</p>", ["word"]),
        ("<p data-x=z>word</p>", []),
        ("<section id=f><p>word</p></section>", ["word"]),
    ],
)
def test_selectors_of_several_steps_are_followed(read_as, markup, marked):
    document = read_as("p.html", f"<html><head><style>{SHEET}</style></head><body><p>Seen.</p>{markup}</body></html>")
    assert hidden(document) == marked


def test_text_that_a_selector_of_several_steps_writes_is_read(read_as):
    page = f"<html><head><style>{SHEET}</style></head><body><ul><li class=g>One</li></ul><li class=g>Two</li></body></html>"
    assert read_as("p.html", page).text == "No. One\nTwo"


def test_words_struck_through_in_a_page_are_marked_and_parted_from_those_put_in_their_place(read_as):
    document = read_as("p.html", "<p>within <del>30</del><ins>180</ins> days, <s>no</s> more</p>")
    assert document.text == "within 30 180 days, no more"
    assert [(m.kind, document.quote(m.span)) for m in document.marks] == [("struck", "30"), ("struck", "no")]


def test_what_stands_around_the_parts_of_a_message_is_read_and_marked_and_the_usual_notice_is_not(read_as):
    letter = 'Content-Type: multipart/mixed; boundary="x"\n\n{}\n--x\nContent-Type: text/plain\n\nHello.\n--x--\n{}\n'
    assert hidden(read_as("m.eml", HEAD + letter.format(CLAUSE, "And more words after it."))) == [
        CLAUSE, "And more words after it.",
    ]  # fmt: skip
    assert hidden(read_as("m.eml", HEAD + letter.format("This is a multi-part message in MIME format.", ""))) == []


def test_words_that_are_encrypted_are_named_wherever_they_stand(read_as):
    block = "-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\n"
    for name, data in {
        "a.txt": block,
        "a.eml": f"{HEAD}Content-Type: text/html\n\n<pre>{block}</pre>",
        "p.html": f"<html><body><p>{block}</p></body></html>",
    }.items():
        assert reasons(read_as(name, data)) == ["mail_encrypted"]


LETTERS = b2a_uu(CLAUSE.encode()[:45]).decode()


@pytest.mark.parametrize(
    "packed",
    [
        f"<pre>begin 644 a.txt\n{LETTERS.replace('<', '&lt;')}`\nend</pre>",
        "<p>=ybegin line=128 size=20 name=a.txt</p>",
        "<p>(This file must be converted with BinHex 4.0)</p>",
        f"<pre>{'VGhl' * 19}\n{'VGhl' * 19}\n{'VGhl' * 19}\n{'VGhl' * 19}\n</pre>",
    ],
)
def test_files_that_stand_in_a_text_as_letters_are_named(read_as, packed):
    assert "packed_text" in reasons(read_as("p.html", f"<html><body>{packed}</body></html>"))


def test_a_file_written_as_letters_whose_end_is_missing_is_read(read_all_as):
    letter = f"{HEAD}\nHello.\nbegin 644 a.txt\n{LETTERS}`\n".encode()
    texts = [one.text for one in read_all_as("m.eml", letter) if isinstance(one, Document)]
    assert texts[1] == CLAUSE[:45].strip()


def test_a_page_saved_as_one_file_is_read(read_as):
    saved = "From: <Saved>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n"
    document = read_as("p.mht", f"{saved}Content-Transfer-Encoding: quoted-printable\n\n<p>caf=C3=A9</p>\n--x--\n")
    assert "café" in document.text


def test_what_became_of_a_message_is_read(read_all_as):
    parts = "--x\nContent-Type: text/plain\n\nReport.\n--x\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; m\n--x--\n"
    letter = f"{HEAD}Content-Type: multipart/report; boundary=x\n\n{parts}".encode()
    texts = [one.text for one in read_all_as("m.eml", letter) if isinstance(one, Document)]
    assert "Reporting-MTA: dns; m" in texts[1]


def test_comments_on_an_archive_and_on_what_it_holds_are_read(read_all_as):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        entry = zipfile.ZipInfo("a.txt")
        entry.comment = b"Not before 2030."
        archive.writestr(entry, "Hello.")
        archive.comment = CLAUSE.encode()
    documents = [one for one in read_all_as("x.zip", out.getvalue()) if isinstance(one, Document)]
    assert [(d.source.path, d.text) for d in documents] == [
        ("x.zip!a.txt", "Hello."), ("x.zip!comments.txt", f"{CLAUSE}\nNot before 2030."),
    ]  # fmt: skip


def test_letters_written_in_letters_are_read_and_the_guess_is_said(read_as):
    document = read_as("a.txt", b"caf+AOk-, co+APY-peratie, 2+2 and a+b-c")
    assert document.text == "café, coöperatie, 2+2 and a+b-c" or reasons(document) == []
    document = read_as("a.txt", b"caf+AOk-, co+APY-peratie.")
    assert document.text == "café, coöperatie."
    assert reasons(document) == ["encoding_guessed"]
    assert read_as("a.txt", b"C+AB-D is a name, and +Apple- too.").text == "C+AB-D is a name, and +Apple- too."
