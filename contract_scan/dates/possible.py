"""What may be the term of a document that does not say so in the words of an agreement: always to be checked.

A letter says "you come on 3 May 2026 and leave on 2 June 2027"; a note says "within 1 March 2026 – 28 February 2029".
Nothing read here is ever sure, so that nothing is counted with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from contract_scan.dates.arithmetic import last_day
from contract_scan.dates.cues import (
    about_itself,
    cue_before,
    elsewhere,
    is_after_something,
    is_negated,
    is_notice,
    is_renewing,
    lower,
    term,
)
from contract_scan.dates.model import Term
from contract_scan.dates.points import day_before
from contract_scan.dates.rows import PLAIN, read_row
from contract_scan.dates.sentences import Sentence
from contract_scan.dates.subjects import is_owned, opens_with_pronoun
from contract_scan.dates.words import after, said, words
from contract_scan.expressions import compiled
from contract_scan.facts.words import any_of
from contract_scan.finding import Fact

#: The doubt that all of this has.
OTHER = "other_subject"
#: How much may stand between the two days of a range, in characters.
_BETWEEN = 24
#: So many years are no term, but a life: "(2 July 1931 – 9 January 2019)".
_LIFE = 40
#: How far before its day a verb may stand, in characters.
_FAR = 110
#: How much beside the words of a start may stand between a period and its first day, in characters.
_GAP = 8
#: How much before a fact, and behind it, tells of what it is, in characters.
_AROUND, _BEHIND = 90, 40
#: A term of a document is told in months or years; days and weeks are of something in it.
_ASIDE = re.compile(r",[^,;]{1,60},")
_LONG = re.compile(r"P\d+[YM]")


def read_possible(sentence: Sentence) -> Iterator[Term]:
    """Yield the start, end and duration that a sentence may give in plain words, all of them only possible."""
    yield from read_row(sentence)
    if elsewhere(sentence) or said(sentence.language, "possible", "not_about").search(sentence.text):
        return
    yield from _ranges(sentence)
    yield from _days(sentence)
    yield from _from_a_day(sentence)
    asked = sentence.label.rstrip().endswith("?")
    if asked or said(sentence.language, "possible", "doings").search(sentence.text):
        yield from _durations(sentence)


def read_faint(sentences: Iterable[Sentence]) -> Iterator[Term]:
    """Yield the first day from which anything goes, where no start is told: "we get the big hall from 1 May 2027"."""
    for sentence in sentences:
        if elsewhere(sentence) or said(sentence.language, "possible", "not_about").search(sentence.text):
            continue
        for fact in sentence.facts:
            if fact.kind != "date" or cue_before(sentence, fact, "signed", "before") or is_foreign(sentence, fact):
                continue
            if cue_before(sentence, fact, "start", "before"):
                yield term(sentence, "start", fact.value, fact, OTHER)
                return


def read_faint_duration(sentences: Sequence[Sentence]) -> Iterator[Term]:
    """Yield the only long period beside a first day, where no duration is told: "from 1 May you have two years for it".

    The period may stand in the next sentence, which points back: "It remains so for thirty months".
    """
    for before, sentence in zip((None, *sentences), sentences, strict=False):
        goes_back = opens_with_pronoun(sentence) or _ends_later(sentence)
        beside = [sentence, before] if before and goes_back else [sentence]
        long = [fact for fact in sentence.facts if fact.kind == "period" and _LONG.match(fact.value)]
        if len(long) != 1 or not any(_has_a_start(one) for one in beside) or _is_no_duration(sentence, long[0]):
            continue
        yield term(sentence, "duration", long[0].value, long[0], OTHER)
        return


def _ends_later(sentence: Sentence) -> bool:
    """Say whether a sentence says that something ends so long later: "We finish two years later"."""
    later = said(sentence.language, "possible", "later").search(sentence.text)
    return later is not None and said(sentence.language, "possible", "ending").search(sentence.text) is not None


def _has_a_start(sentence: Sentence) -> bool:
    dates = (fact for fact in sentence.facts if fact.kind == "date" and not is_foreign(sentence, fact))
    return any(
        cue_before(sentence, fact, "start", "before")
        or _beside(sentence, fact, "start")
        or _opens_with(sentence, fact, "start")
        for fact in dates
    )


def _is_no_duration(sentence: Sentence, fact: Fact) -> bool:
    """Say whether a period is of notice, of a renewal, of a restriction or of something else."""
    elsewhere_told = elsewhere(sentence) or said(sentence.language, "possible", "not_about").search(sentence.text)
    tail = sentence.text[fact.span.end : fact.span.end + _BEHIND]
    ahead = said(sentence.language, "plainly", "ahead").search(tail) and not _ends_later(sentence)
    within = cue_before(sentence, fact, "possible", "within")
    return bool(
        elsewhere_told
        or ahead
        or within
        or is_foreign(sentence, fact)
        or is_renewing(sentence, fact)
        or is_notice(sentence, fact)
        or is_negated(sentence, fact)
        or _goes_on_for(sentence, fact)
    )


def is_foreign(sentence: Sentence, fact: Fact) -> bool:
    """Say whether the part of a sentence around a fact speaks of a policy, a price, a patent, another's contract."""
    begin, end = _part(sentence, fact)
    return bool(said(sentence.language, "possible", "foreign").search(sentence.text, begin, end))


