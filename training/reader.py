"""Train the linear reader on the labelled agreements and the examples of the rules, and write what it ships with.

`make model` runs it. Documents of one hand are never both trained on and measured: what a sentence's neighbours are
worth, and from where a sentence is told, is learnt from scores by weights that were trained without its writer. The
documents in the folder ``sealed`` take no part at all.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import vstack
from sklearn.linear_model import LogisticRegression

from contract_scan import prepare
from contract_scan.check import check
from contract_scan.rules.model import Meaning
from contract_scan.setup import Setup
from contract_scan_builtins.linear_reader import NAME, UnlikelyFindings
from contract_scan_builtins.linear_reader import reader as shipped
from contract_scan_builtins.linear_reader.context import SIGNS, Context, Places, as_share
from contract_scan_builtins.linear_reader.features import see
from training.agreements import FOLDER, Agreement, digest, training_agreements
from training.examples import shown
from training.labelled import Labelled, labelled
from training.matrix import stacked
from training.ridge import Table, ridge

KINDS = (
    "secrecy", "publication_restriction", "publication_freedom", "publicity", "dual_use", "military_purpose", "funding",
    "ip_transfer", "data_transfer", "influence", "exclusivity", "staff_access", "termination_clawback", "governing_law",
    "ethics",
)  # fmt: skip
QUESTIONS = (
    "1.1", "1.2", "1.3", "2.1", "2.2", "3.1", "3.2", "3.3", "4.1", "4.2", "4.3", "4.4", "4.5", "4.6", "4.7", "5.1",
    "5.2", "5.3",
)  # fmt: skip
CLASSES = (*KINDS, *(f"q{question}" for question in QUESTIONS))
#: What an example of a rule counts, against a labelled sentence.
EXAMPLE = 0.2
PENALTY = 2.0
#: Steps of the descent where weights are made only to see what they make of one writer.
ROUGHLY = 22
#: In so many groups the writers are left out, and in so many by the weights of signs, each of several of those groups.
GROUPS, COARSE = 12, 4
#: How many features are kept: those that say most.
KEPT = 60_000
#: The least share of right ones among what the reader tells alone: in all documents, and in harmless ones …
LEAST = 0.5
#: … of which there must be so many: what two sentences say proves nothing; …
FEW = 10
#: … unless in those it is wrong no more often than once in so many documents.
SELDOM = 2
#: How much more it weighs to find than to be right, among possible findings: a miss is worse than a doubt.
FOUND = 1.5
#: The same for the questions of what is told anyway: it stands on the page in any case, and a question claimed for
#: nothing is not believed the next time.
ASKED = 0.35
#: No sentence is told whose chance is lower.
LOWEST = 0.1
#: From this chance on, and no lower, kinds are told of which only the clear ones are marked.
CLEAR = 0.3
CLEAR_ONES = frozenset(("data_transfer", "exclusivity", "staff_access", "ethics"))
#: A rule is doubted where so much of what neither sentence nor document bears out was right at most, of so many.
RIGHT, OFTEN = 0.25, 2
PLACE = Path(shipped.__file__).parent


class Found(NamedTuple):
    """What a rule found: its kind, and the sentences that hold it."""

    kind: str
    rule: str
    held: tuple[int, ...]


@dataclass(frozen=True)
class Text:
    """All training text: features, what is wanted of each sentence and how much it counts, and who wrote it."""

    documents: tuple[Labelled, ...]
    rows: Any
    wanted: Table
    weights: Table
    hands: npt.NDArray[np.str_]

    @cached_property
    def harmless(self) -> npt.NDArray[np.bool_]:
        """Which sentences of labelled documents stand in a harmless one."""
        return np.array([document.harmless for document in self.documents for _ in document.lines], bool)

    @property
    def sentences(self) -> int:
        """How many sentences of labelled documents there are; examples of rules come after them."""
        return sum(len(document.lines) for document in self.documents)

    @cached_property
    def labels(self) -> Table:
        """What is wanted of the sentences of labelled documents; a doubtful mark is no number."""
        known = self.weights[: self.sentences] > 0
        return np.where(known, self.wanted[: self.sentences], np.nan)


def text_of(documents: Sequence[Labelled]) -> Text:
    """Return the training text: labelled documents, then the examples of rules."""
    examples = [example for example in shown() if example.kind in KINDS]
    wanted = [_wanted(line) for document in documents for line in document.lines]
    extra = [_of_example(example.kind, one) for example in examples for one in example.wanted]
    table = np.array([*wanted, *extra], np.float64)
    counts = np.where(np.isnan(table), 0.0, 1.0)
    counts[len(wanted) :] *= EXAMPLE
    hands = [document.hand for document in documents for _ in document.lines] + ["example"] * len(extra)
    rows = vstack([stacked(see(d.text) for d in documents), stacked(see(e.text) for e in examples)]).tocsr()
    return Text(tuple(documents), rows.astype(np.float64), np.nan_to_num(table), counts, np.array(hands))


def _wanted(line: Any) -> list[float]:
    marks = {} if line is None else {mark.kind: mark for mark in line.marks}
    kinds = [float("nan") if kind in marks and marks[kind].doubt else float(kind in marks) for kind in KINDS]
    return [*kinds, *(float(line is not None and question in line.questions) for question in QUESTIONS)]


def _of_example(kind: str, is_hit: bool) -> list[float]:
    return [float(is_hit) if name == kind else float("nan") for name in CLASSES]


def without_own_hand(text: Text) -> Table:
    """Return the scores of the labelled sentences, each by weights trained without the documents of its writer."""
    scores = np.zeros((text.sentences, text.wanted.shape[1]))
    rows = text.rows.astype(np.float32)
    groups = groups_of(text.hands)
    for group in range(GROUPS):
        others = text.weights * (groups != group)[:, None]
        weights, bias = ridge(rows, text.wanted.astype(np.float32), others.astype(np.float32), PENALTY, ROUGHLY)
        own = np.flatnonzero(groups == group)
        scores[own] = rows[own] @ weights + bias
    return scores


def groups_of(hands: npt.NDArray[np.str_]) -> npt.NDArray[np.int64]:
    """Return the group in which each sentence is left out, with all others of its writer; examples of rules in none."""
    numbers = {hand: number % GROUPS for number, hand in enumerate(sorted({*hands.tolist()} - {"example"}))}
    return np.array([numbers.get(hand, -1) for hand in hands.tolist()], np.int64)


def scores_without_own_hand(text: Text) -> Table:
    """Return the scores of the labelled sentences by class, each by weights that do not know its writer."""
    places = np.flatnonzero(np.bincount(text.rows.indices, minlength=text.rows.shape[1]))
    return without_own_hand(Text(text.documents, text.rows[:, places], text.wanted, text.weights, text.hands))


def found_by_rules(document: Labelled, setup: Setup) -> list[Found]:
    """Return what everything but the linear reader finds for sure, with the sentences that hold it."""
    derivers = [part for part in setup.derivers if part.value.name not in (NAME, UnlikelyFindings.name)]
    findings = check(document.text.document, setup.checkers, derivers, setup.meanings).findings
    return [
        Found(finding.kind, finding.rule, held)
        for finding in findings
        if finding.certainty == "sure" and (held := shipped.held(document.text, finding))
    ]


def found_in(text: Text, setup: Setup) -> list[list[Found]]:
    """Return what the rules find in each labelled document."""
    return [found_by_rules(document, setup) for document in text.documents]


def numbered(text: Text, found: Sequence[Sequence[Found]]) -> Iterator[Found]:
    """Yield what the rules found, by the ordinals of sentences in all documents together."""
    start = 0
    for document, own in zip(text.documents, found, strict=True):
        for one in own:
            if one.kind in KINDS:
                yield Found(one.kind, one.rule, tuple(start + at for at in one.held))
        start += len(document.lines)


def context_of(text: Text, scores: Table, found: Sequence[Sequence[Found]]) -> npt.NDArray[np.float32]:
    """Return the signs of every labelled sentence and class, from scores and from what the rules find."""
    parts: list[npt.NDArray[np.float32]] = []
    start = 0
    for document, own in zip(text.documents, found, strict=True):
        end = start + len(document.lines)
        by_kind = shipped.by_kind((one.kind, one.held) for one in own)
        context = Context(Places(document.text), scores[start:end].tolist(), CLASSES, by_kind)
        every = [[context.signs(at, column) for column in range(len(CLASSES))] for at in range(end - start)]
        parts.append(np.array(every, np.float32))
        start = end
    return np.concatenate(parts)


def once_more(scores: Table, chances: Table) -> Table:
    """Return what each class counts for at each sentence when it is weighed again, as the reader does."""
    shares = np.vectorize(as_share)(np.clip(chances, shipped.UNSURE, 1 - shipped.UNSURE))
    heard = np.where(scores >= shipped.FAINT, shares, shipped.UNHEARD)
    return np.where(np.arange(len(CLASSES)) < len(KINDS), heard, scores)


def weigh_context(
    table: npt.NDArray[np.float32], labels: Table, hands: npt.NDArray[np.str_], classes: Sequence[str] = CLASSES
) -> tuple[Any, Table]:
    """Return the weights of signs by class, and each sentence's chance by weights that do not know its writer."""
    chances = np.zeros(labels.shape)
    weights: dict[str, list[float]] = {}
    groups = groups_of(hands) % COARSE
    for column, name in enumerate(classes):
        known = ~np.isnan(labels[:, column])
        own, wanted = table[:, column], labels[:, column] == 1
        if wanted[known].sum() < 5:
            continue
        for group in range(COARSE):
            rest, mine = known & (groups != group), groups == group
            if wanted[rest].any():
                chances[mine, column] = _fitted(own[rest], wanted[rest]).predict_proba(own[mine])[:, 1]
        whole = _fitted(own[known], wanted[known])
        weights[name] = [round(float(w), 3) for w in [*whole.coef_[0], whole.intercept_[0]]]
    return weights, chances


