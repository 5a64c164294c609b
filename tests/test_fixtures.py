"""Our own documents: built from their sources byte for byte, and scanned as their golden reports say."""

from __future__ import annotations

import importlib.util
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from tests.conftest import FIXTURES, ROOT, ScanOf

DOCUMENTS = sorted(path.name for path in FIXTURES.iterdir())
GOLDEN = sorted(path.stem for path in (ROOT / "fixtures" / "expected").glob("*.txt"))


def script(name: str) -> ModuleType:
    """Load a script of the fixtures folder."""
    spec = importlib.util.spec_from_file_location(f"fixtures_{name}", ROOT / "fixtures" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_the_documents_are_what_their_sources_build(tmp_path: Path) -> None:
    """Nobody edited one by hand, and the same source gives the same document."""
    from contract_scan.plugins import load_plugins
    from contract_scan.read import read

    readers = [c.value for c in load_plugins(installed=False).contributions("readers")]
    built = script("build").main(tmp_path)

    assert DOCUMENTS == sorted(path.name for path in built)
    for path in built:
        again = read(path, readers, ocr="never")
        kept = read(FIXTURES / path.name, readers, ocr="never")
        assert again.text == kept.text, path.name
        assert again.marks == kept.marks, path.name


@pytest.mark.parametrize("name", GOLDEN)
def test_a_scan_says_what_the_golden_report_says(scan_of: ScanOf, name: str) -> None:
    """Every finding with its exact place; run ``python fixtures/expect.py`` after a change and look at the difference."""
    expect = script("expect")
    wanted = (ROOT / "fixtures" / "expected" / f"{name}.txt").read_text(encoding="utf-8")

    assert wanted.splitlines() == expect.golden(scan_of(name)).splitlines()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_is_found_in_a_document_has_its_reason(scan_of: ScanOf, name: str) -> None:
    """What matters is found; where there is a golden report, each finding in it has a reason that somebody wrote."""
    reasons = script("reasons")

    assert reasons.faults(scan_of(name), reasons.reasons_of(name)) == []


def test_a_golden_report_is_kept_where_every_finding_has_a_reason_and_nowhere_else() -> None:
    """A report without reasons beside it would be a thousand lines that nobody reads."""
    reasons = script("reasons")

    assert [name for name in DOCUMENTS if reasons.reasons_of(name).whole] == GOLDEN


def test_a_finding_without_a_reason_and_a_reason_without_a_finding_are_told_in_one_sentence_each(
    scan_of: ScanOf,
) -> None:
    """Whoever changed a rule reads what was found on which words, in which file the reason belongs, and what to do."""
    reasons = script("reasons")
    kept = reasons.reasons_of("en-award-letter.pdf")
    first, *others = (one for one in kept.because if "ethics.integrity" not in one.rules)
    vain = replace(first, rules=(*first.rules, "ethics.vain"))

    assert reasons.faults(scan_of(kept.name), replace(kept, because=(vain, *others))) == [
        "fixtures/reasons/en-award-letter.pdf.toml: ethics.vain is no longer found on “Hartmann Foundation for Open Science”: "
        "mend it, or take out the reason if it was wrong.",
        "fixtures/reasons/en-award-letter.pdf.toml: no reason for ethics.integrity on “The research must be carried out in "
        "accordance with the …”: say why it is right, or mend it.",
    ]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_first_page_is_as_kept(scan_of: ScanOf, name: str) -> None:
    """Line by line as people see it."""
    expect = script("expect")
    wanted = (ROOT / "fixtures" / "expected" / "pages" / f"{name}.txt").read_text(encoding="utf-8")

    assert wanted.splitlines() == expect.page(scan_of(name)).splitlines()
