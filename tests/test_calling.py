"""Hooks are called through pluggy one implementation at a time: in their order, in their wrappers, with what they name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from contract_scan.apart.given import called
from contract_scan.messages import LANGUAGES
from contract_scan.plugins import IN_PROCESS, BuiltInError, load_plugins, refuse_built_in
from contract_scan.report.phrases import failure_sentence
from contract_scan.settings import Settings

HEAD = """
from contract_scan import hookimpl
class Own:
    questions = ()
    def __init__(self, name):
        self.name = name
    def check(self, document):
        return []
"""
USUAL = """
@hookimpl
def checkers():
    return [Own("NAME")]
"""
FIRST = '@hookimpl(tryfirst=True, specname="checkers")\ndef early():\n    return [Own("first")]\n'
LAST = '@hookimpl(trylast=True, specname="checkers")\ndef late():\n    return [Own("last")]\n'
WRAPPER = """
@hookimpl(wrapper=True, specname="checkers")
def around():
    given = yield
    return [[Own("around")], *given]
"""
OLD_WRAPPER = """
@hookimpl(hookwrapper=True, specname="checkers")
def around():
    outcome = yield
    outcome.force_result([[Own("old")], *outcome.get_result()])
"""
RAISING = '@hookimpl(specname="checkers")\ndef raising():\n    raise KeyError\n'


def names(folder: Path, *texts: str) -> tuple[list[str], list[str]]:
    """Return the checkers of plugins in the order of their calls, and why those that failed did."""
    files = [folder / f"own{number}.py" for number in range(len(texts))]
    for path, text in zip(files, texts, strict=True):
        path.write_text(HEAD + text.replace("NAME", path.stem), encoding="utf-8")
    loaded = load_plugins(files, installed=False)
    found = [one.value.name for one in loaded.contributions("checkers") if one.plugin not in loaded.builtin]
    return found, [failure.reason for failure in loaded.failures]


@pytest.mark.parametrize("here", ["", "1"], ids=["apart", "in process"])
@pytest.mark.parametrize(
    ("texts", "expected", "reasons"),
    [
        ([USUAL, LAST + USUAL, FIRST], ["first", "own0", "own1", "last"], []),
        ([USUAL + WRAPPER, USUAL], ["around", "own0", "own1"], []),
        ([USUAL + OLD_WRAPPER, USUAL], ["old", "own0", "own1"], []),
        ([USUAL + RAISING, USUAL], ["own0", "own1"], ["hook_raised"]),
        ([USUAL, USUAL.replace("NAME", "own0")], ["own0"], ["name_taken"]),
    ],
    ids=["order", "wrapper", "old wrapper", "raising", "name twice"],
)
def test_hooks_are_called_as_pluggy_says(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    here: str,
    texts: list[str],
    expected: list[str],
    reasons: list[str],
) -> None:
    """A wrapper wraps its own plugin's; one implementation that raises costs no other, also of the same plugin."""
    monkeypatch.setenv(IN_PROCESS, here)

    assert (expected, reasons) == names(tmp_path, *texts)


def _positional(one: str, /) -> str:
    return one


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        (lambda: "nothing", "nothing"),
        (lambda document: document, "d"),
        (lambda text: text, "d"),
        (lambda findings: findings, "f"),
        (lambda findings, document: document + findings, "df"),
        (lambda view, found: view + found, "df"),
        (lambda *, findings: findings, "f"),
        (lambda document, more="x": document + more, "dx"),
        (lambda *rest: "".join(rest), "df"),
        (lambda **rest: "".join(rest.values()), "df"),
        (_positional, "d"),
        (max, "f"),
    ],
)
def test_arguments_that_a_function_does_not_name_are_left_out(function: Any, expected: str) -> None:
    """What it calls otherwise is given in order; a function in C that does not say is given all."""
    assert expected == called(function, document="d", findings="f")


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        (Settings(plugin_settings={"nobody": {"limit": 3}}), "settings_of_none"),
        (Settings(disabled=("nobody",)), "disabled_none"),
    ],
)
def test_settings_for_a_plugin_that_is_not_there_are_told(settings: Settings, reason: str) -> None:
    """Its checks may be missing; or the one that was meant to be off takes part."""
    [failure] = load_plugins(settings=settings).failures

    assert ("nobody", reason) == (failure.name, failure.reason)
    assert len({failure_sentence(failure, language) for language in LANGUAGES}) == 2


@pytest.mark.parametrize("settings", [Settings(disabled=("money",)), Settings(plugin_settings={"money": {"x": 1}})])
def test_what_is_built_in_is_neither_disabled_nor_set_up(settings: Settings) -> None:
    """A name that has no effect is refused."""
    with pytest.raises(BuiltInError, match="money"):
        refuse_built_in(settings)
