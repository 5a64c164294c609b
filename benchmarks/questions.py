"""Whether questions are answered as a careful reader would: evidence where there is some, silence where there is none.

    python benchmarks/questions.py [--misses] [FOLDER …]

Scans the labelled agreements (`fixtures/agreements`, without those set apart, or the folders given) without any list,
and prints per question and per hand how much evidence was found, how often it was claimed where there is none, and how
often "nothing found" was said although there is some; 1.1 is left out, since it needs lists. Of harmless agreements it
prints how many quotes stand directly under a question. Rules are written while these agreements are read, so that the
figures flatter; `training/agreements.py` says how they are labelled.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from contract_scan.dossier import dossier_of  # noqa: E402
from contract_scan.dossier.evidence import Evidence  # noqa: E402
from contract_scan.dossier.model import Asked, Dossier  # noqa: E402
from contract_scan.read import read_bytes  # noqa: E402
from contract_scan.scanning import scan_document  # noqa: E402
from contract_scan.setup import Setup, prepare  # noqa: E402
from training.agreements import FOLDER, Agreement, agreements, training_agreements  # noqa: E402

APART = "1.1"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question of one agreement: whether a reader found evidence, and the state that the scan gave it."""

    agreement: Agreement
    asked: Asked
    wanted: bool

    @property
    def question(self) -> str:
        """The id of the question."""
        return self.asked.question.id

    @property
    def state(self) -> str:
        """The state of the answer."""
        return self.asked.answer.state


def outcomes(agreement: Agreement, dossier: Dossier) -> Iterator[Outcome]:
    """Yield an outcome for each question of the set but the one that needs lists."""
    wanted = {str(question) for question in agreement.head["questions"]}
    for asked in dossier.asked:
        if asked.question.id != APART:
            yield Outcome(agreement, asked, asked.question.id in wanted)


def rates(given: Iterable[Outcome]) -> str:
    """Return found, claimed and false "nothing found" of outcomes, as shares and counts."""
    counts = Counter((outcome.wanted, outcome.state) for outcome in given)
    there = sum(number for (wanted, _), number in counts.items() if wanted)
    none = sum(number for (wanted, _), number in counts.items() if not wanted)
    return "  ".join(
        f"{name} {_share(counts[wanted, state], there if wanted else none)}"
        for name, wanted, state in (
            ("found", True, "evidence"),
            ("claimed", False, "evidence"),
            ("false nothing found", True, "nothing_found"),
        )
    )


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f} ({part}/{whole})" if whole else f"-    ({part}/{whole})"


def direct_items(dossier: Dossier) -> int:
    """Return how many quotes stand directly under a question and are sure, each counted once."""
    return len({item.number for asked in dossier.asked for item in asked.sure})


def wanted_items(outcome: Outcome) -> Iterator[tuple[bool, Evidence]]:
    """Yield each sure quote directly under a question, with whether a reader marked one of its sentences for it."""
    marked = [_folded(line.text) for line in outcome.agreement.lines if outcome.question in line.questions]
    for item in outcome.asked.sure:
        quote = _folded(item.first.quote)
        yield any(line in quote or quote in line for line in marked), item


def _folded(text: str) -> str:
    return " ".join(text.split()).strip(" |.;").casefold()


def misses(given: Iterable[Outcome]) -> Iterator[str]:
    """Yield a line for each outcome that is not what a reader would say, and below it what stands there instead."""
    for outcome in given:
        if outcome.wanted == (outcome.state == "evidence"):
            continue
        where = f"{outcome.agreement.hand} {outcome.agreement.path.stem}"
        yield f"{'missed' if outcome.wanted else 'extra '} {outcome.question} {where} [{outcome.state}]"
        yield from _wanted(outcome) if outcome.wanted else _claimed(outcome.asked)


def _wanted(outcome: Outcome) -> Iterator[str]:
    for line in outcome.agreement.lines:
        if outcome.question in line.questions:
            yield f"    | {line.text[:220]}"


def _claimed(asked: Asked) -> Iterator[str]:
    for item in (*asked.sure, *asked.possible):
        rules = ", ".join(sorted({finding.rule for finding in item.findings}))
        yield f"    {'?' if item.possible else '='} {rules}: {' '.join(item.first.quote.split())[:160]}"


def scanned(given: Iterable[Agreement], setup: Setup) -> Mapping[Path, Dossier]:
    """Return the dossier of each agreement, scanned as a text file."""
    return {
        agreement.path: dossier_of(
            scan_document(read_bytes(agreement.text.encode(), f"{agreement.path.stem}.txt", setup.readers), setup)
        )
        for agreement in given
    }


def main(folders: list[Path], *, show_misses: bool) -> None:
    """Scan, and print the tables."""
    chosen = [one for folder in folders for one in agreements(folder)] or training_agreements(FOLDER)
    dossiers = scanned(chosen, prepare())
    every = [outcome for agreement in chosen for outcome in outcomes(agreement, dossiers[agreement.path])]
    for title, key in (("question", lambda o: o.question), ("hand", lambda o: o.agreement.hand)):
        print(f"\nBy {title}")
        for value in sorted({key(outcome) for outcome in every}):
            print(f"  {value:5} {rates(o for o in every if key(o) == value)}")
    print(f"\n  all   {rates(every)}")
    print("\nQuotes directly under a question that a reader marked for it")
    for value in (*sorted({o.question for o in every}), "all"):
        judged = [wanted for o in every if value in (o.question, "all") for wanted, _ in wanted_items(o)]
        print(f"  {value:5} {_share(sum(judged), len(judged))}")
    print("\nHarmless agreements: quotes directly under a question")
    for agreement in chosen:
        if agreement.head["harmless"] is True:
            print(f"  {direct_items(dossiers[agreement.path]):3} {agreement.hand} {agreement.path.stem}")
    if show_misses:
        print("\nNot as a reader would say")
        print("\n".join(misses(every)))
        print("\nQuotes that no reader marked for the question")
        for outcome in every:
            for item in (item for wanted, item in wanted_items(outcome) if not wanted):
                rules = ", ".join(sorted({finding.rule for finding in item.findings}))
                quote = " ".join(item.first.quote.split())[:160]
                print(f"{outcome.question} {rules} {outcome.agreement.hand} {outcome.agreement.path.stem}: {quote}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--misses", action="store_true", help="list each question that was answered otherwise")
    options = parser.parse_args()
    main(options.folders, show_misses=options.misses)
