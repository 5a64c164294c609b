"""The one way in: which reader, and the sentence for whatever is no document."""

import io
import sys
import zipfile

import pytest

from contract_scan.document import Document
from contract_scan.errors import ReadError
from contract_scan.messages import LANGUAGES
from contract_scan.read import FileError, Limits, read, read_all, read_bytes

OPEN_DOCUMENT = b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument."
TERM = "The parties keep the information that they receive secret."


def key_of(path, readers, **options):
    with pytest.raises(FileError) as error:
        read(path, readers, **options)
    for language in LANGUAGES:
        sentence = error.value.sentence(language)
        assert str(path) in sentence and sentence.endswith(".") and "{" not in sentence
    return error.value.key


def test_each_thing_wrong_with_a_path_is_its_own_sentence(tmp_path, readers):
    (tmp_path / "empty.txt").touch()
    (tmp_path / "large.txt").write_text("x" * 2_000)
    assert key_of(tmp_path / "none.txt", readers) == "missing"
    assert key_of(tmp_path, readers) == "folder"
    assert key_of(tmp_path / "empty.txt", readers) == "empty"
    assert key_of(tmp_path / "large.txt", readers, limits=Limits(file_bytes=1_000)) == "too_large"
    assert key_of(tmp_path / "large.txt", readers, limits=Limits(characters=1_000)) == "too_much_text"
    assert key_of("/dev/null", readers) == "no_file"
    assert key_of("a" * 5_000, readers) == "unreachable"


@pytest.mark.parametrize(
    ("name", "data", "key"),
    [
        ("scan.pdf", b"\x89PNG\r\n\x1a\n" + bytes(100), "is_image"),
        ("photo.docx", b"\xff\xd8\xff\xe0" + bytes(100), "is_image"),
        ("draft.pdf", b"This is plain text and no PDF at all.", "wrong_suffix"),
        ("draft.xyz", bytes(range(256)), "unsupported"),
        ("draft.rar", b"Rar!\x1a\x07" + bytes(100), "is_archive"),
        ("draft.docx", b"MZ\x90\x00" + bytes(100), "is_program"),
        ("talk.mp4", b"\0\0\0\x18ftypmp42" + bytes(100), "is_recording"),
        (
            "locked.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "is_encrypted_office",
        ),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "is_spreadsheet"),
        ("table.ods", OPEN_DOCUMENT + b"spreadsheet", "is_spreadsheet"),
        ("slides.odp", OPEN_DOCUMENT + b"presentation", "is_slides"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "is_spreadsheet"),
        ("x.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "__nameid_version1.0".encode("utf-16-le"), "is_message"),
        ("empty.txt", b"", "empty"),
    ],
)
def test_a_file_that_is_something_else_is_called_what_it_is(tmp_path, readers, name, data, key):
    (tmp_path / name).write_bytes(data)
    assert key_of(tmp_path / name, readers) == key


def test_a_spreadsheet_named_as_a_word_file_is_no_archive(read_as):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    with pytest.raises(FileError, match="spreadsheet"):
        read_as("budget.xlsx", file.getvalue())


def test_content_decides_before_the_suffix(read_as):
    page = "<!DOCTYPE html><html><body><p>Secret.</p></body></html>"
    assert read_as("letter.doc", page).source.format == "html"
    assert read_as("letter.txt", page).source.format == "text"
    assert read_as("letter", TERM).source.format == "text"


def test_standard_input_is_read_as_what_it_holds(readers, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TERM.encode())))
    document = read("-", readers)
    assert (document.text, document.source.path) == (TERM, "-")


def test_every_block_gets_its_language(read_as):
    assert {block.language for block in read_as("draft.txt", TERM).blocks} == {"en"}


def test_no_name_however_odd_breaks_a_sentence(read_as):
    with pytest.raises(FileError) as error:
        read_as("a\x1b[31m\n{x}\u202e.pdf", b"\x89PNG\r\n\x1a\n")
    assert "\x1b" not in str(error.value) and "\n" not in str(error.value) and "\u202e" not in str(error.value)


class Failing:
    """A stranger's reader that raises what no reader should."""

    name = "odd"
    suffixes = (".odd",)

    def recognises(self, head):
        return head.startswith(b"ODD")

    def read(self, request):
        raise RecursionError("secret words of the document")


def test_a_reader_that_fails_is_one_sentence_without_the_documents_words(readers):
    with pytest.raises(FileError) as error:
        read_bytes(b"ODD file", "x.odd", [Failing(), *readers])
    assert error.value.key == "reader_failed"
    assert "secret words" not in str(error.value)


def test_reading_all_raises_nothing_and_tells_what_failed(tmp_path, readers):
    (found,) = read_all(tmp_path / "none.txt", readers)
    assert isinstance(found, ReadError)
    (tmp_path / "one.txt").write_text(TERM)
    (found,) = read_all(tmp_path / "one.txt", readers)
    assert isinstance(found, Document)
