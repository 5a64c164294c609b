"""The page about reading Word files names tests that exist."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[3]


def test_every_test_that_the_page_names_exists():
    page = next(ROOT.glob("docs/reading*word*.md"), None) or ROOT / "docs" / "reading.md"
    named = set(re.findall(r"`(test_\w+)`", page.read_text(encoding="utf-8")))
    written = {
        name
        for path in (ROOT / "tests" / "read").rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert len(named) > 50
    assert named - written == set()
