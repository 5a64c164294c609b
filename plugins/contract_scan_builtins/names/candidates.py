"""Which of a pipeline's entities are worth showing: those that look like a name and are not known yet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from contract_scan.document import Document, Span
from contract_scan.finding import Finding
from contract_scan_builtins.parties.names import is_institution
from contract_scan_builtins.parties.preamble import names_nobody
from contract_scan_builtins.shared.remember import remembered
from contract_scan_builtins.shared.wordlists import any_of, words_of

_KNOWN_BY = ("name", "aliases", "alias", "signatory", "trade_name", "former_name", "acting_through", "seat", "role")
_EDGE = " \t\n,;:.()[]\"'“”‘’„*_/|-–&"
_WORD = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*")


class _Patterns(NamedTuple):
    """The expressions by which an entity is told to be a name or none."""

    no_name: re.Pattern[str]
    role: re.Pattern[str]
    article: re.Pattern[str]
    form: re.Pattern[str]
    form_before: re.Pattern[str]
    form_at_end: re.Pattern[str]
    gap: re.Pattern[str]
    source: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    forms = (*words_of("parties", "forms", "after"), *words_of("parties", "forms", "before"))
    return _Patterns(
        no_name=re.compile(rf"(?<!\w)(?:{any_of(words_of('names', 'no_names'))})(?!\w)", re.IGNORECASE),
        role=re.compile(rf"(?<!\w)(?:{any_of(words_of('parties', 'roles'))})(?!\w)"),
        article=re.compile(r"(?:The|the|De|de|Het|het|A|An|an|Een|een)\s+"),
        form=re.compile(rf"(?<!\w)(?:{any_of(form.lower() for form in forms)})(?!\w)"),
        form_before=re.compile(rf"(?:{any_of(form.lower() for form in words_of('parties', 'forms', 'before'))})(?!\w)"),
        form_at_end=re.compile(rf"(?<!\w)(?:{any_of(form.lower() for form in forms)})\Z"),
        gap=re.compile(r"\s{2,}|[\n\t|]|\s\("),
        source=re.compile(rf"(?:{any_of(words_of('names', 'sources'))})\s*\Z"),
    )


def candidates_in(document: Document, span: Span, person: bool, place: str) -> Iterator[Span]:
    """Yield where names stand in an entity, without signs and articles around them; a wide gap parts two names.

    Among signatures an organisation counts only with a legal form, or a word such as "University".
    """
    text = document.quote(span)
    at = 0
    for gap in (*_patterns().gap.finditer(text), None):
        end = gap.start() if gap else len(text)
        start, stop = _trimmed(text, at, end)
        at = gap.end() if gap else end
        name = Span(span.start + start, span.start + stop)
        told = person or place != "signature" or _is_body(text[start:stop])
        if start < stop and told and _is_worth_it(document, name, person):
            yield _with_dot(document, name)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip(_EDGE))
    if article := _patterns().article.match(text, start, end):
        start = article.end()
    return start, start + len(text[start:end].rstrip(_EDGE))


def _with_dot(document: Document, span: Span) -> Span:
    """Return a span with the full stop that belongs to the legal form at its end ("Inc.", "B.V.")."""
    dotted = document.text[span.end : span.end + 1] == "."
    if dotted and _patterns().form_at_end.search(document.quote(span).lower()):
        return Span(span.start, span.end + 1)
    return span


def _is_worth_it(document: Document, span: Span, person: bool) -> bool:
    """Say whether words can be a name: no role, defined term, title or address, and no source of a page."""
    name = document.quote(span)
    if not name[:1].isupper() or names_nobody(name) or _patterns().no_name.search(name):
        return False
    if _patterns().source.search(document.text, max(span.start - 20, 0), span.start):
        return False
    words = _WORD.findall(name)
    own = [word for word in words if len(word) > 2 and word.lower() not in _lower_case_words(document)]
    if person:
        capitals = all(word[0].isupper() or word.islower() for word in words)
        return capitals and bool(own) and 2 <= len(words) <= 5 and not re.search(r"[\d_@/()]", name)
    if _has_form(name):
        return len(words) <= 10
    return bool(own) and 2 <= len(words) <= 10 and not re.search(r"\d", name) and not _patterns().role.search(name)


def _is_body(name: str) -> bool:
    return _has_form(name) or is_institution(name)


def _has_form(name: str) -> bool:
    """Say whether a name is that of a legal person: with a legal form, and with something beside it."""
    lower = name.lower()
    found = _patterns().form_at_end.search(lower) or _patterns().form_before.match(lower)
    return found is not None and bool(re.search(r"\w", lower[: found.start()] + lower[found.end() :]))


@remembered
def _lower_case_words(document: Document) -> frozenset[str]:
    """Return the words that stand in lower case somewhere: a name made of nothing else is a term, or a heading."""
    return frozenset(word for word in _WORD.findall(document.text) if word.islower())


class Known:
    """The names that need no proposing: of parties and funders, what they are called and who signs for them."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        told = [finding for finding in findings if finding.kind in ("party", "funder")]
        self._spans = [finding.span for finding in told if finding.kind == "party"]
        self._keys = [key for finding in told for name in _names(finding) if (key := _key(name))]

    def add(self, span: Span, name: str) -> bool:
        """Take a name as known from here on; say whether it was not known before.

        Part of a known name is known; so is a known name with more words ("Acme Products"), unless a legal form or a
        word such as "University" says that it is another body.
        """
        key = _key(name)
        if not key or any(span.overlaps(other) for other in self._spans):
            return False
        if any(key <= other or (other < key and not _is_body(name)) for other in self._keys):
            return False
        self._keys.append(key)
        return True


def _names(finding: Finding) -> Iterator[str]:
    for attribute in _KNOWN_BY:
        value = finding.attributes.get(attribute)
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, str):
                yield one


def _key(name: str) -> frozenset[str]:
    """Return the words of a name without its legal form, letter case and signs."""
    return frozenset(re.findall(r"\w+", _patterns().form.sub(" ", name.lower())))
