"""Norms are data with a source, whole in one file that a house replaces."""

from __future__ import annotations

from pathlib import Path

import pytest

from contract_scan.messages import LANGUAGES
from contract_scan.norms import LimitsError, load_norms, norms_at_hand
from contract_scan.settings import Settings
from contract_scan.setup import Setup, prepare_with

OWN = """\
words:
  short: {nl: hoogstens een jaar, en: at most one year}
norms:
  house_secrecy:
    title: {nl: Geheimhouding bij ons, en: Secrecy with us}
    of: {kinds: [secrecy]}
    at_most: {period: P1Y}
    usual: short
    questions: ["5.1"]
    source: House rules, article 4
"""


def written(folder: Path, text: str) -> Path:
    """Write a file of norms."""
    path = folder / "limits.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_built_in_norm_has_a_source_and_bears_on_known_questions(setup: Setup) -> None:
    """And each of its words stands in both languages."""
    norms = norms_at_hand()
    known = {question.id for question in setup.questions.questions}

    assert len(norms.norms) >= 10
    for norm in norms.norms.values():
        assert norm.source and set(norm.questions) <= known and set(LANGUAGES) == set(norm.title)
        assert all(key is None or key in norms.words for key in (norm.value, norm.usual))
    assert all(set(LANGUAGES) == set(words) for words in norms.words.values())


def test_the_norms_name_rules_and_kinds_that_exist(setup: Setup) -> None:
    """A norm for nothing would never be noticed."""
    kinds = {meaning.kind for meaning in setup.meanings.values()}
    for norm in norms_at_hand().norms.values():
        assert set(norm.kinds) <= kinds
        assert {*norm.rules, *norm.but} <= set(setup.meanings)


def test_a_house_file_takes_the_place_of_the_built_in_norms(tmp_path: Path) -> None:
    """Whole: what it leaves out is compared with nothing."""
    assert ["house_secrecy"] == list(norms_at_hand(written(tmp_path, OWN)).norms)


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("    at_most: {period: P1Y}\n", "", "one_comparison"),
        ("    at_most: {period: P1Y}", "    at_most: {period: P1Y}\n    at_home: country", "one_comparison"),
        ("    source: House rules, article 4\n", "", "missing_key"),
        ("    usual: short", "    usually: short", "unknown_key"),
        ("    usual: short", "    least: many", "not_a_number"),
        ("at_most: {period: P1Y}", "at_most: {period: a year}", "not_a_period"),
        (OWN, "norms: [", "yaml.missing"),
        (OWN, "", "empty_file"),
    ],
)
def test_a_broken_file_is_one_sentence_with_its_place(tmp_path: Path, old: str, new: str, key: str) -> None:
    """What, where, what to do next, in both languages."""
    path = written(tmp_path, OWN.replace(old, new))
    with pytest.raises(LimitsError) as caught:
        load_norms(path)

    assert key == caught.value.key
    assert all(str(path) in caught.value.sentence(language) for language in LANGUAGES)


def test_a_house_file_that_is_not_there_is_said_before_anything_is_scanned(tmp_path: Path) -> None:
    """Comparing with nothing would look like nothing to say."""
    with pytest.raises(LimitsError, match="gone"):
        prepare_with(Settings(installed=False, house_limits=tmp_path / "gone.yaml"))
