"""Records of research systems: Pure awards, CERIF projects, NWOpen projects, CORDIS participations, EWP agreements."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from contract_scan.register.errors import RegisterError
from contract_scan.register.imports.model import Read, Record, Refusal, Refused
from contract_scan.register.imports.sheet import Row, open_table
from contract_scan.register.imports.tree import Tree, at, every, load, text
from contract_scan.register.imports.values import Parties, amount_of, country_of, date_of, record
from contract_scan.register.model import Amount, Role

_YEARS = re.compile(r"(\d{4})[/-](\d{4})")
#: The Union writes two countries otherwise than ISO 3166 does.
_EU_CODES = {"EL": "GR", "UK": "GB"}
Reader = Callable[[Any, str, str, Sequence[str]], Record]


def _read(items: list[Any], source: str, path: Path, unit: str, own: Sequence[str], reader: Reader) -> Read:
    """Read each item on its own: one that is refused costs only itself."""
    if not items:
        raise RegisterError("imports.no_records", path=str(path), source=source)
    records: dict[str, Record] = {}
    refusals: list[Refusal] = []
    for number, item in enumerate(items, 1):
        try:
            made = reader(item, str(number), unit, own)
            if made.agreement.id in records:
                raise Refused("id", "twice", value=records[made.agreement.id].where)
        except Refused as refused:
            refusals.append(Refusal(str(number), refused.column, refused.reason, refused.values))
            continue
        records[made.agreement.id] = made
    return Read(source, tuple(records.values()), tuple(refusals))


def read_pure(path: Path, unit: str, own: Sequence[str]) -> Read:
    """Return the awards in an export of Pure, XML or JSON."""
    tree = load(path)
    items = list(every(tree, "award")) or list(every(tree, "items")) or (tree if isinstance(tree, list) else [])
    return _read([item for item in items if isinstance(item, dict)], "pure", path, unit, own, _award)


def _award(item: Tree, where: str, unit: str, own: Sequence[str]) -> Record:
    parties = Parties(own)
    amounts = list(_fundings(item, parties))
    for one in (
        every(item.get("collaborators"), "collaborator")
        if _nested(item, "collaborators")
        else _all(item, "collaborators")
    ):
        name = text(one) or text(one, "externalOrganisation") or text(one, "organisationalUnit")
        if name:
            parties.add(name, country=_country(one), identifier=_uuid(one))
    values = {
        "title": text(item, "title"),
        "start": date_of("actualPeriod/startDate", text(item, "actualPeriod", "startDate")),
        "end": date_of("actualPeriod/endDate", text(item, "actualPeriod", "endDate")),
        "signed": date_of("awardDate", text(item, "awardDate")),
        "group": text(item, "managingOrganisationalUnit", "name")
        or text(item, "managingOrganisationalUnit", "externalId"),
        "kind": "consortium" if text(item, "collaborative").lower() == "true" else "",
    }
    return record(unit, "pure", text(item, "uuid"), where, parties, values, amounts, item)


def _nested(item: Tree, name: str) -> bool:
    """Say whether a list stands under a name of its own, as XML has it and JSON has not."""
    found = item.get(name)
    return isinstance(found, list) and len(found) == 1 and isinstance(found[0], dict) and name[:-1] in found[0]


def _all(item: Tree, name: str) -> list[Any]:
    found = item.get(name) or []
    return found if isinstance(found, list) else [found]


def _fundings(item: Tree, parties: Parties) -> Iterator[Amount]:
    nested = _nested(item, "fundings")
    for funding in every(item["fundings"], "funding") if nested else _all(item, "fundings"):
        name = text(funding, "funder", "name") or text(funding, "funder")
        identifier = f"pure-{text(funding, 'funder', 'uuid')}" if text(funding, "funder", "uuid") else ""
        if not (name or identifier):
            continue
        payer = parties.add(name or identifier, "funder", identifier="" if name and not identifier else identifier)
        given = text(funding, "awardedAmount")
        if given:
            amount, currency = amount_of(
                "awardedAmount", given, text(funding, "awardedAmount", "currency") or "EUR", "."
            )
            yield Amount(payer=payer, amount=amount, currency=currency, year=_year(text(item, "awardDate")))


def _uuid(one: Any) -> str:
    found = text(one, "uuid") or text(one, "externalOrganisation", "uuid")
    return f"pure-{found}" if found else ""


def _country(one: Any) -> str:
    try:
        return country_of("country", text(one, "country") or text(one, "externalOrganisation", "country"))
    except Refused:
        return ""


def _year(date: str) -> int:
    return int(date[:4]) if date[:4].isdigit() else 0


def read_cerif(path: Path, unit: str, own: Sequence[str]) -> Read:
    """Return the projects in CERIF-XML 1.2 as the OpenAIRE guidelines have it."""
    return _read(list(every(load(path), "Project")), "cerif", path, unit, own, _project)


def _project(item: Any, where: str, unit: str, own: Sequence[str]) -> Record:
    parties = Parties(own)
    for role in ("Coordinator", "Partner", "Contractor", "InKindContributor", "Member"):
        for one in every(at(item, "Consortium"), role):
            name = text(one, "OrgUnit", "Name") or text(one, "DisplayName")
            if name:
                parties.add(
                    name, "coordinator" if role == "Coordinator" else "partner", ror=text(one, "OrgUnit", "RORID")
                )
    amounts = list(_funded(item, parties))
    values = {
        "title": text(item, "Title") or text(item, "Acronym"),
        "start": date_of("StartDate", text(item, "StartDate")),
        "end": date_of("EndDate", text(item, "EndDate")),
        "kind": "consortium",
    }
    identifier = text(item, "id") or text(item, "Identifier")
    return record(unit, "cerif", identifier, where, parties, values, amounts, item)


def _funded(item: Any, parties: Parties) -> Iterator[Amount]:
    for funded in every(item, "Funded"):
        name = text(funded, "By", "OrgUnit", "Name") or text(funded, "By", "DisplayName")
        if not name:
            continue
        payer = parties.add(name, "funder")
        given = text(funded, "As", "Funding", "Amount")
        if given:
            currency = text(funded, "As", "Funding", "Amount", "currency")
            amount, unit = amount_of("Amount", given, currency, ".")
            yield Amount(payer=payer, amount=amount, currency=unit)


def read_nwopen(path: Path, unit: str, own: Sequence[str]) -> Read:
    """Return the projects in JSON of NWOpen. Members are taken as organisations only; it gives no amounts."""
    tree = load(path)
    items = tree if isinstance(tree, list) else list(every(tree, "projects"))
    return _read([item for item in items if isinstance(item, dict)], "nwopen", path, unit, own, _nwo)


def _nwo(item: Tree, where: str, unit: str, own: Sequence[str]) -> Record:
    parties = Parties(own)
    for member in _all(item, "project_members"):
        if text(member, "organisation"):
            parties.add(text(member, "organisation"), ror=text(member, "ror"))
    parties.add("Nederlandse Organisatie voor Wetenschappelijk Onderzoek", "funder", ror="04jsz6e67")
    values = {
        "title": text(item, "title"),
        "start": date_of("start_date", text(item, "start_date")),
        "end": date_of("end_date", text(item, "end_date")),
        "kind": "consortium",
    }
    return record(unit, "nwopen", text(item, "project_id"), where, parties, values, raw=item)


def read_cordis(path: Path, unit: str, own: Sequence[str]) -> Read:
    """Return the projects in CORDIS' organization.csv: one agreement a project, its rows are the parties."""
    table = open_table(path)
    if "projectID" not in table.columns:
        raise RegisterError("imports.no_records", path=str(path), source="cordis")
    if missing := [name for name in ("name", "organisationID") if name not in table.columns]:
        raise RegisterError("imports.missing_columns", path=str(path), columns=", ".join(missing))
    projects: dict[str, list[Row]] = {}
    for row in table.rows:
        projects.setdefault(row.cells.get("projectID", ""), []).append(row)
    return _read(list(projects.values()), "cordis", path, unit, own, _participation)


