"""A letter as a file: plain text, a Word document, or an e-mail that is still to be addressed and sent."""

from __future__ import annotations

import io
from email.message import EmailMessage
from email.policy import SMTP

from contract_scan.fixed_zip import sign, with_fixed_dates
from contract_scan.letters.write import Letter
from contract_scan.report.layout import visible

FORMS = ("text", "docx", "eml")
SUFFIXES = {"text": ".txt", "docx": ".docx", "eml": ".eml"}


def formed(letter: Letter, form: str) -> bytes:
    """Return a letter in one of `FORMS`; the same letter gives the same bytes."""
    return {"text": _text, "docx": _word, "eml": _mail}[form](letter)


def _text(letter: Letter) -> bytes:
    return (visible(letter.text) + "\n").encode()


def _word(letter: Letter) -> bytes:
    import docx
    from docx.shared import Mm

    made = docx.Document()
    sign(made.core_properties)
    for section in made.sections:
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(25)
    made.add_paragraph(_clean(letter.addressee))
    made.add_paragraph().add_run(_clean(letter.subject)).bold = True
    for paragraph in letter.paragraphs:
        made.add_paragraph("\n".join(_clean(line) for line in paragraph.split("\n")))
    raw = io.BytesIO()
    made.save(raw)
    return with_fixed_dates(raw.getvalue())


def _clean(text: str) -> str:
    return visible(" ".join(text.split())).translate(dict.fromkeys(range(32)))


def _mail(letter: Letter) -> bytes:
    """Return an e-mail without sender, addressee and date; mail programs open it as a draft."""
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = _clean(letter.subject.partition(": ")[2] or letter.subject)
    mail["X-Unsent"] = "1"
    mail.set_content(visible(letter.body) + "\n", charset="utf-8", cte="quoted-printable")
    return mail.as_bytes()
