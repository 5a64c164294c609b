"""Labelled agreements: documents of which every sentence is labelled, as those in ``fixtures/agreements`` are.

A file is a head in YAML between two lines of ``---`` and a text with one sentence a line. What stands in braces at the
end of a line is what a careful reviewer would mark there: kinds with attributes, and after a bar the questions for
which the sentence is direct evidence. See ``fixtures/agreements/README.md``.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from contract_scan.yaml_files import load_yaml

_HEAD = re.compile(r"---\n(.*?)\n---\n(.*)\Z", re.DOTALL)
#: A line that begins with a clause number, an item's sign or a table's bar begins a paragraph.
_BEGINS = re.compile(
    r"\s*(?:\||[-–•*] |\(?[a-z0-9]{1,4}\) |(?:§ ?|art(?:ikel|icle|\.)? )?\d+(?:\.\d+)*[.:]?\s)", re.IGNORECASE
)
#: How a line ends that is a sentence's end, and no abbreviation such as "e.V.".
_ENDS = re.compile(r"(?:(?<=[\w)\"”’%][\w)\"”’%])\.|[;:!?\"”’])\Z")
_LABEL = re.compile(r"\s*\{([^}]*)\}\s*$")


@dataclass(frozen=True, slots=True)
class Mark:
    """A kind of term that a sentence carries; a doubtful one counts neither way."""

    kind: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    doubt: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence, list item, heading or table row, with what it carries."""

    text: str
    marks: tuple[Mark, ...] = ()
    questions: tuple[str, ...] = ()
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Agreement:
    """A labelled document; `paragraphs` are runs of lines."""

    path: Path
    head: Mapping[str, Any]
    paragraphs: tuple[tuple[Line, ...], ...]

    @property
    def hand(self) -> str:
        """Who wrote it: documents of one hand are never both trained on and measured."""
        return str(self.head["hand"])

    @property
    def text(self) -> str:
        """The document without its labels, an empty line between paragraphs.

        Sentences of a paragraph follow each other on one line; a line that ends no sentence, as those of a letter head,
        stays a line.
        """
        return "\n\n".join(map(_written, self.paragraphs)) + "\n"

    @property
    def lines(self) -> Iterator[Line]:
        """All lines in reading order."""
        for lines in self.paragraphs:
            yield from lines


def agreements(folder: Path) -> list[Agreement]:
    """Return the agreements of a folder and the folders in it, in order of path."""
    return [read_agreement(path) for path in sorted(folder.rglob("*.txt"))]


def read_agreement(path: Path) -> Agreement:
    """Return the labelled document of a file. Raises `ValueError` for one without a head."""
    match = _HEAD.match(path.read_text(encoding="utf-8"))
    if match is None:
        raise ValueError(f"{path}: no head between two lines of ---")
    return Agreement(path, load_yaml(match[1]), tuple(_paragraphs(match[2])))


def _paragraphs(body: str) -> Iterator[tuple[Line, ...]]:
    lines: list[Line] = []
    for raw in body.splitlines():
        line = _line(raw)
        begins = line.heading or _BEGINS.match(raw) is not None
        if lines and (not line.text or begins or lines[-1].heading):
            yield tuple(lines)
            lines = []
        if line.text:
            lines.append(line)
    if lines:
        yield tuple(lines)


def _written(lines: tuple[Line, ...]) -> str:
    """Return a paragraph as it is written."""
    parts = (line.text + (" " if _ENDS.search(line.text) else "\n") for line in lines)
    return "".join(parts).rstrip()


def _line(raw: str) -> Line:
    label = _LABEL.search(raw)
    text = raw[: label.start()] if label else raw
    kinds, _, questions = (label[1] if label else "").partition("|")
    marks = tuple(_mark(part.split()) for part in kinds.split(";") if part.strip())
    return Line(
        text.lstrip("#").strip(), marks, tuple(questions.replace(",", " ").split()), heading=raw.startswith("#")
    )


def _mark(words: list[str]) -> Mark:
    name, *given = words
    pairs = (word.partition("=") for word in given if "=" in word)
    return Mark(
        name.rstrip("?"),
        {key: value.replace("_", " ") for key, _, value in pairs},
        doubt=name.endswith("?") or "?" in given,
    )


def gold(agreement: Agreement) -> dict[str, Any]:
    """Return what a scorer needs: parties, funders, marked clauses, questions with direct evidence."""
    clauses = [
        {"type": mark.kind, "quote": line.text, "attributes": dict(mark.attributes), "doubt": mark.doubt}
        for line in agreement.lines
        for mark in line.marks
    ]
    return {
        "doc": agreement.path.stem,
        "language": agreement.head["language"],
        "parties": agreement.head["parties"],
        "funders": _funders(agreement.head),
        "clauses": clauses,
        "questions": [str(question) for question in agreement.head["questions"]],
    }


def _funders(head: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the gifts of a head, each giver by its full name with its short ones, whichever the head calls it."""
    parties = {
        name.casefold(): party for party in head["parties"] for name in (party["name"], *(party.get("aliases") or ()))
    }
    return [
        {**gift, **{key: party[key] for key in ("name", "aliases") if party.get(key)}}
        for gift in head["funders"]
        for party in (parties.get(gift["name"].casefold(), gift),)
    ]


def digest(given: Sequence[Agreement]) -> str:
    """Return the digest of the text that a model was trained on."""
    whole = hashlib.sha256()
    for agreement in given:
        whole.update(agreement.path.read_bytes())
    return whole.hexdigest()


def training_agreements(folder: Path) -> list[Agreement]:
    """Return the labelled agreements that may be trained on."""
    return [agreement for agreement in agreements(folder) if "sealed" not in agreement.path.parts]
