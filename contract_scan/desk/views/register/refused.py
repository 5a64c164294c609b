"""A form that was refused: shown again in its place, with why, and with what was typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from starlette.requests import Request

from contract_scan.desk.errors import DeskError
from contract_scan.desk.pages import language_of, link
from contract_scan.errors import ContractScanError

Form = Literal["change", "beside"]
#: Which columns of a line of the parties' part are typed.
_COLUMNS = ("name", "role", "country", "before")


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a form cannot be written, what was filled in, in order, and which form of the page it was."""

    error: ContractScanError
    fields: Sequence[tuple[str, str]]
    form: Form

    def __post_init__(self) -> None:
        """Let who may not write go on: that is no matter of what was typed."""
        if isinstance(self.error, DeskError) and self.error.status != 400:
            raise self.error

    @property
    def typed(self) -> dict[str, str]:
        """Return what was filled in, by field; of several of one name the last."""
        return dict(self.fields)


def typed_in(refused: Refused | None, form: Form) -> dict[str, str]:
    """Return what was typed in one form of a page; empty where nothing of it was refused."""
    return refused.typed if refused and refused.form == form else {}


def about(request: Request, refused: Refused | None, *parts: str) -> dict[str, Any]:
    """Return what a page says of a refusal: its status, why, and where the page stands, for another language."""
    if refused is None:
        return {"refused": "", "refused_form": "", "typed": {}}
    told = {"refused": refused.error.sentence(language_of(request)), "refused_form": refused.form}
    return {**told, "typed": refused.typed, "status": 400, "here": link(request, *parts)}


def parties_typed(parties: dict[str, Any], refused: Refused | None) -> dict[str, Any]:
    """Return the parties' part of a form with the lines that were typed, where they were."""
    columns = [[text for name, text in refused.fields if name == f"party_{c}"] for c in _COLUMNS] if refused else []
    if not columns or not columns[0] or len({len(column) for column in columns}) > 1:
        return parties
    known = {line["before"]: line["known"] for line in parties["lines"] if line["before"]}
    lines = [dict(zip(_COLUMNS, line, strict=True)) for line in zip(*columns, strict=True)]
    return {**parties, "lines": [{**line, "known": known.get(line["before"], False)} for line in lines]}
