"""What all formats share: their description, and reading CSV, XML and JSON as they really come."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from contract_scan.lists.model import Authority, ListError
from contract_scan.nouns import dataclass
from contract_scan.question import Words

if TYPE_CHECKING:
    from lxml.etree import _Element

_CHUNK = 1 << 20
_DELIMITERS = ",;\t|"
_DATE, _YEAR = re.compile(r"\d{4}-\d\d-\d\d"), re.compile(r"\b(?:18|19|20)\d\d\b")


@dataclass(frozen=True)
class Format:
    """The parts of a `ListFormat` that are values; a format adds `edition` and `read`."""

    kind: ClassVar[str]
    title: ClassVar[Words]
    authority: ClassVar[Authority]
    variants: ClassVar[bool] = False
    is_web_page: ClassVar[bool] = False

    fewest: int = 1
    days: int = 0

    def edition(self, path: Path) -> str | None:
        """Return None: most files do not say their date."""
        return None

    def wrong(self, path: Path) -> ListError:
        """Return the error that a file is not of this format."""
        return ListError("wrong_format", path=str(path), kind=self.kind)

    def cut_off(self, path: Path) -> ListError:
        """Return the error that a file ends before the list does."""
        return ListError("cut_off", path=str(path), kind=self.kind)


def csv_rows(form: Format, path: Path, *columns: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a CSV file by column name, in lower case; the named columns must be there.

    UTF-8 with or without BOM, UTF-16 with BOM and cp1252 are read; comma, semicolon, tab and bar may separate.
    Raises `ListError` for another file, and for a last row that is cut off.
    """
    with io.StringIO(_decoded(path), newline="") as file:
        first = file.readline()
        file.seek(0)
        separator = max(_DELIMITERS, key=first.count)
        rows = csv.reader(file, delimiter=separator, strict=True)
        try:
            header = [name.strip().lower() for name in next(rows, [])]
            if not set(columns) <= set(header):
                raise form.wrong(path)
            yield from _csv_rows(form, path, header, rows)
        except csv.Error:
            raise form.cut_off(path) from None


def _csv_rows(form: Format, path: Path, header: list[str], rows: Iterator[list[str]]) -> Iterator[dict[str, str]]:
    short = False
    for row in rows:
        if short:
            raise form.wrong(path)
        if not any(row):
            continue
        # One short row may be the last one of a file that was cut off; a row too long is another format.
        short = len(row) < len(header)
        if not short:
            yield {name: value.strip() for name, value in zip(header, row, strict=False)}
    if short:
        raise form.cut_off(path)


def _decoded(path: Path) -> str:
    data = path.read_bytes()
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def plain_text(head: bytes) -> str:
    """Return the beginning of a file as text, whether in UTF-8 or in UTF-16, with or without a mark."""
    if head.startswith((b"\xff\xfe", b"<\0")):
        return head.removeprefix(b"\xff\xfe").decode("utf-16-le", "replace")
    if head.startswith((b"\xfe\xff", b"\0<")):
        return head.removeprefix(b"\xfe\xff").decode("utf-16-be", "replace")
    return head.decode("utf-8-sig", "replace")


def birth(date: str, year: str = "") -> tuple[str, ...]:
    """Return a date of birth as ISO 8601, or the year of one; nothing for what is neither."""
    text = date.strip()[:10]
    if _DATE.fullmatch(text):
        return (text,)
    years = _YEAR.findall(f"{year} {date}")
    return (years[0],) if years else ()


def xml_elements(form: Format, path: Path, *tags: str) -> Iterator[_Element]:
    """Yield the elements of some names (any namespace) one by one, each forgotten afterwards.

    No entity is resolved and nothing is fetched. Raises `ListError` where the XML breaks off.
    """
    from lxml import etree

    wanted = [f"{{*}}{tag}" for tag in tags]
    try:
        with path.open("rb") as file:
            # No published list declares a document type; one that does may be made to do harm.
            if "<!DOCTYPE" in plain_text(file.read(8192)):
                raise form.wrong(path)
            file.seek(0)
            for _, element in etree.iterparse(
                file, events=("end",), tag=wanted, resolve_entities=False, no_network=True, load_dtd=False
            ):
                yield element
                element.clear()
                parent = element.getparent()
                while parent is not None and element.getprevious() is not None:
                    del parent[0]
    except etree.XMLSyntaxError:
        raise form.cut_off(path) from None


def xml_root_attribute(path: Path, name: str) -> str | None:
    """Return an attribute of the root element, or None."""
    from lxml import etree

    try:
        with path.open("rb") as file:
            for _, element in etree.iterparse(file, events=("start",), resolve_entities=False, no_network=True):
                value: str | None = element.get(name)
                return value
    except etree.XMLSyntaxError:
        return None
    return None


def json_items(form: Format, path: Path, key: str | None = None) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON array one by one: the file itself, or the array under a key of it.

    Raises `ListError` where the file is no JSON of that shape or breaks off.
    """
    with path.open(encoding="utf-8-sig") as file:
        text = file.read(_CHUNK)
        place = _array_start(text, key)
        if place < 0:
            raise form.wrong(path)
        decoder = json.JSONDecoder()
        while True:
            place = _skip(text, place)
            if text[place : place + 1] == "]":
                return
            try:
                item, end = decoder.raw_decode(text, place)
            except ValueError:
                more = file.read(_CHUNK)
                if not more:
                    raise form.cut_off(path) from None
                text, place = text[place:] + more, 0
                continue
            if not isinstance(item, dict):
                raise form.wrong(path)
            yield item
            place = end


def _array_start(text: str, key: str | None) -> int:
    if key is None:
        start = _skip(text, 0)
        return start + 1 if text[start : start + 1] == "[" else -1
    found = text.find(f'"{key}"')
    start = text.find("[", found) if found >= 0 else -1
    return start + 1 if start >= 0 and text[found + len(key) + 2 : start].strip() == ":" else -1


def _skip(text: str, place: int) -> int:
    while place < len(text) and text[place] in " \t\r\n,":
        place += 1
    return place


def split(values: str, separator: str = ";") -> tuple[str, ...]:
    """Return the texts of a cell that holds several, separated, possibly in quotation marks; empty ones left out."""
    if not values:
        return ()
    parts = next(csv.reader([values], delimiter=separator, skipinitialspace=True), [])
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))


def first(row: Mapping[str, str], *names: str) -> str:
    """Return the first of some cells that is not empty."""
    return next((row[name] for name in names if row.get(name)), "")
