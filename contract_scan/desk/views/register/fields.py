"""The fields of an agreement in a form: what stands there in words, and what was typed read back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from contract_scan.messages import LANGUAGES, find, say
from contract_scan.register.edit import CHOICES, DATES, FLAGS, NUMBERS, PERIODS, with_changes
from contract_scan.register.model import Agreement
from contract_scan.report.values import period

#: What a person may fill in, and what is folded away under "more fields": together all that may be set by name.
FIRST = (
    *("title", "group", "kind", "signed", "start", "end", "end_unknown", "ended", "notice", "notice_date"),
    *("renewal", "renewal_period", "multi_year", "sensitive", "fields"),
)
MORE = (
    *("institutional", "data_access", "exclusive", "scholars", "scholar_months", "guests"),
    *("renews", "umbrella", "reference"),
)
FIELDS = (*FIRST, *MORE)


def fields_for(one: Agreement, language: str, typed: Mapping[str, str] | None = None) -> list[dict[str, Any]]:
    """Return the fields of a form on an agreement: name, label, value, and what there is to choose from.

    `typed` is what a person filled in and was refused: it stands in the form as it was typed.
    """
    return [_field(one, name, language, typed or {}) for name in FIELDS]


def _field(one: Agreement, name: str, language: str, typed: Mapping[str, str]) -> dict[str, Any]:
    options = [(value, say(f"register.values.{name}.{value}", language)) for value in CHOICES.get(name, ())]
    if name in FLAGS:
        options = [(value, say(f"register.replies.{value}", language)) for value in ("yes", "no")]
    kind = "date" if name in DATES else "number" if name in NUMBERS else "choice" if options else "text"
    label = say(f"register.fields.{name}", language)
    return {
        "name": name,
        "label": label[:1].upper() + label[1:],
        "value": typed.get(name, _shown(one, name, language)),
        "options": options,
        "kind": kind,
        "more": name in MORE,
    }


def _shown(one: Agreement, name: str, language: str) -> str:
    """Return what a field says, in the words that a form shows."""
    value = getattr(one, name)
    if isinstance(value, tuple):
        return "; ".join(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if not value:
        return ""
    if name in PERIODS:
        return period(str(value), language)
    return (find(f"register.values.end_unknown.{value}", language) if name == "end_unknown" else "") or str(value)


def filled_in(before: Agreement, form: Mapping[str, str]) -> Agreement:
    """Return an agreement with what a form holds. Raises `RegisterError` for what cannot be.

    What stands in the form as it was shown is not read again: a period in words is the period that it was.
    """
    changed = {name: form[name] for name in FIELDS if name in form and not _untouched(before, name, form[name])}
    return with_changes(before, [f"{name}={text}" for name, text in changed.items()])


def _untouched(before: Agreement, name: str, text: str) -> bool:
    return any(text == _shown(before, name, language) for language in LANGUAGES)
