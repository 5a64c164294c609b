"""Merging is the union of files: in any order, any number of times, with the same result."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from contract_scan.register.event import Event, event
from contract_scan.register.replay import State, replay
from tests.register.builders import ROLE, agreement, ticking


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """Draw events on a few agreements, each after some, none or all of what was known, as people apart would write."""
    clock = ticking()
    events: list[Event] = []
    for _ in range(draw(st.integers(0, 12))):
        subject = draw(st.integers(1, 3))
        own = [one for one in events if one.subject == f"agreement:a{subject}"]
        after = draw(st.lists(st.sampled_from(own), unique_by=lambda one: one.digest)) if own else []
        body = agreement(subject, end=f"20{draw(st.integers(27, 33))}-12-31")
        unit = draw(st.sampled_from(["science", "law"]))
        events.append(event(body, unit, ROLE, clock(), after=[one.digest for one in after]))
    return events


def merged(*parts: list[Event]) -> State:
    """Return the state of the union of what several people hold."""
    return replay({one.digest: one for part in parts for one in part}.values())


@given(histories(), st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_merging_is_commutative_associative_and_idempotent(events: list[Event], chance: random.Random) -> None:
    one, two, three = ([e for e in events if chance.random() < 0.6] for _ in range(3))
    union = list({e.digest: e for e in (*one, *two)}.values())
    other = list({e.digest: e for e in (*two, *three)}.values())

    assert merged(one, two) == merged(two, one)
    assert merged(union, three) == merged(one, other)
    assert merged(one, one) == merged(one)


@given(histories(), st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_replay_in_any_order_is_the_same(events: list[Event], chance: random.Random) -> None:
    shuffled = list(events)
    chance.shuffle(shuffled)

    assert replay(shuffled) == replay(events)


@given(histories())
@settings(max_examples=150, deadline=None)
def test_every_statement_counts_is_followed_or_is_a_side_of_a_conflict(events: list[Event]) -> None:
    """Nothing is overwritten: what no later event follows is what holds, or is shown."""
    state = replay(events)
    followed = {digest for one in events for digest in one.after}
    shown = {side.digest for conflict in state.conflicts for side in conflict.sides}
    for one in events:
        same = one.body == state.current[one.subject].body
        assert one.digest in followed or one.digest in shown or same
