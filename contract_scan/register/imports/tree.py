"""XML and JSON of other systems as one kind of tree: mappings, lists and texts, by local names."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from contract_scan.register.errors import RegisterError

Tree = dict[str, Any]


def load(path: Path) -> Any:
    """Return the tree in a file of XML or JSON. Raises `RegisterError` for neither. Entities are never followed."""
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise RegisterError("imports.unreadable", path=str(path), reason=problem.strerror or "") from None
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        try:
            return json.loads(data.decode("utf-8-sig"))
        except (ValueError, RecursionError):
            raise RegisterError("imports.broken", path=str(path)) from None
    return _xml(data, path)


def _xml(data: bytes, path: Path) -> Tree:
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise RegisterError("imports.broken", path=str(path)) from None
    return {_local(root.tag): _node(root)}


def _local(tag: Any) -> str:
    return str(tag).rpartition("}")[2]


def _node(element: Any) -> Any:
    children = [child for child in element if isinstance(child.tag, str)]
    if not children and not element.attrib:
        return (element.text or "").strip()
    found: Tree = {_local(name): value for name, value in element.attrib.items()}
    if element.text and element.text.strip():
        found["value"] = element.text.strip()
    grouped: dict[str, list[Any]] = {}
    for child in children:
        grouped.setdefault(_local(child.tag), []).append(_node(child))
    return {**found, **grouped}


def every(tree: Any, name: str) -> Iterator[Any]:
    """Yield all that stands under a name anywhere in a tree, outermost only."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            if key == name:
                yield from value if isinstance(value, list) else [value]
            else:
                yield from every(value, name)
    elif isinstance(tree, list):
        for value in tree:
            yield from every(value, name)


def at(tree: Any, *path: str) -> Any:
    """Return what stands under a path of names, the first where there are several; None where nothing does."""
    for name in path:
        if isinstance(tree, list):
            tree = tree[0] if tree else None
        tree = tree.get(name) if isinstance(tree, dict) else None
    return tree[0] if isinstance(tree, list) and tree else tree


def text(tree: Any, *path: str) -> str:
    """Return the first text under a path: a text, a number, or what a translated or named thing says."""
    found = at(tree, *path)
    while isinstance(found, (dict, list)):
        inner = found[0] if isinstance(found, list) and found else _said(found)
        if inner is None:
            return ""
        found = inner
    return "" if found is None else str(found).strip()


def _said(found: Any) -> Any:
    """Return what a node says: its value, text or name; the first translation where it is by language."""
    if not isinstance(found, dict):
        return None
    known = next((found[key] for key in ("value", "text", "name", "Name", "Title") if found.get(key)), None)
    if known is None and found and all(isinstance(value, str) for value in found.values()):
        return next(iter(found.values()))
    return known
