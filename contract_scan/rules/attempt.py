"""Why a rule fires on a text, and why one that nearly did stayed silent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from contract_scan.document import Span
from contract_scan.language.clause import Clause
from contract_scan.language.expression import Line, needed
from contract_scan.language.fitting import fit, marked
from contract_scan.messages import say
from contract_scan.rules.compiled import Matcher, compile_pack
from contract_scan.rules.examples import read_example
from contract_scan.rules.load import load_packs
from contract_scan.rules.match import match_line, match_standing
from contract_scan.rules.model import Pack
from contract_scan.rules.phrases import heading_matches, match_phrase
from contract_scan.rules.rule_files import KNOWLEDGE
from contract_scan.rules.scopes import Scopes
from contract_scan.rules.segments import Folded
from contract_scan.rules.topics import topics_in

#: How many of the rules that nearly fired are shown.
NEARLY = 5


@dataclass(frozen=True, slots=True)
class Attempt:
    """What became of one rule on one sentence.

    `reason` is a key under ``rules.try``: "fires", or what kept it silent. `phrase` is the phrase or the line over
    concepts that matched, or the one that came nearest; `words` are the words in question. `share` says how near it
    came, 1 for a match.
    """

    rule: str
    language: str
    sentence: Span
    reason: str
    phrase: str
    words: str = ""
    share: float = 1.0


def attempts(pack: Pack, text: Folded) -> Iterator[Attempt]:
    """Yield, sentence by sentence, what becomes of every rule that fires or has a phrase that begins to match."""
    matchers = compile_pack(pack).matchers
    scopes = Scopes(text)
    for index, segment in enumerate(text.segments):
        spoken = text.document.blocks[segment.block].language
        for matcher in matchers:
            if spoken in (None, matcher.wording.language):
                found = _attempt(matcher, text, index, scopes)
                if found is not None:
                    yield found


def _attempt(matcher: Matcher, text: Folded, index: int, scopes: Scopes) -> Attempt | None:
    segment = text.segments[index]

    def told(reason: str, phrase: str, words: str = "") -> Attempt:
        return Attempt(matcher.meaning.id, matcher.wording.language, segment.span, reason, phrase, words)

    matched = [(p, m) for p in matcher.phrases if (m := match_phrase(p, text, segment))]
    line = _line_that_fits(matcher, text, index)
    near = not matcher.near or scopes.near(matcher.near, matcher.wording.within, index) is not None
    standing = [(p, m) for p, m in matched if match_standing(matcher, p, text, segment)]
    if line is not None and not (standing and near):
        source, words, stands = line
    elif matched:
        phrase, match = (standing or matched)[0]
        source, words, stands = phrase.source, _quoted(text, match.marked), bool(standing)
    else:
        return _nearest(matcher, text, index)
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


def _line_that_fits(matcher: Matcher, text: Folded, index: int) -> tuple[str, str, bool] | None:
    """Return the first line over concepts that fits, with its words, and whether no negation undoes it."""
    clause = matcher.clauses(text)[index]
    fitting = [(line, found) for line in matcher.reads if (found := fit(line, clause))]
    told = [
        (line.source, _quoted(text, marked(found, clause)), _stands(matcher, line, clause)) for line, found in fitting
    ]
    return next((one for one in told if one[2]), told[0] if told else None)


def _stands(matcher: Matcher, line: Line, clause: Clause) -> bool:
    return match_line(matcher, line, clause) is not None


def _quoted(text: Folded, spans: Iterable[Span]) -> str:
    return " … ".join(text.document.quote(span) for span in spans)


def _nearest(matcher: Matcher, text: Folded, index: int) -> Attempt | None:
    """Return the phrase or line of which the largest share of what it needs stands in the sentence, if half or more."""
    best: tuple[float, str, str] | None = None
    for share, source, lacks in (*_shares_of_phrases(matcher, text, index), *_shares_of_lines(matcher, text, index)):
        if share >= 0.5 and (best is None or share > best[0]):
            best = share, source, lacks
    if best is None:
        return None
    share, source, lacks = best
    rule, spoken, span = matcher.meaning.id, matcher.wording.language, text.segments[index].span
    return Attempt(rule, spoken, span, "lacks" if lacks else "apart", source, lacks, min(share, 0.99))


def _shares_of_phrases(matcher: Matcher, text: Folded, index: int) -> Iterator[tuple[float, str, str]]:
    """Yield, of each phrase with several certain words, the share that stands in the sentence, and what lacks."""
    segment = text.segments[index]
    for phrase in matcher.phrases:
        wanted = [*phrase.gates, *([tuple(sorted(phrase.anchors))] if phrase.anchors else [])]
        missing = [gate for gate in wanted if not _holds(text, segment.start, segment.end, gate)]
        if len(wanted) > 1:
            lacks = "; ".join("/".join(option.strip() for option in gate[:4]) for gate in missing)
            yield 1 - len(missing) / len(wanted), phrase.source, lacks


def _shares_of_lines(matcher: Matcher, text: Folded, index: int) -> Iterator[tuple[float, str, str]]:
    """Yield, of each line with several concepts, the share that stands in the sentence, and what lacks."""
    clause = matcher.clauses(text)[index]
    held = frozenset(hit.concept for hit in clause.hits)
    for line in matcher.reads:
        wanted = [("", names, held) for names in needed(line.part)]
        wanted += [("under ", line.under, clause.above)] if line.under else []
        wanted += [("after ", line.after, clause.before)] if line.after else []
        missing = [where + "/".join(sorted(names)) for where, names, there in wanted if not names & there]
        if len(wanted) > 1:
            yield 1 - len(missing) / len(wanted), line.source, "; ".join(missing)


def _holds(text: Folded, start: int, end: int, strings: Iterable[str]) -> bool:
    return any(text.text.find(string, start, end) >= 0 for string in strings)


def attempt_lines(sentence: str, spoken: str | None, folders: Iterable[Path], speak: str) -> list[str]:
    """Return what is said of a text: per sentence the rules that fire, then those that nearly did and why not.

    The text may have several lines, written like the examples of rule files.
    """
    topics = dict.fromkeys([*topics_in(KNOWLEDGE), *(topic for folder in folders for topic in topics_in(folder))])
    pack, _ = load_packs({"": list(topics)})
    languages = [spoken] if spoken else sorted({wording.language for wording in pack.wordings})
    found: list[Attempt] = []
    for language in languages:
        text = read_example(sentence.replace("\\n", "\n"), language)
        found += attempts(pack, text.text)
    document = text.document
    lines: list[str] = []
    for span in dict.fromkeys(attempt.sentence for attempt in sorted(found, key=lambda a: a.sentence)):
        lines += [document.quote(span), *_told([a for a in found if a.sentence == span], speak)]
    return lines or [say("rules.try.nothing", speak)]


def _told(found: list[Attempt], speak: str) -> Iterator[str]:
    fires = [attempt for attempt in found if attempt.reason == "fires"]
    silent = sorted((a for a in found if a.reason != "fires"), key=lambda a: (-a.share, a.rule))[:NEARLY]
    for attempt in (*fires, *silent):
        values = {"rule": attempt.rule, "language": attempt.language, "phrase": attempt.phrase, "words": attempt.words}
        yield "  " + say(f"rules.try.{attempt.reason}", speak, **values)
    if not fires:
        yield "  " + say("rules.try.none", speak)
