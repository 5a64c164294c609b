"""The table of evidence: what each sign weighs, why, and who is a party by it.

Names are gathered from all readers; mentions of one name are brought together; their evidence is weighed; and of names
that overlap the likeliest stays. Nobody being a party is an answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from math import fsum

from contract_scan.expressions import compiled
from contract_scan_builtins.parties.mentions import Mention
from contract_scan_builtins.parties.names import name_key
from contract_scan_builtins.parties.parts import Party
from contract_scan_builtins.parties.preamble import names_nobody
from contract_scan_builtins.parties.words import any_of, listed
from contract_scan_builtins.shared.tables import table

_KINDS = frozenset(("legal_form", "institution", "state"))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name with all its mentions, the best one first, what speaks for and against it, and what that weighs.

    `reading` says how well the name is read where several readings overlap: "Institute of Soil and Water", or two; it
    rests on `read`, which is the evidence of this very reading.
    """

    key: str
    mentions: tuple[Mention, ...]
    evidence: frozenset[str]
    weight: float
    reading: float = 0.0
    read: frozenset[str] = frozenset()

    @property
    def best(self) -> Party:
        """The mention by which it is named."""
        return self.mentions[0].party


@cache
def weights() -> Mapping[str, float]:
    """Return what each sign weighs: above nought speaks for a party, below nought against."""
    return {key: float(entry["weight"]) for key, entry in table("parties", "evidence")["evidence"].items()}


def weight_of(evidence: Iterable[str]) -> float:
    """Return what some signs weigh together; at nought it is as likely as not that they tell of a party."""
    known = weights()
    return fsum((known["anything"], *(known.get(sign, 0.0) for sign in evidence)))  # the same in whatever order


@cache
def reading_weights() -> Mapping[str, float]:
    """Return what signs weigh when it is to be told which of several overlapping names is the whole name."""
    return {key: float(entry["weight"]) for key, entry in table("parties", "evidence").get("readings", {}).items()}


def candidates(mentions: Iterable[Mention], text: str) -> list[Candidate]:
    """Return the names there are, with the evidence of all their mentions and of how the document uses them."""
    grouped: dict[str, list[Mention]] = {}
    for mention in mentions:
        grouped.setdefault(_folded(mention.party.name), []).append(mention)
    grouped.pop("", None)
    grouped = _without_sentences(grouped)
    lists = _listed_together(grouped)
    places_said = _said_of_places(grouped)
    announced = _in_an_announced_list(grouped)
    bodies = _bodies_in_the_head(grouped)
    first = {key for key, group in grouped.items() if any("first_place" in m.evidence for m in group)}
    first |= {key for key, group in grouped.items() if _short_keys(group) & first}
    places = {m.start for group in grouped.values() for m in group if "first_place" in m.evidence}
    found = []
    for key, group in grouped.items():
        evidence = _together(group)
        said = frozenset().union(*(places_said[mention.start] for mention in group))
        if bodies <= _FEW and evidence & _KINDS and any(mention.start < _HEAD for mention in group):
            said |= {"one_of_few_bodies"}
        if announced:
            listed_here = any(mention.start in announced for mention in group)
            said |= {"announced_list"} if listed_here else {"outside_announced_list"}
            said |= {"brand_listed"} if listed_here and "no_kind" in evidence else set()
        evidence |= _in_lists(key, lists) | _in_use(group, text)
        if first and key not in first:
            evidence |= {"not_in_first_place"}
        if "next_in_list" in evidence or any(mention.start in places for mention in group):
            evidence -= {"not_in_first_place", "not_in_the_list"}
        if evidence & _KINDS:
            evidence -= {"no_kind", "one_word", "like_a_person"}
        else:
            evidence |= {"ordinary_words"} if _is_ordinary(group[0].party.name, text) else set()
            evidence |= {"named_by_label"} if {"by_form", "first_place"} <= evidence else set()
        if {"with_whole", "alias"} <= evidence:
            evidence -= {"subunit"}  # a part of an institution, named with the whole and given a short name
        if any("represented" in mention.evidence for mention in group):
            evidence |= {"represents"}
        ordered = sorted(group, key=lambda m: (-_fullness(m), m.start))
        reading = fsum(reading_weights().get(sign, 0.0) for sign in evidence)
        told = evidence | said
        found.append(Candidate(key, tuple(ordered), told, weight_of(told), reading, evidence))
    return found


def _without_sentences(grouped: Mapping[str, list[Mention]]) -> dict[str, list[Mention]]:
    """Leave out what begins with a short name and says what its bearer does: "KIMI Lab grants END-USER"."""
    short = {alias for group in grouped.values() for mention in group for alias in mention.party.aliases[:1]}
    return {
        key: group
        for key, group in grouped.items()
        if group[0].party.form or not any(_goes_on_in_words(group[0].party.name, alias) for alias in short)
    }


