"""Ridge regression for many classes at once, by conjugate gradients: closed in form, the same on every run."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Table = npt.NDArray[np.float64]

#: Steps of the descent; more change no weight by as much as one unit of the shipped whole numbers.
STEPS = 40


def ridge(rows: Any, wanted: Table, weights: Table, penalty: float, steps: int = STEPS) -> tuple[Table, Table]:
    """Return the weights of features (a column a class) and the bias of each class.

    `rows` is a sparse matrix, a row a sentence. `wanted` is 1 where a sentence is of a class and 0 where it is not;
    `weights` says how much that counts, 0 where it is not known. Fewer `steps` are quicker and less exact.
    """
    bias = (wanted * weights).sum(axis=0) / np.maximum(weights.sum(axis=0), 1e-9)
    target = rows.T @ (weights * (wanted - bias))
    solution = np.zeros_like(target)
    residual = target.copy()
    direction = residual.copy()
    size = (residual**2).sum(axis=0)
    for _ in range(steps):
        image = rows.T @ (weights * (rows @ direction)) + penalty * direction
        step = size / np.maximum((direction * image).sum(axis=0), 1e-12)
        solution += step * direction
        residual -= step * image
        new = (residual**2).sum(axis=0)
        direction = residual + (new / np.maximum(size, 1e-12)) * direction
        size = new
    return solution, bias
