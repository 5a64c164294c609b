"""docs/reports.md tells the order of what weighs as the table has it."""

from __future__ import annotations

import re

from contract_scan.yaml_files import knowledge
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "reports.md").read_text(encoding="utf-8")


def test_the_order_of_what_weighs_is_the_one_in_the_table() -> None:
    """Every group, by its English title, in its place."""
    told = re.findall(r"^\| \d+ \| ([^|]+) \|", PAGE, re.MULTILINE)

    assert [group["title"]["en"] for group in knowledge("tables", "weight")["groups"].values()] == told
