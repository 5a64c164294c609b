"""What a page's style sheets do to its text: hide it, or write more of it.

Selectors of tags, classes, ids and attributes are followed, one within the other; of siblings and states they are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]{1,500})\{([^{}]{0,5000})\}")
#: Stands before the name of an attribute whose value is written.
_ATTRIBUTE = "\ufdd2"
_TEXT = r""""(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'"""
_CONTENT = re.compile(rf"""(?<![\w-])content\s*:\s*({_TEXT}|attr\(\s*[\w-]+\s*\)|var\(\s*--[\w-]+)""", re.IGNORECASE)
#: The sign before an item of a list, where it is a text; and a text that is written under a name of its own.
_SIGN = re.compile(rf"list-style(?:-type)?\s*:[^;:\"']{{0,100}}({_TEXT})", re.IGNORECASE)
_NAMED = re.compile(rf"(--[\w-]+)\s*:\s*({_TEXT})")
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

#: One step of a selector: a tag or none, then classes, ids and attributes; pseudo-elements end the last one.
_STEP = re.compile(r"(\*|[a-z][\w-]*)?((?:[.#][\w-]+|\[[^\]]{1,200}\])*)(?:::?(before|after|marker))?", re.IGNORECASE)
_DETAIL = re.compile(r"""[.#][\w-]+|\[\s*([\w-]+)\s*(?:([~^$*|]?=)\s*["']?([^"'\]]*)["']?\s*[is]?)?\]""")
_BETWEEN = re.compile(r"\s*>\s*|\s+")
#: Selectors of more steps than this are not followed.
_STEPS = 8


@dataclass(frozen=True, slots=True)
class Step:
    """What one step of a selector asks of an element; `under` says that the step before it is its very parent."""

    tag: str = ""
    classes: frozenset[str] = frozenset()
    name: str = ""
    attributes: tuple[tuple[str, str, str], ...] = ()
    under: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """What to look the step up by: its id, a class, its tag, or nothing."""
        return ("#", self.name) if self.name else (".", min(self.classes)) if self.classes else ("", self.tag)

    def fits(self, element: Any) -> bool:
        """Say whether an element is one that is asked for."""
        if self.tag and self.tag != str(element.tag).lower():
            return False
        if self.name and self.name != element.get("id"):
            return False
        if self.classes and not self.classes <= set((element.get("class") or "").split()):
            return False
        return all(_has(element, *asked) for asked in self.attributes)


Selector = tuple[Step, ...]


@dataclass(frozen=True)
class Style:
    """The rules of a page that hide text, and those that add text before or after an element, by their last step."""

    hiding: dict[tuple[str, str], list[Selector]] = field(default_factory=dict)
    added: dict[str, dict[tuple[str, str], list[tuple[Selector, str]]]] = field(default_factory=dict)

    def hides(self, element: Any) -> bool:
        """Say whether a reader of the page would not see an element."""
        own = element.get("style")
        if element.get("hidden") is not None or (own and is_hiding(own)):
            return True
        if element.tag == "font" and is_hiding(f"color:{element.get('color', '')}"):
            return True
        if not self.hiding:
            return False
        return any(_fits(s, element) for key in _keys(element) for s in self.hiding.get(key, ()))

    def before(self, element: Any) -> str:
        """Return the text that a style sheet writes before what an element holds."""
        return self._added(element, "before") if self.added else ""

    def after(self, element: Any) -> str:
        """Return the text that a style sheet writes after what an element holds."""
        return self._added(element, "after") if self.added else ""

    def _added(self, element: Any, where: str) -> str:
        rules = self.added.get(where, {})
        found = (text for key in _keys(element) for s, text in rules.get(key, ()) if _fits(s, element))
        text = next(found, "")
        return element.get(text.removeprefix(_ATTRIBUTE)) or "" if text.startswith(_ATTRIBUTE) else text


