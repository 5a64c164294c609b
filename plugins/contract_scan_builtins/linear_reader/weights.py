"""The weights of the linear reader: small whole numbers, one row a feature and one column a class."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

from contract_scan_builtins.linear_reader.features import PLACES, Floats, Seen

#: How many features are weighed at once, so that memory stays small however long the document is.
AT_ONCE = 200_000


@dataclass(frozen=True)
class Weights:
    """Weights by place and class. `steps` is what one unit of a class's weights is worth; `places` are the rows'."""

    classes: tuple[str, ...]
    places: npt.NDArray[np.int32]
    units: npt.NDArray[np.int8]
    steps: Floats
    bias: Floats

    @cached_property
    def _rows(self) -> npt.NDArray[np.int32]:
        """The row of every place; the last row, of zeros, for places that have none."""
        rows = np.full(PLACES, len(self.places), np.int32)
        rows[self.places] = np.arange(len(self.places), dtype=np.int32)
        return rows

    @cached_property
    def _table(self) -> Floats:
        zeros = np.zeros((1, len(self.classes)), np.float32)
        return np.concatenate([self.units.astype(np.float32) * self.steps, zeros])

    def of(self, places: npt.NDArray[np.int64]) -> Floats:
        """Return the weights of features, a row each."""
        weights: Floats = self._table[self._rows[places]]
        return weights

    def scores(self, seen: Seen) -> Floats:
        """Return how strongly each sentence is of each class, a row a sentence: log odds, 0 for even."""
        total = np.tile(self.bias, (seen.count, 1))
        for start in range(0, len(seen.places), AT_ONCE):
            part = slice(start, start + AT_ONCE)
            weighed = self.of(seen.places[part]) * seen.values[part, None]
            _add_by(total, seen.sentences[part], weighed)
        self._add_words(total, seen)
        return total

    def _add_words(self, total: Floats, seen: Seen) -> None:
        """Add the weights of words and of the letters in them, worked out once a word however often it stands."""
        if not seen.words:
            return
        whole, sentences = self.of(seen.word_places), seen.sentence_of
        inner = np.zeros_like(whole)
        flat = self.of(np.array([place for own in seen.letters for place in own], np.int64))
        _add_by(inner, np.repeat(np.arange(len(seen.words)), seen.runs), flat)
        by_word = 1 / seen.word_scale.astype(np.float32)
        by_run = 1 / seen.letter_scale.astype(np.float32)
        weighed = whole[seen.tokens] * by_word[sentences, None] + inner[seen.tokens] * by_run[sentences, None]
        _add_by(total, sentences, weighed.astype(np.float32))


def _add_by(total: Floats, rows: npt.NDArray[np.int64], values: Floats) -> None:
    """Add values to the rows of a table; rows come in ascending order."""
    if len(rows):
        firsts = np.flatnonzero(np.diff(rows, prepend=-1))
        total[rows[firsts]] += np.add.reduceat(values, firsts, axis=0)


@cache
def model() -> tuple[Weights, dict[str, Any]]:
    """Return the shipped weights, and what stands beside them: thresholds, weights of context, a digest."""
    place = files("contract_scan_builtins.linear_reader")
    about: dict[str, Any] = json.loads(place.joinpath("model.json").read_text(encoding="utf-8"))
    rows = np.frombuffer(place.joinpath("model.bin").read_bytes(), np.int8)
    classes = tuple(about["classes"])
    size = about["rows"]
    places = np.frombuffer(rows[: 4 * size].tobytes(), "<i4")
    units = rows[4 * size :].reshape(size, len(classes))
    steps, bias = (np.array(about[key], np.float32) for key in ("steps", "bias"))
    return Weights(classes, places, units, steps, bias), about
