"""Scholars and guests named in plain words: how long they stay, where they come from, what they may enter.

A stay is a sentence that says so and holds two dates or a period, in a passage or a document that is about scholars or
guests. Only with a stay is anything said of home and access.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from contract_scan.document import Block, Document, Span
from contract_scan.finding import Fact, Finding
from contract_scan.rules.sentences import sentences
from contract_scan_builtins.shared.institution import home_of, names_of_ours
from contract_scan_builtins.shared.remember import remembered
from contract_scan_builtins.shared.tables import table
from contract_scan_builtins.shared.words_in import first_of

#: How many blocks at the start say what a document is about.
_OPENING = 3
HOME, ACCESS = "derived.home_institution", "derived.scholar_access"


def guest_blocks(document: Document, stays: Sequence[Span]) -> list[Block]:
    """Return the blocks about guests who stay: the passages of the stays, or all where little else is said.

    A passage is what stands under the same heading.
    """
    if not stays:
        return []
    opening = "\n".join(document.quote(block.span) for block in document.blocks[:_OPENING])
    if first_of(opening, table("scholars")["guest"]) is not None:
        return list(document.blocks)
    own = [block for span in stays for block in document.blocks_in(span)[:1]]
    headings = {block.headings for block in own if block.headings}
    return [block for block in document.blocks if block in own or block.headings in headings]


@remembered
def stay_sentences(document: Document) -> tuple[tuple[Block, Span], ...]:
    """Return the sentences that say that a scholar or guest stays, with the block that they stand in."""
    return tuple(_stay_sentences(document))


def _stay_sentences(document: Document) -> Iterator[tuple[Block, Span]]:
    words = table("scholars")
    opening = "\n".join(document.quote(block.span) for block in document.blocks[:_OPENING])
    about = first_of(opening, words["guest"]) is not None
    under = {b.headings for b in document.blocks if b.headings and first_of(_read(document, b), words["guest"])}
    for block in document.blocks:
        if first_of(document.quote(block.span), words["stay"]) is None:
            continue
        if about or block.headings in under or first_of(document.quote(block.span), words["guest"]) is not None:
            for span in sentences(document.text, block.span, block.language):
                if first_of(document.quote(span), words["stay"]) is not None:
                    yield block, span


def _read(document: Document, block: Block) -> str:
    return " ".join((document.quote(block.span), *block.headings[-1:]))


def homes_and_access(
    document: Document, findings: Sequence[Finding], stays: Sequence[tuple[Span, tuple[Fact, ...]]]
) -> Iterator[Finding]:
    """Yield where guests who stay come from, and what they may enter or read."""
    words = table("scholars")
    ours = names_of_ours(findings)
    blocks = guest_blocks(document, [span for span, _ in stays])
    home: list[Span] = []
    for block in blocks:
        for span in sentences(document.text, block.span, block.language):
            text = document.quote(span)
            if first_of(text, words["access_to"]) is not None:
                yield Finding("staff_access", span, text, ACCESS)
            origin = first_of(text, words["comes_from"])
            if origin and _names_another(text[origin.start :], ours):
                home.append(span)
    yield from (Finding("staff_access", span, document.quote(span), HOME) for span in home[:1])
    if not home and len(blocks) == len(document.blocks):
        yield from _sending_party(findings)


def _names_another(text: str, ours: frozenset[str]) -> bool:
    """Say whether a text names an institution that is not ours."""
    return _institution(text) and not any(name in text for name in ours)


def _institution(text: str) -> bool:
    return re.search(rf"\b(?:{'|'.join(table('scholars')['institutions'])})\b", text) is not None


def _sending_party(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield the party that is an institution, not ours and not at home, where the document is about its scholars."""
    home, ours = home_of(findings), names_of_ours(findings)
    others = (f for f in findings if f.kind == "party" and str(f.attributes.get("name")) not in ours)
    abroad = (f for f in others if ours and f.attributes.get("country") != home)
    for party in (f for f in abroad if _institution(str(f.attributes.get("name") or f.quote))):
        yield Finding("staff_access", party.span, party.quote, HOME, marked=party.marked)
        return
