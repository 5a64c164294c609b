"""The features of many documents as one sparse matrix, a row a sentence, as scikit-learn wants them."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from scipy.sparse import csr_matrix, vstack

from contract_scan_builtins.linear_reader.features import PLACES, Sentence, letters_of, place_of


def rows_of(seen: Iterable[Sentence]) -> csr_matrix:
    """Return the features of one document, those of words and letters written out."""
    sentences = list(seen)
    others = [
        [[place_of(prefix, key) for prefix, keys in group for key in keys] for group in sentence.groups]
        for sentence in sentences
    ]
    words = [[[place_of("w", word) for word in sentence.words]] for sentence in sentences]
    letters = [[[place for word in sentence.words for place in letters_of(word)]] for sentence in sentences]
    table = [
        (row, place, len(group) ** -0.5)
        for kind in (others, words, letters)
        for row, groups in enumerate(kind)
        for group in groups
        for place in group
    ]
    row, column, value = zip(*table, strict=True) if table else ((), (), ())
    return csr_matrix((value, (row, column)), shape=(len(sentences), PLACES), dtype=np.float32)


def stacked(documents: Iterable[Iterable[Sentence]]) -> csr_matrix:
    """Return the features of several documents, one under the other."""
    return vstack([rows_of(seen) for seen in documents]).tocsr()
