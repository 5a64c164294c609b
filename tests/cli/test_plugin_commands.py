"""Plugins' commands: listed and run, without importing the plugins that contribute none."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_main import HEAVY

COMMAND = """
import click
from contract_scan.hookspecs import hookimpl

@click.command("NAME", short_help="Say what is drunk here.")
def tea():
    click.echo("tea")

@hookimpl
def commands():
    return [tea]
"""
RULES = """
from contract_scan.hookspecs import hookimpl

@hookimpl
def patterns():
    return []
"""
TOLD = (
    "import sys\n"
    "from contract_scan.cli.main import main\n"
    "try: main(sys.argv[1:])\n"
    "except SystemExit as stop: assert not stop.code, stop.code\n"
    "print('IMPORTED', *sorted(n for n in sys.modules if n.startswith('house') or n in {0!r}))"
)


def install(folder: Path, name: str, source: str, value: str = "") -> None:
    """Put a plugin where Python finds it, with the metadata of an installed package."""
    module = value.partition(":")[0] or name
    path = folder.joinpath(*module.split(".")).with_suffix(".py")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source, encoding="utf-8")
    metadata = folder / f"{name}-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
    (metadata / "entry_points.txt").write_text(f"[contract_scan]\n{name} = {value or name}\n", encoding="utf-8")


def run(folder: Path, *arguments: str) -> tuple[str, list[str]]:
    """Run the command; return what it printed, and which plugins and heavy libraries it imported."""
    environment = {**os.environ, "PYTHONPATH": str(folder), "CONTRACT_SCAN_LANG": "en"}
    done = subprocess.run(
        [sys.executable, "-c", TOLD.format(HEAVY), *arguments],
        capture_output=True, text=True, env=environment, check=False,
    )  # fmt: skip
    assert 0 == done.returncode, done.stdout + done.stderr
    shown, _, imported = done.stdout.rpartition("IMPORTED")
    return shown, imported.split()


def test_help_imports_only_the_plugins_that_may_add_a_command(tmp_path: Path) -> None:
    """Of twenty others not one, and nothing heavy."""
    for number in range(20):
        install(tmp_path, f"house_rules{number}", RULES)
    install(tmp_path, "house_tea", COMMAND.replace("NAME", "tea"))
    shown, imported = run(tmp_path, "--help")

    assert "Say what is drunk here." in shown
    assert ["house_tea"] == imported


@pytest.mark.parametrize("value", ["house_inner.deep.tea", "house_object:plugin", "house_star"])
def test_a_command_is_found_wherever_the_plugin_stands(tmp_path: Path, value: str) -> None:
    """In a package, as an object, or imported with everything else."""
    source = COMMAND.replace("NAME", "tea")
    if ":" in value:
        source += "\nimport sys\nplugin = sys.modules[__name__]\n"
    if "star" in value:
        (tmp_path / "house_elsewhere.py").write_text(source, encoding="utf-8")
        source = "from house_elsewhere import *\n"
    install(tmp_path, "tea_plugin", source, value)

    assert "tea\n" == run(tmp_path, "tea")[0]


def test_a_built_in_command_is_never_replaced(tmp_path: Path) -> None:
    """Nor listed twice."""
    install(tmp_path, "house_scan", COMMAND.replace("NAME", "scan"))
    shown, _ = run(tmp_path, "--help")

    assert "Say what is drunk here." not in shown


def test_a_broken_plugin_costs_only_its_own_commands(tmp_path: Path) -> None:
    """The help is there, with the commands of the others."""
    install(tmp_path, "house_broken", COMMAND.replace("NAME", "coffee") + "\n1/0\n")
    install(tmp_path, "house_tea", COMMAND.replace("NAME", "tea"))
    shown, _ = run(tmp_path, "--help")

    assert "Say what is drunk here." in shown
    assert "coffee" not in shown
