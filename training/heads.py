"""What is learnt from the heads of labelled agreements, as a digest: whether weights were made from these very ones."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from training.agreements import Agreement


def names_of_parties(agreement: Agreement) -> list[list[str]]:
    """Return everything that a labelled agreement calls each of its parties, its name first."""
    return [[party["name"], *(party.get("aliases") or ())] for party in agreement.head["parties"]]


def learnt_from(given: Iterable[Agreement]) -> str:
    """Return the digest of what is learnt from: texts with the names of their funders and parties."""
    whole = hashlib.sha256()
    for agreement in given:
        funders = [gift["name"] for gift in agreement.head["funders"]]
        whole.update(json.dumps([agreement.text, funders, names_of_parties(agreement)], ensure_ascii=False).encode())
    return whole.hexdigest()
