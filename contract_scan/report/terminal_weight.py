"""What weighs, on so many lines of a terminal: each quote on its own, or those of one kind in one paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from contract_scan.dossier import Dossier
from contract_scan.dossier.model import Weighty
from contract_scan.messages import say
from contract_scan.nouns import dataclass
from contract_scan.report import first_page
from contract_scan.report.layout import WIDTH, wrapped
from contract_scan.report.phrases import each_once

LABEL = 14
#: How wide the column of places is at most, and how far the second line of a row stands in.
_PLACE, _INDENT = 11, 16
#: So many characters tell something of a clause; with less for each, fewer are told and the others counted.
_TELLING = 56
#: How many characters a quote in a paragraph has at most.
_LONGEST = 112
#: How many lines a group has before others that lack some.
_FAIR = 4
#: What is not broken at the end of a line; a sign of no text.
_TIED = "\ue000"


@dataclass(frozen=True, slots=True)
class Told:
    """One quote that weighs, or may: its label, place and number, the other places of the same words, and its words."""

    dossier: Dossier
    one: Weighty
    language: str
    also: str
    row: first_page.Row

    @property
    def label(self) -> str:
        """The name of its kind, where that is long the short one."""
        return self.row.short or self.row.label

    def words(self, limit: int, *, norms: bool = True) -> str:
        """Return the words that matter, in so many characters, with the other places."""
        more = f" ({say('dossier.also', self.language, places=self.also)})" if self.also else ""
        room = max(limit - len(more), limit // 2)
        return first_page.weighing_row(self.dossier, self.one, self.language, room, norms=norms).text + more

    def alone(self, label: str, column: int) -> list[str]:
        """Return it on a row of its own, on two lines where it needs two."""
        place = self.row.place if len(self.row.place) <= column else self.row.place[: column - 1] + "…"
        head = f"{label:<{LABEL}}{place:<{column}} {f'({self.row.number})':<5} "
        text = self.words(WIDTH - len(head) + WIDTH - _INDENT - 8)
        first, *_ = wrapped(text, width=WIDTH - len(head)).splitlines() or [""]
        rest = wrapped(" ".join(text.split())[len(first) :].strip(), width=WIDTH - _INDENT)
        return [head + first, *(f"{'':<{_INDENT}}{line}" for line in rest.splitlines())]

    def inside(self, limit: int) -> str:
        """Return it as it stands in a paragraph, in about so many characters."""
        head = f"{self.row.place} ({self.row.number}) ".lstrip().replace(" ", _TIED)
        return head + self.words(max(limit - len(head), 20), norms=False)


def told(dossier: Dossier, language: str) -> list[Told]:
    """Return what weighs for sure; where the same words weigh again, they are told once, with the other places."""
    again = first_page.told_again(dossier)
    places = {row.number: row.place for row in first_page.weighing(dossier, language, _TELLING)}
    later = {number for others in again.values() for number in others}
    return [
        Told(
            dossier,
            one,
            language,
            each_once(places[number] for number in again.get(one.item.number, ())),
            first_page.weighing_row(dossier, one, language, _TELLING),
        )
        for one in dossier.weighty
        if one.item.number not in later
    ]


def told_perhaps(dossier: Dossier, language: str) -> list[Told]:
    """Return the first of what is only possible."""
    chosen = first_page.first_perhaps(dossier, first_page.FEW)
    return [Told(dossier, o, language, "", first_page.weighing_row(dossier, o, language, _TELLING)) for o in chosen]


def rows(found: Sequence[Told]) -> list[str]:
    """Return each on a row of its own."""
    column = min(max((len(one.row.place) for one in found), default=0), _PLACE)
    return [
        line
        for label, own in groupby(found, key=lambda one: one.label)
        for number, one in enumerate(own)
        for line in one.alone("" if number else label, column)
    ]


def laid_out(found: Sequence[Told], language: str, room: int) -> list[str]:
    """Return what weighs on at most `room` lines: row by row where they fit, or else a paragraph for each kind.

    Where there are more kinds than lines, those for which there is none are counted.
    """
    each = rows(found)
    if len(each) <= room:
        return each
    groups = [(label, list(own)) for label, own in groupby(found, key=lambda one: one.label)]
    more = groups[room - 1 :] if len(groups) > room else []
    groups = groups[: len(groups) - len(more)]
    given = shares([len(_paragraph(own, language)) for _, own in groups], room - bool(more))
    lines = [
        line for (label, own), share in zip(groups, given, strict=True) for line in _group(label, own, share, language)
    ]
    if more:
        counted = "; ".join(f"{label} ({len(own)})" for label, own in more)
        lines.append(f"{say('dossier.further', language):<{LABEL}}{counted}"[:WIDTH])
    return lines


def _group(label: str, own: Sequence[Told], share: int, language: str) -> Iterator[str]:
    """Yield the paragraph of one kind, on so many lines."""
    width = WIDTH - LABEL
    for limit in range(_LONGEST + 12, 0, -4):
        found = _paragraph(own, language, limit)
        if len(found) <= share or limit <= _TELLING:
            break
    shown = len(own)
    while len(found) > share and shown > 1:
        shown -= 1
        limit = max(_TELLING, share * width // shown - 8)
        for placed in (True, False):
            found = _paragraph(own[:shown], language, limit, own[shown:], placed=placed)
            if len(found) <= share:
                break
    for number, line in enumerate(found[:share]):
        yield f"{'' if number else label:<{LABEL}}{line}"


def _paragraph(
    own: Sequence[Told], language: str, limit: int = _LONGEST + 12, left: Sequence[Told] = (), *, placed: bool = True
) -> list[str]:
    """Return quotes in a paragraph, with how many are left out and where they stand."""
    parts = [one.inside(limit) for one in own]
    if left:
        more = say("dossier.count.more", language, count=len(left))
        places = each_once(one.row.place for one in left) if placed else ""
        parts.append(f"{more}: {places}" if places else more)
    text = wrapped("; ".join(parts), width=WIDTH - LABEL)
    return text.replace(_TIED, " ").splitlines()


def full(found: Iterable[Told], language: str) -> int:
    """Return on how many lines quotes are told in full, a paragraph for each kind."""
    return sum(len(_paragraph(list(own), language)) for _, own in groupby(found, key=lambda one: one.label))


def shares(sizes: Sequence[int], room: int) -> list[int]:
    """Return how many lines each group gets of `room`: one each, and then always one more to whom most is lacking.

    More than `_FAIR` lines a group gets only where no other lacks any of its own first ones.
    """
    given = [1] * len(sizes)

    def lacking(place: int) -> tuple[int, int, int]:
        return min(sizes[place], _FAIR) - given[place], sizes[place] - given[place], -place

    for _ in range(room - len(sizes) if sizes else 0):
        place = max(range(len(sizes)), key=lacking)
        given[place] += given[place] < sizes[place]
    return given
