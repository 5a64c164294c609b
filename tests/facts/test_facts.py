"""What is read as a fact, what is not, and where it stands."""

from __future__ import annotations

import pytest

from contract_scan.document import Span
from contract_scan.facts import find_facts, languages


def read(text: str, language: str | None = "en") -> list[tuple[str, str, str | None]]:
    """Return kind, value and note of each fact."""
    return [(fact.kind, fact.value, fact.note) for fact in find_facts(text, language)]


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("five-year term", "en", "P5Y"),
        ("a vijfjarige looptijd", "nl", "P5Y"),
        ("anderhalf jaar", "nl", "P18M"),
        ("two and a half years", "en", "P30M"),
        ("two years and a half", "en", "P30M"),
        ("half a year", "en", "P6M"),
        ("a year and a half", "en", "P18M"),
        ("half a month", "en", "P0.5M"),
        ("een jaar en een half", "nl", "P18M"),
        ("een jaar en zes maanden", "nl", "P1Y6M"),
        ("within a year", "en", "P1Y"),
        ("voor onbepaalde tijd", "nl", "indefinite"),
        ("in perpetuity", "en", "indefinite"),
        ("three point five (3.5) months", "en", "P3.5M"),
        ("two quarters", "en", "P6M"),
    ],
)
def test_periods_in_their_less_common_forms(text: str, language: str, value: str) -> None:
    assert read(text, language) == [("period", value, None)]


@pytest.mark.parametrize(
    "text", ["USD 30,000 a year", "the year 2024", "clause 30.4", "een partij", "we may 2020", "ten behoeve van"]
)
def test_what_looks_like_a_period_or_date_and_is_none(text: str) -> None:
    assert [kind for kind, _, _ in read(text, None if "een" not in text and "ten" not in text else "nl")] in (
        [],
        ["amount"],
    )


def test_a_range_gives_both_its_ends_the_unit() -> None:
    assert read("30 to 60 days") == [("period", "P30D", None), ("period", "P60D", None)]
    assert read("twaalf (12) tot achttien (18) maanden", "nl") == [("period", "P12M", None), ("period", "P18M", None)]


def test_words_come_before_figures_and_the_disagreement_is_noted() -> None:
    assert read("thirty (45) days") == [("period", "P30D", "number_disagrees")]


@pytest.mark.parametrize(
    "text",
    [
        "forty-four hundredths of one percent (0.44%)",
        "six (6,000,000) million shares",
        "one and\n      one-half percent (1.5%)",
    ],
)
def test_figures_that_say_the_same_in_another_way_do_not_disagree(text: str) -> None:
    assert all(note is None for _, _, note in read(text))


def test_a_date_with_one_possible_order_is_not_ambiguous() -> None:
    assert read("13/04/2024 and 04/13/2024") == [("date", "2024-04-13", None), ("date", "2024-04-13", None)]
    assert read("3-4-2024", "nl") == [("date", "2024-04-03", None)]
    assert read("3/4/2024") == [("date", "2024-04-03", "date_ambiguous")]


def test_a_day_that_no_calendar_has_is_no_date() -> None:
    assert read("31 June 2024 or 30/02/2024") == []


@pytest.mark.parametrize(
    "text", ["items 3A001.b.2 and 5E002 of Annex I", "SGP-post 3A001.b.2, 5E002", "ECCN 3A001.b.2 or 5E002"]
)
def test_codes_of_the_dual_use_list_need_a_word_of_the_list_near_them(text: str) -> None:
    assert [value for _, value, _ in read(text)] == ["3A001.b.2", "5E002"]


@pytest.mark.parametrize(
    "text",
    ["room 3A001 is for visitors", "part number 3A001 (dual-use)", "ML 5 twice a day", "an ML model with ML10 layers"],
)
def test_rooms_parts_and_millilitres_are_no_codes(text: str) -> None:
    assert "code" not in [kind for kind, _, _ in read(text)]


def test_codes_of_the_military_list_and_the_rest_class_of_american_law() -> None:
    assert read("ML10.c and ML 22 of the Common Military List; EAR99") == [
        ("code", "ML10.c", None),
        ("code", "ML22", None),
        ("code", "EAR99", None),
    ]


def test_spans_are_shifted_by_the_offset_and_are_the_words_themselves() -> None:
    text = "The fee is EUR 1.250.000,- for dertig (30) dagen."
    facts = find_facts(text, None, offset=100)
    assert [text[fact.span.start - 100 : fact.span.end - 100] for fact in facts] == [
        "EUR 1.250.000,-",
        "dertig (30) dagen",
    ]
    assert facts[0].span == Span(111, 126)


