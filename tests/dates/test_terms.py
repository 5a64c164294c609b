"""The terms of a document: right where they can be counted, never a wrong one shown as sure."""

from __future__ import annotations

import pytest

from contract_scan.dates import Term, terms_of
from contract_scan.dates.arithmetic import before_end, last_day, next_round
from contract_scan.dossier.model import Facts
from tests.conftest import MakeDocument

HEAD = {"nl": ("title", "Samenwerkingsovereenkomst"), "en": ("title", "Research collaboration agreement")}


def sure(terms: tuple[Term, ...]) -> dict[str, str]:
    """Return the sure terms by what they are."""
    return {one.what: one.value for one in terms if one.certainty == "sure"}


CASES = [
    ("nl", "Deze overeenkomst neemt een aanvang op 1 IX 2026 en eindigt van rechtswege op 31 augustus 2028.", {"start": "2026-09-01", "end": "2028-08-31"}),
    ("en", "This Agreement is effective as from 1 March in 2027 and continues for ten quarters.", {"start": "2027-03-01", "duration": "P30M", "end": "2029-08-31"}),
    ("nl", "Deze overeenkomst wordt aangegaan voor de duur van vier jaar, ingaande 1 september 2026.", {"start": "2026-09-01", "duration": "P4Y", "end": "2030-08-31"}),
    ("nl", "De overeenkomst treedt in werking op 15 januari 2026 en eindigt op 14 januari 2029.", {"start": "2026-01-15", "end": "2029-01-14"}),
    ("nl", "De looptijd van het project is van 1 maart 2026 tot en met 28 februari 2030.", {"start": "2026-03-01", "end": "2030-02-28"}),
    ("nl", "De raamovereenkomst geldt tot 1 januari 2031.", {"end": "2030-12-31"}),
    ("nl", "Deze overeenkomst gaat in op 1 februari 2026 en eindigt na achttien maanden.", {"start": "2026-02-01", "end": "2027-07-31"}),
    ("nl", "De subsidie wordt verleend voor de periode van 1 oktober 2026 tot en met 30 september 2027.", {"start": "2026-10-01", "end": "2027-09-30"}),
    ("nl", "De overeenkomst is aangegaan voor onbepaalde tijd.", {"end_unknown": "indefinite"}),
    ("nl", "De overeenkomst geldt tot de aanvaarding van het eindrapport.", {"end_unknown": "event"}),
    ("nl", "De overeenkomst wordt na afloop telkens stilzwijgend verlengd met twee jaar.", {"renewal": "tacit", "renewal_period": "P2Y"}),
    ("nl", "Deze overeenkomst kan in onderling overleg worden verlengd.", {"renewal": "by_agreement"}),
    ("nl", "De overeenkomst wordt niet stilzwijgend verlengd.", {"renewal": "none"}),
    ("nl", "Opzegging van de overeenkomst geschiedt zes maanden voor het einde van de looptijd.", {"notice": "P6M"}),
    ("nl", "Het eindrapport wordt uiterlijk op 1 december 2028 ingediend.", {"deadline_report": "2028-12-01"}),
    ("en", "This Agreement shall commence on 1 September 2026 and shall continue for a period of four (4) years.", {"start": "2026-09-01", "duration": "P4Y", "end": "2030-08-31"}),
    ("en", "This Agreement is effective as of January 15, 2026 and expires on January 14, 2029.", {"start": "2026-01-15", "end": "2029-01-14"}),
    ("en", 'This Agreement is made as of 4 May 2026 (the "Effective Date") and remains in force for forty-eight (48) months from the Effective Date.', {"start": "2026-05-04", "end": "2030-05-03"}),
    ("en", "This Agreement shall remain in effect until the final report is accepted.", {"end_unknown": "event"}),
    ("en", "The term of this Agreement shall automatically renew for successive periods of one (1) year.", {"renewal": "tacit", "renewal_period": "P1Y"}),
    ("en", "This Agreement may be renewed by mutual written agreement.", {"renewal": "by_agreement"}),
    ("en", "This Agreement shall not automatically renew.", {"renewal": "none"}),
    ("en", "Either party may give notice of non-renewal of this Agreement at least ninety (90) days prior to the end of the term.", {"notice": "P90D"}),
    ("en", "The final report is due no later than 31 March 2029.", {"deadline_report": "2029-03-31"}),
    ("nl", "De overeenkomst geldt van september 2026 tot en met augustus 2030.", {"start": "2026-09-01", "end": "2030-08-31"}),
    ("nl", "Looptijd: 1 september 2026 t/m 31 augustus 2030", {"start": "2026-09-01", "end": "2030-08-31"}),
    ("nl", "De looptijd van deze overeenkomst is hierbij verlengd tot en met 30 juni 2031.", {"end": "2031-06-30"}),
    ("nl", "Deze overeenkomst treedt in werking op 1 mei 2026 (hierna: de Ingangsdatum) en heeft een looptijd van drie jaar.", {"start": "2026-05-01", "end": "2029-04-30"}),
    ("en", "This Agreement shall be in effect until the end of 2027.", {"end": "2027-12-31"}),
    ("en", "The Term of the Agreement is hereby extended to 20 January 2030 unless sooner terminated.", {"end": "2030-01-20"}),
    ("en", "Term: November 1, 2026 to October 31, 2029", {"start": "2026-11-01", "end": "2029-10-31"}),
    ("en", "This Agreement takes effect on 3 May 2026 and shall expire 2 May 2028.", {"end": "2028-05-02"}),
    ("en", "This Agreement starts on 3 May 2026 (the Effective Date) and shall terminate two (2) years from the Effective Date.", {"start": "2026-05-03", "end": "2028-05-02"}),
    ("en", "This Agreement is effective as of 3 May 2026 and, unless terminated earlier by a party that has given notice, shall continue through 2 May 2029.", {"end": "2029-05-02"}),
    ("en", "The initial term of this Agreement shall be for a period of five years from 1 June 2026 and shall thereafter automatically renew for additional two (2) year terms.", {"start": "2026-06-01", "duration": "P5Y", "end": "2031-05-31", "renewal": "tacit", "renewal_period": "P2Y"}),
    ("en", "This Agreement will remain in force for perpetuity.", {"end_unknown": "indefinite"}),
    ("en", "The collaboration starts on 4 May 2026 and stops on 3 May 2028.", {"start": "2026-05-04", "end": "2028-05-03"}),
    ("nl", "Deze overeenkomst vervalt met ingang van 1 januari 2028.", {"end": "2027-12-31"}),
    ("nl", "Met ingang van 1 mei 2027 eindigt deze overeenkomst van rechtswege.", {"end": "2027-04-30"}),
    ("nl", "De gastvrijheidsovereenkomst vangt aan op maandag 4 mei 2026 en eindigt op vrijdag 3 juli 2026.", {"start": "2026-05-04", "end": "2026-07-03"}),
    ("nl", "De subsidie loopt van 1 oktober tot en met 31 december 2026.", {"start": "2026-10-01", "end": "2026-12-31"}),
    ("nl", "Deze overeenkomst heeft een looptijd van 36 mnd, ingaande 1 mei 2026.", {"duration": "P36M", "end": "2029-04-30"}),
    ("nl", "De overeenkomst eindigt van rechtswege, zonder dat opzegging nodig is, op 31 december 2029.", {"end": "2029-12-31"}),
    ("nl", "Zij wordt daarna telkens met een jaar verlengd, tenzij een partij haar drie maanden voor het einde van de looptijd opzegt.", {"renewal": "tacit", "renewal_period": "P1Y", "notice": "P3M"}),
    ("nl", "De overeenkomst duurt tot het project is afgerond.", {"end_unknown": "event"}),
    ("en", "This Agreement lapses with effect from 1 January 2028.", {"end": "2027-12-31"}),
    ("en", "This Agreement shall terminate with effect from 1 January 2028.", {"end": "2027-12-31"}),
    ("en", "This Agreement commences on Monday, 4 May 2026 and ends on Friday, 3 July 2026.", {"start": "2026-05-04", "end": "2026-07-03"}),
    ("en", "This Agreement shall run from 1 October to 31 December 2026.", {"start": "2026-10-01", "end": "2026-12-31"}),
    ("en", "The Agreement shall run for a term of 1 year, 1 month and 21 days from 1 January 2026.", {"start": "2026-01-01", "end": "2027-02-21"}),
    ("en", "This Agreement will terminate automatically on the twenty second of June 2029.", {"end": "2029-06-22"}),
    ("en", "Unless either party gives notice at least six months before the expiry date, this Agreement is renewed for a further period of one year.", {"renewal": "tacit", "renewal_period": "P1Y", "notice": "P6M"}),
    ("en", "This Agreement shall expire upon completion of the project.", {"end_unknown": "event"}),
    ("nl", "De samenwerking start op 4 mei 2026 en houdt op op 3 mei 2028.", {"start": "2026-05-04", "end": "2028-05-03"}),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "wanted"), CASES)
