"""Where concepts stand in a document: one pass of an automaton over its folded text finds all of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from fnmatch import fnmatchcase
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from contract_scan.cache_folder import code_of, key_of, remembered
from contract_scan.language.concept import GAP, GUARD
from contract_scan.language.finder import Finder
from contract_scan.language.spelled import Spelled, sources, spelled
from contract_scan.language_data import undivided_words
from contract_scan.nouns import dataclass
from contract_scan.rules.folding import words_of
from contract_scan.yaml_files import knowledge_by_name

if TYPE_CHECKING:
    from msgspec import Raw

    from contract_scan.rules.segments import Folded


#: No word is longer, in letters, where a spelling with a gap is looked for.
LONG = 24
#: Stands between the strings as they are kept; no folded word holds it.
_BETWEEN = "\n"


class Hit(NamedTuple):
    """A concept that stands in the folded text from `start` to `end`, both at a word's edge."""

    concept: str
    start: int
    end: int


class _Needle(NamedTuple):
    """What a string found by the automaton means: which concept (or its guard), and what must still be looked at."""

    concept: str
    guard: bool
    open_start: bool
    open_end: bool
    rest: tuple[str, ...] = ()
    gate: str = ""


class _Meaning(NamedTuple):
    """What a string means: needles to look at in any sentence, and those that also need a gate, by its number."""

    plain: tuple[_Needle, ...]
    gated: dict[int, tuple[_Needle, ...]]


@dataclass(frozen=True)
class ConceptIndex:
    """All concepts of one language, ready to be looked for.

    `strings` are what the automaton finds; `meant` says of each by its number which of the `meanings` it has, for many
    mean the same. The first `gates` of them are words that some needle asks for in its sentence.
    """

    language: str
    names: tuple[str, ...]
    strings: tuple[str, ...] = field(repr=False)
    gates: int
    meanings: Sequence[_Meaning] = field(repr=False)
    meant: Sequence[int] = field(repr=False)

    @cached_property
    def _finder(self) -> Finder:
        return Finder(self.strings, self.gates)

    def hits(self, text: Folded | _Line, only: Collection[int] | None = None) -> dict[int, tuple[Hit, ...]]:
        """Return, by the index of a segment, the concepts that stand in it, in order; lead-ins and tails included.

        `only` are the segments that are asked about, None for all.
        """
        found = _Found(text, undivided_words(self.language))
        for index, strings in self._by_segment(text):
            if only is None or index in only:
                self._add(found, index, strings)
        return found.kept()

    def _by_segment(self, text: Folded | _Line) -> Iterator[tuple[int, list[tuple[int, int, int]]]]:
        """Yield the strings that stand in each segment, with their places; they come in the order of their ends."""
        ends, index = [segment.end for segment in text.segments], 0
        held: list[tuple[int, int, int]] = []
        for string in self._finder.found(text.text, _words_above(text)):
            if string[2] > ends[index]:
                yield index, held
                held = []
                while string[2] > ends[index]:
                    index += 1
            held.append(string)
        if held:
            yield index, held

    def _add(self, found: _Found, index: int, strings: Sequence[tuple[int, int, int]]) -> None:
        """Add what the strings in one segment mean."""
        gates = {number for number, _, _ in strings if number < self.gates}
        meanings, meant = self.meanings, self.meant
        for number, start, end in strings:
            plain, gated = meanings[meant[number]]
            for needle in plain:
                found.add(needle, index, start, end)
            if gated:
                for gate in gates:
                    for needle in gated.get(gate, ()):
                        found.add(needle, index, start, end)

    def in_line(self, line: str) -> tuple[str, ...]:
        """Return the concepts in one line of folded text that begins and ends with a space, in order."""
        return tuple(hit.concept for hit in self.hits(_Line(line)).get(0, ()))


def _words_above(text: Folded | _Line) -> frozenset[str]:
    """Return the words of a document's headings, in which concepts are looked for next."""
    if isinstance(text, _Line):
        return frozenset()
    headings = {heading for block in text.document.blocks for heading in block.headings}
    return frozenset(word for heading in headings for word in words_of(heading))


