"""What is built holds what the checkout holds."""

from __future__ import annotations

import tomllib

import pytest

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
