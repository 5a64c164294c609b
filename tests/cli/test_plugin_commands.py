"""Plugins' commands: listed without importing anything, and run; a slow or broken plugin never slows the help."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.cli.test_main import HEAVY

COMMAND = """
import click

@click.command("NAME", short_help="Say what is drunk here.")
def tea():
    click.echo("tea")
"""
TOLD = (
    "import sys\n"
    "from contract_scan.cli.main import main\n"
    "code = 0\n"
    "try: main(sys.argv[1:])\n"
    "except SystemExit as stop: code = stop.code or 0\n"
    "print('IMPORTED', code, *sorted(n for n in sys.modules if n.startswith('house') or n in {0!r}))"
)


def install(folder: Path, name: str, source: str, command: str, value: str = "") -> None:
    """Put a package where Python finds it that names a command, with the metadata of an installed one."""
    folder.joinpath(name).with_suffix(".py").write_text(source, encoding="utf-8")
    metadata = folder / f"{name}-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
    point = f"[contract_scan.commands]\n{command} = {value or name + ':tea'}\n[contract_scan]\n{name} = {name}\n"
    (metadata / "entry_points.txt").write_text(point, encoding="utf-8")


def run(folder: Path, *arguments: str) -> tuple[str, str, list[str]]:
    """Run the command; return what it printed, its errors, and exit code, plugins and heavy libraries imported."""
    environment = {**os.environ, "PYTHONPATH": str(folder), "CONTRACT_SCAN_LANG": "en"}
    done = subprocess.run(
        [sys.executable, "-c", TOLD.format(HEAVY), *arguments],
        capture_output=True, text=True, env=environment, check=False,
    )  # fmt: skip
    shown, _, imported = done.stdout.rpartition("IMPORTED")
    return shown, done.stderr, imported.split()


def test_help_lists_commands_of_plugins_and_imports_none(tmp_path: Path) -> None:
    """Not even one that takes an hour, or one that is broken; a built-in command is not listed twice."""
    install(tmp_path, "house_tea", COMMAND.replace("NAME", "tea"), "tea")
    install(tmp_path, "house_slow", "import time; time.sleep(3600)", "coffee")
    install(tmp_path, "house_broken", "1/0", "milk")
    install(tmp_path, "house_scan", COMMAND.replace("NAME", "scan"), "scan")
    shown, _, imported = run(tmp_path, "--help")

    assert ["0"] == imported
    assert "house-tea 1.0" in shown.replace("_", "-")
    assert {"tea", "coffee", "milk"} <= set(shown.split())
    assert "house-scan" not in shown.replace("_", "-")


def test_a_command_is_imported_when_it_is_run(tmp_path: Path) -> None:
    """And no other plugin."""
    install(tmp_path, "house_tea", COMMAND.replace("NAME", "tea"), "tea")
    install(tmp_path, "house_broken", "1/0", "milk")

    shown, _, imported = run(tmp_path, "tea")
    assert ("tea\n", "0", "house_tea") == (shown, imported[0], imported[1])


def test_a_broken_command_is_one_sentence(tmp_path: Path) -> None:
    """It names the package and what was wrong."""
    install(tmp_path, "house_broken", "1/0", "milk")
    _, errors, imported = run(tmp_path, "milk")

    assert "2" == imported[0]
    assert 1 == len(errors.strip().splitlines())
    assert "milk" in errors
    assert "ZeroDivisionError" in errors
