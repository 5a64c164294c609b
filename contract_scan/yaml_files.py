"""Reading YAML: fast where it can be, with the place of what is wrong, and the built-in knowledge by name.

What somebody else wrote is read within bounds: no anchors and aliases (ten lines of them stand for more than any memory
holds), so many bytes, entries and levels, one document in one encoding.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from contract_scan.cache_folder import key_of, remembered

#: What a file may hold at most: bytes, values, and values within values.
MOST_BYTES, MOST_NODES, DEEPEST = 2_000_000, 100_000, 40

#: What the parser says, and how it is called in the messages; the first that its words hold.
_REASONS = (
    ("tab character", "tab"),
    ("undefined alias", "alias"),
    ("another document", "documents"),
    ("mapping values are not allowed", "colon"),
    ("unexpected end of stream", "quote_open"),
    ("unknown escape", "escape"),
    ("nesting depth", "deep"),
    ("expected node content", "missing"),
    ("',' or ']'", "bracket"),
    ("',' or '}'", "brace"),
    ("expected key", "indentation"),
    ("'-' indicator", "indentation"),
    ("could not find expected ':'", "no_colon"),
    ("cannot start any token", "sign"),
    ("alphabetic or numeric character", "sign"),
    ("comment or line break", "sign"),
)
_ANCHOR_LIKE = r"(?m)(?:^|[\s\[{,:-])[&*][\w]"
_UNWRITABLE = "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"


class BrokenYamlError(ValueError):
    """A text is no YAML that is read here. `line` and `column` count from 1.

    `reason` is a key of the messages "yaml"; `sign` is the character that it is about, if it is about one.
    """

    def __init__(self, line: int, column: int, reason: str, sign: str = "") -> None:
        super().__init__(line, column, reason)
        self.line, self.column, self.reason, self.sign = line, column, reason, sign

    @property
    def values(self) -> dict[str, str | int]:
        """What the message of its reason needs, but for the file."""
        bounds = {"bytes": MOST_BYTES, "nodes": MOST_NODES, "levels": DEEPEST}
        return {"line": self.line, "column": self.column, "sign": self.sign, **bounds}


def load_yaml(text: str | bytes) -> Any:
    """Return the values of a YAML text of ours, without places."""
    return _yaml().load(text, _loader())


def yaml_bytes(path: Path) -> bytes:
    """Return what a file holds, of one that is too long a byte more than `decode_yaml` takes.

    Raises `OSError` for what is no file: a pipe would be waited for, and a device may have no end.
    """
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(0, "not a regular file")
    with os.fdopen(handle, "rb") as file:
        return file.read(MOST_BYTES + 1)


def decode_yaml(data: bytes) -> str:
    """Return the text of a YAML file. Raises `BrokenYamlError` for one that is too long or no UTF-8."""
    if len(data) > MOST_BYTES:
        raise BrokenYamlError(1, 1, "long")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BrokenYamlError(1, 1, "utf16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        column = error.start - before.rfind(b"\n")
        raise BrokenYamlError(before.count(b"\n") + 1, column, "encoding") from None


def compose_yaml(text: str) -> Any:
    """Return a YAML text as nodes that know their place; None for one without content.

    Raises `BrokenYamlError` for a text that is no YAML, or more than is read here.
    """
    unwritable = re.search(_UNWRITABLE, text)
    if unwritable:
        raise _at(text, unwritable.start(), "nul" if unwritable.group() == "\0" else "control")
    if re.search(_ANCHOR_LIKE, text):
        _refuse_anchors(text)
    yaml = _yaml()
    try:
        node = yaml.compose(text, Loader=_loader())
    except yaml.YAMLError as error:
        raise _broken(text, error) from None
    except RecursionError:
        raise BrokenYamlError(1, 1, "deep") from None
    _refuse_too_much(node)
    return node


def _refuse_anchors(text: str) -> None:
    """Raise for an anchor or alias; whatever else is wrong is found when the text is composed."""
    yaml = _yaml()
    try:
        for token in yaml.scan(text, Loader=_loader()):
            if isinstance(token, yaml.AnchorToken | yaml.AliasToken):
                anchor, mark = isinstance(token, yaml.AnchorToken), token.start_mark
                raise BrokenYamlError(mark.line + 1, mark.column + 1, "anchor" if anchor else "alias")
    except yaml.YAMLError:
        return


def _broken(text: str, error: Any) -> BrokenYamlError:
    """Return what the parser says in our words, at the place that it names."""
    problem, mark = str(getattr(error, "problem", None) or ""), getattr(error, "problem_mark", None)
    if mark is None:
        return BrokenYamlError(1, 1, "other")
    reason = next((reason for words, reason in _REASONS if words in problem), "other")
    begun = getattr(error, "context_mark", None)
    if reason in ("quote_open", "bracket", "brace", "no_colon") and begun is not None:
        mark = begun
    line = text.splitlines()[mark.line] if mark.line < len(text.splitlines()) else ""
    sign = line[mark.column : mark.column + 1]
    if reason == "sign" and sign == "\t":
        reason = "tab"
    return BrokenYamlError(mark.line + 1, mark.column + 1, reason, sign)


def _at(text: str, position: int, reason: str) -> BrokenYamlError:
    line = text.count("\n", 0, position) + 1
    return BrokenYamlError(line, position - text.rfind("\n", 0, position), reason)


def _refuse_too_much(root: Any) -> None:
    """Raise for more values than a file may hold, or values deeper within values."""
    left, count = [(root, 1)] if root is not None else [], 0
    while left:
        node, level = left.pop()
        count += 1
        if count > MOST_NODES or level > DEEPEST:
            reason = "deep" if level > DEEPEST else "many"
            raise BrokenYamlError(node.start_mark.line + 1, node.start_mark.column + 1, reason)
        left += [(inner, level + 1) for inner in _inside(node)]


def _inside(node: Any) -> Sequence[Any] | Iterator[Any]:
    if node.id == "sequence":
        return list(node.value)
    return (part for pair in node.value for part in pair) if node.id == "mapping" else ()


@cache
def knowledge(*path: str) -> Any:
    """Return a file of the built-in knowledge, read once, by its path there without the suffix."""
    *folders, name = path
    return _values("-".join(path), _knowledge().joinpath(*folders, f"{name}.yaml").read_bytes()) or {}


def _values(name: str, text: bytes, load: Callable[[bytes], Any] = load_yaml) -> Any:
    """Return the values of a YAML text of ours; what libyaml reads in a millisecond, msgspec reads in a twentieth."""
    import msgspec

    def packed(values: Any) -> bytes | None:
        data = msgspec.msgpack.encode(values)
        return data if repr(msgspec.msgpack.decode(data)) == repr(values) else None

    return remembered(f"knowledge-{name}", key_of((text,)), lambda: load(text), packed, msgspec.msgpack.decode, 2)


@cache
def knowledge_by_name(*folder: str) -> dict[str, dict[str, Any]]:
    """Return the files of a folder of the built-in knowledge by name, in order of name; empty where there is none."""
    place = _knowledge().joinpath(*folder)
    if not place.is_dir():
        return {}
    names = sorted(p.name.removesuffix(".yaml") for p in place.iterdir() if p.name.endswith(".yaml"))
    return {name: knowledge(*folder, name) for name in names}


@cache
def word_lists(*folder: str) -> dict[str, dict[str, Any]]:
    """Return the files of words in a folder of the built-in knowledge by name, in its order; every value is a text."""
    place = _knowledge().joinpath(*folder)
    paths = sorted((path for path in place.iterdir() if path.name.endswith(".yaml")), key=lambda path: path.name)
    return {
        path.name.removesuffix(".yaml"): _values("-".join((*folder, path.name)), path.read_bytes(), _load_texts)
        for path in paths
    }


def _load_texts(text: bytes) -> Any:
    """Return the values of a YAML text with every scalar as it is written: "no" and "on" are words, no booleans."""
    yaml = _yaml()
    return yaml.load(text, getattr(yaml, "CBaseLoader", yaml.BaseLoader))


def _knowledge() -> Any:
    return files("contract_scan_patterns")


def _yaml() -> Any:
    import yaml

    return yaml


def _loader() -> Any:
    """Return libyaml's loader, ten times as fast as Python's, where PyYAML was built with it."""
    yaml = _yaml()
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)
