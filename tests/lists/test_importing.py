"""Importing lists: every format as it is published, and every way in which a saved file goes wrong."""

from __future__ import annotations

import dataclasses
import datetime
import importlib.util
import tracemalloc
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from contract_scan.lists.importing import import_list
from contract_scan.lists.model import ListEntry, ListError, ListFormat, Manifest
from contract_scan.lists.store import editions, is_old, open_lists
from contract_scan.messages import LANGUAGES
from contract_scan_builtins.lists import lists


def _samples() -> ModuleType:
    spec = importlib.util.spec_from_file_location("list_samples", Path(__file__).parent / "samples.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SAMPLES = _samples()
TODAY = datetime.date(2026, 11, 25)
FORMATS: dict[str, ListFormat] = {form.kind: form for form in lists()}
WEB_PAGE = "<!DOCTYPE html>\n<html><head><title>Maintenance</title></head><body>Back soon</body></html>"


def small(kind: str) -> ListFormat:
    """Return a format that takes a sample of a few entries for a whole list."""
    return dataclasses.replace(FORMATS[kind], fewest=1)  # type: ignore[type-var]


def brought_in(folder: Path, kind: str, data: str | bytes, **options: Any) -> Manifest:
    """Write a file and import it into the folder `lists`."""
    path = folder / "saved"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return import_list(small(kind), path, folder / "lists", TODAY, **options)


def entries(folder: Path, kind: str) -> list[ListEntry]:
    """Return what was stored of a kind."""
    opened = open_lists(folder / "lists")
    try:
        return [entry for stored in opened.of_kind(kind) for entry in stored.entries()]
    finally:
        opened.close()


@pytest.mark.parametrize("sample", sorted(SAMPLES.SAMPLES))
def test_each_published_format_is_read(tmp_path: Path, sample: str) -> None:
    """The entries of every format are counted and stored, and the manifest says where they came from."""
    kind, data, rows = SAMPLES.SAMPLES[sample]
    done = brought_in(tmp_path, kind, data)

    assert (done.kind, done.rows, done.imported, done.origin) == (kind, rows, "2026-11-25", "saved")
    assert len(done.sha256) == 64
    assert len(entries(tmp_path, kind)) == rows


EDITIONS = {
    "eu-xml": "2026-08-05",
    "eu-csv": "2026-08-05",
    "un": "2025-11-20",
    "nro": "2025-03-11",
    "us1286": "2025",
    "opensanctions": "2026-06-02",
    "owid": "2024",
}


@pytest.mark.parametrize(("sample", "edition"), sorted(EDITIONS.items()))
def test_the_edition_is_what_the_file_says(tmp_path: Path, sample: str, edition: str) -> None:
    """A file that states its date is recorded under it, not under the day it was saved."""
    kind, data, _ = SAMPLES.SAMPLES[sample]

    assert brought_in(tmp_path, kind, data).edition == edition


@pytest.mark.parametrize("sample", ["eu-xml", "eu-csv", "eu-acts", "un", "nro", "us1286", "csl", "opensanctions"])
def test_the_same_body_comes_out_of_every_list(tmp_path: Path, sample: str) -> None:
    """Name and country are read from each format alike; the list's own facts stay with the entry."""
    kind, data, _ = SAMPLES.SAMPLES[sample]
    brought_in(tmp_path, kind, data)
    body = next(e for e in entries(tmp_path, kind) if "ROCKET" in e.name.upper())

    assert body.kind == "organisation"
    assert body.countries == (("IR",) if kind == "un" else ("RU",))


def test_persons_are_told_from_organisations(tmp_path: Path) -> None:
    """What a list calls a person or individual is a person."""
    for sample in ("eu-xml", "eu-csv", "eu-acts", "un", "csl", "opensanctions"):
        kind, data, _ = SAMPLES.SAMPLES[sample]
        brought_in(tmp_path, kind, data)
        assert [e.kind for e in entries(tmp_path, kind) if "TOPOV" in e.name.upper()] == ["person"], sample


def test_act_annex_and_measure_are_kept(tmp_path: Path) -> None:
    """An export control is not an asset freeze: the act's annex and measure stand with the entry."""
    brought_in(tmp_path, "eu", SAMPLES.EU_ACTS)
    body = entries(tmp_path, "eu")[0]

    assert (body.act, body.annex, body.measure) == ("32014R0833", "IV", "Export control")
    assert [(n.text, n.kind) for n in body.names] == [
        ("URI One", "alias"),
        ("URI Two", "alias"),
        ("Old Rocket Works", "former"),
    ]


def test_empty_aliases_are_no_names(tmp_path: Path) -> None:
    """Placeholders of published files are left out, weak aliases are marked as such."""
    brought_in(tmp_path, "un", SAMPLES.UN_XML)
    person, body = entries(tmp_path, "un")

    assert [(n.text, n.kind) for n in person.names] == [("The Eagle", "weak")]
    assert [(n.text, n.kind) for n in body.names] == [("Old Rocket Works", "former")]


def test_units_that_are_no_country_are_left_out_of_an_index(tmp_path: Path) -> None:
    """ "World" has no ISO code; Kosovo has its own code with each publisher; years are kept apart."""
    brought_in(tmp_path, "owid", SAMPLES.OWID_CSV)

    assert {e.id: dict(e.values) for e in entries(tmp_path, "owid")} == {
        "NL": {"2023": "9.0", "2024": "9.0"},
        "XK": {"2024": "5.5"},
    }


ENCODED = {
    "bom": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "utf-16": lambda text: text.encode("utf-16"),
    "cp1252": lambda text: text.replace("Utopian", "Utopiën").encode("cp1252"),
    "semicolons": lambda text: text.replace(",", ";").encode(),
    "windows line ends": lambda text: text.replace("\n", "\r\n").encode(),
}


@pytest.mark.parametrize("variant", sorted(ENCODED))
def test_a_table_is_read_however_it_was_saved(tmp_path: Path, variant: str) -> None:
    """BOM, UTF-16, the Windows code page, semicolons and line ends change nothing."""
    table = "name,country,report-date\nUtopian Rocket Institute,Russia,2025\nUtopian Naval Academy,China,2025\n"
    brought_in(tmp_path, "us1286", ENCODED[variant](table))

    assert [e.countries for e in entries(tmp_path, "us1286")] == [("RU",), ("CN",)]
    assert [e.name.endswith(("Institute", "Academy")) for e in entries(tmp_path, "us1286")] == [True, True]


@pytest.mark.parametrize("sample", sorted(SAMPLES.SAMPLES))
def test_a_web_page_in_place_of_a_list_is_refused(tmp_path: Path, sample: str) -> None:
    """A maintenance page never becomes a list, and the list of before stays."""
    kind, data, rows = SAMPLES.SAMPLES[sample]
    brought_in(tmp_path, kind, data)

    with pytest.raises(ListError) as caught:
        brought_in(tmp_path, kind, WEB_PAGE)

    assert caught.value.key in ("web_page", "wrong_format")
    assert len(entries(tmp_path, kind)) == rows
    assert all("{" not in caught.value.sentence(language) for language in LANGUAGES)


@pytest.mark.parametrize("sample", sorted(set(SAMPLES.SAMPLES) - {"terms", "owid"}))
@pytest.mark.parametrize("share", [0.5, 0.9])
def test_a_truncated_file_is_refused(tmp_path: Path, sample: str, share: float) -> None:
    """A file that breaks off is refused wherever it breaks off, and the list of before stays."""
    kind, data, rows = SAMPLES.SAMPLES[sample]
    brought_in(tmp_path, kind, data)

    with pytest.raises(ListError) as caught:
        brought_in(tmp_path, kind, data.rstrip()[: int(len(data) * share)])

    assert caught.value.key in ("cut_off", "wrong_format")
    assert len(entries(tmp_path, kind)) == rows
    assert [p.name for p in (tmp_path / "lists").iterdir()] == [f"{kind}.sqlite"]


@pytest.mark.parametrize("kind", sorted(FORMATS))
@pytest.mark.parametrize("data", [b"\x00\x01\x02\x03", b"a;b\n1;2\n", b'{"a": 1}', b"<a><b/></a>", b"PK\x03\x04zip"])
def test_a_file_of_another_kind_is_refused(tmp_path: Path, kind: str, data: bytes) -> None:
    """Whatever it is, it is said in one sentence, and nothing is stored."""
    with pytest.raises(ListError):
        brought_in(tmp_path, kind, data)

    assert list((tmp_path / "lists").glob("*")) == []


def test_an_empty_or_missing_file_is_refused(tmp_path: Path) -> None:
    """Each with its own sentence."""
    with pytest.raises(ListError) as empty:
        brought_in(tmp_path, "eu", b" \n")
    with pytest.raises(ListError) as missing:
        import_list(small("eu"), tmp_path / "gone.xml", tmp_path / "lists", TODAY)

    assert (empty.value.key, missing.value.key) == ("empty_file", "unreadable_file")


def test_a_list_far_shorter_than_the_last_is_refused_unless_asked_for(tmp_path: Path) -> None:
    """Half a list may be a fault of the publisher; the user decides."""
    brought_in(tmp_path, "us1286", "name,country\n" + "".join(f"Body {i},China\n" for i in range(10)))
    shorter = "name,country\nBody 1,China\nBody 2,China\n"
    with pytest.raises(ListError) as caught:
        brought_in(tmp_path, "us1286", shorter)

    assert (caught.value.key, len(entries(tmp_path, "us1286"))) == ("far_fewer", 10)
    assert brought_in(tmp_path, "us1286", shorter, accept_fewer=True).rows == 2


def test_a_list_with_fewer_entries_than_a_whole_one_is_refused(tmp_path: Path) -> None:
    """The sample of two entries is no EU list."""
    path = tmp_path / "eu.xml"
    path.write_text(SAMPLES.EU_XML, encoding="utf-8")

    with pytest.raises(ListError) as caught:
        import_list(FORMATS["eu"], path, tmp_path / "lists", TODAY)

    assert caught.value.key == "too_few"


def test_xml_that_declares_entities_is_refused(tmp_path: Path) -> None:
    """A file made to blow up, or to read a local file, does neither."""
    hostile = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY s SYSTEM "file:///etc/hostname">]>'
    text = SAMPLES.UN_XML.replace("<CONSOLIDATED_LIST", hostile + "<CONSOLIDATED_LIST")

    with pytest.raises(ListError) as caught:
        brought_in(tmp_path, "un", text.replace("UTOPIAN ROCKET INSTITUTE (URI)", "UTOPIAN &b;&s;"))

    assert caught.value.key == "wrong_format"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_xml_in_utf_16_is_read(tmp_path: Path, encoding: str) -> None:
    """With or without a mark at its beginning; a web page in UTF-16 is still refused."""
    text = SAMPLES.EU_XML.replace('encoding="UTF-8"', 'encoding="UTF-16"')
    done = brought_in(tmp_path, "eu", text.encode(encoding))

    assert (done.rows, done.edition) == (2, "2026-08-05")
    with pytest.raises(ListError) as caught:
        brought_in(tmp_path, "eu", WEB_PAGE.encode(encoding))
    assert caught.value.key == "web_page"


