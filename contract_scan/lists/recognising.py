"""Which format a saved file is of, by its content: the formats that can read an entry of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from contract_scan.lists.importing import import_form
from contract_scan.lists.model import ListError, ListFormat

#: Formats that read many a table; asked only where no other format reads the file.
_WIDE = ("terms", "owid")


def recognised(formats: Mapping[str, ListFormat], path: Path) -> ListFormat | None:
    """Return the one format that reads a file; None where none does, or several do."""
    own = [form for kind, form in formats.items() if kind not in _WIDE and _reads(form, path)]
    wide = [formats[kind] for kind in _WIDE if kind in formats and _reads(formats[kind], path)]
    found = own or wide
    return found[0] if len(found) == 1 else None


def _reads(form: ListFormat, path: Path) -> bool:
    try:
        return next(iter(import_form(form, path)), None) is not None
    except ListError as problem:
        return problem.key in ("no_column", "which_column")


def files_in(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder of saved lists, in order of name; hidden ones left out."""
    yield from sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))
