"""What a model says is proposed where it holds; what does not is dropped and counted."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import Endpoint
from helpers import FREE, QUIET, counts, document, finding, read, says

from contract_scan.testing import agreement
from contract_scan_model_reader.prompt import prompt


def test_right_words_are_proposed_as_possible_with_who_says_so(endpoint: Endpoint, environment: dict[str, str]) -> None:
    endpoint.says = lambda clause: says(finding("lets nobody outside the two houses hear", questions=["1.3"]))
    checked = read(environment, document(QUIET))

    [found] = checked.findings
    assert found.quote == "lets nobody outside the two houses hear"
    assert (
        found.kind, found.certainty, found.doubts, found.questions,
    ) == ("secrecy", "possible", ("model_reader",), ("1.3",))  # fmt: skip
    assert found.attributes["model"] == "toy"
    assert checked.failures == ()


def test_nothing_is_sent_but_the_prompt_and_the_clause(endpoint: Endpoint, environment: dict[str, str]) -> None:
    read({**environment, "CONTRACT_SCAN_MODEL_KEY": "sesame"}, document(QUIET, FREE))

    assert endpoint.clauses == [QUIET, FREE]
    assert {"/v1/chat/completions"} == set(endpoint.paths)
    assert {"Bearer sesame"} == {headers["Authorization"] for headers in endpoint.headers}
    for request in endpoint.asked:
        assert {"model", "messages", "temperature", "seed", "stream"} == set(request)
        assert [prompt().text] == [m["content"] for m in request["messages"] if m["role"] == "system"]
        assert len(request["messages"]) == 2


def test_headings_are_not_asked_about_and_items_go_with_their_paragraph(
    endpoint: Endpoint, environment: dict[str, str]
) -> None:
    text = agreement("Partner shall not:\n\n(a) tell outsiders of the tidal experiments;\n\n(b) publish them.")
    read(environment, text)

    [clause] = [clause for clause in endpoint.clauses if "outsiders" in clause]
    assert "Partner shall not" in clause
    assert not any(clause.startswith("Article 7") for clause in endpoint.clauses)


def test_a_long_paragraph_is_asked_about_in_parts_that_lose_nothing(
    endpoint: Endpoint, environment: dict[str, str]
) -> None:
    text = " ".join(f"word{n}" for n in range(2000))
    endpoint.says = lambda clause: says(finding("word1500 word1501 word1502")) if "word1501" in clause else says()
    checked = read(environment, document(text))

    assert text == "".join(endpoint.clauses)
    assert [f.quote for f in checked.findings] == ["word1500 word1501 word1502"]


@pytest.mark.parametrize(
    "quote",
    [
        "The Workshop must keep the experiments secret.",  # invented
        "lets nobody … hear of the tidal",  # shortened
        "LETS NOBODY OUTSIDE THE TWO HOUSES",  # not letter by letter
        "obody outside the two hous",  # broken words
        "four years",  # too few words to stand for anything
        "",
        "\ud800 nobody outside the two",
        "the tidal " * 50_000,
    ],
)
def test_words_that_do_not_stand_in_the_clause_are_dropped_and_counted(
    endpoint: Endpoint, environment: dict[str, str], quote: str
) -> None:
    endpoint.says = lambda clause: says(finding(quote), finding("the tidal experiments"))
    checked = read(environment, document(QUIET))

    assert [f.quote for f in checked.findings] == ["the tidal experiments"]
    assert counts(checked) == {"clauses": 1, "late": 0, "unanswered": 0, "dropped": 1}


def test_words_of_another_clause_are_dropped(endpoint: Endpoint, environment: dict[str, str]) -> None:
    endpoint.says = lambda clause: says(finding(QUIET))
    checked = read(environment, document(QUIET, FREE))

    assert [f.quote for f in checked.findings] == [QUIET]
    assert counts(checked)["dropped"] == 1


def test_a_quote_over_a_line_end_is_that_of_the_document(endpoint: Endpoint, environment: dict[str, str]) -> None:
    endpoint.says = lambda clause: says(finding("hear of  the tidal experiments"))
    [found] = read(environment, document(QUIET.replace("of the tidal", "of\tthe\u00a0tidal"))).findings

    assert found.quote == "hear of\tthe\u00a0tidal experiments"


@pytest.mark.parametrize("kind", ["approved", "party", "", None, 7, ["secrecy"]])
def test_kinds_that_were_not_asked_for_are_dropped_and_counted(
    endpoint: Endpoint, environment: dict[str, str], kind: Any
) -> None:
    endpoint.says = lambda clause: says({"kind": kind, "quote": QUIET, "questions": []})
    checked = read(environment, document(QUIET))

    assert checked.findings == ()
    assert counts(checked)["dropped"] == 1


@pytest.mark.parametrize("named", [["9.9"], ["1.1"], [["1.3"]], [None], "1.3", {"1.3": 1}, 5, None])
def test_questions_that_do_not_exist_or_are_not_of_the_kind_are_never_set(
    endpoint: Endpoint, environment: dict[str, str], named: Any
) -> None:
    endpoint.says = lambda clause: says({"kind": "secrecy", "quote": QUIET, "questions": named})
    [found] = read(environment, document(QUIET)).findings

    assert found.questions == ()


@pytest.mark.parametrize(
    "said",
    [
        "I cannot help with that.",
        "",
        '{"findings": [',
        '{"findings": "none"}',
        '["findings"]',
        "[]{}",
        '{"a":' * 5000,
        '{"findings": null}',
    ],
)
def test_answers_of_no_form_and_refusals_leave_one_clause_without_an_answer(
    endpoint: Endpoint, environment: dict[str, str], said: str
) -> None:
    endpoint.says = lambda clause: said if clause == FREE else says(finding("the tidal experiments"))
    checked = read(environment, document(FREE, QUIET))

    assert [f.quote for f in checked.findings] == ["the tidal experiments"]
    assert counts(checked) == {"clauses": 2, "late": 0, "unanswered": 1, "dropped": 0}


@pytest.mark.parametrize("around", ["```json\n{}\n```", "<think>is it {{}}?</think>\n{}", "Here it is: {} Good luck."])
def test_what_models_like_to_write_around_an_answer_does_no_harm(
    endpoint: Endpoint, environment: dict[str, str], around: str
) -> None:
    answer = says(finding("the tidal experiments"))
    endpoint.says = lambda clause: around.replace("{}", answer).replace("{" + answer + "}", "{}")
    checked = read(environment, document(QUIET))

    assert [f.quote for f in checked.findings] == ["the tidal experiments"]
    assert checked.failures == ()


def test_a_flood_of_proposals_is_cut_off_and_counted(endpoint: Endpoint, environment: dict[str, str]) -> None:
    endpoint.says = lambda clause: says(*[finding("the tidal experiments")] * 500)
    checked = read(environment, document(QUIET))

    assert len(checked.findings) == 1
    assert counts(checked)["dropped"] == 480
