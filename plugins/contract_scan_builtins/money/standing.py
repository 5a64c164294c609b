"""What somebody is in a document: the kind of body, the place in it, what it is called. Signs of whoever may pay."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from contract_scan.expressions import compiled
from contract_scan_builtins.money.cast import Cast
from contract_scan_builtins.money.people import STRANGER
from contract_scan_builtins.parties.who import Who
from contract_scan_builtins.shared.wordlists import any_of, words_of

#: The role of a name that nobody introduced and that holds no word for a kind of body.
UNKNOWN = "unknown"


def standing_of(who: Who, cast: Cast) -> set[str]:
    """Return what somebody is: its kind, its place in the document, what it is called."""
    party = any(other.name == who.name for other in cast.everybody)
    called: Mapping[str, tuple[str, ...]] = {
        "called_funder": words_of("funders", "funder_roles"),
        "called_receiver": words_of("funders", "receiver_roles"),
        "called_seller": words_of("funders", "seller_roles"),
        "called_buyer": words_of("funders", "buyer_roles"),
    }
    found = {
        who.sort: True,
        "fund": _funds().search(who.name) is not None,
        "party": party,
        "stranger": not party and who.role == STRANGER,
        "unknown": not party and who.role == UNKNOWN,
        "sender": cast.speaker == who.name,
        "addressee": cast.table.addressee is not None and cast.table.addressee.name == who.name,
        "must_receive": cast.recipient == who.name,
        "must_grant": cast.granting == who.name,
        "ours": who.ours,
        "other_side": cast.payer == who.name,
        "first_named": party and cast.everybody[0].name == who.name,
        "scholar": cast.scholar == who.name,
        "abroad": who.country not in (None, "NL"),
        "one_of_two": party and len(cast.everybody) == 2,
    }
    found |= {sign: any(_role(roles).fullmatch(alias) for alias in who.aliases) for sign, roles in called.items()}
    return {sign for sign, holds in found.items() if holds}


@cache
def _role(roles: tuple[str, ...]) -> re.Pattern[str]:
    return compiled(rf"(?:the\s|de\s|het\s)?(?:{any_of(roles)})", re.IGNORECASE)


@cache
def _funds() -> re.Pattern[str]:
    """Return the expression for a word by which a name is that of somebody who gives as a matter of course."""
    words, ends = any_of(words_of("funders", "kinds")), any_of(words_of("funders", "kind_endings"))
    return compiled(rf"(?<!\w)(?:{words})(?!\w)|\w(?:{ends})(?!\w)", re.IGNORECASE)
