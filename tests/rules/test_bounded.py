"""No rule runs away: each is timed on long paragraphs made of its own words, in order, out of order and cut short."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from itertools import chain, cycle, islice

import pytest

from contract_scan.document import Document
from contract_scan.messages import LANGUAGES
from contract_scan.rules.compiled import compile_pack
from contract_scan.rules.grammar import Choice, FactSlot, Gap, Node, Word, parse
from contract_scan.rules.grammar import Sequence as Words
from contract_scan.rules.groups import groups_in
from contract_scan.rules.match import RuleMatcher
from contract_scan.rules.model import Pack, Wording
from contract_scan.rules.segmenting import folded
from contract_scan.setup import Setup
from tests.rules.builders import document

LENGTH, SECONDS = 20_000, 0.050
FACTS = {"period": "thirty (30) days", "amount": "EUR 5,000", "percentage": "5%", "date": "1 May 2030"}
FACTS |= {"code": "3A001", "country": "Denmark", "name": "Acme Institute"}


def spoken(node: Node) -> Iterator[str]:
    """Yield the words of a phrase, of every alternative."""
    match node:
        case Word(pattern):
            yield pattern.replace("*", "")
        case FactSlot(kind):
            yield FACTS[kind]
        case Gap():
            yield "whatever"
        case Words(parts) | Choice(parts):
            yield from chain.from_iterable(map(spoken, parts))


def hostile(pack: Pack, wording: Wording) -> Iterator[Document]:
    """Yield paragraphs that a rule's phrases nearly match everywhere."""
    groups = groups_in(pack.groups, wording.folder, wording.language)
    phrases = [list(filter(None, spoken(parse(source, groups)))) for source in wording.phrases]
    every = list(chain.from_iterable(phrases))
    if not every:  # a rule of lines over concepts alone
        return
    mixed = random.Random(wording.rule).choices(every, k=LENGTH)
    for words in (every, mixed, list(chain.from_iterable(phrase[:-1] or phrase for phrase in phrases))):
        yield paragraph(words, wording.language)


def paragraph(words: Sequence[str], language: str) -> Document:
    """Return a paragraph of the full length without a full stop."""
    return document(" ".join(islice(cycle(words), LENGTH // 2))[:LENGTH], language=language)


def seconds(matcher: RuleMatcher, draft: Document) -> float:
    """Return the fewest seconds of a core that a rule takes for a paragraph; a busy machine is not the rule's fault."""
    text = folded(draft)
    best = 1.0
    for _ in range(3):
        start = time.process_time()
        list(matcher.find_in(text))
        best = min(best, time.process_time() - start)
        if best < SECONDS:
            break
    return best


@pytest.mark.long
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_rule_takes_long_for_a_paragraph_of_its_own_words(setup: Setup, language: str) -> None:
    """In every language that there are rules for."""
    slow, pack = {}, setup.pack
    assert {wording.language for wording in pack.wordings} == set(LANGUAGES)
    for wording in (wording for wording in pack.wordings if wording.language == language):
        matcher = RuleMatcher(compile_pack(Pack(pack.meanings, (wording,), pack.groups, phrases=pack.phrases)))
        took = max((seconds(matcher, draft) for draft in hostile(pack, wording)), default=0.0)
        if took >= SECONDS:
            slow[wording.rule] = round(took, 3)

    assert {} == slow
