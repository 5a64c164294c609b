"""House configuration: every setting from a file, an environment variable or an option, and where it came from.

The order, the later before the earlier: built-in default, the user's own ``contract-scan.toml`` (in the user's config
folder), the nearest ``contract-scan.toml`` upwards from the document, the environment, the option.
"""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from contract_scan.errors import UsageError
from contract_scan.messages import DEFAULT, LANGUAGES, find, say
from contract_scan.nouns import dataclass
from contract_scan.read.request import Limits

FILE = "contract-scan.toml"
#: The largest number that a limit can be: what the system counts bytes in.
MOST = 1 << 62


class ConfigError(UsageError):
    """A configuration file or variable cannot be used."""

    area = "config"

    def sentence(self, language: str = DEFAULT) -> str:
        """Return the sentence to show; what was wanted is said in the same language."""
        wanted = str(self.values.get("wanted", ""))
        said = find(f"config.wanted.{wanted}", language) or wanted
        return say(f"config.{self.key}", language, **{**self.values, "wanted": said})


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
        raise ValueError("one_text")
    return value


def _texts(value: Any, base: Path) -> tuple[str, ...]:
    values = value.split(os.pathsep) if isinstance(value, str) else value
    if not isinstance(values, list | tuple) or not all(isinstance(v, str) for v in values):
        raise ValueError("texts")
    return tuple(v for v in values if v)


def _path(value: Any, base: Path) -> Path:
    return base / Path(_text(value, base)).expanduser()


def _folder(value: Any, base: Path) -> Path:
    """Read a folder, which need not be there yet; a file is none."""
    folder = _path(value, base)
    if folder.exists() and not folder.is_dir():
        raise ValueError("folder")
    return folder


def _paths(value: Any, base: Path) -> tuple[Path, ...]:
    return tuple(base / Path(v).expanduser() for v in _texts(value, base))


def _pipelines(value: Any, base: Path) -> tuple[str, ...]:
    """Read which pipelines propose names: packages as they are called, or folders; "auto" is what is installed."""
    names = [v for v in _texts(value, base) if v != "auto"]
    return tuple(str(base / Path(v).expanduser()) if "/" in v or os.sep in v else v for v in names)


def _pairs(value: Any, wanted: str) -> dict[str, Any]:
    """Return names with what they are set to: a table of a file, "name=value" options, or those joined by ";"."""
    if isinstance(value, dict):
        return {str(name): item for name, item in value.items()}
    parts = value.split(";") if isinstance(value, str) else value
    if not isinstance(parts, tuple | list) or not all(isinstance(part, str) for part in parts):
        raise ValueError(wanted)
    pairs = [part.partition("=") for part in parts if part.strip()]
    if not all(name.strip() and sign for name, sign, _ in pairs):
        raise ValueError(wanted)
    return {name.strip(): item.strip() for name, _, item in pairs}


def _reasons(value: Any, base: Path) -> dict[str, str]:
    """Read suppressed rules: rule to reason; a rule without a reason is refused."""
    pairs = _pairs(value, "reasons")
    if not all(isinstance(v, str) and v.strip() for v in pairs.values()):
        raise ValueError("reasons")
    return {name: v.strip() for name, v in pairs.items()}


def _number(value: Any, base: Path) -> float:
    try:
        number = float(value)
    except (TypeError, ValueError):
        raise ValueError("number") from None
    if isinstance(value, bool) or not 0 <= number < float("inf"):
        raise ValueError("number")
    return number


def _numbers(value: Any, base: Path) -> dict[str, float]:
    try:
        return {name: _number(item, base) for name, item in _pairs(value, "").items()}
    except ValueError:
        raise ValueError("numbers") from None


def _plugin_settings(value: Any, base: Path) -> dict[str, dict[str, Any]]:
    """Read what is set for plugins: a table a plugin, or options like "house.months=9"."""
    wanted = "plugin_table"
    if isinstance(value, dict):
        if not all(isinstance(own, dict) for own in value.values()):
            raise ValueError(wanted)
        return {str(plugin): dict(own) for plugin, own in value.items()}
    found: dict[str, dict[str, Any]] = {}
    for name, item in _pairs(value, wanted).items():
        plugin, dot, key = name.rpartition(".")
        if not dot:
            raise ValueError(wanted)
        found.setdefault(plugin, {})[key] = _plain(item)
    return found


