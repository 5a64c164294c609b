"""A checker may be given a reading: what the document says, who it is between, and comparisons that know the calendar."""

from __future__ import annotations

from pathlib import Path

import pytest

from contract_scan import Reading, exceeds
from contract_scan.check import check
from contract_scan.plugins import load_plugins
from contract_scan.read import read_bytes
from contract_scan.scanning import scan_document
from contract_scan.settings import Settings
from contract_scan.setup import prepare_with
from contract_scan.testing import agreement, document_from

PLUGIN = """
from contract_scan import Finding, Reading, exceeds, hookimpl

CONTRACT_SCAN_SETTINGS = {"limit": "6 months", "strict": False}

class Own:
    name = "house.own"
    questions = ("5.1",)
    def __init__(self, limit):
        self.limit = limit
    def check(self, reading: Reading):
        for sentence in reading.sentences:
            for fact in sentence.facts("period"):
                if exceeds(fact.value, self.limit):
                    names = ", ".join(sorted(finding.quote for finding in reading.parties))
                    yield reading.finding(sentence, "note", "house.own", facts=[fact], attributes={"between": names})

@hookimpl
def checkers(settings):
    return [Own(settings.own["limit"])]
"""
DRAFT = (
    b"This Agreement is between Stichting Noord, established in Groningen, and Acme Ltd., established in London.\n\n"
    b"1.1 Acme may delay publication for nine months.\n"
)


@pytest.mark.parametrize(
    ("value", "limit", "more"),
    [
        ("P9M", "P6M", True),
        ("P9M", "6 months", True),
        ("P185D", "6 months", True),
        ("P184D", "6 months", False),
        ("P12M", "1 year", False),
        ("P1Y", "P12M", False),
        ("indefinite", "P99Y", True),
        ("P99Y", "indefinite", False),
        ("indefinite", "indefinite", False),
        ("51", "50 %", True),
        ("250000", "250000", False),
        ("soon", "P1D", False),
        ("P9M", "een half jaar", True),
        ("250000", "EUR 50,000", True),
        ("45000", "€ 50.000", False),
        ("P9M", "50 %", False),
        ("250000", "6 months", False),
    ],
)
def test_one_comparison_for_periods_and_numbers(value: str, limit: str, more: bool) -> None:
    """Whatever the calendar; what has no end exceeds all else."""
    assert more == exceeds(value, limit)


@pytest.mark.parametrize("limit", ["soon", "", "six", "between 2 and 3 months", "P"])
def test_a_limit_that_is_none_is_an_error(limit: str) -> None:
    """A checker that compares with it would be silent for ever."""
    with pytest.raises(ValueError, match="limit"):
        exceeds("P9M", limit)


def test_a_sentence_says_how_it_binds_whom_and_with_what() -> None:
    """Read with its own words."""
    reading = Reading(agreement("Partner may delay publication by 540 days."))
    sentence = reading.sentences[-1]

    assert {"PUBLISH", "WAIT"} <= set(sentence.concepts)
    assert (frozenset({"PARTNER"}), frozenset()) == (sentence.who_may, sentence.who_must)
    assert ["P540D"] == [fact.value for fact in sentence.facts("period")]
    assert sentence == reading.sentence_of(sentence.facts("period")[0].span)
    assert not reading.is_negated(sentence.facts("period")[0].span)


def test_a_draft_of_a_few_words_is_read_in_any_language() -> None:
    """Whose language nobody can tell yet."""
    reading = Reading(
        document_from(b"# 1. Publicatie\n\n1.1 Publicatie kan negen (9) maanden worden uitgesteld.\n", "delay.md")
    )

    assert reading.sentences[0].language is None
    assert {"PUBLISH", "WAIT"} <= set(reading.sentences[0].concepts)


def test_negation_and_defined_terms_are_told() -> None:
    """Of the document itself."""
    reading = Reading(agreement("“Results” means all outcomes. Nothing in this Agreement prevents publication."))
    last = reading.sentences[-1]
    position = reading.document.text.index("publication")

    assert "all outcomes" in reading.terms["Results"]
    assert reading.is_negated(type(last.span)(position, position + 11))


@pytest.fixture(scope="module")
def plugin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plugin whose checker asks for a reading and for its own settings."""
    path = tmp_path_factory.mktemp("house") / "own.py"
    path.write_text(PLUGIN, encoding="utf-8")
    return path


def test_a_plugin_from_outside_is_given_a_reading_with_the_parties_found(plugin: Path) -> None:
    """In its own process, with what checkers before it found."""
    setup = prepare_with(Settings(plugins=(plugin,), installed=False))
    scan = scan_document(read_bytes(DRAFT, "draft.md", setup.readers), setup)
    [found] = [finding for finding in scan.findings if finding.rule == "house.own"]

    assert "nine months" in found.quote
    assert {"Acme Ltd.", "Stichting Noord"} == set(str(found.attributes["between"]).split(", "))
    assert str(plugin) == found.plugin
    assert ["unexplained"] == [failure.reason for failure in scan.failures]


@pytest.mark.parametrize(
    ("own", "found", "reasons"),
    [
        ({}, 1, []),
        ({"limit": "1 year"}, 0, []),
        ({"limit": 9}, 1, ["setting_type"]),
        ({"limits": "1 year"}, 1, ["setting_unknown"]),
        ({"limit": "soon"}, 0, []),
    ],
)
def test_settings_of_a_plugin_are_its_own_and_checked(
    plugin: Path, own: dict[str, object], found: int, reasons: list[str]
) -> None:
    """What does not fit is told, and the default stands; no other plugin's settings reach it."""
    run = Settings(plugin_settings={str(plugin): own, "other": {"secret": 1}}, password="hush")
    loaded = load_plugins([plugin], installed=False, settings=run)
    [part] = [one for one in loaded.contributions("checkers") if one.plugin == str(plugin)]
    text = agreement("Acme may delay publication for nine months.")

    assert found == len(check(text, [part], (), {}).findings)
    assert reasons == [failure.reason for failure in loaded.failures]
    assert "hush" not in part.value._apart.named.settings
    assert "secret" not in part.value._apart.named.settings


def test_a_disabled_plugin_is_not_loaded(plugin: Path) -> None:
    """Nor told as a failure."""
    loaded = load_plugins([plugin], installed=False, settings=Settings(disabled=(str(plugin),)))

    assert str(plugin) not in loaded.versions
    assert [] == loaded.failures
