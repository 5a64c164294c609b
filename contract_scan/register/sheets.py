"""What a view found, as a sheet in a language: title, what it rests on, what it does not say, and its cells."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from contract_scan.facts.countries import country_name
from contract_scan.messages import find, say
from contract_scan.register.views import VIEWS, At, Found, rows
from contract_scan.register.views.base import ORGANISATION_KEYS, unit_names


@dataclass(frozen=True, slots=True)
class Sheet:
    """A view for people. `headers` and `cells` are texts; `keys` are, row by row, what leads to its agreements."""

    view: str
    title: str
    says: str
    says_not: str
    headers: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]
    keys: tuple[tuple[Any, ...], ...]
    more: str = ""


def sheets(
    connection: Connection, at: At, language: str, most: int | None = None, only: Sequence[str] = ()
) -> list[Sheet]:
    """Return the views at a day as sheets, all or some of them, at most so many rows each."""
    wanted = [VIEWS[name] for name in only] if only else list(VIEWS.values())
    units = unit_names(connection)
    return [sheet(rows(connection, spec, at, most), at, language, units) for spec in wanted]


def sheet(found: Found, at: At, language: str, units: Mapping[str, str]) -> Sheet:
    """Return what a view found as a sheet; `units` are the names of units by their short ones."""
    columns = [*found.keys, *(name for name in found.figures if name != "in_all")]
    shown = [at_ for at_, name in enumerate(columns) if name not in _hidden(found)]
    cells = [_cells(found, columns, (*row.key, *row.figures), language, units) for row in found.rows]
    more = say("register.views.more", language, number=found.left_off) if found.left_off else ""
    return Sheet(
        view=found.view,
        title=title_of(found.view, at, language),
        says=say(f"register.views.{found.view}.says", language, day=at.day, **_limits(at)),
        says_not=say(f"register.views.{found.view}.says_not", language),
        headers=tuple(say(f"register.columns.{columns[at_]}", language) for at_ in shown),
        cells=tuple(tuple(row[at_] for at_ in shown) for row in cells),
        keys=tuple(row.key for row in found.rows),
        more=more,
    )


def title_of(view: str, at: At, language: str) -> str:
    """Return the title of a view, with the limits under which it is asked."""
    return say(f"register.views.{view}.title", language, **_limits(at))


def _limits(at: At) -> dict[str, Any]:
    """Return the limits by name as they are told, with the year."""
    limits = {name: getattr(at.limits, name) for name in at.limits.__dataclass_fields__}
    share = f"{at.limits.share:.0%}".replace("%", " %")
    return {**limits, "share": share, "year": at.day[:4]}


def _hidden(found: Found) -> frozenset[str]:
    """Where each row is one agreement, its title says which."""
    return frozenset({"agreement", "in_all"}) if "title" in found.figures else frozenset()


def _cells(
    found: Found, columns: Sequence[str], values: Sequence[Any], language: str, units: Mapping[str, str]
) -> list[str]:
    return [_cell(found, name, value, language, units) for name, value in zip(columns, values, strict=True)]


def _cell(found: Found, name: str, value: Any, language: str, units: Mapping[str, str]) -> str:
    if value is None:
        return ""
    if name in ("unit", "team"):  # what has no group stands under its unit
        return units.get(value, str(value))
    if name in ORGANISATION_KEYS:
        return found.names.get(value, str(value))
    return _FORMS.get(name, _plain)(value, language)


def _plain(value: Any, language: str) -> str:
    return str(value)


def money(value: int, language: str) -> str:
    """Return hundredths as an amount without its currency, as a language groups thousands."""
    whole = f"{round(value / 100):,}"
    return whole.replace(",", ".") if language == "nl" else whole


def _sums(value: tuple[tuple[str, int], ...], language: str) -> str:
    return "; ".join(f"{currency} {money(hundredths, language)}" for currency, hundredths in value)


def _share(value: float, language: str) -> str:
    return f"{value * 100:.0f} %"


def _index(value: float, language: str) -> str:
    return f"{value:.2f}".replace(".", "," if language == "nl" else ".")


def _renewal(value: str, language: str) -> str:
    return find(f"register.renewal.{value or 'unknown'}", language) or value


def country(value: str, language: str) -> str:
    """Return the name of a country; that it is not known where there is none."""
    return country_name(value, language) if value else say("register.views.unknown", language)


_FORMS: dict[str, Callable[[Any, str], str]] = {
    "hundredths": money,
    "money": _sums,
    "share": _share,
    "herfindahl": _index,
    "renewal": _renewal,
    "country": country,
}
