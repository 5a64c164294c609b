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
from contract_scan_builtins.lists import lists
from contract_scan_builtins.lists.matches import ListMatches
from contract_scan_builtins.lists.organisations import organisations_in
from tests.conftest import NO_LISTS

MakeDocument = Callable[..., Document]
FORMATS: dict[str, ListFormat] = {form.kind: form for form in lists()}
EU = (
    "celex,recordId,programKey,annex,measure,startDate,schema,name,alias,weakAlias,previousName,country\n"
    "32014R0833,7,UTO,IV,Export control,2022-02-26,LegalEntity,Utopian Rocket Institute,,,Old Rocket Works,ru\n"
    "32014R0833,8,UTO,I,Asset freeze,2022-02-26,Person,Ivan Petrovich Utopov,,,,ru\n"
)
ROR = '[{"id": "r1", "names": [{"value": "Rocket Fuel Laboratory", "types": ["ror_display"]}], "locations": [],'
ROR += ' "relationships": [{"type": "parent", "label": "Utopian Rocket Institute"}]}]'


@pytest.fixture
def lists_folder(tmp_path: Path) -> Path:
    """Return the folder of imported lists for this test: empty."""
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


def matched(document: Document, findings: Sequence[Finding] = (), *, folder: Path = NO_LISTS) -> list[Finding]:
    """Return the findings of the matcher with the lists in a folder, each quoting its span."""
    found = list(ListMatches(folder).derive(document, findings))
    assert all(document.quote(f.span) == f.quote for f in found)
    return found


def test_a_match_shows_list_edition_act_annex_measure_and_names(
    lists_folder: Path, make_document: MakeDocument
) -> None:
    """What a reviewer needs to check the candidate stands with it."""
    bring_in(lists_folder, "eu", EU)
    document = make_document("between Delft University and the Utopian Rocket Institute in Moscow.")
    (match,) = matched(document, folder=lists_folder)

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
    (match,) = matched(document, [named(document, "Old Rocket Works", "party")], folder=lists_folder)

    assert (match.certainty, match.doubts) == ("possible", ("list_relation_former",))


