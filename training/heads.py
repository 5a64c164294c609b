"""What is learnt from the heads of labelled agreements, as a digest: whether weights were made from these very ones."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from training.agreements import Agreement


def learnt_from(given: Iterable[Agreement]) -> str:
    """Return the digest of what is learnt from: texts with the names of their funders and parties."""
    whole = hashlib.sha256()
    for agreement in given:
        funders = [gift["name"] for gift in agreement.head["funders"]]
        parties = [[party["name"], *(party.get("aliases") or ())] for party in agreement.head["parties"]]
        whole.update(json.dumps([agreement.text, funders, parties], ensure_ascii=False).encode())
    return whole.hexdigest()
