"""Nothing is lost in silence: every kind of input is read, marked or named (mail, web pages, archives, plain text)."""

from __future__ import annotations

import io
import zipfile
from binascii import b2a_uu
from email.message import EmailMessage, Message

import pytest

from contract_scan.document import Document
from contract_scan.errors import ReadError

CLAUSE = "The Institute shall not publish any findings without the consent of the Sponsor."


def reasons(document):
    return [part.reason for part in document.unread]


Part = tuple[str, str, dict[str, str]]


def letter(*parts: Part, kind: str = "mixed") -> bytes:
    message = EmailMessage()
    for name, value in {"From": "a@example.org", "To": "b@example.org", "Subject": "Draft"}.items():
        message[name] = value
    message["Content-Type"] = f'multipart/{kind}; boundary="edge"'
    for content_type, text, headers in parts:
        part = Message()
        part["Content-Type"] = content_type
        for name, value in headers.items():
            part[name] = value
        part.set_payload(text)
        message.attach(part)  # type: ignore[arg-type]
    return message.as_bytes()


def page(body, head=""):
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"


def zipped(**files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_an_html_part_that_is_no_alternative_is_read(read_as):
    document = read_as("m.eml", letter(("text/plain", "Hello.", {}), ("text/html", f"<p>{CLAUSE}</p>", {})))
    assert "Hello." in document.text
    assert CLAUSE in document.text


def test_of_two_forms_the_fuller_is_read_and_the_difference_named(read_as):
    parts: tuple[Part, ...] = (
        ("text/plain", "See the formatted message.", {}),
        ("text/html", f"<p>{CLAUSE} It binds us.</p>", {}),
    )
    document = read_as("m.eml", letter(*parts, kind="alternative"))
    assert CLAUSE in document.text
    assert "mail_forms_differ" in reasons(document)


def test_two_forms_that_say_the_same_are_one_and_nothing_is_named(read_as):
    parts: tuple[Part, ...] = (
        ("text/plain", f"{CLAUSE} <https://example.org/x>", {}),
        ("text/html", f"<p>{CLAUSE}</p>", {}),
    )
    document = read_as("m.eml", letter(*parts, kind="alternative"))
    assert document.text.count("findings") == 1
    assert reasons(document) == []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("text/rtf", rf"{{\rtf1 {CLAUSE}\par}}"),
        ("text/calendar", f"BEGIN:VCALENDAR\nDESCRIPTION:{CLAUSE}\nEND:VCALENDAR"),
        ("text/enriched", CLAUSE),
    ],
)
def test_text_parts_of_other_kinds_are_documents_of_their_own(read_all_as, kind, text):
    found = read_all_as("m.eml", letter(("text/plain", "Hello.", {}), (kind, text, {})))
    assert any(CLAUSE in one.text for one in found if isinstance(one, Document))


def test_a_document_under_the_type_of_a_signature_is_read(read_all_as):
    attached = {"Content-Disposition": 'attachment; filename="contract.txt"'}
    found = read_all_as("m.eml", letter(("application/pkcs7-signature", CLAUSE, attached)))
    assert [one.text for one in found if isinstance(one, Document)][1:] == [CLAUSE]


def test_a_file_written_into_the_text_as_letters_is_a_document(read_all_as):
    coded = b2a_uu(CLAUSE[:40].encode()).decode()
    found = read_all_as("m.eml", letter(("text/plain", f"Hello.\n\nbegin 644 annex.txt\n{coded}`\nend\n", {})))
    assert {one.source.path: one.text for one in found if isinstance(one, Document)}["m.eml!annex.txt"] == CLAUSE[:40]


def test_a_character_set_that_cannot_be_is_not_believed(read_as):
    assert CLAUSE in read_as("m.eml", letter(('text/plain; charset="utf-16"', CLAUSE, {}))).text


def test_an_encrypted_message_and_a_link_to_one_are_named(read_as, read_all_as):
    coded = "-----BEGIN PGP MESSAGE-----\nabcd\n-----END PGP MESSAGE-----"
    assert "mail_encrypted" in reasons(read_as("m.eml", letter(("text/plain", coded, {}))))
    found = read_all_as("m.eml", letter(("message/external-body", "Content-Type: text/plain\n\n", {})))
    assert [one.key for one in found if isinstance(one, ReadError)] == ["not_attached"]


