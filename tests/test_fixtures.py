"""Our own documents: built from their sources byte for byte, and scanned as their golden reports say."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from contract_scan.setup import Setup
from tests.conftest import FIXTURES, ROOT

DOCUMENTS = sorted(path.name for path in FIXTURES.iterdir())


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


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_scan_says_what_the_golden_report_says(setup: Setup, name: str) -> None:
    """Every finding with its exact place; run ``python fixtures/expect.py`` after a change and look at the difference."""
    expect = script("expect")
    wanted = (ROOT / "fixtures" / "expected" / f"{name}.txt").read_text(encoding="utf-8")

    assert wanted.splitlines() == expect.golden(expect.scan_fixture(FIXTURES / name, setup)).splitlines()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_first_page_is_as_kept(setup: Setup, name: str) -> None:
    """Line by line as people see it."""
    expect = script("expect")
    wanted = (ROOT / "fixtures" / "expected" / "pages" / f"{name}.txt").read_text(encoding="utf-8")

    assert wanted.splitlines() == expect.page(expect.scan_fixture(FIXTURES / name, setup)).splitlines()