def style_of(root: Any) -> Style:
    """Return what the style sheets in a page do; those in other files are not fetched."""
    style = Style()
    sheets = [_COMMENT.sub(" ", sheet.text or "") for sheet in root.iter("style")]
    named = {name: text for sheet in sheets for name, text in _NAMED.findall(sheet)}
    for sheet in sheets:
        for selectors, rules in _RULE.findall(sheet):
            written, sign = _CONTENT.search(rules), _SIGN.search(rules)
            hiding = is_hiding(rules)
            for selector, where in _selectors(selectors) if written or hiding or sign else ():
                if shown := written if where else sign:
                    text = _written(shown[1], named)
                    place = style.added.setdefault("after" if where == "after" else "before", {})
                    place.setdefault(selector[-1].key, []).append((selector, text))
                if not where and hiding:
                    style.hiding.setdefault(selector[-1].key, []).append(selector)
    return style


def _written(content: str, named: dict[str, str]) -> str:
    """Return the text that a rule writes, or the name of the attribute that it takes it from, marked as one."""
    if content.lower().startswith("var("):
        content = named.get(content[4:].strip(), '""')
    if content[0] in "\"'":
        return _unescaped(content[1:-1])
    return _ATTRIBUTE + content[content.index("(") + 1 : -1].strip().lower()


def is_hiding(rules: str) -> bool:
    """Say whether declarations make text that nobody sees; white text is seen on a colour."""
    plain = "".join(rules.split()).lower()
    if _FLAT.search(plain) and _CUT.search(plain):
        return True
    found = _HIDING.search(plain)
    return found is not None and not ("color:" in found.group() and _DARK.search(plain))


def _selectors(selectors: str) -> Iterator[tuple[Selector, str]]:
    """Yield the selectors of a rule that can be followed, each with "before", "after" or ""."""
    for one in selectors.split(","):
        steps: list[Step] = []
        where = ""
        text, at = one.strip(), 0
        while at < len(text) and len(steps) < _STEPS and not where:
            between = _BETWEEN.match(text, at) if steps else None
            step = _STEP.match(text, between.end() if between else at)
            if step is None or step.end() == (between.end() if between else at) or (steps and between is None):
                break
            steps.append(_step(step, ">" in between.group() if between else False))
            where, at = (step[3] or "").lower(), step.end()
        if steps and at == len(text) and (steps[-1].key != ("", "") or steps[-1].attributes):
            yield tuple(steps), where


def _step(match: re.Match[str], under: bool) -> Step:
    details = list(_DETAIL.finditer(match[2] or ""))
    tag = (match[1] or "").lower()
    return Step(
        "" if tag == "*" else tag,
        frozenset(d.group()[1:] for d in details if d.group()[0] == "."),
        next((d.group()[1:] for d in details if d.group()[0] == "#"), ""),
        tuple((d[1].lower(), d[2] or "", d[3] or "") for d in details if d[1]),
        under,
    )


def _has(element: Any, name: str, how: str, wanted: str) -> bool:
    """Say whether an element has an attribute as a selector asks for it."""
    value: str | None = element.get(name)
    if value is None or not how:
        return value is not None
    asked: dict[str, bool] = {
        "=": value == wanted, "~=": wanted in value.split(), "*=": wanted in value, "^=": value.startswith(wanted),
        "$=": value.endswith(wanted), "|=": value == wanted or value.startswith(f"{wanted}-"),
    }  # fmt: skip
    return asked[how]


def _fits(selector: Selector, element: Any) -> bool:
    """Say whether a selector is one of an element: its last step, then those before it further out."""
    if not selector[-1].fits(element):
        return False
    for index in range(len(selector) - 1, 0, -1):
        step, near = selector[index - 1], selector[index].under
        outer = element.getparent()
        while outer is not None and not near and not step.fits(outer):
            outer = outer.getparent()
        if outer is None or not step.fits(outer):
            return False
        element = outer
    return True


def _keys(element: Any) -> Iterator[tuple[str, str]]:
    """Yield what selectors of an element are looked up by."""
    if name := element.get("id"):
        yield "#", name
    for name in (element.get("class") or "").split():
        yield ".", name
    yield "", str(element.tag).lower()
    yield "", ""


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda m: chr(min(int(m[1], 16), 0x10FFFF)) if m[1] else m[2], text).replace("\0", "")
