"""Who the parties are: for each hand of labelled agreements, how well they are found.

``python -m benchmarks.parties FOLDER … [--names]`` reads agreements as ``fixtures/agreements`` holds them
and prints precision, recall and F1 for each hand, and for all. A party found by any full form of its name is found; a
name that is none of its forms or short names is wrong. ``--names`` adds what was missed and what was wrong: not for
documents that are kept apart.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from contract_scan import prepare, read_document_bytes
from contract_scan_builtins.parties.find import parties_of
from training.agreements import Agreement, agreements

_FORMS = re.compile(
    r"\b(incorporated|inc|corporation|corp|company|co|limited|ltd|llc|l l c|lp|llp|plc|gmbh|ag|sa|nv|n v|bv|b v|"
    r"stichting|vereniging|the|de|het|pty|s a r l|sarl|oy|ab)\b"
)
#: Whether the titles of a person are a part of the name is nobody's question.
_TITLES = re.compile(r"\A(?:(?:mevrouw|heer|dr|prof|ir|ing|drs|mr|mrs|ms) )+(?=.)")


def key(name: str) -> str:
    """Return what of a name is compared: small letters, without signs, legal forms and articles."""
    words = re.sub(r"[^\w\s&]", " ", " ".join(name.casefold().split()).replace("u.s.", "us")).replace("&", " and ")
    return _TITLES.sub("", " ".join(_FORMS.sub(" ", words).split()))


@dataclass
class Counts:
    """How many parties there are and how many of them are found; how many names are told and how many are right."""

    found: int = 0
    wanted: int = 0
    right: int = 0
    told: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """The share of names told that are a party's."""
        return self.right / max(self.told, 1)

    @property
    def recall(self) -> float:
        """The share of parties that are found."""
        return self.found / max(self.wanted, 1)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.precision * self.recall / max(self.precision + self.recall, 1e-9)

    def add(self, other: Counts) -> None:
        """Add the counts of another document."""
        for name in ("found", "wanted", "right", "told", "missed", "wrong"):
            setattr(self, name, getattr(self, name) + getattr(other, name))


def counts(parties: Iterable[Mapping[str, Any]], told: Iterable[str]) -> Counts:
    """Return how the names told of one document compare with its parties."""
    keys = {key(name) for name in told} - {""}
    found = Counts(told=len(keys))
    known: set[str] = set()
    for party in parties:
        full = key(party["name"])
        shorter = {key(alias) for alias in party.get("aliases") or ()}
        known |= {full, *shorter}
        found.wanted += 1
        if ({full} | {form for form in shorter if " " in form}) & keys:
            found.found += 1
        else:
            found.missed.append(party["name"])
    found.wrong = sorted(keys - known)
    found.right = len(keys & known)
    return found


def of_agreement(agreement: Agreement, readers: Any) -> Counts:
    """Return how the parties of one labelled agreement are found."""
    document = read_document_bytes(agreement.text.encode(), f"{agreement.path.stem}.txt", readers, ocr="no")
    return counts(agreement.head["parties"], [party.name for party in parties_of(document)])


def main(*arguments: str) -> None:
    """Print a line for each hand of the folders, and one for all."""
    readers = prepare(installed=True).readers
    names, hands = "--names" in arguments, {}
    for folder in map(Path, (argument for argument in arguments if not argument.startswith("--"))):
        apart = "sealed" in folder.resolve().parts
        for agreement in agreements(folder):
            if "sealed" in agreement.path.parts and not apart:
                continue
            found = of_agreement(agreement, readers)
            hands.setdefault(agreement.path.parent.name, Counts()).add(found)
            if names and not apart and (found.missed or found.wrong):
                print(f"{agreement.path.parent.name}/{agreement.path.stem}: missed {found.missed}, wrong {found.wrong}")
    whole = Counts()
    for hand, of_hand in sorted(hands.items()):
        whole.add(of_hand)
        print(_line(hand, of_hand))
    print(_line("all", whole))


def _line(hand: str, found: Counts) -> str:
    figures = f"P {found.precision:.2f}  R {found.recall:.2f}  F1 {found.f1:.2f}"
    return f"{hand:8} {figures}   found {found.found}/{found.wanted}   right {found.right}/{found.told}"


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("Give folders of labelled agreements: python -m benchmarks.parties FOLDER …")
    main(*sys.argv[1:])