def is_of_other(sentence: Sentence, fact: Fact) -> bool:
    """Say whether what stands before a fact names another paper: "zijn aanstelling aldaar eindigt op …"."""
    begin, _ = _part(sentence, fact)
    return bool(said(sentence.language, "possible", "others").search(sentence.text, begin, fact.span.start))


def is_beside(sentence: Sentence, fact: Fact) -> bool:
    """Say whether a sentence only tells in passing when some agreement begins or ends, or under a heading on others.

    "De samenwerkingsovereenkomst, die tot 1 mei 2027 loopt, blijft gelden"; "the grant would have ended on …".
    """
    head = sentence.text[: fact.span.start]
    near = head[-_BETWEEN:]
    passing = _in_passing(sentence.language).search(head) or said(sentence.language, "possible", "unreal").search(near)
    other = said(sentence.language, "possible", "other_headings")
    conditional = said(sentence.language, "possible", "if").match(sentence.text.lstrip(" -–•")) or _unless(sentence)
    doubtful = passing or conditional or _is_owned(sentence, fact) or _is_of_a_dated(sentence, fact)
    return bool(doubtful) or any(other.search(heading) for heading in sentence.block.headings[-1:])


def _unless(sentence: Sentence) -> bool:
    """Say whether a sentence opens on a condition other than that an agreement ends earlier or goes on."""
    opens = said(sentence.language, "possible", "unless").match(sentence.text.lstrip(" -–•"))
    always = said(sentence.language, "possible", "as_always").search(sentence.text[:_AROUND])
    return opens is not None and always is None


def _is_of_a_dated(sentence: Sentence, fact: Fact) -> bool:
    """Say whether a day is told of a paper that is named by its own day: "the licence of 1 July 2025, running to …"."""
    earlier = [one for one in sentence.facts if one.kind == "date" and one.span.end <= fact.span.start]
    named = _names_a_paper(sentence.language)
    leads = _leads_on(sentence.language)
    return any(
        named.search(sentence.text[max(one.span.start - _FAR, 0) : one.span.start])
        and leads.match(sentence.text, one.span.end)
        for one in earlier
    )


@cache
def _names_a_paper(language: str) -> re.Pattern[str]:
    """Return a pattern of a paper and the words before its own day."""
    dated = any_of(words(language, "possible", "dated"))
    return compiled(rf"\w+\s(?:\([^)]{{1,40}}\)\s)?(?:{dated})\s\Z", re.IGNORECASE)


