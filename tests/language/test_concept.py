"""Concepts: how their words are spelled out, and where they are found."""

from __future__ import annotations

import pytest

from contract_scan.language.concept import Concept, spellings
from contract_scan.language.concepts import ConceptIndex, concepts_for, index_of, rest_end
from contract_scan.language.spelled import Spelled, digest, kept_text, spell, spelled
from contract_scan.rules.examples import read_example

FORMS = {"publish": ("publishes", "published"), "voordragen": ("draagt … voor", "dragen … voor", "voorgedragen")}


def index(*entries: str, unless: tuple[str, ...] = (), language: str = "en") -> ConceptIndex:
    concept = Concept("THING", language, entries, unless)
    words, guards = (tuple(s for e in given for s in spellings(e, FORMS)) for given in (concept.words, concept.guards))
    return index_of(language, [Spelled("THING", words, guards)])


def found(own: ConceptIndex, sentence: str, language: str = "en") -> list[str]:
    text = read_example(sentence, language).text
    return [text.text[hit.start : hit.end].strip() for hits in own.hits(text).values() for hit in hits]


@pytest.mark.parametrize(
    ("entry", "strings"),
    [
        ("trade secret", ["trade secret"]),
        ("publish~", ["publish", "publishes", "published"]),
        ("voordragen~", ["voordragen", "draagt … voor", "dragen … voor", "voorgedragen"]),
        ("(draft|copy) of", ["draft of", "copy of"]),
        ("give (a talk|talks)", ["give a talk", "give talks"]),
        ("co-author*", ["co author*"]),
        ("let … see", ["let … see"]),
    ],
)
def test_an_entry_stands_for_these_strings(entry: str, strings: list[str]) -> None:
    """Forms, alternatives, stars and gaps."""
    assert strings == list(spellings(entry, FORMS))


def test_a_word_is_found_whole_and_in_any_form() -> None:
    """Not inside another word."""
    assert ["published"] == found(index("publish~"), "What was published stays; a publisher may wait.")


def test_a_star_stands_for_any_ending_or_beginning() -> None:
    """Up to the edge of the word."""
    assert ["embargo", "embargoed"] == found(index("embargo*"), "The embargo on embargoed goods.")
    assert ["publicatieverbod"] == found(index("*verbod", language="nl"), "Het publicatieverbod geldt.", "nl")


def test_a_gap_stands_for_a_few_words_and_no_more() -> None:
    """Up to four."""
    own = index("let … see")

    assert ["let the other side see"] == found(own, "They let the other side see it.")
    assert [] == found(own, "They let it go and then nobody was ever there to see it.")


def test_a_separable_verb_is_found_divided() -> None:
    """Dutch puts its particle at the end."""
    own = index("voordragen~", language="nl")

    assert ["draagt geschikte kandidaten voor"] == found(own, "De stichting draagt geschikte kandidaten voor.", "nl")


def test_an_infinitive_is_not_divided() -> None:
    """Its particle stands before it ("voor te dragen"); one that follows belongs to something else."""
    own = index("voordragen~", language="nl")

    assert ["dragen geschikte kandidaten voor"] == found(own, "Zij dragen geschikte kandidaten voor.", "nl")
    assert [] == found(own, "De te dragen kleding ligt voor de deur.", "nl")


def test_a_guard_nearby_takes_a_word_out() -> None:
    """A price list is published without being scholarship."""
    own = index("publish~", unless=("price list",))

    assert [] == found(own, "The price list is published.")
    assert ["published"] == found(own, "The results are published, and much later on a new price list is made.")


@pytest.mark.parametrize(
    ("wanted", "text", "end"),
    [
        (("let", "…", "see"), " let it see ", 12),
        (("let", "…", "see"), " let it be ", None),
        (("co", "author*"), " co authored it ", 13),
        (("a", "…", "b"), " a b b ", 5),
    ],
)
def test_the_rest_of_a_spelling_ends_here(wanted: tuple[str, ...], text: str, end: int | None) -> None:
    """A gap takes as few words as will do."""
    assert end == rest_end(wanted, text, 1, len(text))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_is_checked_in_is_what_the_files_spell(language: str) -> None:
    """So that nobody runs older words than the files hold."""
    from importlib.resources import files

    folder = files("contract_scan_patterns").joinpath("concepts")
    source = folder.joinpath(f"{language}.yaml").read_bytes()
    forms = folder.joinpath("forms", f"{language}.yaml").read_bytes()

    kept = folder.joinpath("forms", f"{language}.json").read_text(encoding="utf-8")

    assert kept_text(language, source, forms) == kept
    assert list(spell(language, source, forms)) == spelled(language)
    assert digest(source, forms) in kept


def test_both_languages_have_the_same_concepts() -> None:
    """A rule over concepts holds in every language."""
    assert set(concepts_for("nl").names) == set(concepts_for("en").names)


def test_a_language_without_a_file_has_no_concepts() -> None:
    """And finds nothing."""
    own = concepts_for("xx")

    assert () == own.names
    assert {} == own.hits(read_example("Anything at all.", "en").text)