@cache
def _anywhere() -> frozenset[str]:
    """Return the signs that any mention of a name may give; others count only where its best mention has them."""
    return frozenset(key for key, entry in table("parties", "evidence")["evidence"].items() if entry.get("anywhere"))


def _together(group: list[Mention]) -> frozenset[str]:
    """Return what announces a name anywhere, with all the signs of the mention that speaks for it most."""
    best = max(group, key=lambda mention: (weight_of(mention.evidence), -mention.start))
    return best.evidence | (frozenset().union(*(mention.evidence for mention in group)) & _anywhere())


#: What announces a list of parties before its first name.
_LISTS = frozenset(("announced", "heading", "one_side"))


def _in_an_announced_list(grouped: Mapping[str, list[Mention]]) -> set[int]:
    """Return where the names of a preamble begin, if it names two or more and something announces them."""
    listed = [mention for group in grouped.values() for mention in group if "by_preamble" in mention.evidence]
    several = len({mention.start for mention in listed}) > 1
    first = min(listed, key=lambda mention: mention.start, default=None)
    if several and first and any(m.evidence & _LISTS for m in listed if m.start == first.start):
        return {mention.start for mention in listed}
    return set()


#: How far the head of a document reaches in which bodies are counted, in characters; and how many are few.
_HEAD, _FEW = 6_000, 2


def _bodies_in_the_head(grouped: Mapping[str, list[Mention]]) -> int:
    """Return how many bodies the head of a document names, readings of one place counted once."""
    ends: dict[int, int] = {}
    keys: dict[int, str] = {}
    for key, group in grouped.items():
        for mention in group:
            if (
                mention.start < _HEAD
                and mention.evidence & _KINDS
                and mention.party.span.end > ends.get(mention.start, 0)
            ):
                ends[mention.start], keys[mention.start] = mention.party.span.end, key
    over, found = 0, set()
    for start in sorted(ends):
        if start >= over:
            found.add(keys[start])
            over = ends[start]
    return sum(not any(f" {key} " in f" {other} " for other in found - {key}) for key in found)


def _said_of_places(grouped: Mapping[str, list[Mention]]) -> dict[int, frozenset[str]]:
    """Return what readers say of the places where names begin, which holds for every reading of the name there."""
    found: dict[int, frozenset[str]] = {}
    for group in grouped.values():
        for mention in group:
            said = frozenset(sign for sign in mention.evidence if sign.startswith("by_") or sign == "first_place")
            found[mention.start] = found.get(mention.start, frozenset()) | said
    return found


def _fullness(mention: Mention) -> float:
    """Return how well a mention serves to name somebody: with its legal form, not in capitals, well announced."""
    form, capitals = mention.party.form is not None, mention.party.name.isupper()
    return weight_of(mention.evidence) + 3 * form - 2 * capitals


@cache
def _forms() -> re.Pattern[str]:
    forms = {name_key(form) for form in listed("forms", "after")} - {""}
    return compiled(rf"\s(?:{any_of(forms)})\Z")


def _folded(name: str) -> str:
    """Return the key of a name without the legal form at its end."""
    return _forms().sub("", name_key(name))


def _listed_together(grouped: Mapping[str, list[Mention]]) -> set[str]:
    """Return the names that the reader of preambles gives as one list, if two or more of them are those of bodies."""
    together = {key: group for key, group in grouped.items() if any("by_preamble" in m.evidence for m in group)}
    strong = [key for key, group in together.items() if any(m.evidence & _KINDS for m in group)]
    return set(together) if len(strong) > 1 else set()


def _in_lists(key: str, together: set[str]) -> set[str]:
    if not together:
        return set()
    return {"listed_with_others"} if key in together else {"not_in_the_list"}


@cache
def _does() -> frozenset[str]:
    return frozenset(listed("evidence", "after", "duty"))


#: How far a text is looked through for how it uses a name, in characters, and how many uses are looked at.
_USED, _USES = 150_000, 12


def _in_use(group: list[Mention], text: str) -> set[str]:
    """Return how a document uses a name and its short names: as the subject of duties, often, or only once."""
    names = {group[0].party.name, *(alias for mention in group for alias in mention.party.aliases)}
    places = [place for name in names if len(name) > 1 for place in _places(text, name)]
    found = {"once"} if len(places) <= 1 else {"often"} if len(places) >= 5 else set()
    duties = _does()
    if any(_next_words(text, end) & duties for end in places):
        found.add("has_duties")
    return found


def _is_ordinary(name: str, text: str) -> bool:
    """Say whether at least half of the longer words of a name also stand in small letters: a term, or a heading."""
    words = re.findall(r"[^\W\d_]{4,}", name)
    known = [word for word in words if text.find(f" {word.lower()}", 0, _USED) >= 0]
    return bool(words) and len(known) * 2 >= len(words)


