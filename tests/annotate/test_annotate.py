"""Annotated copies: the text of both views stays, the comments stand at the exact words, and replies come back."""

from __future__ import annotations

import io
import shutil
import subprocess
import time
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.text.run import Run
from pypdf import PdfReader

from contract_scan.annotate.absorb import AbsorbError, absorb
from contract_scan.annotate.note import AUTHOR
from contract_scan.annotate.pdf import annotated_pdf
from contract_scan.annotate.word import annotated_word
from contract_scan.document import Document
from contract_scan.read import read_bytes
from contract_scan.read.plain import plain
from contract_scan.read.request import ReadRequest
from contract_scan.scan import Scan
from contract_scan.scanning import scan_document, without_our_comments
from contract_scan.setup import Setup
from contract_scan.signature import identities, ours_among, signed
from tests.conftest import FIXTURES

WORD = sorted(path.name for path in FIXTURES.glob("*.docx"))
PDF = sorted(path.name for path in FIXTURES.glob("en-*.pdf"))


def scanned(setup: Setup, data: bytes, name: str) -> Scan:
    """Scan the bytes of a file."""
    return scan_document(read_bytes(data, name, setup.readers, ocr="never"), setup)


def commented(setup: Setup, name: str) -> tuple[Scan, bytes]:
    """Return the scan of a fixture and its copy with comments."""
    data = (FIXTURES / name).read_bytes()
    scan = scanned(setup, data, name)
    return scan, annotated_word(ReadRequest(name, data), scan, "nl")


def views(document: Document) -> list[str]:
    """Return the plain text of each view, our comments left out."""
    return [plain(view) for view in without_our_comments(document).current_and_original]


@pytest.mark.parametrize("name", WORD)
def test_the_text_of_both_views_is_unchanged(setup: Setup, name: str) -> None:
    """Tracked changes, tables and numbers included."""
    _, copy = commented(setup, name)
    before = read_bytes((FIXTURES / name).read_bytes(), name, setup.readers)

    assert views(before) == views(read_bytes(copy, name, setup.readers))


def commented_by(copy: bytes, author: str, text: str) -> bytes:
    """Return a copy in which somebody commented on its first words under a name."""
    word: Any = docx.Document(io.BytesIO(copy))
    run = next(run for paragraph in word.paragraphs for run in paragraph.runs if run.text.strip())
    word.add_comment(runs=[run], text=text, author=author, initials="cs")
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


CLAUSE = "De Universiteit houdt het bestaan van deze overeenkomst geheim."


@pytest.mark.parametrize("author", [AUTHOR, "J. de Boer"])
def test_a_comment_is_read_whoever_is_called_its_author(setup: Setup, author: str) -> None:
    """A counterparty cannot hide a term by writing it under our name, nor by copying the last line of ours."""
    _, copy = commented(setup, "nl-leerstoel.docx")
    last = list(docx.Document(io.BytesIO(copy)).comments)[1].paragraphs[-1].text

    for text in (CLAUSE, f"{CLAUSE}\n{last}"):
        scan = scanned(setup, commented_by(copy, author, text), "x.docx")
        assert CLAUSE in [f.quote for f in scan.findings if f.rule == "secrecy.existence"]


def test_a_comment_of_ours_that_somebody_changed_is_read(setup: Setup) -> None:
    """What was added to it is not ours."""
    lines = signed(["Secrecy of the agreement", "Who may know?"])

    assert {0, 1, 2} == ours_among(lines)
    assert set() == ours_among([lines[0], "Who may know? Nobody may know of this agreement.", lines[2]])
    assert {1, 2, 3} == ours_among(["Before", *lines])


def test_a_pdf_copy_is_scanned_as_the_draft_it_is_of(setup: Setup) -> None:
    """Its highlights and notes are ours, and are not read back as terms."""
    name = "en-award-letter.pdf"
    data = (FIXTURES / name).read_bytes()
    scan = scanned(setup, data, name)
    copy = annotated_pdf(ReadRequest(name, data), scan, "en")

    assert [f.quote for f in scan.findings] == [f.quote for f in scanned(setup, copy, name).findings]


@pytest.mark.parametrize("name", WORD)
def test_every_comment_holds_exactly_the_words_of_its_finding(setup: Setup, name: str) -> None:
    """Read back from the file: what stands between a comment's ends is a quote of the scan."""
    scan, copy = commented(setup, name)
    wanted = {" ".join(f.quote.split()) for f in scan.findings if f.quote and f.view == "current"}
    held = anchored_texts(copy)

    assert wanted <= {" ".join(text.split()) for text in held}