def test_what_a_document_says_of_its_own_time(
    make_document: MakeDocument, language: str, text: str, wanted: dict[str, str]
) -> None:
    found = sure(terms_of(make_document(HEAD[language], text, language=language)))

    assert wanted.items() <= found.items()
    assert "end" in wanted or "end" not in found


NOT_SURE = [
    ("nl", "De raamovereenkomst met de gemeente eindigt op 31 december 2028."),
    ("en", "This Agreement replaces the agreement that ran from 1 May 2022 until 30 April 2026."),
    ("en", "The agreement between the University and the City runs from 1 May 2026 to 30 April 2028."),
    ("en", "The loan of the instrument under this Agreement ends on 30 April 2028."),
    ("en", "The budget of the project is fixed from 1 May 2026 until 30 April 2027."),
    ("en", "The evaluation of the project starts on 1 May 2028 and ends on 30 June 2028."),
    ("en", "The project uses the licence of 1 July 2025, running to 30 June 2028."),
    ("nl", "De exclusiviteit onder deze overeenkomst duurt tot en met 30 april 2028."),
    ("nl", "De partijen hadden een overeenkomst van 1 mei 2022 tot en met 30 april 2026."),
    ("nl", "De overeenkomst van opdracht met het bureau eindigt op 30 april 2028."),
    ("nl", "De aanstelling van de promovendus in het project eindigt op 30 april 2030."),
    ("nl", "Het mandaat van de rector eindigt op 30 september 2028."),
    ("nl", "Indien de subsidie uitblijft, eindigt de overeenkomst op 1 mei 2027."),
    ("nl", "De proeftijd van de overeenkomst eindigt op 31 oktober 2026."),
    ("en", "The appointment of Dr Ito at the museum expires on 31 May 2028."),
    ("en", "If the first round fails, the agreement ends on 31 March 2028."),
    ("en", "The first phase of the project runs from 1 May 2026 until 30 April 2027."),
    ("nl", "De samenwerkingsovereenkomst, die tot en met 28 februari 2029 loopt, blijft gelden."),
    ("en", "Our arrangement with the council ends on 12 February 2027."),
    ("en", "The agreement would have ended on 12 February 2027."),
    ("nl", "De overeenkomst wordt aangegaan voor vier semesters, ingaande 1 februari 2027."),
    ("nl", "De gegevens worden bewaard gedurende tien jaren na afloop van het project."),
    ("nl", "De geheimhouding geldt tot 1 januari 2035, ook na het einde van de overeenkomst."),
    ("nl", "De overeenkomst eindigt op 1 mei 2029 of zoveel eerder als het project is afgerond."),
    ("en", "The obligations of confidentiality under this Agreement continue until 31 December 2035."),
    ("en", "This Agreement expires on the earlier of 31 December 2029 and the completion of the project."),
    ("en", "The warranty under this Agreement lasts for a period of two years from 1 January 2026."),
    ("en", "The University shall not, for a period of five years after the end of the Project, work with others."),
    ("en", "Partner will support the trial until December 31, 2030."),
    ("en", "This Agreement expires on 03/04/2029."),
    ("en", "This Agreement shall terminate on the date that is two (2) years from 3 May 2026."),
    ("en", "Prices of this offer under the terms of sale are valid for 30 days."),
    (
        "en",
        "During the term of this Agreement the University shall buy 40 samples for the twelve-month period commencing July 1, 2026 and ending June 30, 2027.",
    ),
    ("en", "Partner may by written notice elect for the Term to be extended to 31 December 2031."),
    ("en", "This Agreement shall continue until the earlier of (i) 31 December 2029 and (ii) the end of the lease."),
    ("en", "The term of this Agreement ends on completion, but in no event later than 28 February 2030."),
    ("en", "The option to extend this Agreement covers an additional term that ends on 31 December 2031."),
]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "De raamovereenkomst met de gemeente treedt in werking op 1 mei 2027."),
        ("nl", "Indien de subsidie wordt verleend, treedt de overeenkomst in werking op 1 mei 2027."),
        ("en", "The appointment of Dr Ito at the museum commences on 1 May 2027."),
    ],
)
def test_a_start_on_a_condition_or_of_an_agreement_with_another_is_never_sure(
    make_document: MakeDocument, language: str, text: str
) -> None:
    assert "start" not in sure(terms_of(make_document(HEAD[language], text, language=language)))


