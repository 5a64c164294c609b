"""The consolidated list of the United Nations Security Council: its XML."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from contract_scan.lists.model import Authority, ListedName, ListEntry, NameKind
from contract_scan.nouns import dataclass
from contract_scan.question import Words
from contract_scan_builtins.countries.named import country_code
from contract_scan_builtins.lists.formats.base import Format, birth, xml_elements, xml_root_attribute

if TYPE_CHECKING:
    from lxml.etree import _Element

_QUALITY: dict[str, NameKind] = {"low": "weak", "f.k.a.": "former"}


@dataclass(frozen=True)
class UnFormat(Format):
    """The Security Council's list of individuals and entities."""

    kind: ClassVar[str] = "un"
    title: ClassVar[Words] = {"nl": "VN-sanctielijst (Veiligheidsraad)", "en": "UN Security Council consolidated list"}
    authority: ClassVar[Authority] = "law"
    fewest: int = 400
    days: int = 14

    def edition(self, path: Path) -> str | None:
        """Return the date on which the file was generated."""
        return (xml_root_attribute(path, "dateGenerated") or "")[:10] or None

    def read(self, path: Path) -> Iterator[ListEntry]:
        """Yield the entries."""
        if self.edition(path) is None:
            raise self.wrong(path)
        for element in xml_elements(self, path, "INDIVIDUAL", "ENTITY"):
            yield _entry(element)


def _entry(element: _Element) -> ListEntry:
    """Return an entry; one without any name has an empty one, and is counted and left out by the import."""
    person = str(element.tag).endswith("INDIVIDUAL")
    parts = [_text(element, part) for part in ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")]
    name = " ".join(part for part in parts if part)
    prefix = "INDIVIDUAL" if person else "ENTITY"
    names = [_alias(alias) for alias in element.findall(f"{prefix}_ALIAS")]
    original = _text(element, "NAME_ORIGINAL_SCRIPT")
    if original:
        names.append(ListedName(original))
    places = [_text(a, "COUNTRY") for a in element.findall(f"{prefix}_ADDRESS")]
    places += [value.text or "" for value in element.findall("NATIONALITY/VALUE")]
    return ListEntry(
        id=_text(element, "REFERENCE_NUMBER") or _text(element, "DATAID"),
        name=name,
        kind="person" if person else "organisation",
        names=tuple(n for n in names if n.text),
        countries=tuple(dict.fromkeys(code for code in map(country_code, places) if code)),
        measure="UN sanctions",
        programme=_text(element, "UN_LIST_TYPE"),
        since=_text(element, "LISTED_ON")[:10],
        born=_births(element),
    )


def _births(element: _Element) -> tuple[str, ...]:
    found = (birth(_text(b, "DATE"), _text(b, "YEAR")) for b in element.findall("INDIVIDUAL_DATE_OF_BIRTH"))
    return tuple(dict.fromkeys(one for several in found for one in several))


def _alias(alias: _Element) -> ListedName:
    return ListedName(_text(alias, "ALIAS_NAME"), _QUALITY.get(_text(alias, "QUALITY").lower(), "alias"))


def _text(element: _Element, name: str) -> str:
    return " ".join((element.findtext(name) or "").split())
