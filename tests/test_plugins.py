"""Plugins load one by one; each that fails is named and costs itself alone."""

from __future__ import annotations

import pkgutil
from pathlib import Path

import pytest

import contract_scan_builtins
from contract_scan.plugins import load_plugins
from contract_scan.setup import prepare

GOOD = """
from contract_scan.hookspecs import hookimpl
class Silent:
    name = "silent"
    questions = ()
    def check(self, document):
        return []
@hookimpl
def checkers():
    return [Silent()]
"""


def plugin(folder: Path, name: str, text: str) -> Path:
    """Write a plugin file."""
    path = folder / f"{name}.py"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_is_a_plugin(tmp_path: Path) -> None:
    """No packaging is needed."""
    loaded = load_plugins([plugin(tmp_path, "good", GOOD)], installed=False)

    assert "silent" in [c.value.name for c in loaded.contributions("checkers")]
    assert [] == loaded.failures


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("broken_import", "import no_such_module_anywhere", "not_loaded"),
        ("broken_syntax", "def (", "not_loaded"),
        ("misspelt", GOOD.replace("def checkers", "def chekers"), "unknown_hook"),
        ("raising", GOOD.replace("return [Silent()]", "raise RuntimeError"), "hook_raised"),
        ("half_way", GOOD.replace("return [Silent()]", "yield Silent(); raise RuntimeError"), "hook_raised"),
        ("nonsense", GOOD.replace("return [Silent()]", "return 7"), "hook_raised"),
    ],
)
def test_a_broken_plugin_is_named_and_all_others_are_there(tmp_path: Path, name: str, text: str, reason: str) -> None:
    """Whichever way it is broken."""
    files = [plugin(tmp_path, name, text), plugin(tmp_path, "good", GOOD)]

    loaded = load_plugins(files, installed=False)
    found = loaded.contributions("checkers")

    assert "silent" in [c.value.name for c in found]
    assert [(str(files[0]), reason)] == [(f.name, f.reason) for f in loaded.failures]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """It is not skipped in silence."""
    loaded = load_plugins([tmp_path / "nowhere.py"], installed=False)

    assert ["not_loaded"] == [f.reason for f in loaded.failures]


def test_every_folder_and_module_of_the_built_ins_is_a_plugin_but_what_they_share() -> None:
    """Nothing that is there is forgotten."""
    modules = {m.name for m in pkgutil.iter_modules(contract_scan_builtins.__path__)}

    assert modules - {"shared"} == set(contract_scan_builtins.PLUGINS)


def test_every_built_in_loads_whatever_the_installed_metadata_says() -> None:
    """A stale install must not run fewer checks in silence."""
    loaded = load_plugins(installed=False)

    assert sorted(contract_scan_builtins.PLUGINS) == sorted(loaded.versions)
    assert [] == loaded.failures


def test_a_failing_plugin_reaches_the_setup_as_a_failure(tmp_path: Path) -> None:
    """And so every report."""
    setup = prepare(plugin_files=[plugin(tmp_path, "broken", "1/0")], installed=False)

    assert str(tmp_path / "broken.py") in [f.name for f in setup.failures]


def test_an_installed_plugin_with_a_built_in_name_pushes_nothing_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The built-in one stays, and the other is named."""
    (tmp_path / "stranger.py").write_text(GOOD, encoding="utf-8")
    metadata = tmp_path / "stranger-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: stranger\nVersion: 1.0\n", encoding="utf-8")
    (metadata / "entry_points.txt").write_text("[contract_scan]\nreaders = stranger\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    loaded = load_plugins()

    assert ("readers", "name_twice") in [(f.name, f.reason) for f in loaded.failures]
    assert "docx" in [c.value.name for c in loaded.contributions("readers")]
    assert "silent" not in [c.value.name for c in loaded.contributions("checkers")]


def test_a_folder_without_rules_is_told(tmp_path: Path) -> None:
    """Rules that were asked for and are not there would be silence."""
    setup = prepare(rule_folders=[tmp_path], installed=False)

    assert [(str(tmp_path), "no_rules")] == [(f.name, f.reason) for f in setup.failures]
