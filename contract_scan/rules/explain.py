"""A rule explained: everything a reviewer may ask about a finding, from meaning and reason to words and examples."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator

from contract_scan.messages import say
from contract_scan.rules.grammar import parse
from contract_scan.rules.groups import groups_in
from contract_scan.rules.model import Meaning, Pack, Wording
from contract_scan.rules.variants import groups_named

WIDTH = 96


def explained(pack: Pack, rule: str, speak: str, path: Callable[[str], str] = str) -> list[str]:
    """Return the lines that explain a rule, in a language. `path` says how a file is named."""
    meaning = pack.meanings[rule]
    lines = [f"{meaning.id}: {meaning.title[speak]}", ""]
    lines += list(_paragraph("message", meaning.message[speak], speak))
    lines += list(_paragraph("why", meaning.why[speak], speak))
    lines += [_entry(key, value, speak) for key, value in _facts(meaning, speak, path) if value]
    for wording in sorted((w for w in pack.wordings if w.rule == rule), key=lambda w: w.language):
        lines += ["", say("rules.explain.words_in", speak, language=wording.language), *_words(pack, wording, speak)]
    return lines


def _paragraph(key: str, text: str, speak: str) -> Iterator[str]:
    yield say(f"rules.explain.{key}", speak)
    yield from textwrap.wrap(text, WIDTH, initial_indent="  ", subsequent_indent="  ")


def _entry(key: str, value: str, speak: str) -> str:
    return f"{say(f'rules.explain.{key}', speak)} {value}"


def _facts(meaning: Meaning, speak: str, path: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    yield "kind", meaning.kind
    yield "questions", ", ".join(meaning.questions)
    yield "background", ", ".join(meaning.background)
    yield "bearing", say(f"rules.explain.{meaning.bearing}", speak) if meaning.bearing else ""
    yield "attributes", ", ".join(f"{name}: {value}" for name, value in meaning.attributes.items())
    yield "capture", ", ".join(meaning.capture)
    yield "also", ", ".join(meaning.also)
    yield "checker", meaning.checker or ""
    yield "source", meaning.source
    yield "plugin", meaning.plugin
    yield "where", f"{path(meaning.where.path)}:{meaning.where.line}" if meaning.where else ""


def _words(pack: Pack, wording: Wording, speak: str) -> Iterator[str]:
    for key in ("phrases", "reads", "near", "unless", "heading"):
        yield from _list(key, getattr(wording, key), speak, within=wording.within)
    groups = groups_in(pack.groups, wording.folder, wording.language)
    used = [w for key in ("phrases", "near", "unless", "heading") for w in getattr(wording, key)]
    names = dict.fromkeys(name for phrase in used for name in groups_named(parse(phrase, groups)))
    yield from _list("groups", tuple(f"<{name}>: {', '.join(groups(name))}" for name in names), speak)
    for key in ("hits", "misses", "known_misses"):
        examples = getattr(wording.examples, key)
        yield from _list(key, tuple(" / ".join(e.strip().splitlines()) for e in examples), speak)


def _list(key: str, entries: tuple[str, ...], speak: str, within: str = "") -> Iterator[str]:
    if entries:
        place = say(f"rules.explain.within.{within}", speak) if within else ""
        yield "  " + say(f"rules.explain.{key}", speak, within=place)
        for entry in entries:
            yield from textwrap.wrap(entry, WIDTH, initial_indent="    - ", subsequent_indent="      ")
