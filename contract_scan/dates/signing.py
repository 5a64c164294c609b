"""The day of signature, and the start of an agreement that begins with it: by the words of signing and their place."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from dateutil.relativedelta import relativedelta

from contract_scan.dates.arithmetic import delta
from contract_scan.dates.cues import about_itself, elsewhere, note_doubt, says_it_runs, term
from contract_scan.dates.model import Term, doubted
from contract_scan.dates.rows import PLAIN
from contract_scan.dates.sentences import Sentence, sentence_of
from contract_scan.dates.words import said, spoken_in, words
from contract_scan.document import Block, Document, Span
from contract_scan.expressions import compiled
from contract_scan.facts.words import any_of
from contract_scan.finding import Fact

#: How many blocks the places of signature may lie apart; how long each, and a sentence on them, may be, in characters.
_APART, _LONGEST = 10, 500
#: How much may stand between a verb of beginning and "upon signature", in characters.
_UPON = 40
#: How much may stand between "the day" and "signature": "the date on which the last of the parties signs it".
_BETWEEN = 70
#: Which part of a document, in sentences, is its opening, and from where on it closes.
_OPENING, _CLOSING = 0.2, 0.6
#: In which part of a document a line that only dates it stands at its head.
_HALF = 0.4
#: How long a sentence on signing, and a line that only dates a letter, may be; how many blocks open a letter.
_SHORT, _LINE, _HEAD = 220, 60, 14
#: How long a line may be in which somebody signs, in characters.
_SHORT_LINE = 130
#: How much may follow the date in such a line, in characters.
_AFTER = 3
#: How much after a period its signature may stand, in characters.
_WAIT = 40
#: How far before its day the name of another paper may stand, or before "signed" who signs, in characters.
_NEAR = 80
#: The doubt of a letter's own date.
_LETTERHEAD = "letterhead"


@cache
def _by_signature(language: str) -> re.Pattern[str]:
    day, act = (any_of(words(language, "signing", name)) for name in ("days", "acts"))
    upon, begins = (any_of(words(language, *path)) for path in (("signing", "upon"), ("possible", "starting")))
    return compiled(
        rf"(?<!\w)(?:{day})(?!\w)[^.;,]{{0,{_BETWEEN}}}?(?<!\w)(?:{act})"
        rf"|(?<!\w)(?:{begins})[^.;,]{{0,{_UPON}}}?(?<!\w)(?:{upon})(?!\w)",
        re.IGNORECASE,
    )


@cache
def _opening(language: str) -> re.Pattern[str]:
    return compiled(rf"^\W*(?:{any_of(words(language, 'signing', 'opens'))})(?!\w)", re.IGNORECASE | re.MULTILINE)


def read_signed(sentences: list[Sentence], stated: Iterable[Term]) -> list[Term]:
    """Return the days of signature: what words say of this paper, else what stands at the place of signature.

    Of the names of other papers ("the letter of intent dated …") nothing stays. Where several signed, the last counts.
    """
    places = {one.span.start: at / max(len(sentences), 1) for at, one in enumerate(sentences)}
    cued = (_placed(one, sentences, places) for one in stated if one.what == "signed")
    told = [one for one in cued if one is not None]
    acts = [one for at, sentence in enumerate(sentences) for one in _acts(sentence, at / max(len(sentences), 1))]
    found = _once([*told, *acts])
    if any(said(one.language, "signing", "unsigned").search(one.text) for one in sentences):
        return [doubted(one, "contradicts") for one in found]
    if any(one.certainty == "sure" for one in found):
        return _last_of(found)
    place = _place(sentences)
    if place and not any(_is_blank(one) for one in place):
        days = [(fact, one) for one in place if not _is_else(one) for fact in one.facts if fact.kind == "date"]
        if days:
            fact, one = max(days, key=lambda pair: pair[0].value)
            doubts = () if _is_signed(place) and _closes_a_line(one, fact) else (PLAIN,)
            return [term(one, "signed", fact.value, fact, *doubts, *note_doubt(fact))]
    closing = [one for one in found if places.get(_begin(one, sentences), 0) >= _CLOSING]
    return _last(closing) if len(closing) == len(found) and found else found


def _is_signed(place: Sequence[Sentence]) -> bool:
    """Say whether a place of signature says that something is signed there, and not only when it was dated."""
    return any(said(one.language, "signing", "done").search(one.text) for one in place)


def _closes_a_line(sentence: Sentence, fact: Fact) -> bool:
    """Say whether a day stands in a short line, and not in a sentence that tells something of it."""
    begin = sentence.text.rfind("\n", 0, fact.span.start) + 1
    end = sentence.text.find("\n", fact.span.end)
    line = sentence.text[begin : end if end >= 0 else len(sentence.text)]
    return len(line) <= _SHORT_LINE and not said(sentence.language, "plainly", "by_day").search(
        line[: fact.span.start - begin]
    )


def _begin(one: Term, sentences: Sequence[Sentence]) -> int:
    sentence = sentence_of(one, sentences)
    return sentence.span.start if sentence else -1


def _once(terms: Iterable[Term]) -> list[Term]:
    best: dict[tuple[Span, str], Term] = {}
    for one in terms:
        before = best.get((one.span, one.value))
        if before is None or before.certainty == "possible":
            best[one.span, one.value] = one
    return list(best.values())


def _last_of(found: Sequence[Term]) -> list[Term]:
    """Return the last day of those on which parties signed close together; far apart they contradict each other."""
    last = _last([one for one in found if one.certainty == "sure"])
    return (
        [one for one in found if one.value == last[0].value] if len({one.value for one in last}) == 1 else list(found)
    )


def _last(found: Sequence[Term]) -> list[Term]:
    """Return those of the last day, where all days lie close together."""
    days = [datetime.date.fromisoformat(one.value) for one in found]
    last = max(one.value for one in found)
    near = max(days) - min(days) <= datetime.timedelta(days=183)
    return [one for one in found if one.value == last] if near else list(found)


def _placed(one: Term, sentences: Sequence[Sentence], places: Mapping[int, float]) -> Term | None:
    """Return a day of signature; in doubt where it stands in the midst of a document, none where it names another."""
    sentence = sentence_of(one, sentences)
    if sentence is None:
        return one
    at = one.span.start - sentence.shift
    if said(sentence.language, "signing", "other").search(sentence.text, max(at - _NEAR, 0), at):
        return None
    midst = _OPENING < places.get(sentence.span.start, 0) < _CLOSING
    return doubted(one, "other_subject") if midst and one.certainty == "sure" else one


def _acts(sentence: Sentence, place: float) -> Iterator[Term]:
    """Yield the days on which a sentence says that this paper was signed."""
    language, text = sentence.language, sentence.text
    done = said(language, "signing", "done").search(text)
    dates = _of_signing(sentence, done) if done else []
    if not dates or done is None or len(text) > _SHORT or _is_else(sentence):
        return
    if said(language, "signing", "other").search(text):
        return
    here = said(language, "signing", "here").search(text, max(done.start() - _NEAR, 0), done.end())
    opens = _opening(language).match(text)
    own = opens or said(language, "signing", "self").search(text)
    closes = own and place >= (_OPENING if opens else _CLOSING)
    sure = (closes or (here and place <= _OPENING)) and not elsewhere(sentence)
    yield term(sentence, "signed", dates[-1].value, dates[-1], *(() if sure else (PLAIN,)))


def _of_signing(sentence: Sentence, done: re.Match[str]) -> list[Fact]:
    """Return the days of a sentence that may be those of signing: none that stands apart from its words."""
    dates = [fact for fact in sentence.facts if fact.kind == "date"]
    parts = said(sentence.language, "signing", "parts")
    near = [fact for fact in dates if not parts.search(sentence.text, done.end(), fact.span.start)]
    return [fact for fact in near if fact.span.start >= done.end()] or near


def _is_blank(sentence: Sentence) -> bool:
    return any(sign in sentence.text for sign in words(sentence.language, "signing", "blank"))


def starts_by_signature(sentences: list[Sentence], stated: list[Term]) -> Iterator[Term]:
    """Yield the start of an agreement that begins when the last party signs: possible, for others may sign later."""
    says = next((one for one in sentences if _begins_by_signature(one) or _begins_after(one)), None)
    signed = [one for one in stated if one.what == "signed"]
    told = max((one.value for one in signed if one.certainty == "sure"), default=None)
    day = told or (signed[0].value if len({one.value for one in signed}) == 1 else None)
    if says and day:
        if said(says.language, "next_quarter").search(says.text):
            start = _next_quarter(day)
        else:
            start = _next_month(day) if said(says.language, "next_month").search(says.text) else _later(says, day)
        yield replace(term(says, "start", start, None, "from_signed"), steps=("signed",))


def _begins_after(sentence: Sentence) -> bool:
    """Say whether something begins some time after signature: "fourteen days after signature"."""
    own = about_itself(sentence) and says_it_runs(sentence) and len(sentence.text) <= _LONGEST
    return own and _wait(sentence) is not None


def _wait(sentence: Sentence) -> str | None:
    """Return how long after signature something begins, where a sentence says so."""
    begins = said(sentence.language, "possible", "starting").search(sentence.text)
    for fact in sentence.facts if begins else ():
        tail = sentence.text[fact.span.end : fact.span.end + _WAIT]
        if fact.kind == "period" and said(sentence.language, "signing", "after").match(tail.lstrip()):
            return fact.value
    return None


def _later(sentence: Sentence, day: str) -> str:
    wait = delta(_wait(sentence) or "P0D")
    moved = datetime.date.fromisoformat(day) + wait if wait else None
    return moved.isoformat() if moved else day


def starts_by_event(sentence: Sentence) -> bool:
    """Say whether something begins on a day that is not known yet: "on the day on which the fellow arrives"."""
    if any(fact.kind == "date" for fact in sentence.facts) or _by_signature(sentence.language).search(sentence.text):
        return False
    begins = said(sentence.language, "possible", "starting").search(sentence.text)
    event = said(sentence.language, "start_event").search(sentence.text)
    return begins is not None and event is not None and 0 <= event.start() - begins.end() < _BETWEEN


def _next_month(day: str) -> str:
    return (datetime.date.fromisoformat(day).replace(day=1) + relativedelta(months=1)).isoformat()


def _next_quarter(day: str) -> str:
    first = datetime.date.fromisoformat(day).replace(day=1)
    return (first + relativedelta(months=3 - (first.month - 1) % 3)).isoformat()


def _begins_by_signature(sentence: Sentence) -> bool:
    own = about_itself(sentence) and says_it_runs(sentence) and not _is_else(sentence)
    dated = any(fact.kind == "date" for fact in sentence.facts)
    short = len(sentence.text) <= _LONGEST
    return own and short and not dated and bool(_by_signature(sentence.language).search(sentence.text))


def _place(sentences: list[Sentence]) -> list[Sentence]:
    """Return the sentences at the last place of signature."""
    blocks = list({id(one.block): one.block for one in sentences}.values())
    at = {id(block): number for number, block in enumerate(blocks)}
    head = min(_HEAD, int(_HALF * len(blocks)))
    opening = sorted(
        {at[id(one.block)] for one in sentences if _opens(one) and not _heads(one, at[id(one.block)], head)}
    )
    if not opening:
        return []
    first = opening[-1]
    for earlier in reversed(opening):
        first = earlier if first - earlier <= _APART else first
    place = {id(block) for block in _short(blocks[first : opening[-1] + _APART])}
    return [one for one in sentences if id(one.block) in place]


def _heads(sentence: Sentence, at: int, head: int) -> bool:
    """Say whether a sentence only dates a letter at its head: "Date: 12 March 2026"."""
    own = sentence.text[len(sentence.label) :]
    return at < head and bool(said(sentence.language, "signing", "dates").match(own))


def _is_else(sentence: Sentence) -> bool:
    return bool(said(sentence.language, "signing", "not").search(sentence.text))


def _opens(sentence: Sentence) -> bool:
    own = sentence.text[len(sentence.label) :]
    return sentence.block.kind != "heading" and bool(_opening(sentence.language).search(own))


def _short(blocks: Iterable[Block]) -> Iterator[Block]:
    return (block for block in blocks if len(block.span) <= _LONGEST)


def dated_at_its_head(sentences: list[Sentence], document: Document) -> Iterator[Term]:
    """Yield the date at the head of a letter, where nothing else says when it was signed; always to be checked."""
    head = [block for block in document.blocks if block.kind not in ("header", "footer")][:_HEAD]
    if not any(_greets(document.quote(block.span), block.language) for block in head):
        return
    for sentence in sentences:
        if sentence.span.start > head[-1].span.end:
            return
        dates: list[Fact] = [fact for fact in sentence.facts if fact.kind == "date"]
        closes = len(dates) == 1 and len(sentence.text) - dates[0].span.end < _AFTER
        other = said(sentence.language, "signing", "other").search(sentence.text)
        if closes and len(sentence.text) <= _LINE and not other:
            yield term(sentence, "signed", dates[0].value, dates[0], _LETTERHEAD)
            return


def _greets(text: str, language: str | None) -> bool:
    return any(said(one, "signing", "greetings").match(text) for one in spoken_in(language))
