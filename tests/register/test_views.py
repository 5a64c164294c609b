"""What adds up: each figure from its agreements, told with what it rests on, and never more than is known."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, create_engine

from contract_scan.dates.arithmetic import next_round
from contract_scan.register.board.overview import timeline_bars
from contract_scan.register.coverage import sentence, statement
from contract_scan.register.definitions import Definition, shipped
from contract_scan.register.due import due
from contract_scan.register.model import (
    Benefit,
    Consulted,
    Coverage,
    Measure,
    Noun,
    QuestionAnswer,
    Review,
    Same,
    Unit,
)
from contract_scan.register.projection import rebuild
from contract_scan.register.replay import replay
from contract_scan.register.retest import Current, touched
from contract_scan.register.sheets import sheet
from contract_scan.register.views import VIEWS, At, behind, rows
from tests.register.builders import agreement, organisation, paid, party, writer

DAY = "2026-11-01"
DEFINITION: Definition = shipped()


@pytest.fixture
def connected(tmp_path: Path) -> Iterator[Any]:
    """Return what opens a projection of some nouns."""
    engines = []

    def connect(*nouns: Noun, unit: str = "science") -> Connection:
        desk = writer(tmp_path)
        for noun in nouns:
            desk.state(noun, getattr(noun, "unit", "") or unit)
        engine = create_engine("sqlite://")
        engines.append(engine)
        rebuild(engine, replay(desk.pending), DEFINITION, DAY)
        return engine.connect()

    yield connect
    for engine in engines:
        engine.dispose()


def found(connection: Connection, view: str, **values: Any) -> list[dict[str, Any]]:
    """Return the rows of a view, each as figures by name with its key."""
    made = rows(connection, VIEWS[view], At(DAY, DEFINITION.limits, **values))
    return [dict(zip((*made.keys, *made.figures), (*row.key, *row.figures), strict=True)) for row in made.rows]


def test_a_payers_share_is_of_its_groups_money_in_one_currency(connected: Any) -> None:
    connection = connected(
        organisation("one"),
        organisation("two"),
        agreement(1, group="lab", amounts=(paid("one", "750"), paid("two", "250"), paid("two", "99", "USD"))),
        agreement(2, group="other", amounts=(paid("two", "1000"),)),
    )
    shares = {(row["team"], row["payer"], row["currency"]): row["share"] for row in found(connection, "payer_share")}

    assert shares == {
        ("lab", "one", "EUR"): 0.75,
        ("lab", "two", "EUR"): 0.25,
        ("lab", "two", "USD"): 1.0,
        ("other", "two", "EUR"): 1.0,
    }


def test_our_own_money_and_what_no_longer_runs_do_not_count(connected: Any) -> None:
    connection = connected(
        agreement(1, parties=(party("us", "own"),), amounts=(paid("us", "900"), paid("one", "100"))),
        agreement(2, end="2026-10-31", amounts=(paid("one", "500"),)),
    )

    assert [(row["payer"], row["hundredths"]) for row in found(connection, "payer_share")] == [("one", 10_000)]


def test_one_parent_is_seen_over_units_and_under_two_names(connected: Any) -> None:
    connection = connected(
        organisation("first", "First Institute", parent="group"),
        organisation("second", "Second Laboratory"),
        organisation("second-lab", "2nd Lab", parent="group"),
        organisation("group", "The Group"),
        Same(id="second+second-lab", one="second", other="second-lab"),
        agreement(1, unit="law", parties=(party("first"),)),
        agreement(2, unit="science", parties=(party("second"), party("second-lab"))),
        agreement(3, unit="science", parties=(party("elsewhere"),)),
    )
    [row] = found(connection, "ultimate_parent")

    assert (row["partner"], row["agreements"], row["units"], row["names"]) == ("group", 2, 2, 2)
    listed = behind(connection, VIEWS["ultimate_parent"], At(DAY, DEFINITION.limits), ("group",))
    assert [one.id for one in listed] == ["a1", "a2"]


def test_a_statement_on_a_parent_counts_only_while_it_is_in_force(connected: Any) -> None:
    from contract_scan.register.model import Organisation, Parent

    sold = Parent(organisation="group", source="report", stated="2024-01-01", until="2025-12-31")
    connection = connected(
        Organisation(id="one", names=("One",), parents=(sold,)),
        agreement(1, parties=(party("one"),)),
        agreement(2, parties=(party("one"),)),
    )

    assert [row["partner"] for row in found(connection, "ultimate_parent")] == ["one"]


def test_concentration_is_hidden_below_few_agreements_and_comes_with_its_payers(connected: Any) -> None:
    few = [agreement(n, group="small", amounts=(paid("one", "100"),)) for n in range(4)]
    many = [agreement(n, group="large", amounts=(paid(f"p{n % 2}", "100"),)) for n in range(10, 16)]
    [row] = found(connected(*few, *many), "concentration")

    assert (row["team"], row["herfindahl"], row["payers"], row["agreements"]) == ("large", 0.5, 2, 6)


def test_the_same_question_twice_with_one_partner_in_one_group_is_a_weak_signal(connected: Any) -> None:
    def reviewed(number: int, *questions: str) -> Review:
        answers = tuple(QuestionAnswer(question=q, state="evidence") for q in questions)
        return Review(id=f"r{number}", agreement=f"a{number}", on="2026-01-01", answers=answers)

    connection = connected(
        *(agreement(n, group="lab", parties=(party("one"),)) for n in (1, 2)),
        agreement(3, group="elsewhere", parties=(party("one"),)),
        reviewed(1, "5.1", "2.1"),
        reviewed(2, "5.1"),
        reviewed(3, "2.1"),
    )

    assert [(row["partner"], row["team"], row["question"]) for row in found(connection, "signals")] == [
        ("one", "lab", "5.1")
    ]


def test_scholars_count_once_and_short_stays_apart(connected: Any) -> None:
    connection = connected(
        organisation("fund", parent="group"),
        organisation("desk", parent="group"),
        agreement(
            1, group="lab", scholars=3, scholar_months=12, parties=(party("fund", "funder"), party("desk", "funder"))
        ),
        agreement(2, group="lab", scholars=2, scholar_months=48, parties=(party("fund", "funder"), party("host"))),
    )
    [row] = found(connection, "scholars")

    assert (row["source"], row["scholars"], row["short"]) == ("group", 5, 3)


def test_reach_puts_a_partners_guests_data_and_exclusivity_together(connected: Any) -> None:
    connection = connected(
        agreement(1, parties=(party("one"),), guests=2, data_access=True),
        agreement(
            2, parties=(party("one"),), guests=1, exclusive=True, amounts=(paid("one", "5"), paid("one", "7", "USD"))
        ),
    )
    [row] = found(connection, "reach")

    assert [row[name] for name in ("guests", "data", "exclusive", "with_money")] == [3, 1, 1, 1]
    assert row["money"] == (("EUR", 500), ("USD", 700)), "never added"


def test_a_field_and_a_country_cross_where_an_agreement_has_both(connected: Any) -> None:
    connection = connected(
        organisation("one", country="CN"),
        organisation("two", country="CN"),
        agreement(1, fields=("photonics",), parties=(party("one"), party("two"))),
    )
    [row] = found(connection, "field_country")

    assert (row["field"], row["country"], row["agreements"]) == ("photonics", "CN", 1)


def test_from_one_source_in_a_year_counts_other_names_with_it(connected: Any) -> None:
    connection = connected(
        organisation("one", parent="group"),
        organisation("two", parent="group"),
        agreement(1, amounts=(paid("one", "10", year=2026), paid("two", "5", year=2026), paid("two", "7", year=2025))),
    )
    [row] = found(connection, "source_year")

    assert (row["source"], row["hundredths"], row["names"], row["agreements"]) == ("group", 1500, 2, 1)


def test_benefits_and_measures_stand_beside_every_figure(connected: Any) -> None:
    connection = connected(
        agreement(1, parties=(party("one"),)),
        agreement(2, parties=(party("one"),)),
        Benefit(id="b", agreement="a1", what="Access to a telescope"),
        Measure(id="m", agreement="a2", what="A separate laboratory", until="2027-01-01"),
        Measure(id="n", agreement="a2", what="A talk with the group", done="2026-01-01"),
    )
    [row] = found(connection, "ultimate_parent")

    assert [row[name] for name in ("benefits", "measures", "measures_open")] == [1, 1, 1]
    for spec in VIEWS.values():
        assert {"benefits", "measures", "measures_open"} <= set(spec.figures)


def test_scope_is_what_the_definition_counts_what_is_marked_or_all(connected: Any) -> None:
    both = (party("one"),)
    connection = connected(
        agreement(1, parties=both),
        agreement(2, parties=both, sensitive=True),
        agreement(3, parties=both, multi_year=False, sensitive=True),
    )
    at = {scope: At(DAY, DEFINITION.limits, scope) for scope in ("defined", "sensitive", "all")}

    assert {scope: statement(connection, one).agreements for scope, one in at.items()} == {
        "defined": 2,
        "sensitive": 2,
        "all": 3,
    }


def test_the_statement_says_what_a_figure_rests_on(connected: Any) -> None:
    connection = connected(
        Unit(id="law", name="Law"),
        Unit(id="medicine", name="Medicine"),
        Unit(id="science", name="Science"),
        Coverage(id="c", unit="science", kind="", until="2026-10-01", about=4),
        Coverage(id="d", unit="law", kind="", until="2026-03-01"),
        agreement(1, unit="science", amounts=(paid("one", "5"), paid("one", "5", "USD"))),
        agreement(2, unit="law"),
    )
    rests_on = statement(connection, At(DAY, DEFINITION.limits))

    assert sentence(rests_on, "en") == (
        "Rests on 2 running agreements of 2 of 3 units; only what the definition counts as a partnership; "
        "Medicine has never confirmed that all is in; Law has not confirmed since 2026-03-01; 50 % without amount; "
        "amounts in different currencies (EUR, USD) are not added; partnership by definition v1."
    )
    assert "Law heeft sinds 2026-03-01 niet bevestigd" in sentence(rests_on, "nl")


def test_tacit_renewals_come_first_and_run_on_until_somebody_ends_them(connected: Any) -> None:
    connection = connected(
        agreement(1, end="2026-12-31", renewal="none", notice_date="2026-11-30"),
        agreement(2, end="2027-03-31", renewal="tacit", notice_date="2026-12-31"),
        agreement(3, end="2020-12-31", renewal="tacit"),
        agreement(4, end="2027-02-28", renewal="tacit", notice_date="2026-08-31"),
        agreement(5, end="2020-12-31", renewal="tacit", ended="2021-01-31"),
    )
    listed = due(connection, At(DAY, DEFINITION.limits), 6)

    assert [(one.what, one.agreement, one.day) for one in listed] == [
        ("tacit", "a2", "2026-12-31"),
        ("renews", "a4", "2027-02-28"),
        ("notice", "a1", "2026-11-30"),
        ("end", "a1", "2026-12-31"),
    ]
    assert statement(connection, At(DAY, DEFINITION.limits)).agreements == 4


def test_what_renewed_itself_before_has_a_day_of_notice_in_the_round_that_runs_now(connected: Any) -> None:
    values = {"end": "2019-03-31", "renewal": "tacit", "notice": "P3M"}
    connection = connected(
        agreement(1, renewal_period="P4Y", **values),
        agreement(2, renewal_period="P2Y", **values),
        agreement(3, **values),
    )
    listed = due(connection, At(DAY, DEFINITION.limits), 6)

    assert [(one.what, one.agreement, one.day, one.detail) for one in listed] == [
        ("tacit", "a1", "2026-12-31", "2027-03-31"),
        ("tacit", "a2", "2026-12-31", "2027-03-31"),
    ]


def test_an_agreement_that_was_renewed_no_longer_runs(connected: Any) -> None:
    connection = connected(
        agreement(1, renewal="tacit", end="2025-12-31"), agreement(2, start="2026-01-01", renews="a1")
    )

    assert statement(connection, At(DAY, DEFINITION.limits)).agreements == 1
    assert statement(connection, At("2025-06-01", DEFINITION.limits)).agreements == 1


def test_a_newer_list_rule_or_definition_touches_the_reviews_made_with_an_older_one(connected: Any) -> None:
    lists = (Consulted(kind="eu", edition="2026-01-01", on="2026-02-01"),)
    made = Review(id="r", agreement="a1", on="2026-02-01", rules="x", definition="v1", lists=lists)
    connection = connected(agreement(1), made, agreement(2))
    at = At(DAY, DEFINITION.limits)

    assert touched(connection, at, Current({"eu": "2026-01-01"}, "x", "", "v1")) == []
    [one] = touched(connection, at, Current({"eu": "2026-09-01", "un": "2026-01-01"}, "y", "", "v1"))
    assert (one.agreement, one.reasons) == ("a1", ("lists", "rules"))
    assert one.lists == ("eu 2026-01-01 → 2026-09-01", "un – → 2026-01-01")


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_has_its_words_and_says_what_it_does_not_say(connected: Any, view: str, language: str) -> None:
    connection = connected(
        organisation("one", country="CN"),
        *(
            agreement(
                n,
                fields=("photonics",),
                parties=(party("one"),),
                amounts=(paid("one", "5", year=2026),),
                scholars=1,
                notice_date="2027-01-01",
            )
            for n in range(6)
        ),
        *(
            Review(
                id=f"r{n}",
                agreement=f"a{n}",
                on="2026-01-01",
                answers=(QuestionAnswer(question="5.1", state="evidence"),),
            )
            for n in range(6)
        ),
    )
    at = At(DAY, DEFINITION.limits)
    made = sheet(rows(connection, VIEWS[view], at), at, language, {})

    assert made.cells and made.says_not
    told = (made.title, made.says, made.says_not, *made.headers)
    assert not [text for text in told if "register." in text or "{" in text]


@pytest.mark.parametrize(
    ("start", "end", "period", "after"),
    [
        ("", "2027-02-28", "P1Y", "2028-02-28"),
        ("2025-03-01", "2027-02-28", "P1Y", "2028-02-29"),
        ("2025-02-28", "2027-02-28", "P1Y", "2028-02-28"),
        ("2025-01-01", "2027-06-30", "P6M", "2027-12-31"),
        ("2025-01-01", "2026-12-31", "P1Y", "2027-12-31"),
    ],
)
def test_a_renewed_term_ends_on_the_day_before_its_anniversary_or_else_on_the_same_day(
    start: str, end: str, period: str, after: str
) -> None:
    day = (datetime.date.fromisoformat(end) + datetime.timedelta(days=1)).isoformat()

    assert next_round(end, period, "P0D", day, start) == (after, after)


def test_the_time_line_begins_with_what_ends_first_and_an_unknown_end_is_last_and_named(
    connected: Any, tmp_path: Path
) -> None:
    connection = connected(
        agreement("unknown", end=""),
        agreement("indefinite", end="", end_unknown="indefinite"),
        agreement("later", end="2029-12-31"),
        agreement("first", end="2027-06-30", renewal="tacit"),
        agreement("renewed", end="2025-12-31", renewal="tacit", renewal_period="P2Y"),
        agreement("lost", end="2025-12-31", renewal="tacit"),
    )
    bars = timeline_bars(connection, At(DAY, DEFINITION.limits))[0]

    assert [(bar.title.split()[-1], bar.until("en")) for bar in bars] == [
        ("first", "2027-06-30"),
        ("renewed", "2027-12-31"),
        ("later", "2029-12-31"),
        ("indefinite", "for an indefinite period"),
        ("lost", "end not known"),
        ("unknown", "end not known"),
    ]
