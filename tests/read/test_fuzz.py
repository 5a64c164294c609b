"""Files damaged at random, the same ones on every run: each is a document or a sentence, never anything else.

Every kind of file, and every part of one, has bytes added, left out and replaced among them.
"""

from __future__ import annotations

import importlib.util
from itertools import islice
from types import ModuleType

import pytest

from tests.conftest import ROOT

#: Inputs a target: together a few seconds. `python fuzz/reading.py SECONDS` goes on from another seed.
INPUTS = {"word_walk": 25, "damaged": 160, "damaged_part": 110, "rich_text": 120, "annotated": 30}
CHANGES = {"added", "left out", "replaced"}


@pytest.fixture(scope="module")
def fuzz() -> ModuleType:
    """The fuzzer."""
    spec = importlib.util.spec_from_file_location("fuzz_reading", ROOT / "fuzz" / "reading.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", sorted(INPUTS))
def test_no_damaged_file_is_anything_but_a_document_or_a_sentence(fuzz: ModuleType, name: str) -> None:
    assert sorted(fuzz.TARGETS) == sorted(INPUTS)
    fuzz.COVERED.clear()
    for data in islice(fuzz.inputs(2026), INPUTS[name]):
        fuzz.TARGETS[name].hypothesis.fuzz_one_input(data)
    expected = {
        "damaged": set(fuzz.SEEDS),
        "damaged_part": {f"{file}!{part}" for file in fuzz.PARTED for part in fuzz.parts(file)},
        "annotated": {"x.pdf with comments"},
    }
    assert {(what, change) for what in expected.get(name, ()) for change in CHANGES} <= set(fuzz.COVERED)
