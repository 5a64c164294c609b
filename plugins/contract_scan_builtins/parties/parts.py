"""What a preamble tells about a party beside its name: alias, seat, number, representative, other names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache

from contract_scan.document import Span
from contract_scan.expressions import compiled
from contract_scan.facts.words import words_for
from contract_scan.finding import Value
from contract_scan_builtins.parties.names import BREAK
from contract_scan_builtins.parties.words import any_of, listed

#: Every sign that stands around a short name.
ALIAS_QUOTES = "\"“”„‟'‘’«»`´"
_PARENTHESIS = compiled(r"\(([^()]{1,400}(?:\([^()]{0,80}\)[^()]{0,200})?)\)?")
_QUOTED = compiled(
    rf"[{ALIAS_QUOTES}]{{1,2}}\s?([^{ALIAS_QUOTES}\x01]{{1,60}}?(?:[’'][a-z]?)?)\s?[{ALIAS_QUOTES}]{{1,2}}"
)


#: Several readers read what follows a name: of so many it is remembered what it says.
_TAILS = 128
#: A word in small letters, as in "the home school".
_SMALL = r"[a-zà-ÿ][\w\-’']*"


@dataclass(frozen=True, slots=True)
class Party:
    """A party as one place in the document states it; the span is that of the name.

    `forms` are all full names it is given anywhere, `signs` what tells that it is a party, the weightiest first (see
    `patterns/tables/parties/evidence.yaml`); only a party that was decided upon has them.
    """

    span: Span
    name: str
    form: str | None = None
    aliases: tuple[str, ...] = ()
    details: dict[str, str] = field(default_factory=dict)
    source: str = "preamble"
    forms: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()

    def attributes(self) -> dict[str, Value]:
        """Return the attributes of the finding."""
        found: dict[str, Value] = {"name": self.name}
        if self.aliases:
            found["aliases"] = list(self.aliases)
        if self.form:
            found["legal_form"] = self.form
        found.update(sorted(self.details.items()))
        return found


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    alias = any_of(listed("alias_phrases"))
    quoted = rf"[{ALIAS_QUOTES}]{{1,2}}\s?(?P<quoted>[^{ALIAS_QUOTES}\x01]{{1,60}}?)\s?[{ALIAS_QUOTES}]{{1,2}}"
    bare = r"(?P<bare>[A-ZÀ-Þ][\w\-&.]*(?:\s(?:[A-ZÀ-Þ0-9][\w\-&.]*|van|de|der|of))*)"
    articles = r"(?:(?:as|als|the|de|het|“the|\"the)\s+)?"
    return {
        "phrase": compiled(rf"(?<!\w)(?i:{alias})\s*[:,]?\s*(?i:{articles})(?:{quoted}|{bare})"),
        "bare": compiled(rf"\A\s*(?:(?i:{alias})\s*[:,]?\s*)?(?:(?:the|de|het)\s+)?{bare}\s*\Z"),
        "small": compiled(
            rf"\A\s*(?:(?i:{alias})\s*[:,]?\s*)?(?P<small>(?:the|de|het|our|onze|ons)\s{_SMALL}(?:\s{_SMALL}){{0,2}})\s*\Z"
        ),
        "small phrase": compiled(
            rf"(?<!\w)(?i:{alias})\s*[:,]?\s*(?P<small>(?:the|de|het)\s{_SMALL}(?:\s{_SMALL})?)(?=[,.;:)\x01]|\s(?:en|and|of|or)\s|\Z)"
        ),
        "seat": compiled(rf"(?<!\w)(?i:{any_of(listed('seat'))})\s*:?\s*(?P<value>[^({ALIAS_QUOTES};\x01]{{3,160}})"),
        "over": compiled(
            rf",?\s+(?i:{any_of((*listed('represented'), *listed('alias_phrases'), *listed('registration')))})\b"
            rf"|,?\s+(?i:{any_of(listed('seat_ends'))})\b|,\s*(?i:{any_of(listed('ands'))})\s*\Z|\s(?:and|en)\s+(?i:{any_of(listed('seat'))})\b"
            r"|,\s(?:and|en)\s(?:the|de|het)\s"
        ),
        "signatory": compiled(rf"(?<!\w)(?i:{any_of(listed('represented'))})\s*:?\s*(?P<value>[^(;,\x01]{{3,90}})"),
        "registration_number": compiled(
            rf"(?<!\w)(?i:{any_of(listed('registration'))})[^\d\x01]{{0,60}}?"
            r"(?P<value>[A-Z]{0,3}\d[\dA-Z.\- ]{4,24}[\dA-Z])"
        ),
        "role": compiled(rf"(?:{any_of(listed('roles'))})"),
        "US": compiled(rf"\b(?:{any_of(listed('regions', 'US'))})\b"),
        "CA": compiled(rf"\b(?:{any_of(listed('regions', 'CA'))})\b"),
        "acting_through": compiled(rf"(?<!\w)(?i:{any_of(listed('acting'))})\s+(?P<value>[^,;()\x01]{{2,80}})"),
        "trade_name": compiled(rf"(?<!\w)(?:{any_of(listed('also_called'))})\s+(?P<value>[^,;()\x01]{{2,80}})"),
        "former_name": compiled(rf"(?<!\w)(?:{any_of(listed('former_names'))})\s+(?P<value>[^,;()\x01]{{2,80}})"),
    }


#: What parts two short names that are given at once: "hierna: Zandoog of de Penvoerder".
_OR = compiled(r"\s(?:of|or|dan\swel)\s(?=(?:de|het|the)\s)")


@lru_cache(maxsize=_TAILS)
def aliases_in(tail: str) -> tuple[tuple[int, str], ...]:
    """Return the short names defined in what follows a name, with the offset of each."""
    found: dict[str, int] = {}
    for match in _PARENTHESIS.finditer(tail):
        for offset, alias in _in_parenthesis(match.group(1)):
            found.setdefault(alias, match.start() + offset)
    for match in _patterns()["phrase"].finditer(tail):
        for alias in _OR.split(match["quoted"] or match["bare"]):
            found.setdefault(_short(alias), match.start())
    for match in _patterns()["small phrase"].finditer(tail):
        found.setdefault(_in_small_letters(match["small"]), match.start())
    return tuple(sorted(((at, alias) for alias, at in found.items()), key=lambda item: item[0]))


def _in_parenthesis(inner: str) -> Iterator[tuple[int, str]]:
    quoted = list(_QUOTED.finditer(inner))
    for match in quoted:
        yield match.start(), _short(match.group(1))
    first = _FIRST_OF_TWO.match(inner)
    if (
        not quoted
        and (bare := _patterns()["bare"].match(first[1] if first else inner))
        and bare["bare"] not in _currencies()
        and not _is_country(bare["bare"])
    ):
        yield bare.start("bare"), _short(bare["bare"])
    elif not quoted and (small := _patterns()["small"].match(inner)):
        yield small.start("small"), _in_small_letters(small["small"])


#: A short name and what its bearer does, both in brackets: "(KI, coordinator)".
_FIRST_OF_TWO = compiled(r"([A-ZÀ-Þ][\w\-&.]{1,14}), (?:(?:the|de|het) )?[a-zà-ÿ\-]+(?: [a-zà-ÿ\-]+)?\Z")


@cache
def _currencies() -> frozenset[str]:
    """Return the codes of currencies, which are no short names: "Contribution of Acme B.V. (EUR)"."""
    return frozenset(words_for(None).currency_signs)


def _is_country(written: str) -> bool:
    """Say whether words name a country and nothing else: "Deccan Institute, Hyderabad (India)" is not called India."""
    from contract_scan_builtins.countries.named import countries_in

    return any(len(span) == len(written) for span, _ in countries_in(written, None))


def _short(written: str) -> str:
    """Return a short name on one line, without the article that opens it unless it is in small letters."""
    short = " ".join(written.split()).rstrip(",.;")
    bare = _ARTICLE.sub("", short)
    return bare if bare[:1].isupper() or bare == short else _in_small_letters(short)


def _in_small_letters(written: str) -> str:
    """Return a short name in small letters, which keeps its article: "school" alone is any school."""
    article, _, rest = " ".join(written.split()).partition(" ")
    return f"{article.lower()} {rest}"


_ARTICLE = compiled(r"\A(?:the|de|het)\s+", re.IGNORECASE)


def details_in(tail: str) -> dict[str, str]:
    """Return what a tail says of seat, registration number, representative, trade name and former name."""
    return dict(_details_in(tail))


@lru_cache(maxsize=_TAILS)
def _details_in(tail: str) -> dict[str, str]:
    found = {}
    for key in ("seat", "registration_number", "signatory", "acting_through", "trade_name", "former_name"):
        match = _patterns()[key].search(tail)
        if match:
            value = _patterns()["over"].split(match["value"])[0]
            found[key] = " ".join(value.replace(BREAK, " ").split()).strip(" ,.;")
    if country := _country(found.get("seat", ""), tail):
        found["country"] = country
    return found


def _country(seat: str, tail: str) -> str | None:
    """Return the code of the country that a seat, or else a description, names; a town may stand for its country."""
    from contract_scan_builtins.countries.named import countries_in

    for text in (seat, tail[:400]):
        named = countries_in(text, None)
        if named:
            return named[-1][1] if text is seat else named[0][1]
        if region := _region_of(text):
            return region
        if text is seat and (named := countries_in(text, None, places=True)):
            return named[-1][1]
    return None


def _region_of(text: str) -> str | None:
    """Return the country of a state, a province or an American postal code."""
    for code in ("US", "CA"):
        if _patterns()[code].search(text):
            return code
    return "US" if re.search(r"\b[A-Z]{2}\s+\d{5}(?:-\d{4})?\b", text) else None


def country_of_address(text: str, end: int) -> str | None:
    """Return the code of the country that stands by itself in the lines below a name, as in the head of a letter.

    The lines are those of an address: short, and none of them a label or a greeting.
    """
    from contract_scan_builtins.countries.named import countries_in

    for line in _LINE_END.split(text[end : end + _ADDRESS])[1:_LINES]:
        if len(line) > _SHORT_LINE or line.rstrip().endswith((":", ";", ".")) or _LABEL.match(line):
            return None
        last = line.rsplit(",", 1)[-1].strip(" \t\u00a00123456789")
        named = countries_in(last, None)
        if named and len(named[0][0]) == len(last):
            return named[0][1]
    return None


#: An address below a name has at most so many lines, of so many characters, and so many characters in all.
_LINES, _SHORT_LINE, _ADDRESS = 6, 50, 240
_LINE_END = compiled(r"[\n\x01]+")
_LABEL = compiled(r"\s*(?:\w+\s){0,2}\w+:|\s*(?:Dear|Geachte|Beste|and|en|between|tussen)\b")


def country_of_state(name: str) -> str | None:
    """Return the code of the country that a name itself holds: "Regering van de Volksrepubliek China"."""
    from contract_scan_builtins.countries.named import countries_in

    named = countries_in(name, None)
    return named[0][1] if named else None


def role_among(aliases: tuple[str, ...]) -> str | None:
    """Return the first short name that is a role ("Licensee", "Opdrachtgever")."""
    return next((alias for alias in aliases if _patterns()["role"].fullmatch(alias)), None)
