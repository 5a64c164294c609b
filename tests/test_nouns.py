"""Truths about the dataclasses of our own making: they do what Python's do."""

import copy
import dataclasses
import pickle
from typing import Any, ClassVar

import pytest

from contract_scan.nouns import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A noun with all sorts of fields."""

    sort: ClassVar[str] = "place"
    start: int
    end: int = 7
    words: list[str] = dataclasses.field(default_factory=list)
    seen: str = dataclasses.field(default="", compare=False, repr=False)
    _own: int = dataclasses.field(default=3, init=False)


@dataclasses.dataclass(frozen=True, slots=True)
class PythonsPlace:
    """The same, made by Python."""

    sort: ClassVar[str] = "place"
    start: int
    end: int = 7
    words: list[str] = dataclasses.field(default_factory=list)
    seen: str = dataclasses.field(default="", compare=False, repr=False)
    _own: int = dataclasses.field(default=3, init=False)


@dataclass(slots=True, kw_only=True)
class Count:
    """A noun that changes, and that looks at what it was given."""

    number: int = 0

    def __post_init__(self) -> None:
        self.number += 1


@dataclass(frozen=True)
class Held:
    """A noun without slots."""

    key: tuple[int, ...] = ()

    def __repr__(self) -> str:
        return "held"


@dataclasses.dataclass(frozen=True)
class More(Held):
    """A stranger's class made of ours."""

    more: int = 1


@dataclass(frozen=True)
class Empty:
    """A noun that holds nothing."""


def test_a_noun_shows_its_values_as_a_dataclass_does() -> None:
    ours, pythons = Place(1, words=["a"]), PythonsPlace(1, words=["a"])
    assert repr(ours) == repr(pythons).replace("PythonsPlace", "Place")
    assert (ours.start, ours.end, ours.words, ours.seen, ours._own, ours.sort) == (1, 7, ["a"], "", 3, "place")
    assert Place.__slots__ == PythonsPlace.__slots__
    assert Place.__match_args__ == PythonsPlace.__match_args__
    assert repr(Held()) == "held"


def test_nouns_are_equal_by_what_is_compared_and_of_one_class() -> None:
    assert Place(1, seen="x") == Place(1, seen="y") != Place(2)
    assert Place(1) != PythonsPlace(1)  # type: ignore[comparison-overlap]
    assert Held((1,)) == Held((1,)) != Held((2,))
    assert len({Held((1,)), Held((1,)), Held((2,))}) == 2
    assert Empty() == Empty() and hash(Empty()) == hash(Empty())
    with pytest.raises(TypeError):
        hash(Count())


def test_a_frozen_noun_stays_as_it_is() -> None:
    place: Any = Place(1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        place.start = 2
    with pytest.raises(dataclasses.FrozenInstanceError):
        del place.start
    assert place == Place(1)


def test_each_noun_has_a_list_of_its_own() -> None:
    first, second = Place(1), Place(1)
    first.words.append("a")
    assert second.words == []


@pytest.mark.parametrize("arguments", [{}, {"start": 1, "more": 2}, {"start": 1, "_own": 2}])
def test_what_does_not_fit_is_refused_the_first_time_and_later(arguments: dict[str, int]) -> None:
    made: Any = dataclass(frozen=True, slots=True)(type("Fresh", (), {"__annotations__": {"start": "int"}}))
    for _ in range(2):
        with pytest.raises(TypeError):
            made(**arguments)
    assert made(start=1).start == 1


def test_a_noun_that_changes_does_its_work_once_it_is_made() -> None:
    count = Count(number=1)
    count.number += 1
    assert count == Count(number=2)
    with pytest.raises(TypeError):
        Count(1)  # type: ignore[call-arg]


def test_what_is_done_with_dataclasses_is_done_with_nouns() -> None:
    place = Place(1, 2, ["a"], "seen")
    assert dataclasses.replace(place, start=5) == Place(5, 2, ["a"])
    assert dataclasses.asdict(place) == {"start": 1, "end": 2, "words": ["a"], "seen": "seen", "_own": 3}
    assert dataclasses.is_dataclass(Place) and [f.name for f in dataclasses.fields(Place)][:2] == ["start", "end"]
    for again in (copy.copy(place), copy.deepcopy(place), pickle.loads(pickle.dumps(place))):
        assert again == place and again.seen == "seen"


def test_a_noun_can_be_made_more_of() -> None:
    assert More((1,), 2) == More((1,), 2) != More((1,))
    assert dataclasses.replace(More((1,)), key=(2,)).key == (2,)

    @dataclass(frozen=True)
    class Most(More):
        most: int = 4

    assert (Most((1,)).key, Most().more, Most().most) == ((1,), 1, 4)
