"""In which language the command speaks: as asked, else as the environment says, else English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from contract_scan.messages import DEFAULT, LANGUAGES


def choose_language(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """Return the language code. The order is: `--lang`, CONTRACT_SCAN_LANG, the locale."""
    for index, argument in enumerate(arguments):
        if argument == "--":
            break
        value = argument.removeprefix("--lang=") if argument.startswith("--lang=") else ""
        if argument == "--lang" and index + 1 < len(arguments):
            value = arguments[index + 1]
        if value in LANGUAGES:
            return value
    for name in ("CONTRACT_SCAN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name, "")
        if value:
            return value[:2].lower() if value[:2].lower() in LANGUAGES else DEFAULT
    return DEFAULT
