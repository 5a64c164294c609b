"""Says of each labelled agreement whether payer, receiver, amount and share are told right.

``python -m benchmarks.money FOLDER [--names]`` reads the agreements of a folder as ``fixtures/agreements`` holds them
and prints a line for each with counts, and the sum. ``--names`` adds what was asked and told: not for documents that
are kept apart.

Only the gifts in the head of a document count. One with ``part_of`` is a part of another; it counts only if it is told
as a part too. A payer whom the head does not name is wrong, unless it is an institution that puts in an amount of its
own; so is a share that it does not give.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from contract_scan import Finding, find_facts, prepare, read_document_bytes, scan_document
from training.agreements import Agreement, agreements

ASKED = ("payer", "receiver", "amount", "share")
#: A share that a writer rounded differs by less than this, in per cent of the whole.
_ROUNDED = Decimal("0.6")
_FORMS = re.compile(r"\b(?:the|de|het|stichting|vereniging|b ?v|n ?v|ltd|limited|inc|gmbh|co|kg|llc|vzw|a ?s)\b")
#: What is written before a person's name and is no part of it.
_TITLES = re.compile(r"\b(?:mr|mrs|ms|miss|mx|dr|prof|professor|ir|drs|dhr|heer|mw|mevrouw|mejuffrouw)\b")


@dataclass(frozen=True)
class Told:
    """Everything that findings say of one payer."""

    name: str
    receivers: frozenset[str]
    amounts: frozenset[Decimal]
    shares: frozenset[Decimal]


def key(name: str) -> str:
    """Return what of a name is compared: small letters, without legal forms, articles and a person's titles."""
    words = re.sub(r"[^\w\s]", " ", name.casefold())
    return " ".join(_TITLES.sub(" ", _FORMS.sub(" ", words)).split())


def told_by(findings: Sequence[Finding]) -> dict[str, Told]:
    """Return who pays by the findings, each payer once."""
    told: dict[str, Told] = {}
    for finding in findings:
        if finding.kind not in ("funder", "funding") or finding.certainty != "sure":
            continue
        given = finding.attributes
        name = str(given.get("name" if finding.kind == "funder" else "payer") or "")
        if name:
            before = told.get(key(name), Told(name, frozenset(), frozenset(), frozenset()))
            told[key(name)] = Told(
                before.name,
                before.receivers | frozenset(map(key, _receivers(finding))),
                before.amounts | set(_amounts(finding)),
                before.shares | {Decimal(str(given["share"])) for _ in (1,) if "share" in given},
            )
    return told


def _amounts(finding: Finding) -> Iterator[Decimal]:
    yield from (Decimal(fact.value) for fact in finding.facts if fact.kind == "amount")
    if finding.kind == "funding" and finding.attributes.get("amount"):
        yield Decimal(str(finding.attributes["amount"]))


def _receivers(finding: Finding) -> Iterator[str]:
    receivers = finding.attributes.get("receivers")
    yield from (str(name) for name in (receivers if isinstance(receivers, list | tuple) else ()))
    if finding.attributes.get("payee"):
        yield str(finding.attributes["payee"])


def verdict(agreement: Agreement, findings: Sequence[Finding]) -> dict[str, bool]:
    """Return for payer, receiver, amount and share whether all that a document's head holds is told, and no more."""
    told = told_by(findings)
    every = list(agreement.head["funders"])
    asked = [gift for gift in every if not gift.get("part_of")]
    known = {form for gift in every for form in _forms(agreement, gift["name"])}
    right = dict.fromkeys(ASKED, True)
    right["payer"] = all(form in known or _is_own(agreement, told[form], asked) for form in told)
    for gift in asked:
        found = [told[form] for form in _forms(agreement, gift["name"]) if form in told]
        right["payer"] &= bool(found)
        right["receiver"] &= _is_receiver(agreement, gift, found)
        right["amount"] &= _is_amount(agreement, gift, found)
        right["share"] &= _is_share(agreement, gift, asked, found)
    return right


def of_each_gift(agreement: Agreement, findings: Sequence[Finding]) -> list[dict[str, bool]]:
    """Return for each gift in a head whether its payer is told, and with it receiver, amount and share."""
    told = told_by(findings)
    asked = [gift for gift in agreement.head["funders"] if not gift.get("part_of")]
    rows = []
    for gift in asked:
        found = [told[form] for form in _forms(agreement, gift["name"]) if form in told]
        answers = (
            bool(found),
            _is_receiver(agreement, gift, found),
            _is_amount(agreement, gift, found),
            _is_share(agreement, gift, asked, found),
        )
        rows.append(dict(zip(ASKED, answers, strict=True)))
    return rows


def _is_own(agreement: Agreement, told: Told, asked: Sequence[dict[str, Any]]) -> bool:
    """Say whether an institution is told to put in something of its own, and not what a head says that it receives."""
    language = str(agreement.head["language"])[:2]
    given = {amount_of(gift.get("amount"), language) for gift in asked}
    institution = any(
        key(party["name"]) == key(told.name) for party in agreement.head["parties"] if party["role"] == "institution"
    )
    return institution and bool(told.amounts) and not told.amounts & given


