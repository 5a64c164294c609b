"""Canada's Named Research Organizations: the official page, saved as HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from contract_scan.lists.model import Authority, ListedName, ListEntry
from contract_scan.nouns import dataclass
from contract_scan.question import Words
from contract_scan_builtins.countries.named import country_code
from contract_scan_builtins.lists.formats.base import Format

_ALIASES = re.compile(r"(?:known\s+)?alias(?:\(?es\)?)?\s*:|pseudonymes?[^:]*:", re.IGNORECASE)
_COUNTRY = re.compile(r"\(([^()]+)\)")
_DATE = re.compile(r"\b(20\d\d-[01]\d-[0-3]\d)\b")


@dataclass(frozen=True)
class NroFormat(Format):
    """The page, English or French."""

    kind: ClassVar[str] = "nro"
    title: ClassVar[Words] = {
        "nl": "Named Research Organizations (Canada)",
        "en": "Named Research Organizations (Canada)",
    }
    authority: ClassVar[Authority] = "foreign_list"
    is_web_page: ClassVar[bool] = True
    fewest: int = 50
    days: int = 400

    def edition(self, path: Path) -> str | None:
        """Return the date on which the page was last changed, which stands at its end."""
        dates = _DATE.findall(path.read_bytes().decode("utf-8", "replace"))
        return max(dates) if dates else None

    def read(self, path: Path) -> Iterator[ListEntry]:
        """Yield an entry for each list item with a name in bold and a country in brackets."""
        from lxml import etree, html

        try:
            page = html.fromstring(path.read_bytes().removeprefix(b"\xef\xbb\xbf"))
        except etree.ParserError:
            raise self.wrong(path) from None
        if (
            not str(etree.tostring(page, encoding="unicode")).rstrip().endswith(">")
            or page.find(".//li/strong") is None
        ):
            raise self.wrong(path)
        if b"</html" not in path.read_bytes().lower() and b"<html" in path.read_bytes().lower():
            raise self.cut_off(path)
        for item in page.iter("li"):
            entry = _entry(item)
            if entry:
                yield entry


def _entry(item: object) -> ListEntry | None:
    strong = item.find("strong")  # type: ignore[attr-defined]
    if strong is None:
        return None
    name = " ".join(strong.text_content().split())
    rest = " ".join(item.text_content().split())[len(name) :]  # type: ignore[attr-defined]
    head, *tail = _ALIASES.split(rest, maxsplit=1)
    country = _COUNTRY.search(head)
    code = country_code(country[1]) if country else None
    if not name or code is None:
        return None
    aliases = [alias.strip(" .") for alias in tail[0].split(";")] if tail else []
    names = tuple(ListedName(alias) for alias in aliases if alias)
    return ListEntry(id=name, name=name, names=names, countries=(code,))
