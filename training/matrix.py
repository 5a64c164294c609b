"""The features of many documents as one sparse matrix, a row a sentence, as scikit-learn wants them."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from scipy.sparse import csr_matrix, vstack

from contract_scan_builtins.linear_reader.features import PLACES, Seen


def rows_of(seen: Seen) -> csr_matrix:
    """Return the features of one document, those of words and letters written out."""
    sentences, repeated = seen.sentence_of, seen.runs[seen.tokens]
    by_word, by_run = (1 / seen.word_scale)[sentences], (1 / seen.letter_scale)[sentences]
    spelled = np.array([place for token in seen.tokens for place in seen.letters[token]], np.int64)
    row = np.concatenate([seen.sentences, sentences, np.repeat(sentences, repeated)])
    column = np.concatenate([seen.places, seen.word_places[seen.tokens], spelled])
    value = np.concatenate([seen.values, by_word, np.repeat(by_run, repeated)])
    return csr_matrix((value, (row, column)), shape=(seen.count, PLACES), dtype=np.float32)


def stacked(documents: Iterable[Seen]) -> csr_matrix:
    """Return the features of several documents, one under the other."""
    return vstack([rows_of(seen) for seen in documents]).tocsr()
