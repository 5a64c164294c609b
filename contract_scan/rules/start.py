"""A new rule, started: commented files with examples and near misses in both languages."""

from __future__ import annotations

import re
from pathlib import Path

from contract_scan.errors import UsageError
from contract_scan.rules.rule_files import KNOWLEDGE

LANGUAGES = ("en", "nl")


class StartError(UsageError):
    """A rule could not be started."""

    area = "rules"


def start_rule(name: str, folder: Path) -> list[Path]:
    """Write ``TOPIC/rules.yaml`` and a file per language for the rule "topic.rule"; return the files.

    Raises `UsageError` for an impossible name and where one of the files exists: nothing is ever overwritten.
    """
    topic, _, rule = name.partition(".")
    if not re.fullmatch(r"[a-z][a-z0-9_]*", topic) or not re.fullmatch(r"[a-z][a-z0-9_]*", rule):
        raise StartError("new.bad_name", name=name)
    place = folder / topic
    paths = [place / f"{stem}.yaml" for stem in ("rules", *LANGUAGES)]
    for path in paths:
        if path.exists():
            raise StartError("new.exists", path=str(path))
    try:
        place.mkdir(parents=True, exist_ok=True)
        for path in paths:
            path.write_text(_template(path.stem).replace("RULE", rule), encoding="utf-8")
    except OSError as error:
        raise StartError("new.unwritable", path=str(place), error=error.strerror or type(error).__name__) from None
    return paths


def _template(stem: str) -> str:
    return (KNOWLEDGE / "templates" / "rule" / f"{stem}.yaml").read_text(encoding="utf-8")
