"""Regular expressions that take long to compile, kept compiled between runs.

Python compiles some hundreds for a short document, a third of the time that it takes in all. What they are compiled to
is kept by the version of Python that compiled it; where this Python does not offer what is needed, or the cache is off,
they are compiled as ever.
"""

from __future__ import annotations

import atexit
import re
import sys
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

from contract_scan.cache_folder import kept, key_of, replace_kept

_NAME = "expressions"
#: No more are kept, those of this run alone where there would be: the built-in rules and tables know some thousands.
_MOST = 10_000


@lru_cache(maxsize=5_000)
def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return a compiled expression, as `re.compile` does.

    Only for patterns made of the knowledge that comes with a rule or table, never of a document's words: they are kept.
    """
    return _compile()(pattern, int(flags))


@cache
def _compile() -> Callable[[str, int], re.Pattern[str]]:
    try:
        return _Kept().compile
    except Exception:  # noqa: BLE001 - whatever this Python does otherwise, it compiles expressions
        return re.compile


class _Kept:
    """The expressions that were compiled before, and those of this run that are still to be kept."""

    def __init__(self) -> None:
        import _sre  # type: ignore[import-not-found]
        import re._compiler as compiler  # type: ignore[import-not-found]
        import re._parser as parser  # type: ignore[import-not-found]

        import msgspec

        self._made: Any = _sre.compile
        self._parse, self._code = parser.parse, compiler._code
        self._decode = msgspec.msgpack.Decoder(tuple[int, list[int], int, dict[str, int], list[str | None]]).decode
        self._encode, self._raw = msgspec.msgpack.Encoder().encode, msgspec.Raw
        self._key = key_of((sys.version.encode(), str(_sre.MAGIC).encode()))
        data = kept(_NAME, self._key)
        self._known: dict[str, msgspec.Raw] = msgspec.msgpack.decode(data, type=dict[str, msgspec.Raw]) if data else {}
        self._used: set[str] = set()
        self._new = False
        self.compile("a", 0)

    def compile(self, pattern: str, flags: int) -> re.Pattern[str]:
        """Return an expression as it was kept, or compiled now."""
        name = f"{flags} {pattern}"
        self._used.add(name)
        known = self._known.get(name)
        if known is None:
            return self._compiled(name, pattern, flags)
        found, code, groups, names, numbers = self._decode(known)
        expression: re.Pattern[str] = self._made(pattern, found, code, groups, names, tuple(numbers))
        return expression

    def _compiled(self, name: str, pattern: str, flags: int) -> re.Pattern[str]:
        """Compile as `re` does, and remember what it is compiled to."""
        parsed = self._parse(pattern, flags)
        state, code = parsed.state, self._code(parsed, flags)
        numbers: list[str | None] = [None] * state.groups
        for group, number in state.groupdict.items():
            numbers[number] = group
        parts = (int(flags | state.flags), list(map(int, code)), state.groups - 1, dict(state.groupdict), numbers)
        self._known[name] = self._raw(self._encode(parts))
        if not self._new:
            self._new = True
            atexit.register(self._keep)
        expression: re.Pattern[str] = self._made(pattern, *parts[:-1], tuple(numbers))
        return expression

    def _keep(self) -> None:
        few = len(self._known) <= _MOST
        used = self._used & self._known.keys()  # one that is no expression was asked for, and never compiled
        known = self._known if few else {name: self._known[name] for name in sorted(used)[:_MOST]}
        replace_kept(_NAME, self._key, self._encode(known))
