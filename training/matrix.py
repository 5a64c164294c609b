"""The features of many documents as one sparse matrix, a row a sentence, as scikit-learn wants them."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from scipy.sparse import csr_matrix, vstack

from contract_scan_builtins.linear_reader.features import PLACES, Seen, letters_of, place_of


def rows_of(seen: Seen) -> csr_matrix:
    """Return the features of one document, those of words and letters written out."""
    lengths = np.diff(seen.starts)
    sentences = np.repeat(np.arange(seen.count), lengths)
    letters = [letters_of(word) for word in seen.words]
    sizes = np.array([len(own) for own in letters], np.int64)
    runs = np.bincount(sentences, weights=sizes[seen.tokens], minlength=seen.count)
    by_word = (1 / np.sqrt(np.maximum(lengths, 1)))[sentences]
    by_run = (1 / np.sqrt(np.maximum(runs, 1)))[sentences]
    places = np.array([place_of("w:" + word) for word in seen.words], np.int64)
    spelled = np.concatenate([np.array(letters[t], np.int64) for t in seen.tokens]) if len(seen.tokens) else places[:0]
    repeated = sizes[seen.tokens]
    row = np.concatenate([seen.sentences, sentences, np.repeat(sentences, repeated)])
    column = np.concatenate([seen.places, places[seen.tokens], spelled])
    value = np.concatenate([seen.values, by_word, np.repeat(by_run, repeated)])
    return csr_matrix((value, (row, column)), shape=(seen.count, PLACES), dtype=np.float32)


def stacked(documents: Iterable[Seen]) -> csr_matrix:
    """Return the features of several documents, one under the other."""
    return vstack([rows_of(seen) for seen in documents]).tocsr()
