"""Dossier to letters: one an addressee, its questions numbered, each with the clause that it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from contract_scan.document import Block
from contract_scan.dossier import Dossier
from contract_scan.dossier.evidence import Evidence
from contract_scan.dossier.model import Asked
from contract_scan.finding import Finding
from contract_scan.messages import say
from contract_scan.report.phrases import place
from contract_scan.report.values import enumeration
from contract_scan.yaml_files import knowledge

#: Who may see everything. The partner sees the document's own text, the national desk no clause of it.
INSIDE = frozenset({"researcher", "finance", "legal"})
_QUOTED = 2
_LONGEST = 300
_BARE = 60
#: What stands beside the text of a document is for those who wrote it there.
_BESIDE = frozenset({"comment", "annotation"})


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to one person (`to`, a key of ``ask.addressee``) about some questions of the set, as paragraphs."""

    to: str
    questions: tuple[str, ...]
    addressee: str
    subject: str
    paragraphs: tuple[str, ...]

    @property
    def body(self) -> str:
        """The paragraphs alone, an empty line between them."""
        return "\n\n".join(self.paragraphs)

    @property
    def text(self) -> str:
        """The whole letter as plain text."""
        return f"{self.addressee}\n{self.subject}\n\n{self.body}"


def letters(dossier: Dossier, language: str, *, every: bool = False) -> Iterator[Letter]:
    """Yield a letter for each person, about the questions with evidence or not looked at; with `every`, about all."""
    wording: Mapping[str, Any] = knowledge("tables", "letters")
    by_person: dict[str, list[tuple[Asked, str]]] = {}
    for asked in dossier.asked:
        question = asked.question
        entry = next((wording[key] for key in (question.same_as or (question.id,)) if key in wording), None)
        if entry and (every or _is_open(asked)):
            by_person.setdefault(entry["to"], []).append((asked, " ".join(str(entry[language]).split())))
    for to, own in by_person.items():
        yield _Writer(dossier, to, language).letter(own)


def _is_open(asked: Asked) -> bool:
    """Say whether a question needs asking: not looked at, or with evidence that does not only ease."""
    found = (*asked.sure, *asked.possible)
    return asked.answer.state == "not_looked" or any(set(item.bearings) != {"eases"} for item in found)