def _places(text: str, name: str) -> Iterator[int]:
    """Yield where the first uses of a name end."""
    at = 0
    for _ in range(_USES):
        at = text.find(name, at, _USED)
        if at < 0:
            return
        at += len(name)
        yield at


def _next_words(text: str, at: int) -> set[str]:
    """Return the word after an offset, and the two words there, each as one string."""
    words = text[at : at + 30].split(" ")[1:4]
    return {" ".join(words[:1]), " ".join(words[:2])} if text[at : at + 1] == " " else set()


def chosen(found: list[Candidate]) -> list[Candidate]:
    """Return the names that are parties', the best set without overlap.

    An agreement has two sides, so that less is asked of the first two than of who comes after them; where nothing
    weighs enough, nobody is a party.
    """
    kept: list[Candidate] = []
    least = least_weights()
    found = [candidate for candidate in found if not _is_two(candidate, found) and not _is_short(candidate, found)]
    for candidate in sorted(found, key=lambda c: (-c.weight - c.reading, c.best.span)):
        enough = candidate.weight > least["first_two" if len(kept) < 2 else "further"]
        part = (
            kept
            and "subunit" in candidate.evidence
            and not candidate.evidence & {"with_whole", "by_preamble", "sender"}
        )
        if enough and not part and not any(_is_same(candidate, other) for other in kept):
            kept.append(candidate)
    return [candidate for candidate in kept if not _is_joined(candidate, [k for k in kept if k is not candidate])]


def signs_of(candidate: Candidate) -> tuple[str, ...]:
    """Return the signs that speak for a name, the weightiest first: why it is a party's."""
    known = weights()
    told = [sign for sign in candidate.evidence if known.get(sign, 0.0) > 0]
    return tuple(sorted(told, key=lambda sign: (-known[sign], sign)))


@cache
def least_weights() -> Mapping[str, float]:
    """Return what a name must weigh more than to be a party's: one of the first two, or a further one."""
    return {key: float(entry["weight"]) for key, entry in table("parties", "evidence")["least"].items()}


def _is_same(candidate: Candidate, other: Candidate) -> bool:
    """Say whether a name is another reading of one that is kept already, a part of it, or its short name."""
    if any(candidate.best.span.overlaps(mention.party.span) for mention in other.mentions):
        return True
    aliases = {name_key(alias) for mention in other.mentions for alias in mention.party.aliases}
    if candidate.key in aliases or f" {candidate.key} " in f" {other.key} ":
        return True
    if any(_goes_on_in_words(candidate.best.name, alias) for m in other.mentions for alias in m.party.aliases):
        return True
    return bool(_first_aliases(candidate) & _first_aliases(other))


def _is_short(candidate: Candidate, found: list[Candidate]) -> bool:
    """Say whether a name is only the short one that a body likely to be a party is given: "KIMI Lab"."""
    least = least_weights()["first_two"]
    return candidate.best.form is None and any(
        other.key != candidate.key and other.weight > least and candidate.key in _short_keys(other.mentions)
        for other in found
    )


def _short_keys(mentions: Iterable[Mention]) -> set[str]:
    """Return the keys of the short names that a name is given, unless they suit anybody."""
    given = {alias for mention in mentions for alias in mention.party.aliases[:1]}
    return {_folded(alias) for alias in given - set(listed("generic"))}


def _goes_on_in_words(name: str, alias: str) -> bool:
    """Say whether a name is a short name with what its bearer does: "KIMI Lab grants END-USER"."""
    if names_nobody(alias) or not name.startswith(f"{alias} "):
        return False
    word = name[len(alias) + 1 :].split()[0]
    return word[0].islower() and word not in _small_words()


@cache
def _small_words() -> frozenset[str]:
    """Return the words in small letters that stand in names: "Fennick of Wexcombe"."""
    return frozenset((*listed("connectors"), *listed("inner_ands")))


def _is_two(candidate: Candidate, found: list[Candidate]) -> bool:
    """Say whether a name is that of two bodies, of which each is read by itself too."""
    if "joins_bodies" not in candidate.evidence or candidate.evidence & {"alias", "short_form"}:
        return False
    parts, keys = _AND.split(candidate.best.name), {other.key for other in found}
    return len(parts) == 2 and all(_folded(part) in keys for part in parts)


def _is_joined(candidate: Candidate, kept: list[Candidate]) -> bool:
    """Say whether a name only joins two that are kept: "Norway and Chile" beside their governments."""
    parts = _AND.split(candidate.best.name)
    found = {other.key for part in parts for other in kept if f" {name_key(part)} " in f" {other.key} "}
    return len(parts) > 1 and len(found) >= len(parts)


_AND = compiled(r"\s(?:and|en|&)\s")


def _first_aliases(candidate: Candidate) -> set[str]:
    """Return the short names that are a name's own: the first that each mention is given, unless it suits anybody."""
    first = {alias for mention in candidate.mentions for alias in mention.party.aliases[:1]}
    return first - set(listed("generic"))
