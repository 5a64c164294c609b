"""In which language the command speaks: as asked, else as the environment says, else English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from contract_scan.messages import DEFAULT, LANGUAGES


def choose_language(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """Return the language code. The order is: `--lang`, CONTRACT_SCAN_LANG, a contract-scan.toml, the locale."""
    for index, argument in enumerate(arguments):
        if argument == "--":
            break
        value = argument.removeprefix("--lang=") if argument.startswith("--lang=") else ""
        if argument == "--lang" and index + 1 < len(arguments):
            value = arguments[index + 1]
        if value in LANGUAGES:
            return value
    house = environment.get("CONTRACT_SCAN_LANG", "") or configured()
    if house[:2].lower() in LANGUAGES:
        return house[:2].lower()
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name, "")
        if value:
            return value[:2].lower() if value[:2].lower() in LANGUAGES else DEFAULT
    return DEFAULT


def configured() -> str:
    """Return the language that the configuration file of this folder names, or nothing; a broken file is told later."""
    from contract_scan.config import ConfigError, found_upwards, from_file

    path = found_upwards(Path.cwd())
    try:
        value = from_file(path).get("language") if path else None
    except ConfigError:
        return ""
    return str(value.value) if value else ""
