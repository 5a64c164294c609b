"""All events of a document: who gives what to whom for the work, from sentences, tables, labels and decrees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from math import ceil

from contract_scan.document import Document, Span
from contract_scan.rules.segmenting import folded
from contract_scan_builtins._remember import remembered
from contract_scan_builtins._wordlists import any_of, lowered, whole_words, words_of
from contract_scan_builtins.money.cast import Cast, cast_of
from contract_scan_builtins.money.event import Event
from contract_scan_builtins.money.given import given_actively, given_passively
from contract_scan_builtins.money.labels import decreed, labelled
from contract_scan_builtins.money.sentence import Sentence, sentences
from contract_scan_builtins.money.sources import charged, drawn, invoiced, listed, owned
from contract_scan_builtins.money.statements import stated
from contract_scan_builtins.money.tables import in_tables

#: A document with fewer research words than this, or fewer per 10,000 characters, is no funding of research.
_WORDS, _RATE = 3, 2.5


@remembered
def events_of(document: Document) -> list[Event]:
    """Return the events of a document in reading order; none where it is about no research."""
    cast = cast_of(document)
    if not _is_about_research(cast.text):
        return []
    found = [*_in_sentences(document, cast), *in_tables(document, cast), *labelled(cast), *decreed(cast)]
    return sorted(found, key=lambda event: (event.span, event.giver or "", event.gift, event.how))


def _is_about_research(text: str) -> bool:
    needed = max(_WORDS, ceil(_RATE * max(len(text), 10_000) / 10_000))
    found = whole_words(words_of("funders", "research"), lowered(text))
    return next(islice(found, needed - 1, None), None) is not None


def _in_sentences(document: Document, cast: Cast) -> Iterator[Event]:
    last: str | None = None
    for sentence in sentences(folded(document), cast):
        if _is_row(sentence):
            continue
        events = _once([*_read(sentence, cast, last)])
        yield from events or islice(stated(sentence), 1)
        last = next((m.name for m in sentence.mentions if m.name and m.first >= sentence.own), last)


def _is_row(sentence: Sentence) -> bool:
    block = sentence.document.blocks[sentence.segment.block]
    return block.cell is not None or sentence.document.text.startswith("|", block.span.start)


def _read(sentence: Sentence, cast: Cast, last: str | None) -> Iterator[Event]:
    yield from given_actively(sentence, cast, last)
    yield from given_passively(sentence, cast)
    yield from charged(sentence, cast)
    yield from drawn(sentence, cast)
    yield from owned(sentence)
    yield from invoiced(sentence, cast)
    yield from listed(sentence)


def _once(events: list[Event]) -> list[Event]:
    """Leave one event of each giver and gift; the first way of reading it counts."""
    kept: dict[tuple[str | None, str], Event] = {}
    for event in events:
        kept.setdefault((event.giver, event.gift), event)
    return list(kept.values())
