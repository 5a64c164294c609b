"""House configuration: every setting from a file, an environment variable or an option, and where it came from.

The order, the later before the earlier: built-in default, the user's own ``contract-scan.toml`` (in the user's config
folder), the nearest ``contract-scan.toml`` upwards from the document, the environment, the option.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from contract_scan.errors import UsageError
from contract_scan.read.request import Limits

FILE = "contract-scan.toml"


class ConfigError(UsageError):
    """A configuration file or variable cannot be used."""

    area = "config"


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its name in the file, its environment variable, its default, and how a value is read."""

    name: str
    variable: str
    default: Any
    parse: Callable[[Any, Path], Any]


@dataclass(frozen=True, slots=True)
class Value:
    """An effective value and where it came from: "default", a file's path, a variable's name, or "option"."""

    value: Any
    origin: str


def _text(value: Any, base: Path) -> str:
    if not isinstance(value, str):
        raise ValueError("text")
    return value


def _texts(value: Any, base: Path) -> tuple[str, ...]:
    values = value.split(os.pathsep) if isinstance(value, str) else value
    if not isinstance(values, list) or not all(isinstance(v, str) for v in values):
        raise ValueError("list of texts")
    return tuple(v for v in values if v)


def _path(value: Any, base: Path) -> Path:
    return base / Path(_text(value, base)).expanduser()


def _paths(value: Any, base: Path) -> tuple[Path, ...]:
    return tuple(base / Path(v).expanduser() for v in _texts(value, base))


def _reasons(value: Any, base: Path) -> dict[str, str]:
    """Read suppressed rules: rule to reason; a rule without a reason is refused."""
    if isinstance(value, str):
        value = dict(part.split("=", 1) for part in value.split(";") if "=" in part)
    if not isinstance(value, dict) or not all(isinstance(v, str) and v.strip() for v in value.values()):
        raise ValueError("rule = reason")
    return {str(k): v.strip() for k, v in value.items()}


def _numbers(value: Any, base: Path) -> dict[str, float]:
    if isinstance(value, str):
        value = {k: float(v) for k, v in (part.split("=", 1) for part in value.split(";") if "=" in part)}
    if not isinstance(value, dict) or not all(isinstance(v, int | float) and v >= 0 for v in value.values()):
        raise ValueError("name = number")
    return dict(value)


def _limits(value: Any, base: Path) -> Limits:
    numbers = _numbers(value, base)
    known = Limits.__dataclass_fields__
    if not set(numbers) <= set(known):
        raise ValueError(", ".join(known))
    return Limits(**{k: v if known[k].type == "float" else int(v) for k, v in numbers.items()})  # type: ignore[arg-type]


SETTINGS = (
    Setting("language", "CONTRACT_SCAN_LANG", "", _text),
    Setting("questions", "CONTRACT_SCAN_QUESTIONS", "", _text),
    Setting("plugins", "CONTRACT_SCAN_PLUGINS", (), _paths),
    Setting("rules", "CONTRACT_SCAN_RULES", (), _paths),
    Setting("ocr", "CONTRACT_SCAN_OCR", "auto", _text),
    Setting("lists", "CONTRACT_SCAN_LISTS", None, _path),
    Setting("list_ages", "CONTRACT_SCAN_LIST_AGES", {}, _numbers),
    Setting("memo_template", "CONTRACT_SCAN_MEMO_TEMPLATE", None, _path),
    Setting("seconds_per_checker", "CONTRACT_SCAN_SECONDS_PER_CHECKER", 60.0, lambda v, b: float(v)),
    Setting("limits", "CONTRACT_SCAN_LIMITS", Limits(), _limits),
    Setting("suppress", "CONTRACT_SCAN_SUPPRESS", {}, _reasons),
)
_BY_NAME = {setting.name: setting for setting in SETTINGS}


def effective(
    start: Path,
    environment: Mapping[str, str],
    options: Mapping[str, Any] | None = None,
    *,
    given: Path | None = None,
    user: Path | None = None,
) -> dict[str, Value]:
    """Return every setting's effective value with its origin.

    `start` is where the search upwards begins: the document's folder. `given` is a file named on the command line,
    which takes the place of the one found; `user` is the user's own file. Raises `ConfigError`.
    """
    values = {setting.name: Value(setting.default, "default") for setting in SETTINGS}
    for path in (user if user is not None else user_file(), given or found_upwards(start)):
        if path is not None and (path.is_file() or path == given):
            values.update(from_file(path))
    for setting in SETTINGS:
        if environment.get(setting.variable):
            values[setting.name] = Value(
                _parsed(setting, environment[setting.variable], Path.cwd(), setting.variable), setting.variable
            )
    for name, value in (options or {}).items():
        if value not in (None, (), ""):
            values[name] = Value(value, "option")
    return values


def user_file() -> Path:
    """Return where the user's own configuration file would stand."""
    from platformdirs import user_config_path

    return user_config_path("contract-scan", appauthor=False) / FILE


def found_upwards(start: Path) -> Path | None:
    """Return the nearest configuration file in a folder or those above it."""
    folder = start.resolve()
    return next((f / FILE for f in (folder, *folder.parents) if (f / FILE).is_file()), None)


def from_file(path: Path) -> dict[str, Value]:
    """Return the settings in a file; its paths are relative to it. Raises `ConfigError` with what is wrong."""
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        raise ConfigError("unreadable", path=str(path)) from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError("no_toml", path=str(path), problem=str(error)) from None
    for name in entries:
        if name not in _BY_NAME:
            raise ConfigError("unknown", path=str(path), name=name, known=", ".join(_BY_NAME))
    return {n: Value(_parsed(_BY_NAME[n], v, path.parent, str(path)), str(path)) for n, v in entries.items()}


def _parsed(setting: Setting, value: Any, base: Path, origin: str) -> Any:
    try:
        return setting.parse(value, base)
    except (ValueError, TypeError) as error:
        raise ConfigError("bad_value", name=setting.name, path=origin, wanted=str(error)) from None
