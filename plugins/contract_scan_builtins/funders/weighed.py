"""What the signs of a funder weigh together, and the reasons that a report gives for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from math import exp, fsum

from contract_scan_builtins.shared.tables import table

#: So many reasons are given at most.
_MOST = 3


@cache
def weights() -> Mapping[str, float]:
    """Return what each sign weighs: above nought speaks for a funder, below nought against."""
    return {sign: float(entry["weight"]) for sign, entry in table("funders", "signs")["signs"].items()}


def least(what: str) -> float:
    """Return from which chance somebody is told as "possible", or is "sure" where a rule says so."""
    return float(table("funders", "signs")["least"][what])


def chance(signs: Iterable[str]) -> float:
    """Return how likely somebody with these signs funds the work, from 0 to 1."""
    known = weights()
    return 1 / (1 + exp(-fsum((known["anything"], *(known.get(sign, 0.0) for sign in signs)))))


def reasons(signs: Iterable[str]) -> tuple[str, ...]:
    """Return the reasons of the signs that weigh most for a funder, heaviest first, each once."""
    entries = table("funders", "signs")["signs"]
    known = weights()
    heavy = sorted((sign for sign in signs if known.get(sign, 0.0) > 0), key=lambda sign: (-known[sign], sign))
    return tuple(dict.fromkeys(str(entries[sign]["says"]) for sign in heavy if "says" in entries[sign]))[:_MOST]