def _participation(found: list[Row], where: str, unit: str, own: Sequence[str]) -> Record:
    rows = [row.checked() for row in found]
    parties, total = Parties(own), 0
    commission = parties.add("European Commission", "funder", country="")
    received = ""
    where = str(found[-1].number)
    for row in rows:
        country = country_of("country", _eu_code(str(row.get("country", ""))))
        role: Role = "coordinator" if row.get("role") == "coordinator" else "partner"
        identity = parties.add(
            row.get("name", ""), role, country=country, identifier=f"cordis-{row.get('organisationID', '')}"
        )
        is_own = any(p.organisation == identity and p.role == "own" for p in parties.parties)
        if is_own and row.get("ecContribution"):
            received, total = row["ecContribution"], total + 1
    amounts = []
    if total == 1:  # what the Commission pays to others is not this institution's money
        amount, currency = amount_of("ecContribution", received, "EUR", ",")
        amounts.append(Amount(payer=commission, amount=amount, currency=currency))
    first = rows[0]
    title = first.get("projectAcronym") or first["projectID"]
    return record(
        unit, "cordis", first["projectID"], where, parties, {"title": title, "kind": "consortium"}, amounts, rows
    )


def _eu_code(code: str) -> str:
    return _EU_CODES.get(code, code)


def read_ewp(path: Path, unit: str, own: Sequence[str]) -> Read:
    """Return the inter-institutional agreements in EWP's XML. An academic year is taken to run from 1 September."""
    return _read(list(every(load(path), "iia")), "ewp", path, unit, own, _iia)


def _iia(item: Any, where: str, unit: str, own: Sequence[str]) -> Record:
    parties = Parties(own)
    identifier = text(item, "iia-id")
    for number, partner in enumerate(every(item, "partner")):
        hei = text(partner, "hei-id")
        identifier = identifier or text(partner, "iia-id")
        # The first partner of an agreement is by the specification the one whose file this is.
        if hei and not (number == 0 and not own):
            parties.add(hei, identifier=f"hei-{hei}")
    years = [
        year
        for name in ("receiving-first-academic-year-id", "receiving-last-academic-year-id")
        for year in every(item, name)
    ]
    ends = _academic(years)
    codes = tuple(dict.fromkeys(f"ISCED {text(code)}" for code in every(item, "isced-f-code")))
    values = {
        "title": f"{text(item, 'iia-code') or text(next(every(item, 'partner'), None), 'iia-code') or identifier}",
        "signed": date_of("signing-date", text(next(every(item, "signing-date"), ""))),
        "start": ends[0],
        "end": ends[1],
        "kind": "mobility",
        "fields": codes,
    }
    return record(unit, "ewp", identifier, where, parties, values, raw=item)


def _academic(years: list[Any]) -> tuple[str, str]:
    """Return the first day of the first and the last day of the last academic year; empty where there is none."""
    found = sorted(match.groups() for year in years if (match := _YEARS.match(str(year))))
    return (f"{found[0][0]}-09-01", f"{found[-1][1]}-08-31") if found else ("", "")
