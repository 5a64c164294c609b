"""The pages that are made from code, rules and samples are fresh; `make docs` makes them again."""

from __future__ import annotations

import pytest

from tests.conftest import ROOT
from tests.docs.test_api import build

PAGES = {path.relative_to(ROOT).as_posix(): text for path, text in build().pages().items()}


@pytest.mark.parametrize("path", sorted(PAGES))
def test_a_page_is_what_it_is_made_from(path: str) -> None:
    """A page is what it is made from."""
    assert PAGES[path] == (ROOT / path).read_text(encoding="utf-8")


def test_the_page_of_coverage_is_among_them() -> None:
    """The page of coverage is among them."""
    assert "docs/coverage.md" in PAGES
