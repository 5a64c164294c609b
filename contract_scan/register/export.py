"""Export as CSV or XLSX, so that an existing database can be extended with the fields of knowledge security."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from contract_scan.messages import say
from contract_scan.register.coverage import sentence, statement
from contract_scan.register.definitions import Definition, definitions
from contract_scan.register.projection import opened
from contract_scan.register.tables import AGREEMENT as A
from contract_scan.register.tables import ANSWER, BENEFIT, FIELD, MEASURE, MONEY, ORGANISATION, PARTNER
from contract_scan.register.views import At
from contract_scan.report.layout import visible

#: A cell that begins with one of these would be run as a formula by a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
PLAIN = (
    *("id", "unit", "team", "title", "kind", "start", "end", "end_unknown", "ended", "notice", "notice_date"),
    *("renewal", "renews", "umbrella", "in_scope", "sensitive", "multi_year", "institutional", "scholars"),
    *("scholar_months", "guests", "data_access", "exclusive", "reviewed"),
)
JOINED = ("partners", "countries", "amounts", "fields", "questions", "benefit", "measure")


def exported(folder: Path, unit: str | None, role: str, day: str, suffix: str, language: str) -> bytes:
    """Return the agreements of a register, or of one unit, as CSV or XLSX (by the suffix, CSV if it is another).

    Above the rows stands that it is internal, by whom, when, under which definition, and what it rests on.
    """
    definition = definitions(folder, day)[-1]
    with opened(folder, day, unit) as connection:
        rests_on = sentence(statement(connection, At(day, definition.limits, "all")), language)
        rows = _rows(connection, unit)
    head = [*marking(role, day, definition, language), rests_on]
    labels = [say(f"register.export.{name}", language) for name in (*PLAIN, *JOINED)]
    return _xlsx(head, labels, rows) if suffix == ".xlsx" else _csv(head, labels, rows)


def cells_of(folder: Path, day: str) -> list[dict[str, str]]:
    """Return what an export says of each agreement, by the name of the column, as a cell that is read back has it."""
    with opened(folder, day, None) as connection:
        rows = _rows(connection, None)
    return [
        {name: " ".join(visible(cell).split()) for name, cell in zip((*PLAIN, *JOINED), row, strict=True)}
        for row in rows
    ]


def marking(role: str, day: str, definition: Definition, language: str) -> list[str]:
    """Return what every export says of itself: internal, by whom, when, under which definition."""
    words = definition.texts["partnership"].get(language, "")
    source = definition.source.get(language, "")
    return [
        say("register.export.internal", language),
        say("register.export.made" if role.strip() else "register.export.made_on", language, role=role, day=day),
        say("register.export.under", language, version=definition.version, words=words, source=source),
    ]


def _rows(connection: Connection, unit: str | None) -> list[list[str]]:
    asked = select(A).order_by(A.c.unit, A.c.title, A.c.id)
    agreements = connection.execute(asked if unit is None else asked.where(A.c.unit == unit)).all()
    joined = {name: _texts(connection, name) for name in JOINED}
    return [
        [
            *(_plain(getattr(row, name)) for name in PLAIN),
            *("; ".join(joined[name].get(row.n, ())) for name in JOINED),
        ]
        for row in agreements
    ]


def _texts(connection: Connection, name: str) -> dict[int, list[str]]:
    """Return what several rows say of each agreement, as texts."""
    partner = PARTNER.join(ORGANISATION, ORGANISATION.c.id == PARTNER.c.organisation)
    payer = MONEY.outerjoin(ORGANISATION, ORGANISATION.c.id == MONEY.c.payer)
    asked: dict[str, Any] = {
        "partners": select(PARTNER.c.agreement, ORGANISATION.c.name).select_from(partner),
        "countries": select(PARTNER.c.agreement, PARTNER.c.country).where(PARTNER.c.country != "").distinct(),
        "amounts": select(
            MONEY.c.agreement, MONEY.c.currency, MONEY.c.hundredths, ORGANISATION.c.name, MONEY.c.year
        ).select_from(payer),
        "fields": select(FIELD.c.agreement, FIELD.c.field),
        "questions": select(ANSWER.c.agreement, ANSWER.c.question).where(ANSWER.c.state == "evidence"),
        "benefit": select(BENEFIT.c.agreement, BENEFIT.c.what),
        "measure": select(MEASURE.c.agreement, MEASURE.c.what, MEASURE.c.until, MEASURE.c.done),
    }
    found: dict[int, list[str]] = {}
    for number, *values in connection.execute(asked[name]):
        text = _money(values) if name == "amounts" else " ".join(str(value) for value in values if value)
        found.setdefault(number, []).append(text)
    return {number: sorted(texts) for number, texts in found.items()}


def _money(values: Sequence[Any]) -> str:
    currency, hundredths, name, year = values
    return f"{currency} {hundredths // 100}.{hundredths % 100:02d} {name or ''}{f' {year}' if year else ''}".strip()


def _plain(value: Any) -> str:
    return (
        ""
        if value is None
        else {True: "1", False: "0"}.get(value, str(value))
        if isinstance(value, bool)
        else str(value)
    )


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else visible(text)


def _csv(head: Sequence[str], labels: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";")
    writer.writerow(labels)
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    writer.writerows([_safe(line)] for line in head)
    return file.getvalue().encode("utf-8-sig")


def _xlsx(head: Sequence[str], labels: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    import datetime

    import xlsxwriter

    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties({"created": datetime.datetime(2000, 1, 1)})
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True})
        sheet.write_row(0, 0, labels, bold)
        for number, row in enumerate(rows, 1):
            for column, cell in enumerate(row):
                sheet.write_string(number, column, visible(cell))
        about = book.add_worksheet()
        for number, line in enumerate(head):
            about.write_string(number, 0, line)
        sheet.freeze_panes(1, 0)
    return file.getvalue()
