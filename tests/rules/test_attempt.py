"""What a lawyer is told of a rule: why a line that has its words does not fit, what is broken, and what a rule holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from contract_scan.messages import LANGUAGES
from contract_scan.rules.attempt import attempt_lines
from contract_scan.rules.explain import explained
from contract_scan.rules.load import load_packs
from contract_scan.rules.start import start_rule
from tests.rules.builders import write_topic

MEANINGS = """\
kind: publicity
questions: ["5.1"]
source: "Press policy"
rules:
  press:
    languages: [en]
    title: {en: "Press", nl: "Pers"}
    message: {en: "Ask who.", nl: "Vraag wie."}
    why: {en: "Because.", nl: "Daarom."}
    reads: ["LINE"]
"""
WORDS = "rules:\n  press:\n    examples: {hits: [], misses: []}\n"


def written(folder: Path, line: str) -> Path:
    """Write a topic with one rule of one line."""
    return write_topic(folder / "house", MEANINGS.replace("LINE", line), en=WORDS)


@pytest.mark.parametrize(
    ("line", "sentence", "told"),
    [
        ("PUBLISH & CONSENT, must", "Partner may publish without consent.", "binds in another way (may, need not)"),
        ("by SCHOLAR: PUBLISH & CONSENT", "Partner may publish with consent.", "another acts (PARTNER)"),
        ("under SECRET: PUBLISH & CONSENT", "Partner may publish with consent.", "the heading above"),
        ("CONSENT > PUBLISH", "Partner may publish with consent.", "in another order"),
        ("PUBLISH & {period}", "Partner may publish.", "lacks {period}"),
        ("PUBLISH & {period > 6 months}", "Partner may publish in two months.", "(P2M) is not within the limit"),
        ("PUBLISH & PAY", "Partner may publish.", "lacks PAY"),
    ],
)
def test_why_a_line_does_not_fit_is_told_as_it_is(tmp_path: Path, line: str, sentence: str, told: str) -> None:
    """Not that its words stand too far apart where something else is in the way."""
    folder = written(tmp_path, line)

    assert told in attempt_lines(sentence, "en", [folder], "en", "house.press")[1]
    assert told not in attempt_lines(sentence, "en", [folder], "nl", "house.press")[1]


def test_what_is_broken_is_told_before_all(tmp_path: Path) -> None:
    """A rule that was not read cannot fire."""
    folder = written(tmp_path, "PUBLISH &")

    assert str(folder / "rules.yaml") in attempt_lines("Partner may publish.", "en", [folder], "en")[0]


@pytest.mark.parametrize("speak", LANGUAGES)
def test_the_lines_of_a_rule_are_explained(tmp_path: Path, speak: str) -> None:
    """Beside its phrases."""
    pack, _ = load_packs({"": [written(tmp_path, "PUBLISH & CONSENT")]})

    assert any("PUBLISH & CONSENT" in line for line in explained(pack, "house.press", speak))


def test_a_rule_that_is_started_in_dutch_has_comments_in_dutch(tmp_path: Path) -> None:
    """The files mean the same."""
    dutch, english = (start_rule("huis.regel", tmp_path / speak, speak)[0] for speak in ("nl", "en"))

    assert "oordeel" in dutch.read_text(encoding="utf-8")
    assert "verdict" in english.read_text(encoding="utf-8")
    first, second = (load_packs({"": [path.parent]})[0].meanings["huis.regel"] for path in (dutch, english))
    assert (first.title, first.message, first.why) == (second.title, second.message, second.why)
