"""Ridge regression for many classes at once, by conjugate gradients: closed in form, the same on every run."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import diags

Table = npt.NDArray[np.float64]

#: Steps of the descent; more change no weight by as much as one unit of the shipped whole numbers.
STEPS = 40
#: How rare a feature counts at least, as the logarithm of its share of the rows; and what counts as once.
COMMON, ONCE = 0.5, 6.0


def ridge(rows: Any, wanted: Table, weights: Table, penalty: float, steps: int = STEPS) -> tuple[Table, Table]:
    """Return the weights of features (a column a class) and the bias of each class.

    `rows` is a sparse matrix, a row a sentence. `wanted` is 1 where a sentence is of a class and 0 where it is not;
    `weights` says how much that counts, 0 where it is not known. Fewer `steps` are quicker and less exact.

    A rare feature is held less firmly to nought than a common one: each is scaled by how rare it is while the weights
    are sought, and its weight with it afterwards.
    """
    rare = rareness(rows)
    rows = (rows @ diags(rare)).tocsr()
    turned = rows.T.tocsr()
    bias = (wanted * weights).sum(axis=0) / np.maximum(weights.sum(axis=0), 1e-9)
    target = turned @ (weights * (wanted - bias))
    solution = np.zeros_like(target)
    residual = target.copy()
    direction = residual.copy()
    size = (residual**2).sum(axis=0)
    for _ in range(steps):
        image = turned @ (weights * (rows @ direction)) + penalty * direction
        step = size / np.maximum((direction * image).sum(axis=0), 1e-12)
        solution += step * direction
        residual -= step * image
        new = (residual**2).sum(axis=0)
        direction = residual + (new / np.maximum(size, 1e-12)) * direction
        size = new
    return solution * rare[:, None], bias


def rareness(rows: Any) -> npt.NDArray[Any]:
    """Return how rare each feature is, as the logarithm of the share of rows that have it."""
    having = np.bincount(rows.indices, minlength=rows.shape[1])
    return np.asarray(np.maximum(np.log(rows.shape[0] / (1 + having)), COMMON) / ONCE, rows.dtype)
