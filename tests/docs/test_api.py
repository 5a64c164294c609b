"""The public interface is what docs/api.md says, is typed, and costs nothing until it is used."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from types import ModuleType

import pytest

import contract_scan
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")


def build() -> ModuleType:
    """Import the script that writes the pages."""
    spec = importlib.util.spec_from_file_location("docs_build", ROOT / "docs" / "build.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_has_every_name_with_its_real_signature_and_docstring() -> None:
    """It is written by `python docs/build.py`; a changed signature makes it differ."""
    assert build().with_names(PAGE) == PAGE


def test_every_name_can_be_imported_and_is_the_typed_file() -> None:
    """None is left out of what mypy checks."""
    typed = (ROOT / "tests" / "typing" / "api.py").read_text(encoding="utf-8")
    used = set(re.findall(r"^    (\w+),$", typed.partition(")\n")[0], re.MULTILINE))

    assert set(contract_scan.__all__) == used
    assert all(getattr(contract_scan, name) is not None for name in contract_scan.__all__)


def test_names_are_imported_when_they_are_asked_for() -> None:
    """So that the command starts at once."""
    code = "import contract_scan, sys; print(sorted(m for m in sys.modules if m.startswith('contract_scan.')))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert "[]" == run.stdout.strip()


def test_another_name_is_refused_as_python_does() -> None:
    """With its name."""
    with pytest.raises(AttributeError, match="no_such_name"):
        contract_scan.no_such_name  # noqa: B018 - asking is what is tried


def test_a_name_is_the_same_after_its_module_was_imported() -> None:
    """A function must not turn into the package it stands in."""
    code = "import contract_scan.read, contract_scan.scan\nfrom contract_scan import read_document, Scan\nread_document.__call__; Scan.__name__"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_sample_on_the_page_runs() -> None:
    """As it stands."""
    [sample] = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    run = subprocess.run([sys.executable, "-c", sample], capture_output=True, text=True, check=True, cwd=ROOT)

    assert "secrecy.duty" in run.stdout
    assert re.search(r"^1\.1 (evidence|nothing_found|not_looked)$", run.stdout, re.MULTILINE)


def test_the_interface_is_typed() -> None:
    """A plugin author's use of it passes mypy --strict."""
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file", str(ROOT / "pyproject.toml")]
    run = subprocess.run([*command, "tests/typing/api.py"], capture_output=True, text=True, check=False, cwd=ROOT)

    assert 0 == run.returncode, run.stdout + run.stderr
