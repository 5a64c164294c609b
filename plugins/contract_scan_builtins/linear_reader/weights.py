"""The weights of the linear reader: small whole numbers, one row a feature and one column a class.

A row is one large whole number, its weights side by side in lanes wide enough never to run over: the rows of a group of
features are added up in one go, exactly and in any order, and only the sum is taken apart.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from math import sqrt
from struct import Struct, unpack
from typing import Any

from contract_scan_builtins.linear_reader.features import Key, Sentence, letters_of, place_of

#: How many bytes a lane has.
_LANE = 8
#: What is added to every weight, so that none is below zero; how many rows were added stands in a lane of its own.
_RAISED = 128
#: A scale of one, as a whole number: groups are scaled in whole numbers too, so that nothing is rounded on the way.
_ONE = 1 << 22
#: How many rows of one prefix are kept at hand.
_MOST = 200_000


@dataclass(frozen=True)
class Weights:
    """Weights by place and class. `steps` is what one unit of a class's weights is worth.

    `places` gives the row of a place; `units` are all rows, a byte a class, each raised by 128.
    """

    classes: tuple[str, ...]
    places: Mapping[int, int]
    units: bytes
    steps: tuple[float, ...]
    bias: tuple[float, ...]

    def scores(self, seen: Iterable[Sentence]) -> list[list[float]]:
        """Return how strongly each sentence is of each class, a row a sentence: log odds, 0 for even."""
        return [self._of_sentence(sentence) for sentence in seen]

    def _of_sentence(self, sentence: Sentence) -> list[float]:
        whole = sum(total * _scale(count) for total, count in self._sums(sentence) if total)
        *units, rows, _ = self._lanes.unpack(whole.to_bytes(self._lanes.size, "little"))
        raised = rows * _RAISED
        return [(unit - raised) * step + bias for unit, step, bias in zip(units, self._scaled, self.bias, strict=True)]

    def _sums(self, sentence: Sentence) -> Iterator[tuple[int, int]]:
        """Yield the sum of the rows of each group of features, and how many features it has."""
        rows, words = self._rows, sentence.words
        yield sum(map(rows["w"].__getitem__, words)), len(words)
        letters = sum(map(self._letters.__getitem__, words))
        yield letters, letters >> self._last
        for group in sentence.groups:
            total = count = 0
            for prefix, keys in group:
                total += sum(map(rows[prefix].__getitem__, keys))
                count += len(keys)
            yield total, count

    @cached_property
    def _scaled(self) -> list[float]:
        return [step / _ONE for step in self.steps]

    def units_of(self, prefix: str, key: Key) -> list[int]:
        """Return the weights of a feature, a whole number a class."""
        *units, rows, _ = self._lanes.unpack(self._rows[prefix][key].to_bytes(self._lanes.size, "little"))
        return [unit - rows * _RAISED for unit in units]

    @cached_property
    def _lanes(self) -> Struct:
        """A lane a class, one for the number of rows, one for the number of runs of letters."""
        return Struct(f"<{len(self.classes) + 2}Q")

    @property
    def _last(self) -> int:
        """Where the last lane begins, in bits."""
        return (len(self.classes) + 1) * _LANE * 8

    @cached_property
    def _rows(self) -> Mapping[str, _Rows]:
        return {prefix: _Rows(self, prefix) for prefix in "wbCPLlHhBfpn"}

    @cached_property
    def _letters(self) -> _Letters:
        return _Letters(self, "c")

    @cached_property
    def at(self) -> Mapping[int, int]:
        """The rows by place, made when they are asked for; 0 where a place has none."""
        return _Places(self)

    def made(self, row: int) -> int:
        """Return a row as one whole number."""
        size = len(self.classes)
        spread = bytearray(self._lanes.size)
        spread[: size * _LANE : _LANE] = self.units[row * size : (row + 1) * size]
        spread[size * _LANE] = 1
        return int.from_bytes(spread, "little")


@cache
def _scale(count: int) -> int:
    """Return by what a group of so many features is scaled."""
    return round(_ONE / sqrt(count))


class _Places(dict[int, int]):
    """The rows of places, made once each: words share most of their runs of letters."""

    def __init__(self, weights: Weights) -> None:
        super().__init__()
        self.weights = weights

    def __missing__(self, place: int) -> int:
        row = self.weights.places.get(place)
        self[place] = made = 0 if row is None else self.weights.made(row)
        return made


class _Rows(dict[Key, int]):
    """The rows of features of one prefix, looked up once each."""

    def __init__(self, weights: Weights, prefix: str) -> None:
        super().__init__()
        self.weights, self.prefix = weights, prefix

    def __missing__(self, key: Key) -> int:
        if len(self) >= _MOST:
            self.clear()
        self[key] = row = self._made(key)
        return row

    def _made(self, key: Key) -> int:
        return self.weights.at[place_of(self.prefix, key)]


class _Letters(_Rows):
    """By word, the sum of the rows of the runs of letters in it, and in the last lane how many runs there are."""

    def _made(self, key: Key) -> int:
        runs = letters_of(str(key))
        total = sum(map(self.weights.at.__getitem__, runs))
        return total + (len(runs) << self.weights._last)


@cache
def model() -> tuple[Weights, dict[str, Any]]:
    """Return the shipped weights, and what stands beside them: thresholds, weights of context, a digest."""
    place = files("contract_scan_builtins.linear_reader")
    about: dict[str, Any] = json.loads(place.joinpath("model.json").read_text(encoding="utf-8"))
    data, size = place.joinpath("model.bin").read_bytes(), about["rows"]
    places = dict(zip(unpack(f"<{size}i", data[: 4 * size]), range(size), strict=True))
    units = data[4 * size :].translate(bytes((unit + _RAISED) % 256 for unit in range(256)))
    return Weights(tuple(about["classes"]), places, units, tuple(about["steps"]), tuple(about["bias"])), about