@cache
def _leads_on(language: str) -> re.Pattern[str]:
    """Return a pattern of the words with which a clause on such a paper begins, right after its day."""
    return compiled(rf"\)?,?\s(?:{any_of(words(language, 'possible', 'leading'))})\s", re.IGNORECASE)


def _is_owned(sentence: Sentence, fact: Fact) -> bool:
    """Say whether the agreement that is named last before a day is another's: "the contract with the caterer"."""
    named = list(said(sentence.language, "itself").finditer(sentence.text, 0, fact.span.start))
    return bool(named) and is_owned(sentence, named[-1])


@cache
def _in_passing(language: str) -> re.Pattern[str]:
    """Return a pattern of a relative clause on "the" agreement, not this one, that leads to a day."""
    article, which, leading = (any_of(words(language, "possible", name)) for name in ("article", "which", "leading"))
    named = any_of(words(language, "ceasing", "itself"))
    return compiled(
        rf"(?:^|[.;:]\s|\d\s)\W*(?:{article})\s(?:\w+\s){{0,4}}\w+,\s(?:{which})\s[^,;]*\Z"
        rf"|(?<!\w)(?:{article})\s(?:\w+\s){{0,2}}\w*(?:{named}),?\s(?:{leading})\s[^,;]*\Z",
        re.IGNORECASE,
    )


def _part(sentence: Sentence, fact: Fact) -> tuple[int, int]:
    """Return the part of a sentence that speaks of a fact: near it, and not beyond a semicolon or colon."""
    begin = max(fact.span.start - _AROUND, *(sentence.text.rfind(sign, 0, fact.span.start) + 1 for sign in ";:"))
    ends = [at for sign in ";:" if (at := sentence.text.find(sign, fact.span.end)) >= 0]
    return max(begin, 0), min([fact.span.end + _BEHIND, *ends])


@cache
def _moving(language: str, what: str) -> re.Pattern[str]:
    """Return a pattern of a verb that begins or ends something, with what may stand between it and its day."""
    verbs, on = (any_of(words(language, "possible", name)) for name in (f"{what}ing", f"{what}ing_on"))
    other = any_of(words(language, "possible", "ending" if what == "start" else "starting"))
    return compiled(
        rf"(?<!\w)(?:{verbs})\w*\??(?:\s+(?!(?:{other}))[^\s.;:!?]+\??){{0,6}}?\s+(?:{on})\s+(?:(?:the|de|het)\s+)?\Z",
        re.IGNORECASE,
    )


@cache
def _on_which(language: str, what: str) -> re.Pattern[str]:
    """Return a pattern of what says of a day that something begins or ends: ", the day on which the stipend begins"."""
    on, verbs = (any_of(words(language, "possible", name)) for name in ("on_which", f"{what}ing"))
    return compiled(rf"\s?[,(]?\s?(?:{on})\s(?:[^\s.,;]+\s){{0,8}}?(?:{verbs})", re.IGNORECASE)


def _opens_with(sentence: Sentence, fact: Fact, what: str) -> bool:
    """Say whether a day opens a sentence, or a part of it, on what begins or ends on it: "On 1 May 2027 we start"."""
    opens = _opens(sentence.language).search(sentence.text[max(fact.span.start - _BETWEEN, 0) : fact.span.start])
    return bool(opens and _then(sentence.language, what).match(sentence.text, fact.span.end))


@cache
def _opens(language: str) -> re.Pattern[str]:
    """Return a pattern of the word with which a day opens its sentence or a part of it: "On 1 May 2027 we start"."""
    return compiled(
        rf"(?:^|[.,;:!?]|–)\s*(?:[\d.)]+\s)?(?:(?:en|and)\s)?(?:{any_of(words(language, 'possible', 'opening'))})\s\Z",
        re.IGNORECASE,
    )


