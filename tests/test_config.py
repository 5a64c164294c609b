"""House configuration: found upwards, overruled in order, every value with where it comes from."""

from __future__ import annotations

import datetime
import json
import os
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from contract_scan.config import SETTINGS, ConfigError, Setting, effective
from contract_scan.plugins import load_plugins
from contract_scan.read.request import Limits
from contract_scan.settings import Settings
from contract_scan.setup import consulted_lists
from tests.command import contract_scan
from tests.conftest import FIXTURES, NO_LISTS

NOWHERE = Path("/no/such/file")


def house(folder: Path, text: str) -> Path:
    """Write a configuration file."""
    path = folder / "contract-scan.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_nearest_file_upwards_from_the_document_counts(tmp_path: Path) -> None:
    """Its paths are relative to it."""
    path = house(tmp_path, 'rules = ["house-rules"]\nlanguage = "nl"\n')
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    values = effective(deep, {}, user=NOWHERE)

    assert ((tmp_path / "house-rules",), str(path)) == (values["rules"].value, values["rules"].origin)


def test_a_variable_goes_before_a_file_and_an_option_before_both(tmp_path: Path) -> None:
    """Each says where it comes from."""
    house(tmp_path, 'questions = "of-the-file"\nocr = "never"\n')
    environment = {"CONTRACT_SCAN_QUESTIONS": "of-the-variable", "CONTRACT_SCAN_OCR": "always"}
    values = effective(tmp_path, environment, {"questions": "of-the-option"}, user=NOWHERE)

    assert ("of-the-option", "option") == (values["questions"].value, values["questions"].origin)
    assert ("always", "CONTRACT_SCAN_OCR") == (values["ocr"].value, values["ocr"].origin)


def test_the_users_own_file_goes_before_the_default_alone(tmp_path: Path) -> None:
    """A house file overrules it."""
    user = tmp_path / "user.toml"
    user.write_text('ocr = "never"\nlanguage = "nl"\n', encoding="utf-8")
    here = tmp_path / "here"
    here.mkdir()
    house(here, 'ocr = "always"\n')
    values = effective(here, {}, user=user)

    assert ("always", "nl") == (values["ocr"].value, values["language"].value)


@pytest.mark.parametrize(
    "text",
    [
        "x =",
        'lanugage = "nl"',
        "language = 7",
        'rules = "a"\nplugins = 3',
        "[suppress]\n'publicity.name_use' = ''",
        "[limits]\nno_such_limit = 3",
        "[limits]\npages = true",
        "[limits]\nfile_bytes = 99999999999999999999999",
        "[list_ages]\neu = -1",
        "seconds_per_checker = 'soon'",
        'ocr = "sometimes"',
        'language = "fr"',
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_one_sentence(tmp_path: Path, text: str) -> None:
    """A misspelt setting, and a suppression without a reason, included."""
    path = house(tmp_path, text)

    with pytest.raises(ConfigError) as caught:
        effective(tmp_path, {}, user=NOWHERE)
    assert str(path) in caught.value.sentence("en")


def test_every_setting_has_a_variable_of_its_own() -> None:
    """All begin with our name."""
    names = [setting.variable for setting in SETTINGS]

    assert len(names) == len(set(names))
    assert all(name.startswith("CONTRACT_SCAN_") for name in names)


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_every_setting_has_an_option_of_scan(setting: Setting) -> None:
    """Named after it."""
    from contract_scan.cli.scan import scan

    options = {name.strip("-").replace("-", "_") for p in scan.params for name in (*p.opts, str(p.name))}
    spelled = {"language": "lang", "plugins": "plugin"}

    assert spelled.get(setting.name, setting.name) in options


@pytest.mark.parametrize(
    ("name", "typed", "expected"),
    [
        ("list_ages", ("eu=30", "un=0"), {"eu": 30.0, "un": 0.0}),
        (
            "suppress",
            ("publicity.name_use=agreed; see minutes",),
            {"publicity.name_use": "agreed; see minutes"},
        ),
        ("seconds_per_checker", "5", 5.0),
        ("limits", ("pages=7",), Limits(pages=7)),
        ("memo_template", "house.docx", Path.cwd() / "house.docx"),
        ("names", ("nl_house_names", "auto"), ("nl_house_names",)),
        ("names", "models/nl", (str(Path.cwd() / "models/nl"),)),
        ("plugins", ("a.py", "b.py"), (Path.cwd() / "a.py", Path.cwd() / "b.py")),
    ],
)
def test_an_option_is_read_as_it_was_typed(name: str, typed: object, expected: object) -> None:
    """Its value is that of the file or the variable."""
    assert expected == effective(NOWHERE.parent, {}, {name: typed}, user=NOWHERE)[name].value


def test_a_variable_says_several_things_with_semicolons(tmp_path: Path) -> None:
    """And what is no pair is refused instead of left out."""
    assert {"eu": 30.0, "un": 0.0} == effective(tmp_path, {"CONTRACT_SCAN_LIST_AGES": "eu=30; un=0"}, user=NOWHERE)[
        "list_ages"
    ].value
    with pytest.raises(ConfigError):
        effective(tmp_path, {"CONTRACT_SCAN_SUPPRESS": "publicity.name_use"}, user=NOWHERE)


def test_the_house_says_when_a_list_is_old() -> None:
    """Before what its format says; 0 is never."""
    plugins, long_after = load_plugins(installed=False), datetime.date(2100, 1, 1)

    def old(ages: dict[str, float]) -> dict[str, bool]:
        settings = Settings(lists=NO_LISTS, today=long_after, list_ages=ages)
        return {e.kind: e.old for e in consulted_lists(replace(plugins, settings=settings))[0]}

    assert old({})["aspi"]
    assert not old({"aspi": 0})["aspi"]
    assert old({"aspi": 1e6}) == {**old({}), "aspi": False}


def test_a_house_file_beside_the_document_decides_the_language(tmp_path: Path) -> None:
    """Unless somebody asked for another; suppressed rules stand in the report with their reason."""
    document = tmp_path / "draft.md"
    document.write_bytes((FIXTURES / "en-nda.md").read_bytes())
    rule = json.loads(command("scan", document, "--format", "json").stdout)["findings"][0]["rule"]
    house(tmp_path, f'language = "nl"\n[suppress]\n"{rule}" = "besproken met het bestuur"\n')
    run = command("scan", document, "--full")

    assert "NIET BEKEKEN" in run.stdout.decode()
    assert "besproken met het bestuur" in " ".join(run.stdout.decode().split())
    assert "NOT LOOKED" in command("scan", document, "--full", "--lang", "en").stdout.decode()


def command(*arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a country where English is spoken."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("LC_")} | {"LANG": "en_GB.UTF-8"}
    return contract_scan(*arguments, environment=environment)


def test_a_file_is_no_folder_of_lists(tmp_path: Path) -> None:
    """A list given for its folder would be passed over, and no name be looked up in it."""
    file = tmp_path / "list.xml"
    file.write_text("<list/>", encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        effective(tmp_path, {}, {"lists": str(file)})
    assert "folder" in caught.value.sentence("en")
    assert caught.value.sentence("nl") != caught.value.sentence("en")
