"""Why a rule fires on a text, and why one that nearly did stayed silent."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from contract_scan.document import Span
from contract_scan.finding import FactKind
from contract_scan.language.amounts import within
from contract_scan.language.clause import Clause
from contract_scan.language.expression import Fact, Line, facts_needed, needed
from contract_scan.language.fitting import fit, marked, stands_where
from contract_scan.messages import say
from contract_scan.rules.compiled import Matcher, clauses_of, compile_pack
from contract_scan.rules.examples import read_example
from contract_scan.rules.load import load_packs
from contract_scan.rules.match import match_line, match_standing
from contract_scan.rules.model import Pack
from contract_scan.rules.phrases import heading_matches, match_phrase
from contract_scan.rules.rule_files import KNOWLEDGE
from contract_scan.rules.scopes import Scopes
from contract_scan.rules.segments import Folded, Segment
from contract_scan.rules.start import StartError
from contract_scan.rules.topics import topics_in, unread_in

#: How many of the rules that nearly fired are shown, and how much of what one needs must stand there.
NEARLY, LEAST = 5, 0.5


@dataclass(frozen=True, slots=True)
class Attempt:
    """What became of one rule on one sentence.

    `reason` is a key under ``rules.try``: "fires", or what kept it silent. `phrase` is the phrase or the line over
    concepts that matched, or the one that came nearest; `words` are the words in question, `has` those of it that stand
    there. `share` says how near it came, 1 for a match. `own` says that it is one of the rules that were asked about.
    """

    rule: str
    language: str
    sentence: Span
    reason: str
    phrase: str
    words: str = ""
    share: float = 1.0
    has: str = ""
    own: bool = False


def attempts(pack: Pack, text: Folded, own: Collection[str] = ()) -> Iterator[Attempt]:
    """Yield, sentence by sentence, what becomes of every rule that fires or has a phrase that begins to match.

    Of the rules in `own` it is told in any case.
    """
    compiled = compile_pack(pack)
    matchers, read, scopes = compiled.matchers, clauses_of(text, compiled.further), Scopes(text)
    for index, segment in enumerate(text.segments):
        spoken = text.document.blocks[segment.block].language
        for matcher in matchers:
            if spoken in (None, matcher.wording.language):
                asked = matcher.meaning.id in own
                found = _attempt(matcher, text, read[index], scopes, least=0.0 if asked else LEAST)
                if found is not None:
                    yield replace(found, own=asked)


def _attempt(matcher: Matcher, text: Folded, clause: Clause, scopes: Scopes, least: float) -> Attempt | None:
    segment, index = clause.segment, clause.segment.index

    def told(reason: str, phrase: str, words: str = "") -> Attempt:
        return Attempt(matcher.meaning.id, matcher.wording.language, segment.span, reason, phrase, words)

    matched = [(p, m) for p in matcher.phrases if (m := match_phrase(p, text, segment))]
    line = _line_that_fits(matcher, text, clause)
    near = not matcher.near or scopes.near(matcher.near, matcher.wording.within, index) is not None
    standing = [(p, m) for p, m in matched if match_standing(matcher, p, text, segment)]
    if line is not None and not (standing and near):
        source, words, stands = line
    elif matched:
        phrase, match = (standing or matched)[0]
        source, words, stands = phrase.source, _quoted(text, match.marked), bool(standing)
    else:
        return _nearest(matcher, text, clause, least)
    if not stands:
        return told("negated", source, words)
    for unless in matcher.unless:
        if match_phrase(unless, text, segment, anywhere=True):
            return told("unless", source, unless.source)
    if matcher.heading and not heading_matches(matcher.heading, text.document.blocks[segment.block]):
        return told("heading", source, ", ".join(p.source for p in matcher.heading))
    if line is None and not near:
        return told("near", source, ", ".join(p.source for p in matcher.near))
    return told("fires", source, words)


def _line_that_fits(matcher: Matcher, text: Folded, clause: Clause) -> tuple[str, str, bool] | None:
    """Return the first line over concepts that fits, with its words, and whether no negation undoes it."""
    fitting = [(line, found) for line in matcher.reads if (found := fit(line, clause))]
    told = [
        (line.source, _quoted(text, marked(found, clause)), _stands(matcher, line, clause)) for line, found in fitting
    ]
    return next((one for one in told if one[2]), told[0] if told else None)


def _stands(matcher: Matcher, line: Line, clause: Clause) -> bool:
    return match_line(matcher, line, clause) is not None


def _quoted(text: Folded, spans: Iterable[Span]) -> str:
    return " … ".join(text.document.quote(span) for span in spans)


def _nearest(matcher: Matcher, text: Folded, clause: Clause, least: float) -> Attempt | None:
    """Return the phrase or line of which the largest share of what it needs stands in the sentence, if enough does."""
    best: _Share | None = None
    for one in (*_shares_of_phrases(matcher, text, clause.segment), *_shares_of_lines(matcher, clause)):
        enough = one.share >= least and (one.several or not least)
        if enough and (best is None or one.share > best.share):
            best = one
    if best is None:
        return None
    rule, spoken, span = matcher.meaning.id, matcher.wording.language, clause.segment.span
    if not best.lacks:
        return Attempt(rule, spoken, span, best.hindered, best.source, best.hindering, min(best.share, 0.99), best.has)
    reason = "lacks" if best.has else "nothing_of"
    return Attempt(rule, spoken, span, reason, best.source, best.lacks, min(best.share, 0.99), best.has)


@dataclass(frozen=True, slots=True)
class _Share:
    """How much of what a phrase or line needs stands in a sentence, what of it does, and what lacks.

    `hindered` is why it does not match where nothing lacks, `hindering` what stands in its way.
    """

    share: float
    source: str
    has: str
    lacks: str
    several: bool
    hindered: str = "apart"
    hindering: str = ""


def _share(source: str, parts: Sequence[str], there: Sequence[bool]) -> _Share:
    has = "; ".join(part for part, stands in zip(parts, there, strict=True) if stands)
    lacks = "; ".join(part for part, stands in zip(parts, there, strict=True) if not stands)
    return _Share(sum(there) / len(there) if there else 0.0, source, has, lacks, len(parts) > 1)


def _shares_of_phrases(matcher: Matcher, text: Folded, segment: Segment) -> Iterator[_Share]:
    """Yield, of each phrase, the share of its certain words that stands in the sentence."""
    for phrase in matcher.phrases:
        wanted = [*phrase.gates, *([tuple(sorted(phrase.anchors))] if phrase.anchors else [])]
        there = [_holds(text, segment.start, segment.end, gate) for gate in wanted]
        yield _share(phrase.source, ["/".join(option.strip() for option in gate[:4]) for gate in wanted], there)


def _shares_of_lines(matcher: Matcher, clause: Clause) -> Iterator[_Share]:
    """Yield, of each line, the share of the concepts that it needs that stands in the sentence."""
    held = {hit.concept for hit in clause.hits}
    for line in matcher.reads:
        wanted, facts = list(needed(line.part)), list(facts_needed(line.part))
        names = ["/".join(sorted(names)) for names in wanted] + [f"{{{fact.kind}}}" for fact in facts]
        there = [bool(names & held) for names in wanted] + [bool(_values(fact, clause)) for fact in facts]
        share = _share(line.source, names, there)
        hindered, hindering = _hindrance(line, clause)
        yield replace(share, hindered=hindered, hindering=hindering)


def _hindrance(line: Line, clause: Clause) -> tuple[str, str]:
    """Return why a line does not fit a sentence that holds its concepts, and what the sentence has instead."""
    if line.forces and not clause.forces & set(line.forces):
        return "binds", ", ".join(sorted(clause.forces)) or "-"
    if line.actor and line.actor not in clause.actors:
        return "acts", ", ".join(sorted(clause.actors)) or "-"
    if not stands_where(line, clause):
        return "elsewhere", ""
    for fact in facts_needed(line.part):
        values = _values(fact, clause)
        if fact.limit is not None and not any(within(value, fact.limit) for value in values):
            return "limit", ", ".join(values)
    return "apart", ""


def _values(fact: Fact, clause: Clause) -> list[str]:
    """Return the values of the facts in a sentence that are of the kind of one that a line asks for."""
    kind = cast(FactKind, fact.kind)
    text, segment = clause.text, clause.segment
    return [one.value for one in text.facts(segment, [kind])] if text.may_hold(segment, kind) else []


def _holds(text: Folded, start: int, end: int, strings: Iterable[str]) -> bool:
    return any(text.text.find(string, start, end) >= 0 for string in strings)


def attempt_lines(
    sentence: str, spoken: str | None, folders: Iterable[Path], speak: str, rule: str | None = None
) -> list[str]:
    """Return what is said of a text: per sentence the rules that fire, then those that nearly did and why not.

    What is broken in `folders` is told before all. Their rules stand first, each with how near it came; with `rule`
    only that one is told. The text may have several lines, written like the examples of rule files. Raises `UsageError`
    for a rule that does not exist.
    """
    own_topics = [topic for folder in folders for topic in topics_in(folder)]
    pack, errors = load_packs({"": list(dict.fromkeys([*topics_in(KNOWLEDGE), *own_topics]))})
    broken = [error.sentence(speak) for error in (*errors, *(e for folder in folders for e in unread_in(folder)))]
    places = {str(topic) for topic in own_topics}
    own = {wording.rule for wording in pack.wordings if wording.folder in places}
    if rule is not None:
        if rule not in pack.meanings:
            raise StartError("explain.unknown", rule=rule)
        pack = replace(pack, wordings=tuple(wording for wording in pack.wordings if wording.rule == rule))
        own = {rule}
    languages = [spoken] if spoken else sorted({wording.language for wording in pack.wordings})
    found: list[Attempt] = []
    for language in languages:
        text = read_example(sentence.replace("\\n", "\n"), language)
        found += attempts(pack, text.text, own)
    document = read_example(sentence.replace("\\n", "\n"), languages[-1]).document if languages else None
    lines: list[str] = []
    for span in dict.fromkeys(attempt.sentence for attempt in sorted(found, key=lambda a: a.sentence)):
        words = document.quote(span) if document else ""
        lines += [words, *_told([a for a in found if a.sentence == span], speak)]
    return [*broken, *(lines or [say("rules.try.nothing", speak)])]


def _told(found: list[Attempt], speak: str) -> Iterator[str]:
    def order(attempt: Attempt) -> tuple[float, str]:
        return -attempt.share, attempt.rule

    own = sorted((a for a in found if a.own), key=lambda a: (a.reason != "fires", *order(a)))
    fires = [a for a in found if a.reason == "fires" and not a.own]
    silent = sorted((a for a in found if a.reason != "fires" and not a.own), key=order)[:NEARLY]
    for attempt in (*own, *fires, *silent):
        values = {"rule": attempt.rule, "language": attempt.language, "phrase": attempt.phrase, "words": attempt.words}
        yield "  " + say(
            f"rules.try.{attempt.reason}", speak, **values, has=attempt.has, share=round(attempt.share * 100)
        )
    if not any(attempt.reason == "fires" for attempt in found):
        yield "  " + say("rules.try.none", speak)
