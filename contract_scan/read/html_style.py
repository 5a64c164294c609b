"""What a page's style sheets do to its text: hide it, or write more of it. Simple selectors: a tag, class or id."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]{1,500})\{([^{}]{0,5000})\}")
_SIMPLE = re.compile(r"([a-z][a-z0-9]*)?(?:([.#])([\w-]+))?(?:::?(before|after))?", re.IGNORECASE)
_CONTENT = re.compile(r"""content\s*:\s*("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')""", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)")
_HIDING = re.compile(
    r"(?:^|;)(?:display:none|visibility:(?:hidden|collapse)|content-visibility:hidden"
    r"|font-size:0(?![.\d]*[1-9])[a-z%]*|(?:opacity|zoom):0(?:\.0+)?%?"
    r"|color:(?:white|#f{3,4}|#f{6}(?:ff)?|transparent|rgba?\(255,255,255[^)]*\))"
    r"|text-indent:-\d{3,}[a-z%]*|(?:left|top|right|bottom|margin-left|margin-top):-\d{4,}px"
    r"|(?:-webkit-)?clip-path:(?:inset\((?:50|100)%[^)]*\)|circle\(0[a-z%]*[^)]*\)|polygon\((?:00,?)+\))"
    r"|clip:rect\((?:[01](?:px)?,?){4}\)|transform:scale[xy]?\(0(?:,0)?\))(?:!important)?(?=;|$)"
)
#: No height or width hides only what may not flow over.
_FLAT = re.compile(r"(?:^|;)(?:max-)?(?:height|width):[01](?:px|em|rem|%)?(?:!important)?(?=;|$)")
_CUT = re.compile(r"(?:^|;)overflow(?:-[xy])?:(?:hidden|clip)(?=;|$|!)")
_DARK = re.compile(r"background(?:-color|-image)?:(?!white|#fff|transparent|none)")

Selector = tuple[str, str, str]


@dataclass(frozen=True)
class Style:
    """The rules of a page that hide text, and those that add text before or after an element."""

    hiding: frozenset[Selector] = frozenset()
    added: dict[tuple[Selector, str], str] = field(default_factory=dict)

    def hides(self, element: Any) -> bool:
        """Say whether a reader of the page would not see an element."""
        own = element.get("style")
        if element.get("hidden") is not None or (own and is_hiding(own)):
            return True
        if element.tag == "font" and is_hiding(f"color:{element.get('color', '')}"):
            return True
        return bool(self.hiding) and any(name in self.hiding for name in _names(element))

    def before(self, element: Any) -> str:
        """Return the text that a style sheet writes before what an element holds."""
        return self._added(element, "before") if self.added else ""

    def after(self, element: Any) -> str:
        """Return the text that a style sheet writes after what an element holds."""
        return self._added(element, "after") if self.added else ""

    def _added(self, element: Any, where: str) -> str:
        return next((self.added[name, where] for name in _names(element) if (name, where) in self.added), "")


def style_of(root: Any) -> Style:
    """Return what the style sheets in a page do; those in other files are not fetched."""
    hiding: set[Selector] = set()
    added: dict[tuple[Selector, str], str] = {}
    for sheet in root.iter("style"):
        for selectors, rules in _RULE.findall(_COMMENT.sub(" ", sheet.text or "")):
            written = _CONTENT.search(rules)
            for selector, where in _selectors(selectors):
                if where and written:
                    added[selector, where] = _unescaped(written[1][1:-1])
                elif not where and is_hiding(rules):
                    hiding.add(selector)
    return Style(frozenset(hiding), added)


def is_hiding(rules: str) -> bool:
    """Say whether declarations make text that nobody sees; white text is seen on a colour."""
    plain = "".join(rules.split()).lower()
    if _FLAT.search(plain) and _CUT.search(plain):
        return True
    found = _HIDING.search(plain)
    return found is not None and not ("color:" in found.group() and _DARK.search(plain))


def _selectors(selectors: str) -> Iterator[tuple[Selector, str]]:
    """Yield the simple selectors of a rule, each with "before", "after" or ""."""
    for one in selectors.split(","):
        match = _SIMPLE.fullmatch(one.strip())
        if match and (match[1] or match[3]):
            yield ((match[1] or "").lower(), match[2] or "", match[3] or ""), match[4] or ""


def _names(element: Any) -> Iterator[Selector]:
    """Yield the simple selectors that an element answers to."""
    tag = str(element.tag).lower()
    named = [("#", element.get("id") or ""), *((".", name) for name in (element.get("class") or "").split())]
    for kind, name in named:
        if name:
            yield tag, kind, name
            yield "", kind, name
    yield tag, "", ""


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda m: chr(min(int(m[1], 16), 0x10FFFF)) if m[1] else m[2], text).replace("\0", "")
