"""The places of a document that name somebody or something, and say nothing about what the work is about."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import islice

from contract_scan.document import Block, Document, Span
from contract_scan.expressions import compiled
from contract_scan.finding import Finding
from contract_scan_builtins.lists.organisations import organisations_in
from contract_scan_builtins.shared.remember import remembered
from contract_scan_builtins.shared.tables import table

_ADDRESS = compiled(
    r"[\w.+-]+@[\w.-]+|\b(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:nl|be|com|org|net|eu|edu|cn|ru|ir)\b",
    re.IGNORECASE,
)
_ARTICLE = compiled(r"(?:^|[\s(“\"])(?:het|de|’t|'t|the|van|of|door|by)\s\Z")
_JOINING = r"(?:(?:van|von|de|den|der|ten|ter|’t|'t|la|di)\s+)*"
_SURNAME = r"[A-ZÀ-Þ][\w’'-]+"
_INITIALS = compiled(rf"(?<!\w)(?:[A-Z]\.[ \u00a0]?)+{_JOINING}{_SURNAME}(?:\s?[-–]\s?{_SURNAME})*")


def named_places(document: Document, block: Block, findings: Sequence[Finding]) -> list[Span]:
    """Return the spans within a block that are names of parties, bodies, persons or streets, or addresses."""
    text, offset = document.quote(block.span), block.span.start
    own = [f.span for f in findings if f.kind in ("party", "funder", "name_candidate") and f.span.overlaps(block.span)]
    places = [span for span in own if len(span) < max(200, len(block.span))]
    for found in (*_named(text, findings), *_matches(text)):
        places.append(Span(found.start + offset, found.end + offset))
    return places


def _named(text: str, findings: Sequence[Finding]) -> Iterator[Span]:
    """Yield where the names of parties and of those who sign for them stand, and the names of organisations."""
    for name in _names(findings):
        start = text.find(name)
        while start >= 0:
            yield Span(start, start + len(name))
            start = text.find(name, start + len(name))
    for span, _ in organisations_in(text):
        yield span


def _names(findings: Sequence[Finding]) -> set[str]:
    names: set[str] = set()
    for finding in findings:
        if finding.kind in ("party", "funder"):
            for key in ("name", "signatory", "aliases", "seat", "trade_name", "former_name"):
                value = finding.attributes.get(key)
                names.update(str(item) for item in (value if isinstance(value, list) else [value]) if item)
    names = {name for name in names if len(name) > 2}
    return names | {name.upper() for name in names}  # as a signature page writes them


def _matches(text: str) -> Iterator[Span]:
    for pattern in (_ADDRESS, _INITIALS, _streets(), _titled()):
        for match in pattern.finditer(text):
            yield Span(*match.span())


@cache
def _streets() -> re.Pattern[str]:
    data = table("subject")["streets"]
    endings, words = "|".join(data["endings"]), "|".join(map(re.escape, data["words"]))
    number = r"(?:\d+\w?\b)"
    return compiled(
        rf"\b[A-ZÀ-Þ][\w’'-]*(?:\s[A-ZÀ-Þ][\w’'-]*)*?(?:{endings})\s{number}"
        rf"|{number},?\s(?:[A-ZÀ-Þ][\w’'-]*\s){{1,4}}(?:{words})\b"
        rf"|\b(?:[A-ZÀ-Þ][\w’'-]*[ ]){{1,4}}(?:{words})\b"
        rf"|\b(?:aan de|aan het|at the)\s[A-ZÀ-Þ][\w’'-]*\s{number}"
    )


@cache
def _titled() -> re.Pattern[str]:
    titles = "|".join(re.escape(title) for title in table("subject")["titles"])
    name = r"(?:(?:van|von|de|den|der|ten|ter)\s+)*[A-ZÀ-Þ][\w’'.-]*"
    return compiled(rf"(?<!\w)(?:(?:{titles})\.?\s+)+{name}(?:\s+{name}){{0,4}}")


def is_called_so(document: Document, mark: Span) -> bool:
    """Say whether a word is what somebody is called: it stands with a capital after an article, again and again."""
    word = document.quote(mark)
    if not word[:1].isupper() or word.isupper():
        return False
    return _called(document)(word)


@remembered
def _called(document: Document) -> Callable[[str], bool]:
    """Return what says of a word whether a document calls somebody so, each word looked for once."""
    text, enough = document.text, int(table("subject")["again"])

    @cache
    def called(word: str) -> bool:
        places = (place for place in _places(word, text) if _ARTICLE.search(text[max(0, place - 12) : place]))
        return sum(1 for _ in islice(places, enough)) >= enough

    return called


def _places(word: str, text: str) -> Iterator[int]:
    """Yield where a whole word stands in a text."""
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        if _is_edge(text[start - 1 : start]) and _is_edge(text[end : end + 1]):
            yield start
            start = text.find(word, end)
        else:
            start = text.find(word, start + 1)


def _is_edge(character: str) -> bool:
    """Say whether no word goes on with a character beside it."""
    return not (character.isalnum() or character == "_")


def is_signature(document: Document, block: Block) -> bool:
    """Say whether a block is a line of a signature block: short, near the end, and beginning as such lines do."""
    data = table("subject")
    text = document.quote(block.span)
    late = block.span.start >= len(document.text) * (1 - float(data["signing_share"]))
    return late and len(text) <= int(data["signing_length"]) and _signing().match(text) is not None


@cache
def _signing() -> re.Pattern[str]:
    words = [word for group in table("subject")["signing"].values() for word in group]
    return compiled(rf"\W*(?:{'|'.join(re.escape(w) for w in words)})\b\s*[:\w]", re.IGNORECASE)
