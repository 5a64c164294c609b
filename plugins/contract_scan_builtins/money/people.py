"""Whom words in a document mean: parties by name, role or kind, "we" and "you", and bodies that it names in passing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import islice

from contract_scan.document import Span
from contract_scan.expressions import compiled
from contract_scan_builtins.money.bodies import is_body, unnamed_givers
from contract_scan_builtins.money.lexicon import pattern_of
from contract_scan_builtins.money.scholar import scholar_in
from contract_scan_builtins.parties.names import Name, both_names_at, is_institution, written_out
from contract_scan_builtins.parties.preamble import names_nobody
from contract_scan_builtins.parties.who import Who as Person
from contract_scan_builtins.parties.who import WhoIsWho
from contract_scan_builtins.shared.wordlists import any_of, words_of

#: The role of bodies that a sentence names and nobody introduced.
STRANGER = "stranger"
#: So often a document says "we" and "you" if somebody speaks in it.
_SPEAKS = 6
_ARTICLE = compiled(r"\s*:?\s*(?:(?:the|de|het|dr\.|prof\.)\s+)?", re.IGNORECASE)
#: A full stop that ends a sentence after a name, and no legal form with stops.
_STOP = compiled(r"\b(?!Inc|Ltd|Co|Corp|Pte|Pty|Bhd|Sdn)[^\W.]{2,}\.\Z")
#: "U" of "U.A." means nobody.
_INITIAL = compiled(r"[A-Z]\.[A-Z]")
CAPITAL = compiled(r"(?<![\w.])(?:[A-ZÀ-Þ])")
_AND = compiled(r"\s(?:and|en|&|und|et)\s(?:(?:the|de|het)\s)?")


@dataclass(frozen=True)
class People:
    """Everybody who may give or receive in a document; `text` is its text with marked ends of blocks."""

    text: str
    table: WhoIsWho
    others: tuple[Person, ...]
    _read: dict[tuple[int, int], tuple[tuple[Span, tuple[Person, ...]], ...]] = field(
        default_factory=dict, repr=False, compare=False
    )

    @cached_property
    def everybody(self) -> tuple[Person, ...]:
        """The parties, but for names that are another's with a role before it: "Recipient, Fell University"."""
        return tuple(who for who in self.table.everybody if who.name not in self._doubles)

    @cached_property
    def _doubles(self) -> dict[str, Person]:
        """Return whose name a name is with a role before it."""
        found = {}
        for who in self.table.everybody:
            for other in self.table.everybody:
                before = who.name.removesuffix(other.name)
                if other is not who and before != who.name and len(before.split()) == 1:
                    found[who.name] = other
        return found

    @cached_property
    def _role_names(self) -> dict[str, Person]:
        """Return whom the roles before names mean: "Recipient" of "Recipient, Fell University"."""
        return {name.removesuffix(who.name).strip(" ,"): who for name, who in self._doubles.items()}

    def mentions(self, start: int, end: int) -> Iterator[tuple[Span, tuple[Person, ...]]]:
        """Yield each place in a stretch of the document that means somebody, in order; a stretch is read once."""
        found = self._read.get((start, end))
        if found is None:
            found = self._read[start, end] = tuple(
                (span, tuple(dict.fromkeys(self._doubles.get(person.name, person) for person in who)))
                for span, who in self._mentions(start, end)
            )
        yield from found

    def _mentions(self, start: int, end: int) -> Iterator[tuple[Span, tuple[Person, ...]]]:
        unnamed = [Span(*match.span()) for match in unnamed_givers().finditer(self.text, start, end)]
        found: list[tuple[Span, tuple[Person, ...]]] = [
            (span, (Person(" ".join(self.text[span.start : span.end].split()), span),)) for span in unnamed
        ]
        spoken = list(self._spoken_of(start, end))
        found += spoken
        unnamed += [span for span, _ in spoken]
        found += [
            (mention.span, mention.who)
            for mention in self.table.mentions(self.text, start, end)
            if not any(mention.span.overlaps(span) for span in unnamed)
            and not _INITIAL.match(self.text, mention.span.start)
            and not self._is_of_longer(mention.span, mention.who)
            and not (self._speech and self.text[mention.span.start : mention.span.end].lower() in _spoken())
        ]
        for pattern, meant in (
            (self._speech_pattern if self._speech else None, self._speech),
            (self._others, self._named),
            (self._kinds_pattern, self._kinds),
        ):
            taken = [span for span, _ in found]
            for match in pattern.finditer(self.text, start, end) if pattern else ():
                span = Span(*match.span())
                if not any(span.overlaps(other) for other in taken):
                    word = match["kind"].lower() if "kind" in match.groupdict() else " ".join(match.group().split())
                    found.append((span, (meant[word],)))
        found += self._strangers(start, end, [span for span, _ in found])
        yield from sorted(found, key=lambda item: item[0])

    def _spoken_of(self, start: int, end: int) -> Iterator[tuple[Span, tuple[Person, ...]]]:
        """Yield where a kind of body means who writes or is written to: "your foundation", "onze faculteit"."""
        addressee = self.table.addressee
        for match in _possessed().finditer(self.text, start, end):
            who = self._sender if match["ours"] else addressee
            if who is not None:
                yield Span(*match.span()), (who,)

    def _is_of_longer(self, span: Span, who: tuple[Person, ...]) -> bool:
        """Say whether a word that may mean somebody is only the beginning of another's name: "Linge Power Ltd"."""
        word = self.text[span.start : span.end]
        if not any(word in person.implied for person in who) or self.text[span.end : span.end + 1] != " ":
            return (
                any(word in person.aliases and word in self._student.aliases for person in who)
                if self._student
                else False
            )
        return self.text[span.end + 1 : span.end + 2].isupper() and (
            (named := self.organisation_at(span.start)) is not None and is_body(named[1])
        )

    def _strangers(self, start: int, end: int, taken: list[Span]) -> Iterator[tuple[Span, tuple[Person, ...]]]:
        """Yield the bodies that a stretch names and the document introduces nowhere."""
        at = start
        while capital := CAPITAL.search(self.text, at, end):
            at = capital.end()
            known = next((span for span in taken if span.start <= capital.start() < span.end), None)
            if known is not None:
                at = known.end
                continue
            named = self.organisation_at(capital.start())
            if named and named[0].end <= end and is_body(named[1]) and not any(named[0].overlaps(t) for t in taken):
                at = named[0].end
                yield named[0], (Person(named[1], named[0], role=STRANGER),)

    @cached_property
    def _speech(self) -> dict[str, Person]:
        """Return whom "we" and "you" mean where a document speaks so and no sender is known: the first two it names."""
        if self.table.sender or len(self.everybody) < 2:
            return {}
        writers = set(words_of("parties", "speakers"))
        spoken = {word: self.everybody[0 if word in writers else 1] for word in _spoken()}
        says = list(islice(self._speech_pattern.finditer(self.text), _SPEAKS))
        return spoken if len(says) == _SPEAKS else {}

    @cached_property
    def _speech_pattern(self) -> re.Pattern[str]:
        return compiled(rf"(?<![\w\-])(?P<kind>{any_of(_spoken())})(?![\w\-])", re.IGNORECASE)

    @cached_property
    def _named(self) -> dict[str, Person]:
        """Return whom words mean that are not in the table: others, and kinds of body such as "the Waterschap"."""
        found = {word: person for person in self.others for word in (person.name, *person.aliases)}
        if self._student:
            found |= dict.fromkeys((self._student.name, *self._student.aliases), self._student)
        found |= {word: who for word, who in self._role_names.items() if not self.table.meant_by(word)}
        for letter, person in zip("AB", self.everybody, strict=False):
            for word in (f"Party {letter}", f"Partij {letter}"):
                if not self.table.meant_by(word):
                    found[word] = person
        if self._sender:
            organs = (written for word in words_of("money", "organs") for written in (word, word.capitalize()))
            found |= {organ: self._sender for organ in organs if organ not in found}
        return found

    @cached_property
    def _kinds(self) -> dict[str, Person]:
        """Return whom "the University" and "het waterschap" mean though nobody said so: the only one of that kind."""
        people = (*self.everybody, *self.others)
        found = {}
        for word in words_of("money", "bodies"):
            named = [person for person in people if _is_of_kind(person.name, word)]
            if len(named) == 1 and not self._is_known(word):
                found[word] = named[0]
        for sort in ("institution", "company", "government"):
            of_sort = [person for person in self.everybody if person.sort == sort]
            for word in words_of("money", "kinds", sort) if len(of_sort) == 1 else ():
                other_kind = sort == "government" and word in words_of("money", "bodies")  # a province is no town
                if not self._is_known(word) and not (other_kind and not _is_of_kind(of_sort[0].name, word)):
                    found.setdefault(word, of_sort[0])
        institutions = [person for person in self.everybody if person.sort == "institution"]
        for word in (*words_of("money", "lead"), *words_of("money", "units")) if len(institutions) == 1 else ():
            if not self._is_known(word):
                found.setdefault(word, institutions[0])
        payer = self._other_side
        return found | {
            word: payer for word in words_of("money", "kinds", "payer") if payer and not self._is_known(word)
        }

    @property
    def payer(self) -> str | None:
        """The name of the one of two parties that is no institution of research, where the other is one."""
        return self._other_side.name if self._other_side else None

    @cached_property
    def _other_side(self) -> Person | None:
        """The one of two parties that is no institution of research, where the other is one."""
        others = [person for person in self.everybody if person.sort != "institution"]
        return others[0] if len(others) == 1 and len(self.everybody) == 2 else None

    @cached_property
    def _student(self) -> Person | None:
        """Return the person whom a document calls "the Student", "de promovendus" or so, or to whom it awards."""
        return scholar_in(self.text)

    def _is_known(self, word: str) -> bool:
        named = {alias.lower() for person in self.others for alias in person.aliases}
        return word in named or bool(self.table.meant_by(word) or self.table.meant_by(word.capitalize()))

    @cached_property
    def _kinds_pattern(self) -> re.Pattern[str] | None:
        if not self._kinds:
            return None
        return re.compile(
            rf"(?<![\w\-])(?:the|de|het|our|onze|ons)\s(?P<kind>{any_of(self._kinds)})(?![\w\-])", re.IGNORECASE
        )

    @cached_property
    def _others(self) -> re.Pattern[str] | None:
        return re.compile(rf"(?<![\w\-])(?:{any_of(self._named)})(?![\w\-])") if self._named else None

    def organisation_at(self, offset: int) -> tuple[Span, str] | None:
        """Return the organisation whose name begins at an offset or after the article there; None where none does."""
        article = _ARTICLE.match(self.text, offset)
        name = self._whole_name(article.end() if article else offset)
        if name is None:
            return None
        end = name.end - bool(_STOP.search(self.text, name.start, name.end))
        written = written_out(self.text[name.start : end])
        if any(letter.isupper() for letter in written[1:]) or name.form:
            return (Span(name.start, end), written) if is_organisation(written, name) else None
        return None  # "Universiteit" with words in small letters names nobody

    def _whole_name(self, start: int) -> Name | None:
        """Return the name at an offset; with its "and" where what follows that is no body of its own."""
        name, joined = both_names_at(self.text, start)
        if name is None or joined is None or joined.end <= name.end or name.form:
            return name
        rest = _AND.match(self.text, name.end, joined.end)
        behind = self.text[rest.end() : joined.end] if rest else ""
        if (
            not behind
            or behind[0].isdigit()
            or self.table.meant_by(behind)
            or self.is_certain(behind)
            or not self.is_certain(name_of(self.text, name))
        ):
            return name
        return joined

    def called(self, words: str) -> str | None:
        """Return whom words that stand alone mean, such as the heading "Hospital": the only one of that kind."""
        person = self._kinds.get(words.lower()) or self._named.get(words)
        return person.name if person else None

    def is_certain(self, name: str) -> bool:
        """Say whether a name is an organisation's by its legal form or a word in it."""
        return is_body(name)

    def programme_at(self, offset: int) -> int | None:
        """Return where the name of who runs a programme begins, where the programme's own name ends at an offset."""
        match = _programmes().match(self.text, offset)
        return match.end() if match else None

    @property
    def speaks(self) -> bool:
        """Whether somebody writes to somebody: "we" and "you" have a meaning."""
        return self._sender is not None

    @property
    def speaker(self) -> str | None:
        """The name of whoever "we" means, None where nobody speaks."""
        return self._sender.name if self._sender else None

    @cached_property
    def _sender(self) -> Person | None:
        return self.table.sender or (self.everybody[0] if self._speech else None)