def test_a_letter_says_which_of_its_attachments_was_not_read(read_all_as):
    image = {"Content-Disposition": 'attachment; filename="annex.png"'}
    found = read_all_as("m.eml", letter(("text/plain", "Hello.", {}), ("image/gif", "GIF89a", image)))
    assert reasons(found[0]) == ["member_not_read"]


def test_the_first_document_that_can_be_read_is_given_with_the_others_named(read_as):
    document = read_as("a.zip", zipped(**{"a.png": b"\x89PNG\r\n\x1a\n" + bytes(50), "b.txt": CLAUSE}))
    assert document.text == CLAUSE
    assert reasons(document) == ["member_not_read"]


@pytest.mark.parametrize("name", ["Thumbs.db.txt", "notes for .DS_Store.txt", "__MACOSX/agreement.txt", "folder.txt/"])
def test_a_document_named_like_litter_or_a_folder_is_read(read_all_as, name):
    found = read_all_as("a.zip", zipped(**{name: CLAUSE}))
    assert [one.text for one in found] == [CLAUSE]


@pytest.mark.parametrize(
    "body",
    [
        f"<svg><text>{CLAUSE}</text></svg>",
        f"<math><mtext>{CLAUSE}</mtext></math>",
        f"<noscript>{CLAUSE}</noscript>",
        f'<object data="x"><p>{CLAUSE}</p></object>',
        f'<iframe srcdoc="&lt;p&gt;{CLAUSE}&lt;/p&gt;"></iframe>',
    ],
)
def test_every_place_a_page_shows_text_in_is_read(read_as, body):
    assert CLAUSE in read_as("p.html", page(f"<p>Before.</p>{body}")).text


def test_text_that_a_style_sheet_writes_is_read(read_as):
    sheet = f'<style>.y::before {{ content: "{CLAUSE}" }}</style>'
    assert CLAUSE in read_as("p.html", page('<p class="y"></p>', sheet)).text


@pytest.mark.parametrize(
    "rule", ["display: none", "visibility:hidden", "font-size: 0", "color:#fff", "opacity:0", "color: white !important"]
)
def test_text_hidden_by_a_style_sheet_is_read_and_marked(read_as, rule):
    document = read_as("p.html", page(f'<p>Seen.</p><p class="x">{CLAUSE}</p>', f"<style>.x{{{rule}}}</style>"))
    assert [document.quote(mark.span) for mark in document.marks if mark.kind == "hidden"] == [CLAUSE]


def test_small_type_and_white_on_a_colour_are_not_hidden(read_as):
    sheet = "<style>.x{font-size:0.9em} .y{color:white;background:navy}</style>"
    assert read_as("p.html", page('<p class="x">One.</p><p class="y">Two.</p>', sheet)).marks == ()


def test_text_for_one_program_alone_is_read_and_marked(read_as):
    document = read_as("p.html", page(f"<p>Seen.</p><!--[if mso]><table><tr><td>{CLAUSE}<![endif]-->"))
    assert [document.quote(mark.span) for mark in document.marks] == [CLAUSE]


@pytest.mark.parametrize(
    "body", ['<iframe src="a.html"></iframe>', "<canvas></canvas>", '<video src="x"></video>', '<embed src="x.pdf">']
)
def test_what_a_page_shows_from_elsewhere_is_named(read_as, body):
    assert reasons(read_as("p.html", page(f"<p>Text.</p>{body}"))) == ["html_elsewhere"]


def test_an_image_that_is_small_on_one_side_alone_is_named(read_as):
    assert reasons(read_as("p.html", page('<p>Text.</p><img src="a.png" width="40" height="900">'))) == ["html_images"]


def test_choices_in_a_list_are_parted(read_as):
    assert "One\nTwo" in read_as("p.html", page("<select><option>One</option><option>Two</option></select>")).text


@pytest.mark.parametrize("sign", ["\u00ad", "\u200b", "\u200c", "\u2060", "\ufeff", "\U000e0061"])
def test_a_sign_that_nobody_sees_is_no_part_of_a_word(read_as, sign):
    assert read_as("a.txt", f"The Institute shall pub{sign}lish.").text == "The Institute shall publish."


def test_a_joiner_stays_where_the_script_needs_it(read_as):
    assert "\u200c" in read_as("a.txt", "می\u200cخواهم").text


def test_look_alikes_of_another_alphabet_are_named(read_as):
    assert reasons(read_as("a.txt", "The Institute shall not рublish.")) == ["mixed_scripts"]
    assert reasons(read_as("a.txt", "The Institute shall not publish. Москва")) == []


