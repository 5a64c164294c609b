"""Who funds: "X shall provide funding", "mede gefinancierd door X", "Funder: X", and parties whose role says so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from math import ceil

from contract_scan.document import Document, Span
from contract_scan_builtins._funders.sentence import sentence_at
from contract_scan_builtins._remember import remembered
from contract_scan_builtins._wordlists import any_of, lowered, whole_words, words_of
from contract_scan_builtins.parties.blocks import enacting_parties
from contract_scan_builtins.parties.find import name_key, parties_of, with_breaks
from contract_scan_builtins.parties.names import BREAK, Name, is_institution, name_at, written_out
from contract_scan_builtins.parties.parts import Party
from contract_scan_builtins.parties.preamble import names_nobody

#: How far after its subject a verb of giving and its object may stand, in characters.
_REACH = 170
#: A document with fewer research words than this, or fewer per 10,000 characters, is no funding of research.
_WORDS, _RATE = 3, 2.5


@dataclass(frozen=True, slots=True)
class Funder:
    """A funder as one sentence names it: the sentence's span, the name, and what is given."""

    span: Span
    name: str
    gives: tuple[str, ...]


def _words(*path: str) -> tuple[str, ...]:
    return words_of("funders", *path)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    def whole(words: tuple[str, ...]) -> str:
        return rf"(?<![\w\-])(?:{any_of(words)})(?![\w\-])"

    found = {
        "title": whole(_words("titles")),
        "alone": rf"(?:\s+(?:{any_of(_words('helpers'))}),?)*\s+(?:\S+ly\s+)?(?:{any_of(_words('alone'))})(?!\w)",
        "verb": whole(_words("verbs")),
        "pays": rf"(?:\s+(?:{any_of(_words('helpers'))}),?)*\s+(?:{any_of(_words('pays'))})(?!\w)",
        "cost": whole(_words("costs")),
        "cause": whole(_words("causes")),
        "seconds": whole(_words("seconds")),
        "final": whole(_words("finals")),
        "inverted": rf"(?<!\w)(?:{any_of(_words('inverted'))})\s+(?:(?:the|de|het)\s+)?\Z",
        "part": r"\d\s?%|\bper\s?cent\b|\bprocent\b",
        "object": whole(_words("objects")),
        "not given": rf"[\s\-]?(?:{any_of(_words('not_given'))})(?!\w)",
        "thing": whole(_words("things")),
        "free": whole(_words("free")),
        "denial": whole(_words("denials")),
        "negation": whole(_words("negations")),
        "article": r"\s*:?\s*(?:(?:the|de|het)\s+)?",
        "further": r"\s*(?:,|,?\s(?:and|en|&))\s+(?:(?:the|de|het|by|door)\s+)*",
        "programme": rf"\s*(?:\([^)]*\)\s*)?(?:{any_of(_words('programmes'))})\s+",
        "label": rf"(?:\A|[\x01\n])[\s*_|•\-]*(?:{any_of(_words('labels'))})\s*(?::|\x01)\s*(?:(?:the|de|het)\s+)?",
        "role": rf"(?:the\s|de\s)?(?:{any_of(_words('funder_roles'))})",
        "buys": whole(_words("buyers")),
        **{f"gives {kind}": whole(_words("gives", kind)) for kind in ("in_kind", "staff", "equipment", "stipend")},
    }
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in found.items()}


def funders_of(document: Document) -> list[Funder]:
    """Return the funders of a document in reading order, each once, with all that is said to be given."""
    return _once(contributions_of(document))


@remembered
def contributions_of(document: Document) -> list[Funder]:
    """Return every sentence in which somebody funds research, in reading order; none where it is about no research."""
    text = with_breaks(document)
    if not _is_about_research(text):
        return []
    said = set(_said(text, parties_of(document)))
    return sorted(said, key=lambda funder: (funder.span, funder.name))


def _is_about_research(text: str) -> bool:
    needed = max(_WORDS, ceil(_RATE * max(len(text), 10_000) / 10_000))
    found = whole_words(_words("research"), lowered(text))
    return next(islice(found, needed - 1, None), None) is not None


def _said(text: str, parties: list[Party]) -> Iterator[Funder]:
    paid = _patterns()["title"].search(text[:600]) is not None
    known = _by_short_name(parties)
    for party in parties:
        if any(_patterns()["role"].fullmatch(alias) for alias in party.aliases):
            yield Funder(party.span, party.name, ("money",))
    yield from _by_decree(text)
    if known:
        yield from _active(text, known, paid)
    for how in ("passive", "label", "agent", "invoiced"):
        yield from _named(text, how, known, paid)


