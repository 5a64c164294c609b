"""In which language the command speaks: as asked, else as the environment says, else English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from contract_scan.messages import DEFAULT, LANGUAGES


def choose_language(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """Return the language code. The order is: `--lang`, CONTRACT_SCAN_LANG, a contract-scan.toml, the locale."""
    house = asked_language(arguments, environment) or configured()
    if house:
        return house
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name, "")
        if value:
            return value[:2].lower() if value[:2].lower() in LANGUAGES else DEFAULT
    return DEFAULT


def asked_language(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """Return the language that `--lang` or CONTRACT_SCAN_LANG asks for; empty where neither does."""
    for index, argument in enumerate(arguments):
        if argument == "--":
            break
        value = argument.removeprefix("--lang=") if argument.startswith("--lang=") else ""
        if argument == "--lang" and index + 1 < len(arguments):
            value = arguments[index + 1]
        if value in LANGUAGES:
            return value
    variable = environment.get("CONTRACT_SCAN_LANG", "")[:2].lower()
    return variable if variable in LANGUAGES else ""


def configured() -> str:
    """Return the language that this folder's or the user's own configuration names, or nothing.

    A broken file is told when a command needs it.
    """
    from contract_scan.config import ConfigError, found_upwards, from_file, user_file

    for path in (found_upwards(Path.cwd()), user_file()):
        try:
            value = from_file(path).get("language") if path and path.is_file() else None
        except ConfigError:
            continue
        if value:
            return str(value.value)
    return ""
