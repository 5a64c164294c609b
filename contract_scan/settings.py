"""The settings of one run, as one frozen value: made once from configuration, environment and options, handed down.

Nothing below the command line looks anything up in the environment, so that two runs in one process, each with its own
settings, cannot disturb each other. A run in another process is handed them as JSON.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from contract_scan.read.request import Limits, Ocr


@dataclass(frozen=True, slots=True)
class Settings:
    """With what a run is made. The names are those of the configuration file (`contract_scan.config.SETTINGS`).

    `today` is the day from which the age of lists is counted, None for no age. `installed` says whether plugins that
    are installed, beside the built-in ones, take part. `password` opens encrypted documents and is never shown.
    `disabled` are plugins that are not loaded; `plugin_settings` is what the house sets for plugins, by their names, of
    which a plugin that is given these settings finds its own under `own`, and nobody else's. With `traceback` it is
    shown on standard error where a part raised.
    """

    language: str = ""
    questions: str = ""
    plugins: tuple[Path, ...] = ()
    rules: tuple[Path, ...] = ()
    ocr: Ocr = "auto"
    lists: Path | None = None
    list_ages: Mapping[str, float] = field(default_factory=dict)
    institution: tuple[str, ...] = ()
    house_limits: Path | None = None
    names: tuple[str, ...] = ()
    memo_template: Path | None = None
    seconds_per_checker: float = 60.0
    limits: Limits = field(default_factory=Limits)
    suppress: Mapping[str, str] = field(default_factory=dict)
    today: datetime.date | None = None
    installed: bool = True
    password: str | None = field(default=None, repr=False)
    disabled: tuple[str, ...] = ()
    plugin_settings: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    own: Mapping[str, Any] = field(default_factory=dict)
    traceback: bool = False


def settings_to_json(settings: Settings) -> bytes:
    """Return settings as JSON, paths absolute, so that a process with another working folder means the same."""
    import msgspec

    return msgspec.json.encode(settings, enc_hook=_absolute)


def settings_from_json(data: bytes) -> Settings:
    """Return the settings that `settings_to_json` was given. Raises `ValueError` for anything else."""
    import msgspec

    return msgspec.json.decode(data, type=Settings, dec_hook=_made)


def _absolute(value: Any) -> str:
    if isinstance(value, Path):
        return str(value.absolute())
    raise TypeError(type(value).__name__)


def _made(kind: type[Any], value: Any) -> Any:
    return Path(value) if kind is Path else kind(value)