def _by_decree(text: str) -> Iterator[Funder]:
    """Yield the authority that enacts a scheme, where the scheme says how much money there is."""
    enacting = next(enacting_parties(text), None)
    for ceiling in whole_words(_words("ceilings"), lowered(text)) if enacting else ():
        sentence = sentence_at(text, ceiling.start())
        if enacting and re.search(r"(?:€|EUR|\beuro)", text[sentence.start : sentence.end]):
            yield Funder(sentence, enacting.name, ("money",))
            return


def _by_short_name(parties: list[Party]) -> dict[str, str]:
    """Return each party's name by its names and short names; those that two parties share are left out."""
    names: dict[str, str] = {}
    for party in parties:
        for short in (party.name, *party.aliases, *_undefined_short_names(party.name)):
            names[short] = "" if short in names and names[short] != party.name else party.name
    senders = [party.name for party in parties if party.details.get("role") == "sender"]
    spoken = (*_words("speaker"), *_words("grant_subjects"))
    speaks = dict.fromkeys(spoken, senders[0]) if senders else {}
    return {short: name for short, name in names.items() if name and len(short) > 1} | speaks


def _undefined_short_names(name: str) -> Iterator[str]:
    """Yield how a text may call a party without having said so: "Acme" for "ACME PHARMA Inc.", "de minister"."""
    first = name.split()[0]
    if len(first) > 4 and first.isalpha() and not is_institution(first):
        yield from (first, first.capitalize(), first.upper())
    elif re.match(r"(?:Minister|Staatssecretaris)\b", name):
        yield from (first, first.lower())


def _active(text: str, known: dict[str, str], paid: bool) -> Iterator[Funder]:
    subject = re.compile(rf"(?<![\w\-])(?:{any_of(known)})(?![\w\-])(?!['’]s)")
    folded = {" ".join(short.split()): name for short, name in known.items()}
    for match in subject.finditer(text):
        sentence = sentence_at(text, match.start())
        if _gives(text, match, sentence, paid):
            name = folded[" ".join(match.group().split())]
            said = text[match.start() : sentence.end].partition(";")[0]
            yield Funder(sentence, name, _kinds(text[sentence.start : match.start()] + said))


def _gives(text: str, subject: re.Match[str], sentence: Span, paid: bool) -> bool:
    """Say whether a sentence has its subject give something for the research."""
    reach = text[subject.end() : min(subject.end() + _REACH, sentence.end)]
    if alone := _patterns()["alone"].match(reach):
        return not _patterns()["negation"].search(reach, 0, alone.end())
    pays = _patterns()["pays"].match(reach)
    if (
        pays
        and paid
        and re.search(r"\d|\[\*", reach)
        and not _patterns()["buys"].search(text, sentence.start, sentence.end)
    ):
        return True
    if _patterns()["final"].search(reach, 0, 90) and not _patterns()["negation"].search(reach, 0, 90):
        return True
    inverted = _patterns()["inverted"].search(text, max(subject.start() - 40, sentence.start), subject.start())
    if inverted and not subject.re.search(text, sentence.start, inverted.start()):
        return _has_object(reach, None) or (paid and re.search(r"(?:€|EUR|\$|£)\s?\d", reach) is not None)
    verb = _patterns()["verb"].search(reach, 0, 70)
    return verb is not None and (_has_object(reach, verb) or _pays_part(text, sentence, reach, verb))


def _pays_part(text: str, sentence: Span, reach: str, verb: re.Match[str]) -> bool:
    """ "of the total budget Acme shall bear 70%": a part of costs that the sentence speaks of."""
    part = _patterns()["part"].search(reach, verb.end())
    told = part and _patterns()["cost"].search(text, sentence.start, sentence.end)
    return bool(told) and not _patterns()["denial"].search(reach) and not _patterns()["negation"].search(reach)


