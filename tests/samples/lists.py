from collections.abc import Iterator
from pathlib import Path

from contract_scan import hookimpl
from contract_scan.lists.model import Authority, ListEntry
from contract_scan.question import Words


class HouseList:
    """Our own list of partners to be discussed first: one name a line."""

    kind = "house"
    title: Words = {"en": "House list", "nl": "Huislijst"}
    authority: Authority = "assessment"
    variants = False
    fewest = 1
    days = 365

    def edition(self, path: Path) -> str | None:
        return None

    def read(self, path: Path) -> Iterator[ListEntry]:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            yield ListEntry(id=str(number), name=line)


@hookimpl
def lists() -> list[HouseList]:
    return [HouseList()]
