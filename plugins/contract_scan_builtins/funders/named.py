"""As what somebody is named in the sentences on money: who acts, by or from whom it comes, to whom it goes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from contract_scan.document import Document
from contract_scan.finding import Finding
from contract_scan.rules.segmenting import folded
from contract_scan_builtins.money.cast import Cast
from contract_scan_builtins.money.sentence import Mention, Sentence, sentence_of
from contract_scan_builtins.money.standing import UNKNOWN
from contract_scan_builtins.money.subjects import governing
from contract_scan_builtins.parties.who import Who

#: What says that a sentence is on money: a rule, the linear reader, or nothing but a sum in it.
Sort = Literal["rule", "reader", "sum"]
_BY, _FROM = frozenset(("by", "door")), frozenset(("from", "of", "van", "uit", "through", "via"))
_TO = frozenset(("to", "for", "towards", "aan", "voor", "at", "bij", "in"))
_SPOKEN_TO = frozenset(("us", "ons", "me", "mij", "you", "u", "jou", "je", "jullie"))
#: Capitals of no more letters may be a currency or a country, and no name.
_SHORT = 4


def told_on_money(document: Document, findings: Sequence[Finding]) -> frozenset[tuple[int, Sort]]:
    """Return the ordinals of the sentences that are on money by a rule or the reader, with which of the two says so."""
    text = folded(document)
    told: dict[int, Sort] = {}
    for finding in findings:
        index = text.segment_around(finding.span) if finding.kind == "funding" and finding.quote else None
        if index is not None:
            told[index] = "rule" if finding.certainty == "sure" or told.get(index) == "rule" else "reader"
    return frozenset(told.items())


def on_money(document: Document, told: Iterable[tuple[int, Sort]], cast: Cast) -> Iterator[tuple[Sort, Sentence]]:
    """Yield the sentences that are told to be on money, with what says so; where none is, those that hold a sum."""
    text, sorts = folded(document), dict(told)
    for index in sorted(sorts):
        yield sorts[index], sentence_of(text, text.segments[index], cast)
    if sorts:
        return
    for segment in text.segments:
        if text.may_hold(segment, "amount") and text.facts(segment, ["amount"]):
            sentence = sentence_of(text, segment, cast)
            if not sentence.has(range(len(sentence.words)), "harm", "tax", "risk"):  # a penalty is no gift
                yield "sum", sentence


def named_in(sentence: Sentence, cast: Cast) -> Iterator[tuple[str, tuple[Who, ...]]]:
    """Yield who is named in a sentence and as what; of those who act the first `acts`, others `act later`."""
    acted = False
    for mention in (*sentence.mentions, *_unknown(sentence, cast)):
        if mention.last > sentence.own:
            what = _as_what(sentence, mention)
            later, acted = acted, acted or what == "acts"
            yield "acts_later" if what == "acts" and later else what, mention.who


def _as_what(sentence: Sentence, mention: Mention) -> str:
    before = governing(sentence, mention)
    if before in _BY:
        return "by"
    if mention.of:
        return "owns"
    if before in _FROM or before in _TO:
        return "from" if before in _FROM else "to"
    if sentence.words[mention.first] in _SPOKEN_TO and mention.first > sentence.own + 1:
        return "spoken_to"
    return "acts" if before is None else "beside"


def _unknown(sentence: Sentence, cast: Cast) -> Iterator[Mention]:
    """Yield names that nobody introduced and that no word shows to be a body's; one word at the start is none."""
    taken = {index for mention in sentence.mentions for index in range(mention.first, mention.last)}
    last = 0
    for index in range(sentence.own, len(sentence.words)):
        start = sentence.places[index][0]
        if index < last or index in taken or not sentence.document.text[start].isupper():
            continue
        named = cast.organisation_at(start)
        end = sentence.index_of(named[0].end) if named and named[0].start == start else index
        if named is None or end - index < 1 + (index == sentence.own) or taken & set(range(index, end)):
            continue
        if not (named[1].isupper() and len(named[1]) <= _SHORT):
            last = end
            yield Mention(index, end, (Who(named[1], named[0], role=UNKNOWN),))
