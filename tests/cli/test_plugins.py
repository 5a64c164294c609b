"""`contract-scan plugins`: what loaded, with version and contributions; what failed, by name, with exit code 4."""

from __future__ import annotations

from pathlib import Path

import pytest

from contract_scan import __version__
from tests.command import contract_scan
from tests.conftest import ROOT

SAMPLES = ROOT / "tests" / "samples"


def test_every_plugin_is_listed_with_version_and_contributions() -> None:
    """The built-in ones, and one that is given."""
    run = contract_scan("plugins", "--plugin", SAMPLES / "checker.py")
    shown = run.stdout.decode()

    assert (0, b"") == (run.returncode, run.stderr)
    assert f"parties {__version__}" in shown
    assert str(SAMPLES / "checker.py") in shown
    assert "example.long_paragraphs" in shown


@pytest.mark.parametrize(
    ("source", "language", "word"),
    [
        ("import no_such_module", "en", "ModuleNotFoundError"),
        ("import no_such_module", "nl", "ModuleNotFoundError"),
        ("from contract_scan import hookimpl\n@hookimpl\ndef pattern():\n    return []", "en", "pattern"),
        ("from contract_scan import hookimpl\n@hookimpl\ndef lists():\n    raise KeyError", "nl", "KeyError"),
        (
            "from contract_scan import hookimpl\n@hookimpl\ndef commands():\n    return []",
            "en",
            "contract_scan.commands",
        ),
        ("from contract_scan import hookimpl\n@hookimpl\ndef reporters():\n    return [7]", "en", "int"),
    ],
)
def test_a_failure_is_told_by_name(tmp_path: Path, source: str, language: str, word: str) -> None:
    """In one sentence; all others are listed."""
    path = tmp_path / "own.py"
    path.write_text(source, encoding="utf-8")
    run = contract_scan("plugins", "--plugin", path, language=language)
    shown = "".join(run.stdout.decode().split())

    assert 4 == run.returncode
    assert ("FAILED" if language == "en" else "GEFAALD") in shown
    assert "".join(str(path).split()) in shown
    assert word in shown
    assert f"parties{__version__}" in shown


def test_plugins_of_the_house_configuration_are_listed(tmp_path: Path) -> None:
    """As a scan would load them."""
    from tests.test_config import command

    (tmp_path / "contract-scan.toml").write_text(f"plugins = ['{SAMPLES / 'reporter.py'}']\n", encoding="utf-8")
    run = command("plugins", "--config", tmp_path / "contract-scan.toml")

    assert 0 == run.returncode, run.stderr
    assert b"count" in run.stdout


SETTING = """
from contract_scan import hookimpl
CONTRACT_SCAN_SETTINGS = {"limit": "6 months", "months": 9}
class Own:
    name, questions = "house.own", ("5.1",)
    def check(self, document):
        return []
@hookimpl
def checkers():
    return [Own()]
"""


def test_a_page_of_what_is_installed_and_its_settings(tmp_path: Path) -> None:
    """Each plugin with its questions and settings, in both languages, by the name that settings use."""
    path = tmp_path / "own.py"
    path.write_text(SETTING, encoding="utf-8")
    english, dutch = (
        contract_scan("plugins", "--page", "--plugin", path, language=language).stdout.decode()
        for language in ("en", "nl")
    )
    config = contract_scan("config", "--plugin", path, "--plugin-setting", "own.months=3").stdout.decode()

    assert "`house.own` (5.1)" in english
    assert "`house.own` (5.1)" in dutch
    assert "`limit = 6 months`" in english
    assert english.splitlines()[0] != dutch.splitlines()[0]
    assert "plugin_settings.own.limit = 6 months [default]" in config
    assert "plugin_settings.own.months = 3 [option]" in config


def test_config_tells_of_settings_that_do_not_fit(tmp_path: Path) -> None:
    """The default stands and is shown as such; the exit code is that of a scan."""
    path = tmp_path / "own.py"
    path.write_text(SETTING, encoding="utf-8")
    wrong = ("--plugin-setting", "own.months=soon", "--plugin-setting", "own.moons=3", "--plugin-setting", "nobody.x=1")
    run = contract_scan("config", "--plugin", path, *wrong)
    told = " ".join(run.stdout.decode().split())

    assert 4 == run.returncode
    assert "plugin_settings.own.months = 9 [default]" in told
    for part in ("“months”", "“moons”", "“nobody”"):
        assert part in told
