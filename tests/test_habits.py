"""The habits of CONTRIBUTING.md that a machine can hold: what is public says what it does, and tests read as sentences."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.checkout
#: More lines than this no function has: it would not fit in one glance. One table of patterns is as long as it is.
LONGEST = 60
TABLES = {"plugins/contract_scan_builtins/parties/preamble.py:_patterns"}
#: Words after `test` that can say what is true.
WORDS = 3
Named = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def files(*folders: str) -> Iterator[tuple[str, ast.Module]]:
    """Return the Python files of folders, parsed, each with its path in the checkout."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if not {".venv", "node_modules"} & set(path.parts):
                yield path.relative_to(ROOT).as_posix(), parsed(path)


@cache
def parsed(path: Path) -> ast.Module:
    """Return a file, parsed."""
    return ast.parse(path.read_text(encoding="utf-8"))


def public(node: ast.AST) -> Iterator[Named]:
    """Return the public classes and functions of a module or class, with those inside public classes."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, Named) and not child.name.startswith("_"):
            yield child
            if isinstance(child, ast.ClassDef):
                yield from public(child)


def sentences_of(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Return the tests of a module, by their names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
            yield node


def test_everything_public_says_what_it_does() -> None:
    """In modules with a private name too, which the linter passes over."""
    silent = [
        f"{path}:{node.lineno} {node.name} has no docstring"
        for path, tree in files("contract_scan", "plugins/contract_scan_builtins")
        for node in public(tree)
        if not ast.get_docstring(node)
    ]

    assert silent == []


def test_every_test_says_what_is_true() -> None:
    """In a name of some words, or in its docstring."""
    silent = [
        f"{path}:{node.lineno} {node.name} does not say what is true"
        for path, tree in files("tests", "plugins")
        for node in sentences_of(tree)
        if not ast.get_docstring(node) and len(node.name.split("_")) <= WORDS
    ]

    assert silent == []


def test_every_function_fits_in_one_glance() -> None:
    """Two ideas hide in a longer one."""
    long = [
        f"{path}:{node.lineno} {node.name} has {(node.end_lineno or 0) - node.lineno + 1} lines"
        for path, tree in files("contract_scan", "plugins", "benchmarks", "training", "docs")
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= LONGEST
        and f"{path}:{node.name}" not in TABLES
    ]

    assert long == []


def test_the_tables_are_still_there() -> None:
    """An exception that nothing needs would let something else through."""
    there = {
        f"{path}:{node.name}"
        for path, tree in files("plugins")
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
    }

    assert there >= TABLES


def test_a_silent_name_is_seen() -> None:
    """Where nothing could be found, nothing would be held."""
    tree = ast.parse("class Shelf:\n    '''A shelf.'''\n    def put(self): ...\ndef test_it(): ...\n")

    assert [node.name for node in public(tree)] == ["Shelf", "put", "test_it"]
    assert [node.name for node in sentences_of(tree)] == ["test_it"]
