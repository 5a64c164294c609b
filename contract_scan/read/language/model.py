"""The model by which foreign languages are recognised, kept unpacked: unpacking it takes as long as a short scan.

It is laid over the file in which it is kept, so that only what a text asks for is read. Where it cannot be kept, it is
loaded as it comes.
"""

from __future__ import annotations

import json
import sys
from array import array
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from contract_scan.cache_folder import key_of, remembered

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_NAME = "languages"
#: Changes with how the parts are laid out.
_LAYOUT = b"1"
#: The head, which says how long each part is, fills so many bytes.
_HEAD = 16_384


@cache
def identifier(languages: frozenset[str] = frozenset()) -> LanguageIdentifier:
    """Return what recognises languages, all that it knows or some of them by their ISO 639-1 codes."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    try:
        weights, bias, classes, following, output, rows = _parts()
        made = LanguageIdentifier(weights, bias, classes, following, output, norm_probs=True, tk_row=rows)
    except Exception:  # noqa: BLE001 - another version of the library may lay its model out otherwise
        made = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    if languages:
        made.set_languages(sorted(languages))
    return made


@cache
def _parts() -> tuple[Any, ...]:
    """Return the parts of the model: as they were kept, or loaded now and kept."""
    from py3langid.langid import MODEL_DIR, MODEL_FILE
    from py3langid.modelio import load_model

    place = Path(MODEL_DIR, MODEL_FILE)
    about = place.stat()
    key = key_of((_LAYOUT, f"{about.st_size} {about.st_mtime_ns} {sys.byteorder} {sys.version}".encode()))

    def loaded() -> tuple[Any, ...]:
        weights, bias, classes, following, rows, output = load_model(place)
        return weights, bias, classes, following, output, rows

    return remembered(_NAME, key, loaded, _packed, _unpacked, keep=1, laid=True)


def _packed(parts: tuple[Any, ...]) -> bytes | None:
    """Return the parts as bytes: a head, and what is looked up step by step as it lies in memory."""
    weights, bias, classes, following, output, rows = parts
    told = {
        "classes": classes,
        "bias": bias.tobytes().hex(),
        "types": [str(weights.dtype), str(bias.dtype), following.typecode, rows.typecode],
        "states": len(rows),
        "following": len(following),
    }
    head = json.dumps(told).encode()
    if len(head) > _HEAD:
        return None
    return b"".join(
        (head.ljust(_HEAD), array("i", output).tobytes(), following.tobytes(), weights.tobytes(), rows.tobytes())
    )


def _unpacked(data: memoryview) -> tuple[Any, ...]:
    """Return the parts laid over what was kept; they are looked up in it and never changed."""
    import numpy as np

    told = json.loads(bytes(data[:_HEAD]))
    of_weights, of_bias, of_following, of_rows = told["types"]
    states, classes = told["states"], told["classes"]
    output = data[_HEAD : _HEAD + array("i").itemsize * states].cast("i")
    at = _HEAD + output.nbytes
    following = data[at : at + array(of_following).itemsize * told["following"]].cast(of_following)
    rows = data[len(data) - array(of_rows).itemsize * states :].cast(of_rows)
    weights = np.frombuffer(data[at + following.nbytes : len(data) - rows.nbytes], of_weights)
    bias = np.frombuffer(bytes.fromhex(told["bias"]), of_bias)
    return weights.reshape(-1, len(classes)), bias, classes, following, output.tolist(), rows.tolist()
