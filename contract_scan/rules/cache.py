"""Parsed packs kept between runs, in the user's cache folder, by the hash of all rule files.

A cache is never trusted to exist, to be writable or to be whole: whatever is wrong with it, the rules are parsed.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from contract_scan.cache_folder import code_of, key_of, remembered
from contract_scan.errors import RuleError
from contract_scan.rules.model import Pack
from contract_scan.rules.rule_files import RuleFiles

Loaded = tuple[Pack, tuple[RuleError, ...]]

#: The modules that turn rule files into packs.
_MODULES = ("cache", "entries", "folding", "frequent", "grammar", "groups", "load", "model", "phrase", "yaml_nodes")


def cached(files: RuleFiles, parse: Callable[[], Loaded]) -> Loaded:
    """Return the pack of some rule files from the cache; parsed (and kept, if nothing is broken) where it has none."""
    key = key_of((files.sha256.encode(), files.key.encode(), _engine()))
    return remembered("rules", key, parse, _packed, lambda kept: (unpacked(kept), ()))


@cache
def _engine() -> bytes:
    return code_of(Path(__file__).parent, _MODULES)


def _packed(loaded: Loaded) -> bytes | None:
    """Return a pack as it is kept; None where it is broken, or holds what UTF-8 cannot say, such as an odd name."""
    pack, errors = loaded
    try:
        return None if errors else packed(pack)
    except UnicodeEncodeError:
        return None


def packed(pack: Pack) -> bytes:
    """Return a pack as bytes."""
    import msgspec

    return msgspec.msgpack.encode(pack)


def unpacked(data: bytes) -> Pack:
    """Return the pack that `packed` was given. Raises `ValueError` for anything else."""
    import msgspec

    return msgspec.msgpack.decode(data, type=Pack)