def _forms(agreement: Agreement, name: str) -> frozenset[str]:
    """Return the keys of everything that a document calls somebody."""
    for party in agreement.head["parties"]:
        called = (party["name"], *party.get("aliases", ()))
        if key(name) in map(key, called):
            return frozenset(map(key, called))
    return frozenset((key(name),))


def _is_receiver(agreement: Agreement, gift: dict[str, Any], found: Sequence[Told]) -> bool:
    wanted = gift.get("receiver")
    own = wanted is not None and _forms(agreement, gift["name"]) & _forms(agreement, wanted)
    return bool(found) and (
        not wanted or bool(own) or any(_forms(agreement, wanted) & told.receivers for told in found)
    )


def _is_amount(agreement: Agreement, gift: dict[str, Any], found: Sequence[Told]) -> bool:
    wanted = amount_of(gift.get("amount"), str(agreement.head["language"])[:2])
    return bool(found) and (wanted is None or any(wanted in told.amounts for told in found))


def amount_of(written: object, language: str) -> Decimal | None:
    """Return the value of an amount as a head writes it; None for none."""
    if written is None:
        return None
    facts = find_facts(str(written), language, ("amount",)) or find_facts(f"€ {written}", language, ("amount",))
    return Decimal(facts[0].value) if facts else None


def _is_share(
    agreement: Agreement, gift: dict[str, Any], asked: Sequence[dict[str, Any]], found: Sequence[Told]
) -> bool:
    """Say whether the share of a gift is told; where it has none, whether none is told that its payer does not have.

    A head may leave a share out that a document gives only by its amounts: it is right where the amounts of all gifts
    make a sum that stands in the text.
    """
    of_payer = [other for other in asked if other["name"] == gift["name"] and other.get("share") is not None]
    shares = {share for told in found for share in told.shares}
    if gift.get("share") is not None:
        return any(abs(Decimal(str(gift["share"])) - share) < _ROUNDED for share in shares)
    if not found or bool(of_payer) or not shares:
        return bool(found)
    derived = _derived_shares(agreement, gift["name"], asked)
    return all(any(abs(share - other) < _ROUNDED for other in derived) for share in shares)


def _derived_shares(agreement: Agreement, payer: str, asked: Sequence[dict[str, Any]]) -> set[Decimal]:
    """Return what the gifts of a payer are of the sum of all gifts, where the text states that sum; else nothing."""
    language = str(agreement.head["language"])[:2]
    amounts = {index: amount_of(other.get("amount"), language) for index, other in enumerate(asked)}
    given = {index: amount for index, amount in amounts.items() if amount is not None}
    whole = sum(given.values(), Decimal(0))
    stated = {Decimal(fact.value) for fact in find_facts(agreement.text, language, ("amount",))}
    if not whole or whole not in stated:
        return set()
    own = [amount for index, amount in given.items() if asked[index]["name"] == payer]
    return {amount / whole * 100 for amount in (*own, sum(own, Decimal(0)))}


def _agreements(folder: Path) -> list[Agreement]:
    """Return the agreements of a folder; those kept apart only where the folder itself is theirs."""
    apart = "sealed" in folder.resolve().parts
    return [agreement for agreement in agreements(folder) if apart or "sealed" not in agreement.path.parts]


def main(folder: Path, *options: str) -> None:
    """Print a line for each agreement of a folder, and how many are right in everything."""
    setup = prepare(installed=True)
    sums, whole, number = dict.fromkeys(ASKED, 0), 0, 0
    gifts: list[dict[str, bool]] = []
    for agreement in _agreements(folder):
        text = agreement.text.encode()
        document = read_document_bytes(text, f"{agreement.path.stem}.txt", setup.readers, ocr="no")
        findings = scan_document(document, setup).findings
        right = verdict(agreement, findings)
        gifts += of_each_gift(agreement, findings)
        number += 1
        whole += all(right.values())
        sums = {what: sums[what] + right[what] for what in ASKED}
        print(f"{agreement.path.stem:40}", " ".join(what if right[what] else "-" * len(what) for what in ASKED))
        if "--names" in options and not all(right.values()):
            for gift in agreement.head["funders"]:
                print("      asked", {field: value for field, value in gift.items() if value is not None})
            for told in told_by(findings).values():
                print("      told ", told.name, sorted(told.receivers), *map(str, told.amounts), *map(str, told.shares))
    print(f"{whole} of {number} right in everything;", ", ".join(f"{what} {sums[what]}" for what in ASKED))
    told = ", ".join(f"{what} {sum(gift[what] for gift in gifts)}" for what in ASKED)
    print(f"of {len(gifts)} gifts", told, f"and all four {sum(all(gift.values()) for gift in gifts)}")


if __name__ == "__main__":
    if len(sys.argv) < 2 or not Path(sys.argv[1]).is_dir():
        sys.exit("Give a folder of labelled agreements: python -m benchmarks.money FOLDER")
    main(Path(sys.argv[1]), *sys.argv[2:])