@dataclass(frozen=True)
class _Line:
    """A line by itself, where no document is at hand."""

    text: str
    start: int = 0

    @property
    def end(self) -> int:
        return len(self.text)

    @property
    def segments(self) -> tuple[_Line]:
        return (self,)


class _Found:
    """Collects hits and the guards that undo them, segment by segment."""

    def __init__(self, text: Folded | _Line, undivided: Collection[str]) -> None:
        self.text = text.text
        self.undivided = undivided
        self.ends = [segment.end for segment in text.segments]
        self.hits: dict[int, set[Hit]] = {}
        self.guards: dict[int, list[Hit]] = {}

    def add(self, needle: _Needle, index: int, start: int, end: int) -> None:
        """Add what a string in a segment, from `start` to `end`, means, if the rest of its entry stands there too."""
        if needle.gate and self.text.find(needle.gate, end - 1, self.ends[index]) < 0:
            return
        if needle.open_start:
            start = self.text.rfind(" ", 0, start + 1) if self.text[start] != " " else start
        first = start + (self.text[start] == " ")
        if needle.open_end and self.text[end - 1] != " ":
            end = self.text.find(" ", end - 1) + 1
        if needle.rest:
            if needle.rest[1:2] == ("…",) and self._is_whole(first):
                return
            found = rest_end(needle.rest, self.text, first, self.ends[index])
            if found is None:
                return
            end = found
        hit = Hit(needle.concept, first, end)
        if needle.guard:
            self.guards.setdefault(index, []).append(hit)
        else:
            self.hits.setdefault(index, set()).add(hit)

    def _is_whole(self, at: int) -> bool:
        """Say whether the verb at a place is an infinitive that is not divided ("te leveren … door")."""
        before = self.text[max(at - LONG, 0) : at].rstrip(" ")
        return before[before.rfind(" ") + 1 :] in self.undivided

    def kept(self) -> dict[int, tuple[Hit, ...]]:
        """Return the hits that no guard undoes, in order."""
        return {index: tuple(sorted(self._unguarded(index, hits), key=_place)) for index, hits in self.hits.items()}

    def _unguarded(self, index: int, hits: Iterable[Hit]) -> Iterator[Hit]:
        guards = self.guards.get(index)
        for hit in hits:
            if not guards or not any(g.concept == hit.concept and self._near(hit, g) for g in guards):
                yield hit

    def _near(self, hit: Hit, guard: Hit) -> bool:
        between = self.text[min(hit.end, guard.end) : max(hit.start, guard.start)]
        return between.count(" ") <= GUARD


def _place(hit: Hit) -> tuple[int, int, str]:
    return hit.start, hit.end, hit.concept


@cache
def concepts_for(language: str) -> ConceptIndex:
    """Return the built-in concepts of a language, ready to be looked for; none for a language without a file."""
    key = key_of((*sources(language), code_of(Path(__file__).parent, ("concept", "concepts", "spelled"))))
    return remembered(f"concepts-{language}", key, lambda: index_of(language, spelled(language)), _packed, _unpacked, 2)


def _packed(index: ConceptIndex) -> bytes:
    import msgspec

    strings = _BETWEEN.join(index.strings)
    meanings = tuple(index.meanings)
    return msgspec.msgpack.encode((index.language, index.names, strings, index.gates, meanings, index.meant))


def _unpacked(data: bytes) -> ConceptIndex:
    import msgspec

    kept = tuple[str, tuple[str, ...], str, int, list[msgspec.Raw], tuple[int, ...]]
    language, names, strings, gates, meanings, meant = msgspec.msgpack.decode(data, type=kept)
    split = tuple(strings.split(_BETWEEN)) if strings else ()
    return ConceptIndex(language, names, split, gates, _Meanings(meanings), meant)


class _Meanings(Sequence[_Meaning]):
    """Meanings as they were kept; a document needs few of them, and each is read when it is first asked for."""

    def __init__(self, kept: list[Raw]) -> None:
        import msgspec

        self._kept: list[Raw | _Meaning] = [*kept]
        self._read = msgspec.msgpack.Decoder(_Meaning).decode

    def __len__(self) -> int:
        return len(self._kept)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __getitem__(self, number: Any) -> Any:
        meaning = self._kept[number]
        if not isinstance(meaning, _Meaning):
            meaning = self._kept[number] = self._read(meaning)
        return meaning


