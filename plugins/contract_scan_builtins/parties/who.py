"""Who is who in a document: one table of names, short names, roles and words such as "we", that all others ask.

The table is made once a document. Whoever needs to know whom a word means (funders, money, lists, letters, masking)
asks `who_is_who`, and reads no preamble of its own. What this module offers is stable; what it is filled from
(`contract_scan_builtins.parties.find`: what all readers propose, weighed by the table of evidence) may change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from contract_scan.document import Document, Span
from contract_scan.expressions import compiled
from contract_scan_builtins.parties.find import parties_of, with_breaks
from contract_scan_builtins.parties.names import is_institution
from contract_scan_builtins.parties.parts import Party
from contract_scan_builtins.parties.words import any_of, listed
from contract_scan_builtins.shared.remember import remembered

#: What somebody is: an institution of research or teaching, a company, a government or part of one, a natural person.
Sort = Literal["institution", "company", "government", "person", "other"]
#: A short name that nobody gave, such as "Zandoog" for "Zandoog Meettechniek B.V.", has at least so many letters.
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody who takes part in a document.

    `name` stands in the text at `span`. `forms` are its full names (in a title, a signature), `aliases` the short names
    the document gives it ("the Sponsor" without the article), `implied` those that nobody gave and that still mean it
    ("Zandoog", "de minister"). `signs` says why it is a party (keys of the table of evidence).
    `role` is an alias that is a role ("Licensee"), or "sender" or "addressee" of a letter.
    `ours` is a hint that this is the side of the reviewer: an institution of research or teaching in the Netherlands.
    """

    name: str
    span: Span
    sort: Sort = "other"
    forms: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    implied: tuple[str, ...] = ()
    role: str | None = None
    letter: Literal["sender", "addressee"] | None = None
    country: str | None = None
    ours: bool = False
    signs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A place that means somebody: `who` is one, or all of them where words such as "the Parties" stand there."""

    span: Span
    who: tuple[Who, ...]


@dataclass(frozen=True)
class WhoIsWho:
    """The table: everybody who takes part, in reading order, and what each word for them means."""

    everybody: tuple[Who, ...] = ()
    words: Mapping[str, tuple[Who, ...]] = field(default_factory=dict)

    @property
    def sender(self) -> Who | None:
        """Who writes a letter or decision; None where the document is none, or its sender has no name."""
        return next((who for who in self.everybody if who.letter == "sender"), None)

    @property
    def addressee(self) -> Who | None:
        """To whom a letter or decision is addressed."""
        return next((who for who in self.everybody if who.letter == "addressee"), None)

    def meant_by(self, words: str) -> tuple[Who, ...]:
        """Return who is meant by a name, short name, role or pronoun, whatever its article; () where nobody is."""
        return self.words.get(_key(words), ())

    def mentions(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Mention]:
        """Yield each place in a piece of a text that means somebody, in order; the longest name at a place counts."""
        pattern = self._pattern
        for match in pattern.finditer(text, start, len(text) if end is None else end) if pattern else ():
            if who := self.meant_by(match.group()):
                yield Mention(Span(*match.span()), who)

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        if not self.words:
            return None
        with_article = {word for word in self.words if word not in _lower_words() and word[:1].islower()}
        exact = any_of(word for word in self.words if word not in _lower_words() and word not in with_article)
        if with_article:
            exact += rf"|(?i:the|de|het|our|onze|ons)\s(?:{any_of(with_article)})"
        loose = any_of(word for word in self.words if word in _lower_words())
        return re.compile(rf"(?<![\w\-])(?:{exact}|(?i:{loose}))(?![\w\-])")


def _lower_words() -> frozenset[str]:
    """Return the words for somebody that may stand in small letters or begin a sentence: "we", "the parties"."""
    words = ("collective",), ("speakers",), ("addressed",), ("office_holders",)
    return frozenset(word for path in words for word in listed(*path))


@remembered
def who_is_who(document: Document) -> WhoIsWho:
    """Return the table of who is who of a document; one without entries where no party is known."""
    parties = _with_own_aliases(parties_of(document))
    everybody = tuple(_who(party, parties) for party in parties)
    return WhoIsWho(everybody, _words_for(everybody, with_breaks(document)))


def _with_own_aliases(parties: list[Party]) -> list[Party]:
    """Give a short name that is a word of another party's name, and of none of its bearer's, to that other party."""
    moved: dict[str, list[str]] = {}
    kept: dict[str, list[str]] = {}
    for party in parties:
        kept[party.name] = []
        for alias in party.aliases:
            owners = [other.name for other in parties if re.search(rf"(?<!\w){re.escape(alias)}(?!\w)", other.name)]
            if len(owners) == 1 and owners[0] != party.name and not is_institution(alias):
                moved.setdefault(owners[0], []).append(alias)
            else:
                kept[party.name].append(alias)
    if not moved:
        return parties
    return [
        replace(party, aliases=tuple(dict.fromkeys((*kept[party.name], *moved.get(party.name, ())))))
        for party in parties
    ]


def _who(party: Party, parties: list[Party]) -> Who:
    sort = sort_of(party)
    role = party.details.get("role")
    country = party.details.get("country")
    return Who(
        name=party.name,
        span=party.span,
        sort=sort,
        forms=party.forms or (party.name,),
        aliases=party.aliases,
        implied=tuple(_implied(party, parties)),
        role=role,
        letter="sender" if role == "sender" else "addressee" if role == "addressee" else None,
        country=country,
        ours=sort == "institution" and country in (None, "NL"),
        signs=party.signs,
    )


def sort_of(party: Party) -> Sort:
    """Return what a party is, as far as its name and its legal form tell."""
    if re.search(rf"\b(?:{any_of(listed('sorts', 'government'))})\b", party.name, re.IGNORECASE):
        return "government"
    if re.search(rf"(?:{any_of(listed('sorts', 'institution'))})", party.name, re.IGNORECASE):
        return "institution"
    if party.form and party.form not in listed("sorts", "not_companies"):
        return "company"
    return "other" if party.form or is_institution(party.name) or " " not in party.name else "person"


def _implied(party: Party, parties: list[Party]) -> Iterator[str]:
    """Yield what a text may call a party without having said so: its first own word, or its office."""
    first = party.name.split()[0]
    shared = sum(other.name.split()[0].lower() == first.lower() for other in parties) > 1
    if not shared and len(first) >= _SHORTEST and first.isalpha() and not is_institution(first):
        yield from dict.fromkeys((first, first.capitalize(), first.upper()))
    bare = _without_form(party.name)
    if bare and not any(bare in (other.name, *other.aliases) for other in parties):
        yield bare
    for office in listed("office_holders"):
        if party.name.lower().startswith(office):
            yield office


def _without_form(name: str) -> str | None:
    """Return a name without the kind of legal person before it: "Kompas & Kaap" of "Stichting Kompas & Kaap"."""
    bare = _KIND_BEFORE.sub("", name)
    return bare if bare != name and len(bare) >= _SHORTEST and bare[0].isupper() else None


_KIND_BEFORE = compiled(
    r"\A(?:Stichting|Vereniging|Coöperatie|Coöperatieve\s\w+|Stiftung|Fundación|Fondation)\s+(?=[A-ZÀ-Þ])"
)


def _words_for(everybody: tuple[Who, ...], text: str) -> dict[str, tuple[Who, ...]]:
    """Return who is meant by each word; a word that two share means nobody, but for words that mean all of them."""
    found: dict[str, tuple[Who, ...]] = {}
    for who in everybody:
        for word in {_key(word) for word in (who.name, *who.forms, *who.aliases, *who.implied)} - {""}:
            found[word] = () if word in found else (who,)
    for who in everybody:
        spoken = {"sender": "speakers", "addressee": "addressed"}.get(who.letter or "")
        found |= dict.fromkeys(listed(spoken) if spoken else (), (who,))
    if len(everybody) > 1:
        found |= dict.fromkeys(listed("collective"), everybody)
    return {word: who for word, who in found.items() if who}


def _key(words: str) -> str:
    """Return words with single spaces and without the article before them; those that may be in small letters so."""
    key = re.sub(r"\A(?:the|de|het|our|onze|ons)\s+(?=.)", "", " ".join(words.split()), flags=re.IGNORECASE)
    return key.lower() if key.lower() in _lower_words() else key