PARTS = 'firstName="Ivan" middleName="" lastName="Utopov" wholeName=""'


def test_a_name_that_is_empty_in_whole_is_built_from_its_parts(tmp_path: Path) -> None:
    """The file may hold a name in parts alone."""
    brought_in(tmp_path, "eu", SAMPLES.EU_XML.replace('wholeName="Ivan Petrovich Utopov"', PARTS))

    assert [e.name for e in entries(tmp_path, "eu") if e.kind == "person"] == ["Ivan Utopov"]


def test_an_entry_without_any_name_is_counted(tmp_path: Path) -> None:
    """It cannot be matched, and is not left out in silence."""
    done = brought_in(tmp_path, "eu", SAMPLES.EU_XML.replace('wholeName="Ivan Petrovich Utopov"', 'wholeName=""'))

    assert (done.rows, done.nameless) == (1, 1)


def test_dates_of_birth_are_kept(tmp_path: Path) -> None:
    """As a day where the list has one, as a year where it does not."""
    born = '<birthdate birthdate="1970-05-03" year="1970"/><birthdate circa="true" year="1971"/><citizenship'
    brought_in(tmp_path, "eu", SAMPLES.EU_XML.replace("<citizenship", born))

    assert [e.born for e in entries(tmp_path, "eu")] == [(), ("1970-05-03", "1971")]


