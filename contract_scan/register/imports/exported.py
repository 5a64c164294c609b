"""A table that this program exported itself, coming back: its rows are known by their ids and never doubled."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path

from contract_scan.messages import LANGUAGES, say
from contract_scan.register.edit import FIELDS, FLAGS, with_changes
from contract_scan.register.errors import RegisterError
from contract_scan.register.export import JOINED, PLAIN, cells_of
from contract_scan.register.imports.model import Note, Read, Refusal, Refused
from contract_scan.register.imports.plan import Plan
from contract_scan.register.imports.sheet import Table, open_table
from contract_scan.register.model import Agreement, Organisation
from contract_scan.register.replay import State
from contract_scan.register.writing import Writer

#: Which columns of an export can change a row, and the field of each. The rest is counted from other statements.
_FIELDS = {"team": "group", **{name: name for name in (*PLAIN, "fields") if name in FIELDS}}
_REPLIES = {"1": "yes", "0": "no"}


def _labels(table: Table) -> dict[str, str] | None:
    """Return the name of each column by what an export calls it; None for another table."""
    names = (*PLAIN, *JOINED)
    for language in LANGUAGES:
        labels = [say(f"register.export.{name}", language) for name in names]
        if table.columns[: len(labels)] == labels:
            return dict(zip(labels, names, strict=True))
    return None


def planned_export(
    desk: Writer, path: Path, unit: str, folder: Path, state: State, why: str = ""
) -> tuple[Plan, Read] | None:
    """Prepare what differs in an export of this register from its state, and return it with what was read.

    None for a table that is not as `register export` writes it, in any language. Raises `RegisterError` for an export
    of another unit than the one it is imported for.
    """
    table = open_table(path)
    labels = _labels(table)
    if labels is None:
        return None
    agreements = state.of(Agreement)
    stand = {row["id"]: row for row in cells_of(folder, datetime.date.today().isoformat())}
    changed: list[Agreement] = []
    refusals: list[Refusal] = []
    left: set[str] = set()
    unchanged = 0
    for row in table.rows:
        cells = {name: _plain(row.cells.get(label, "")) for label, name in labels.items()}
        if not any(text for name, text in cells.items() if name != "id"):
            continue  # what an export says of itself stands below its rows
        if cells["unit"] != unit:
            raise RegisterError("imports.other_unit", path=str(path), unit=unit, other=cells["unit"])
        try:
            row.checked()
            before = _known(agreements, cells["id"])
            after = with_changes(before, _changes(cells, stand[before.id]))
        except Refused as refused:
            refusals.append(Refusal(str(row.number), refused.column, refused.reason, refused.values))
            continue
        left |= {name for name in JOINED if name != "fields" and cells[name] != stand[before.id][name]}
        if after == before:
            unchanged += 1
            continue
        desk.state(after, unit, why=why)
        changed.append(after)
    notes = [Note("own_export")]
    if left:
        notes.append(Note("export_left", {"columns": ", ".join(la for la, name in labels.items() if name in left)}))
    known = state.of(Organisation)
    plan = Plan(
        (), tuple(changed), (), unchanged, (), before=agreements, names={one.id: one.names[0] for one in known.values()}
    )
    return plan, Read("export", (), tuple(refusals), notes=tuple(notes))


def _known(agreements: Mapping[str, Agreement], identity: str) -> Agreement:
    if identity not in agreements:
        raise Refused("id", "not_in_register", value=identity)
    return agreements[identity]


def _plain(text: str) -> str:
    """Return a cell without the mark that keeps a spreadsheet from running it as a formula."""
    return text.removeprefix("'")


def _changes(cells: Mapping[str, str], stand: Mapping[str, str]) -> list[str]:
    return [
        f"{field}={_REPLIES.get(cells[name], cells[name]) if field in FLAGS else cells[name]}"
        for name, field in _FIELDS.items()
        if cells[name] != stand[name]
    ]
