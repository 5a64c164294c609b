"""Imports: what goes in, what is refused and why, and that nothing is ever overwritten."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from contract_scan.register.errors import RegisterError
from contract_scan.register.files import read_events
from contract_scan.register.imports import Plan, Read, planned, read_source, summary
from contract_scan.register.imports.model import Refused
from contract_scan.register.imports.values import date_of
from contract_scan.register.model import Agreement, Organisation
from contract_scan.register.naming import organisation_id
from contract_scan.register.replay import State, replay
from contract_scan.register.writing import Writer
from tests.register.builders import ROLE, ticking, writer
from tests.register.samples import PURE_JSON, SYSTEMS, TABLE

OWN = ("Waterland University", "hei-waterland.example")


def saved(tmp_path: Path, text: str, name: str = "contracts.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def brought_in(folder: Path, read: Read, start: str = "2026-11-02T09:00:00+00:00") -> Plan:
    """Import what was read into a register."""
    (folder / "events").mkdir(parents=True, exist_ok=True)
    events = read_events(folder).events
    desk = Writer(folder, ROLE, events=events, clock=ticking(start))
    plan = planned(desk, read, events)
    desk.write()
    return plan


def state_of(folder: Path) -> State:
    return replay(read_events(folder).events)


def test_a_table_with_dutch_columns_is_understood_and_persons_are_left_out(tmp_path: Path) -> None:
    read = read_source(saved(tmp_path, TABLE), "table", "law", ())
    first, second = (record.agreement for record in read.records)

    assert (first.title, first.kind, first.start, first.end, first.renewal) == (
        "Leerstoel handelsrecht",
        "chair",
        "2022-09-01",
        "2026-08-31",
        "tacit",
    )
    assert [(a.amount, a.currency, a.payer) for a in first.amounts] == [("250000", "EUR", "stichting-haven")]
    assert second.renewal == "by_agreement"
    assert read.persons == ("Contactpersoon",)
    assert "de Boer" not in repr(read.records)


@pytest.mark.parametrize(
    ("before", "after", "row", "column", "reason"),
    [
        ("31-12-2029", "32-13-2029", "3", "Einddatum", "no_date"),
        ("Verenigd Koninkrijk", "Atlantis", "3", "Land", "no_country"),
        ("100000", "veel", "3", "Bedrag", "no_amount"),
        ("na overleg", "wie weet", "3", "Verlenging", "no_choice"),
        ("Harbour Group Ltd", "", "3", "Wederpartij", "missing"),
        ("L-2", "L-1", "3", "Contractnummer", "twice"),
        ("01-01-2025", "01-01-2031", "3", "Einddatum", "ends_before_it_starts"),
        ("Harbour Group Ltd", '"Harbour Group Ltd; Other Ltd"', "3", "Bedrag", "which_payer"),
    ],
)
def test_a_row_that_cannot_go_in_is_named_with_its_column_and_the_rest_goes_in(
    tmp_path: Path, before: str, after: str, row: str, column: str, reason: str
) -> None:
    read = read_source(saved(tmp_path, TABLE.replace(before, after)), "table", "law", ())

    assert [(one.where, one.column, one.reason) for one in read.refusals] == [(row, column, reason)]
    assert [record.agreement.title for record in read.records] == ["Leerstoel handelsrecht"]


def test_the_mapping_can_be_kept_changed_and_used_again(tmp_path: Path) -> None:
    path = saved(tmp_path, TABLE)
    guessed = read_source(path, "table", "law", ())
    kept = saved(
        tmp_path,
        str(guessed.mapping)
        .replace('"Onderwerp" = "title"', '"Onderwerp" = "group"\n"Land" = "title"')
        .replace('\n"Land" = "partner_country"', ""),
        "mapping.toml",
    )
    read = read_source(path, "table", "law", (), kept)

    first = read.records[0].agreement
    assert (first.title, first.group) == ("Nederland", "Leerstoel handelsrecht")
    assert [r.agreement.id for r in read.records] == [r.agreement.id for r in guessed.records]
    with pytest.raises(RegisterError) as problem:
        read_source(path, "table", "law", (), saved(tmp_path, '[columns]\n"Onderwerp" = "colour"\n', "wrong.toml"))
    assert problem.value.key == "imports.bad_mapping"


def test_a_spreadsheet_and_an_old_encoding_are_read_like_the_rest(tmp_path: Path) -> None:
    book = Workbook()
    for line in TABLE.splitlines():
        book.active.append(line.split(";"))  # type: ignore[union-attr]
    file = io.BytesIO()
    book.save(file)
    (tmp_path / "contracts.xlsx").write_bytes(file.getvalue())
    (tmp_path / "contracts.csv").write_bytes(TABLE.replace("Leerstoel h", "Leerstöel h").encode("cp1252"))

    sheet = read_source(tmp_path / "contracts.xlsx", "table", "law", ())
    old = read_source(tmp_path / "contracts.csv", "table", "law", ())
    assert [r.agreement.title for r in sheet.records] == ["Leerstoel handelsrecht", "Onderzoek zeerecht"]
    assert old.records[0].agreement.title == "Leerstöel handelsrecht"
    assert old.records[0].agreement.amounts[0].amount == "250000"


def test_the_same_file_twice_changes_nothing(tmp_path: Path) -> None:
    read = read_source(saved(tmp_path, TABLE), "table", "law", ())
    first, second = (brought_in(tmp_path / "register", read) for _ in range(2))

    assert (len(first.new), first.unchanged) == (2, 0)
    assert (second.changes, second.unchanged) == (0, 2)
    assert len(list((tmp_path / "register").rglob("*.json"))) == 4


def test_what_changed_at_the_source_follows_and_what_a_person_changed_is_not_overwritten(tmp_path: Path) -> None:
    folder = tmp_path / "register"
    brought_in(folder, read_source(saved(tmp_path, TABLE), "table", "law", ()))
    moved = read_source(saved(tmp_path, TABLE.replace("31-12-2029", "31-12-2030")), "table", "law", ())
    plan = brought_in(folder, moved, "2026-11-03T09:00:00+00:00")
    assert ([a.end for a in plan.changed], state_of(folder).conflicts) == (["2030-12-31"], ())

    desk = writer(folder, "2026-11-04T09:00:00+00:00")
    from dataclasses import replace

    edited = next(a for a in state_of(folder).of(Agreement).values() if a.title == "Onderzoek zeerecht")
    desk.state(replace(edited, sensitive=True), "law")
    desk.write()
    again = read_source(saved(tmp_path, TABLE.replace("31-12-2029", "31-12-2031")), "table", "law", ())
    assert len(brought_in(folder, again, "2026-11-05T09:00:00+00:00").both) == 1
    [conflict] = state_of(folder).conflicts
    assert {(side.body.end, side.body.sensitive) for side in conflict.sides} == {  # type: ignore[union-attr]
        ("2030-12-31", True),
        ("2031-12-31", None),
    }
    assert brought_in(folder, again, "2026-11-06T09:00:00+00:00").changes == 0


def test_an_organisation_that_is_known_by_its_name_is_not_made_twice(tmp_path: Path) -> None:
    folder = tmp_path / "register"
    desk = writer(folder)
    desk.state(Organisation(id="ror-04jsz6e67", names=("Stichting Haven", "Haven")), "law")
    desk.write()
    brought_in(folder, read_source(saved(tmp_path, TABLE), "table", "law", ()))
    state = state_of(folder)
    chair = next(a for a in state.of(Agreement).values() if a.kind == "chair")

    assert [p.organisation for p in chair.parties] == ["ror-04jsz6e67"]
    assert chair.amounts[0].payer == "ror-04jsz6e67"
    assert sorted(state.of(Organisation)) == ["harbour-group-ltd", "ror-04jsz6e67"]


@pytest.mark.parametrize("source", SYSTEMS)
def test_every_system_gives_agreements_with_their_partners(tmp_path: Path, source: str) -> None:
    [record] = read_source(saved(tmp_path, SYSTEMS[source], f"{source}.txt"), source, "science", OWN).records
    agreement = record.agreement
    told = {
        "pure": ("Light on chips", "2024-02-01", "2028-01-31", {"funder", "partner"}),
        "cerif": ("Tides and dikes", "2025-01-01", "2027-12-31", {"own", "partner", "funder"}),
        "cordis": ("TIDE", "", "", {"funder", "own", "coordinator"}),
        "nwopen": ("Quiet sensors", "2024-09-01", "2028-08-31", {"own", "funder"}),
        "ewp": ("EX/1", "2024-09-01", "2027-08-31", {"own", "partner"}),
    }

    assert (agreement.title, agreement.start, agreement.end, {p.role for p in agreement.parties}) == told[source]
    assert "de Boer" not in repr(record)


def test_amounts_of_systems_keep_their_decimals_and_say_who_pays(tmp_path: Path) -> None:
    def amounts(source: str) -> list[tuple[str, str]]:
        [record] = read_source(saved(tmp_path, SYSTEMS[source], source), source, "science", OWN).records
        return [(a.payer, a.amount) for a in record.agreement.amounts]

    assert amounts("pure") == [("pure-f-1", "120000.5")]
    assert amounts("cerif") == [("sea-fund", "50000")]
    assert amounts("cordis") == [("european-commission", "125000.5")]


def test_pure_says_the_same_in_json_as_in_xml_and_names_what_it_leaves_out(tmp_path: Path) -> None:
    xml = read_source(saved(tmp_path, SYSTEMS["pure"], "pure.xml"), "pure", "science", OWN)
    as_json = read_source(saved(tmp_path, PURE_JSON, "pure.json"), "pure", "science", OWN)

    assert [r.agreement.id for r in xml.records] == [r.agreement.id for r in as_json.records]
    assert xml.records[0].agreement.parties == as_json.records[0].agreement.parties
    assert [(one.where, one.column, one.reason) for one in xml.refusals] == [("2", "partner", "missing")]


@pytest.mark.parametrize("text", ["", "<a><b></a>", '{"half": ', "<html><body>Login</body></html>", "no table"])
@pytest.mark.parametrize("source", ["table", *SYSTEMS])
def test_a_file_of_something_else_is_one_sentence(tmp_path: Path, source: str, text: str) -> None:
    with pytest.raises(RegisterError) as problem:
        read_source(saved(tmp_path, text, "file"), source, "science", ())
    assert "register.imports" not in problem.value.sentence("nl")


def test_entities_of_xml_are_never_followed(tmp_path: Path) -> None:
    secret = saved(tmp_path, "a secret", "secret.txt")
    text = SYSTEMS["cerif"].replace("<CERIF", f'<!DOCTYPE x [<!ENTITY s SYSTEM "{secret.as_uri()}">]>\n<CERIF')
    read = read_source(saved(tmp_path, text.replace("Tides and dikes", "Tides &s;"), "c.xml"), "cerif", "science", OWN)

    assert "a secret" not in repr(read)


HEAD = "Contractnummer;Onderwerp;Wederpartij;Startdatum;Einddatum;Bedrag;Valuta\n"


def one_row(tmp_path: Path, row: str, head: str = HEAD) -> Read:
    return read_source(saved(tmp_path, head + row + "\n"), "table", "law", ())


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ("1;T;Acme;01-01-2025;01-01-2026;100;EUR;more;still", "Valuta", "surplus"),
        ("1;T;x;Acme;01-01-2025;01-01-2026;100;EUR", "Valuta", "surplus"),
        ("1;T\x07;Acme;01-01-2025;;;", "Onderwerp", "unseen"),
        ("1;T;Ac\u202eme;01-01-2025;;;", "Wederpartij", "unseen"),
        ("1;T;Acme;45292;;;", "Startdatum", "serial"),
        ("1;T;Acme;0001-01-01;;;", "Startdatum", "far_date"),
        ("1;T;Acme;maandag 3 mei 2026;;;", "Startdatum", "weekday"),
        ("1;T;Acme;31-02-2026;;;", "Startdatum", "no_date"),
        ("1;T;Acme;;;100;ABC", "Bedrag", "no_currency"),
        ("1;T;Acme;;;-100;EUR", "Bedrag", "no_amount"),
        ("1;T;Acme;;;1e6;EUR", "Bedrag", "no_amount"),
        ("1;T;Acme;;;€ 350.000 per jaar;EUR", "Bedrag", "amount_per"),
        ("1;T;Acme;;;EUR 1.350 a month;EUR", "Bedrag", "amount_per"),
    ],
)
def test_a_cell_that_cannot_be_taken_as_it_stands_refuses_its_row(
    tmp_path: Path, row: str, column: str, reason: str
) -> None:
    read = one_row(tmp_path, row)

    assert not read.records
    assert [(one.where, one.column, one.reason) for one in read.refusals] == [("2", column, reason)]


@pytest.mark.parametrize(
    ("text", "code"), [("EUR", "EUR"), ("eur", "EUR"), ("€", "EUR"), ("Yuan", "CNY"), ("RMB", "CNY")]
)
def test_a_currency_is_known_by_its_code_its_sign_or_its_name(tmp_path: Path, text: str, code: str) -> None:
    read = one_row(tmp_path, f"1;T;Acme;;;1.234,50;{text}")

    assert [(one.amount, one.currency) for one in read.records[0].agreement.amounts] == [("1234.5", code)]


def test_what_another_system_writes_for_without_end_is_without_end(tmp_path: Path) -> None:
    made = one_row(tmp_path, "1;T;Acme;01-01-2025;31-12-9999;;").records[0].agreement

    assert (made.end, made.end_unknown) == ("", "indefinite")


def test_a_period_of_notice_in_words_gives_the_last_day_of_notice(tmp_path: Path) -> None:
    head = "Contractnummer;Onderwerp;Wederpartij;Einddatum;Opzegtermijn\n"
    made = one_row(tmp_path, "1;T;Acme;31-12-2027;3 maanden", head).records[0].agreement

    assert (made.notice, made.notice_date) == ("P3M", "2027-09-30")
    assert one_row(tmp_path, "1;T;Acme;31-12-2027;6", head).records[0].agreement.notice == "P6M"
    assert one_row(tmp_path, "1;T;Acme;31-12-2027;soms", head).refusals[0].reason == "no_period"


def test_two_columns_of_one_name_are_two_and_neither_takes_the_others_place(tmp_path: Path) -> None:
    head = "Contractnummer;Onderwerp;Wederpartij;Bedrag;Bedrag\n"
    read = one_row(tmp_path, "1;T;Acme;100;200", head)

    assert read.records[0].agreement.amounts[0].amount == "100"
    assert read.ignored == ("Bedrag (2)",)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (HEAD + '1;"T;Acme;;;;\n2;U;Acme;;;;\n', "imports.unclosed"),
        (HEAD, "imports.no_rows"),
        ("", "imports.no_table"),
        ("\x00\x01;\x02;x\n1;2;3\n", "imports.no_table"),
    ],
)
def test_a_table_that_is_cut_off_or_none_is_one_sentence(tmp_path: Path, text: str, key: str) -> None:
    with pytest.raises(RegisterError) as raised:
        read_source(saved(tmp_path, text), "table", "law", ())

    assert raised.value.key.endswith(key.rpartition(".")[2])


def test_the_line_for_excel_a_title_above_and_a_very_long_cell_are_read(tmp_path: Path) -> None:
    title = "sep=;\nOverzicht 2026\n\n" + HEAD + f'7;"{"x" * 200_000}";Acme;;;;\n'
    read = read_source(saved(tmp_path, title), "table", "law", ())

    assert [(one.where, len(one.agreement.title)) for one in read.records] == [("4", 200_000)]


def spreadsheet(tmp_path: Path, *rows: Sequence[object], change: Any = None) -> Read:
    book = Workbook()
    for row in ([*HEAD.strip().split(";")], *rows):
        book.active.append(list(row))  # type: ignore[union-attr]
    if change:
        change(book)
    book.save(tmp_path / "contracts.xlsx")
    return read_source(tmp_path / "contracts.xlsx", "table", "law", ())


@pytest.mark.parametrize(
    ("number", "amount"), [(123.456, "123.456"), (1234.5, "1234.5"), (1e16, "10000000000000000"), (250000, "250000")]
)
def test_a_number_in_a_spreadsheet_keeps_its_size(tmp_path: Path, number: float, amount: str) -> None:
    read = spreadsheet(tmp_path, ["1", "T", "Acme", None, None, number, "EUR"])

    assert read.records[0].agreement.amounts[0].amount == amount


def test_a_formula_without_a_result_and_one_that_went_wrong_refuse_their_rows(tmp_path: Path) -> None:
    def wrong(book: Workbook) -> None:
        book.active["C3"].data_type = "e"  # type: ignore[index]

    rows: list[list[object]] = [
        ["1", "T", "Acme", None, None, "=10*10", "EUR"],
        ["2", "U", "#N/A", None, None, 5, "EUR"],
    ]
    read = spreadsheet(tmp_path, *rows, change=wrong)

    assert not read.records
    assert [(one.where, one.column, one.reason) for one in read.refusals] == [
        ("2", "Bedrag", "formula"),
        ("3", "Wederpartij", "formula_wrong"),
    ]


def test_hidden_rows_merged_cells_and_other_sheets_are_told(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book.create_sheet("Archief")
        book.active.row_dimensions[3].hidden = True  # type: ignore[union-attr]
        book.active.merge_cells("F2:F3")  # type: ignore[union-attr]

    read = spreadsheet(tmp_path, *[[str(n), "T", "Acme", None, None, 5, "EUR"] for n in (1, 2)], change=change)

    assert len(read.records) == 2
    assert [(one.key, dict(one.values)) for one in read.notes] == [
        ("other_sheets", {"sheets": "Archief"}),
        ("hidden_rows", {"number": "1"}),
        ("merged_cells", {"number": "1"}),
    ]


@pytest.mark.parametrize(
    "text", ["columns = 3", "[columns]\na = 'nonsense'", "[columns]\na = 'id'\n[values]\nkind = 'x'", "[", "x = 1"]
)
def test_a_mapping_that_cannot_be_used_is_one_sentence(tmp_path: Path, text: str) -> None:
    (tmp_path / "mapping.toml").write_text(text, encoding="utf-8")

    with pytest.raises(RegisterError, check=lambda one: one.key.endswith("bad_mapping")):
        read_source(saved(tmp_path, TABLE), "table", "law", (), tmp_path / "mapping.toml")


def test_a_record_that_stands_twice_in_an_export_is_told_and_does_not_take_the_firsts_place(tmp_path: Path) -> None:
    funding = {"funder": {"name": "F"}, "awardedAmount": "99.125"}
    items = [{"uuid": "a", "title": title, "fundings": [funding]} for title in ("One", "Two")]
    path = saved(tmp_path, json.dumps({"items": items}), "awards.json")
    read = read_source(path, "pure", "science", ())

    assert [(r.agreement.title, r.agreement.amounts[0].amount) for r in read.records] == [("One", "99.125")]
    assert [(one.where, one.reason, dict(one.values)) for one in read.refusals] == [("2", "twice", {"value": "1"})]


@pytest.mark.parametrize("source", ["pure", "cerif", "nwopen", "ewp"])
def test_a_file_that_is_nested_without_end_is_one_sentence(tmp_path: Path, source: str) -> None:
    with pytest.raises(RegisterError, check=lambda one: one.key.endswith("broken")):
        read_source(saved(tmp_path, "[" * 100_000), source, "science", ())


def test_participations_without_the_columns_they_need_are_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, check=lambda one: one.key.endswith("missing_columns")):
        read_source(saved(tmp_path, "projectID;country\n1;NL\n"), "cordis", "science", ())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("陕西大学", "山西大学"),
        ("Institute " * 8 + "of Semiconductors", "Institute " * 8 + "of Optics"),
        ("Институт Физики", "Instytut Fizyki"),
    ],
)
def test_names_that_plain_letters_cannot_tell_apart_are_two_organisations(one: str, other: str) -> None:
    assert organisation_id(one) != organisation_id(other)
    assert organisation_id("Lanhai  Institute") == organisation_id("Lanhai Institute") == "lanhai-institute"


@pytest.mark.parametrize(("day", "reason"), [("12/31/2024", "month_first"), ("12-31-2024", "month_first")])
def test_where_the_day_comes_first_no_row_is_read_with_the_month_first(tmp_path: Path, day: str, reason: str) -> None:
    assert one_row(tmp_path, f"1;T;Acme;{day};;;").refusals[0].reason == reason
    assert one_row(tmp_path, "1;T;Acme;05/06/2024;;;").records[0].agreement.start == "2024-06-05"


LANDS = "Contractnummer;Onderwerp;Wederpartij;Land\n"


def test_a_country_that_comes_later_is_taken_where_there_was_none_and_told_where_it_contradicts(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "register"
    plan = brought_in(folder, one_row(tmp_path, "1;T;Acme;\n2;U;Beta;\n3;V;Beta;Iran", LANDS))
    lands = {one.names[0]: one.country for one in state_of(folder).of(Organisation).values()}
    assert lands == {"Acme": "", "Beta": "IR"}

    read = one_row(tmp_path, "1;T;Acme;VR China\n2;U;Beta;\n3;V;Beta;Duitsland", LANDS)
    plan = brought_in(folder, read, "2026-11-03T09:00:00+00:00")
    lands = {one.names[0]: one.country for one in state_of(folder).of(Organisation).values()}
    said = list(summary(plan, read, "en"))
    assert lands == {"Acme": "CN", "Beta": "IR"}
    assert any("+ country: China" in line for line in said)
    assert any("row 4 says Germany, and Iran is known" in line for line in said)
    assert state_of(folder).conflicts == ()


def test_a_changed_row_shows_what_was_and_what_will_be_and_a_new_one_with_whom_and_for_how_much(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "register"
    row = "1;T;Acme;01-01-2025;01-01-2026;{};EUR"
    read = one_row(tmp_path, row.format(100))
    new = list(summary(brought_in(folder, read), read, "en"))
    assert any("Acme (partner)" in line for line in new) and any("€100" in line or "EUR 100" in line for line in new)

    read = one_row(tmp_path, row.format(200))
    told = "\n".join(summary(brought_in(folder, read, "2026-11-03T09:00:00+00:00"), read, "en"))
    assert "  - amounts: " in told and "  + amounts: " in told


def test_a_table_without_a_column_that_every_row_needs_says_so_once(tmp_path: Path) -> None:
    read = read_source(saved(tmp_path, "Titel,Partner\nT,Acme\n"), "table", "law", ())

    assert [(note.key, note.values["columns"]) for note in read.notes] == [("no_column", "id")]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("academiejaar 2026-2027", "2026-09-01", "2027-08-31"),
        ("academic year 2026/27", "2026-09-01", "2027-08-31"),
        ("studiejaar 2099–2100", "2099-09-01", "2100-08-31"),
    ],
)
def test_an_academic_year_is_a_day_in_september_or_in_august(text: str, start: str, end: str) -> None:
    assert (date_of("start", text), date_of("end", text)) == (start, end)
    with pytest.raises(Refused):
        date_of("start", "academiejaar 2026-2029")


def test_an_opendocument_spreadsheet_is_one_sentence_that_says_what_to_do(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "table.ods", "w") as parts:
        parts.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        parts.writestr("content.xml", "<x/>")
    with pytest.raises(RegisterError) as refused:
        read_source(tmp_path / "table.ods", "table", "law", ())

    assert "save it as XLSX or CSV" in refused.value.sentence("en")
