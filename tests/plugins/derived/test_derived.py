"""What findings mean together, and what is not there."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest

from contract_scan.document import Document, Span, Unread
from contract_scan.finding import Bearing, Finding
from contract_scan.setup import Setup
from contract_scan_builtins.countries.deriver import CountryDeriver
from contract_scan_builtins.derived.deriver import Derived
from contract_scan_builtins.derived.safeguards import missing_safeguards
from contract_scan_builtins.derived.scholars import long_stays, short_scholarships
from contract_scan_builtins.derived.scope import scope
from contract_scan_builtins.derived.together import accumulations, combinations, technology_in

MakeDocument = Callable[..., Document]
LONG = "The parties exchange results of the research in good faith. " * 60


def finding(
    document: Document, kind: str, words: str, rule: str = "", bearing: Bearing | None = "raises", questions: str = ""
) -> Finding:
    """Return a finding at some words; questions are separated by spaces."""
    start = document.text.index(words)
    span = Span(start, start + len(words))
    return Finding(kind, span, words, rule or f"{kind}.x", bearing=bearing, questions=tuple(questions.split()))


def safeguards(document: Document, findings: tuple[Finding, ...] = ()) -> set[str]:
    """Return the safeguards said to be missing; their quote is empty, at the start of the text."""
    found = list(missing_safeguards(document, findings))
    assert all((f.kind, f.span, f.quote) == ("missing_safeguard", Span(0, 0), "") for f in found)
    return {str(f.attributes["safeguard"]) for f in found}


def test_a_long_text_without_protective_clauses_is_said_to_lack_them(make_document: MakeDocument) -> None:
    """Export control always matters; freedom to publish where there is research."""
    assert safeguards(make_document(LONG)) == {"export_control", "publication"}


@pytest.mark.parametrize(
    "clause", ["The parties observe export control law.", "Partijen leven de regels voor exportcontrole na."]
)
def test_a_clause_that_is_there_is_not_missed(make_document: MakeDocument, clause: str) -> None:
    """Words are enough to keep silent, in either language."""
    assert "export_control" not in safeguards(make_document(LONG, clause))


def test_a_finding_of_another_checker_is_enough(make_document: MakeDocument) -> None:
    """Where a rule found the clause, nothing is said to be missing."""
    document = make_document(LONG)
    found = (finding(document, "dual_use", "results"), finding(document, "publication_freedom", "results"))

    assert safeguards(document, found) == set()


RULES = {
    "data_purpose": "data.purpose_limit",
    "civil_use": "dual_use.civil_use",
    "human_rights": "ethics.human_rights",
    "publication": "safeguards.academic_freedom",
}


@pytest.mark.parametrize(("safeguard", "rule"), sorted(RULES.items()))
def test_a_rule_for_the_very_clause_is_enough(
    make_document: MakeDocument, setup: Setup, safeguard: str, rule: str
) -> None:
    """Such a rule exists, and its finding keeps silent what would be said to be missing."""
    document = make_document(LONG, "Personal data of patients are exchanged.", "Work on drones.")
    technology = finding(document, "sensitive_technology", "drones")

    assert rule in setup.meanings
    assert safeguard in safeguards(document, (technology,))
    assert safeguard not in safeguards(document, (technology, finding(document, "x", "patients", rule)))


def test_what_does_not_matter_here_is_not_missed(make_document: MakeDocument) -> None:
    """Personal data and civil use are only spoken of where the text gives reason."""
    document = make_document(LONG, "Personal data of patients are exchanged.", "Work on drones.")
    military = finding(document, "sensitive_technology", "drones")

    assert safeguards(document, (military,)) >= {"data_purpose", "civil_use", "human_rights"}


def test_nothing_is_said_to_be_missing_where_not_everything_was_read(make_document: MakeDocument) -> None:
    """An unread page, text in a language without rules, or a short text: silence proves nothing."""
    unread = dataclasses.replace(make_document(LONG), unread=(Unread("page_without_text", page=2),))

    assert safeguards(unread) == set()
    assert safeguards(make_document(LONG, language="de")) == set()
    assert safeguards(make_document("A short letter.")) == set()


STAYS = [
    ("en", "The scholarship holder stays for a period of twelve (12) months.", 12.0),
    ("en", "The scholarship runs from 1 March 2026 to 28 February 2027.", 12.0),
    ("nl", "De bursaal verblijft achttien maanden bij de faculteit.", 18.0),
    ("en", "The scholarship lasts four years.", None),
    ("en", "The scholarship runs from 1 September 2026 to 31 August 2028.", None),
    ("en", "The scholarship may be ended at thirty days' notice.", None),
    ("en", "The agreement has a term of twelve months.", None),
]


@pytest.mark.parametrize(("language", "text", "months"), STAYS)
def test_a_stay_of_less_than_two_years_is_computed(
    make_document: MakeDocument, language: str, text: str, months: float | None
) -> None:
    """From a period or from two dates, only in a passage on scholars; notice periods are no stays."""
    found = list(short_scholarships(make_document(text, language=language), ()))

    assert [round(float(str(f.attributes["months"]))) for f in found] == ([] if months is None else [round(months)])


def test_how_much_longer_a_stay_may_become_is_not_how_long_it_lasts(make_document: MakeDocument) -> None:
    """An extension of a year is no stay of a year; beside one it changes nothing."""
    more = make_document(
        "An extension of the scholarship of up to twelve months needs the consent of the Home University."
    )
    both = make_document("The scholar stays for twelve months; an extension of up to eighteen months is possible.")
    assert list(short_scholarships(more, ())) == []
    assert [found.attributes["months"] for found in short_scholarships(both, ())] == [12.0]


def test_who_stays_longer_comes_from_somewhere_too(make_document: MakeDocument) -> None:
    """A guest of two years is asked about as one of a year; an appointment without a guest, or for longer, is no stay."""
    guest = make_document("The guest researcher stays for a period of twenty-four months.", "He may read the archive.")
    buried = make_document("The guest's records stay secret for ten years.")

    assert [guest.quote(span) for span, _ in long_stays(guest)] == [guest.quote(guest.blocks[0].span)]
    assert long_stays(buried) == []


def test_topic_and_supervision_from_home_stand_with_the_stay(make_document: MakeDocument) -> None:
    """The three things that question 4.5 asks for stand together."""
    document = make_document(
        "The scholar stays one year.",
        "The supervisor at the home institution directs the work.",
        "The topic set by it.",
    )
    (found,) = short_scholarships(document, ())

    assert (found.attributes["supervision_from_home"], found.attributes["topic_from_home"]) == (True, True)


def test_affiliation_and_technology_are_shown_together_and_never_counted(make_document: MakeDocument) -> None:
    """The quote is the technology; the affiliation stands in the attributes with its place."""
    document = make_document("Work on quantum radar.", "With Beihang University.")
    technology = finding(document, "sensitive_technology", "quantum radar")
    tie = finding(document, "list_match", "Beihang University", "lists.assessment")
    (both,) = combinations(document, technology, [tie])

    assert (both.quote, both.attributes["technology"]) == ("quantum radar", "sensitive_technology.x")
    assert both.attributes["affiliation"]["start"] == tie.span.start  # type: ignore[index, call-overload]
    assert list(combinations(document, technology, [])) == []
    assert technology_in([tie]) is None


def test_three_kinds_of_signals_under_one_chapter_are_an_accumulation_with_rows(make_document: MakeDocument) -> None:
    """Two kinds are none, nor are routine clauses; a clause that eases does not count."""
    document = make_document("alpha", "beta", "gamma")
    rows = [
        finding(document, "funding", "alpha", questions="4.1"),
        finding(document, "influence", "beta", questions="4.2 5.1"),
        finding(document, "exclusivity", "gamma", questions="4.2"),
    ]
    (found,) = accumulations(document, rows)

    assert (found.attributes["chapter"], found.background) == ("4", ("4.1", "4.2"))
    assert [row["rule"] for row in found.attributes["rows"]] == ["funding.x", "influence.x", "exclusivity.x"]  # type: ignore[union-attr, index, call-overload]
    routine = [dataclasses.replace(rows[1], kind="secrecy"), dataclasses.replace(rows[2], kind="governing_law")]
    assert list(accumulations(document, rows[:2])) == []
    assert list(accumulations(document, [rows[0], *routine])) == []
    assert list(accumulations(document, [*rows[:2], dataclasses.replace(rows[2], bearing="eases")])) == []


def test_the_scope_box_quotes_what_it_says(make_document: MakeDocument) -> None:
    """New or renewed, multi-year, kind, money and countries, each with the words that say so."""
    document = make_document(
        "This framework agreement on joint research has a term of five years.", "The laws of Norway apply."
    )
    countries = list(CountryDeriver().derive(document, ()))
    found = {str(f.attributes["aspect"]): f.quote for f in Derived().derive(document, countries) if f.kind == "scope"}

    assert found == {"institutional": "framework agreement", "research": "joint research", "multi_year": "five years",
                     "countries": "Norway"}  # fmt: skip
    assert list(scope(make_document("Nothing of the kind."), (), ())) == []
