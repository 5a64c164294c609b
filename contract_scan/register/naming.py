"""Identifiers: of an organisation by what is known of it, of an agreement by its document or its place in a source."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from anyascii import anyascii

_WORD = re.compile(r"[a-z0-9]+")
_ROR = re.compile(r"(?:https?://ror\.org/)?(0[a-hj-km-np-tv-z0-9]{6}\d{2})", re.IGNORECASE)


def slug(text: str, most: int = 60) -> str:
    """Return a text as lower-case letters, digits and hyphens."""
    return "-".join(_WORD.findall(anyascii(text).lower()))[:most].strip("-")


def ror_id(text: str) -> str:
    """Return the ROR identifier in a text or an address, without the address; empty where there is none."""
    match = _ROR.fullmatch(text.strip())
    return match[1].lower() if match else ""


def organisation_id(name: str, ror: str = "", identifier: str = "") -> str:
    """Return an organisation's id: its ROR identifier, another system's identifier, or its name in plain letters.

    Where plain letters cannot tell two names apart (a long one, one in another script) a digest stands behind them.
    """
    if ror_id(ror):
        return f"ror-{ror_id(ror)}"
    plain = slug(name)
    if identifier or (plain and len(slug(name, len(name) * 9)) == len(plain) and _is_latin(name)):
        return identifier or plain
    return f"{plain[:47] or 'name'}-{hashlib.sha256(' '.join(name.casefold().split()).encode()).hexdigest()[:12]}"


def _is_latin(name: str) -> bool:
    return all("LATIN" in unicodedata.name(letter, "") for letter in name if letter.isalpha())


def agreement_id(unit: str, source: str, identifier: str) -> str:
    """Return an agreement's id: the same record of the same source always gets the same."""
    return f"{unit}-{slug(source)}-{hashlib.sha256(f'{unit}/{source}/{identifier}'.encode()).hexdigest()[:12]}"
