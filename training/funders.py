"""Learning what the signs of a funder weigh, from the heads of the labelled agreements.

``python -m training.funders [FOLDER]`` rewrites the weights in ``patterns/tables/funders/signs.yaml``. What the linear
reader says of a sentence is asked of weights that do not know its writer, as it will be of a document that nobody has
seen. With ``--leave-one-hand-out`` it reports how well funders are told by weights learnt without their writer.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from benchmarks.money import key
from benchmarks.parties import Counts
from contract_scan import prepare
from contract_scan.check import check
from contract_scan.finding import Finding
from contract_scan.setup import Setup
from contract_scan_builtins.funders.likely import DoubtfulFunders, LikelyFunders
from contract_scan_builtins.funders.signs import candidates_of
from contract_scan_builtins.linear_reader import NAME as READER
from contract_scan_builtins.linear_reader import reader as shipped
from contract_scan_builtins.linear_reader.context import Context, Places
from contract_scan_builtins.linear_reader.weights import model
from training.agreements import FOLDER, Agreement, training_agreements
from training.heads import learnt_from, names_of_parties
from training.labelled import Labelled, labelled
from training.parties import matrix_of, newton, written

TABLE = Path(__file__).parent.parent / "patterns" / "tables" / "funders" / "signs.yaml"
KIND = "funding"
#: How firmly weights are held to nought; the first, of anything, is free.
_FIRM = 6.7
#: Below this chance somebody whom a rule tells is told as possible: hardly likelier than one whom no rule tells at all.
_SURE = 0.4
_LATE = frozenset((READER, LikelyFunders.name, DoubtfulFunders.name))


@dataclass(frozen=True)
class Example:
    """Who may fund the work of a document: name and signs of each, whether it does, and whether a rule says so."""

    hand: str
    funders: tuple[frozenset[str], ...]
    names: tuple[str, ...]
    signs: tuple[frozenset[str], ...]
    told: tuple[bool, ...]

    def is_right(self, name: str) -> bool:
        """Say whether a name is one of a funder's."""
        return any(key(name) in forms for forms in self.funders)


def examples(given: Sequence[Agreement]) -> list[Example]:
    """Return what labelled agreements teach of their funders."""
    from training.reader import scores_without_own_hand, text_of  # asks for scikit-learn: only to learn

    setup = prepare(installed=True)
    documents = [labelled(agreement) for agreement in given]
    scores = scores_without_own_hand(text_of(documents))
    found, at = [], 0
    for agreement, document in zip(given, documents, strict=True):
        own, at = scores[at : at + len(document.lines)], at + len(document.lines)
        found.append(_example(agreement, document, own, setup))
    return found


def _example(agreement: Agreement, document: Labelled, scores: Any, setup: Setup) -> Example:
    derivers = [part for part in setup.derivers if part.value.name not in _LATE]
    findings = check(document.text.document, setup.checkers, derivers, setup.meanings).findings
    read = list(_read(document, scores, findings))
    candidates = candidates_of(document.text.document, [*findings, *read])
    told = {key(str(finding.attributes["name"])) for finding in findings if finding.kind == "funder"}
    return Example(
        agreement.hand,
        tuple(_forms(agreement)),
        tuple(candidate.name for candidate in candidates),
        tuple(frozenset(candidate.signs) for candidate in candidates),
        tuple(key(candidate.name) in told for candidate in candidates),
    )


