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