def _is_of_kind(name: str, word: str) -> bool:
    """Say whether a name holds a word for a kind of body, in whatever language: "Institut" is an institute."""
    stem = next((stem for stem in words_of("money", "kind_stems") if word.startswith(stem)), None)
    words = name.lower().split()
    return word in words or (stem is not None and any(part.startswith(stem) for part in words))


def name_of(text: str, name: Name) -> str:
    """Return a name as it is written."""
    return written_out(text[name.start : name.end])


@cache
def _possessed() -> re.Pattern[str]:
    """Return the expression for a kind of body that is the writer's or the reader's; group `ours` is the writer's."""
    bodies = any_of((*words_of("money", "bodies"), *words_of("money", "own_bodies")))
    ours, yours = r"our|onze|ons|my|mijn", r"your|uw|uwe|jullie|jouw|je"
    return compiled(
        rf"(?<![\w\-])(?:(?P<ours>{ours})|(?:{yours}))\s(?:(?:own|eigen)\s)?(?:{bodies})(?![\w\-])", re.IGNORECASE
    )


@cache
def _spoken() -> frozenset[str]:
    """Return the words by which the writer and the reader of a document are meant."""
    return frozenset((*words_of("parties", "speakers"), *words_of("parties", "addressed"))) - {
        "undersigned",
        "ondergetekende",
    }


def is_organisation(written: str, name: Name) -> bool:
    """Say whether a name is an organisation's: by its legal form, a word in it, or as several words or capitals."""
    if names_nobody(written) or re.fullmatch(r"[A-Z]{3}\s[\d.,]+|[\d.,\s]+", written):
        return False
    several = (" " in written or (written.isupper() and len(written) > 2)) and not re.search(r"\d", written)
    return bool(name.form) or is_institution(written) or (several and not pattern_of("no_organisation").search(written))


@cache
def _programmes() -> re.Pattern[str]:
    return compiled(rf"\s*(?:\([^)]*\)\s*)?(?:{any_of(words_of('money', 'programmes'))})\s+", re.IGNORECASE)