def _read(document: Labelled, scores: Any, findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield the sentences on money that the linear reader tells by scores that do not know their writer."""
    weights, about = model()
    text = document.text
    context = Context(Places(text), scores.tolist(), weights.classes, shipped.sentences_of(text, findings))
    likely = shipped.Likely(context, about)
    for index, _ in shipped.told(likely, {KIND: about["thresholds"][KIND]}):
        span = text.segments[index].span
        yield Finding(KIND, span, text.document.quote(span), f"linear.{KIND}", certainty="possible")


def _forms(agreement: Agreement) -> Iterator[frozenset[str]]:
    """Yield the keys of everything that a document calls each of its funders."""
    by_key = {key(name): frozenset(map(key, names)) for names in names_of_parties(agreement) for name in names}
    for name in dict.fromkeys(key(gift["name"]) for gift in agreement.head["funders"]):
        yield by_key.get(name, frozenset((name,)))


def learn(several: Sequence[Example], signs: Sequence[str]) -> Any:
    """Return what signs weigh, in their order, by the examples."""
    rows = [one for example in several for one in example.signs]
    right = [float(example.is_right(name)) for example in several for name in example.names]
    firm = np.array([1e-6 if sign == "anything" else _FIRM for sign in signs])
    return newton(matrix_of(rows, signs), np.array(right), np.ones(len(right)), np.zeros(len(signs)), firm)


def chances(example: Example, signs: Sequence[str], weights: Any) -> list[float]:
    """Return how likely each one of an example funds the work."""
    by_sign = dict(zip(signs, weights, strict=True))
    sums = (by_sign["anything"] + sum(by_sign.get(sign, 0.0) for sign in row) for row in example.signs)
    return [float(1 / (1 + np.exp(-one))) for one in sums]


def left_out(several: Sequence[Example], signs: Sequence[str]) -> list[list[float]]:
    """Return the chances of all examples, each by weights that do not know its writer."""
    found: list[list[float]] = [[] for _ in several]
    for hand in sorted({example.hand for example in several}):
        weights = learn([example for example in several if example.hand != hand], signs)
        for index, example in enumerate(several):
            if example.hand == hand:
                found[index] = chances(example, signs, weights)
    return found


def measured(several: Sequence[Example], found: Sequence[Sequence[bool]]) -> Counts:
    """Return how well funders are told where `found` says who is."""
    counts = Counts()
    for example, tells in zip(several, found, strict=True):
        names = {key(name) for name, tell in zip(example.names, tells, strict=True) if tell}
        counts.told += len(names)
        counts.right += sum(map(example.is_right, names))
        counts.found += sum(bool(forms & names) for forms in example.funders)
        counts.wanted += len(example.funders)
    return counts


def possible_from(several: Sequence[Example], found: Sequence[Sequence[float]]) -> float:
    """Return from which chance on somebody is told, so that funders are told best of all."""
    ways = np.arange(0.2, 0.61, 0.05)
    worth = [measured(several, [[chance >= at for chance in row] for row in found]).f1 for at in ways]
    return round(float(ways[int(np.argmax(worth))]), 2)


def _sure(several: Sequence[Example], found: Sequence[Sequence[float]], at: float) -> list[list[bool]]:
    return [
        [told and chance >= at for told, chance in zip(example.told, row, strict=True)]
        for example, row in zip(several, found, strict=True)
    ]


def main() -> None:
    """Rewrite the weights, or report on each hand left out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    parser.add_argument("--leave-one-hand-out", action="store_true")
    options = parser.parse_args()
    given = training_agreements(options.folder)
    several = examples(given)
    table = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    signs = list(table["signs"])
    found = left_out(several, signs)
    table["least"] = {"possible": possible_from(several, found), "sure": _SURE}
    if options.leave_one_hand_out:
        _report(several, found, table["least"])
        return
    for entry, weight in zip(table["signs"].values(), learn(several, signs), strict=True):
        entry["weight"] = round(float(weight), 2) + 0.0
    table["learnt_from"] = learnt_from(given)
    TABLE.write_text(written(table, TABLE), encoding="utf-8")


def _report(several: Sequence[Example], found: Sequence[Sequence[float]], least: dict[str, float]) -> None:
    ways = {
        "by rules": [list(example.told) for example in several],
        "sure": _sure(several, found, least["sure"]),
        "all": [[chance >= least["possible"] for chance in row] for row in found],
    }
    sys.stdout.write(f"possible from {least['possible']}, sure from {least['sure']}\n")
    for name, tells in ways.items():
        found_so = measured(several, tells)
        sys.stdout.write(f"{name:10} P {found_so.precision:.3f}  R {found_so.recall:.3f}  F1 {found_so.f1:.3f}\n")


if __name__ == "__main__":
    main()