def test_a_large_file_streams(tmp_path: Path) -> None:
    """Thousands of entries of XML take a few megabytes of memory, not the file's size many times over."""
    start, entity, end = SAMPLES.EU_XML.partition("  <sanctionEntity designationDate")
    one = entity + end.partition("</sanctionEntity>")[0] + "</sanctionEntity>\n"
    path = tmp_path / "eu.xml"
    path.write_text(start + one * 2_000 + "</export>", encoding="utf-8")
    tracemalloc.start()
    done = import_list(small("eu"), path, tmp_path / "lists", TODAY)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert done.rows == 2_000
    assert peak < 5_000_000


def test_a_damaged_store_is_a_failure_and_nothing_stands_in(tmp_path: Path) -> None:
    """A stored list that cannot be opened is named; the shipped list of its kind is not used in silence."""
    (tmp_path / "aspi.sqlite").write_bytes(b"not a database, but long enough to look at" * 10)
    opened = open_lists(tmp_path)

    assert [(f.part, f.name, f.reason) for f in opened.failures] == [("list", "aspi", "damaged")]
    assert opened.of_kind("aspi") == ()


def test_an_imported_list_stands_in_for_the_shipped_one(tmp_path: Path) -> None:
    """Sanctions lists are never shipped; of the lists that are, an imported edition is the one consulted."""
    before = {one.manifest.name: one.manifest for one in open_lists(tmp_path / "lists").stored}
    brought_in(tmp_path, "aspi", SAMPLES.ASPI_JSON)
    after = {one.manifest.name: one.manifest for one in open_lists(tmp_path / "lists").stored}

    assert set(before) == {"aspi", "us1286"}
    assert (before["aspi"].shipped, after["aspi"].shipped, after["aspi"].rows) == (True, False, 2)


