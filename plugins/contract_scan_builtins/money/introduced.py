"""Who takes part in a document: its parties, and those whom it only gives a short name, or names once.

`cast_of` is the one place that asks for the table of who is who.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from contract_scan.document import Document, Span
from contract_scan.expressions import compiled
from contract_scan_builtins.money.bodies import kind_named
from contract_scan_builtins.money.cast import Cast
from contract_scan_builtins.money.people import CAPITAL, is_organisation
from contract_scan_builtins.parties.find import name_key, with_breaks
from contract_scan_builtins.parties.names import Name, is_institution, name_at, written_out
from contract_scan_builtins.parties.parts import Party, aliases_in
from contract_scan_builtins.parties.who import Who as Person
from contract_scan_builtins.parties.who import WhoIsWho, sort_of, who_is_who
from contract_scan_builtins.shared.remember import remembered
from contract_scan_builtins.shared.wordlists import any_of, words_of
from contract_scan_builtins.shared.words_in import matches_at

#: How far before its short name somebody may be named who is no party.
_BEFORE = 140
#: So many words of a name stand before the kind of body that it ends with, at most.
_WORDS_BEFORE = 6
_SPACE, _NOUN = re.compile(r"\s"), re.compile(r"[A-ZÀ-Þ]")
#: What stands so many characters before a name tells nothing of where it ends.
_LEAD = 200


@remembered
def cast_of(document: Document) -> Cast:
    """Return who takes part in a document."""
    text = with_breaks(document)
    table = who_is_who(document)
    others = tuple(_others(text, table))
    others += tuple(_named_by_kind(text, table, others))
    return Cast(text, table, (*others, *_called_by_kind(text, table, others)))


def _named_by_kind(text: str, table: WhoIsWho, others: tuple[Person, ...]) -> Iterator[Person]:
    """Yield those that a kind in small letters announces, "gemeente Oudewater": also called "de gemeente"."""
    known = {name_key(word) for who in (*table.everybody, *others) for word in (who.name, *who.forms, *who.aliases)}
    named: dict[str, tuple[Span, str]] = {}
    for span, name, kind in kind_named(text):
        if name_key(name) not in known and not table.meant_by(name):
            named.setdefault(name, (span, kind))
    kinds = [kind for _, kind in named.values()]
    for name, (span, kind) in named.items():
        alone = kind and kinds.count(kind) == 1 and not any(kind in word.split() for word in known)
        yield Person(name, span, aliases=(kind,) if alone else ())


def _others(text: str, table: WhoIsWho) -> Iterator[Person]:
    """Yield those that are no party and have a short name: "Stichting Teeltfonds, hierna: het Fonds"."""
    known = {name_key(word) for who in table.everybody for word in (who.name, *who.forms, *who.aliases, *who.implied)}
    for match in _defining().finditer(text):
        start = max(match.start() - _BEFORE, 0)
        name = _last_name(text, start, match.start())
        if name is None:
            continue
        written = written_out(text[name.start : name.end])
        aliases = tuple(alias for _, alias in aliases_in(text[name.end : match.end() + 60].split("\x01")[0]))[:2]
        aliases = tuple(alias for alias in aliases if name_key(alias) not in known and len(alias) > 2)
        told = name.form or is_institution(written) or any(_is_body(alias) for alias in aliases)
        party_of = next((who for who in table.everybody if name_key(who.name).startswith(name_key(written))), None)
        if party_of is not None:
            if aliases and not any(table.meant_by(alias) for alias in aliases):
                yield Person(party_of.name, party_of.span, party_of.sort, aliases=aliases)
            continue
        if name_key(written) not in known and aliases and told:
            known |= {name_key(written), *map(name_key, aliases)}
            party = Party(Span(name.start, name.end), written, name.form, aliases)
            yield Person(written, party.span, sort_of(party), aliases=aliases)


def _called_by_kind(text: str, table: WhoIsWho, others: tuple[Person, ...]) -> Iterator[Person]:
    """Yield those that are called "the Foundation" though nobody said so: the only one whose name ends so."""
    known = {word for who in (*table.everybody, *others) for word in (who.name, *who.forms, *who.aliases)}
    taken = {part.lower() for word in known for part in word.split()}
    for match in dict.fromkeys(match[1] for match in _by_kind().finditer(text)):
        if match.lower() in taken or table.meant_by(match):
            continue
        places = list(_places(text, match))
        named = {" ".join(place.group().split()) for place in places}
        if len(named) == 1:
            at = places[0]
            whole = Cast(text, table, others).organisation_at(at.start())
            longer = whole is not None and whole[0].end > at.end()
            yield Person(whole[1] if whole and longer else named.pop(), Span(*at.span()), "other", aliases=(match,))


def _places(text: str, word: str) -> Iterator[re.Match[str]]:
    """Return the names that end or begin with a word: only what stands so near to the word is looked at."""
    starts = {at for found in re.finditer(word, text) for at in _starts_before(text, found.start())}
    return matches_at(_ending(word), text, sorted(starts))


def _starts_before(text: str, at: int) -> Iterator[int]:
    """Yield an offset, and where before it a name of so few words may begin that goes on to there."""
    first, reach = 0, _BEFORE
    while first < at:
        spaces = [space.start() for space in _SPACE.finditer(text, max(at - reach, 0), at)]
        if len(spaces) > _WORDS_BEFORE:
            first = spaces[-_WORDS_BEFORE - 1]
            break
        if reach >= at:
            break
        reach *= 4
    yield at
    yield from (capital.start() for capital in _NOUN.finditer(text, first, at))


@cache
def _by_kind() -> re.Pattern[str]:
    bodies = any_of(word.capitalize() for word in (*words_of("money", "bodies"), *words_of("money", "bodies_named")))
    return compiled(rf"(?<!\w)(?:the|The|de|De|het|Het)\s({bodies})(?!\w)(?!\s(?:[A-Z]|of\s[A-Z]|van\s[A-Z]))")


@cache
def _ending(word: str) -> re.Pattern[str]:
    """Return the expression for a name that ends or begins with a word: "Zonnehof Foundation", "Council of Arts"."""
    more = r"(?:\s(?:&|and|en|of|for|van|voor|de|der|het|al-\w+|[A-ZÀ-Þ][\w’'\-]+)){0,5}"
    ends = rf"(?!The\s|De\s|Het\s)[A-ZÀ-Þ][\w’'\-]+{more}\s{word}"
    noun = r"[A-ZÀ-Þ][\w’'\-]+"
    begins = rf"{word}\s(?:of|for|van|voor)\s(?:(?:the|de|het)\s)?{noun}(?:\s(?:(?:and|en|of|van)\s)?{noun}){{0,4}}"
    return compiled(rf"(?<![\w\-])(?:{ends}|{begins})(?!\w)")


def _is_body(alias: str) -> bool:
    """Say whether a short name is that of a body: "het Fonds", "the Awarding Agency"."""
    return any(word.lower() in words_of("money", "bodies") for word in alias.split())


@cache
def _defining() -> re.Pattern[str]:
    phrases = any_of(words_of("parties", "alias_phrases"))
    return compiled(
        rf",?\s(?:\(\s*)?(?:(?i:{phrases})\b|\((?:the\s|de\s|het\s)?[\"“‘„'](?=[A-Z]))|\s\((?:the|de|het)\s(?=[A-Z])"
    )


def _last_name(text: str, start: int, end: int) -> Name | None:
    """Return the organisation whose name ends right before an offset, the longest one."""
    first = max(start - _LEAD, 0)
    before = text[first:end]  # where it ends is where a name must end, so that nothing beyond is read
    for capital in CAPITAL.finditer(text, start, end):
        if text[capital.start() - 1 : capital.start()] == "\x01" or "\x01" not in text[capital.start() : end]:
            name = name_at(before, capital.start() - first)
            written = written_out(before[name.start : name.end]) if name else ""
            if (
                name
                and len(before) - name.end <= 2
                and (name.form or is_institution(written) or is_organisation(written, name))
            ):
                return replace(name, start=name.start + first, end=name.end + first)
    return None