def _fitted(signs_: npt.NDArray[np.float32], wanted: npt.NDArray[np.bool_]) -> LogisticRegression:
    return LogisticRegression(C=0.3, solver="liblinear", max_iter=300, random_state=0).fit(signs_, wanted)


def speaking(chances: Table, scores: Table, table: npt.NDArray[np.float32]) -> Table:
    """Return the chances of sentences that the reader may tell, 0 for those that do not speak for themselves."""
    known = table[:, :, SIGNS.index("found by a rule")].max(axis=1) > 0
    back = table[:, 0, SIGNS.index("points back")] > 0
    least = np.where(known, shipped.EXPLAINED, np.where(back, -np.inf, shipped.LOW))
    return np.where(scores >= least[:, None], chances, 0.0)


def thresholds(
    chances: Table, labels: Table, found: npt.NDArray[np.bool_], harmless: npt.NDArray[np.bool_], documents: int
) -> dict[str, float]:
    """Return from which chance a sentence is told, by class: best for rules and reader together.

    `harmless` are the sentences of harmless documents, of which there are so many `documents`.
    """
    chosen = {}
    for column, name in enumerate(CLASSES):
        known = ~np.isnan(labels[:, column])
        wanted, by_rule, chance = labels[known, column] == 1, found[known, column], chances[known, column]
        dull = harmless[known]
        found_weighs = ASKED if name.startswith("q") else FOUND
        ways = [
            (_worth(wanted, by_rule, chance >= at, found_weighs), at)
            for at in np.arange(CLEAR if name in CLEAR_ONES else LOWEST, 0.96, 0.02)
            if name.startswith("q") or _bearable(wanted[dull], (chance[dull] >= at) & ~by_rule[dull], documents)
        ]
        best, at = max(ways, default=(0.0, 0.0))
        if best > 0:
            chosen[name] = round(float(at), 2)
    return chosen