@pytest.mark.parametrize(("language", "text"), NOT_SURE)
def test_what_is_about_something_else_or_in_doubt_is_never_a_sure_end(
    make_document: MakeDocument, language: str, text: str
) -> None:
    terms = terms_of(make_document(HEAD[language], text, language=language))

    assert "end" not in sure(terms) and "duration" not in sure(terms)
    assert all(one.doubts for one in terms if one.certainty == "possible")


NO_START = [
    ("nl", "De regeling vervalt met ingang van 1 januari 2028."),
    ("nl", "Het besluit komt met ingang van 1 juli 2024 te vervallen."),
    ("nl", "De overeenkomst van 3 mei 2020 wordt met ingang van 1 mei 2027 ingetrokken."),
    ("nl", "Artikel 3 van deze overeenkomst vervalt met ingang van 1 januari 2028."),
    ("nl", "De samenwerking wordt stopgezet per 1 juni 2028."),
    ("nl", "Met ingang van 1 mei 2027 is de coördinator niet langer bij het project betrokken."),
    ("nl", "Met ingang van 1 mei 2027 is de opvolger projectleider van het project."),
    ("nl", "De overeenkomst eindigt uiterlijk 31 december 2028."),
    ("en", "The Regulation lapses with effect from 1 January 2028."),
    ("en", "The old agreement is terminated effective as of 1 January 2026."),
    ("en", "Clause 3 of this Agreement ceases to apply with effect from 1 January 2028."),
    ("en", "The coordinator will leave the project with effect from 1 January 2028."),
    ("en", "With effect from 1 January 2028 this Agreement is no longer in force."),
    ("en", "This Agreement expires on Monday 5 May 2026."),
]


@pytest.mark.parametrize(("language", "text"), NO_START)
def test_the_day_on_which_something_else_ends_or_changes_is_no_sure_start_or_end(
    make_document: MakeDocument, language: str, text: str
) -> None:
    found = sure(terms_of(make_document(HEAD[language], text, language=language)))

    assert not found.keys() & {"start", "end"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "De overeenkomst wordt niet verlengd, tenzij partijen anders overeenkomen."),
        ("nl", "De overeenkomst kan worden verlengd, tenzij een partij opzegt."),
        ("en", "The term of the Agreement is hereby extended by one year, unless notice has been given."),
        ("en", "This Agreement may be renewed, unless a party has given notice."),
    ],
)
def test_a_renewal_that_somebody_must_want_is_not_tacit(make_document: MakeDocument, language: str, text: str) -> None:
    assert sure(terms_of(make_document(HEAD[language], text, language=language))).get("renewal") != "tacit"


@pytest.mark.parametrize(
    ("language", "text", "doubt"),
    [
        ("en", "This Agreement shall renew for successive periods of one year, if agreed by both parties in writing.", "conditional"),
        ("en", "This Agreement shall automatically renew for three years, provided that the Centre achieves its targets.", "conditional"),
        ("nl", "De overeenkomst wordt stilzwijgend verlengd met een jaar, mits de evaluatie positief is.", "conditional"),
        ("en", "This Agreement shall automatically renew for one year, provided that neither party gives notice.", ""),
        ("nl", "De overeenkomst wordt stilzwijgend verlengd, mits geen van de partijen opzegt.", ""),
    ],
)  # fmt: skip
def test_a_tacit_renewal_on_a_condition_is_not_sure(
    make_document: MakeDocument, language: str, text: str, doubt: str
) -> None:
    found = [one for one in terms_of(make_document(HEAD[language], text, language=language)) if one.what == "renewal"]

    assert [(one.value, one.doubts) for one in found] == [("tacit", (doubt,) if doubt else ())]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "Beginning twelve months prior to the expiration of the term of this Agreement, the parties shall discuss it.", []),
        ("en", "A party wishing to renew this Agreement shall give notice thirty days before the end of the term.", [("P30D", ("to_renew",))]),
        ("nl", "De partij die wenst te verlengen geeft daarvan kennis drie maanden voor het einde van de overeenkomst.", [("P3M", ("to_renew",))]),
        ("en", "A party may object to renewal by notice thirty days before the end of the term.", [("P30D", ())]),
    ],
)  # fmt: skip
def test_notice_is_what_ends_and_not_what_renews(
    make_document: MakeDocument, language: str, text: str, wanted: list[tuple[str, tuple[str, ...]]]
) -> None:
    terms = terms_of(make_document(HEAD[language], text, language=language))

    assert [(one.value, one.doubts) for one in terms if one.what == "notice"] == wanted


CONTINUING = [
    ("nl", "Verlenging van de overeenkomst behoeft de instemming van alle partijen.", "by_agreement"),
    ("nl", "Het contract kan tweemaal met een jaar worden hernieuwd bij besluit van het college.", "by_agreement"),
    ("nl", "De samenwerking wordt niet voortgezet dan met schriftelijk akkoord van beide partijen.", "by_agreement"),
    ("nl", "De overeenkomst wordt niet verlengd, tenzij partijen schriftelijk anders overeenkomen.", "by_agreement"),
    ("nl", "De beurs is niet hernieuwbaar.", "none"),
    ("nl", "Voortzetting van de aanstelling is uitgesloten.", "none"),
    ("nl", "De licentie loopt af zonder dat zij wordt verlengd.", "none"),
    ("nl", "Indien de overeenkomst niet wordt hernieuwd, geeft de gast zijn sleutels terug.", None),
    ("nl", "Verlenging van de inlevertermijn voor het boek is uitgesloten.", None),
    ("en", "The grant period can be prolonged once if the funder so decides.", "by_agreement"),
    ("en", "An extension of this Agreement requires the consent of both parties.", "by_agreement"),
    ("en", "This contract shall not be extended otherwise than by a signed addendum.", "by_agreement"),
    ("en", "This Agreement ends with the project, unless the parties agree on an extension.", "by_agreement"),
    ("en", "The fellowship is not extendable.", "none"),
    ("en", "No prolongation of the award is foreseen.", "none"),
    ("en", "Renewal of the memorandum is excluded.", "none"),
    ("en", "If this Agreement is not prolonged, the visitor returns the keys.", None),
    ("en", "An extension of the library loan may be agreed in writing.", None),
    ("en", "A party may end this Agreement during a renewed term.", None),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "wanted"), CONTINUING)
