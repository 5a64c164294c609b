"""Names in a document against the lists at hand: what a match says, and whom it leaves alone."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from contract_scan.document import Document, Span
from contract_scan.finding import Finding, Value
from contract_scan.lists.importing import import_list
from contract_scan.lists.model import ListFormat
from contract_scan_builtins._organisations import organisations_in
from contract_scan_builtins.list_formats import lists
from contract_scan_builtins.list_matches import ListMatches

MakeDocument = Callable[..., Document]
FORMATS: dict[str, ListFormat] = {form.kind: form for form in lists()}
EU = (
    "celex,recordId,programKey,annex,measure,startDate,schema,name,alias,weakAlias,previousName,country\n"
    "32014R0833,7,UTO,IV,Export control,2022-02-26,LegalEntity,Utopian Rocket Institute,,,Old Rocket Works,ru\n"
    "32014R0833,8,UTO,I,Asset freeze,2022-02-26,Person,Ivan Petrovich Utopov,,,,ru\n"
)
ROR = '[{"id": "r1", "names": [{"value": "Rocket Fuel Laboratory", "types": ["ror_display"]}], "locations": [],'
ROR += ' "relationships": [{"type": "parent", "label": "Utopian Rocket Institute"}]}]'


@pytest.fixture(autouse=True)
def lists_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of imported lists for this test: empty."""
    monkeypatch.setenv("CONTRACT_SCAN_LISTS", str(tmp_path / "lists"))
    return tmp_path / "lists"


def bring_in(folder: Path, kind: str, text: str, variant: str = "") -> None:
    """Import a text as a list."""
    saved = folder.parent / "saved"
    saved.write_text(text, encoding="utf-8")
    form = dataclasses.replace(FORMATS[kind], fewest=1)  # type: ignore[type-var]
    import_list(form, saved, folder, datetime.date(2026, 11, 25), variant=variant)


def named(document: Document, words: str, kind: str, **attributes: Value) -> Finding:
    """Return a party or funder found at some words."""
    start = document.text.index(words)
    return Finding(kind, Span(start, start + len(words)), words, f"{kind}.x", attributes={"name": words, **attributes})


def matched(document: Document, findings: Sequence[Finding] = ()) -> list[Finding]:
    """Return the findings of the matcher, each quoting its span."""
    found = list(ListMatches().derive(document, findings))
    assert all(document.quote(f.span) == f.quote for f in found)
    return found


def test_a_match_shows_list_edition_act_annex_measure_and_names(
    lists_folder: Path, make_document: MakeDocument
) -> None:
    """What a reviewer needs to check the candidate stands with it."""
    bring_in(lists_folder, "eu", EU)
    document = make_document("between Delft University and the Utopian Rocket Institute in Moscow.")
    (match,) = matched(document)

    assert (match.kind, match.rule, match.quote) == ("list_match", "lists.law", "Utopian Rocket Institute")
    expected = {
        "list": "eu",
        "authority": "law",
        "act": "32014R0833",
        "annex": "IV",
        "measure": "Export control",
        "since": "2022-02-26",
        "listed_name": "Utopian Rocket Institute",
        "matched_name": "Utopian Rocket Institute",
        "how": "same",
        "imported": "2026-11-25",
    }
    assert {key: match.attributes[key] for key in expected} == expected
    assert set(match.questions) == {"1.1", "2.2", "1.2", "1.3"}


def test_a_former_name_is_said_to_be_one(lists_folder: Path, make_document: MakeDocument) -> None:
    """Such a match is possible, not sure, and says why."""
    bring_in(lists_folder, "eu", EU)
    document = make_document("The Old Rocket Works signs.")
    (match,) = matched(document, [named(document, "Old Rocket Works", "party")])

    assert (match.certainty, match.doubts) == ("possible", ("list_relation_former",))


def test_persons_are_looked_up_only_as_parties_and_only_in_law(lists_folder: Path, make_document: MakeDocument) -> None:
    """A person who is a party or signs is compared with sanctions lists; a person in the text is not."""
    bring_in(lists_folder, "eu", EU)
    document = make_document("Signed by Utopov Ivan Petrovich.")
    person = named(document, "Utopov Ivan Petrovich", "party", role="person")

    assert matched(document) == []
    assert [(m.rule, m.questions, m.attributes["how"]) for m in matched(document, [person])] == [
        ("lists.law", ("1.1",), "same_words")
    ]


