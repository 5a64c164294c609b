"""Comparing one name with one other, outside any list: for measuring, and for whoever wants to know why."""

from __future__ import annotations

from typing import Literal

from contract_scan.lists.comparison import DIFFERENT, NameComparison
from contract_scan.lists.names import compared, is_acronym
from contract_scan.lists.organisations import compare_organisations, corrected
from contract_scan.lists.person_names import person
from contract_scan.lists.persons import compare_persons


def compare_names(listed: str, written: str, kind: Literal["organisation", "person"]) -> NameComparison:
    """Return whether a written name may be a listed one: sure, possible or not, and what differs.

    "sure" rests on equivalences that are stated as data; "possible" is near. Acronyms alone are never one.
    """
    if kind == "person":
        return compare_persons(person(listed), person(written))
    if is_acronym(listed) or is_acronym(written):
        return DIFFERENT
    one, other = compared(listed), compared(written)
    return compare_organisations(one, corrected(other, one.words.__contains__))
