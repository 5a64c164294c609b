"""What a name itself says of who bears it: a body, a state, a person, a document, a place."""

from __future__ import annotations

import re
from functools import cache

from contract_scan.expressions import compiled
from contract_scan_builtins.parties.names import Name, is_institution
from contract_scan_builtins.parties.words import CAPITALS, any_of, listed


def _places() -> list[str]:
    """Return the states and provinces by which an address or a law of incorporation is told."""
    return [region for code in ("US", "CA", "GB") for region in listed("regions", code)]


@cache
def kinds() -> dict[str, re.Pattern[str]]:
    """Return the patterns by which a name says of what kind its bearer is."""
    return {
        "state": compiled(rf"(?i:{any_of(listed('sorts', 'government'))})"),
        "subunit": compiled(rf"\A(?i:{any_of((*listed('subunits'), *listed('functions')))})\b"),
        "no_body": compiled(
            rf"\s(?:The|This|Any|Each|All|Deze|Dit)\s|(?i:\b(?:{any_of((*listed('not_aliases'), *listed('no_bodies')))})(?:\s(?:North|South|East|West|[NS][EW]?|[EW]))?\Z|(?:{any_of(listed('no_body_endings'))})(?:\s\d+)?\Z)"  # noqa: E501
        ),
        "digits": compiled(r"\d"),
        "only_a_place": compiled(
            rf"(?:{any_of(_places())})(?:\s(?:{any_of((*listed('kinds'), 'liability', 'limited'))}))*\Z", re.IGNORECASE
        ),
        "person": compiled(rf"(?:(?:[{CAPITALS}][\w'’\-]*\.?|[a-z]{{2,3}}|['’]t)\s)+(?:d['’])?[{CAPITALS}][\w'’\-]+"),
        "strong": compiled(
            rf"\b(?:{any_of(set(listed('institutions')) - set(listed('weak_institutions')))})\b"
            rf"|\w(?:{any_of(listed('institution_endings'))})\b"
        ),
        "form": compiled(rf"\s(?:{any_of(listed('forms', 'after'))})\.?\Z"),
        "whole": compiled(rf"\A(?:(?:the|de|het)\s)?(?:[{CAPITALS}][\w'’\-]*\s)?(?i:{any_of(listed('wholes'))})"),
        "leads to": compiled(
            rf"((?:[\w'’\-]+\s){{0,2}}[\w'’\-]+?)(?:\s(?:of|van|at)|,)\s(?:(?:the|de|het)\s)?(?=[{CAPITALS}])"
        ),
        "and": compiled(rf"\s(?:{any_of(listed('inner_ands'))})\s"),
    }


#: Patterns that are looked for in a part of a name, or from its beginning.
_PARTS = frozenset(("and", "person", "only_a_place", "strong", "form", "whole", "leads to"))


def evidence_within(name: Name, written: str) -> set[str]:
    """Return what a name itself says of who bears it."""
    words = written.split()
    found = {key for key, pattern in kinds().items() if key not in _PARTS and pattern.search(written)}
    if kinds()["only_a_place"].match(written):
        found.add("only_a_place")
    if name.form:
        found.add("legal_form")
    if is_institution(written):
        found.add("institution")
    if not found & {"legal_form", "institution", "state"}:
        found.add("no_kind")
    found.add("one_word" if len(words) == 1 else "long_name" if len(words) > 8 else "some_words")
    if len(words) == 1 and written.isupper():
        found.add("acronym")
    if (
        "no_kind" in found
        and 1 < len(words) < 6
        and not found & {"digits", "no_body"}
        and kinds()["person"].fullmatch(written)
    ):
        found.add("like_a_person")
    found |= _joined(written)
    if _holds_a_body(written):
        found.add("holds_a_body")
    return found


def _joined(written: str) -> set[str]:
    """Return what a name joins by "and": several bodies, words, or words and a body."""
    joint = kinds()["and"].split(written)
    if len(joint) == 1:
        return set()
    bodies = sum(kinds()["strong"].search(part) is not None for part in joint)
    bodies += kinds()["strong"].search(joint[0]) is not None and _ends_in_a_form(joint[-1])
    found = {"joins_bodies" if bodies > 1 else "joins_words"}
    if any(kinds()["whole"].search(part) for part in joint[1:]) and not kinds()["strong"].search(joint[0]):
        found.add("joins_a_body")
    return found


def _ends_in_a_form(part: str) -> bool:
    """Say whether words end in a legal form, and are not those of a kind of body themselves: "Marlin Membranes Ltd"."""
    return kinds()["strong"].search(part) is None and kinds()["form"].search(part) is not None


def _holds_a_body(written: str) -> bool:
    """Say whether a name leads to that of another body: "Board of Fell University"."""
    lead = kinds()["leads to"].match(written)
    rest = written[lead.end() :] if lead else ""
    if lead is None or not is_institution(rest):
        return False
    organ = lead[1].split()[-1] in listed("organ_words") and (
        kinds()["whole"].search(rest) or rest.startswith(listed("forms", "before"))
    )
    return bool(organ) or not is_institution(lead[1])
