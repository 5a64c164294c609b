"""The first page as plain values: what a program needs to show what matters first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from contract_scan.dossier import Dossier
from contract_scan.dossier.evidence import Evidence
from contract_scan.dossier.model import Weighty
from contract_scan.report import first_page


def summary(dossier: Dossier, language: str) -> dict[str, Any]:
    """Return the facts, and the numbers of quotes that match a list, weigh, ease, or are only possible.

    ``text`` are the sentences of the first page in a language, in the order of the page.
    """
    facts, held = dossier.facts, dossier.safeguards
    return {
        "sort": facts.sort or None,
        "form": facts.form,
        "title": facts.title or None,
        "work": facts.work.quote if facts.work else None,
        "parties": [{"name": p.name, "countries": list(p.countries), "ours": p.ours} for p in facts.parties],
        "countries": list(facts.countries),
        "payments": [
            {
                "payer": p.payer,
                "payee": p.payee or None,
                "amount": p.amount or p.written or None,
                "currency": p.currency or None,
                "share": p.share or None,
                "gifts": list(p.gifts),
                "number": dossier.number(p.finding),
            }
            for p in facts.payments
        ],
        "lasts": {term.what: term.value for term in facts.lasts},
        "unfilled": sorted(facts.unfilled),
        "matches": _numbers(dossier.matches),
        "weighty": _by_group(dossier.weighty),
        "perhaps_weighty": _by_group(dossier.perhaps_weighty),
        "safeguards": {
            "found": _numbers(held.found),
            "deleted": _numbers(held.deleted),
            "perhaps": {
                str(finding.attributes.get("safeguard") or finding.rule): _numbers(items)
                for finding, items in held.perhaps
            },
            "missing": [str(finding.attributes.get("safeguard") or finding.rule) for finding in held.missing],
        },
        "possible": _numbers(dossier.possible),
        "steps": [{"to": step.to, "questions": list(step.questions)} for step in dossier.steps],
        "text": _text(dossier, language),
    }


def _by_group(items: Iterable[Weighty]) -> list[dict[str, Any]]:
    return [{"group": one.group, "number": one.item.number} for one in items]


def _numbers(items: Iterable[Evidence]) -> list[int]:
    return [item.number for item in items]


def _text(dossier: Dossier, language: str) -> dict[str, list[str]]:
    text = {
        key: [": ".join(p for p in (r.label, r.place, r.text) if p) for r in rows]
        for key, rows in first_page.sections(dossier, language).items()
    }
    return {
        **text,
        "unread": list(first_page.unread(dossier, language)),
        "about": [first_page.about(dossier, language)],
    }