@cache
def _then(language: str, what: str) -> re.Pattern[str]:
    """Return a pattern of a verb of beginning or ending close after the day that opens a sentence."""
    return compiled(
        rf",?\s(?:[^\s.,;]+\s){{0,4}}?(?:{any_of(words(language, 'possible', f'{what}ing'))})", re.IGNORECASE
    )


def _ranges(sentence: Sentence) -> Iterator[Term]:
    """Yield both days of a range, whatever stands before it: "in the period 1 March 2026 – 28 February 2029"."""
    for first, second in pairwise([fact for fact in sentence.facts if fact.kind == "date"]):
        a_term = first.value < second.value and _years(first, second) < _LIFE
        if a_term and _joined(sentence, first, second) and not is_foreign(sentence, first):
            yield term(sentence, "start", first.value, first, _doubt(sentence))
            yield _last(sentence, second)


def _from_a_day(sentence: Sentence) -> Iterator[Term]:
    """Yield the period that stands right after the day from which it counts: "from 1 August 2026 for two years"."""
    for day, period in pairwise(sentence.facts):
        if day.kind != "date" or period.kind != "period" or not _LONG.match(period.value):
            continue
        between = sentence.text[day.span.end : period.span.start].strip(" ,(").lower()
        counts = between in lower(sentence, "possible", "for") and not is_foreign(sentence, day)
        if counts and cue_before(sentence, day, "start", "before") and not is_negated(sentence, period):
            yield term(sentence, "start", day.value, day, _doubt(sentence))
            yield term(sentence, "duration", period.value, period, _doubt(sentence))


def _years(first: Fact, second: Fact) -> int:
    return int(second.value[:4]) - int(first.value[:4])


def _joined(sentence: Sentence, first: Fact, second: Fact) -> bool:
    between = _ASIDE.sub(" ", sentence.text[first.span.end : second.span.start]).strip(" ,")
    if cue_before(sentence, first, "possible", "between"):
        return between.lower() in lower(sentence, "possible", "and")
    return len(between) < _BETWEEN and bool(said(sentence.language, "range").match(between))


def _doubt(sentence: Sentence) -> str:
    """Return what is in doubt: only the words, where a sentence speaks of the agreement or answers a question."""
    own = said(sentence.language, "possible", "own").search(sentence.text)
    return PLAIN if own or about_itself(sentence) or sentence.label else OTHER


def _days(sentence: Sentence) -> Iterator[Term]:
    """Yield the days on which somebody comes or something starts, and goes or stops, with the verb beside the day."""
    for fact in sentence.facts:
        if fact.kind != "date" or is_foreign(sentence, fact):
            continue
        if period := _period_before(sentence, fact):
            if said(sentence.language, "possible", "ending").search(sentence.text):
                yield from _after_so_long(sentence, fact, period)
        elif _opens_with(sentence, fact, "end") or _is_followed(sentence, fact, "end"):
            yield _last(sentence, fact)
        elif _beside(sentence, fact, "start") or _today(sentence, fact) or _after_period(sentence, fact):
            yield term(sentence, "start", fact.value, fact, _doubt(sentence))
        elif _beside(sentence, fact, "end"):
            yield _last(sentence, fact)


def _period_before(sentence: Sentence, fact: Fact) -> Fact | None:
    """Return the long period that is counted from a day by "after": "five years after 1 June 2027"."""
    for one in sentence.facts:
        between = sentence.text[one.span.end : fact.span.start].strip().lower()
        if one.kind == "period" and _LONG.match(one.value) and between in lower(sentence, "possible", "counted"):
            return one
    return None


def _after_so_long(sentence: Sentence, fact: Fact, period: Fact) -> Iterator[Term]:
    """Yield the end that lies so long after a day."""
    end = last_day(fact.value, period.value)
    if end is not None:
        yield term(sentence, "end", end, period, _doubt(sentence), "until")


