"""The test kit for plugin authors, a pytest plugin that comes with contract-scan.

Rule files need no test code: name their folders in the setting ``contract_scan_rules`` of pytest, and each is proved as
a test, as ``contract-scan rules test`` proves it (examples, near misses, no dead phrase). For checkers there are
documents to try them on: `agreement` writes a real file with one clause of yours and reads it; `assert_found` and
`assert_silent` run a checker, a rules folder or everything on it; `assert_deterministic` and `assert_quick` hold it to
its promises, and the fixture `no_network` forbids connections.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest

from contract_scan.messages import say

if TYPE_CHECKING:
    from contract_scan.document import Document
    from contract_scan.finding import Finding
    from contract_scan.scan import Failure

SETTING = "contract_scan_rules"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the setting that names folders of rules to prove."""
    parser.addini(SETTING, "folders of contract-scan rules that are proved as tests", type="paths", default=[])


def pytest_configure(config: pytest.Config) -> None:
    """Refuse a folder of rules that is not there: its rules would be proved in silence."""
    for folder in config.getini(SETTING):
        if not folder.is_dir():
            raise pytest.UsageError(say("rules.no_folder", _language(), setting=SETTING, path=folder))


def pytest_collect_directory(path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect each folder that the setting names, and what else stands in it."""
    if path in parent.config.getini(SETTING):
        return RuleFolder.from_parent(parent, path=path)
    return None


class RuleFolder(pytest.Directory):
    """A folder of rules."""

    def collect(self) -> Iterator[pytest.Item | pytest.Collector]:
        """Yield the proof of its rules as one test, then all other tests in it."""
        yield RuleProof.from_parent(self, name="rules")
        for path in sorted(self.path.iterdir()):
            if path.is_file():
                yield from self.ihook.pytest_collect_file(file_path=path, parent=self)
            elif not self.ihook.pytest_ignore_collect(collection_path=path, config=self.config):
                folder = self.ihook.pytest_collect_directory(path=path, parent=self)
                if folder is not None:
                    yield folder


class RuleProof(pytest.Item):
    """The proof of a folder, as `contract-scan rules test` gives it: it fails with every problem."""

    def runtest(self) -> None:
        """Prove the rules."""
        from contract_scan.plugins import question_files
        from contract_scan.rules.proof.prove import prove_folders

        proof = prove_folders([self.path], question_files)
        if not proof.holds:
            raise RulesDoNotHold("\n".join("\n".join(problem.lines(_language())) for problem in proof.problems))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> str:
        """Show the problems alone; of a mistake of ours all that is known."""
        if isinstance(excinfo.value, RulesDoNotHold):
            return str(excinfo.value)
        return str(super().repr_failure(excinfo, style))

    def reportinfo(self) -> tuple[Path, int, str]:
        """Name the folder."""
        return self.path, 0, f"rules in {self.path.name}"


def _language() -> str:
    from contract_scan.cli.language import choose_language

    return choose_language([], os.environ)


class RulesDoNotHold(AssertionError):  # noqa: N818 - what a failing test says, not an error of ours
    """A proof failed."""


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forbid connections: whatever opens a socket fails the test."""
    import socket

    def forbidden(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened; a scan never uses the network")

    monkeypatch.setattr(socket, "socket", forbidden)
    monkeypatch.setattr(socket, "getaddrinfo", forbidden)


_FRAME = {
    "en": (
        "Collaboration agreement",
        "The University of Somewhere, established in Somewhere, the Netherlands, and Partner Ltd., established in "
        "Elsewhere, agree as follows:",
        "Article",
        "Provision",
        "This article is not in use.",
    ),
    "nl": (
        "Samenwerkingsovereenkomst",
        "Universiteit Ergens, gevestigd te Ergens, Nederland, en Partner B.V., gevestigd te Elders, komen overeen:",
        "Artikel",
        "Bepaling",
        "Dit artikel is niet in gebruik.",
    ),
}


def agreement(
    text: str,
    *,
    clause: str = "7",
    language: Literal["en", "nl"] = "en",
    form: Literal["text", "docx"] = "text",
    inserted_by: str | None = None,
    deleted_by: str | None = None,
    date: str = "2026-01-02T10:00:00Z",
) -> Document:
    """Return a collaboration agreement with your text as an article, written as a real file and read back.

    `clause` is the article's number. With `inserted_by` or `deleted_by` the file is a Word document in which the text
    is a tracked change by that author on that date (ISO 8601).
    """
    tracked = bool(inserted_by or deleted_by)
    name = "agreement.docx" if form == "docx" or tracked else "agreement.txt"
    lines = _lines(text, clause, language)
    data = (
        _word_file(lines, text, inserted_by, deleted_by, date) if name.endswith("docx") else "\n\n".join(lines).encode()
    )
    return document_from(data, name)


def agreement_file(
    text: str,
    *,
    clause: str = "7",
    language: Literal["en", "nl"] = "en",
    inserted_by: str | None = None,
    deleted_by: str | None = None,
    date: str = "2026-01-02T10:00:00Z",
) -> bytes:
    """Return the Word file that `agreement` reads."""
    return _word_file(_lines(text, clause, language), text, inserted_by, deleted_by, date)


def _lines(text: str, clause: str, language: Literal["en", "nl"]) -> list[str]:
    title, parties, word, heading, unused = _FRAME[language]
    number = int(clause)
    lines = [title, parties]
    for n in range(1, number + 1):
        lines += [f"{word} {n}. {heading}", text if n == number else unused]
    return lines


def document_from(data: bytes, name: str) -> Document:
    """Return the document in the bytes of a file; its name's ending says the format."""
    from contract_scan.plugins import load_plugins
    from contract_scan.read import read_bytes

    readers = [c.value for c in load_plugins(installed=False).contributions("readers")]
    return read_bytes(data, name, readers)


def _word_file(lines: list[str], text: str, inserted: str | None, deleted: str | None, date: str) -> bytes:
    import io

    import docx
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    made, author = docx.Document(), inserted or deleted or ""
    for line in lines:
        paragraph = made.add_paragraph("" if author and line == text else line)
        if not author or line != text:
            continue
        tag, kind = ("ins", "t") if inserted else ("del", "delText")
        change = parse_xml(f'<w:{tag} {nsdecls("w")} w:id="1" w:date="{date}"><w:r><w:{kind}/></w:r></w:{tag}>')
        change.set(f"{{{change.nsmap['w']}}}author", author)
        change[0][0].text = text
        paragraph._p.append(change)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


Tried = Any
"""What can be tried: a checker, a deriver, an adjuster, a folder of rules, or None for everything that is built in."""


def findings(tried: Tried, document: Document) -> tuple[Finding, ...]:
    """Return what is found as a scan would show it: by a checker, a deriver, a folder of rules, all that is built in
    (None), or by all that is built in as an adjuster leaves it.

    Fails where what is tried fails, from what it raised, and for what cannot be tried.
    """
    from contract_scan.check import check
    from contract_scan.plugins import Contribution
    from contract_scan.setup import prepare

    if tried is None or isinstance(tried, str | Path):
        return _of_rules(tried, document)
    part = [Contribution("tried", tried)]
    if hasattr(tried, "check"):
        checked = check(document, part, (), {})
    elif hasattr(tried, "derive") or hasattr(tried, "adjust"):
        setup = prepare(installed=False)
        checked = check(document, setup.checkers, part, setup.meanings)
    else:
        raise TypeError(f"{type(tried).__name__} is no checker, deriver, adjuster, folder of rules or None")
    if checked.failures:
        raise AssertionError(f"it failed: {_sentences(checked.failures)}") from next(iter(checked.raised), None)
    return tuple(f for f in checked.findings if f.plugin == "tried" or hasattr(tried, "adjust"))


def _of_rules(folder: str | Path | None, document: Document) -> tuple[Finding, ...]:
    from contract_scan.check import check
    from contract_scan.setup import prepare

    setup = prepare(rule_folders=[Path(folder)] if folder else [], installed=False)
    if setup.failures:
        raise AssertionError(_sentences(setup.failures))
    found = check(document, setup.checkers, setup.derivers, setup.meanings).findings
    own = {rule for rule, meaning in setup.meanings.items() if meaning.plugin == str(folder)}
    return tuple(f for f in found if folder is None or f.rule in own)


def _sentences(failures: Iterable[Failure]) -> str:
    from contract_scan.report.phrases import failure_sentence

    return " ".join(failure_sentence(failure, _language()) for failure in failures)


def assert_found(tried: Tried, document: Document, quote: str = "", *, rule: str | None = None) -> Finding:
    """Return the first finding whose quote holds these words (and whose rule is this one); fail if there is none."""
    found = findings(tried, document)
    for finding in found:
        if quote in finding.quote and rule in (None, finding.rule):
            return finding
    raise AssertionError(f"nothing found with {quote!r} by {rule or 'any rule'}; found: {_listed(found)}")


def assert_silent(tried: Tried, document: Document, *, rule: str | None = None) -> None:
    """Fail if anything (of this rule) is found."""
    found = [f for f in findings(tried, document) if rule in (None, f.rule)]
    if found:
        raise AssertionError(f"found: {_listed(found)}")


def assert_deterministic(tried: Tried, document: Document) -> None:
    """Fail if two runs on the same document do not find the same."""
    if findings(tried, document) != findings(tried, document):
        raise AssertionError("two runs on the same document found different things")


def assert_quick(tried: Tried, document: Document, seconds: float) -> None:
    """Fail if one run takes longer than a budget, loading included only the first time."""
    findings(tried, document)
    start = time.perf_counter()
    findings(tried, document)
    taken = time.perf_counter() - start
    if taken > seconds:
        raise AssertionError(f"took {taken:.2f} seconds; the budget is {seconds}")


def _listed(found: Iterable[Finding]) -> str:
    return "; ".join(f"{f.rule}: {f.quote!r}" for f in found) or "nothing"