def _bearable(wanted: npt.NDArray[np.bool_], alone: npt.NDArray[np.bool_], documents: int) -> bool:
    """Say whether what the reader tells alone in harmless documents is right often enough, or seldom wrong."""
    right = (wanted & alone).sum()
    return bool(right >= LEAST * alone.sum() or alone.sum() - right <= documents / SELDOM)


def _worth(
    wanted: npt.NDArray[np.bool_], by_rule: npt.NDArray[np.bool_], told: npt.NDArray[np.bool_], found_weighs: float
) -> float:
    """Return the share of right and found, found weighing more; 0 where too few of what the reader tells alone hold."""
    alone = told & ~by_rule
    if (wanted & alone).sum() < max(LEAST * alone.sum(), FEW):
        return 0.0
    both = told | by_rule
    right = (both & wanted).sum()
    return float((1 + found_weighs**2) * right / (both.sum() + found_weighs**2 * wanted.sum()))


def doubtful(
    found: Iterable[Found], scores: Table, chances: Table, labels: Table, meanings: Mapping[str, Meaning]
) -> list[str]:
    """Return the rules that were seldom right where neither a sentence nor what stands around it bears them out.

    A rule is right where its kind is marked, or a question on which it bears directly. One that is seldom right even
    where it is borne out finds something else than what is marked, and says nothing of its worth. `chances` and
    `scores` are those of all sentences, by weights that do not know their writers.
    """
    right: dict[tuple[str, bool], list[bool]] = defaultdict(list)
    for kind, rule, held in found:
        if kind in CLEAR_ONES:
            continue
        column = KINDS.index(kind)
        of_rule = [column, *(CLASSES.index(f"q{question}") for question in meanings[rule].questions)]
        marks, own = labels[held, :][:, of_rule], labels[held, column]
        borne_out = bool(
            (scores[held, column] >= shipped.SPOKEN).any() or (chances[held, column] >= shipped.BORNE_OUT).any()
        )
        if (marks == 1).any() or not np.isnan(own).any():
            right[rule, borne_out].append(bool((marks == 1).any()))
    chosen = []
    for rule in sorted({rule for rule, _ in right}):
        alone, together = right[rule, False], right[rule, True]
        if len(alone) >= OFTEN and sum(alone) <= RIGHT * len(alone) and 2 * sum(together) >= len(together) > 0:
            chosen.append(rule)
    return chosen


