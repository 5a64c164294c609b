"""The sentences of click itself (usage, errors, headings) in the language of a run, from the message area "click".

Click takes each from `gettext`, which speaks the language of the machine and has no catalogue of click. Its modules are
given our own in place of it, once; it says what click would have said until a run tells its language.
"""

from __future__ import annotations

import contextlib
import gettext
import sys
from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar
from functools import cache

from contract_scan.messages import DEFAULT, catalogue, find

_LANGUAGE: ContextVar[Callable[[], str] | None] = ContextVar("language of click", default=None)


@contextlib.contextmanager
def speaking(language: Callable[[], str]) -> Iterator[None]:
    """Have click speak a language for as long as this lasts; it is asked anew for each sentence."""
    teach()
    before = _LANGUAGE.set(language)
    try:
        yield
    finally:
        _LANGUAGE.reset(before)


def teach() -> None:
    """Give every module of click that was imported our sentences in place of gettext's."""
    ours: dict[str, tuple[object, object]] = {
        "_": (gettext.gettext, _sentence),
        "ngettext": (gettext.ngettext, _counted),
    }
    for module in [module for name, module in sys.modules.items() if name.startswith("click.")]:
        for name, (theirs, replacement) in ours.items():
            if vars(module).get(name) is theirs:
                setattr(module, name, replacement)


@cache
def keys() -> Mapping[str, str]:
    """Return the key of each sentence of click, by its English words; of a plural by those for one."""
    entries = catalogue("click", DEFAULT).items()
    return {text if isinstance(text, str) else text["one"]: key for key, text in entries if key != "kinds"}


def _sentence(message: str) -> str:
    return _said(message, None) or gettext.gettext(message)


def _counted(one: str, other: str, count: int) -> str:
    return _said(one, count) or gettext.ngettext(one, other, count)


def _said(message: str, count: int | None) -> str | None:
    """Return a sentence in the language of the run; None where that is click's own, or the catalogue lacks it."""
    language = _LANGUAGE.get()
    spoken = language() if language else DEFAULT
    if spoken == DEFAULT or message not in keys():
        return None
    text = find(f"click.{keys()[message]}", spoken, count)
    return text and _Sentence(text)


class _Sentence(str):
    """A sentence in which a value marked ``{name:kind}`` is a word of click's ("directory"), and is translated too."""

    def format(self, *values: object, **named: object) -> str:
        return super().format(*values, **{k: _Word(v) if isinstance(v, str) else v for k, v in named.items()})


class _Word(str):
    """A value of a sentence, which is looked up where the sentence marks it as a kind."""

    def __format__(self, marked: str) -> str:
        language = _LANGUAGE.get()
        if marked != "kind" or language is None:
            return super().__format__(marked.removesuffix("kind"))
        said = find(f"click.kinds.{self.lower()}", language()) or str(self)
        return said[:1].upper() + said[1:] if self[:1].isupper() else said
