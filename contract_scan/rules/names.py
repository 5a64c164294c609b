"""What topics and rules may be called, and what to call them instead."""

from __future__ import annotations

import re
from collections.abc import Iterable

from contract_scan.messages import DEFAULT, catalogue

_NAME = re.compile(r"[a-z][a-z0-9_]*")
#: What a topic and a rule are called where nothing of the name given can be kept.
TOPIC, RULE = "house", "first_rule"
#: Kinds that contract-scan gives findings which no page has a name for.
_APART = frozenset(("note", "affiliation", "missing_safeguard", "name_candidate"))


def is_name(name: str) -> bool:
    """Say whether a topic or rule may be called so: small letters, digits and "_", a letter first."""
    return _NAME.fullmatch(name) is not None


def better(name: str, otherwise: str = RULE) -> str:
    """Return the nearest name that a topic or rule may have."""
    slug = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_").lstrip("0123456789_")
    return slug or otherwise


def better_id(name: str) -> str:
    """Return the nearest "topic.rule" to a name: "house" becomes "house.first_rule"."""
    topic, _, rule = name.replace("/", ".").strip(". ").partition(".")
    return f"{better(topic, TOPIC)}.{better(rule, RULE)}"


def own_kinds() -> frozenset[str]:
    """Return the kinds of finding that contract-scan has words for."""
    return frozenset(catalogue("html", DEFAULT)["kind"])


def known_kinds(declared: Iterable[str]) -> frozenset[str]:
    """Return the kinds that a rule may name: those of contract-scan itself, and those that topics declare."""
    return own_kinds() | _APART | frozenset(declared)