def left_out(
    chances: Table, labels: Table, found: npt.NDArray[np.bool_], chosen: dict[str, float]
) -> dict[str, dict[str, float]]:
    """Return what rules, and rules and reader together, find in text whose writer took no part in the training."""
    measured = {}
    for column, name in enumerate(KINDS):
        known = ~np.isnan(labels[:, column])
        wanted, rules = labels[known, column] == 1, found[known, column]
        told = rules | (chances[known, column] >= chosen.get(name, 2))
        alone = told & ~rules
        measured[name] = {
            "marked": int(wanted.sum()),
            "rules precision": _share(rules & wanted, rules),
            "rules recall": _share(rules & wanted, wanted),
            "precision": _share(told & wanted, told),
            "recall": _share(told & wanted, wanted),
            "alone right": _share(alone & wanted, alone),
        }
    return measured


def _share(part: npt.NDArray[np.bool_], whole: npt.NDArray[np.bool_]) -> float:
    return round(float(part.sum() / max(whole.sum(), 1)), 3)


def whole_numbers(
    weights: Table, columns: npt.NDArray[np.int64], rows: Any
) -> tuple[npt.NDArray[np.int64], Table, Table]:
    """Return the places kept, their weights in whole units, and what a unit of each class is worth.

    Kept is what says most in all: a feature that many sentences have, with a middling weight, before one that two have.
    """
    steps = np.abs(weights).max(axis=0) / 127
    having = np.bincount(rows.indices, minlength=rows.shape[1])
    says = np.abs(weights / steps).max(axis=1) * np.sqrt(having)
    kept = np.sort(np.argsort(-says, kind="stable")[:KEPT])
    return columns[kept], np.rint(weights[kept] / steps), steps


def train(given: Sequence[Agreement]) -> dict[str, Any]:
    """Train on labelled agreements and write the model; return what stands beside the weights."""
    setup = prepare(installed=True)
    text = text_of([labelled(agreement) for agreement in given])
    columns = np.flatnonzero(np.bincount(text.rows.indices, minlength=text.rows.shape[1]))
    text = Text(text.documents, text.rows[:, columns], text.wanted, text.weights, text.hands)
    scores = without_own_hand(text)
    found, hands = found_in(text, setup), text.hands[: text.sentences]
    table = context_of(text, scores, found)
    weights_of_signs, first = weigh_context(table, text.labels, hands, KINDS)
    table = np.concatenate([table, context_of(text, once_more(scores, first), found)], axis=2)
    weights_again, chances = weigh_context(table, text.labels, hands)
    by_rule = table[:, :, SIGNS.index("found by a rule")] > 0
    unlikely = doubtful(numbered(text, found), scores, chances, text.labels, setup.meanings)
    chances = speaking(chances, scores, table)
    weights, bias = ridge(text.rows, text.wanted, text.weights, PENALTY)
    places, units, steps = whole_numbers(weights, columns, text.rows)
    dull = sum(document.harmless for document in text.documents)
    chosen = thresholds(chances, text.labels, by_rule, text.harmless, dull)
    measured = left_out(chances, text.labels, by_rule, chosen)
    about = {
        "classes": list(CLASSES),
        "rows": len(places),
        "steps": [float(f"{step:.6g}") for step in steps],
        "bias": [float(f"{one:.6g}") for one in bias],
        "signs": weights_of_signs,
        "signs again": weights_again,
        "thresholds": chosen,
        "doubtful": unlikely,
        "left out": measured,
        "documents": len(given),
        "sentences": text.sentences,
        "text": digest(given),
    }
    (PLACE / "model.bin").write_bytes(places.astype("<i4").tobytes() + units.astype(np.int8).tobytes())
    (PLACE / "model.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    return about


def main() -> None:
    """Train on the agreements of a folder, the project's own unless another is named."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    about = train(training_agreements(folder))
    sys.stdout.write(f"{about['documents']} documents, {about['sentences']} sentences\n")


if __name__ == "__main__":
    main()