def _has_object(reach: str, verb: re.Match[str] | None) -> bool:
    """Say whether what a verb of giving gives is money for research, or people or things that cost nothing."""
    place = verb.span() if verb else (0, 0)
    objects = (match for match in _patterns()["object"].finditer(reach) if match.span() != place)
    given = next((match for match in objects if not _patterns()["not given"].match(reach, match.end())), None)
    free = _patterns()["free"].search(reach)
    if free and (verb and _patterns()["seconds"].fullmatch(verb.group())):
        return not _patterns()["denial"].search(reach)
    if given is None and free:
        given = _patterns()["thing"].search(reach) or _patterns()["cause"].search(reach)
    if given is None:
        given = _cost_of_cause(reach[place[1] :], place[1])
    if given is None or ";" in reach[: given.start()]:
        return False
    end = max(given.end(), place[1])
    return not (_patterns()["negation"].search(reach, 0, end) or _patterns()["denial"].search(reach, 0, end))


def _cost_of_cause(after: str, shift: int) -> re.Match[str] | None:
    """Return "costs" or the like if what follows it is a cause: "all costs incurred in the project"."""
    cost = _patterns()["cost"].search(after)
    cause = cost and _patterns()["cause"].search(after, cost.end(), cost.end() + 80)
    return _patterns()["cost"].search(" " * shift + after) if cause else None


def _named(text: str, how: str, known: dict[str, str], paid: bool) -> Iterator[Funder]:
    for start, end in _PLACES[how](text):
        sentence = sentence_at(text, start)
        before = text[sentence.start : end]
        if how == "agent" and not (_patterns()["cost"].search(before) and _is_for_cause(text, sentence)):
            continue
        for name in _names_from(text, end, known):
            if how == "invoiced" and not (paid and name in known and re.search(r"\d", text[end : sentence.end])):
                continue
            yield Funder(sentence, known.get(name, name), _kinds(text[sentence.start : sentence.end]))


def _is_for_cause(text: str, sentence: Span) -> bool:
    """Say whether a sentence speaks of research or the like, and neither denies nor grants a licence."""
    quote = text[sentence.start : sentence.end]
    said = _patterns()["cause"].search(quote) is not None
    return said and not (_patterns()["negation"].search(quote) or _patterns()["denial"].search(quote))


def _passives(text: str, kind: str = "passives") -> Iterator[tuple[int, int]]:
    """Yield where "funded by" begins, and where the name after it does."""
    for match in whole_words(_words(kind), lowered(text)):
        article = _patterns()["article"].match(text, match.end())
        yield match.start(), article.end() if article else match.end()


def _labels(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a line "Funder: X" begins, and where the name in it does."""
    for match in _patterns()["label"].finditer(text):
        yield match.start() + (text[match.start()] in f"{BREAK}\n"), match.end()


_PLACES: dict[str, Callable[[str], Iterator[tuple[int, int]]]] = {
    "passive": _passives,
    "label": _labels,
    "agent": lambda text: _passives(text, "agents"),
    "invoiced": lambda text: _passives(text, "invoices"),
}


def _names_from(text: str, start: int, known: dict[str, str]) -> Iterator[str]:
    """Yield the organisations of a list: "Acme B.V., Brook Ltd. and the Ministry of Defence"."""
    at: int | None = start
    listed_by_comma = False
    while at is not None:
        name = name_at(text, at)
        programme = name and _patterns()["programme"].match(text, name.end)
        name = name_at(text, programme.end()) if programme else name
        if name is None:
            return
        written = written_out(text[name.start : name.end])
        if not _is_funder(written, name, known, first=at == start):
            return
        further = _patterns()["further"].match(text, name.end)
        if at != start and listed_by_comma and not further:
            return
        yield written
        listed_by_comma = further is not None and further.group().strip() in (",", ", the", ", de", ", het")
        at = further.end() if further else None


def _is_funder(written: str, name: Name, known: dict[str, str], *, first: bool) -> bool:
    if written in known:
        return True
    if names_nobody(written) or re.fullmatch(r"[A-Z]{3}\s[\d.,]+", written):
        return False
    several = first and (" " in written or written.isupper()) and not re.search(r"\d", written)
    return bool(name.form) or is_institution(written) or several


def _kinds(sentence: str) -> tuple[str, ...]:
    kinds = tuple(
        kind for kind in ("in_kind", "staff", "equipment", "stipend") if _patterns()[f"gives {kind}"].search(sentence)
    )
    return kinds or ("money",)


def _once(said: list[Funder]) -> list[Funder]:
    kept: dict[str, Funder] = {}
    for funder in said:
        key = name_key(funder.name)
        first = kept.get(key)
        gives = tuple(dict.fromkeys((*first.gives, *funder.gives))) if first else funder.gives
        kept[key] = Funder(first.span if first else funder.span, first.name if first else funder.name, gives)
    return list(kept.values())
