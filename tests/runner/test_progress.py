"""Progress that a person believes, and that a program can read."""

from __future__ import annotations

import io
import json

import pytest

from contract_scan.runner.errors import LostError
from contract_scan.runner.progress import JsonProgress, LineProgress, lasting, line, progress_for
from contract_scan.runner.tally import Tally
from contract_scan.runner.work import Event


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def done(number: int, pages: int = 2) -> Event:
    return Event("done", number, f"{number}.pdf", pages, 100, 1_000, 0.5)


def test_the_rate_and_the_time_left_are_those_of_the_last_minutes_and_not_said_too_soon():
    clock = Clock()
    tally = Tally(1_000, clock)
    tally.had = 100
    tally.hear(done(1))
    assert tally.left is None
    for number in range(2, 302):
        clock.now += 1.0
        tally.hear(done(number))
    assert tally.rate == pytest.approx(1.0, rel=0.02)
    assert tally.left == pytest.approx(599, rel=0.03)
    for number in range(302, 322):
        clock.now += 10.0
        tally.hear(done(number))
    assert tally.rate == pytest.approx(0.1, rel=0.1)
    assert tally.ended == 421


@pytest.mark.parametrize(
    ("speak", "says"),
    [
        ("en", "1,234 of 20,000 documents · 2,468 pages · 1,234 a minute · 1 could not be read · about 15:12 min left"),
        ("nl", "1.234 van 20.000 documenten · 2.468 pagina's · 1.234 per minuut · 1 kon niet worden gelezen · nog "),
    ],
)
def test_a_line_says_what_is_done_how_fast_what_failed_and_what_is_left(speak, says):
    clock = Clock()
    tally = Tally(20_000, clock)
    for number in range(1_234):
        tally.hear(done(number))
    clock.now = 60.0
    tally.unreadable = 1
    assert line(tally, speak).startswith(says)


@pytest.mark.parametrize(("seconds", "text"), [(5, "0:05 min"), (754, "12:34 min"), (7_384, "2:03 h")])
def test_time_left_is_said_as_exactly_as_anybody_could_know(seconds, text):
    assert lasting(seconds) == text


def test_where_there_is_no_terminal_a_line_comes_now_and_then():
    clock, out = Clock(), io.StringIO()
    progress = LineProgress(Tally(10, clock), "en", out, every=30, clock=clock)
    for number in range(5):
        progress.hear(done(number))
        clock.now += 11
        progress.hear(None)
    assert len(out.getvalue().splitlines()) == 1


def test_events_are_json_with_the_counts_and_the_sentence():
    out = io.StringIO()
    progress = JsonProgress(Tally(2), "nl", out)
    progress.hear(Event("started", 1, "a.pdf"))
    progress.hear(None)
    progress.hear(Event("failed", 1, "a.pdf", error=LostError("crashed", path="a.pdf", signal="SIGSEGV")))
    first, last = map(json.loads, out.getvalue().splitlines())
    assert (first["event"], first["sentence"]) == ("started", None)
    assert (last["ended"], last["total"], last["failed"]) == (1, 2, 1)
    assert "SIGSEGV" in last["sentence"]


def test_one_file_needs_no_progress(capsys):
    with progress_for("auto", 1, "en") as progress:
        progress.hear(done(1))
    assert capsys.readouterr() == ("", "")
