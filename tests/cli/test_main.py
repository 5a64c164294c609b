"""The command line itself: immediate help, in both languages, that imports nothing heavy."""

from __future__ import annotations

import subprocess
import sys

import click
import pytest

from contract_scan.cli.language import choose_language
from contract_scan.cli.main import COMMANDS, LazyGroup, build
from contract_scan.messages import find

HEAVY = (
    "spacy",
    "docx",
    "lxml",
    "pypdfium2",
    "pdfplumber",
    "pypdf",
    "pikepdf",
    "jinja2",
    "yaml",
    "rich",
    "openpyxl",
    "rapidfuzz",
)


@pytest.mark.parametrize("argument", ["--help", "--version"])
def test_help_imports_nothing_heavy(argument: str) -> None:
    """So that it is there at once."""
    code = (
        "import sys\n"
        "from contract_scan.cli.main import main\n"
        "try: main([sys.argv[1]])\n"
        "except SystemExit as stop: assert not stop.code\n"
        f"print(sorted(set(sys.modules) & set({HEAVY!r})))"
    )
    run = subprocess.run([sys.executable, "-c", code, argument], capture_output=True, text=True, check=True)

    assert "[]" == run.stdout.splitlines()[-1]


@pytest.mark.parametrize(
    ("arguments", "environment", "expected"),
    [
        (["scan", "--lang", "nl"], {}, "nl"),
        (["--lang=nl"], {"LANG": "en_GB.UTF-8"}, "nl"),
        ([], {"LANG": "nl_NL.UTF-8"}, "nl"),
        ([], {"LANG": "de_DE.UTF-8"}, "en"),
        ([], {"LANG": "nl_NL.UTF-8", "CONTRACT_SCAN_LANG": "en"}, "en"),
        (["--", "--lang", "nl"], {}, "en"),
        ([], {}, "en"),
    ],
)
def test_the_language_is_as_asked_or_as_the_locale_says(
    arguments: list[str], environment: dict[str, str], expected: str
) -> None:
    """Asked on the command line, then in our own variable, then by the locale."""
    assert expected == choose_language(arguments, environment)


def commands(group: click.Group, key: str = "") -> list[tuple[str, click.Command]]:
    """Return every command and sub-command by its catalogue key."""
    found = []
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        found.append((key + name, command))
        if isinstance(command, click.Group):
            found.extend(commands(command, f"{key}{name}."))
    return found


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_command_and_option_has_its_help_in_the_catalogue(language: str) -> None:
    """Nothing a user sees is in one language only."""
    for key, command in commands(build(language)):
        assert find(f"cli.{key}.help", language), key
        for parameter in command.params:
            if isinstance(parameter, click.Option) and parameter.name != "help":
                own = find(f"cli.{key}.options.{parameter.name}", language)
                assert own or find(f"cli.options.{parameter.name}", language), f"{key} {parameter.name}"


def test_every_command_has_a_short_line_and_can_be_imported() -> None:
    """The list in `--help` is made without importing any of them."""
    group = build("en")
    assert isinstance(group, LazyGroup)
    for name in COMMANDS:
        assert find(f"cli.{name}.short", "en"), name
        assert group.get_command(click.Context(group), name)
