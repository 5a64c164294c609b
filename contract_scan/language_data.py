"""Words by language that the engine needs: stop words and abbreviations, read from `patterns/languages`.

A language exists when its file does; adding German means adding ``de.yaml``.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from contract_scan.yaml_files import knowledge_by_name

#: A sentence never ends after these, whatever the language; lower case, without the last full stop.
_COMMON = frozenset({"a.o", "art", "b.v", "c.q", "cf", "co", "corp", "dr", "e.g", "etc", "i.e", "inc", "ing", "ir"})
_COMMON |= {"jr", "ltd", "mr", "n.v", "no", "nr", "p.p", "prof", "sr", "st", "vs"}


def language_data() -> dict[str, dict[str, Any]]:
    """Return the data of every language there is a file for, by its code."""
    return knowledge_by_name("languages")


def abbreviations(language: str | None) -> frozenset[str]:
    """Return the abbreviations that end no sentence, in one language, or in all where the language is not known."""
    chosen = _chosen(language)
    found = {str(a).lower().rstrip(".") for entry in chosen for a in entry.get("abbreviations", ())}
    return _COMMON | found


@cache
def stop_words(language: str | None) -> frozenset[str]:
    """Return the words that text of any subject is full of, in one language, or in all where it is not known."""
    return _words(language, "stop_words")


@cache
def agent_words(language: str | None) -> frozenset[str]:
    """Return the words before the one who acts in a passive sentence: "by", "door"."""
    return _words(language, "agents")


@cache
def denying_words(language: str | None) -> frozenset[str]:
    """Return the words that deny: "not", "niemand"."""
    return _words(language, "denials")


@cache
def lacking_words(language: str | None) -> frozenset[str]:
    """Return the words before the thing that is not there: "without", "zonder"."""
    return _words(language, "lacking")


@cache
def undivided_words(language: str | None) -> frozenset[str]:
    """Return the words after which no verb is divided from its particle: "te" (Dutch)."""
    return _words(language, "undivided")


@cache
def running_words(language: str | None) -> frozenset[str]:
    """Return the words that a running line between two pages begins with: "Source", "Page"; lower case."""
    return _words(language, "running")


@cache
def recital_words(language: str | None) -> frozenset[str]:
    """Return the words that the line between the parties and the recitals begins with: "Whereas"; lower case."""
    return _words(language, "recitals")


def _words(language: str | None, name: str) -> frozenset[str]:
    return frozenset(word for entry in _chosen(language) for word in str(entry.get(name, "")).split())


def _chosen(language: str | None) -> list[dict[str, Any]]:
    data = language_data()
    return [data[language]] if language in data else list(data.values())
