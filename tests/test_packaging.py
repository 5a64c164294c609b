"""What is built holds what the checkout holds."""

from __future__ import annotations

import re
import tomllib

import pytest

from tests.command import contract_scan
from tests.conftest import ROOT


@pytest.mark.checkout
def test_every_package_is_listed() -> None:
    """A folder that is not listed would be missing from the wheel."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    roots = project["tool"]["setuptools"]["package-dir"]
    found = set(roots)
    for name, folder in roots.items():
        for init in (ROOT / folder).rglob("__init__.py"):
            found.add(".".join([name, *init.parent.relative_to(ROOT / folder).parts]))

    assert sorted(found) == sorted(project["tool"]["setuptools"]["packages"])


@pytest.mark.checkout
def test_the_command_tells_the_version_that_the_changelog_named_last() -> None:
    """Under what is not released yet."""
    first, newest, *_ = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)

    assert first == "Unreleased"
    assert contract_scan("--version").stdout.decode().split()[-1] == newest
