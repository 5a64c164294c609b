"""A row for the register, proposed from the JSON report of a scan and the reviewer's answers. A person decides."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, get_args

from contract_scan.decisions import Decisions
from contract_scan.register.amounts import period_after
from contract_scan.register.errors import RegisterError
from contract_scan.register.model import (
    Agreement,
    Amount,
    Consulted,
    Organisation,
    Party,
    QuestionAnswer,
    Renewal,
    Reply,
    Review,
    Role,
)
from contract_scan.register.naming import agreement_id, organisation_id

SCHEMA = "contract-scan/scan/1"
_DECIMAL = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would be written for a report: organisations that are not there yet, the agreement and its review.

    `doubts` are keys of the message catalogue for what a person must look at.
    """

    organisations: tuple[Organisation, ...]
    agreement: Agreement
    review: Review
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """What the person who enters a report says of it: `own` are names of the institution itself.

    `day` is the day of the review, `look_back` five or ten years, `definition` the version in force.
    """

    unit: str
    day: str
    definition: str
    group: str = ""
    title: str = ""
    own: tuple[str, ...] = ()
    renews: str = ""
    look_back: int = 0


def load_report(path: Path) -> dict[str, Any]:
    """Return the report in a file. Raises `RegisterError` for none, or no JSON report of one document."""
    if not path.exists():
        raise RegisterError("no_report_file", path=str(path))
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError):
        raise RegisterError("no_report", path=str(path)) from None
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise RegisterError("no_report", path=str(path))
    return data


def propose(
    report: Mapping[str, Any],
    digest: str,
    entry: Entry,
    known: Mapping[str, Organisation],
    decisions: Decisions | None = None,
) -> Proposal:
    """Return what a report adds. `digest` is the SHA-256 of the report file, `known` the organisations there are."""
    document, summary = report["document"], report.get("summary") or {}
    identity = agreement_id(entry.unit, "document", document["sha256"])
    organisations, parties = _parties(report["findings"], entry, known)
    payments = summary.get("payments") or ()
    per = _periods(payments, report["findings"])
    amounts = tuple(_amounts([one for one in payments if one.get("number") not in per], parties))
    agreement = Agreement(
        id=identity,
        unit=entry.unit,
        group=entry.group,
        title=entry.title or document.get("title") or summary.get("title") or Path(document["path"]).stem,
        parties=parties,
        amounts=amounts,
        document=document["sha256"],
        renews=entry.renews,
        **_flags(report["findings"]),
    )
    agreement, doubts = with_terms(agreement, report.get("terms") or ())
    review = _review(report, digest, entry, identity, decisions)
    doubts = (*doubts, *(f"amount_per.{one}" for one in sorted(set(per.values()))))
    if not parties:
        doubts = (*doubts, "no_parties")
    return Proposal(organisations, agreement, review, doubts)


def _parties(
    findings: Sequence[Mapping[str, Any]], entry: Entry, known: Mapping[str, Organisation]
) -> tuple[tuple[Organisation, ...], tuple[Party, ...]]:
    own = {name.casefold() for name in entry.own}
    by_name = {name.casefold(): one.id for one in known.values() for name in one.names}
    new: dict[str, Organisation] = {}
    parties: dict[str, Party] = {}
    for finding in findings:
        name = finding["attributes"].get("name")
        if finding["kind"] not in ("party", "funder") or finding["certainty"] != "sure" or not name:
            continue
        identity = by_name.get(name.casefold()) or organisation_id(name)
        country = str(finding["attributes"].get("country") or "")
        stands = new.get(identity) or known.get(identity)
        if stands is None:
            new[identity] = Organisation(id=identity, names=(name,), country=country)
        elif country and not stands.country:
            new[identity] = replace(stands, country=country)
        ours = name.casefold() in own or finding["attributes"].get("we") is True
        role: Role = "own" if ours else "funder" if finding["kind"] == "funder" else "partner"
        if identity not in parties or role == "own" or (role == "funder" and parties[identity].role != "own"):
            parties[identity] = Party(organisation=identity, name=name, role=role)
    return tuple(new.values()), tuple(parties.values())


