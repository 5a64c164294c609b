"""Learning what the signs of a party weigh, from openings by class of drafting and from labelled agreements.

``python -m training.parties [FOLDER …]`` rewrites the weights in ``patterns/tables/parties/evidence.yaml``; with
``--leave-one-class-out`` it reports, for each class of drafting, how well parties are found by weights that were
learnt without it. FOLDERs hold labelled agreements (see ``training.agreements``);
``fixtures/agreements`` if none is given.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from contract_scan.read import read_bytes
from contract_scan_builtins.parties import evidence
from contract_scan_builtins.parties.evidence import Candidate, candidates, chosen
from contract_scan_builtins.parties.find import with_breaks
from contract_scan_builtins.parties.gather import further_mentions_in, mentions_in
from contract_scan_builtins.parties.mentions import Mention
from contract_scan_builtins.readers import readers
from training.agreements import FOLDER, Agreement, training_agreements
from training.heads import names_of_parties
from training.openings import FOLDER as OPENINGS
from training.openings import openings

TABLE = Path(__file__).parent.parent / "patterns" / "tables" / "parties" / "evidence.yaml"
#: Which mention of a name is its best depends on the weights, so that they are learnt in rounds.
_ROUNDS = 4
#: Hands in which parties are measured only, so that what was learnt from the others can be judged.
MEASURED = frozenset(("x37", "x38", "x39", "x40", "x41", "x42", "x43", "x44", "m8", "m9", "s11"))
#: A labelled agreement counts for as many made openings; how firmly weights are held to what is expected of them.
_AGREEMENT, _FIRM, _LOOSE = 6.0, 15.0, 1.0


@dataclass(frozen=True)
class Example:
    """A document to learn from: its text with breaks, its class of drafting, all full forms of its parties.

    `short` holds the short names of its parties: neither right nor wrong.
    """

    text: str
    drafting: str
    parties: tuple[frozenset[str], ...]
    weight: float
    short: frozenset[str] = frozenset()


def examples(folders: Iterable[Path], seed: int = 1, each: int = 6) -> list[Example]:
    """Return the made openings and the labelled agreements of some folders."""
    found = [
        Example(
            _breaks(o.text),
            f"{o.drafting} {o.language}",
            tuple(frozenset(map(_key, forms)) for forms in o.parties),
            1.0,
        )
        for o in openings(seed, each)
    ]
    for folder in folders:
        for agreement in _learnt(folder):
            told, short = zip(*(_forms(name, aliases) for name, *aliases in names_of_parties(agreement)), strict=True)
            found.append(Example(_breaks(agreement.text), agreement.hand, told, _AGREEMENT, frozenset().union(*short)))
    return found


def _forms(name: str, aliases: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the full forms of a labelled party, and its short names; a name of more words than one is a full form."""
    keys = {_key(alias) for alias in aliases} - {""}
    full = {_key(name), *(key for key in keys if " " in key)}
    return frozenset(full), frozenset(keys - full)


def _breaks(text: str) -> str:
    return with_breaks(read_bytes(text.encode(), "example.txt", list(readers())))


def _key(name: str) -> str:
    return _LEADS.sub("", evidence._folded(name))


#: An article, or titles of a person, before a name: whether they belong to it is nobody's question.
_LEADS = re.compile(r"\A(?:(?:the|de|het|uw|mevrouw|heer|dr|prof|ir|ing|drs|mr|mrs|ms) )+(?=.)")


def candidates_of(text: str) -> list[Candidate]:
    """Return the names that are weighed when the parties of a text are sought."""
    mentions = _mentions(text)
    found = candidates(mentions, text)
    parties = chosen(found)
    if len(parties) < 2:
        further = _further(text, tuple(party.best.name for party in parties))
        found = candidates([*mentions, *further], text)
    return found


@cache
def _mentions(text: str) -> tuple[Mention, ...]:
    return tuple(mentions_in(text))


@cache
def _further(text: str, known: tuple[str, ...]) -> tuple[Mention, ...]:
    return tuple(further_mentions_in(text, known))


@dataclass
class _Rows:
    """What is learnt from: signs with whether they are a party's, and pairs of a right and a wrong reading."""

    signs: list[frozenset[str]]
    right: list[bool]
    weights: list[float]
    pairs: list[tuple[frozenset[str], frozenset[str], float]]


def _rows(example: Example) -> _Rows:
    """Return what one example teaches, by the mentions that the present weights call each name's best."""
    rows = _Rows([], [], [], [])
    names = frozenset().union(*example.parties)
    found = candidates_of(example.text)
    right = [candidate for candidate in found if _key(candidate.best.name) in names]
    for candidate in found:
        is_right = candidate in right
        if not is_right and _key(candidate.best.name) in example.short:
            continue
        over = [] if is_right else [other for other in right if _overlap(candidate, other)]
        rows.pairs += [(other.read, candidate.read, example.weight) for other in over]
        if not over:
            rows.signs.append(candidate.evidence)
            rows.right.append(is_right)
            rows.weights.append(example.weight)
    return rows


def _all(several: Iterable[_Rows]) -> _Rows:
    together = _Rows([], [], [], [])
    for rows in several:
        together.signs += rows.signs
        together.right += rows.right
        together.weights += rows.weights
        together.pairs += rows.pairs
    return together


def _overlap(one: Candidate, other: Candidate) -> bool:
    return any(a.party.span.overlaps(b.party.span) for a in one.mentions for b in other.mentions)


