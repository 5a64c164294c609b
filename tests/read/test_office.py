"""Older office formats, by way of LibreOffice; without it, a sentence that says so."""

import pytest

from contract_scan.read import FileError, Limits
from contract_scan.read import office as module

RTF = rb"{\rtf1\ansi Artikel 5 Geheimhouding\par De partijen houden de informatie die zij ontvangen geheim.\par}"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000)
installed = pytest.mark.skipif(module.libreoffice() is None, reason="LibreOffice is not installed")


@pytest.fixture
def without(monkeypatch):
    """A machine without LibreOffice."""
    monkeypatch.setattr(module, "libreoffice", lambda: None)


@pytest.mark.parametrize("name", ["brief.doc", "brief.dot"])
def test_without_libreoffice_a_sentence_says_what_to_do(read_as, without, name):
    with pytest.raises(FileError, match=r"LibreOffice.*not installed.*\.docx") as error:
        read_as(name, OLE)
    assert "niet geïnstalleerd" in error.value.sentence("nl")


@installed
def test_a_file_is_converted_and_read_as_word_under_its_own_name(read_as):
    document = read_as("brief.rtf", RTF)
    assert document.text.split("\n") == [
        "Artikel 5 Geheimhouding",
        "De partijen houden de informatie die zij ontvangen geheim.",
    ]
    assert (document.source.format, document.source.path) == ("rtf", "brief.rtf")
    assert document.blocks[1].clause and document.blocks[1].language == "nl"


@installed
def test_a_conversion_that_takes_too_long_is_ended(read_as):
    """A file that we can read ourselves is read all the same, and the report says so."""
    document = read_as("brief.rtf", RTF, limits=Limits(seconds=0.01))
    assert [one.reason for one in document.unread] == ["office_failed_read_directly"]
    assert "De partijen houden" in document.text


def test_a_program_that_makes_nothing_is_a_sentence(read_as, monkeypatch):
    monkeypatch.setattr(module, "libreoffice", lambda: "/bin/true")
    with pytest.raises(FileError) as error:
        read_as("brief.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert error.value.key == "office_failed"