def _plain(item: str) -> Any:
    """Return a value as TOML reads it ("9", "true", "[1, 2]"); a text where it reads none."""
    try:
        return tomllib.loads(f"value = {item}")["value"]
    except tomllib.TOMLDecodeError:
        return item


def _limits(value: Any, base: Path) -> Limits:
    numbers = _numbers(value, base)
    known = Limits.__dataclass_fields__
    if not set(numbers) <= set(known):
        raise ValueError(", ".join(known))
    if any(number > MOST for number in numbers.values()):
        raise ValueError("numbers")
    return Limits(**{k: v if known[k].type == "float" else int(v) for k, v in numbers.items()})  # type: ignore[arg-type]


def _one_of(*choices: str) -> Callable[[Any, Path], str]:
    def parse(value: Any, base: Path) -> str:
        if value not in choices:
            raise ValueError(", ".join(choices))
        return str(value)

    return parse


def _language(value: Any, base: Path) -> str:
    """Read a language; of a locale ("nl_NL.UTF-8") its language counts."""
    return _one_of(*LANGUAGES)(value[:2].lower() if isinstance(value, str) else value, base)


#: What every one of these can be set by: the file, the variable, and the option named after it (see `cli.options`).
SETTINGS = (
    Setting("language", "CONTRACT_SCAN_LANG", "", _language),
    Setting("questions", "CONTRACT_SCAN_QUESTIONS", "", _text),
    Setting("plugins", "CONTRACT_SCAN_PLUGINS", (), _paths),
    Setting("rules", "CONTRACT_SCAN_RULES", (), _paths),
    Setting("ocr", "CONTRACT_SCAN_OCR", "auto", _one_of("auto", "always", "never")),
    Setting("lists", "CONTRACT_SCAN_LISTS", None, _folder),
    Setting("list_ages", "CONTRACT_SCAN_LIST_AGES", {}, _numbers),
    Setting("institution", "CONTRACT_SCAN_INSTITUTION", (), _texts),
    Setting("house_limits", "CONTRACT_SCAN_HOUSE_LIMITS", None, _path),
    Setting("names", "CONTRACT_SCAN_NAMES", (), _pipelines),
    Setting("memo_template", "CONTRACT_SCAN_MEMO_TEMPLATE", None, _path),
    Setting("seconds_per_checker", "CONTRACT_SCAN_SECONDS_PER_CHECKER", 60.0, _number),
    Setting("limits", "CONTRACT_SCAN_LIMITS", Limits(), _limits),
    Setting("suppress", "CONTRACT_SCAN_SUPPRESS", {}, _reasons),
    Setting("disabled", "CONTRACT_SCAN_DISABLED", (), _texts),
    Setting("plugin_settings", "CONTRACT_SCAN_PLUGIN_SETTINGS", {}, _plugin_settings),
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
    which takes the place of the one found; `user` is the user's own file. `options` are as they were typed (texts, or
    several of them where an option may be repeated), by the name of their setting; what is None, "" or () was not
    given. Raises `ConfigError`.
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
            given_as = f"--{name.replace('_', '-')}"
            values[name] = Value(_parsed(_BY_NAME[name], value, Path.cwd(), given_as), "option")
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
        if path.exists() and not path.is_file():
            raise OSError
        entries = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        raise ConfigError("unreadable", path=str(path)) from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError("no_toml", path=str(path), problem=str(error)) from None
    if isinstance(entries.get("plugins"), dict):
        raise ConfigError("plugins_table", path=str(path), name=next(iter(entries["plugins"]), "NAME"))
    for name in entries:
        if name not in _BY_NAME:
            raise ConfigError("unknown", path=str(path), name=name, known=", ".join(_BY_NAME))
    return {n: Value(_parsed(_BY_NAME[n], v, path.parent, str(path)), str(path)) for n, v in entries.items()}


def _parsed(setting: Setting, value: Any, base: Path, origin: str) -> Any:
    try:
        return setting.parse(value, base)
    except (ValueError, TypeError) as error:
        raise ConfigError("bad_value", name=setting.name, path=origin, wanted=str(error)) from None


def with_disabled(text: str, names: Sequence[str]) -> str:
    """Return the text of a configuration file in which these plugins, and no others, are disabled."""
    line = f"disabled = [{', '.join(json.dumps(name) for name in names)}]"
    lines = [kept for kept in text.splitlines() if not re.match(r"disabled\s*=", kept)]
    return "\n".join([line, *lines]) + "\n" if names else "\n".join(lines) + ("\n" if lines else "")
