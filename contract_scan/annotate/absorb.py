"""A reviewed Word file back into decisions: replies to our comments, and the reviewer's own comments on the same words.

A reply begins with a decision ("relevant", "niet relevant: …", "ask", "navragen", "negotiated away") or answers a
question ("1.3 yes: …", "vraag 5.1: nee"); what follows is the reason. Anything else decides nothing and is told.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from contract_scan.decisions import Choice, Decision, Decisions, Reply, Reviewed
from contract_scan.errors import ReadError
from contract_scan.messages import LANGUAGES, find
from contract_scan.signature import identities, ours_among

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"


class AbsorbError(ReadError):
    """A reviewed file cannot be read back."""

    area = "annotate"


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment in the file: its number, author, date, text, and the ends of what it is anchored to."""

    number: str
    author: str
    date: str
    text: str
    paragraph: str
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class Absorbed:
    """What was read back: decisions, and comments that decide nothing."""

    decisions: Decisions
    undecided: tuple[Comment, ...]


def absorb(data: bytes, path: str, document: tuple[str, str] = ("", "")) -> Absorbed:
    """Return the reviewer's answers and decisions in a Word file that `annotate` made and a person reviewed.

    `document` is the path and SHA-256 of the draft they are about. Raises `AbsorbError` where the file is no Word file
    or has no comments of ours.
    """
    comments, parents = _comments(data, path)
    ours = {c.number: c for c in comments if _is_ours(c)}
    if not ours:
        raise AbsorbError("nothing_to_absorb", path=path)
    answers: dict[str, Reviewed] = {}
    found: dict[str, Decision] = {}
    undecided = []
    for comment in comments:
        if comment.number in ours:
            continue
        answer, choice = _answer(comment), _choice(comment)
        about = _about(comment, ours, parents)
        if answer is not None:
            answers[answer.question] = answer
        elif choice is not None and about is not None:
            found.update((d.finding, d) for d in _decisions(comment, choice, about))
        else:
            undecided.append(comment)
    decisions = Decisions(document[0], document[1], tuple(answers.values()), tuple(found.values()))
    return Absorbed(decisions, tuple(undecided))


def _is_ours(comment: Comment) -> bool:
    lines = comment.text.strip().split("\n")
    return len(ours_among(lines)) == len(lines)


def _comments(data: bytes, path: str) -> tuple[list[Comment], Mapping[str, str]]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            parts = {
                name: etree.fromstring(archive.read(f"word/{name}.xml"), parser)
                for name in ("document", "comments", "commentsExtended")
                if f"word/{name}.xml" in names
            }
    except (zipfile.BadZipFile, etree.XMLSyntaxError) as error:
        raise AbsorbError("no_word_file", path=path) from error
    if "comments" not in parts or "document" not in parts:
        raise AbsorbError("nothing_to_absorb", path=path)
    anchors = _anchors(parts["document"])
    comments = [_comment(element, anchors) for element in parts["comments"].iter(f"{_W}comment")]
    extended = parts.get("commentsExtended")
    replies = (
        {}
        if extended is None
        else {
            e.get(f"{_W15}paraId", ""): e.get(f"{_W15}paraIdParent", "")
            for e in extended.iter(f"{_W15}commentEx")
            if e.get(f"{_W15}paraIdParent")
        }
    )
    return comments, replies


def _anchors(document: Any) -> dict[str, tuple[int, int]]:
    """Return where each comment begins and ends, in places counted through the document."""
    places: dict[str, list[int]] = {}
    for place, element in enumerate(document.iter()):
        if element.tag in (f"{_W}commentRangeStart", f"{_W}commentRangeEnd"):
            places.setdefault(element.get(f"{_W}id", ""), []).append(place)
    return {number: (min(own), max(own)) for number, own in places.items()}


def _comment(element: Any, anchors: Mapping[str, tuple[int, int]]) -> Comment:
    paragraphs = list(element.iter(f"{_W}p"))
    lines = ["".join(t.text or "" for t in p.iter(f"{_W}t")) for p in paragraphs]
    number = element.get(f"{_W}id", "")
    start, end = anchors.get(number, (-1, -1))
    return Comment(
        number=number,
        author=element.get(f"{_W}author", ""),
        date=element.get(f"{_W}date", ""),
        text="\n".join(lines),
        paragraph=paragraphs[-1].get(f"{_W14}paraId", "") if paragraphs else "",
        start=start,
        end=end,
    )


def _about(comment: Comment, ours: Mapping[str, Comment], parents: Mapping[str, str]) -> Comment | None:
    """Return our comment that a comment replies to; else ours whose words it overlaps most."""
    parent = parents.get(comment.paragraph)
    if parent:
        return next((c for c in ours.values() if c.paragraph == parent), None)
    near = [c for c in ours.values() if identities(c.text) and c.start < comment.end and comment.start < c.end]
    return min(near, key=lambda c: (abs(c.start - comment.start) + abs(c.end - comment.end), c.start), default=None)


def _decisions(comment: Comment, choice: tuple[Choice, str], about: Comment) -> Iterator[Decision]:
    decision, why = choice
    if decision == "not_relevant" and not why:
        why = comment.text.strip()
    for identity in identities(about.text):
        yield Decision(identity, decision, by=comment.author, when=comment.date, why=why)


def _choice(comment: Comment) -> tuple[Choice, str] | None:
    """Return the decision a comment begins with, and its reason. The longest words win: "not relevant"."""
    words = sorted(_words("annotate.decision", get_args(Choice)), key=lambda row: -len(row[0]))
    text = comment.text.strip()
    for word, choice in words:
        match = re.match(rf"{re.escape(word)}\b[\s:.,–-]*", text, re.IGNORECASE)
        if match:
            return choice, text[match.end() :].strip()
    return None


_QUESTION = re.compile(r"(?:question|vraag)?\s*([A-Z]?\d+(?:\.\d+)?)\s*[:.)–-]?\s+(.*)", re.IGNORECASE | re.DOTALL)


def _answer(comment: Comment) -> Reviewed | None:
    """Return the answer to a question that a comment gives: "1.3 yes: because …"."""
    match = _QUESTION.match(comment.text.strip())
    if match is None:
        return None
    question, rest = match.groups()
    for word, reply in _words("annotate.answer", get_args(Reply)):
        found = re.match(rf"{re.escape(word)}\b[\s:.,–-]*", rest, re.IGNORECASE)
        if found:
            return Reviewed(question, reply, comment.author, comment.date, rest[found.end() :].strip())
    return None


def _words(key: str, names: tuple[Any, ...]) -> list[tuple[str, Any]]:
    """Return the words for each name, in every language: a reviewer may answer in either."""
    found = []
    for language in LANGUAGES:
        for name in names:
            found += [(word.strip(), name) for word in (find(f"{key}.{name}", language) or "").split("|") if word]
    return found
