"""Phrases that could be tried in too many ways, matched in time linear in the text.

A regular expression tries one by one the ways in which gaps, wildcards and alternatives can be laid over a sentence,
and of several in a row there are thousands. Here whatever was tried once in one place is not tried there again: what a
part of a phrase does depends on nothing but where it stands. The match is the one that the expression would find.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import field

from contract_scan.nouns import dataclass

#: A word with the space behind it.
_WORD = re.compile(r"[^ \n]+ ")
#: What `grammar.expression` writes: repeated words, brackets, alternatives, words.
_TOKEN = re.compile(
    r"\(\?:\[\^ \n\]\+ \)\{(?P<least>\d+),(?P<most>\d+)\}\?|(?P<open>\(\?:)|(?P<close>\)\??)|(?P<bar>\|)"
    r"|(?P<word>(?:\\.|\[\^ \n\][*+]|[^\\()| ])+) "
)
_PIECES = re.compile(r"\[\^ \n\][*+]")

#: An instruction: words that may stand here with what follows them, or alternatives in order, or nothing: a match.
Test = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Found:
    """A match, asked as one of the module `re` is."""

    text: str
    begin: int
    stop: int

    def span(self) -> tuple[int, int]:
        """Return where it starts and ends."""
        return self.begin, self.stop

    def start(self) -> int:
        """Return where it starts."""
        return self.begin

    def end(self) -> int:
        """Return where it ends."""
        return self.stop

    def group(self) -> str:
        """Return what matched."""
        return self.text[self.begin : self.stop]


@dataclass(slots=True)
class _Step:
    """One step of a program: a word that passes `test` and then the step `then`; or one of `ways`, the first first.

    `literal` is the word itself where only one will do. Of many ways those that begin with a literal word are found by
    it: `by_word` holds, by word, the ways worth trying, `other` those for all other words.
    """

    test: Test | None = None
    literal: str | None = None
    then: int = 0
    ways: tuple[int, ...] = ()
    by_word: dict[str, tuple[int, ...]] = field(default_factory=dict)
    other: tuple[int, ...] = ()


class BoundedPattern:
    """An expression of the phrase grammar that is searched for in time linear in the text."""

    def __init__(self, regex: str) -> None:
        self.steps: list[_Step] = [_Step()]
        tokens = list(_TOKEN.finditer(regex))
        if "".join(token.group() for token in tokens) != regex:
            raise ValueError("not an expression of the phrase grammar")
        self._first, _ = self._alternatives(tokens, 0, 0)

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Found]:
        """Yield the matches in a stretch of folded text, one after the other; each begins at a word."""
        for run in _runs(text, start, len(text) if end is None else end):
            words = [text[a : b - 1] for a, b in run]
            at = 0
            while at < len(words):
                found = self._search(words, at)
                if found is None:
                    break
                first, last = found
                at = max(last, first + 1)
                yield Found(text, run[first][0], run[last - 1][1] if last > first else run[first][0])

    def search(self, text: str, start: int = 0, end: int | None = None) -> Found | None:
        """Return the first match, None where there is none."""
        return next(self.finditer(text, start, end), None)

    def match(self, text: str, start: int) -> Found | None:
        """Return the match that begins at a place, None where there is none."""
        found = self.search(text, start)
        return found if found is not None and found.begin == start else None

    def effort(self, text: str) -> int:
        """Return how many times a part of the expression is tried on a word, in all, where a text holds no match."""
        seen: set[tuple[int, int]] = set()
        for run in _runs(text, 0, len(text)):
            words = [text[a : b - 1] for a, b in run]
            for first in range(len(words)):
                self._from(words, first, seen)
        return len(seen)

    def _search(self, words: list[str], at: int) -> tuple[int, int] | None:
        """Return the first and last word of the first match from a word on."""
        seen: set[tuple[int, int]] = set()
        for first in range(at, len(words)):
            last = self._from(words, first, seen)
            if last is not None:
                return first, last
        return None

    def _from(self, words: list[str], first: int, seen: set[tuple[int, int]]) -> int | None:
        """Return the word after a match that begins with a word; what is in `seen` is known to lead to none."""
        left = [(self._first, first)]
        while left:
            here = left.pop()
            if here in seen:
                continue
            seen.add(here)
            number, position = here
            if not number:
                return position
            step = self.steps[number]
            if not step.ways:
                if position < len(words) and step.test is not None and step.test(words[position]):
                    left.append((step.then, position + 1))
                continue
            word = words[position] if position < len(words) else ""
            left += [(way, position) for way in reversed(step.by_word.get(word, step.other))]
        return None

    def _add(self, step: _Step) -> int:
        self.steps.append(step)
        return len(self.steps) - 1

    def _alternatives(self, tokens: list[re.Match[str]], position: int, then: int) -> tuple[int, int]:
        """Add the alternatives that begin at a token; return their first step and the token after them."""
        ways: list[int] = []
        while True:
            stop = _end_of_sequence(tokens, position)
            ways.append(self._sequence(tokens, position, stop, then))
            if stop == len(tokens) or not tokens[stop]["bar"]:
                break
            position = stop + 1
        optional = stop < len(tokens) and tokens[stop].group() == ")?"
        if optional:
            ways.append(then)
        return (ways[0] if len(ways) == 1 else self._choice(ways)), stop

    def _sequence(self, tokens: list[re.Match[str]], start: int, stop: int, then: int) -> int:
        """Add the parts of a sequence, the last first, for each must know what follows it."""
        parts: list[int] = []
        position = start
        while position < stop:
            parts.append(position)
            position = _after(tokens, position)
        for part in reversed(parts):
            token = tokens[part]
            if token["open"]:
                then, _ = self._alternatives(tokens, part + 1, then)
            elif token["word"]:
                then = self._word(token["word"], then)
            else:
                then = self._gap(int(token["least"]), int(token["most"]), then)
        return then

    def _word(self, source: str, then: int) -> int:
        pieces = [re.sub(r"\\(.)", r"\1", piece) for piece in _PIECES.split(source)]
        return self._add(_Step(test=_tester(pieces), literal=pieces[0] if len(pieces) == 1 else None, then=then))

    def _gap(self, least: int, most: int, then: int) -> int:
        """Add a few words in between; as few as will do are tried first."""
        following = then
        for count in range(most, 0, -1):
            following = self._add(_Step(test=bool, then=following))
            if count > least:
                following = self._add(_Step(ways=(then, following), other=(then, following)))
        return following

    def _choice(self, ways: list[int]) -> int:
        literals = {way: self.steps[way].literal for way in ways}
        other = tuple(way for way in ways if way == 0 or literals[way] is None)
        by_word = {
            word: tuple(way for way in ways if way == 0 or literals[way] in (None, word))
            for word in dict.fromkeys(literal for literal in literals.values() if literal is not None)
        }
        return self._add(_Step(ways=tuple(ways), by_word=by_word, other=other))


def _after(tokens: list[re.Match[str]], position: int) -> int:
    """Return the token after a part: after its closing bracket where it opens one."""
    if not tokens[position]["open"]:
        return position + 1
    depth = 0
    for number in range(position, len(tokens)):
        depth += bool(tokens[number]["open"]) - bool(tokens[number]["close"])
        if not depth:
            return number + 1
    raise ValueError("a bracket is missing")


def _end_of_sequence(tokens: list[re.Match[str]], position: int) -> int:
    while position < len(tokens) and not tokens[position]["bar"] and not tokens[position]["close"]:
        position = _after(tokens, position)
    return position


def _runs(text: str, start: int, end: int) -> Iterator[list[tuple[int, int]]]:
    """Yield the words of a stretch of text, with the space behind each, as far as nothing stands between them."""
    run: list[tuple[int, int]] = []
    for match in _WORD.finditer(text, start, end):
        if run and run[-1][1] != match.start():
            yield run
            run = []
        if run or text[match.start() - 1 : match.start()] == " ":
            run.append(match.span())
    if run:
        yield run


def _tester(pieces: list[str]) -> Test:
    """Return what says whether a word is made of pieces in order, with any letters between them."""
    if len(pieces) == 1:
        return pieces[0].__eq__
    first, *middle, last = pieces
    least = len(first) + len(last)

    def test(word: str) -> bool:
        if len(word) < least or not word.startswith(first) or not word.endswith(last):
            return False
        at, stop = len(first), len(word) - len(last)
        for piece in middle:
            at = word.find(piece, at, stop)
            if at < 0:
                return False
            at += len(piece)
        return True

    return test
