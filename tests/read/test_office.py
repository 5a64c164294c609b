"""Older office formats, by way of LibreOffice; without it, a sentence that says so."""

import pytest

from contract_scan.read import FileError, Limits
from contract_scan.read.office import reader as module

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


def test_a_file_reads_the_same_whether_libreoffice_is_installed_or_not(read_as, monkeypatch):
    here = read_as("brief.rtf", RTF)
    monkeypatch.setattr(module, "libreoffice", lambda: None)
    assert read_as("brief.rtf", RTF) == here
    assert (here.source.format, here.source.path, here.unread) == ("rtf", "brief.rtf", ())
    assert here.blocks[1].clause and here.blocks[1].language == "nl"


@installed
def test_a_file_that_we_cannot_open_is_converted_and_that_is_said(read_as, monkeypatch):
    def refuse(*_):
        raise FileError("damaged", path="brief.rtf")

    monkeypatch.setattr("contract_scan.read.rtf.reader.read_rtf", refuse)
    document = read_as("brief.rtf", RTF)
    assert "De partijen houden" in document.text
    assert (document.source.format, [u.reason for u in document.unread]) == ("rtf", ["office_converted"])
    with pytest.raises(FileError) as error:
        read_as("brief.rtf", RTF, limits=Limits(seconds=0.01))
    assert error.value.key == "office_slow"


def test_a_program_that_makes_nothing_is_a_sentence(read_as, monkeypatch):
    monkeypatch.setattr(module, "libreoffice", lambda: "/bin/true")
    with pytest.raises(FileError) as error:
        read_as("brief.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert error.value.key == "office_failed"
