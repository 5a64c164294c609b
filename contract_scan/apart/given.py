"""Calling a plugin's function with what it asks for: arguments that it does not name are left out."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any


def called(function: Callable[..., Any], **offered: Any) -> Any:
    """Call a function with those of the offered values that it names, and return what it returns.

    The first value offered stands first whatever the function calls it.
    """
    parameters = list(inspect.signature(function).parameters.values())
    if any(parameter.kind is parameter.VAR_KEYWORD for parameter in parameters):
        return function(**offered)
    names = [p.name for p in parameters if p.kind in (p.POSITIONAL_OR_KEYWORD, p.KEYWORD_ONLY)]
    unnamed = [
        p for p in parameters if p.kind is not p.VAR_POSITIONAL and p.name not in offered and p.default is p.empty
    ]
    values = {name: value for name, value in offered.items() if name in names}
    spare = [value for name, value in offered.items() if name not in values]
    return function(*spare[: len(unnamed)], **values)
