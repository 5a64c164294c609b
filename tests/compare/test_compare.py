"""Two drafts: what is new, gone, changed or moved, and the language versions that disagree."""

from __future__ import annotations

import json

import pytest

from contract_scan.compare.comparing import language_versions
from contract_scan.compare.page import html
from contract_scan.compare.pairs import Pair, compare
from contract_scan.compare.passages import text_changes
from contract_scan.compare.plain import as_json
from contract_scan.compare.report import Comparison, terminal
from contract_scan.compare.versions import disagreements, versions_of
from contract_scan.decisions import Decision, Decisions
from contract_scan.document import Block, Document, DocumentBuilder, Source, Span
from contract_scan.read import read, read_bytes
from contract_scan.scan import Scan
from contract_scan.scanning import scan_document
from contract_scan.setup import Setup
from tests.conftest import FIXTURES

OLD = """Collaboration agreement

1. Publication

1.1 The University is free to publish its results at any time.

1.2 Publication may be delayed for thirty (30) days at the request of Partner.

2. Secrecy

2.1 Each party shall keep the other party's Confidential Information confidential for five (5) years.
"""
NEW = """Collaboration agreement

1. Secrecy

1.1 Each party shall keep the other party's Confidential Information confidential for five (5) years.

2. Publication

2.1 Publication may be delayed for eighteen (18) months at the request of Partner.

2.2 The University shall not publish without the prior written consent of Partner.
"""


def scanned(setup: Setup, text: str) -> Scan:
    """Scan a text."""
    return scan_document(read_bytes(text.encode(), "draft.txt", setup.readers), setup)


@pytest.fixture(scope="module")
def pairs(setup: Setup) -> tuple[Pair, ...]:
    """Compare the two drafts."""
    return compare(scanned(setup, OLD), scanned(setup, NEW))


def changed(pairs: tuple[Pair, ...], change: str) -> list[Pair]:
    """Return the pairs of one change."""
    return [pair for pair in pairs if pair.change == change]


def test_a_lost_safeguard_comes_first(pairs: tuple[Pair, ...]) -> None:
    """Before everything else."""
    assert "lost_safeguard" == pairs[0].change
    assert "free to publish" in str(pairs[0].finding.quote)


def test_a_clause_that_only_got_another_number_moved(pairs: tuple[Pair, ...]) -> None:
    """It is neither new nor gone."""
    assert any("five (5) years" in p.finding.quote for p in changed(pairs, "moved"))


def test_a_reworded_clause_shows_the_period_that_grew(pairs: tuple[Pair, ...]) -> None:
    """From thirty days to eighteen months."""
    facts = [fact for p in changed(pairs, "changed") for fact in p.facts]

    assert ("P30D", "P18M", True) in [(f.old, f.new, f.grew) for f in facts]


def test_a_clause_that_was_not_there_is_new(pairs: tuple[Pair, ...]) -> None:
    """The veto."""
    assert any("prior written consent" in p.finding.quote for p in changed(pairs, "new"))


def test_a_draft_compared_with_itself_is_the_same(setup: Setup) -> None:
    """All of it."""
    scan = scanned(setup, OLD)

    assert {"same"} == {pair.change for pair in compare(scan, scan)}


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_comparison_is_shown_in_every_form(setup: Setup, language: str) -> None:
    """Decisions are carried over to clauses that are the same or reworded."""
    old, new = scanned(setup, OLD), scanned(setup, NEW)
    pairs = compare(old, new)
    kept = changed(pairs, "moved")[0].finding
    comparison = Comparison(old, new, pairs, (), Decisions(findings=(Decision(kept.identity, "relevant", by="JB"),)))
    data = json.loads(as_json(comparison, language))

    assert "relevant" in [pair["decision"] for pair in data["pairs"]]
    assert "JB" in terminal(comparison, language)
    assert "prior written consent" in html(comparison, language)
    assert "compare." not in terminal(comparison, language)


def test_two_columns_that_disagree_on_a_period_are_shown(setup: Setup) -> None:
    """Row by row: six months is not eighteen."""
    document = read(FIXTURES / "nl-en-tweetalig.docx", setup.readers)
    versions = versions_of(document)
    found = list(disagreements(versions["nl"], versions["en"]))

    assert [(("P6M",), ("P18M",)), (("P3Y",), ("P5Y",))] == [
        (d.left, d.right) for d in found if d.difference == "facts"
    ]


def test_two_files_in_two_languages_are_compared_clause_by_clause(setup: Setup) -> None:
    """A denial on one side only is told."""
    dutch = "1. De Universiteit mag de resultaten van het onderzoek niet publiceren zonder overleg met de partner.\n"
    english = "1. The University may publish the results of the research after consulting the partner about them.\n"
    found = language_versions(scanned(setup, dutch).document, scanned(setup, english).document)

    assert found is not None
    assert ["negation"] == [d.difference for d in found]


PERIOD = (
    "1. Partner may review a publication for {} days before it is submitted to a journal.\n\n2. The parties meet {}.\n"
)


def test_every_passage_that_changed_is_told_whether_or_not_a_rule_fires() -> None:
    """A review that went from 90 to 30 days, and where the parties meet."""
    old, new = (
        paragraphs(PERIOD.format(*values)) for values in (("ninety (90)", "in Delft"), ("thirty (30)", "at sea"))
    )
    changes = text_changes(old, new)

    assert ["changed", "changed"] == [change.change for change in changes]
    assert ("old", "ninety (90)") in [(stretch.side, stretch.text) for stretch in changes[0].words]
    assert ("new", "at sea.") in [(stretch.side, stretch.text) for stretch in changes[1].words]


def test_a_paragraph_that_only_moved_or_got_another_number_is_not_called_changed() -> None:
    """Its words are the same."""
    old = paragraphs("1. The first clause is about meeting.\n\n2. The second one is about travelling by train.\n")
    new = paragraphs("1. The second one is about travelling by train.\n\n2. The first clause is about meeting.\n")
    renumbered = paragraphs(
        "3. The first clause is about meeting.\n\n4. The second one is about travelling by train.\n"
    )

    assert ["moved"] == [change.change for change in text_changes(old, new)]
    assert () == text_changes(old, renumbered)


def test_what_two_rules_find_in_one_changed_paragraph_is_one_entry(setup: Setup) -> None:
    """It points at the change in the text, and does not quote it again."""
    old, new = scanned(setup, OLD), scanned(setup, NEW)
    comparison = Comparison(old, new, compare(old, new), (), None, text_changes(old.document, new.document))
    keys = [(entry.pair.change, entry.text_change) for entry in comparison.entries if entry.text_change]

    assert len(keys) == len(set(keys))
    assert 1 == terminal(comparison, "en").count("prior written consent")


@pytest.mark.parametrize(("language", "told"), [("en", "30 days became 18 months"), ("nl", "30 dagen werd 18 maanden")])
def test_periods_are_told_in_words(setup: Setup, language: str, told: str) -> None:
    """In the language of the reader."""
    old, new = scanned(setup, OLD), scanned(setup, NEW)

    assert told in terminal(Comparison(old, new, compare(old, new)), language)


def paragraphs(text: str) -> Document:
    """Return a document of paragraphs with typed numbers."""
    builder = DocumentBuilder()
    for paragraph in text.strip().split("\n\n"):
        builder.add(Block("paragraph", Span(0, 0)), paragraph)
    return builder.build(Source("draft.txt", "0" * 64, "text"))