def anchored_texts(data: bytes) -> list[str]:
    """Return the text that each comment is anchored to."""
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    open_now: dict[str, list[str]] = {}
    done: list[str] = []
    for element in docx.Document(io.BytesIO(data)).element.iter():
        number = element.get(f"{word}id", "")
        if element.tag == f"{word}commentRangeStart":
            open_now[number] = []
        elif element.tag == f"{word}commentRangeEnd":
            done.append("".join(open_now.pop(number)))
        elif element.tag == f"{word}t":
            for texts in open_now.values():
                texts.append(element.text or "")
        elif element.tag == f"{word}p":
            for texts in open_now.values():
                texts.append("\n" if texts else "")
    return done


def test_the_first_comment_says_what_was_not_read(setup: Setup) -> None:
    """So that nobody takes a copy without comments for a clean one."""
    _, copy = commented(setup, "nl-leerstoel.docx")
    first = next(iter(docx.Document(io.BytesIO(copy)).comments))

    assert (AUTHOR, "Wat niet is gelezen") == (first.author, first.paragraphs[0].text)


def test_formatting_stays_on_both_sides_of_a_cut(setup: Setup) -> None:
    """A bold run that a finding cuts in two is two bold runs."""
    made = docx.Document()
    paragraph = made.add_paragraph("Before. ")
    paragraph.add_run(
        "Bold start. Partner shall keep all information confidential for five years. Bold end."
    ).bold = True
    out = io.BytesIO()
    made.save(out)
    scan = scanned(setup, out.getvalue(), "x.docx")
    copy = docx.Document(io.BytesIO(annotated_word(ReadRequest("x.docx", out.getvalue()), scan, "en")))

    [back] = [p for p in copy.paragraphs if "Bold" in p.text]
    assert [None, True, True, True] == [run.bold for run in back.runs if run.text]
    assert "Partner shall keep all information confidential for five years." in [run.text for run in back.runs]


def test_comments_that_were_there_stay(setup: Setup) -> None:
    """With their authors and words."""
    made = docx.Document()
    run = made.add_paragraph().add_run("Partner shall keep all information confidential for five years.")
    made.add_comment(runs=[run], text="Is that so?", author="J. de Boer", initials="JB")
    out = io.BytesIO()
    made.save(out)
    scan = scanned(setup, out.getvalue(), "x.docx")
    copy = docx.Document(io.BytesIO(annotated_word(ReadRequest("x.docx", out.getvalue()), scan, "en")))

    assert ("J. de Boer", "Is that so?") in [(c.author, c.text) for c in copy.comments]


def test_a_file_with_macros_stays_one(setup: Setup) -> None:
    """Its kind is not changed by the copy."""
    data = (FIXTURES / "nl-leerstoel.docx").read_bytes()
    main = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    macro = b"application/vnd.ms-word.document.macroEnabled.main+xml"
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(main, macro) if name == "[Content_Types].xml" else old.read(name))
    copy = annotated_word(ReadRequest("x.docm", out.getvalue()), scanned(setup, out.getvalue(), "x.docm"), "en")

    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        assert macro in archive.read("[Content_Types].xml")


def test_a_scan_of_the_copy_finds_what_the_scan_of_the_draft_found(setup: Setup) -> None:
    """Our own comments are no part of the draft."""
    scan, copy = commented(setup, "nl-samenwerkingsovereenkomst.docx")

    assert [f.identity for f in scan.findings] == [f.identity for f in scanned(setup, copy, "x.docx").findings]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_the_copy(setup: Setup, tmp_path: Path) -> None:
    """And finds the same text in it."""
    _, copy = commented(setup, "nl-leerstoel.docx")
    path = tmp_path / "copy.docx"
    path.write_bytes(copy)
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "txt:Text"]
    subprocess.run([*command, "--outdir", tmp_path, path], check=True, capture_output=True, timeout=120)

    assert "stilzwijgend met vijf jaar verlengd" in (tmp_path / "copy.txt").read_text(
        encoding="utf-8", errors="replace"
    )


@pytest.mark.parametrize("name", PDF)
def test_a_pdf_copy_has_a_note_for_every_quote_and_the_same_text(setup: Setup, name: str) -> None:
    """Highlights lie on the pages of their findings; the first note says what was not read."""
    data = (FIXTURES / name).read_bytes()
    scan = scanned(setup, data, name)
    copy = PdfReader(io.BytesIO(annotated_pdf(ReadRequest(name, data), scan, "en")))
    original = PdfReader(io.BytesIO(data))
    notes = [a.get_object() for page in copy.pages for a in page.get("/Annots", [])]
    text = "\n".join(str(note.get("/Contents")) for note in notes)

    assert [p.extract_text() for p in original.pages] == [p.extract_text() for p in copy.pages]
    assert all(f.identity in text for f in scan.findings if f.quote)
    assert {AUTHOR} == {note.get("/T") for note in notes}


