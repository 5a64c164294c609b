"""The record of what was consulted: every source of the annex in one of four states."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from contract_scan.cli.main import main
from contract_scan.decisions import Consultation, Decisions, DecisionsError, as_plain, decisions_from, load_decisions
from contract_scan.messages import LANGUAGES
from contract_scan.scan import ListEdition
from contract_scan.setup import Setup, prepare
from contract_scan.sources import source_states, sources_of, years_back

EU = ListEdition("eu", "2026-02-20", "2026-02-21", 8_000, "0" * 64, "law")
DEMOCRACY = ListEdition("owid.democracy_eiu", "2026-01-01", "2026-02-21", 167, "0" * 64, "index")


def states(setup: Setup, *lists: ListEdition, recorded: tuple[Consultation, ...] = ()) -> dict[str, str]:
    """Return the state of every source."""
    return {s.source.id: s.state for s in source_states(sources_of(setup.questions), lists, recorded)}


def test_every_source_has_title_address_purpose_and_a_question_it_serves(setup: Setup) -> None:
    """And every question is served by one."""
    known = sources_of(setup.questions)
    asked = {question.id for question in setup.questions.questions}

    assert 20 <= len(known) == len({source.address for source in known})
    for source in known:
        assert set(LANGUAGES) == set(source.title) == set(source.purpose)
        assert urlsplit(source.address).scheme == "https" and set(source.questions) <= asked
    assert asked == {question for source in known for question in source.questions}


def test_a_list_that_is_loaded_is_the_source_it_is_of(setup: Setup) -> None:
    """An index by its name; a table that comes along counts, with its own edition."""
    found = states(setup, EU, DEMOCRACY)

    assert ("loaded", "loaded") == (found["sanctions_map"], found["democracy_index"])
    assert ("not_yet", "not_yet") == (found["un_list"], found["freedom_in_the_world"])
    assert "loaded" == found["academic_freedom_index"]


def test_what_a_person_recorded_goes_before_a_list(setup: Setup) -> None:
    """A source that does not apply does not, whatever is loaded."""
    recorded = (
        Consultation("sanctions_map", "does_not_apply", "adviser", "2026-03-02", "no foreign party"),
        Consultation("cset", "consulted", "adviser", "2026-03-02", "no joint papers", 10),
    )
    found = states(setup, EU, recorded=recorded)

    assert ("does_not_apply", "consulted") == (found["sanctions_map"], found["cset"])


def test_the_norm_looks_back_five_years_and_ten_where_there_is_reason(setup: Setup) -> None:
    """As the set says."""
    assert (5, 10) == years_back(setup.questions)


def test_a_set_laid_over_another_has_its_sources_under_its_own_questions() -> None:
    """By the crosswalk."""
    crossed = prepare(installed=False, questions="us-contract-flags").questions
    own = {question.id for question in crossed.questions}

    assert {q for source in sources_of(crossed) for q in source.questions} <= own


def test_consultations_are_kept_in_the_decisions_file() -> None:
    """Read back as they were written; the later of two on one source counts."""
    first = Decisions(sources=(Consultation("cset", "consulted", "adviser", "2026-03-02", "none", 5),))
    later = first.merged_with(
        Decisions(sources=(Consultation("cset", "consulted", "adviser", "2026-04-02", "two", 10),))
    )

    assert first == decisions_from(json.loads(json.dumps(as_plain(first))), "x")
    assert ["2026-04-02"] == [s.when for s in later.sources]
    assert Decisions() == decisions_from({"schema": "contract-scan/decisions/1", "document": {}}, "x")


@pytest.mark.parametrize(
    ("entry", "key"),
    [
        ({"source": "cset", "state": "seen"}, "bad_source"),
        ({"source": "cset", "state": "consulted", "years": "many"}, "bad_source"),
        ({"state": "consulted"}, "bad_source"),
        ({"source": "aspi", "state": "does_not_apply"}, "no_source_reason"),
    ],
)
def test_an_impossible_consultation_is_refused(entry: dict[str, str], key: str) -> None:
    """Why a source does not apply has to be said."""
    with pytest.raises(DecisionsError) as caught:
        decisions_from({"schema": "contract-scan/decisions/1", "document": {}, "sources": [entry]}, "x")

    assert key == caught.value.key


Run = Callable[..., tuple[int, str]]


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command of `sources`; return its exit code and standard output."""

    def run(*arguments: str) -> tuple[int, str]:
        with pytest.raises(SystemExit) as stop:
            main(["--lang", "en", "sources", *arguments])
            raise SystemExit(0)
        return int(stop.value.code or 0), capsys.readouterr().out

    return run


def test_what_is_recorded_is_shown(tmp_path: Path, command: Run) -> None:
    """By role, on a day, with what came of it and how far back was looked."""
    file = str(tmp_path / "review.json")
    told = ("--decisions", file, "--by", "adviser", "--on", "2026-03-02")
    done = command("record", "cset", *told, "--outcome", "no joint papers", "--years", "10")
    also = command("record", "aspi", *told, "--not-applicable", "no Chinese partner")
    _, shown = command("status", "--decisions", file)

    assert ((0, ""), (0, "")) == (done, also)
    assert "2026-03-02 · adviser · no joint papers · years looked back: 10" in shown
    assert "2026-03-02 · adviser · no Chinese partner" in shown
    assert shown.count("not yet consulted") >= 15
    assert [("aspi", 0), ("cset", 10)] == [(s.source, s.years) for s in load_decisions(Path(file)).sources]


def test_the_usual_look_back_is_recorded_where_nobody_says_another(tmp_path: Path, command: Run) -> None:
    """Five years."""
    file = str(tmp_path / "review.json")
    command("record", "cset", "--decisions", file, "--by", "adviser")

    assert [5] == [s.years for s in load_decisions(Path(file)).sources]


@pytest.mark.parametrize("arguments", [("nobody",), ("aspi", "--not-applicable", " ")])
def test_what_cannot_be_recorded_is_wrong_usage(tmp_path: Path, command: Run, arguments: tuple[str, ...]) -> None:
    """And nothing is written."""
    file = tmp_path / "review.json"
    code, _ = command("record", *arguments, "--decisions", str(file))

    assert 2 == code
    assert not file.exists()
