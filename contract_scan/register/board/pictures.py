"""The four pictures of the overview: the time line, field by country, shares per group, coverage per unit."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import svg

from contract_scan.messages import say
from contract_scan.register.board.drawing import GREY, INK, PALE, WIDTH, box, cut, mark, picture, rule, words
from contract_scan.register.board.overview import Bar, Overview
from contract_scan.register.views.time import horizon

_LABEL = 300
_ROW = 24
#: How far the time line looks back and ahead, in months.
_BACK, _AHEAD = 24, 60


def timeline(made: Overview) -> str:
    """Return running agreements from start to end with their last day of notice; hatched: renewed in silence."""
    first, last = horizon(made.day, -_BACK), horizon(made.day, _AHEAD)
    height = 40 + _ROW * max(len(made.bars), 1) + 44
    elements: list[svg.Element] = list(_years(first, last, height - 44))
    for number, bar in enumerate(made.bars):
        elements += _bar(bar, 36 + number * _ROW, first, last, made.language)
    today = _across(made.day, first, last)
    elements.append(rule(today, 22, height - 44, dashed=True, fill=INK))
    elements += _legend(height - 22, made.language)
    return picture("time", height, say("register.board.timeline", made.language), elements)


def _across(day: str, first: str, last: str) -> float:
    """Return where a day stands from left to right; days outside stand at the edge."""
    begin, end, here = (
        datetime.date.fromisoformat(one).toordinal() for one in (first, last, min(max(day, first), last))
    )
    return _LABEL + (here - begin) / (end - begin) * (WIDTH - _LABEL - 10)


def _years(first: str, last: str, bottom: float) -> Iterator[svg.Element]:
    for year in range(int(first[:4]) + 1, int(last[:4]) + 1):
        at = _across(f"{year}-01-01", first, last)
        yield rule(at, 22, bottom)
        yield words(at + 3, 18, str(year), fill=GREY)


def _bar(bar: Bar, top: float, first: str, last: str, language: str) -> Iterator[svg.Element]:
    start, end = _across(bar.start, first, last), _across(bar.end or last, first, last)
    tip = f"{bar.title}: {bar.start} – {bar.until(language)}"
    yield words(_LABEL - 8, top + 12, cut(bar.title, 44), "end")
    if bar.unknown:
        yield box(start, top, end - start, 14, "#ffffff", tip, dashed=True)
    else:
        yield box(start, top, end - start, 14, "url(#hatch-time)" if bar.tacit else PALE, tip)
    if bar.notice and first <= bar.notice <= last:
        yield mark(
            _across(bar.notice, first, last), top + 7, f"{say('register.columns.notice_date', language)}: {bar.notice}"
        )


def _legend(y: float, language: str) -> Iterator[svg.Element]:
    x = float(_LABEL)
    fills = {"legend_runs": PALE, "legend_tacit": "url(#hatch-time)", "end_not_known": "#ffffff"}
    for key, fill in fills.items():
        yield box(x, y - 11, 22, 12, fill, dashed=key == "end_not_known")
        text = say(f"register.board.{key}", language)
        yield words(x + 28, y, text)
        x += 44 + len(text) * 6.6
    yield mark(x + 6, y - 5, "")
    yield words(x + 18, y, say("register.board.legend_notice", language))


def heat(made: Overview) -> str:
    """Return the number of agreements by field and country: the number stands in the cell, the shade only helps."""
    counts: dict[tuple[str, str], int] = {(field, country): number for field, country, number in made.fields}
    fields = _largest(made.fields, 0, 12)
    countries = _largest(made.fields, 1, 9)
    wide, height = (WIDTH - 220) / max(len(countries), 1), 44 + 30 * max(len(fields), 1)
    wide = min(wide, 110)
    most = max(counts.values(), default=1)
    elements: list[svg.Element] = []
    for column, country in enumerate(countries):
        elements.append(words(220 + wide * (column + 0.5), 30, cut(country, int(wide / 6.5)), "middle"))
    for row, field in enumerate(fields):
        top = 40 + row * 30
        elements.append(words(212, top + 19, cut(field, 32), "end"))
        for column, country in enumerate(countries):
            number = counts.get((field, country), 0)
            elements += _cell(220 + wide * column, top, wide, number, most, f"{field}, {country}: {number}")
    return picture("field", height, say("register.views.field_country.title", made.language), elements)


def _cell(x: float, y: float, wide: float, number: int, most: int, tip: str) -> Iterator[svg.Element]:
    shade = 255 - round(100 * number / most)
    yield box(x + 1, y, wide - 2, 28, f"rgb({shade},{shade},{shade})" if number else "#ffffff", tip, "#999999")
    if number:
        yield words(x + wide / 2, y + 19, str(number), "middle", 13, bold=True)


def _largest(rows: tuple[tuple[str, str, int], ...], key: int, most: int) -> list[str]:
    """Return the fields, or the countries, with most agreements."""
    sums: dict[str, int] = {}
    for row in rows:
        sums[str(row[key])] = sums.get(str(row[key]), 0) + row[2]
    return sorted(sums, key=lambda name: (-sums[name], name))[:most]


def shares(made: Overview) -> str:
    """Return the shares of payers in groups' external money as bars, each with its figure."""
    height = 20 + _ROW * max(len(made.shares), 1)
    elements: list[svg.Element] = []
    for number, (team, payer, currency, share) in enumerate(made.shares):
        top = 8 + number * _ROW
        elements.append(words(392, top + 13, cut(f"{team}: {payer} ({currency})", 62), "end"))
        elements.append(box(400, top, 480 * share, 16, PALE, f"{team}, {payer}: {share:.0%}"))
        elements.append(words(408 + 480 * share, top + 13, f"{share * 100:.0f} %", bold=True))
    return picture("share", height, say("register.views.payer_share.title", made.language), elements)


def units(made: Overview) -> str:
    """Return what each unit has entered beside what it says there is in all; units that never spoke are hatched."""
    rows = made.rests_on.units
    most = max((max(unit.agreements, unit.about) for unit in rows), default=1) or 1
    height = 20 + _ROW * max(len(rows), 1)
    elements: list[svg.Element] = []
    late = {unit.unit for unit in made.rests_on.unconfirmed}
    for number, unit in enumerate(rows):
        top = 8 + number * _ROW
        elements.append(words(_LABEL - 8, top + 13, cut(unit.name, 44), "end"))
        if unit.about:
            elements.append(box(_LABEL, top, 360 * unit.about / most, 16, "#ffffff", str(unit.about), GREY))
        fill = "url(#hatch-unit)" if unit.unit in late else PALE
        elements.append(box(_LABEL, top, 360 * unit.agreements / most, 16, fill, str(unit.agreements)))
        elements.append(words(_LABEL + 370, top + 13, _said(unit.agreements, unit.about, unit.until, made.language)))
    return picture("unit", height, say("register.board.units", made.language), elements)


def _said(agreements: int, about: int, until: str, language: str) -> str:
    known = say("register.board.of", language, number=agreements, about=about) if about else str(agreements)
    when = (
        say("register.board.confirmed", language, day=until)
        if until
        else say("register.board.never_confirmed", language)
    )
    return f"{known} · {when}"
