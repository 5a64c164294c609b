"""Swapping the words of examples for others of their concept: lines over concepts bear it, phrases do not."""

from __future__ import annotations

from pathlib import Path

from contract_scan.rules.proof.paraphrase import share, swap_words, told
from tests.rules.builders import write_topic

MEANINGS = """\
kind: secrecy
questions: ["5.1"]
source: test
bearing: raises
rules:
  outside:
    title: {en: Outside, nl: Buiten}
    message: {en: "Who may know?", nl: "Wie mag het weten?"}
    why: {en: Because, nl: Daarom}
"""
WORDS = """\
rules:
  outside:
    WAY
    examples:
      hits: ["[[The recipe is secret towards outsiders.]]"]
      misses: ["The recipe is secret."]
"""


def topic(folder: Path, way: str) -> Path:
    """Write a topic of one rule that finds its sentence in a way."""
    return write_topic(folder / "topic", MEANINGS, en=WORDS.replace("WAY", way))


def test_a_line_over_concepts_finds_a_sentence_whatever_word_is_chosen(tmp_path: Path) -> None:
    """Each word that the line asks for is put aside for others of its concept."""
    swaps = swap_words([topic(tmp_path, 'reads: ["SECRET & OUTSIDER"]')])

    assert {"SECRET", "OUTSIDER"} == {swap.concept for swap in swaps}
    assert all(swap.by_line for swap in swaps)
    assert share(swaps) == 1


def test_a_phrase_loses_the_sentence_and_it_is_said_with_which_word(tmp_path: Path) -> None:
    """One example a rule, then the shares."""
    folder = topic(tmp_path, 'phrases: ["secret … outsiders"]')
    lines = told([folder], "en")
    swaps = swap_words([folder])

    assert {"SECRET", "OUTSIDER"} == {swap.concept for swap in swaps if not swap.kept}
    assert 0 < share(swaps) < 0.5
    assert lines[0].startswith(f"topic.outside keeps {share(swaps):.0%}: for instance not with “")
    assert lines[0].endswith("The recipe is secret towards outsiders.")
    assert "are found still" in lines[-1]