def other_countries(
    findings: Iterable[Mapping[str, Any]], known: Mapping[str, Organisation]
) -> dict[str, tuple[str, str]]:
    """Return, by name, the country that is known and the other one that a report says, where these contradict."""
    by_name = {name.casefold(): one for one in known.values() for name in one.names}
    found: dict[str, tuple[str, str]] = {}
    for finding in findings:
        name, country = str(finding["attributes"].get("name") or ""), str(finding["attributes"].get("country") or "")
        stands = by_name.get(name.casefold())
        surely = finding["kind"] in ("party", "funder") and finding["certainty"] == "sure"
        if surely and stands is not None and country and stands.country and country != stands.country:
            found[name] = (stands.country, country)
    return found


def _periods(payments: Iterable[Mapping[str, Any]], findings: Iterable[Mapping[str, Any]]) -> dict[int, str]:
    """Return by the number of its quote for how long an amount is that is no whole: per year, per month and so on."""
    quotes = {one["number"]: one for one in findings if one.get("number")}
    found: dict[int, str] = {}
    for payment in payments:
        number = payment.get("number")
        finding = quotes.get(number)
        if number is None or finding is None or not payment.get("amount"):
            continue
        per = period_after(finding["quote"], str(payment["amount"]))
        if not per and any(finding["attributes"].get(name) for name in ("recurring", "period", "frequency")):
            per = "again"
        if per:
            found[number] = per
    return found


def _amounts(payments: Iterable[Mapping[str, Any]], parties: Iterable[Party]) -> Iterable[Amount]:
    """Yield what each party pays by the first page: the whole, with no row of a budget or gift in kind beside it."""
    by_name = {party.name: party.organisation for party in parties}
    for payment in payments:
        payer = by_name.get(str(payment.get("payer")))
        if payer and payment.get("currency") and _DECIMAL.fullmatch(str(payment.get("amount"))):
            yield Amount(payer=payer, amount=str(payment["amount"]), currency=payment["currency"])


def _flags(findings: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Say what the kinds of finding show; what a document does not show stays unknown."""
    kinds = {finding["kind"] for finding in findings if finding["bearing"] == "raises"}
    return {
        "data_access": True if "data_transfer" in kinds else None,
        "exclusive": True if "exclusivity" in kinds else None,
    }


_DATES = {"start": "start", "signed": "signed", "end": "end", "notice": "notice", "notice_date": "notice_date"}


def with_terms(agreement: Agreement, terms: Iterable[Mapping[str, Any]]) -> tuple[Agreement, tuple[str, ...]]:
    """Return an agreement with the terms that a document states for sure, and doubts where it does not."""
    values: dict[str, Any] = {}
    doubts: dict[str, None] = {}
    for term in terms:
        what, value = term["what"], term["value"]
        if term["certainty"] != "sure":
            doubts[f"unsure_{what}" if what in _DATES else "unsure_term"] = None
        elif what in _DATES:
            values.setdefault(_DATES[what], value)
        elif what == "renewal" and value in get_args(Renewal):
            values.setdefault("renewal", value)
        elif what == "end_unknown":
            values.setdefault("end_unknown", value)
        elif what in ("kind", "renewal_period"):
            values.setdefault(what, value)
        elif what in ("multi_year", "institutional"):
            values.setdefault(what, value == "yes")
    if "end" in values:
        values.pop("end_unknown", None)
    return replace(agreement, **values), tuple(doubts)


def _review(report: Mapping[str, Any], digest: str, entry: Entry, identity: str, decisions: Decisions | None) -> Review:
    provenance = report["provenance"]
    answers = []
    for answer in report["answers"]:
        said = decisions.answer_to(answer["question"]) if decisions else None
        reply: Reply = said.answer if said else ""
        why = said.why if said else ""
        by = "reviewer" if said else ""  # a role: the register holds no names
        answers.append(QuestionAnswer(question=answer["question"], state=answer["state"], answer=reply, by=by, why=why))
    return Review(
        id=f"{identity}-{digest[:12]}",
        agreement=identity,
        on=entry.day,
        scan=digest,
        question_set=provenance["question_set"],
        rules=provenance["rules_sha256"],
        definition=entry.definition,
        lists=tuple(Consulted(kind=one["kind"], edition=one["edition"], on=entry.day) for one in provenance["lists"]),
        answers=tuple(answers),
        look_back=entry.look_back,
    )
