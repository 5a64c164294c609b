"""A third language is added by files alone; no file that exists is touched, and no code."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import replace
from importlib import resources
from pathlib import Path

import pytest

from contract_scan import language_data, yaml_files
from contract_scan.rules import exceptions
from contract_scan.rules.checker import RuleChecker
from contract_scan.rules.load import load_packs
from contract_scan.rules.proof.prove import prove
from contract_scan.rules.stats import counts_of
from contract_scan.rules.topics import topics_in
from tests.rules.builders import document

#: A language that nobody speaks.
RULES = """\
words:
  tenu: [ten*, gard*]
rules:
  duty:
    phrases: ["<tenu> … sekret*"]
    unless: [publika]
    examples:
      hits:
        - "La partnero pagas. [[La partnero tenos la rezultojn sekretaj, krom se la leĝo postulas.]] Ĝi subskribas."
        - "[[Ĝi gardos ĝin sekreta.]]"
      misses:
        - "La partnero tenas sekretan sed publika liston."
"""
EXCEPTIONS = "own:\n  weakens: [krom se]\n"
LANGUAGE = "name: Esperanto\nstop_words: la kaj de\nabbreviations: [ekz.]\n"


def hashes(folder: Path) -> dict[str, str]:
    """Return the hash of every file in a folder."""
    return {str(p): hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.rglob("*.yaml")}


@pytest.fixture
def knowledge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a copy of all built-in knowledge, which the engine reads instead of its own."""
    source = Path(str(resources.files("contract_scan_patterns")))
    copy = tmp_path / "knowledge"
    shutil.copytree(source, copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(yaml_files, "files", lambda package: copy)
    _forget()
    yield copy
    monkeypatch.undo()
    _forget()


def _forget() -> None:
    """Forget what was read of the knowledge."""
    kept = (yaml_files.knowledge, yaml_files.knowledge_by_name, language_data.stop_words, language_data.running_words)
    for cached in (*kept, exceptions.exceptions_for):
        cached.cache_clear()


def test_a_third_language_is_files_and_nothing_else(knowledge: Path) -> None:
    """A third language is files and nothing else."""
    before = hashes(knowledge)
    (knowledge / "secrecy" / "eo.yaml").write_text(RULES, encoding="utf-8")
    (knowledge / "exceptions" / "eo.yaml").write_text(EXCEPTIONS, encoding="utf-8")
    (knowledge / "languages" / "eo.yaml").write_text(LANGUAGE, encoding="utf-8")

    pack, errors = load_packs({"knowledge": topics_in(knowledge)})
    checker = RuleChecker(pack)
    draft = document("La partnero tenos ekz. Rezultojn sekretaj, krom se la leĝo postulas.", language="eo")
    (finding,) = checker.check(draft)

    assert () == errors
    assert "eo" in checker.languages
    assert ("secrecy.duty", draft.text) == (finding.rule, finding.quote)
    assert ["krom se la leĝo postulas."] == [exemption.quote for exemption in finding.exemptions]
    assert ["eo"] == [c.language for c in counts_of(pack) if c.language not in ("en", "nl")]
    own = replace(pack, wordings=tuple(wording for wording in pack.wordings if wording.language == "eo"))
    assert [] == [p for p in prove(own).problems if p.where.path.endswith("eo.yaml")]
    assert before == {path: value for path, value in hashes(knowledge).items() if not path.endswith("eo.yaml")}
