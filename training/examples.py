"""The examples in the rule files as training text: what a rule must find is of its kind, what looks alike is not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from contract_scan.rules.examples import read_example
from contract_scan.rules.load import load_packs
from contract_scan.rules.segments import Folded
from contract_scan_builtins.knowledge import patterns


@dataclass(frozen=True)
class Shown:
    """An example as it is read; `wanted` says for each of its sentences whether it is of the kind."""

    kind: str
    text: Folded
    wanted: tuple[bool, ...]


def shown() -> Iterator[Shown]:
    """Yield the examples of all rules with words."""
    pack, _ = load_packs({"": list(patterns())})
    for wording in pack.wordings:
        kind = pack.meanings[wording.rule].kind
        for source in (*wording.examples.hits, *wording.examples.misses):
            example = read_example(source, wording.language)
            spans = set(example.wanted)
            yield Shown(kind, example.text, tuple(segment.span in spans for segment in example.text.segments))