def newton(matrix: Any, target: Any, counts: Any, prior: Any, firm: Any) -> Any:
    """Return the weights of a logistic regression with a normal prior on each weight, by damped Newton steps."""

    def cost(weights: Any) -> float:
        margin = (matrix @ weights) * (2 * target - 1)
        return float((np.logaddexp(0, -margin) * counts).sum() + (firm * (weights - prior) ** 2).sum() / 2)

    weights = prior.copy()
    for _ in range(60):
        chance = 1 / (1 + np.exp(-np.clip(matrix @ weights, -30, 30)))
        slope = matrix.T @ ((chance - target) * counts) + firm * (weights - prior)
        curve = (matrix.T * (chance * (1 - chance) * counts)) @ matrix + np.diag(firm)
        step, length = np.linalg.solve(curve, slope), 1.0
        while length > 1e-4 and cost(weights - length * step) > cost(weights):
            length /= 2
        weights -= length * step
        if abs(length * step).max() < 1e-4:
            break
    return weights


def learn(several: Iterable[_Rows]) -> dict[str, Any]:
    """Return the table of evidence with weights learnt from examples; reasons and expectations stay as they are."""
    told = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    rows = _all(several)
    for part, matrix, target, counts in (
        ("evidence", matrix_of(rows.signs, told["evidence"]), np.array(rows.right, float), np.array(rows.weights)),
        ("readings", *_paired(rows, told["readings"])),
    ):
        expected = [entry.get("expected") for entry in told[part].values()]
        prior = np.array([value or 0.0 for value in expected], float)
        firm = np.array(
            [entry.get("firm", _FIRM if "expected" in entry else _LOOSE) for entry in told[part].values()], float
        )
        for (_, entry), weight in zip(told[part].items(), newton(matrix, target, counts, prior, firm), strict=True):
            entry["weight"] = round(float(weight), 1) + 0.0
    return dict(told)


def matrix_of(signs: Iterable[frozenset[str]], names: Collection[str]) -> Any:
    """Return which of the named signs each row has, as 1 or 0; "anything" is a sign of all."""
    return np.array([[float(name in row or name == "anything") for name in names] for row in signs])


def _paired(rows: _Rows, table: dict[str, Any]) -> tuple[Any, Any, Any]:
    differences = np.array([[(n in right) - (n in wrong) for n in table] for right, wrong, _ in rows.pairs], float)
    return differences, np.ones(len(rows.pairs)), np.array([weight for _, _, weight in rows.pairs])


def expectations() -> dict[str, Any]:
    """Return the table with each weight as it is expected to be: where learning begins, whatever was learnt before."""
    told = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    for part in ("evidence", "readings"):
        for entry in told[part].values():
            entry["weight"] = entry.get("expected") or 0.0
    return dict(told)


def use(table: dict[str, Any]) -> None:
    """Have parties weighed by a table from here on, in this process."""
    evidence.weights = _constant({key: float(entry["weight"]) for key, entry in table["evidence"].items()})  # type: ignore[assignment]
    evidence.reading_weights = _constant({key: float(entry["weight"]) for key, entry in table["readings"].items()})  # type: ignore[assignment]


def _constant(value: dict[str, float]) -> Callable[[], dict[str, float]]:
    return lambda: value


def score(all_examples: Iterable[Example]) -> tuple[float, float, float]:
    """Return precision, recall and F1 of the parties found in some examples."""
    hits = said = wanted = 0
    for example in all_examples:
        found = {_key(candidate.best.name) for candidate in chosen(candidates_of(example.text))}
        hits += sum(bool(forms & found) for forms in example.parties)
        wanted += len(example.parties)
        said += len(found - example.short)
    precision, recall = hits / max(said, 1), hits / max(wanted, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def left_out(all_examples: list[Example]) -> Iterator[tuple[str, tuple[float, float, float]]]:
    """Yield each class of drafting with how well weights learnt without it find its parties."""
    rows = {id(example): _rows(example) for example in all_examples}
    for drafting in sorted({example.drafting.split()[0] for example in all_examples}):
        of_class = [example for example in all_examples if example.drafting.split()[0] == drafting]
        use(learn(rows[id(example)] for example in all_examples if example not in of_class))
        yield drafting, score(of_class)


def _learnt(folder: Path) -> list[Agreement]:
    """Return the labelled agreements of a folder that parties are learnt from."""
    return [agreement for agreement in training_agreements(folder) if agreement.hand not in MEASURED]


def learnt_from(folders: Iterable[Path]) -> str:
    """Return the digest of what is learnt from: texts with the names of their parties, and the openings."""
    whole = hashlib.sha256()
    for folder in folders:
        for agreement in _learnt(folder):
            whole.update(json.dumps([agreement.text, names_of_parties(agreement)], ensure_ascii=False).encode())
    for path in sorted(OPENINGS.glob("*.yaml")):
        whole.update(path.read_bytes())
    return whole.hexdigest()


def written(table: dict[str, Any], place: Path) -> str:
    """Return a table as it stands in the file that it is written to, with the comment at its head."""
    head = "".join(line for line in place.read_text(encoding="utf-8").splitlines(keepends=True) if line.startswith("#"))
    return head + yaml.safe_dump(table, sort_keys=False, allow_unicode=True, width=120)


def main() -> None:
    """Rewrite the weights, or report on each class of drafting left out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, default=[FOLDER])
    parser.add_argument("--leave-one-class-out", action="store_true")
    options = parser.parse_args()
    found = examples(folder for folder in options.folders if folder.exists())
    use(expectations())
    for _ in range(_ROUNDS):
        table = learn(_rows(example) for example in found)
        use(table)
    if options.leave_one_class_out:
        for drafting, (precision, recall, f1) in left_out(found):
            sys.stdout.write(f"{drafting:16} P {precision:.2f}  R {recall:.2f}  F1 {f1:.2f}\n")
        return
    TABLE.write_text(written({**table, "learnt_from": learnt_from(options.folders)}, TABLE), encoding="utf-8")


if __name__ == "__main__":
    main()