def test_only_the_kinds_asked_for_are_returned() -> None:
    assert [fact.kind for fact in find_facts("EUR 5 within 3 days, 10%", "en", ("percentage",))] == ["percentage"]


def test_a_language_exists_when_its_file_does() -> None:
    assert languages() == ("en", "nl")


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("1 jaar, 1 maand en 21 dagen", "nl", "P1Y1M21D"),
        ("two years, six months", "en", "P2Y6M"),
        ("2 dagen en 1 maand", "nl", "P1M2D"),
        ("1 jaar 2 maanden", "nl", "P1Y2M"),
    ],
)
def test_a_period_in_several_units_is_one(text: str, language: str, value: str) -> None:
    assert read(text, language) == [("period", value, None)]


@pytest.mark.parametrize(
    "text", ["2 years, 30 days notice", "30 days and 6 months", "2 months and 1 year respectively"]
)
def test_periods_that_stand_side_by_side_stay_two(text: str) -> None:
    assert ["period", "period"] == [kind for kind, _, _ in read(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("twenty second of June 2017", "2017-06-22"),
        ("16. Nov. 2016", "2016-11-16"),
        ("2019-sep-1", "2019-09-01"),
        ("01/sep/2019", "2019-09-01"),
        ("Tuesday January the 5th, 2027", "2027-01-05"),
        ("January 5 (Tuesday), 2027", "2027-01-05"),
        ("Jan twenty two 2018", "2018-01-22"),
        ("this 20t h day of January, 2020", "2020-01-20"),
        ("March 18. 2021", "2021-03-18"),
    ],
)
def test_dates_in_their_less_common_forms(text: str, value: str) -> None:
    assert read(text) == [("date", value, None)]


def test_a_month_in_small_letters_is_none_where_it_may_be_a_word() -> None:
    assert read("we may 2 2020 and they sep 3 2020") == []


@pytest.mark.parametrize(
    ("text", "value", "unit"), [("10元", "10", "CNY"), ("RMB 10 million", "10000000", "CNY"), ("usd$ 15", "15", "USD")]
)
def test_amounts_with_signs_of_their_own(text: str, value: str, unit: str) -> None:
    assert [(fact.value, fact.unit) for fact in find_facts(text, "en")] == [(value, unit)]


def test_a_percentage_below_nought_is_one_and_a_range_is_none() -> None:
    assert read("a change of -2.5 %") == [("percentage", "-2.5", None)]
    assert read("minus 3 per cent") == [("percentage", "-3", None)]
    assert read("min 3 procent", "nl") == [("percentage", "-3", None)]
    assert read("3-5 %") == [("percentage", "3", None), ("percentage", "5", None)]


WRITTEN = [
    ("nl", "maandag 4 mei 2026", "2026-05-04"),
    ("nl", "ma. 4 mei 2026", "2026-05-04"),
    ("nl", "vr 5 juni 2026", "2026-06-05"),
    ("nl", "vrijdag, 5 juni 2026", "2026-06-05"),
    ("nl", "dinsdag 12-05-2026", "2026-05-12"),
    ("nl", "1e september 2026", "2026-09-01"),
    ("nl", "de 15de mei 2026", "2026-05-15"),
    ("nl", "1ste dag van januari 2027", "2027-01-01"),
    ("nl", "12 mei van het jaar 2026", "2026-05-12"),
    ("nl", "1 mrt. 2026", "2026-03-01"),
    ("nl", "1 sept. 2026", "2026-09-01"),
    ("nl", "1 mei '26", "2026-05-01"),
    ("nl", "03-04-'26", "2026-04-03"),
    ("nl", "01 - 09 - 2026", "2026-09-01"),
    ("nl", "01.09.2026", "2026-09-01"),
    ("nl", "2026/09/01", "2026-09-01"),
    ("nl", "15 MEI 2026", "2026-05-15"),
    ("nl", "twintig mei tweeduizend zesentwintig", "2026-05-20"),
    ("nl", "01-okt-2026", "2026-10-01"),
    ("en", "Monday, 4 May 2026", "2026-05-04"),
    ("en", "Mon., June 1, 2026", "2026-06-01"),
    ("en", "TUESDAY 5 MAY 2026", "2026-05-05"),
    ("en", "Tuesday the 5th of May 2026", "2026-05-05"),
    ("en", "Thurs 24th September, 2026", "2026-09-24"),
    ("en", "fifteenth (15th) day of March, 2018", "2018-03-15"),
    ("en", "March 15,2018", "2018-03-15"),
    ("en", "Jan-05-2020", "2020-01-05"),
    ("en", "April 3, '24", "2024-04-03"),
    ("en", "3-Apr-24", "2024-04-03"),
    ("en", "5th of Jan., 2020", "2020-01-05"),
    ("en", "the 1st day of June of the year 2026", "2026-06-01"),
    ("en", "thirty first December 2029", "2029-12-31"),
    ("en", "thirtieth of June two thousand and seventeen", "2017-06-30"),
    ("en", "Monday 03/04/2024", "2024-03-04"),
    ("en", "Wednesday 03/04/2024", "2024-04-03"),
]


