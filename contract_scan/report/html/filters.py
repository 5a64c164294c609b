"""What the cards and questions of a page can be narrowed down to."""

from __future__ import annotations

from contract_scan.messages import find, say
from contract_scan.scan import Scan

#: A filter's name, and its options: value and title.
Filter = tuple[str, list[tuple[str, str]]]


def filters(scan: Scan, language: str) -> list[Filter]:
    """Return the filters of a page in the order in which they are shown. The script knows the values."""
    chapters = [(c.id, f"{c.id}. {c.title[language]}") for c in scan.questions.chapters]
    choices = ("relevant", "ask", "negotiated_away", "not_relevant")
    earlier = scan.decisions is not None and scan.decisions.sha256 != scan.document.source.sha256
    fresh = ("undecided", "new") if earlier else ("undecided",)
    return [
        ("chapter", chapters),
        ("kind", kinds(scan, language)),
        ("change", _titled("html.filter.changes", ("any", "inserted", "deleted", "changed", "none"), language)),
        ("bearing", _titled("report.bearing", ("raises", "eases"), language)),
        ("state", _titled("html.filter.states", ("evidence", "nothing_found", "not_looked"), language)),
        ("certainty", _titled("html.filter.certainties", ("sure", "possible"), language)),
        (
            "decision",
            _titled("html.filter.decisions", fresh, language) + _titled("decisions.choice", choices, language),
        ),
    ]


def kinds(scan: Scan, language: str) -> list[tuple[str, str]]:
    """Return the kinds of finding there are with their names, in the order of the names."""
    found = {finding.kind for finding in scan.findings}
    names = {kind: find(f"html.kind.{kind}", language) or kind.replace("_", " ") for kind in found}
    return sorted(names.items(), key=lambda pair: pair[1].casefold())


def _titled(section: str, values: tuple[str, ...], language: str) -> list[tuple[str, str]]:
    return [(value, say(f"{section}.{value}", language)) for value in values]