def test_one_wrong_byte_costs_one_letter_and_is_named_with_its_line(read_as):
    document = read_as("a.txt", "Één coördinator.\n\nDe coöperatie.\n\nCaf".encode() + b"\xe9 sluit.")
    assert "coördinator" in document.text
    assert [(u.reason, u.details["line"]) for u in document.unread] == [("encoding_wrong", 5)]


def test_a_wrong_byte_far_into_plain_letters_is_a_letter_of_windows(read_as):
    assert "café" in read_as("a.txt", b"plain words here\n" * 6_000 + b"caf\xe9").text


def test_a_stretch_of_another_script_in_a_paragraph_is_named(read_as):
    from contract_scan.read.language.stretches import unread_languages

    text = f"{CLAUSE} 未经赞助方事先书面同意大学不得发表任何研究结果。 {CLAUSE}"
    found = unread_languages(read_as("a.txt", text), {"en", "nl"})
    assert [(u.reason, u.details["language"]) for u in found] == [("language_without_rules", "zh")]


def test_a_name_in_another_script_is_no_text(read_as):
    from contract_scan.read.language.stretches import unread_languages

    assert unread_languages(read_as("a.txt", f"{CLAUSE} 华为技术 is its name."), {"en", "nl"}) == ()


def test_a_message_that_is_cut_off_or_damaged_is_named(read_as):
    whole = letter(("text/plain", CLAUSE, {}))
    odd = letter(("text/plain", "VGhlIHBhcnRpZXM=!! agree", {"Content-Transfer-Encoding": "base64"}))
    assert reasons(read_as("m.eml", whole)) == []
    assert reasons(read_as("m.eml", whole[: whole.index(b"--edge--")])) == ["mail_damaged"]
    assert reasons(read_as("m.eml", odd)) == ["mail_damaged"]


def test_an_image_in_a_damaged_message_is_named_too(read_as):
    whole = letter(("text/html", '<p>Hello.</p><img src="https://example.org/clause.png">', {}))
    assert reasons(read_as("m.eml", whole[: whole.index(b"--edge--")])) == ["mail_damaged", "html_images"]


MESSAGE = f"From: a@example.org\nBcc: ministry@example.org\nSubject: S\n\n{CLAUSE}\n"


def test_each_message_of_a_mailbox_is_a_document_and_its_text_is_decoded(read_all_as):
    coded = "From: c@example.org\nSubject: T\nMIME-Version: 1.0\nContent-Transfer-Encoding: quoted-printable\n\nco=C3=B6peratie\n"
    data = f"From a@example.org Mon Mar  2 10:00:00 2026\n{MESSAGE}\nFrom c@example.org Mon Mar  2\n{coded}"
    first, second = read_all_as("archive.mbox", data.encode())
    assert CLAUSE in first.text
    assert "ministry@example.org" in first.text
    assert "coöperatie" in second.text
    [alone] = read_all_as("one", f"From a@example.org Mon Mar  2\n{MESSAGE}".encode())
    assert (alone.source.format, alone.source.path) == ("mail", "one")


def test_messages_of_a_digest_are_read_and_a_part_of_a_message_is_named(read_all_as, read_as):
    digest = "From: a@b.example\nTo: c@d.example\nSubject: S\nContent-Type: multipart/digest; boundary=b\n\n--b\n\n"
    texts = [one.text for one in read_all_as("m.eml", f"{digest}{MESSAGE}\n--b--\n".encode())]
    assert CLAUSE in texts[1]
    partial = 'From: a@b.example\nTo: c@d.example\nSubject: S\nContent-Type: message/partial; id="x"; number=1\n\nOne'
    assert "mail_damaged" in reasons(read_as("m.eml", partial))


def test_character_data_of_a_page_is_read_and_that_of_its_programs_is_not(read_as):
    body = f"<p><![CDATA[{CLAUSE}]]></p><script>//<![CDATA[\nlet a = 'one two three four five'//]]></script>"
    assert read_as("p.html", page(body)).text == CLAUSE
    assert read_as("p.html", page("<p>Yes &lt;![CDATA[ is no data</p>")).text == "Yes <![CDATA[ is no data"
    assert read_as("p.html", f"<html><body><p><![CDATA[{CLAUSE}").text == CLAUSE