@pytest.mark.parametrize(("language", "text", "value"), WRITTEN)
def test_dates_as_people_write_them(language: str, text: str, value: str) -> None:
    assert read(text, language) == [("date", value, None)]


def test_a_day_of_the_week_belongs_to_its_date_and_is_held_against_it() -> None:
    fact = find_facts("It ends on Tuesday, 5 May 2026.", "en")[0]

    assert fact.span == Span(11, 30)
    assert read("Friday 03/04/2024") == [("date", "2024-04-03", "date_ambiguous")]
    assert read("Monday 5 May 2026") == [("date", "2026-05-05", "weekday_disagrees")]
    assert read("We sat 5 May 2026") == [("date", "2026-05-05", None)]


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("nl", "van 1 oktober tot en met 31 december 2026", ["2026-10-01", "2026-12-31"]),
        ("nl", "1 mei t/m 30 juni 2026", ["2026-05-01", "2026-06-30"]),
        ("en", "from 1 October to 31 December 2026", ["2026-10-01", "2026-12-31"]),
        ("en", "between 3 May and 2 June 2027", ["2027-05-03", "2027-06-02"]),
        ("en", "from 1 October to 31 March 2027", ["2027-03-31"]),
        ("nl", "van 30 februari tot 2 maart 2027", ["2027-03-02"]),
    ],
)
def test_a_day_has_its_year_from_the_later_day_of_its_range(language: str, text: str, values: list[str]) -> None:
    assert [value for _, value, _ in read(text, language)] == values


PERIODS = [
    ("nl", "36 mnd.", "P36M"),
    ("nl", "1 jaar en 6 mnd", "P1Y6M"),
    ("nl", "2 jr.", "P2Y"),
    ("nl", "6 wk", "P6W"),
    ("nl", "vijf academische jaren", "P5Y"),
    ("nl", "drie jaar en zes maanden", "P3Y6M"),
    ("nl", "een jaar en drie kwartalen", "P1Y9M"),
    ("en", "6 mos.", "P6M"),
    ("en", "3 yrs.", "P3Y"),
    ("en", "1 year, 1 month and 21 days", "P1Y1M21D"),
    ("en", "1 year 6 months", "P1Y6M"),
    ("en", "two (2) consecutive years", "P2Y"),
    ("en", "3 1/2 years", "P42M"),
    ("en", "5 (five) years", "P5Y"),
]


@pytest.mark.parametrize(("language", "text", "value"), PERIODS)
def test_periods_with_their_abbreviations(language: str, text: str, value: str) -> None:
    assert read(text, language) == [("period", value, None)]


AMOUNTS = [
    ("en", "USD15", "15", "USD"),
    ("en", "EUR2,500.50", "2500.5", "EUR"),
    ("en", "RMB500,000", "500000", "CNY"),
    ("en", "rmb 500,000", "500000", "CNY"),
    ("en", "人民币100元", "100", "CNY"),
    ("en", "INR 5 lakh", "500000", "INR"),
    ("en", "INR 2 crore", "20000000", "INR"),
    ("en", "₹ 10,00,000", "1000000", "INR"),
    ("en", "₹ 1,25,00,000.50", "12500000.5", "INR"),
    ("en", "10 million RMB", "10000000", "CNY"),
    ("en", "CHF 12'500", "12500", "CHF"),
    ("nl", "eur 100", "100", "EUR"),
    ("nl", "RMB 10 miljoen", "10000000", "CNY"),
    ("nl", "500 元", "500", "CNY"),
    ("nl", "2,5 M€", "2500000", "EUR"),
    ("nl", "anderhalf miljoen euro", "1500000", "EUR"),
]


@pytest.mark.parametrize(("language", "text", "value", "unit"), AMOUNTS)
def test_amounts_as_people_write_them(language: str, text: str, value: str, unit: str) -> None:
    assert [(fact.kind, fact.value, fact.unit) for fact in find_facts(text, language)] == [("amount", value, unit)]


@pytest.mark.parametrize("text", ["KLEUR15", "USDX15", "chapter 10,00,1", "room B15"])
def test_a_figure_after_letters_is_no_amount(text: str) -> None:
    assert "amount" not in [kind for kind, _, _ in read(text, "en")]
