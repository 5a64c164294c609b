"""Reading YAML: fast where it can be, with the place of what is wrong, and the built-in knowledge by name."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any


class BrokenYamlError(ValueError):
    """A text is no YAML. `line` and `column` count from 1; `problem` is what the parser says of it, in English."""

    def __init__(self, line: int, column: int, problem: str) -> None:
        super().__init__(line, column, problem)
        self.line, self.column, self.problem = line, column, problem


def load_yaml(text: str | bytes) -> Any:
    """Return the values of a YAML text of ours, without places."""
    return _yaml().load(text, _loader())


def compose_yaml(text: str) -> Any:
    """Return a YAML text as nodes that know their place; None for one without content.

    Raises `BrokenYamlError` for a text that is no YAML.
    """
    yaml = _yaml()
    try:
        return yaml.compose(text, Loader=_loader())
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise BrokenYamlError(line, column, str(getattr(error, "problem", None) or "")) from None


@cache
def knowledge(*path: str) -> Any:
    """Return a file of the built-in knowledge, read once, by its path there without the suffix."""
    *folders, name = path
    return load_yaml(_knowledge().joinpath(*folders, f"{name}.yaml").read_text(encoding="utf-8")) or {}


@cache
def knowledge_by_name(*folder: str) -> dict[str, dict[str, Any]]:
    """Return the files of a folder of the built-in knowledge by name, in order of name; empty where there is none."""
    place = _knowledge().joinpath(*folder)
    if not place.is_dir():
        return {}
    names = sorted(p.name.removesuffix(".yaml") for p in place.iterdir() if p.name.endswith(".yaml"))
    return {name: knowledge(*folder, name) for name in names}


def _knowledge() -> Any:
    return files("contract_scan_patterns")


def _yaml() -> Any:
    import yaml

    return yaml


def _loader() -> Any:
    """Return libyaml's loader, ten times as fast as Python's, where PyYAML was built with it."""
    yaml = _yaml()
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)
