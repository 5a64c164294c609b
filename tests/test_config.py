"""House configuration: found upwards, overruled in order, every value with where it comes from."""

from __future__ import annotations

from pathlib import Path

import pytest

from contract_scan.config import SETTINGS, ConfigError, effective

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