class _Writer:
    """Writes one letter; a clause is quoted once in it."""

    def __init__(self, dossier: Dossier, to: str, language: str) -> None:
        self.dossier, self.to, self.language = dossier, to, language
        self.quoted: dict[str, int] = {}

    def say(self, key: str, **values: object) -> str:
        return say(f"ask.{key}", self.language, **values)

    def letter(self, asked: Sequence[tuple[Asked, str]]) -> Letter:
        partner = "_partner" if self.to not in INSIDE else ""
        numbered = [self._question(number, one, text) for number, (one, text) in enumerate(asked, start=1)]
        reading = self.say("reading", count=len(asked), document=self._named())
        return Letter(
            to=self.to,
            questions=tuple(one.question.id for one, _ in asked),
            addressee=self.say("to", to=self.say(f"addressee.{self.to}")),
            subject=self.say("subject", document=self._named(), reference=self._reference()).rstrip(" ,"),
            paragraphs=(self.say(f"greeting{partner}"), reading, *numbered, self.say("closing", count=len(asked))),
        )

    def _named(self) -> str:
        """Return what the document is called in this letter: "uw brief" to whom wrote it, "het concept" for a draft."""
        facts = self.dossier.facts
        form = f"{facts.form}_yours" if self.to == "partner" and facts.form != "draft" else facts.form
        title = facts.title or ("" if self.to not in INSIDE else self._file())
        return self.say(f"form.{form}", title=f" “{title}”" if title else "")

    def _file(self) -> str:
        return PurePath(self.dossier.scan.document.source.path).name

    def _reference(self) -> str:
        found = reference_of(self.dossier.scan.document.text)
        return self.say("reference", reference=found) if found else ""

    def _question(self, number: int, asked: Asked, text: str) -> str:
        inside = f" ({self.say('question', question=asked.question.id)})" if self.to in INSIDE else ""
        parts = [f"{number}. {text}{inside}"]
        quotes = list(self._quotes(number, asked))
        if self.to == "desk" and (payers := self._payers(asked)):
            parts.append(self.say("payers", names=enumeration(payers, self.language).rstrip(".")))
        if quotes:
            parts += quotes
        elif self.to in INSIDE and asked.answer.state == "nothing_found":
            parts.append(self.say("nothing_found"))
        return "\n   ".join(parts)

    def _payers(self, asked: Asked) -> list[str]:
        """Return the payers that a question is about, or else all but ourselves: who is asked must know which."""
        found = [f for item in (*asked.sure, *asked.possible) for f in item.findings if f.kind == "funder"]
        named = [str(f.attributes["name"]) for f in found if f.attributes.get("name")]
        ours = {party.name for party in self.dossier.facts.parties if party.ours}
        every = [payment.payer for payment in self.dossier.facts.payments if payment.payer not in ours]
        return list(dict.fromkeys(named or every))

    def _quotes(self, number: int, asked: Asked) -> Iterator[str]:
        found = [] if self.to == "desk" else self._quotable(asked)
        passages = {self._passage(finding): place(finding, self.language) for finding in reversed(found)}
        for passage, where in list(passages.items())[::-1][:_QUOTED]:
            if passage in self.quoted and self.quoted[passage] != number:
                yield self.say("quoted", where=where, number=self.quoted[passage])
            else:
                self.quoted[passage] = number
                yield self.say("quoting", where=where, passage=passage)
        if len(passages) > _QUOTED:
            yield self.say("more", count=len(passages) - _QUOTED)

    def _quotable(self, asked: Asked) -> list[Finding]:
        """Return the findings to quote: what raises the question first; absences and mere context left out."""
        found = [finding for item in (*asked.sure, *asked.possible) for finding in _shown(item)]
        found = [f for f in found if not self._is_context(f) and (self.to in INSIDE or _is_open_text(f))]
        return sorted(found, key=lambda f: (f.certainty == "possible", f.bearing != "raises", f.span))

    def _is_context(self, finding: Finding) -> bool:
        meaning = self.dossier.scan.meanings.get(finding.rule)
        return meaning is not None and meaning.context

    def _passage(self, finding: Finding) -> str:
        """Return the words to quote: those of the finding, or for a bare name the paragraph that it stands in."""
        document = self.dossier.scan.document
        view = next(v for v in document.current_and_original if v.view == finding.view)
        block = view.block_at(finding.span.start)
        if block is None or len(finding.quote) >= _BARE:
            return _short(finding.quote)
        if block.cell is None:
            return _short(_without_number(view.quote(block.span), block))
        row = (b for b in view.blocks if b.cell and (b.cell.table, b.cell.row) == (block.cell.table, block.cell.row))
        return _short(" | ".join(" ".join(view.quote(b.span).split()) for b in row))


def _without_number(text: str, block: Block) -> str:
    """Return a paragraph without the number typed before it, which stands beside the quote already."""
    number = block.number if block.number_in_text else None
    return text[len(number) :].lstrip(" .):\t") if number and text.startswith(number) else text


def _shown(item: Evidence) -> list[Finding]:
    return [finding for finding in item.findings if finding.quote.strip()]


def _is_open_text(finding: Finding) -> bool:
    """Say whether a partner may be shown a finding: text of the draft as it reads, that no list or comment adds to."""
    standing = finding.standing
    beside = standing is not None and (standing.block in _BESIDE or "hidden" in standing.marks)
    return finding.view == "current" and finding.kind != "list_match" and not beside


def reference_of(text: str) -> str:
    """Return the reference that a document gives itself in its head; empty where it gives none."""
    data = knowledge("tables", "documents")["reference"]
    words = "|".join(re.escape(word) for own in data["words"].values() for word in own)
    match = re.search(
        rf"(?<!\w)(?<!uw )(?<!your )(?:{words})\s*[:.]?\s*([\w][\w./-]*\d[\w./-]*)", text[: data["head"]], re.IGNORECASE
    )
    return match[1].rstrip(".") if match else ""


def _short(quote: str) -> str:
    folded = " ".join(quote.split())
    return folded if len(folded) <= _LONGEST else folded[: _LONGEST - 1].rsplit(" ", 1)[0] + " …"
