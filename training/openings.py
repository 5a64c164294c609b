"""Openings of documents by class of drafting, filled with invented names: what the table of evidence learns from.

`openings/nl.yaml` and `en.yaml` hold the classes, `names.yaml` the parts of names, `bodies.yaml` the dull paragraphs
that follow. One seed gives one set, the same on every machine.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "openings"
LANGUAGES = ("nl", "en")
_CHOICE = re.compile(r"<([^<>\n]*\|[^<>\n]*)>")
_SLOT = re.compile(r"\{(\w+)(?:\.(\w+))?\}")
_MINISTERS = {
    "nl": ("Minister van {}", "minister van {}", "Staatssecretaris van {}"),
    "en": ("Minister of {}", "Secretary of State for {}"),
}


@dataclass(frozen=True, slots=True)
class Opening:
    """A made document: its class of drafting, language and text, and its parties with all their full forms."""

    drafting: str
    language: str
    text: str
    parties: tuple[tuple[str, ...], ...]


@dataclass
class _Filled:
    """Somebody in a template: name, short name, and all that is told of them."""

    name: str
    alias: str
    values: dict[str, str] = field(default_factory=dict)


@cache
def _read(name: str) -> Any:
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))


def openings(seed: int, each: int) -> Iterator[Opening]:
    """Yield openings of every class in both languages, each template filled a number of times."""
    for language in LANGUAGES:
        for drafting, templates in _read(language).items():
            for ordinal, template in enumerate(templates):
                for turn in range(each):
                    chance = random.Random(f"{seed} {language} {drafting} {ordinal} {turn}")
                    yield _opening(drafting, language, template, chance)


def _opening(drafting: str, language: str, template: Mapping[str, Any], chance: random.Random) -> Opening:
    slots = {**dict.fromkeys(("x", "x2"), "company"), **template["slots"], "p": "person", "q": "person"}
    people = {name: _somebody(spec, language, chance) for name, spec in slots.items()}
    parties = template.get("parties", [name for name in template["slots"] if name in "abcd"])
    text = _chosen(template["text"], chance).replace("{body}", _body(language, chance))
    text = _CHOICE.sub("", text) if "{" not in text else text
    forms: tuple[tuple[str, ...], ...] = tuple((people[name].name, people[name].values["form"]) for name in parties)
    forms += tuple((name,) for name in template.get("also", ()))
    return Opening(drafting, language, _filled(text, people, parties, language, chance), forms)


def _chosen(text: str, chance: random.Random) -> str:
    return _CHOICE.sub(lambda match: chance.choice(match[1].split("|")), text)


def _body(language: str, chance: random.Random) -> str:
    lines = chance.sample(_read("bodies")[language], chance.randint(4, 16))
    return "\n\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1))


def _filled(text: str, people: Mapping[str, _Filled], parties: list[str], language: str, chance: random.Random) -> str:
    shorts = {name.upper(): people[name].alias or people[name].name for name in people}
    for name, stand_in in (("A", 0), ("B", -1)):
        if parties and name.lower() not in parties:
            shorts[name] = shorts[parties[stand_in].upper()]
    names = _read("names")

    def value(match: re.Match[str]) -> str:
        name, part = match[1], match[2]
        if name == "topic":
            return str(chance.choice(names["topics"][language]))
        if name == "number":
            return str(chance.randint(10_000_000, 99_999_999))
        if name in people:
            return people[name].values[part] if part else people[name].name
        return shorts.get(name, match[0])

    return _SLOT.sub(value, text)


def _somebody(spec: Any, language: str, chance: random.Random) -> _Filled:
    kind, alias = spec if isinstance(spec, list) else (spec, "")
    names = _read("names")
    mixed = chance.random() < 0.75 or kind in ("minister", "state", "brand")
    tongue = language if mixed else ({"nl", "en"} - {language}).pop()
    name = _name(kind, tongue, chance)
    first, last = chance.choice(names["persons"]["first"]), chance.choice(names["persons"]["last"])
    if kind == "person":
        name = f"{first} {last}"
    number = str(chance.randint(1, 240))
    street = chance.choice(names["streets"][language])
    values = {
        "caps": name.upper() if name.upper().lower() == name.lower() else name,
        "short": _short(name, chance),
        "town": chance.choice(names["towns"]["nl" if tongue == "nl" else "other"]),
        "country": chance.choice(names["countries"][language]),
        "address": f"{street} {number}" if language == "nl" else f"{number} {street}",
        "first": first,
        "last": last,
        "form": re.sub(r"\A(?:Regering van (?:de |het )?|Government of (?:the )?)", "", name),
    }
    return _Filled(name, alias, values)


def _name(kind: str, language: str, chance: random.Random) -> str:
    names = _read("names")
    if kind == "minister":
        return chance.choice(_MINISTERS[language]).format(chance.choice(names["fields"][language]))
    pattern = chance.choice(names["patterns"][kind][language]) if kind != "person" else "{person}"
    stems = chance.sample(names["stems"], 2)
    parts = {
        "town.nl": chance.choice(names["towns"]["nl"]),
        "town.other": chance.choice(names["towns"]["other"]),
        "stem": stems[0],
        "stem2": stems[1],
        "form": chance.choice(names["forms"]),
        "person.last": chance.choice(names["persons"]["last"]),
        "thing.nl": chance.choice(names["things"]["nl"]),
        "thing.en": chance.choice(names["things"]["en"]),
        "field.nl": chance.choice(names["fields"]["nl"]),
        "field.en": chance.choice(names["fields"]["en"]),
    }
    return re.sub(r"\{([\w.]+)\}", lambda match: str(parts.get(match[1], match[0])), pattern)


def _short(name: str, chance: random.Random) -> str:
    """Return what a document may call somebody for short: initials, or the first word of its own."""
    words = [word for word in re.findall(r"[^\W\d_][\w'’\-]*", name) if word[0].isupper()]
    initials = "".join(word[0] for word in words)
    own = [word for word in words if len(word) > 4]
    return (
        initials if len(initials) > 2 and chance.random() < 0.5 else (own or words or [name])[-1 if len(own) > 2 else 0]
    )
