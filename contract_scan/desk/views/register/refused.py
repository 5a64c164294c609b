"""A form that was refused: shown again in its place, with why, and with what was typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from starlette.requests import Request

from contract_scan.desk.errors import DeskError
from contract_scan.desk.pages import language_of, link
from contract_scan.desk.views.register.parties import named_in
from contract_scan.errors import ContractScanError

Form = Literal["change", "beside"]


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
    try:
        named = named_in(refused.fields) if refused else None
    except DeskError:  # its lines do not fit together
        return parties
    if named is None:
        return parties
    known = {line["before"]: line["known"] for line in parties["lines"] if line["before"]}
    return {**parties, "lines": [{**asdict(one), "known": known.get(one.before, False)} for one in named]}
