"""An overview of a whole batch as one page: what was read, what the questions show, and a row for every document."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from typing import IO, TYPE_CHECKING, Any

from contract_scan.batch.scans import Kept
from contract_scan.dossier import Dossier, dossier_of
from contract_scan.errors import ReadError
from contract_scan.messages import say
from contract_scan.report.first_page import COLUMNS, counts
from contract_scan.report.html.reporter import digest
from contract_scan.report.html.templates import environment
from contract_scan.report.phrases import kind_name, made_with

if TYPE_CHECKING:
    import jinja2

#: How much of the rows is kept in memory while they are counted.
_IN_MEMORY = 4_000_000
STATES = ("evidence", "nothing_found", "not_looked")


@dataclass(frozen=True, slots=True)
class Line:
    """One document in the table. `sentences` say why it could not be read."""

    path: str
    parties: tuple[str, ...] = ()
    counts: tuple[int, ...] = ()
    evidence: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()


@dataclass
class Counts:
    """What stands above the table."""

    inputs: int = 0
    documents: int = 0
    pages: int = 0
    failed: int = 0
    states: Counter[tuple[str, str]] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    made_with: str = ""


def write_overview(kept: Kept, out: IO[bytes], language: str) -> None:
    """Write the page; the rows are set aside on the disk while what stands above them is counted."""
    counted = Counts()
    template = environment(__package__).get_template("overview.html.j2")
    line: Any = template.module.line  # type: ignore[attr-defined]
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as aside:
        for one in lines(kept, counted, language):
            aside.write(str(line(one)).encode("utf-8", "replace"))
        aside.seek(0)
        before, _, after = _page(template, kept, counted, language).partition("<!-- rows -->")
        out.write(before.encode("utf-8", "replace"))
        while chunk := aside.read(1_000_000):
            out.write(chunk)
        out.write(after.encode("utf-8", "replace"))


def lines(kept: Kept, counted: Counts, language: str) -> Iterator[Line]:
    """Yield a line for every document, and count it."""
    for row, documents in kept.scanned():
        counted.inputs += 1
        counted.pages += row.pages or 0
        counted.failed += row.state == "failed"
        for one in documents:
            dossier = dossier_of(one.scan)
            _count(dossier, counted, language)
            yield _line(dossier, one.error, language)


def _count(dossier: Dossier, counted: Counts, language: str) -> None:
    counted.documents += 1
    counted.made_with = counted.made_with or made_with(dossier.scan, language)
    for asked in dossier.asked:
        counted.states[asked.question.id, asked.answer.state] += 1
    counted.kinds.update({kind_name(finding.kind, language) for finding in dossier.scan.findings})


def _line(dossier: Dossier, error: ReadError | None, language: str) -> Line:
    return Line(
        path=dossier.scan.document.source.path,
        parties=tuple(dict.fromkeys(party.name for party in dossier.facts.parties)),
        counts=counts(dossier),
        evidence=tuple(a.question.id for a in dossier.asked if a.answer.state == "evidence"),
        sentences=(error.sentence(language),) if error else (),
    )


def _page(template: jinja2.Template, kept: Kept, counted: Counts, language: str) -> str:
    style = files(__package__).joinpath("overview.css").read_text(encoding="utf-8")
    policy = f"default-src 'none'; style-src '{digest(style)}'; base-uri 'none'; form-action 'none'"
    return template.render(
        counted=counted,
        in_all=in_all(counted, language),
        questions=kept.common.questions.questions,
        columns=COLUMNS,
        states=STATES,
        language=language,
        style=style,
        policy=policy,
        say=lambda key, **values: say(key, language, **values),
    )


def in_all(counted: Counts, language: str) -> str:
    """Return in a sentence how much was read; a batch of files without pages, such as plain text, counts none."""
    numbers = {name: getattr(counted, name) for name in ("inputs", "documents", "pages", "failed")}
    parts = {name: say(f"batch.overview.count.{name}", language, count=number) for name, number in numbers.items()}
    parts["pages"] = parts["pages"] if counted.pages else ""
    return say("batch.overview.counts", language, **parts)