def test_an_agreement_goes_on_by_a_decision_or_not_at_all(
    make_document: MakeDocument, language: str, text: str, wanted: str | None
) -> None:
    assert sure(terms_of(make_document(HEAD[language], text, language=language))).get("renewal") == wanted


def test_renewal_by_agreement_answers_that_nothing_is_renewed_by_itself(make_document: MakeDocument) -> None:
    texts = ["This Agreement is not automatically renewed.", "It may be extended in writing by both parties."]

    assert sure(terms_of(make_document(*texts, language="en")))["renewal"] == "by_agreement"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("Extension: at most one year, if both parties agree", "by_agreement"), ("Renewal: none", "none")],
)
def test_a_field_says_whether_an_agreement_is_renewed(make_document: MakeDocument, text: str, wanted: str) -> None:
    assert sure(terms_of(make_document(text, language="en")))["renewal"] == wanted


SIGNED = [
    ("nl", "Het convenant treedt in werking op de dag van ondertekening.", ["Aldus getekend te Leiden op 4 mei 2026."], "2026-05-04"),
    ("nl", "Deze overeenkomst geldt vanaf de dag waarop de laatste partij heeft getekend.", ["Getekend:", "Datum: 4 mei 2026      Datum: 9 mei 2026"], "2026-05-09"),
    ("en", "This Agreement comes into force on the day on which both parties have signed it.", ["Signed in duplicate", "Leiden, 4 May 2026", "Delft, 9 May 2026"], "2026-05-09"),
    ("en", "The contract starts on the date of the last signature.", ["Signed: A. Ito, 9 May 2026", "Signed: B. Ode, 4 May 2026", "Source: archive, 1 July 2027"], "2026-05-09"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "foot", "wanted"), SIGNED)
def test_what_begins_with_the_last_signature_possibly_starts_on_the_last_day_beside_one(
    make_document: MakeDocument, language: str, text: str, foot: list[str], wanted: str
) -> None:
    terms = terms_of(make_document(HEAD[language], text, *foot, language=language))

    assert [(one.value, one.doubts, one.steps) for one in terms if one.what == "start"] == [
        (wanted, ("from_signed",), ("signed",))
    ]


@pytest.mark.parametrize(
    "texts",
    [
        ["The fee is paid within a week of the date of signature.", "Signed in Delft on 9 May 2026."],
        ["This Agreement starts on the date of the last signature.", "Signed in Delft on the day below."],
    ],
)
def test_a_day_of_signature_is_no_start_unless_both_are_said(make_document: MakeDocument, texts: list[str]) -> None:
    assert "start" not in {one.what for one in terms_of(make_document(HEAD["en"], *texts, language="en"))}


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("nl", "Opzegging om verlenging van de overeenkomst te voorkomen is uiterlijk op 1 juni 2028 ontvangen.", ["2028-06-01"]),
        ("en", "Notice of non-renewal of this Agreement must be received before 1 June 2028.", ["2028-05-31"]),
        ("en", "The sponsor may extend this Agreement by notice given on or before 1 June 2028.", []),
    ],
)  # fmt: skip
def test_the_last_day_of_notice_may_be_named(
    make_document: MakeDocument, language: str, text: str, wanted: list[str]
) -> None:
    terms = terms_of(make_document(HEAD[language], text, language=language))

    assert [one.value for one in terms if one.what == "notice_date"] == wanted


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "De overeenkomst met het archief van 4 mei 2019, lopende tot en met 3 mei 2024, blijft onverlet."),
        ("en", "The prior agreement commenced on 4 May 2019 and expires on 3 May 2024."),
        ("en", "The chair is named after Ada Ode (4 May 1901 – 3 May 1980)."),
    ],
)
def test_the_days_of_another_agreement_or_of_a_life_are_never_sure(
    make_document: MakeDocument, language: str, text: str
) -> None:
    assert not sure(terms_of(make_document(HEAD[language], text, language=language))).keys() & {"start", "end"}


def test_the_rows_of_a_table_drawn_in_plain_text_are_fields(make_document: MakeDocument) -> None:
    table = "| Startdatum | 4 mei 2026 |\n| Duur       | 12 maanden |\n| Verlenging | geen       |"
    found = sure(terms_of(make_document(HEAD["nl"], table, language="nl")))

    assert (found["start"], found["end"], found["renewal"]) == ("2026-05-04", "2027-05-03", "none")


def test_what_a_clause_of_definitions_says_counts(make_document: MakeDocument) -> None:
    texts = [
        '"Ingangsdatum": 4 mei 2026;',
        "De leerstoel wordt ingesteld voor de duur van twee jaar vanaf de Ingangsdatum.",
    ]

    assert sure(terms_of(make_document(HEAD["nl"], *texts, language="nl")))["end"] == "2028-05-03"


