"""The first page for a terminal: at most 45 lines of 80 columns, whatever the document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import click

from contract_scan.dossier import Dossier
from contract_scan.messages import say
from contract_scan.nouns import dataclass
from contract_scan.report import first_page, nearest
from contract_scan.report.first_page import Row
from contract_scan.report.layout import WIDTH, visible, wrapped
from contract_scan.report.phrases import description
from contract_scan.report.terminal_weight import LABEL, Told, full, laid_out, rows, told, told_perhaps

#: With an empty line and the line on how to see the rest, 45.
LINES = 43
#: How wide the column of places is where a sentence comes nearest.
_PLACE = 9
_TWO = 2
#: How few lines what weighs may have, where the rest of the page is long.
_LEAST = 6
#: How many lines are kept for what is only possible, its title with it, where what is sure needs more than one a kind.
_KEPT = 6
#: And where what is sure does not fit in full.
_TIGHT = 4
#: With so many lines for what weighs, so many of them beside one for each kind, the facts above are not shortened.
_SURE, _SPARE = 12, 8
#: From how many free lines on they are shared, and how many sentences that come nearest then have a line of their own.
_BOTH, _NEAR = 12, 3
#: How many reasons why nothing was read are named.
_NAMED = 4
#: How many lines whom to ask has at most, where the page is short of lines.
_STEPS = 3


@dataclass(frozen=True, slots=True)
class Fit:
    """How many rows a label may have before the rest is only counted, and how many lines a fact or another row.

    With `short` what stands below what weighs has no titles, and the persons who can help stand in one paragraph.
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
    """Return the first page: the loosest with room for the sentences that weigh, or else the loosest that fits."""
    if first_page.nothing_read(dossier):
        return list(_nothing(dossier, language))
    sure, may = told(dossier, language), told_perhaps(dossier, language)
    wanted = len(rows(sure)) + bool(may) * min(full(may, language) + 1, _KEPT)
    chosen = _chosen(dossier, language, wanted, len({one.label for one in sure}))
    return _page(dossier, language, *chosen, (sure, may))


def _chosen(dossier: Dossier, language: str, wanted: int, kinds: int) -> tuple[list[str], list[str]]:
    """Return what stands above and below what weighs: the loosest that leaves `wanted` lines.

    The facts are shortened only where what weighs would have few lines, or not one for each of its kinds.
    """
    for fit in _FITS:
        head, tail = list(_head(dossier, language, fit)), list(_tail(dossier, language, fit))
        room = LINES - len(head) - len(tail) - 2
        if room >= wanted or (fit.short and room >= max(kinds + _SPARE, _SURE)):
            return head, tail
    return head, tail


def _page(
    dossier: Dossier, language: str, head: list[str], tail: list[str], found: tuple[list[Told], list[Told]]
) -> list[str]:
    """Return a page with what weighs, what is only possible, and what comes nearest, on the lines that are left."""
    sure, may = found
    room = max(LINES - len(head) - len(tail) - 2, _LEAST)
    tight = full(sure, language) > room - _KEPT
    kept = min(_TIGHT if tight else _KEPT, full(may, language) + 1) if may else 0
    least = min(len({one.label for one in sure}), room)
    kept = next((lines for lines in range(kept, 0, -1) if not _crowds(sure, language, room, lines)), 0)
    weighs = [*head, *_weighing(dossier, sure, language, max(least, room - kept))]
    left = LINES - len(weighs) - len(tail)
    perhaps = _perhaps(may, language, left - _kept(dossier, left))
    return [*weighs, *perhaps, *_nearest(dossier, language, left - len(perhaps)), *tail]


def _crowds(sure: Sequence[Told], language: str, room: int, kept: int) -> bool:
    """Say whether so many lines for what is only possible leave fewer sentences named that weigh for sure."""

    def named(lines: int) -> int:
        return sum(line.count("“") for line in laid_out(sure, language, lines))

    return named(room - kept) < named(room)


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
    limit = fit.fact * (WIDTH - LABEL - 1)
    for label, own in groupby(first_page.facts(dossier, language, limit), key=lambda row: row.label):
        subject = label == say("dossier.subject", language) and fit.rows > _TWO
        yield from _labelled(label, map(_row, own), language, Fit(fit.rows, _TWO, 1) if subject else fit)


def _row(row: Row) -> str:
    place = row.place if row.place.startswith("(") else f"({row.place})"
    return f"{row.text} {place}" if row.place else row.text