def index_of(language: str, concepts: Iterable[Spelled]) -> ConceptIndex:
    """Return concepts that are spelled out, ready to be looked for; those of one name add to each other."""
    by_string: dict[str, list[_Needle]] = {}
    names: list[str] = []
    for concept in concepts:
        names.append(concept.name)
        for guard, strings in ((False, concept.words), (True, concept.guards)):
            for spelling in strings:
                string, needle = _needle(concept.name, spelling, guard=guard)
                by_string.setdefault(string, []).append(needle)
    gates = sorted({needle.gate for needles in by_string.values() for needle in needles} - {""})
    ordered = (*gates, *sorted(by_string.keys() - set(gates)))
    numbers = {gate: number for number, gate in enumerate(gates)}
    ordinals: dict[tuple[_Needle, ...], int] = {}
    meant = tuple(ordinals.setdefault(tuple(by_string.get(string, ())), len(ordinals)) for string in ordered)
    meanings = tuple(_meaning(needles, numbers) for needles in ordinals)
    return ConceptIndex(language, tuple(dict.fromkeys(names)), ordered, len(gates), meanings, meant)


def _meaning(needles: Sequence[_Needle], numbers: Mapping[str, int]) -> _Meaning:
    gated: dict[int, tuple[_Needle, ...]] = {}
    for needle in needles:
        if needle.gate:
            number = numbers[needle.gate]
            gated[number] = (*gated.get(number, ()), needle)
    return _Meaning(tuple(needle for needle in needles if not needle.gate), gated)


def _needle(concept: str, spelling: str, *, guard: bool) -> tuple[str, _Needle]:
    """Return the string by which a spelling is found, and what must be looked at then.

    Of a spelling with a gap, or with stars inside, the first word is the string and all its words are looked at.
    """
    if "…" in spelling or "*" in spelling.strip("*") or (spelling[:1] == "*" and " " in spelling):
        words = tuple(spelling.split())
        certain = (word for word in words[1:] if word != "…" and "*" not in word)
        gate = max(certain, key=len, default="")
        first, star, _ = words[0].partition("*")
        return f" {first}{'' if star else ' '}", _Needle(concept, guard, False, True, words, gate and f" {gate} ")
    open_start, open_end = spelling.startswith("*"), spelling.endswith("*")
    string = ("" if open_start else " ") + spelling.strip("*") + ("" if open_end else " ")
    return string, _Needle(concept, guard, open_start, open_end)


def rest_end(wanted: Sequence[str], text: str, start: int, end: int) -> int | None:
    """Return where a spelling ends that begins at a word of folded text, None where it does not stand there."""
    most = len(wanted) * (GAP + 1)
    words = text[start : min(end, start + most * LONG)].split(" ", most)[:most]
    count = _matched(wanted, words)
    return None if count is None else start + sum(len(word) + 1 for word in words[:count])


def _matched(wanted: Sequence[str], words: Sequence[str]) -> int | None:
    """Return how many words a spelling takes, None where it does not fit; a gap takes as few as will do."""
    if not wanted:
        return 0
    first, rest = wanted[0], wanted[1:]
    if first == "…":
        counts = ((skip, _matched(rest, words[skip:])) for skip in range(GAP + 1))
        return next((skip + count for skip, count in counts if count is not None), None)
    if not words or not words[0] or not _is(first, words[0]):
        return None
    count = _matched(rest, words[1:])
    return None if count is None else count + 1


def _is(wanted: str, word: str) -> bool:
    return wanted == word or ("*" in wanted and fnmatchcase(word, wanted))


@cache
def concept_names() -> frozenset[str]:
    """Return the names of the built-in concepts of all languages."""
    return frozenset(name for given in knowledge_by_name("concepts").values() for name in given)


def is_concept(name: str) -> bool:
    """Say whether there is a concept of a name."""
    return name in concept_names()


def has_concepts(language: str) -> bool:
    """Say whether there is a file of concepts in a language."""
    return language in knowledge_by_name("concepts")
