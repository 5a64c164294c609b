"""Names of organisations in running text: a run of capitalised words that holds a word such as "University"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from contract_scan.document import Span
from contract_scan.expressions import compiled
from contract_scan_builtins.shared.tables import table

_WORD = r"(?:[^\W\d_a-zà-öø-ÿа-яё][\w'’.&-]*|[^\W\d_a-zà-öø-ÿа-яё]\b)"
_JOINT = compiled(r"[ \u00a0](?:and|en|&|und|in|at|te|aan)[ \u00a0](?:(?:the|de|het)[ \u00a0])?")
_OF = compiled(r"[ \u00a0](?:of|van|at|aan|der)[ \u00a0](?:(?:the|de|het)[ \u00a0])?")
_NUMBER = r"(?:No\.? ?\d+|\d{1,4}(?:st|nd|rd|th)?)"


def organisations_in(text: str) -> Iterator[tuple[Span, str]]:
    """Yield what looks like the name of an organisation, with its span; not every one of them is."""
    for match in _run().finditer(text):
        for start, name in _parts(match.start(), match[0]) if _organisation_word().search(match[0]) else ():
            if _organisation_word().search(name):
                start, name = _without_first_word(start, name)
                yield Span(start, start + len(name)), name
    for match in _chinese().finditer(text):
        yield Span(*match.span()), match[0]


def _parts(start: int, run: str) -> Iterator[tuple[int, str]]:
    """Yield a run of words; what stands between its "and"s and "in"s, one name or two that are only joined; and what
    follows an "of", which may be the body that a department belongs to."""
    yield start, run
    place = 0
    joints = list(_JOINT.finditer(run))
    for joint in [*joints, None] if joints else []:
        end = joint.start() if joint else len(run)
        yield start + place, run[place:end]
        place = joint.end() if joint else place
    for of in _OF.finditer(run):
        yield start + of.end(), run[of.end() :]


def _without_first_word(start: int, name: str) -> tuple[int, str]:
    """Leave out an article that only begins a sentence with a capital."""
    article = re.match(r"(?:The|De|Het|Een|An?|At|In|By|From|Between|Tussen|Aan|Door|Van)\s+", name)
    cut = article.end() if article else 0
    return start + cut, name[cut:].rstrip(" .,-&'’")


@cache
def _run() -> re.Pattern[str]:
    joining = "|".join(re.escape(word) for word in table("lists", "names")["joining_words"])
    link = rf"(?:[ \u00a0](?:{joining}))*"
    return compiled(rf"{_WORD}(?:{link}[ \u00a0](?:{_WORD}|{_NUMBER}\b)){{0,11}}")


@cache
def _organisation_word() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in table("lists", "names")["organisation_words"])
    return compiled(rf"\b(?:{words})|\b\w*(?:{'|'.join(('universiteit', 'instituut', 'academie', 'laboratorium'))})\b")


@cache
def _chinese() -> re.Pattern[str]:
    endings = "|".join(table("lists", "names")["chinese_endings"])
    return compiled(rf"[\u4e00-\u9fff（）()]{{2,30}}?(?:{endings})")