def _labelled(label: str, given: Iterable[str], language: str, fit: Fit) -> Iterator[str]:
    """Yield texts in a column beside their label; those that do not fit are counted."""
    texts = list(given)
    for number, text in enumerate(texts[: fit.rows]):
        yield from _hanging(label if not number else "", text, fit.fact)
    if len(texts) > fit.rows:
        yield from _hanging("", say("dossier.count.more", language, count=len(texts) - fit.rows), 1)


def _hanging(label: str, text: str, most: int) -> list[str]:
    """Return a text beside its label on at most `most` lines; that it was cut is visible."""
    found = wrapped(text, width=WIDTH - LABEL).splitlines() or [""]
    if len(found) > most:
        found[most - 1 :] = [cut(f"{found[most - 1]} …", WIDTH - LABEL)]
    return [f"{name:<{LABEL}}{line}" for name, line in zip([label, *[""] * len(found)], found, strict=False)]


def _weighing(dossier: Dossier, sure: Sequence[Told], language: str, room: int) -> Iterator[str]:
    yield ""
    if not dossier.weighty:
        yield from wrapped(first_page.nothing_weighty(dossier, language)).splitlines()
        return
    count = say("dossier.count.weighty", language, count=len(dossier.weighty))
    yield click.style(f"{say('dossier.title_weighty', language)}: {count}", bold=True)
    yield from map(cut, laid_out(sure, language, room))


def _perhaps(may: Sequence[Told], language: str, room: int) -> list[str]:
    """Return what may weigh but is only possible, on as many lines as are left: it crowds nothing sure off the page."""
    title = click.style(say("dossier.title_perhaps", language), bold=True)
    if not may or room < _TWO:
        return []
    apart = [""] if room > len(rows(may)) + 1 else []
    return [*apart, title, *map(cut, laid_out(may, language, room - len(apart) - 1))]


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
    return f"{row.label:<{LABEL}}{row.place[:_PLACE]:<{_PLACE}} "


def _tail(dossier: Dossier, language: str, fit: Fit) -> Iterator[str]:
    for note in first_page.notes(dossier, language):
        yield cut(note)
    held = list(first_page.safeguards(dossier, language))
    if fit.short:
        told_ = [f"{row.label}: {row.text}" for row in held]
        yield ""
        yield from _labelled(say("dossier.title_safeguards", language), told_, language, Fit(4, fit.height, 1))
        yield from _beside("unread", _unread_in_short(dossier, language, fit), language)
        yield from _beside("steps", _steps_in_short(dossier, language), language)
        return
    yield from _section("dossier.title_safeguards", held, language, fit.height)
    yield ""
    yield click.style(say("dossier.title_unread", language), bold=True)
    yield from _unread(dossier, language, fit)
    yield from _section("dossier.title_steps", first_page.steps(dossier, language), language, 1)


def _beside(part: str, found: Iterable[str], language: str) -> Iterator[str]:
    """Yield lines beside the short name of a part of the page."""
    label = say(f"dossier.short_{part}", language)
    for number, line in enumerate(found):
        yield cut(f"{'' if number else label:<{LABEL}}{line}")


def _unread_in_short(dossier: Dossier, language: str, fit: Fit) -> list[str]:
    """Return what was not read or looked at in one paragraph, cut in no more than its last sentence; or line by line.

    The last sentence only names lists that no question needs.
    """
    unread = list(first_page.not_read(dossier, language)) or [say("dossier.read_whole", language)]
    said = [sentence.rstrip(".") + "." for sentence in (*unread, *first_page.unlooked(dossier, language))]
    width = WIDTH - LABEL
    found = wrapped(" ".join(said), width=width).splitlines()
    if len(wrapped(" ".join(said[:-1]), width=width).splitlines()) > _STEPS or len(said) == 1:
        return [line.strip() for line in _unread(dossier, language, fit)]
    return found if len(found) <= _STEPS else [*found[: _STEPS - 1], cut(f"{found[_STEPS - 1]} …", width)]


def _steps_in_short(dossier: Dossier, language: str) -> list[str]:
    """Return whom to ask in one paragraph: persons with the numbers of their questions, then what the reader can do."""
    asked, you = list(first_page.steps(dossier, language)), say("dossier.step_of.you", language)
    persons = (f"{row.label} {row.text.partition(':')[0]}" for row in asked if row.label != you)
    own = (f"{row.label}: {row.text}" for row in asked if row.label == you)
    found = wrapped("; ".join((*persons, *own)), width=WIDTH - LABEL).splitlines()
    return found if len(found) <= _STEPS else [*found[: _STEPS - 1], f"{found[_STEPS - 1]} …"]


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