def test_the_same_draft_gives_the_same_copy(setup: Setup) -> None:
    """Byte for byte, whatever the time of day."""
    for name, annotate in (("nl-leerstoel.docx", annotated_word), ("en-award-letter.pdf", annotated_pdf)):
        data = (FIXTURES / name).read_bytes()
        scan = scanned(setup, data, name)
        first = annotate(ReadRequest(name, data), scan, "en")
        time.sleep(1.1)

        assert first == annotate(ReadRequest(name, data), scan, "en")


def reviewed(copy: bytes, *remarks: tuple[int, str]) -> bytes:
    """Return a copy in which a reviewer commented on the words of our comments, by number."""
    word: Any = docx.Document(io.BytesIO(copy))
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    for number, text in remarks:
        [start] = [e for e in word.element.iter(f"{w}commentRangeStart") if e.get(f"{w}id") == str(number)]
        run = start.getnext()
        while run.tag != f"{w}r":
            run = run.getnext()
        word.add_comment(runs=[Run(run, word)], text=text, author="J. de Boer", initials="JB")
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("remark", "decision", "why"),
    [
        ("niet relevant: staat in de raamovereenkomst", "not_relevant", "staat in de raamovereenkomst"),
        ("Relevant", "relevant", ""),
        ("vraag partner waarom", "ask", "waarom"),
        ("Negotiated away in round two", "negotiated_away", "in round two"),
    ],
)
def test_a_remark_on_our_words_is_a_decision_on_their_findings(
    setup: Setup, remark: str, decision: str, why: str
) -> None:
    """In either language, with its reason, author and date."""
    _, copy = commented(setup, "nl-leerstoel.docx")
    ours = list(docx.Document(io.BytesIO(copy)).comments)[1]
    absorbed = absorb(reviewed(copy, (1, remark)), "x.docx")

    assert {(decision, why, "J. de Boer")} == {(d.decision, d.why, d.by) for d in absorbed.decisions.findings}
    assert set(identities(ours.text)) == {d.finding for d in absorbed.decisions.findings}


def test_a_remark_answers_a_question_by_its_number(setup: Setup) -> None:
    """Wherever it stands."""
    _, copy = commented(setup, "nl-leerstoel.docx")
    absorbed = absorb(reviewed(copy, (1, "Vraag 5.1: ja, de hoogleraar is niet vrij")), "x.docx")

    assert [("5.1", "yes", "de hoogleraar is niet vrij")] == [
        (a.question, a.answer, a.why) for a in absorbed.decisions.answers
    ]


def test_a_remark_that_decides_nothing_is_kept_apart(setup: Setup) -> None:
    """Not taken for a decision."""
    _, copy = commented(setup, "nl-leerstoel.docx")
    absorbed = absorb(reviewed(copy, (1, "Mooi gezegd.")), "x.docx")

    assert ((), 1) == (absorbed.decisions.findings, len(absorbed.undecided))


@pytest.mark.parametrize("data", [b"no zip", (FIXTURES / "nl-leerstoel.docx").read_bytes()])
def test_a_file_without_our_comments_is_refused(data: bytes) -> None:
    """In one sentence."""
    with pytest.raises(AbsorbError):
        absorb(data, "x.docx")


def test_a_copy_whose_name_would_be_too_long_is_one_sentence(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from contract_scan.cli.main import build
    from contract_scan.cli.scan import OutputError

    given = tmp_path / f"{'a' * 243}.docx"
    shutil.copy(FIXTURES / "nl-leerstoel.docx", given)
    error = CliRunner().invoke(build("en"), ["annotate", str(given)]).exception

    assert isinstance(error, OutputError) and "File name too long" in error.sentence("en")


def test_a_copy_without_replies_gives_no_decisions_file(setup: Setup, tmp_path: Path) -> None:
    """And says so."""
    from click.testing import CliRunner

    from contract_scan.cli.main import build

    copy = tmp_path / "copy.docx"
    copy.write_bytes(commented(setup, "nl-leerstoel.docx")[1])
    result = CliRunner().invoke(build("en"), ["absorb", str(copy)])

    assert "no decisions file was written" in result.output
    assert [copy] == list(tmp_path.iterdir())
