"""The pages that are made from code, rules and samples are fresh; `make docs` makes them again."""

from __future__ import annotations

from functools import cache

import pytest

from tests.conftest import ROOT
from tests.docs.test_api import build

PAGES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "CONTRIBUTING.md", *ROOT.glob("docs/*.md")))


@cache
def made() -> dict[str, str]:
    """Return every page as it is made."""
    return {path.relative_to(ROOT).as_posix(): text for path, text in build().pages().items()}


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_what_it_is_made_from(path: str) -> None:
    """A page is what it is made from."""
    assert made()[path] == (ROOT / path).read_text(encoding="utf-8")


def test_every_page_is_among_them() -> None:
    """That of coverage too."""
    assert PAGES == sorted(made())
    assert "docs/coverage.md" in made()
