"""Whether a role that somebody typed looks like a person's name: the register holds roles, and no names."""

from __future__ import annotations

import re

from anyascii import anyascii

from contract_scan.lists.person_words import known_name

_TITLE = r"(?:prof|dr|drs|mr|mrs|ms|miss|ir|ing|mw|mevr|mevrouw|dhr|heer|sir)\b\.?"
_PARTICLE = r"(?:van|von|de|den|der|ter|ten|te|el|al|bin|ibn|da|di|dos|du|la|le)"
#: "Dr. Vermeer", "J. de Vries", "A.B. Jansen".
_OPENS = re.compile(rf"(?i:{_TITLE})\s+\S|(?:[A-Z]\.\s?)+(?:(?i:{_PARTICLE})\s+)*[A-Z]")
#: "Sanne van den Berg": no office is called by a name, a particle and a name.
_PARTICLES = re.compile(rf"[A-Z][\w-]+(?:\s{_PARTICLE})+\s[A-Z][\w-]+")
_OFFICE = re.compile(
    r"(?i)advis|officer|manager|co.?rdinat|secreta|director|direct|head|hoofd|dean|decaan|chair|voorzit|lead|leid|"
    r"medewerk|jurist|counsel|lawyer|bestuur|board|office|bureau|beheer|beoordel|review|functionaris|contact|dienst|"
    r"service|team|universi|stichting|foundation|institu|fonds|fund|hospital|ziekenhuis|college|school|"
    r"faculty|faculteit|afdeling|department|clerk|inspect|audit|admin|professor|hoogleraar|onderzoek"
)


def looks_like_a_name(role: str) -> bool:
    """Say whether a role looks like the name of a person: by title, initials, a given name, or "van den"."""
    text = " ".join(role.split())
    if _OPENS.match(text):
        return True
    words = [word for word in re.split(r"[\s-]+", text) if word]
    if _OFFICE.search(text) or not words:
        return False
    given = known_name(anyascii(words[0]).casefold()) is not None
    return bool(_PARTICLES.fullmatch(text)) or (given and (len(words) == 1 or words[-1][0].isupper()))
