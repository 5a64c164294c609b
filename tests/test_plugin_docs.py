"""The page on plugins is true: its signatures are the real ones, and its samples load and work."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from contract_scan import hookspecs, testing
from contract_scan.plugins import load_plugins
from contract_scan.read import read_bytes
from contract_scan.reading import Reading
from contract_scan.rules.names import own_kinds
from contract_scan.scanning import scan_document
from contract_scan.setup import prepare
from tests.conftest import FIXTURES, ROOT

PAGE = (ROOT / "docs" / "plugins.md").read_text(encoding="utf-8")
SAMPLES = ROOT / "tests" / "samples"
HOOKS = [name for name, value in vars(hookspecs).items() if hasattr(value, "contract_scan_spec")]


@pytest.mark.parametrize("hook", HOOKS)
def test_every_hook_has_its_heading_with_the_real_signature(hook: str) -> None:
    """As it stands in the code."""
    signature = str(inspect.signature(getattr(hookspecs, hook))).replace("'", "")

    assert f"### `{hook}{signature}`" in PAGE


@pytest.mark.parametrize("hook", HOOKS)
def test_every_hook_is_told_in_its_own_words(hook: str) -> None:
    """The page says what the docstring says."""
    first = str(inspect.getdoc(getattr(hookspecs, hook)))

    assert " ".join(first.split()) in " ".join(PAGE.split())


def samples() -> dict[str, Path]:
    """Return the samples that the page names, by the hook whose heading they stand under."""
    sections = re.split(r"^### `(\w+)\(", PAGE, flags=re.MULTILINE)[1:]
    named = {}
    for hook, text in zip(sections[::2], sections[1::2], strict=True):
        match = re.search(r"<!-- sample: (\S+) -->\n\n```python\n(.*?)```", text, re.DOTALL)
        assert match, f"no sample under {hook}"
        assert match.group(2) == (ROOT / match.group(1)).read_text(encoding="utf-8"), (
            f"{match.group(1)} and the page differ"
        )
        named[hook] = ROOT / match.group(1)
    return named


def test_every_sample_on_the_page_is_the_tested_file() -> None:
    """Word for word; and every hook has one."""
    assert sorted(HOOKS) == sorted(samples())


@pytest.mark.parametrize("hook", HOOKS)
def test_every_sample_loads_and_contributes(hook: str) -> None:
    """Without a failure."""
    path = samples()[hook]
    loaded = load_plugins([path], installed=False)
    own = [c for c in loaded.contributions(hook) if c.plugin == str(path)]

    assert [] == loaded.failures
    assert 1 == len(own)


def test_the_samples_work_together() -> None:
    """A file in the sample's format, scanned with all samples, reported in the sample's form."""
    files = [path for path in sorted(SAMPLES.glob("*.py")) if path.stem != "command"]
    setup = prepare(plugin_files=files, questions="own-form", installed=False)
    data = b"TRANSCRIPT\nPartner shall bring tea.\n" + b"x " * 2000
    document = read_bytes(data, "meeting.transcript", setup.readers)
    scan = scan_document(document, setup)
    reporter = next(c.value for c in setup.plugins.contributions("reporters") if c.value.name == "count")

    assert [] == list(setup.failures)
    assert {"house.tea", "paragraphs.long"} <= {f.rule for f in scan.findings}
    assert ["A1"] == [a.question for a in scan.answers]
    assert reporter.report([scan], "en").startswith("meeting.transcript: ")


def test_the_sample_command_runs() -> None:
    """As it is named by an entry point."""
    from importlib.metadata import EntryPoint

    from contract_scan.cli.plugin_commands import load_command

    command = load_command(EntryPoint("tea", "tests.samples.command:tea", "contract_scan.commands"))

    assert "tea\n" == CliRunner().invoke(command).output
    assert f"```python\n{(SAMPLES / 'command.py').read_text(encoding='utf-8')}```" in PAGE


def test_the_documents_named_in_the_docs_exist() -> None:
    """A reader can paste every command."""
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        for name in re.findall(r"fixtures/documents/(\S+?\.(?:docx|pdf|md))", page.read_text(encoding="utf-8")):
            assert (FIXTURES / name).is_file(), f"{page.name}: {name}"


def test_the_page_shows_a_whole_question_set_and_the_real_signatures_for_tests() -> None:
    """The set that a sample contributes, word for word."""
    form = (SAMPLES / "own-form.yaml").read_text(encoding="utf-8")

    assert f"<!-- file: tests/samples/own-form.yaml -->\n\n```yaml\n{form}```" in PAGE
    for name in ("assert_found", "assert_silent", "assert_deterministic", "assert_quick"):
        signature = str(inspect.signature(getattr(testing, name))).replace("''", '""').replace("'", "")
        assert f"\n{name}{signature}\n" in PAGE
    made = list(inspect.signature(Reading.finding).parameters.values())[1:]
    assert re.findall(r"`finding\((.*?)\)`", PAGE.replace("()", "[]")) == [
        "sentence, kind, rule, *, facts=[], attributes=None"
    ]
    assert ["sentence", "kind", "rule", "facts", "attributes"] == [one.name for one in made]


def test_the_page_on_rules_names_every_kind() -> None:
    """As they are called in a rule file."""
    page = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    listed = page.partition("<!-- kinds -->")[2].partition("<!-- end of kinds -->")[0]

    assert own_kinds() == set(re.findall(r"`(\w+)`", listed))
