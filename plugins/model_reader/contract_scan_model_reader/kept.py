"""Answers kept between runs in contract-scan's cache folder, by model, prompt and clause.

Only places are kept, never words of a document. A kept answer is trusted no more than one that is given anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from contract_scan.cache_folder import folder
from contract_scan_model_reader.answer import Answer, Proposal, Questions

FOLDER = "model-reader"


def file_for(model: str, digest: str, clause: str) -> Path | None:
    """Return where the answer on a clause is kept; None where the cache is off."""
    place = folder()
    key = hashlib.sha256("\0".join((model, digest, clause)).encode("utf-8", "surrogatepass")).hexdigest()
    return place / FOLDER / f"{key}.json" if place else None


def kept(path: Path | None, clause: str, questions: Questions) -> Answer | None:
    """Return a kept answer; None where there is none, or one that cannot be right."""
    try:
        entry = json.loads(path.read_bytes()) if path else None
        if entry is None:
            return None
        proposals = tuple(_sound(item, clause, questions) for item in entry["proposals"])
        dropped = entry["dropped"]
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return None
    return Answer(proposals, dropped) if type(dropped) is int and dropped >= 0 else None


def _sound(item: Any, clause: str, questions: Questions) -> Proposal:
    """Return a kept proposal. Raises where it is none of this clause."""
    proposal = Proposal(item["kind"], item["start"], item["end"], tuple(item["questions"]))
    if not set(proposal.questions) <= set(questions[proposal.kind]):
        raise ValueError("questions")
    if not (type(proposal.start) is type(proposal.end) is int and 0 <= proposal.start < proposal.end <= len(clause)):
        raise ValueError("place")
    return proposal


def keep(path: Path | None, answer: Answer) -> None:
    """Keep an answer, whole or not at all; a folder that cannot be written to costs only time."""
    if path is None:
        return
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(asdict(answer), file)
        Path(name).replace(path)