BOTH = {"start": "2026-03-01", "end": "2029-02-28"}
PLAIN = [
    ("nl", "Op 1 maart 2026 begin ik, en op 28 februari 2029 stop ik.", BOTH),
    ("nl", "Op 1 maart 2026 kun je aan de slag en je hebt er drie jaar de tijd voor.", {"start": "2026-03-01", "duration": "P3Y"}),
    ("nl", "Moka levert vanaf het begin van het tweede kwartaal van 2026 tot en met het einde van Q2 2029.", {"start": "2026-04-01", "end": "2029-06-30"}),
    ("en", "We pay on 1 March 2026, the day on which the stipend begins, for three years.", {"start": "2026-03-01", "duration": "P3Y"}),
    ("en", "We promise it for the time from that same 1 March 2026, so that the visit counts, through 28 February 2029.", BOTH),
    ("en", "We get the big hall from 1 March 2026.", {"start": "2026-03-01"}),
    ("nl", "De werkzaamheden vinden plaats binnen 1 maart 2026 – 28 februari 2029.", BOTH),
    ("nl", "Het geld is bestemd voor de periode 1 maart 2026 tot en met 28 februari 2029.", BOTH),
    ("nl", "Mevrouw Ito komt op 1 maart 2026 en vertrekt op 28 februari 2029.", BOTH),
    ("nl", "Op 1 maart 2026 arriveert de groep, op 28 februari 2029 vertrekt zij.", BOTH),
    ("nl", "Tussen 1 maart 2026 en 28 februari 2029 werken wij samen.", BOTH),
    ("nl", "Zij werken vier jaar lang aan kaas, te beginnen op 1 september.", {"duration": "P4Y"}),
    ("nl", "Het onderzoek is verdeeld over dertig maanden.", {"duration": "P30M"}),
    ("en", "All is carried out in the period 1 March 2026 – 28 February 2029.", BOTH),
    ("en", "Dr Ito arrives on 1 March 2026 and leaves on 28 February 2029.", BOTH),
    ("en", "The work is done over eighteen months.", {"duration": "P18M"}),
    ("en", "We fund a chair in algebra for three years beginning this autumn.", {"duration": "P3Y"}),
    ("nl", "De bezoekers houden de gegevens vijf jaar lang geheim.", {}),
    ("nl", "De vakgroep doet gedurende vijf jaar geen onderzoek voor anderen.", {}),
    ("en", "The maker warrants the work for two years.", {}),
    ("en", "The annual report covers 1 January 2026 – 31 December 2026.", {}),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "wanted"), PLAIN)
def test_what_plain_words_say_of_a_term_is_only_possible(
    make_document: MakeDocument, language: str, text: str, wanted: dict[str, str]
) -> None:
    terms = terms_of(make_document(text, language=language))
    found = [one for one in terms if one.what in ("start", "end", "duration") and not one.steps]

    assert {one.what: one.value for one in found} == wanted
    assert all(one.doubts in (("other_subject",), ("plain",)) for one in found)