def test_persons_are_looked_up_only_as_parties_and_only_in_law(lists_folder: Path, make_document: MakeDocument) -> None:
    """A person who is a party or signs is compared with sanctions lists; a person in the text is not."""
    bring_in(lists_folder, "eu", EU)
    document = make_document("Signed by Utopov Ivan Petrovich.")
    person = named(document, "Utopov Ivan Petrovich", "party", role="person")

    assert matched(document, folder=lists_folder) == []
    assert [(m.rule, m.questions, m.attributes["how"]) for m in matched(document, [person], folder=lists_folder)] == [
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
    """Titles and functions do not count; with initials for given names it is only possible."""
    bring_in(lists_folder, "eu", EU)
    document = make_document(f"Utopia Works, represented by {signer}")
    party = named(document, "Utopia Works, represented by " + signer, "party", signatory=signer)

    (match,) = matched(document, [party], folder=lists_folder)

    assert match.doubts == (("list_initial",) if "I.P." in signer else ())
    assert match.certainty == ("possible" if "I.P." in signer else "sure")


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

    assert {m.rule for m in matched(document, folder=lists_folder)} == {
        "lists.law",
        "lists.foreign",
        "lists.assessment",
    }


def test_part_of_a_listed_body_is_said_with_the_way_it_was_found(
    lists_folder: Path, make_document: MakeDocument
) -> None:
    """The register knows the parent; the parent stands on the list."""
    bring_in(lists_folder, "eu", EU)
    bring_in(lists_folder, "ror", ROR)
    document = make_document("The Rocket Fuel Laboratory provides samples.")
    (match,) = matched(document, folder=lists_folder)

    assert (match.attributes["relation"], match.attributes["through"]) == ("subsidiary", "Utopian Rocket Institute")
    assert match.doubts == ("list_relation_subsidiary",)


def test_the_same_name_in_another_country_is_left_alone(make_document: MakeDocument) -> None:
    """A look-alike elsewhere is not the listed body."""
    document = make_document("Northwestern Polytechnic University, Fremont, California, United States")

    assert matched(document) == []


def test_a_name_is_matched_once(make_document: MakeDocument) -> None:
    """At its first place, however often it occurs."""
    document = make_document("Beihang University", "Beihang University", "beihang Beihang University")

    assert sorted(str(m.attributes["list"]) for m in matched(document)) == ["aspi", "us1286"]


PLACES = {
    "at the end of a sentence": ("The data belong to Utopian Rocket Institute. Any use needs consent.", "same"),
    "across tabs and lines": ("The data belong to Utopian\tRocket\nInstitute and others.", "same"),
    "in capitals": ("THE DATA ARE OWNED BY UTOPIAN ROCKET INSTITUTE AND OTHERS", "same"),
    "beside its laboratory": ("Fuel Laboratory Utopian Rocket Institute provides samples", "part"),
    "beside its hospital": ("treated in the Utopian Rocket Institute Hospital", "part"),
    "as parent": ("Fuel Works, a subsidiary of Utopian Rocket Institute, pays", "same"),
    "as addressee": ("To: Utopian Rocket Institute\n\nDear sirs,", "same"),
    "in a recital": ("WHEREAS Utopian Rocket Institute has made a proposal;", "same"),
    "in Cyrillic": ("Стороны: Утопический ракетный институт и другие", "same"),
    "in Persian": ("between Testdam and دانشگاه صنعتی آرمان\u200cشهر (the Partner)", "same"),
    "in Chinese": ("合作方为乌托邦火箭研究院。", "same"),
}
LISTED = EU.replace(
    "Utopian Rocket Institute,,",
    "Utopian Rocket Institute,Утопический ракетный институт;دانشگاه صنعتی آرمان\u200cشهر;乌托邦火箭研究院,",
)


@pytest.mark.parametrize("place", PLACES)
def test_a_listed_name_is_matched_wherever_it_stands(
    lists_folder: Path, make_document: MakeDocument, place: str
) -> None:
    """No finding needs to have named it first; a longer name around it is said."""
    bring_in(lists_folder, "eu", LISTED)
    text, how = PLACES[place]
    (match,) = matched(make_document(*text.split("\n\n")), folder=lists_folder)

    assert (match.attributes["entry"], match.attributes["how"]) == ("7", how)
    assert match.certainty == ("sure" if how == "same" else "possible")


INNOCENT = [
    "Utopian Rocket Institute of Arts and Dance takes part.",
    "The New Utopian Rocket Institute takes part.",
    "a rocket institute that is utopian",
    "They met at the Institute. Utopian Rocket Bar is near.",
    "Utopian; Rocket; Institute",
]


@pytest.mark.parametrize("text", INNOCENT)
def test_a_longer_name_or_scattered_words_are_another_name(
    lists_folder: Path, make_document: MakeDocument, text: str
) -> None:
    """What goes on with words of its own is another organisation."""
    bring_in(lists_folder, "eu", EU)

    assert matched(make_document(text), folder=lists_folder) == []


def test_an_entry_is_told_once_where_its_name_stands_best(lists_folder: Path, make_document: MakeDocument) -> None:
    """The block of parties goes before an earlier recital; all other places stand with it, and bear on the questions."""
    bring_in(lists_folder, "eu", EU)
    document = make_document(
        "WHEREAS Utopian Rocket Institute asked for it;",
        "Parties: the Utopian Rocket Institute and others",
        "A scholar of the Utopian Rocket Institute is a guest.",
    )
    parties = document.text.index("Parties: the ") + len("Parties: the ")
    party = Finding(
        "party",
        Span(parties, parties + 24),
        "Utopian Rocket Institute",
        "party.x",
        attributes={"name": "Utopian Rocket Institute"},
    )
    scholar = document.blocks[2].span
    guest = Finding("scholarship", scholar, document.quote(scholar), "scholarship.x")
    (match,) = matched(document, [party, guest], folder=lists_folder)
    places = match.attributes["places"]

    assert match.span == Span(parties, parties + 24)
    assert isinstance(places, list)
    assert [place["role"] for place in places if isinstance(place, dict)] == ["mentioned", "scholarship"]
    assert "4.7" in match.questions


def test_a_payer_named_in_another_sentence_bears_on_the_money(lists_folder: Path, make_document: MakeDocument) -> None:
    """The role at any place of the name counts for the questions."""
    bring_in(lists_folder, "eu", EU)
    document = make_document("Utopian Rocket Institute is a party.", "Utopian Rocket Institute pays all costs.")
    second = document.blocks[1].span
    payer = Finding(
        "funder",
        Span(second.start, second.start + 24),
        "Utopian Rocket Institute",
        "funders.x",
        attributes={"name": "Utopian Rocket Institute"},
    )
    (match,) = matched(document, [payer], folder=lists_folder)

    assert {"4.3", "4.4"} <= set(match.questions)


BIRTHS = [
    ("born on 3 May 1970", "born", None),
    ("geboren op 4 juni 1981", None, "list_birth_differs"),
    ("rector", None, None),
]


@pytest.mark.parametrize(("behind", "speaks_for", "doubt"), BIRTHS)
def test_a_date_of_birth_speaks_for_or_against(
    lists_folder: Path, make_document: MakeDocument, behind: str, speaks_for: str | None, doubt: str | None
) -> None:
    """It is said beside the name, and never hides a match."""
    bring_in(
        lists_folder,
        "eu",
        EU.replace("country\n", "country,birthDate\n")
        .replace(",ru\n", ",ru,\n", 1)
        .replace(",ru\n", ",ru,1970-05-03\n"),
    )
    document = make_document(f"Ivan Petrovich Utopov, {behind}, in person")
    (match,) = matched(
        document, [named(document, "Ivan Petrovich Utopov", "party", role="person")], folder=lists_folder
    )

    assert match.attributes.get("speaks_for") == ([speaks_for] if speaks_for else None)
    assert match.doubts == ((doubt,) if doubt else ())


def test_another_of_its_names_speaks_for_it(lists_folder: Path, make_document: MakeDocument) -> None:
    """Two names of one entry in one document are no chance; the same name twice says nothing more."""
    bring_in(lists_folder, "eu", LISTED)
    both = make_document("Utopian Rocket Institute (Утопический ракетный институт) is a party.")
    twice = make_document("Utopian Rocket Institute is a party. Utopian Rocket Institute pays.")

    assert [match.attributes.get("speaks_for") for match in matched(both, folder=lists_folder)] == [["other_name"]]
    assert [match.attributes.get("speaks_for") for match in matched(twice, folder=lists_folder)] == [None]


def test_what_differs_is_said(lists_folder: Path, make_document: MakeDocument) -> None:
    """A possible match names its doubt and the words that differ."""
    bring_in(lists_folder, "eu", EU)
    document = make_document("Signed by Sergei Utopov and Ivan Utopov.")
    found = [named(document, name, "party", role="person") for name in ("Sergei Utopov", "Ivan Utopov")]
    (match,) = matched(document, found, folder=lists_folder)

    assert (match.quote, match.doubts) == ("Ivan Utopov", ("list_left_out",))
    assert match.attributes["differs"] == ["– / petrovich"]


def test_terms_of_an_imported_list_are_found(lists_folder: Path, make_document: MakeDocument) -> None:
    """The technology list of the bill cannot be shipped; imported, its terms are evidence for 3.1."""
    bring_in(lists_folder, "terms", "code,term_nl,term_en\n7,kwantumradar,quantum radar\n", "annex2")
    document = make_document("Work on Quantum\u00a0Radar begins.")
    (term,) = matched(document, folder=lists_folder)

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
