"""Masking: names, places, amounts, dates, addresses and codes give way to others, the same ones everywhere.

The rule is the reverse of a list of secrets: a word with a capital leaves only if the rules themselves know it in
lower case. What is masked too much costs little; what is masked too little could not be taken back.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache

from contract_scan.document import Span
from contract_scan.facts import find_facts
from contract_scan.repro.numbers import Edit, Numbers
from contract_scan.repro.vocabulary import Vocabulary, countries, country_name, masking

_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>()\"]+"
    r"|(?<![\w.@-])[\w-]{2,}(?:\.[\w-]+)*\.(?:com|org|net|nl|eu|edu|gov|info|int|io|be|de|fr|uk|us|ch|cn|ru)(?![\w.-]\w)(?:/[^\s<>()\"]*)?",
    re.IGNORECASE,
)
_TELEPHONE = re.compile(r"(?<!\w)\+\d[\d ()-]{6,}\d")
#: Letters and figures in one: account numbers, project codes, files.
_CODE = re.compile(r"(?<![\w.])(?=[\w/-]*\d)(?=[\w/-]*[A-Z])[\w]+(?:[/-]\w+)*(?!\w)")
_TYPED = re.compile(r"\s*(?:[^\W\d_]+\s+)?\(?(?:\d+(?:\.\d+)*[a-z]?|[a-z]{1,2}|[ivx]+)[.):]*\s")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_MONTHS = {
    "en": ("January", "March", "May", "July", "September", "November"),
    "nl": ("januari", "maart", "mei", "juli", "september", "november"),
}


class Mask:
    """Replaces what must not leave; consistent over all texts it is given. `keep` are words that stay as they are."""

    def __init__(self, vocabulary: Vocabulary, names: Iterable[str] = (), keep: Collection[str] = ()) -> None:
        self._vocabulary = vocabulary
        self._keep = {word.lower() for phrase in keep for word in _WORD.findall(phrase)} | {k.lower() for k in keep}
        self._own = {w.lower() for name in names for w in _WORD.findall(name)} - vocabulary.entity
        self._given: dict[str, str] = {}
        self._countries: dict[str, str] = {}
        self._dates: dict[str, int] = {}
        self._moments: dict[str, int] = {}
        self.numbers = Numbers()

    def prepare(self, texts: Iterable[tuple[str, str | None]]) -> None:
        """Look over all texts (with their languages) once before any of them is masked."""
        self.numbers.prepare(texts)

    def edits(self, text: str, language: str | None, *, numbered: bool = False) -> list[Edit]:
        """Return the replacements for a text, in order and apart from each other; `numbered` if a number opens it."""
        taken: list[Edit] = [(span, text[span.start : span.end]) for span in _staying(text, numbered)]
        passes = (
            self._addresses(text),
            self._codes_and_dates(text, language),
            self._nations(text, language),
            self._places(text),
            self._numbers(text, language),
            self._words(text),
        )
        for found in passes:
            for edit in found:
                if not any(edit[0].overlaps(other) for other, _ in taken):
                    taken.append(edit)
        changed = (e for e in taken if text[e[0].start : e[0].end] != e[1] and not self._kept(text, e[0]))
        return sorted(changed)

    def masked(self, text: str, language: str | None = None, *, numbered: bool = False) -> str:
        """Return a text, masked."""
        for span, other in reversed(self.edits(text, language, numbered=numbered)):
            text = text[: span.start] + other + text[span.end :]
        return text

    def person(self, name: str) -> str:
        """Return what stands in for the name of an author."""
        return " ".join(self._name(word) for word in _WORD.findall(name)) or name

    def moment(self, written: str) -> str:
        """Return what stands in for a date and time: a day of January 2001."""
        count = self._moments.setdefault(written, len(self._moments))
        return f"2001-01-{count % 28 + 1:02}T00:00:00Z"

    def words(self, text: str) -> str:
        """Return the name of a style or the text of a list number with its names masked; numbers stay."""
        for span, other in reversed(list(self._words(text))):
            text = text[: span.start] + other + text[span.end :]
        return text

    @property
    def replaced(self) -> frozenset[str]:
        """The names, in lower case, that were replaced so far."""
        return frozenset(self._given)

    def _kept(self, text: str, span: Span) -> bool:
        return text[span.start : span.end].lower() in self._keep

    def _addresses(self, text: str) -> Iterator[Edit]:
        for match in _ADDRESS.finditer(text):
            yield Span(*match.span()), f"{self._name(match.group()).lower()}@example.org"
        for match in _LINK.finditer(text):
            yield Span(*match.span()), f"https://{self._name(match.group()).lower()}.example.org"
        for match in _TELEPHONE.finditer(text):
            yield Span(*match.span()), re.sub(r"\d", "0", match.group())

    def _codes_and_dates(self, text: str, language: str | None) -> Iterator[Edit]:
        for fact in find_facts(text, language, ["code", "date"]):
            written = text[fact.span.start : fact.span.end]
            if fact.kind == "code":
                # A public list's code gives way to its neighbour, which the same list has.
                yield fact.span, re.sub(r"(\d)(?=\D*$)", lambda m: str(int(m[1]) % 8 + 1), written)
            else:
                yield fact.span, self._date(written, language)
        for match in _CODE.finditer(text):
            if not self._is_public(match.group()):
                yield Span(*match.span()), re.sub(r"[^\W\d_]", "X", self.numbers.figures(match.group()))

    def _is_public(self, code: str) -> bool:
        return code.lower() in self._vocabulary.ordinary

    def _date(self, written: str, language: str | None) -> str:
        def other(match: re.Match[str]) -> str:
            part = match.group()
            count = self._dates.setdefault(part.lower(), len(self._dates) + 1)
            if part.isdigit():
                return str(2000 + count % 100) if len(part) == 4 else str(count % 9 + 1).zfill(len(part))
            months = _MONTHS.get(language or "en", _MONTHS["en"])
            return part if part.islower() and len(part) < 3 else months[count % len(months)]

        return re.sub(r"\d+|[^\W\d_]+", other, written)

    def _nations(self, text: str, language: str | None) -> Iterator[Edit]:
        known, pool = countries(language or "en"), masking()["countries"]
        for match in _nation_pattern().finditer(text):
            code, form = known[match.group().lower()]
            other = self._countries.setdefault(code, pool[len(self._countries) % len(pool)])
            yield Span(*match.span()), country_name(other, form)

    def _places(self, text: str) -> Iterator[Edit]:
        for match in _seat_pattern().finditer(text):
            for word in _WORD.finditer(text, match.start(1), match.end(1)):
                if word.group()[0].isupper():
                    yield Span(*word.span()), self._name(word.group())

    def _numbers(self, text: str, language: str | None) -> Iterator[Edit]:
        yield from self.numbers.edits(text, language)

    def _words(self, text: str) -> Iterator[Edit]:
        for match in _WORD.finditer(text):
            word = match.group()
            if len(word) > 1 and any(c.isupper() for c in word) and not self._may_leave(word):
                yield Span(*match.span()), self._name(word)

    def _may_leave(self, word: str) -> bool:
        parts = [part for part in re.split(r"['’-]", word.lower()) if len(part) > 1]
        return not self._own.intersection(parts) and all(map(self._vocabulary.knows, parts))

    def _name(self, word: str) -> str:
        pool = masking()["names"]
        count = len(self._given)
        number = "" if count < len(pool) else str(count // len(pool) + 1)
        other: str = self._given.setdefault(word.lower(), f"{pool[count % len(pool)]}{number}")
        return other.upper() if word.isupper() and len(word) > 1 else other


def _staying(text: str, numbered: bool) -> Iterator[Span]:
    """Yield the numbers that stay: the block's own, those of clauses referred to and of public laws."""
    if numbered and (typed := _TYPED.match(text)):
        yield Span(*typed.span())
    for match in _reference_pattern().finditer(text):
        yield Span(*match.span())


@cache
def _reference_pattern() -> re.Pattern[str]:
    references, laws = ("|".join(map(re.escape, masking()[key])) for key in ("references", "laws"))
    clauses = rf"(?<!\w)(?i:{references})\.?\s+\d+(?:\.\d+)*(?:\s*\([a-z\d]+\))*(?![\w/-])|§+\s*\d+(?:\.\d+)*"
    return re.compile(rf"{clauses}|\(?\b(?:{laws})\)?(?:\s+(?:[Nn]o|[Nn]r)\.?)?\s+\d+(?:/\d+)*|\d+/\d+/(?:{laws})\b")


@cache
def _seat_pattern() -> re.Pattern[str]:
    seats = "|".join(r"\s+".join(map(re.escape, seat.split())) for seat in masking()["seats"])
    return re.compile(rf"(?<!\w)(?:{seats})\s+((?:\(?\d{{4}}\s?[A-Z]{{2}}\)?\s+)?[A-Z][\w'’-]*(?:[ -][A-Z][\w'’-]*)*)")


@cache
def _nation_pattern() -> re.Pattern[str]:
    names = sorted((n for n in countries("en") if len(n) > 3), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?=[A-Z])(?i:{'|'.join(map(re.escape, names))})(?!\w)")