def test_what_a_page_shows_in_fields_and_buttons_and_by_attributes_is_read(read_as):
    style = "<style>p::before { content: attr(data-say) }</style>"
    for body in (
        f'<input placeholder="{CLAUSE}">',
        f'<input type="button" value="{CLAUSE}">',
        f'<p data-say="{CLAUSE}"></p>',
    ):
        document = read_as("p.html", page(body, style))
        assert document.text == CLAUSE
        assert not document.marks
    assert read_as("p.html", page('<p>x</p><input type="submit" value="Send">')).text == "x"


def test_words_that_stand_in_for_something_or_that_a_program_writes_are_read_and_marked(read_as):
    for body in (
        f'<img src="x.png" alt="{CLAUSE}">',
        f'<a aria-label="{CLAUSE}">x</a>',
        f'<input type="hidden" value="{CLAUSE}">',
        f'<script>document.write("<p>{CLAUSE}</p>")</script>',
    ):
        document = read_as("p.html", page(body))
        assert CLAUSE in document.text
        assert [document.quote(mark.span) for mark in document.marks] == [CLAUSE]


def test_a_page_that_goes_on_to_another_is_named(read_as):
    head = '<meta http-equiv="Refresh" content="0; URL=terms.html">'
    assert reasons(read_as("p.html", page("<p>Please wait.</p>", head)))[0] == "html_elsewhere"


def test_text_of_a_terminal_is_read_as_it_is_shown(read_as):
    bold = "".join(f"{letter}\b{letter}" for letter in "publish")
    text = f"The University shall \x1b[1mnot\x1b[0m {bold} _\bt_\bh_\be results, nor p\bP\bpatents. \x1b]0;title\x07{CLAUSE}"
    assert read_as("t.txt", text).text == f"The University shall not publish the results, nor patents. {CLAUSE}"


ODF = "urn:oasis:names:tc:opendocument:xmlns:"


def opendocument(body, packed=zipfile.ZIP_STORED):
    spaces = " ".join(f'xmlns:{name}="{ODF}{name}:1.0"' for name in ("office", "text", "form"))
    content = f"<office:document-content {spaces}><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text", packed)
        archive.writestr("content.xml", content)
    return out.getvalue()


def test_opendocument_fields_say_what_they_show_and_what_they_hide_is_marked(read_as):
    shown = f'<text:conditional-text text:string-value-if-true="{CLAUSE}" text:string-value-if-false="No.">No.</text:conditional-text>'
    hidden = f'<text:hidden-text text:is-hidden="true" text:string-value="{CLAUSE}"/>'
    for field, before in ((shown, "No."), (hidden, "")):
        document = read_as("d.odt", opendocument(f"<text:p>{field}</text:p>"))
        assert document.text == before + CLAUSE
        assert [document.quote(mark.span) for mark in document.marks] == [CLAUSE]
    form = f'<office:forms><form:form><form:textarea form:current-value="{CLAUSE}"/></form:form></office:forms>'
    document = read_as("d.odt", opendocument(f"{form}<text:p>After.</text:p>"))
    assert [(b.kind, document.quote(b.span)) for b in document.blocks] == [
        ("form_field", CLAUSE),
        ("paragraph", "After."),
    ]


def test_opendocument_whose_kind_is_packed_is_no_archive_of_its_parts(read_all_as):
    [document] = read_all_as("d.odt", opendocument(f"<text:p>{CLAUSE}</text:p>", zipfile.ZIP_DEFLATED))
    assert (document.text, document.source.format) == (CLAUSE, "odt")


def test_a_comment_that_is_never_closed_hides_nothing(read_as):
    document = read_as("p.html", f"<html><body><p>Shown.</p><!-- {CLAUSE}")
    assert document.text == f"Shown.\n{CLAUSE}"
    assert [mark.kind for mark in document.marks] == ["hidden"]
    inside = read_as("p.html", page(f"<p>Shown.</p><!-- <p class=x>{CLAUSE}</p> -->"))
    assert [inside.quote(mark.span) for mark in inside.marks] == [CLAUSE]


def test_rtf_of_old_machines_is_read_in_their_character_sets(read_as):
    for word, byte in (("mac", "9a"), ("pc", "94"), ("pca", "94"), ("ansi", "f6")):
        assert read_as("d.rtf", f"{{\\rtf1\\{word} co\\'{byte}peratie}}").text == "coöperatie"


def test_a_file_that_only_begins_as_a_mailbox_does_is_read_as_text(read_as):
    assert CLAUSE in read_as("m", f"From a@example.org\n\n{MESSAGE}\n").text