SIGNERS = [
    "Utopov, Ivan Petrovich",
    "dr. Ivan Petrovich Utopov, rector",
    "Prof. dr. I.P. Utopov",
    "de heer Ivan Petrovich Utopov",
]


@pytest.mark.parametrize("signer", SIGNERS)
def test_a_signatory_is_compared_without_titles(lists_folder: Path, make_document: MakeDocument, signer: str) -> None:
    """Titles and functions do not count; initials alone are no name."""
    bring_in(lists_folder, "eu", EU)
    document = make_document(f"Utopia Works, represented by {signer}")
    party = named(document, "Utopia Works, represented by " + signer, "party", signatory=signer)

    assert len(matched(document, [party])) == (0 if "I.P." in signer else 1)


def test_a_funder_bears_on_the_questions_about_money(make_document: MakeDocument) -> None:
    """Shipped lists are consulted without an import, and the role decides which questions are touched."""
    document = make_document("Beihang University pays all costs.")
    found = matched(document, [named(document, "Beihang University", "funder")])

    assert {m.attributes["list"] for m in found} == {"aspi", "us1286"}
    assert all({"2.2", "4.3", "4.4"} == set(m.questions) for m in found)


def test_authorities_are_kept_apart(lists_folder: Path, make_document: MakeDocument) -> None:
    """Law, another state's list and an assessment are different rules, never one score."""
    bring_in(lists_folder, "eu", EU.replace("Utopian Rocket Institute", "Beihang University").replace(",ru\n", ",cn\n"))
    document = make_document("Beihang University takes part.")

    assert {m.rule for m in matched(document)} == {"lists.law", "lists.foreign", "lists.assessment"}


def test_part_of_a_listed_body_is_said_with_the_way_it_was_found(
    lists_folder: Path, make_document: MakeDocument
) -> None:
    """The register knows the parent; the parent stands on the list."""
    bring_in(lists_folder, "eu", EU)
    bring_in(lists_folder, "ror", ROR)
    document = make_document("The Rocket Fuel Laboratory provides samples.")
    (match,) = matched(document)

    assert (match.attributes["relation"], match.attributes["through"]) == ("subsidiary", "Utopian Rocket Institute")
    assert match.doubts == ("list_relation_subsidiary",)


def test_the_same_name_in_another_country_is_left_alone(make_document: MakeDocument) -> None:
    """A look-alike elsewhere is not the listed body."""
    document = make_document("Northwestern Polytechnic University, Fremont, California, United States")

    assert matched(document) == []


def test_a_name_is_matched_once(make_document: MakeDocument) -> None:
    """At its first place, however often it occurs."""
    document = make_document("Beihang University", "Beihang University", "beihang Beihang University")

    assert sorted(m.attributes["list"] for m in matched(document)) == ["aspi", "us1286"]


def test_terms_of_an_imported_list_are_found(lists_folder: Path, make_document: MakeDocument) -> None:
    """The technology list of the bill cannot be shipped; imported, its terms are evidence for 3.1."""
    bring_in(lists_folder, "terms", "code,term_nl,term_en\n7,kwantumradar,quantum radar\n", "annex2")
    document = make_document("Work on Quantum\u00a0Radar begins.")
    (term,) = matched(document)

    assert (term.kind, term.quote, term.attributes["list"]) == (
        "sensitive_technology",
        "Quantum\u00a0Radar",
        "terms.annex2",
    )


NAMES = [
    (
        "between the Netherlands and Malek Ashtar University of Technology, Iran",
        "Malek Ashtar University of Technology",
    ),
    (
        "De Universiteit van Amsterdam en het Harbin Institute of Technology werken samen.",
        "Harbin Institute of Technology",
    ),
    ("The Beijing Institute of Technology pays", "Beijing Institute of Technology"),
    ("合作方为北京理工大学。", "北京理工大学"),
]


@pytest.mark.parametrize(("text", "name"), NAMES)
def test_names_of_organisations_are_taken_out_of_running_text(text: str, name: str) -> None:
    """A run of capitalised words with a word such as University; spans are exact."""
    found = list(organisations_in(text))

    assert any(name in found_name for _, found_name in found)
    assert all(text[span.start : span.end] == found_name for span, found_name in found)


def test_plain_text_holds_no_organisations() -> None:
    """Lower-case words are no names."""
    assert list(organisations_in("the university and its institutes work at a company")) == []
