"""The settings of a plugin: it names each with a default, whose type is its own, in `CONTRACT_SCAN_SETTINGS`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from contract_scan.scan import Failure

SCHEMA = "CONTRACT_SCAN_SETTINGS"


def fitted(plugin: object, name: str, given: Mapping[str, Any]) -> tuple[dict[str, Any], list[Failure]]:
    """Return the settings of a plugin: the defaults that it names, with what the house sets; what does not fit is told.

    A setting that the plugin does not name, or of another type, is a failure, and the default stands.
    """
    schema = getattr(plugin, SCHEMA, None)
    known = dict(schema) if isinstance(schema, Mapping) else {}
    own = dict(known)
    failures = [Failure("plugin", name, "settings_no_table", {})] if schema is not None and known != schema else []
    for key, value in given.items():
        if key not in known:
            details = {"setting": key, "known": ", ".join(sorted(known)) or "-"}
            failures.append(Failure("plugin", name, "setting_unknown", details))
        elif not _is_like(value, known[key]):
            details = {"setting": key, "default": json.dumps(known[key], ensure_ascii=False, default=str)}
            failures.append(Failure("plugin", name, "setting_type", details))
        else:
            own[key] = value
    return own, failures


def _is_like(value: object, default: object) -> bool:
    """Say whether a value is of the type of a default; a whole number is a number too."""
    if isinstance(default, bool) or isinstance(value, bool):
        return isinstance(default, bool) and isinstance(value, bool)
    if isinstance(default, float):
        return isinstance(value, int | float)
    if isinstance(default, tuple | list):
        return isinstance(value, tuple | list)
    return default is None or isinstance(value, type(default))
