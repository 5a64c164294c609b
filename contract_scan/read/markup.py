"""XML that a stranger wrote, parsed without entities, network or unbounded depth."""

from __future__ import annotations

from collections.abc import Set
from typing import Any
from xml.parsers import expat

from lxml import etree


class MarkupError(Exception):
    """The XML is not well-formed. `entities` says that it declares entities, which no document needs."""

    def __init__(self, entities: bool = False) -> None:
        super().__init__()
        self.entities = entities


def parse(data: bytes, depth: int, kept: Set[str] = frozenset()) -> tuple[etree._Element, int]:
    """Return the root of some XML, and how many elements were flattened because they lay deeper than allowed.

    Of those deeper elements only the text and the tags that are `kept` are left; what they were wrapped in is lost.
    Raises `MarkupError`.
    """
    try:
        root = etree.fromstring(data, _parser())
    except (etree.XMLSyntaxError, ValueError):
        return _flattened(data, depth, kept)
    if root.getroottree().docinfo.internalDTD is not None:
        raise MarkupError(entities=True)
    return root, 0


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )


def _flattened(data: bytes, depth: int, kept: Set[str]) -> tuple[etree._Element, int]:
    """Parse what libxml2 refuses to (too deep, or one text too long), keeping only text below a depth."""
    builder = _Builder(depth, kept)
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.text
    parser.StartDoctypeDeclHandler = builder.doctype
    try:
        parser.Parse(data, True)
        return builder.close(), builder.flattened
    except (expat.ExpatError, ValueError, etree.LxmlError, AssertionError) as error:
        raise MarkupError from error


class _Builder:
    """Builds a tree from events. Below the allowed depth, what text is wrapped in is dropped."""

    def __init__(self, depth: int, content: Set[str]) -> None:
        self._tree = etree.TreeBuilder()
        self._depth = depth
        self._content = content
        self._kept: list[bool] = []
        self._level = 0
        self.flattened = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = _tag(name)
        keep = self._level < self._depth or tag in self._content
        self._kept.append(keep)
        if keep:
            self._level += 1
            self._tree.start(tag, {_tag(key): value for key, value in attributes.items()})
        else:
            self.flattened += 1

    def end(self, name: str) -> None:
        if self._kept.pop():
            self._level -= 1
            self._tree.end(_tag(name))

    def text(self, data: str) -> None:
        self._tree.data(data)

    def doctype(self, *_: Any) -> None:
        raise MarkupError(entities=True)

    def close(self) -> etree._Element:
        root: etree._Element = self._tree.close()
        return root


def _tag(name: str) -> str:
    return "{" + name if "}" in name else name
