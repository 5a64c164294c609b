"""A house writes one line over concepts: what it finds of what others would write for the same thing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

from contract_scan.language.expression import parse_line
from contract_scan.language.fitting import fit
from contract_scan.rules.examples import read_example

RULES = yaml.safe_load((Path(__file__).parent / "house_paraphrases.yaml").read_text(encoding="utf-8"))


class Tried(NamedTuple):
    """A sentence, whether it should be found, and whether its line finds it."""

    rule: str
    sentence: str
    wanted: bool
    found: bool


def tried() -> Iterator[Tried]:
    """Yield what each line makes of its sentences."""
    for rule, languages in RULES.items():
        for language, given in languages.items():
            line = parse_line(given["line"])
            for wanted in (True, False):
                for sentence in given["hits" if wanted else "misses"]:
                    found = any(fit(line, clause) for clause in read_example(sentence, language).text.clauses)
                    yield Tried(rule, sentence, wanted, found)


def test_one_line_finds_most_ways_to_draft_a_clause() -> None:
    """And few of those that look alike: the sentences were written before the lines."""
    all_tried = list(tried())
    hits, misses = [one for one in all_tried if one.wanted], [one for one in all_tried if not one.wanted]

    assert (6 * 15, 6 * 5) == (len(hits), len(misses))
    assert sum(one.found for one in hits) >= 0.85 * len(hits), [one.sentence for one in hits if not one.found]
    assert sum(one.found for one in misses) <= 0.10 * len(misses), [one.sentence for one in misses if one.found]
