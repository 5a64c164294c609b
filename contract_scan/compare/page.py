"""The comparison as one self-contained page."""

from __future__ import annotations

from typing import Any

from contract_scan.compare.pairs import counts
from contract_scan.compare.report import (
    SHOWN,
    Comparison,
    decisions_told,
    difference,
    entry_title,
    facts_told,
    headline,
    unread,
)
from contract_scan.messages import say
from contract_scan.report.html.templates import environment

#: The package in which the templates stand.
_TEMPLATES = "contract_scan.report.html"


def html(comparison: Comparison, language: str) -> str:
    """Return the comparison as one self-contained page."""
    from contract_scan.report.html.reporter import digest, resource

    style = resource("report.css")
    policy = f"default-src 'none'; style-src '{digest(style)}'; base-uri 'none'; form-action 'none'"
    template = environment(_TEMPLATES).get_template("compare.html.j2")
    return template.render(**_given(comparison, language), desk=False, style=style, policy=policy)


def body(comparison: Comparison, language: str) -> str:
    """Return the comparison as it stands within a page of the desk."""
    template = environment(_TEMPLATES).get_template("comparison.html.j2")
    return template.render(**_given(comparison, language), desk=True)


def _given(comparison: Comparison, language: str) -> dict[str, Any]:
    """Return what the templates need of a comparison."""

    def speak(key: str, **values: Any) -> str:
        return say(key, language, **values)

    return {
        "comparison": comparison,
        "changes": [(change, headline(change, language)) for change in comparison.text_changes],
        "groups": _groups(comparison, language),
        "same": counts(comparison.pairs)["same"],
        "unread": list(unread(comparison, language)),
        "differences": [(item, difference(item, language)) for item in comparison.disagreements],
        "language": language,
        "say": speak,
    }


def _groups(comparison: Comparison, language: str) -> list[tuple[str, list[dict[str, Any]]]]:
    rows = [(entry.pair.change, _row(comparison, entry, language)) for entry in comparison.entries]
    grouped = [(change, [row for kind, row in rows if kind == change]) for change in SHOWN]
    return [(change, own) for change, own in grouped if own]


def _row(comparison: Comparison, entry: Any, language: str) -> dict[str, Any]:
    return {
        "pair": entry.pair,
        "text_change": entry.text_change,
        "title": entry_title(comparison, entry, language),
        "told": [*facts_told(entry, language), *decisions_told(comparison, entry, language)],
    }