def test_age_is_counted_from_the_edition(tmp_path: Path) -> None:
    """A list is old after the days of its format; a year counts from its end; 0 days never is."""
    done = brought_in(tmp_path, "un", SAMPLES.UN_XML)

    assert is_old(done, 14, TODAY)
    assert not is_old(done, 14, datetime.date(2025, 12, 1))
    assert not is_old(dataclasses.replace(done, edition="2025"), 365, datetime.date(2026, 12, 1))
    assert not is_old(done, 0, TODAY)
    opened = open_lists(tmp_path / "lists")
    assert {e.kind: e.old for e in editions(opened, FORMATS.values(), TODAY)}["un"] is True


def test_a_list_stored_under_other_words_is_gone_through_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After an update that compares names differently, no name is missed because it was stored the old way."""
    from contract_scan.lists import names
    from contract_scan.lists.matching import matches

    with monkeypatch.context() as old:
        words = names.name_words()
        old.setattr(names, "name_words", lambda: dataclasses.replace(words, same={}))
        old.setattr("contract_scan.lists.tables.words_edition", lambda: "old")
        brought_in(tmp_path, "us1286", "name,country\nUniversiteit van Utopia,China\n")

    for _ in range(2):
        (stored,) = open_lists(tmp_path / "lists").of_kind("us1286")
        assert [m.how for m in matches("University of Utopia", stored)] == ["same_words"]
        assert stored.manifest.words == names.words_edition()
        stored.close()
    assert [path.name for path in (tmp_path / "lists").iterdir()] == ["us1286.sqlite"]


def test_a_list_that_cannot_be_kept_again_is_still_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder that may not be written the list is gone through for this run alone."""
    with monkeypatch.context() as old:
        old.setattr("contract_scan.lists.tables.words_edition", lambda: "old")
        brought_in(tmp_path, "un", SAMPLES.UN_XML)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr("contract_scan.lists.tables.tempfile.mkstemp", refuse)

    assert len(entries(tmp_path, "un")) == 2