def _after_period(sentence: Sentence, fact: Fact) -> bool:
    """Say whether a long period stands right before a day and counts from it: "for six years from 1 May 2027"."""
    cue = cue_before(sentence, fact, "start", "before")
    near = range(fact.span.start - len(cue) - _GAP, fact.span.start) if cue else range(0)
    return any(one.kind == "period" and _LONG.match(one.value) and one.span.end in near for one in sentence.facts)


def _last(sentence: Sentence, fact: Fact) -> Term:
    """Return an end: until a day that is the first of a month ends on the day before; of another it is not sure."""
    excluded = cue_before(sentence, fact, "end", "before") in lower(sentence, "end", "excluded")
    value, doubt = day_before(fact.value) if excluded else (fact.value, ())
    return term(sentence, "end", value, fact, _doubt(sentence), *doubt)


def _today(sentence: Sentence, fact: Fact) -> bool:
    """Say whether a day is named as today, from which something holds: "vanaf vandaag, 16 februari 2026"."""
    head = sentence.text[max(fact.span.start - _BETWEEN, 0) : fact.span.start]
    return bool(said(sentence.language, "today").search(head)) and bool(_says_from(sentence, head))


def _says_from(sentence: Sentence, head: str) -> bool:
    """Say whether words of a start stand before "today"."""
    return any(cue in head.lower() for cue in lower(sentence, "start", "before") if len(cue) > 3)


def _durations(sentence: Sentence) -> Iterator[Term]:
    """Yield how long work, support or a stay goes on: "over eighteen months", "for three years", "vier jaar lang"."""
    for fact in sentence.facts:
        if fact.kind != "period" or not _LONG.match(fact.value) or is_after_something(sentence, fact):
            continue
        if is_foreign(sentence, fact):
            continue
        if is_renewing(sentence, fact) or is_notice(sentence, fact) or is_negated(sentence, fact):
            continue
        if _begins_itself(sentence, fact) or _goes_on_for(sentence, fact):
            continue
        follows = after(sentence.language, "possible", "after_duration").match(sentence.text, fact.span.end)
        follows = follows or after(sentence.language, "possible", "spanned").match(sentence.text, fact.span.end)
        if follows or cue_before(sentence, fact, "possible", "duration"):
            yield term(sentence, "duration", fact.value, fact, _doubt(sentence))


def _goes_on_for(sentence: Sentence, fact: Fact) -> bool:
    """Say whether a period is for how long something goes on if nobody speaks: "it rolls on for another year"."""
    head = sentence.text[: fact.span.start]
    silent = said(sentence.language, "plainly", "silent").search(sentence.text)
    return bool(silent and said(sentence.language, "plainly", "surely_goes_on").search(head))


def _begins_itself(sentence: Sentence, fact: Fact) -> bool:
    """Say whether a unit is what begins and ends, in general: "an academic year begins on 21 September"."""
    opens = not sentence.text[len(sentence.label) : fact.span.start].strip()
    return opens and bool(after(sentence.language, "possible", "starting").match(sentence.text, fact.span.end))


def _is_followed(sentence: Sentence, fact: Fact, what: str) -> bool:
    """Say whether a verb of coming or going stands right after a day, as Dutch may have it."""
    return bool(after(sentence.language, "possible", f"after_{what}").match(sentence.text, fact.span.end))


def _beside(sentence: Sentence, fact: Fact, what: str) -> bool:
    """Say whether a verb of coming or going stands right before a day, or, as Dutch may have it, right after it."""
    if cue_before(sentence, fact, "possible", what):
        return True
    if _is_followed(sentence, fact, what):
        return True
    if _on_which(sentence.language, what).match(sentence.text, fact.span.end):
        return True
    if _opens_with(sentence, fact, what):
        return True
    return bool(_moving(sentence.language, what).search(sentence.text, max(fact.span.start - _FAR, 0), fact.span.start))
