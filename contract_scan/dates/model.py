"""The term: one thing a document says of its own time, with where it says so and how sure that is."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from contract_scan.document import Span
from contract_scan.nouns import dataclass

What = Literal[
    "signed",
    "start",
    "end",
    "end_unknown",
    "duration",
    "renewal",
    "renewal_period",
    "notice",
    "notice_any_time",
    "notice_date",
    "review",
    "deadline_report",
    "deadline_payment",
    "deadline_deliverable",
    "publication_review",
    "publication_delay",
    "renews",
    "kind",
    "multi_year",
]
Certainty = Literal["sure", "possible"]


@dataclass(frozen=True, slots=True)
class Term:
    """One term. `value` is an ISO 8601 date or duration, or a word ("tacit", "event", a kind of partnership).

    `certainty` is "possible" only for stated `doubts` (keys of the message catalogue, area terms). `steps` says from
    what it was computed ("start", "duration"), empty where it stands in the text as such. `span` is into the text of
    the current view; `quote` are its words.
    """

    what: What
    value: str
    span: Span
    quote: str
    certainty: Certainty = "sure"
    doubts: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    clause: str | None = None
    page: int | None = None


def doubted(one: Term, doubt: str) -> Term:
    """Return a term with one more doubt, so that it is only possible."""
    return replace(one, certainty="possible", doubts=tuple(dict.fromkeys((*one.doubts, doubt))))
