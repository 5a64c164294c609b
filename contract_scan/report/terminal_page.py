"""The first page for a terminal: at most 45 lines of 80 columns, whatever the document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, product

import click

from contract_scan.dossier import Dossier
from contract_scan.messages import say
from contract_scan.nouns import dataclass
from contract_scan.report import first_page, nearest
from contract_scan.report.first_page import Row
from contract_scan.report.layout import WIDTH, visible, wrapped
from contract_scan.report.phrases import description, each_once

#: With an empty line and the line on how to see the rest, 45.
LINES = 43
_LABEL = 14
_PLACE = 9
#: How many columns are left for the words of what weighs, and how many lines they have at most.
_TEXT = WIDTH - _LABEL - _PLACE - 7
_TWO = 2
#: How few lines what weighs may have, where the rest of the page is long.
_LEAST = 6
#: So many terms with whole sentences say more than twice as many of which only a few words are left.
_WHOLE = 4
#: For so many terms that are sure the facts above them are shortened first.
_SURE = 15
#: From how many free lines on they are shared, and how many sentences that come nearest then have a line of their own.
_BOTH, _NEAR = 12, 3
#: How many reasons why nothing was read are named.
_NAMED = 4


@dataclass(frozen=True, slots=True)
class Fit:
    """How many rows a label may have before the rest is only counted, and how many lines a fact or another row.

    With `short` the persons who can help stand in one paragraph, with the numbers of their questions.
    """

    rows: int
    fact: int
    height: int
    short: bool = False


#: Tried in this order until a page fits.
_FITS = (
    Fit(4, 2, 2),
    Fit(4, 2, 1),
    Fit(4, 2, 1, short=True),
    Fit(4, 1, 1, short=True),
    Fit(2, 1, 1, short=True),
    Fit(1, 1, 1, short=True),
)


def lines(dossier: Dossier, language: str) -> list[str]:
    """Return the first page: the loosest with a line for every group of what weighs, or else the loosest that fits."""
    if first_page.nothing_read(dossier):
        return list(_nothing(dossier, language))
    groups = len({one.group for one in dossier.weighty})
    wanted = _TWO * min(len(dossier.perhaps_weighty), _WHOLE) + _TWO * bool(dossier.perhaps_weighty)
    found: list[str] = []
    roomy: tuple[list[str], list[str]] | None = None
    for fit in _FITS:
        head, tail = list(_head(dossier, language, fit)), list(_tail(dossier, language, fit))
        room = max(LINES - len(head) - len(tail) - 2, _LEAST)
        kept = min(_LEAST, len(dossier.perhaps_weighty) + 2) if dossier.perhaps_weighty else 0
        sure = [*head, *_weighing(dossier, language, max(min(len(dossier.weighty), room), room - kept))]
        left = LINES - len(sure) - len(tail)
        if left >= 0 and groups <= room and (roomy is None or fit.rows > 2):
            roomy = (sure, tail)
            if left >= wanted and room >= min(len(dossier.weighty), _SURE):
                break
        if not found or len(found) > LINES:
            found = [*sure, *tail]
    return _with_rest(dossier, language, *roomy) if roomy else found


def _with_rest(dossier: Dossier, language: str, sure: list[str], tail: list[str]) -> list[str]:
    """Return a page with what is only possible, and what comes nearest, on the lines that are left."""
    left = LINES - len(sure) - len(tail)
    may = _perhaps(dossier, language, left - _kept(dossier, left))
    return [*sure, *may, *_nearest(dossier, language, left - len(may)), *tail]


def _nothing(dossier: Dossier, language: str) -> Iterator[str]:
    """Yield what is left of the page of a document of which nothing was read: that, and why."""
    yield click.style(visible(first_page.name_of(dossier)), bold=True)
    yield click.style(say("dossier.title_unread", language), bold=True)
    unread = list(first_page.not_read(dossier, language))
    for sentence in (*unread[:_NAMED], say("dossier.nothing_looked", language)):
        yield wrapped(sentence, indent="  ")


def _head(dossier: Dossier, language: str, fit: Fit) -> Iterator[str]:
    yield click.style(visible(first_page.name_of(dossier)), bold=True)
    yield cut(description(dossier.scan.document, language))
    yield "─" * WIDTH
    for label, rows in groupby(first_page.facts(dossier, language), key=lambda row: row.label):
        yield from _labelled(label, [_row(row) for row in rows], language, fit)


def _row(row: Row) -> str:
    place = row.place if row.place.startswith("(") else f"({row.place})"
    return f"{row.text} {place}" if row.place else row.text


def _labelled(label: str, texts: Sequence[str], language: str, fit: Fit) -> Iterator[str]:
    """Yield texts in a column beside their label; those that do not fit are counted."""
    for number, text in enumerate(texts[: fit.rows]):
        yield from _hanging(label if not number else "", text, fit.fact)
    if len(texts) > fit.rows:
        yield from _hanging("", say("dossier.count.more", language, count=len(texts) - fit.rows), 1)


def _hanging(label: str, text: str, most: int) -> list[str]:
    """Return a text beside its label on at most `most` lines; that it was cut is visible."""
    found = wrapped(text, width=WIDTH - _LABEL).splitlines() or [""]
    if len(found) > most:
        found[most - 1 :] = [cut(f"{found[most - 1]} …", WIDTH - _LABEL)]
    return [f"{name:<{_LABEL}}{line}" for name, line in zip([label, *[""] * len(found)], found, strict=False)]


def _weighing(dossier: Dossier, language: str, room: int) -> Iterator[str]:
    yield ""
    if not dossier.weighty:
        yield from wrapped(first_page.nothing_weighty(dossier, language)).splitlines()
        return
    count = say("dossier.count.weighty", language, count=len(dossier.weighty))
    yield click.style(f"{say('dossier.title_weighty', language)}: {count}", bold=True)
    groups = [(label, list(own)) for label, own in groupby(_rows(dossier, language), key=lambda row: row[0].label)]
    more = groups[room - 1 :] if len(groups) > room else []
    groups = groups[: len(groups) - len(more)]
    room -= bool(more)
    given = shares([len(own) for _, own in groups], room)
    second = room - sum(given)
    for (label, own), share in zip(groups, given, strict=True):
        found = list(_group(_narrow(label, own), own, share, second, language))
        second -= len(found) - share
        yield from found
    if more:
        yield from _hanging(
            say("dossier.further", language), "; ".join(f"{_narrow(label, own)} ({len(own)})" for label, own in more), 1
        )


def _narrow(label: str, rows: Sequence[tuple[Row, Row]]) -> str:
    return rows[0][0].short or label


def _rows(dossier: Dossier, language: str) -> list[tuple[Row, Row]]:
    """Return what weighs, each as one line and as two."""
    narrow = first_page.weighing(dossier, language, _TEXT)
    return list(zip(narrow, first_page.weighing(dossier, language, 2 * _TEXT - 6), strict=True))


def _group(label: str, rows: Sequence[tuple[Row, Row]], share: int, second: int, language: str) -> Iterator[str]:
    """Yield a group's rows, the first `second` of them on two lines where they need two.

    What does not fit is counted, its places named where there is a line.
    """
    shown = len(rows) if len(rows) <= share else max(share - 1, 1)
    left = len(rows) - shown
    name = f"{label} +{left}"[: _LABEL - 1] if left and share == 1 else label
    for number, (row, wide) in enumerate(rows[:shown]):
        head = _numbered(name if not number else "", row)
        lines_ = wrapped(wide.text, width=WIDTH - len(head)).splitlines() if second > 0 else []
        if len(lines_) == _TWO:
            second -= 1
            yield from (head + lines_[0], " " * len(head) + lines_[1])
        else:
            yield cut(head + row.text)
    if left and share > 1:
        more = say("dossier.count.more", language, count=left)
        places = each_once(row.place for row, _ in rows[shown:])
        yield cut(f"{'':<{_LABEL}}{more}{': ' if places else ''}{places}")


def _numbered(label: str, row: Row) -> str:
    """Return what stands before the words of a row: its label, its place and the number of its quote."""
    place = row.place if len(row.place) <= _PLACE else row.place[: _PLACE - 1] + "…"
    return f"{label:<{_LABEL}}{place:<{_PLACE}} {f'({row.number})':<5} "


def shares(sizes: Sequence[int], room: int) -> list[int]:
    """Return how many lines each group gets of `room`: one each, and then one more in turn, the first groups first."""
    given = [1] * len(sizes)
    left = room - len(sizes)
    while left > 0 and any(have < size for have, size in zip(given, sizes, strict=True)):
        for place, size in enumerate(sizes):
            if given[place] < size and left > 0:
                given[place] += 1
                left -= 1
    return given


def _perhaps(dossier: Dossier, language: str, room: int) -> list[str]:
    """Return what may weigh but is only possible, on as many lines as are left: it crowds nothing sure off the page."""
    title = ["", click.style(say("dossier.title_perhaps", language), bold=True)]
    for height, rows in product((_TWO, 1), range(first_page.FEW, 0, -1)):
        if height == _TWO and rows < _WHOLE:
            continue
        found = list(_perhaps_rows(dossier, language, rows, height))
        if found and len(title) + len(found) <= room:
            return [*title, *found]
    return []


def _perhaps_rows(dossier: Dossier, language: str, most: int, height: int) -> Iterator[str]:
    """Yield the first terms that are only possible, each on so many lines."""
    rows = first_page.perhaps_weighing(dossier, language, height * _TEXT - 6 * (height - 1), most)
    for label, own in groupby(rows, key=lambda row: row.label):
        for number, row in enumerate(own):
            head = _numbered("" if number else row.short or label, row)
            found = wrapped(row.text, width=WIDTH - len(head)).splitlines()[:height]
            yield from (f"{start}{line}" for start, line in zip([head, " " * len(head)], found, strict=False))


def _kept(dossier: Dossier, room: int) -> int:
    """Return how many lines what is only possible leaves to what comes nearest, where there are enough for both."""
    near = len(list(nearest.by_sentence(dossier)))
    return min(near, _NEAR) + 2 if near and room >= _BOTH else 0


def _nearest(dossier: Dossier, language: str, room: int) -> list[str]:
    """Yield what comes nearest to questions without evidence, a line each, on the lines that are still left."""
    rows = list(first_page.nearest_rows(dossier, language))
    shown = rows[: max(room - 2, 0)]
    if not shown:
        return []
    title = ["", click.style(say("dossier.title_nearest", language), bold=True)]
    return [*title, *(cut(f"{_placed(row)} {row.text}") for row in shown)]


def _placed(row: Row) -> str:
    return f"{row.label:<{_LABEL}}{row.place[:_PLACE]:<{_PLACE}}"


def _tail(dossier: Dossier, language: str, fit: Fit) -> Iterator[str]:
    for note in first_page.notes(dossier, language):
        yield cut(note)
    yield from _section("dossier.title_safeguards", first_page.safeguards(dossier, language), language, fit.height)
    yield ""
    yield click.style(say("dossier.title_unread", language), bold=True)
    yield from _unread(dossier, language, fit)
    if fit.short:
        yield from _steps_in_short(dossier, language)
    else:
        yield from _section("dossier.title_steps", first_page.steps(dossier, language), language, 1)


def _steps_in_short(dossier: Dossier, language: str) -> Iterator[str]:
    """Yield whom to ask in one paragraph: persons with the numbers of their questions, then what the reader can do."""
    rows, you = list(first_page.steps(dossier, language)), say("dossier.step_of.you", language)
    persons = (f"{row.label} {row.text.partition(':')[0]}" for row in rows if row.label != you)
    own = (f"{row.label}: {row.text}" for row in rows if row.label == you)
    told = "; ".join((*persons, *own))
    if told:
        yield ""
        yield click.style(say("dossier.title_steps", language), bold=True)
        yield from _indented(told, 3)


def _section(key: str, rows: Iterable[Row], language: str, most: int) -> Iterator[str]:
    found = list(rows)
    if found:
        yield ""
        yield click.style(say(key, language), bold=True)
    for row in found:
        yield from _hanging(row.label, row.text, most)


def _unread(dossier: Dossier, language: str, fit: Fit) -> Iterator[str]:
    """Yield what was not read, each on a few lines, then the questions not looked at, each on one."""
    unread = list(first_page.not_read(dossier, language))
    if not unread:
        yield "  " + say("dossier.read_whole", language)
    for sentence in unread[: fit.rows]:
        yield from _indented(sentence, 2 * fit.height)
    if len(unread) > fit.rows:
        yield "  " + say("dossier.count.more", language, count=len(unread) - fit.rows)
    unlooked = list(first_page.unlooked(dossier, language))
    for sentence in unlooked[: fit.rows]:
        yield from _indented(sentence, 1)
    if len(unlooked) > fit.rows:
        yield "  " + say("dossier.count.more", language, count=len(unlooked) - fit.rows)


def _indented(text: str, most: int) -> list[str]:
    found = wrapped(text, indent="  ").splitlines()
    return found if len(found) <= most else [*found[: most - 1], cut(f"{found[most - 1]} …")]


def table(dossiers: Sequence[Dossier], language: str) -> Iterator[str]:
    """Yield a table of several documents: what each has of what matters first; nothing for one document."""
    if len(dossiers) < 2:
        return
    titles = [say(f"dossier.column_{column}", language) for column in first_page.COLUMNS]
    widths = [max(len(title), 3) for title in titles]
    name = WIDTH - sum(widths) - 2 * len(widths)
    yield click.style(say("dossier.all_documents", language), bold=True)
    first = say("dossier.column_document", language)
    yield f"{first:<{name}}" + "".join(f"  {title:>{width}}" for title, width in zip(titles, widths, strict=True))
    for dossier in dossiers:
        cells = zip(first_page.counts(dossier), widths, strict=True)
        yield f"{cut(first_page.name_of(dossier), name):<{name}}" + "".join(f"  {count:>{w}}" for count, w in cells)
    yield ""


def cut(text: str, width: int = WIDTH) -> str:
    """Return a line cut at a word where it is too long; that it was cut is visible."""
    line = visible(text).rstrip()
    if len(line) <= width:
        return line
    return (line[: width - 1].rpartition(" ")[0].rstrip() or line[: width - 1]) + "…"