def told(facts: Facts) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Return what is sure of how long a document holds, and what is only possible."""
    return {one.what: one.value for one in facts.lasts}, [(one.what, one.value) for one in facts.perhaps_lasts]


@pytest.mark.parametrize(
    ("texts", "sure_ones", "possible"),
    [
        (["The work is done over two years."], {}, [("duration", "P2Y")]),
        (["The work is done over two years.", "This Agreement expires on 1 May 2029."], {"end": "2029-05-01"}, []),
        (["This Agreement expires on 1 May 2029.", "This Agreement expires on 1 May 2031."], {}, [("end", "2029-05-01"), ("end", "2031-05-01")]),
        (["The work is done over two years.", "She arrives on 1 May 2026 and leaves on 1 June 2027."], {}, [("start", "2026-05-01"), ("end", "2027-06-01")]),
        (["The award is for the period 1 May 2026 until 30 April 2030."], {"end": "2030-04-30"}, [("start", "2026-05-01")]),
    ],
)  # fmt: skip
def test_what_is_possible_is_told_where_nothing_sure_is_or_beside_it_in_one_sentence(
    make_document: MakeDocument, texts: list[str], sure_ones: dict[str, str], possible: list[tuple[str, str]]
) -> None:
    terms = terms_of(make_document(*texts, language="en"))

    assert told(Facts("", "", "", (), (), (), terms)) == (sure_ones, possible)


def test_the_last_day_of_notice_is_counted_back_from_the_end(make_document: MakeDocument) -> None:
    found = sure(
        terms_of(
            make_document(
                HEAD["nl"],
                "Deze overeenkomst is aangegaan voor de duur van vier jaar, ingaande 1 september 2026.",
                "Zij wordt telkens stilzwijgend verlengd met vier jaar, tenzij een partij haar zes maanden voor het einde opzegt.",
                language="nl",
            )
        )
    )

    assert (found["end"], found["notice"], found["notice_date"]) == ("2030-08-31", "P6M", "2030-02-28")
    assert (found["renewal"], found["renewal_period"], found["multi_year"]) == ("tacit", "P4Y", "yes")


@pytest.mark.parametrize(
    "text",
    [
        "This Agreement continues for three years from the first delivery.",
        "This Agreement has a term of three years from the date of execution.",
        "This Agreement remains in force until the third anniversary of the Effective Date.",
    ],
)
def test_an_end_counted_from_another_day_or_to_an_anniversary_is_only_possible(
    make_document: MakeDocument, text: str
) -> None:
    terms = terms_of(make_document("This Agreement is effective as of 1 May 2026.", text, language="en"))

    assert [(one.value, one.certainty) for one in terms if one.what == "end"] == [("2029-04-30", "possible")]


def test_the_day_of_an_agreement_that_begins_on_it_stays_its_day_of_signature(make_document: MakeDocument) -> None:
    texts = [
        'SERVICES AGREEMENT, dated as of April 1, 2019 (the "Agreement"), between Ito and Ono.',
        "The term of this Agreement shall commence on the date hereof and shall continue for a period of 12 months.",
    ]

    assert sure(terms_of(make_document(*texts, language="en")))["end"] == "2020-03-31"


def test_the_day_of_notice_is_never_counted_from_an_end_of_something_else(make_document: MakeDocument) -> None:
    text = "Either party may give notice of non-renewal of this Agreement at least ninety days prior to the end of the term."
    terms = terms_of(make_document("Partner supports the trial until 31 May 2027.", text, language="en"))

    assert "notice_date" not in {one.what for one in terms}


def test_two_ends_that_differ_are_both_only_possible(make_document: MakeDocument) -> None:
    terms = terms_of(
        make_document("This Agreement expires on 1 May 2029.", "This Agreement expires on 1 May 2031.", language="en")
    )

    assert [(one.value, one.certainty, one.doubts) for one in terms if one.what == "end"] == [
        ("2029-05-01", "possible", ("contradicts",)),
        ("2031-05-01", "possible", ("contradicts",)),
    ]


def test_a_table_gives_the_label_in_the_cell_before(make_document: MakeDocument) -> None:
    cells = [("table_cell", text) for text in ("Startdatum", "1 september 2026", "Einddatum", "31 augustus 2030")]
    found = sure(terms_of(make_document(("title", "Projectovereenkomst"), *cells, language="nl")))

    assert (found["start"], found["end"]) == ("2026-09-01", "2030-08-31")


def test_a_duration_without_a_day_to_count_from_has_no_end_and_says_so(make_document: MakeDocument) -> None:
    found = sure(terms_of(make_document("De overeenkomst is aangegaan voor vijf jaar.", language="nl")))

    assert (found["end_unknown"], "end" in found) == ("no_start", False)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Overeenkomst bijzondere leerstoel", "chair"),
        ("Intentieverklaring", "memorandum"),
        ("Material Transfer Agreement", "material"),
        ("Sponsored Research Agreement", "contract_research"),
        ("Consortiumovereenkomst", "consortium"),
        ("Scholarship agreement", "scholarship"),
    ],
)
def test_the_title_says_of_what_kind_a_partnership_is(make_document: MakeDocument, title: str, kind: str) -> None:
    assert kind == sure(terms_of(make_document(("title", title), "Partijen komen overeen.", language="nl")))["kind"]


def test_quotes_stand_where_they_say(make_document: MakeDocument) -> None:
    document = make_document(*(text for _, text, _ in CASES), language=None)

    for one in terms_of(document):
        assert document.text[one.span.start : one.span.end] in one.quote


def test_counting_with_months_ends_on_the_last_day_there_is() -> None:
    assert last_day("2026-09-01", "P4Y") == "2030-08-31"
    assert last_day("2024-02-29", "P1Y") == "2025-02-27"
    assert before_end("2030-08-31", "P6M") == "2030-02-28"
    assert (last_day("2026-01-01", "indefinite"), last_day("9999-01-01", "P5Y")) == (None, None)


def test_an_agreement_that_renewed_itself_has_a_next_day_of_notice() -> None:
    assert next_round("2019-08-31", "P5Y", "P6M", "2026-11-01") == ("2029-08-31", "2029-02-28")
    assert next_round("2030-08-31", "P5Y", "P6M", "2026-11-01") == ("2030-08-31", "2030-02-28")


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "Publication may be delayed by 60 days.", [("publication_delay", "P60D")]),
        (
            "en",
            "The partner may review a publication within 30 days, and delay it by 90 days.",
            [("publication_review", "P30D"), ("publication_delay", "P90D")],
        ),
        ("nl", "De publicatie kan drie maanden worden uitgesteld.", [("publication_delay", "P3M")]),
        ("nl", "Elke publicatie wordt 30 dagen ter inzage gegeven.", [("publication_review", "P30D")]),
    ],
)
def test_a_delay_of_a_publication_is_not_a_look_at_it(
    make_document: MakeDocument, language: str, text: str, wanted: list[tuple[str, str]]
) -> None:
    found = terms_of(make_document(text, language=language))

    assert wanted == [(one.what, one.value) for one in found if one.what.startswith("publication")]


@pytest.mark.parametrize(
    ("language", "title", "kind"),
    [
        ("nl", "Studiebeurs promovendus", "scholarship"),
        ("nl", "Memorandum van overeenstemming", "memorandum"),
        ("nl", "Dubbeldiplomaovereenkomst", "mobility"),
        ("nl", "Overeenkomst overdracht van biologisch materiaal", "material"),
        ("nl", "Gegevensdelingsovereenkomst", "data"),
        ("nl", "Octrooilicentie", "licence"),
        ("en", "Agreement on a Chair of Algebra", "chair"),
        ("en", "Joint PhD (cotutelle) Agreement", "mobility"),
        ("en", "Biological Materials Transfer Agreement", "material"),
        ("en", "Joint Laboratory Agreement", "joint_research"),
        ("en", "Gifted children research agreement", "joint_research"),
        ("en", "Letter of the chair of the board", None),
        ("en", "Chairman's letter", None),
    ],
)
def test_a_kind_has_many_names_and_other_words_begin_like_one(
    make_document: MakeDocument, language: str, title: str, kind: str | None
) -> None:
    assert sure(terms_of(make_document(("title", title), "As agreed.", language=language))).get("kind") == kind


def best(terms: tuple[Term, ...]) -> dict[str, str]:
    """Return the terms by what they are: a sure one before one that is to be checked."""
    return {one.what: one.value for one in sorted(terms, key=lambda one: one.certainty == "sure")}


WHOLE = [
    ("en", ["Subscription start        15 August 2026\nSubscription term         36 months"], {"start": "2026-08-15", "end": "2029-08-14", "duration": "P36M"}),
    ("nl", ["Er is een leerstoel gedurende twee academische jaren, te weten 2027-2028 tot en met 2028-2029."], {"start": "2027-09-01", "end": "2029-08-31"}),
    ("en", ["This Agreement commences on the first day of the calendar quarter following its signature.", "Signed in Delft on 3 May 2027."], {"start": "2027-07-01"}),
    ("nl", ["Eerste dag        Laatste dag        Bedrag", "1 maart 2027      28 februari 2030   € 9.000"], {"start": "2027-03-01", "end": "2030-02-28", "duration": "P3Y"}),
    ("en", ["First day of the work      4 January 2027\nThat makes                 18 months\nFirst report               1 June 2027"], {"start": "2027-01-04", "end": "2028-07-03", "duration": "P18M"}),
    ("nl", ["Wanneer begint het? Op 1 maart 2027. Hoe lang duurt het? Twee jaar lang."], {"start": "2027-03-01", "end": "2029-02-28", "duration": "P2Y"}),
    ("en", ["The deal covers two academic years, 2027-28 and 2028-29."], {"start": "2027-09-01", "end": "2029-08-31", "duration": "P2Y"}),
    ("nl", ["Onze samenwerking bestrijkt het academiejaar 2027-2028. Een academiejaar begint op 20 september en duurt tot en met 19 september."], {"start": "2027-09-20", "end": "2028-09-19", "duration": "P1Y"}),
    ("en", ["The licence runs from the second quarter of 2027 through the third quarter of 2029."], {"start": "2027-04-01", "end": "2029-09-30"}),
    ("nl", ["Deze overeenkomst treedt in werking op de eerste dag van de maand volgend op die van ondertekening.", "Zij geldt voor een periode van twee jaar.", "Aldus ondertekend te Breda op 14 april 2027."], {"signed": "2027-04-14", "start": "2027-05-01", "end": "2029-04-30"}),
    ("en", ["This memorandum starts on the date of the last signature and lasts three years.", "For Boog             For Delta", "Date: 3 May 2027     Date: 9 May 2027"], {"signed": "2027-05-09", "start": "2027-05-09", "end": "2030-05-08"}),
]  # fmt: skip


@pytest.mark.parametrize(("language", "texts", "wanted"), WHOLE)
def test_tables_questions_years_and_quarters_give_days(
    make_document: MakeDocument, language: str, texts: list[str], wanted: dict[str, str]
) -> None:
    found = best(terms_of(make_document(*texts, language=language)))

    assert {what: found.get(what) for what in wanted} == wanted


BY_SIGNING = [
    ("nl", "Getekend te Delft op 3 mei 2027.", "2027-05-03"),
    ("nl", "Aldus overeengekomen en ondertekend op 3 mei 2027 te Delft.", "2027-05-03"),
    ("en", "Both of us signed on 3 May 2027.", "2027-05-03"),
    ("en", "Agreed and countersigned for the University: A. Ito, 3 May 2027", "2027-05-03"),
    ("nl", "De vorige overeenkomst, gesloten op 3 mei 2020, is uitgewerkt.", None),
    ("en", "This memorandum replaces the letter of intent dated 3 May 2020.", None),
    ("en", "The earlier paper, signed on 3 May 2020, ends when this one begins.", None),
]


@pytest.mark.parametrize(("language", "text", "wanted"), BY_SIGNING)
def test_a_day_of_signature_is_of_this_paper_and_of_no_other(
    make_document: MakeDocument, language: str, text: str, wanted: str | None
) -> None:
    filler = ["Wij werken samen aan kaas."] * 4 if language == "nl" else ["We work together on cheese."] * 4

    assert sure(terms_of(make_document(*filler, text, language=language))).get("signed") == wanted


def test_the_date_of_a_letter_is_only_perhaps_its_signature(make_document: MakeDocument) -> None:
    terms = terms_of(make_document("Delft, 3 mei 2027", "Geachte mevrouw Ito,", "U ontvangt een beurs.", language="nl"))

    assert [(one.value, one.doubts) for one in terms if one.what == "signed"] == [("2027-05-03", ("letterhead",))]


PLAINLY = [
    ("nl", "Stilzwijgende verlenging is uitgesloten; verlengen kan enkel als wij beiden tekenen.", "renewal", "by_agreement"),
    ("nl", "Komt er geen bericht, dan komt er een jaar bij.", "renewal", "tacit"),
    ("nl", "Een tweede ronde komt er niet; dat hebben we de leden beloofd.", "renewal", "none"),
    ("en", "It lives on, a year at a time, unless one of us has written that enough is enough.", "renewal", "tacit"),
    ("en", "If neither of us has spoken up three months before that, it rolls on for a year.", "notice", "P3M"),
    ("en", "Unless one of us writes before 1 June 2028, another year is added.", "notice_date", "2028-05-31"),
    ("en", "It rolls on unless one of us has written. That letter has to arrive by 28 February 2029.", "notice_date", "2029-02-28"),
    ("nl", "Als niemand iets zegt, loopt het gewoon door, telkens voor een jaar.", "renewal", "tacit"),
    ("en", "After those two years it simply rolls on, unless one has told the other that it wants to stop.", "renewal", "tacit"),
    ("en", "If you want to stay on, we would both have to say yes, on paper.", "renewal", "by_agreement"),
    ("en", "We shall agree in writing on a next one; it does not go on by itself.", "renewal", "by_agreement"),
    ("nl", "Langer doorgaan op onze kosten kan niet.", "renewal", "none"),
    ("en", "Longer than that we cannot go on.", "renewal", "none"),
    ("en", "Either of us may call it off, giving the other two weeks' warning.", "notice_any_time", "P2W"),
    ("nl", "Wil je stoppen, dan laat je ons dat een maand van tevoren weten.", "notice_any_time", "P1M"),
    ("nl", "Wie dat niet wil, stuurt ten laatste vier maanden voor het einde een brief en stopt.", "notice", "P4M"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "what", "wanted"), PLAINLY)
def test_plain_words_on_renewal_and_notice_are_told_to_be_checked(
    make_document: MakeDocument, language: str, text: str, what: str, wanted: str
) -> None:
    [one] = [one for one in terms_of(make_document(text, language=language)) if one.what == what]

    assert (one.value, one.certainty) == (wanted, "possible")


OTHERS = [
    ("nl", "Zijn aanstelling aldaar eindigt op 31 december 2028."),
    ("nl", "De oude licentie stopt op 31 augustus 2026."),
    ("en", "Her own contract of employment ends on 31 December 2029."),
    ("en", "The policy you showed us runs until 31 August 2026."),
    ("nl", "De offerte is geldig tot 1 april 2026."),
]


@pytest.mark.parametrize(("language", "text"), OTHERS)
def test_the_end_of_another_contract_a_policy_or_an_offer_is_never_sure(
    make_document: MakeDocument, language: str, text: str
) -> None:
    assert not sure(terms_of(make_document(HEAD[language], text, language=language))).keys() & {"end", "notice_date"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The award period begins on the day on which the fellow takes up the post and lasts two years."),
        ("nl", "De beurs begint op de dag waarop de promovendus in dienst treedt en duurt twee jaar."),
    ],
)
def test_what_begins_with_an_event_is_not_counted_from_the_day_of_signature(
    make_document: MakeDocument, language: str, text: str
) -> None:
    foot = "Getekend te Delft op 3 mei 2027." if language == "nl" else "Signed in Delft on 3 May 2027."
    terms = terms_of(make_document(HEAD[language], text, foot, language=language))

    assert not {one.what for one in terms} & {"start", "end"}


def test_two_days_that_may_be_the_end_are_both_to_be_checked(make_document: MakeDocument) -> None:
    texts = ["This Agreement ends on 30 June 2028.", "The laboratory stays with us until 31 August 2029."]
    ends = [one for one in terms_of(make_document(HEAD["en"], *texts, language="en")) if one.what == "end"]

    assert {one.value for one in ends} == {"2028-06-30", "2029-08-31"}
    assert {one.certainty for one in ends} == {"possible"}


EXTENDED = [
    ("nl", "De overeenkomst liep van 1 september 2022 tot en met 31 augustus 2026.", "Hierbij wordt zij met achttien maanden verlengd.", "2028-02-29"),
    ("en", "What we have now began on 1 September 2022 and finishes on 31 August 2026.", "Let us put one more year on top of that.", "2027-08-31"),
    ("en", "The award ran from 1 September 2022 until 31 August 2026.", "It is hereby extended until 31 December 2026.", "2026-12-31"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "earlier", "extension", "end"), EXTENDED)
def test_an_extension_begins_when_the_earlier_agreement_ends(
    make_document: MakeDocument, language: str, earlier: str, extension: str, end: str
) -> None:
    found = terms_of(make_document(HEAD[language], earlier, extension, language=language))
    first = {what: next(one for one in found if one.what == what) for what in ("start", "end")}
    extended = {one.what: one.value for one in found if "extends" in one.doubts}

    assert extended["start"] == "2026-09-01"
    assert extended["end"] == end
    assert not {"start", "end"} & sure(found).keys()
    assert set(first) == {"start", "end"}


SIGNERS = [
    ("en", ["For the University\nProfessor Alan Tregear, Rector\n2 February 2026", "For the Museum\nInés Molina, Director\n16 March 2026"]),
    ("en", ["Licensor: M. Castellanos, VP Sales — February 11, 2026\nLicensee: R. Okafor, Dean — March 16, 2026"]),
    ("nl", ["Bas Roosenboom, 9 februari 2026\nvoor de universiteit: Gijs Lankhorst, 16 maart 2026"]),
    ("nl", ["Leiden, 16 maart 2026", "Namens de universiteit", "J. de Wit"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "lines"), SIGNERS)
def test_the_days_beside_who_signed_are_those_of_signature_to_be_checked(
    make_document: MakeDocument, language: str, lines: list[str]
) -> None:
    body = ["The parties work together.", "They meet twice a year.", "Each pays its own costs."] * 2
    found = terms_of(make_document(HEAD[language], *body, *lines, language=language))

    assert [(one.value, one.certainty) for one in found if one.what == "signed"] == [("2026-03-16", "possible")]


def test_a_letter_is_not_signed_on_a_day_that_it_only_names(make_document: MakeDocument) -> None:
    texts = [
        "Datum: 12 maart 2026",
        "Geachte mevrouw Okonjo,",
        "Ontvangen wij het formulier niet vóór 1 februari 2027, dan vervalt de toekenning.",
        "Met vriendelijke groet,",
    ]
    found = terms_of(make_document(*texts, language="nl"))

    assert "signed" not in sure(found)


PLAINLY = [
    ("nl", "Vanaf 1 oktober 2026 heeft u vier jaar om het onderzoek uit te voeren.", "end", "2030-09-30"),
    ("nl", "De eerste werkdag is 1 februari 2027, de laatste 31 januari 2029.", "end", "2029-01-31"),
    ("nl", "Ons werk neemt op 4 januari 2027 een aanvang en wordt op 3 januari 2030 afgesloten.", "end", "2030-01-03"),
    ("nl", "Met ingang van het collegejaar 2026-2027 en voor de duur van twee collegejaren.", "end", "2028-08-31"),
    ("nl", "Doet niemand iets, dan geldt het weer een jaar.", "renewal", "tacit"),
    ("en", "This takes hold on 1 June 2027 and remains so for thirty months.", "end", "2029-11-30"),
    ("en", "The club takes over the cafés from 1 August 2026 for thirty-six months.", "end", "2029-07-31"),
    ("en", "Project period: 07/01/2026 - 06/30/2029", "start", "2026-07-01"),
    ("en", "He may be asked to leave at any time, with a month's notice.", "notice_any_time", "P1M"),
    ("en", "It rolls on if nobody speaks. Anybody who does not want that must say so on 1 March 2029 at the latest.", "notice_date", "2029-03-01"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "what", "value"), PLAINLY)
def test_plain_words_give_what_is_to_be_checked(
    make_document: MakeDocument, language: str, text: str, what: str, value: str
) -> None:
    found = [one for one in terms_of(make_document(HEAD[language], text, language=language)) if one.what == what]

    assert value in {one.value for one in found if one.certainty == "possible"}


def test_a_day_without_a_year_is_told_from_the_day_of_its_letter(make_document: MakeDocument) -> None:
    letter = [
        "Leiden, 12 maart 2026",
        "Geachte heer Jansen,",
        "De subsidie gaat in op 1 september a.s. en duurt twee jaar.",
    ]
    found = terms_of(make_document(*letter, language="nl"))

    assert [(one.value, one.certainty) for one in found if one.what == "start"] == [("2026-09-01", "possible")]
    assert "end" not in sure(found)


HEDGED = [
    ("en", "The project is expected to start on 1 May 2027.", "start"),
    ("en", "The project starts on 1 May 2027 at the earliest.", "start"),
    ("en", "This Agreement ends on 30 April 2028 or, where the parties so decide, on 30 April 2029.", "end"),
    ("en", "Unless this Agreement is approved in time, it ends on 1 June 2026.", "end"),
    ("en", "The service contract with the supplier renews automatically for one year unless cancelled.", "renewal"),
    ("nl", "Het project start naar verwachting op 1 mei 2027.", "start"),
    ("nl", "De overeenkomst eindigt op 30 april 2028 of, als partijen dat besluiten, op 30 april 2029.", "end"),
]


@pytest.mark.parametrize(("language", "text", "what"), HEDGED)
def test_what_is_expected_or_one_of_two_is_not_sure(
    make_document: MakeDocument, language: str, text: str, what: str
) -> None:
    assert what not in sure(terms_of(make_document(HEAD[language], text, language=language)))


NOT_SIGNED = [
    ("en", ["Signed on 3 March 2026 by the Dean; the Provost has not signed yet."]),
    ("en", ["Agreed: the plan goes ahead.", "Date: 12 March 2026"]),
    ("nl", ["Aldus vastgesteld op 12 maart 2026."]),
    ("nl", ["Voor akkoord:", "Graag terug vóór 1 mei 2026."]),
]


@pytest.mark.parametrize(("language", "texts"), NOT_SIGNED)
def test_a_day_that_may_not_be_that_of_signature_is_not_sure(
    make_document: MakeDocument, language: str, texts: list[str]
) -> None:
    body = ["The parties work together.", "They meet twice a year."]

    assert "signed" not in sure(terms_of(make_document(HEAD[language], *body, *texts, language=language)))


@pytest.mark.parametrize(
    "text", ["Het abonnement bij deze overeenkomst wordt stilzwijgend verlengd.", "Het geheim wordt niet verlengd."]
)
def test_a_renewal_of_what_only_belongs_to_an_agreement_is_not_sure(make_document: MakeDocument, text: str) -> None:
    assert "renewal" not in sure(terms_of(make_document(HEAD["nl"], text, language="nl")))
