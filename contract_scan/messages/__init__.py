"""Everything a user sees, in Dutch and English.

One TOML file per area and language (``en/errors.toml``); a key is ``area.name`` or ``area.section.name``. A message
that depends on a number is a table of the plural forms of its language (``one``, ``other``), chosen by ``count``.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("en", "nl")
DEFAULT = "en"


@cache
def catalogue(area: str, language: str) -> dict[str, Any]:
    """Return one area's messages in one language; empty where there are none."""
    path = files(__package__).joinpath(language, f"{area}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def find(key: str, language: str, count: object = None) -> str | None:
    """Return the raw message for a key in one language, or None; of a plural the form for `count`."""
    area, *names = key.split(".")
    entry: Any = catalogue(area, language)
    for name in names:
        entry = entry.get(name) if isinstance(entry, dict) else None
    if isinstance(entry, dict) and isinstance(entry.get("other"), str):
        entry = entry.get(_plural(language, count), entry["other"])
    return entry if isinstance(entry, str) else None


def _plural(language: str, count: object) -> str:
    """Return the plural category of a number in a language, as CLDR has it."""
    if not isinstance(count, int | float) or isinstance(count, bool):
        return "other"
    from babel import Locale

    return str(Locale.parse(language).plural_form(count))


def say(key: str, language: str = DEFAULT, /, **values: object) -> str:
    """Return the message for a key with its values filled in.

    English stands in where a language lacks the key; the key itself where no language has it, so that a missing
    message never hides what it was about.
    """
    count = values.get("count")
    message = find(key, language, count) or find(key, DEFAULT, count)
    return key if message is None else message.format_map(_Filled(values))


def message_key(area: str, key: str) -> str:
    """Return where the message of an error stands: in its own area, or, of broken YAML, in the one for all files."""
    return key if key.startswith("yaml.") else f"{area}.{key}"


class _Filled(dict[str, object]):
    """Values for a message; one that is missing stays visible as its name."""

    def __missing__(self, name: str) -> str:
        return "{" + name + "}"
