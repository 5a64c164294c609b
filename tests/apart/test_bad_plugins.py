"""Whatever a plugin from outside does costs that plugin alone: each is named with what it did, all others are there."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from contract_scan.check import Checked, check
from contract_scan.foreign import Known
from contract_scan.messages import LANGUAGES
from contract_scan.plugins import Plugins, load_plugins
from contract_scan.report.phrases import failure_sentence, set_aside
from contract_scan.rules.model import Meaning
from contract_scan.rules.names import own_kinds
from contract_scan.scan import Failure, Scan
from contract_scan.scanning import scan_document
from contract_scan.settings import Settings
from contract_scan.setup import prepare_with
from tests.rules.builders import document

PLUGIN = """
import builtins, ctypes, os, signal, subprocess, sys, threading, time
from contract_scan import Finding, Span, hookimpl

class Own:
    name = "house.NAME"
    questions = ("2.1",)
    def check(self, document):
        block = document.blocks[-1]
        found = Finding("note", block.span, document.quote(block.span), "house.NAME", questions=("2.1",))
        BODY
        yield found

@hookimpl
def checkers():
    return [Own()]
"""
#: What a checker does before it yields its finding, and how its failure is called; None where nothing is wrong.
CHECKS: Mapping[str, tuple[str, str | None]] = {
    "works": ("pass", None),
    "exits at once": ("os._exit(0)", "checker_ended"),
    "exits": ("sys.exit(3)", "checker_raised"),
    "crashes in C": ("ctypes.string_at(0)", "checker_crashed"),
    "aborts": ("os.abort()", "checker_crashed"),
    "kills itself": ("os.kill(os.getpid(), 9)", "checker_crashed"),
    "changes builtins": ("builtins.open = builtins.print = None", None),
    "breaks every builtin": ("[setattr(builtins, n, None) for n in ('id', 'iter', 'next', 'list')]", "checker_"),
    "interrupts": ("raise KeyboardInterrupt", "checker_raised"),
    "raises what is no exception": ("raise BaseException", "checker_raised"),
    "writes to descriptor 1": ("os.write(1, b'secret text')", "checker_printed"),
    "prints": ("print('secret text')", "checker_printed"),
    "prints from a program": ("subprocess.run(['echo', 'secret'])", "checker_printed"),
    "prints a lot": ("os.write(1, b'x' * 1_000_000)", "checker_printed"),
    "closes standard output": ("sys.stdout.close(); sys.stdout = None", None),
    "closes its descriptors": ("[os.close(n) for n in range(3, 40) if n in map(int, os.listdir('/proc/self/fd'))]", "c"),
    "loops for ever": ("while True: pass", "checker_late"),
    "yields for ever": ("while True: yield found", "checker_"),
    "sleeps": ("time.sleep(3600)", "checker_late"),
    "takes all memory": ("x = bytearray(10**11)", "checker_raised"),
    "recurses": ("f = lambda: f(); f()", "checker_raised"),
    "leaves a thread behind": ("threading.Thread(target=time.sleep, args=(3600,)).start()", None),
    "leaves a program behind": ("subprocess.Popen(['sleep', '3600'])", None),
    "names a rule of another": ("found = Finding('note', block.span, found.quote, 'secrecy.duty')", "foreign_rule"),
    "finds what no rule explains": ("found = Finding('note', block.span, found.quote, 'house.x')", "unexplained"),
    "lays it under no question": (
        "found = Finding('note', block.span, found.quote, 'house.NAME', questions=('9.9', '2.1'))", "foreign_question",
    ),
    "makes up a kind": ("found = Finding('colour', block.span, found.quote, 'house.NAME')", "foreign_kind"),
    "claims to be another": (
        "import dataclasses; found = dataclasses.replace(found, plugin='rules')", None,
    ),
    "makes a wrong quote": ("found = Finding('note', block.span, 'other', 'house.NAME')", "checker_raised"),
    "gives half a character": ("found.attributes['x'] = '\\ud800'", None),
    "gives what JSON cannot say": ("found.attributes['x'] = object()", "checker_raised"),
    "gives no number": ("found.attributes['x'] = float('nan')", "checker_raised"),
    "yields a text": ("yield 'nonsense'", "checker_raised"),
    "kills its group": ("os.killpg(0, 9)", "checker_crashed"),
    "sets an alarm": ("signal.alarm(1); time.sleep(9)", "checker_crashed"),
    "goes on as two": ("os.fork()", None),
    # Newer interpreters do not live on without their modules.
    "forgets its modules": (
        "sys.modules.clear(); os.environ.clear(); os.chdir('/')",
        "checker_ended" if sys.version_info >= (3, 12) else None,
    ),
    "reads what is typed": ("input()", "checker_raised"),
    "raises what is called like a text": ("raise type('secret text', (Exception,), {})", "checker_raised"),
    "raises what cannot be shown": (
        "raise type('E', (Exception,), dict.fromkeys(('__str__', '__repr__'), lambda e: 1 / 0))", "checker_raised",
    ),
    "marks what is outside the text": (
        "found = Finding('note', block.span, found.quote, 'house.NAME', marked=(Span(0, 10**8),))", "checker_raised",
    ),
    "gives a fact of no kind": (
        "from contract_scan import Fact; found = Finding('note', block.span, found.quote, 'house.NAME', "
        "facts=(Fact('colour', block.span, 'red'),))", "checker_garbled",
    ),
    "gives a round of values": ("found.attributes['x'] = found.attributes", "checker_raised"),
    "gives a number without end": ("found.attributes['x'] = 10**5000", "checker_raised"),
    "changes the engine": ("import contract_scan.document as d; d.Document.quote = lambda *a: 'x'", "checker_raised"),
}  # fmt: skip
#: What a plugin is from its first line to its last, and how its failure is called.
WHOLE: Mapping[str, tuple[str, str]] = {
    "exits when imported": ("import os; os._exit(0)", "ended"),
    "crashes when imported": ("import ctypes; ctypes.string_at(0)", "crashed"),
    "loops when imported": ("while True: pass", "late"),
    "prints when imported": ("import os; os.write(1, b'secret')" + PLUGIN.replace("BODY", "pass"), "printed"),
    "has a reporter json": (
        "from contract_scan import hookimpl\nclass R:\n    name = 'json'; suffix = '.x'; binary = False\n"
        "    def report(self, scans, language): return ''\n@hookimpl\ndef reporters(): return [R()]\n",
        "name_taken",
    ),
    "has a checker money": (PLUGIN.replace("house.NAME", "money").replace("BODY", "pass"), "name_taken"),
    "wants another hook": ("from contract_scan import hookimpl\n@hookimpl\ndef chekers(): return []\n", "unknown_hook"),
    "contributes commands": ("from contract_scan import hookimpl\n@hookimpl\ndef commands(): return []\n", "commands_moved"),
    "has a checker without a name": (PLUGIN.replace('"house.NAME"', '""').replace("BODY", "pass"), "not_fitting"),
    "gives one thing for several": (PLUGIN.replace("[Own()]", "Own()").replace("BODY", "pass"), "hook_raised"),
    "wants what no hook has": (PLUGIN.replace("checkers()", "checkers(x)").replace("BODY", "pass"), "not_loaded"),
    "has settings without names": (
        "CONTRACT_SCAN_SETTINGS = ['a']\n" + PLUGIN.replace("BODY", "pass"), "settings_no_table",
    ),
    "ends when imported": ("import sys; sys.exit()", "not_loaded"),
    "is no Python": ("def (", "not_loaded"),
    "implements nothing": ("x = 1", "no_hook"),
}  # fmt: skip
pytestmark = pytest.mark.long
DRAFT = document("Partner keeps everything secret.", "The end.")
#: Where nobody need wait long for what never ends; all others have as much time as a busy machine may need.
PATIENT, QUICK = 20.0, 1.0
ENDLESS = ("loops for ever", "yields for ever", "sleeps", "loops when imported")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all bad plugins, a file each."""
    place = tmp_path_factory.mktemp("house")
    for number, (body, _) in enumerate(CHECKS.values()):
        text = PLUGIN.replace("BODY", body).replace("NAME", f"own{number}")
        (place / f"check{number}.py").write_text(text, encoding="utf-8")
    for number, (text, _) in enumerate(WHOLE.values()):
        (place / f"whole{number}.py").write_text(text.replace("NAME", f"whole{number}"), encoding="utf-8")
    return place


def path_of(what: str, folder: Path) -> Path:
    """Return the file of a bad plugin."""
    sort, name = (CHECKS, "check") if what in CHECKS else (WHOLE, "whole")
    return folder / f"{name}{list(sort).index(what)}.py"


def load(paths: Iterable[Path], seconds: float) -> Plugins:
    """Load plugins together, as a run loads them."""
    return load_plugins(paths, installed=False, seconds=seconds, settings=Settings(seconds_per_checker=seconds))


@pytest.fixture(scope="module")
def endless(folder: Path) -> Plugins:
    """Those that never end."""
    return load((path_of(what, folder) for what in ENDLESS), QUICK)


@pytest.fixture(scope="module")
def loaded(folder: Path) -> Plugins:
    """All others."""
    return load((path_of(what, folder) for what in (*CHECKS, *WHOLE) if what not in ENDLESS), PATIENT)


@pytest.fixture(scope="module")
def checked(loaded: Plugins, endless: Plugins, folder: Path) -> Checked:
    """What the checkers from outside find, one after the other."""
    words = {"en": "Who?", "nl": "Wie?"}
    owners = {f"house.own{n}": str(folder / f"check{n}.py") for n in range(len(CHECKS))} | {"secrecy.duty": "knowledge"}
    meanings = {
        rule: Meaning(rule, "house", "note", words, words, words, "S", ("2.1",), plugin=owner)
        for rule, owner in owners.items()
    }
    outside = [
        part for one in (loaded, endless) for part in one.contributions("checkers") if part.plugin not in one.builtin
    ]
    known = Known(owners, own_kinds() | {"note"}, frozenset(("2.1", "5.1")))
    return check(DRAFT, outside, (), meanings, PATIENT, known=known)


@pytest.mark.parametrize("what", CHECKS)
def test_what_a_checker_does_costs_itself_alone(what: str, checked: Checked, folder: Path) -> None:
    """One failure by its name, with its questions; where it only did something odd, its finding is there."""
    number, reason = list(CHECKS).index(what), CHECKS[what][1]
    failures = [failure for failure in checked.failures if failure.name == f"house.own{number}"]
    found = [f for f in checked.findings if f.plugin == str(path_of(what, folder))]

    if reason is None:
        assert [] == failures
    else:
        assert 1 == len(failures)
        assert failures[0].reason.startswith(reason)
        assert ("2.1",) == failures[0].questions
        assert said(failures[0])
    assert len(found) == (reason in (None, "checker_printed", "unexplained", "foreign_question", "foreign_kind"))
    assert all("9.9" not in finding.questions for finding in found)


@pytest.mark.parametrize("what", WHOLE)
def test_what_a_plugin_is_costs_itself_alone(what: str, loaded: Plugins, endless: Plugins, folder: Path) -> None:
    """One failure by its name; every built-in contribution is there."""
    plugins = endless if what in ENDLESS else loaded
    for hook in ("checkers", "reporters"):
        plugins.contributions(hook)
    failures = [failure for failure in plugins.failures if failure.name == str(path_of(what, folder))]

    assert [WHOLE[what][1]] == [failure.reason for failure in failures]
    assert said(failures[0])


def said(failure: Failure) -> bool:
    """Say whether a failure is one whole sentence or more in both languages, without a word that was printed."""
    sentences = [failure_sentence(failure, language) for language in LANGUAGES]
    return all(s.endswith(".") and "{" not in s and "secret" not in s for s in sentences) and len(set(sentences)) == 2


def test_built_in_parts_are_untouched(loaded: Plugins) -> None:
    """Whatever came after them."""
    assert "money" in {part.value.name for part in loaded.contributions("checkers") if part.plugin in loaded.builtin}
    assert {"json", "html"} <= {part.value.name for part in loaded.contributions("reporters")}


def test_one_that_ended_is_started_again_for_the_next_document(tmp_path: Path) -> None:
    """A document that makes it crash costs that document alone; one that ends every time is given up."""
    path = tmp_path / "own.py"
    body = "os._exit(0) if 'crash' in document.text else None"
    path.write_text(PLUGIN.replace("BODY", body).replace("NAME", "own"), encoding="utf-8")
    [part] = [p for p in load_plugins([path], installed=False).contributions("checkers") if p.plugin == str(path)]

    def reasons(text: str) -> list[str]:
        return [failure.reason for failure in check(document(text), [part], (), {}).failures]

    assert [["unexplained"], ["checker_ended"], ["unexplained"]] == [
        reasons(t) for t in ("calm", "crash", "calm again")
    ]
    assert ["checker_ended"] * 4 == [reasons("crash")[0] for _ in range(4)]
    assert ["checker_ended"] == reasons("calm")


ADJUSTER = """
from dataclasses import replace
from contract_scan import hookimpl
class Own:
    name, questions = "house.own", ()
    def adjust(self, findings):
        return BODY
@hookimpl
def adjusters():
    return [Own()]
"""


def scanned(folder: Path, plugin: str) -> Scan:
    """Return the scan of a short agreement with a plugin."""
    path = folder / "own.py"
    path.write_text(plugin, encoding="utf-8")
    setup = prepare_with(Settings(plugins=(path,), installed=False, names=("never",)))
    return scan_document(document("Partner keeps the existence of this Agreement secret."), setup)


def test_what_an_adjuster_from_outside_leaves_out_is_set_aside_by_its_name(tmp_path: Path) -> None:
    """It is in every report, and takes no finding away in silence."""
    aside = scanned(tmp_path, ADJUSTER.replace("BODY", "[]")).set_aside

    assert "secrecy" in {one.finding.kind for one in aside}
    assert {"house.own"} == {one.by for one in aside}
    assert all(one.finding.standing for one in aside)
    assert all("house.own" in set_aside(aside[0], language) for language in LANGUAGES)


def test_an_adjuster_from_outside_hides_nothing_under_what_nobody_has(tmp_path: Path) -> None:
    """Kind and questions stay as they were, and it is told."""
    body = "[replace(finding, kind='colour', questions=('9.9',), background=()) for finding in findings]"
    scan = scanned(tmp_path, ADJUSTER.replace("BODY", body))

    assert any("5.1" in finding.questions for finding in scan.findings if finding.kind == "secrecy")
    assert {"foreign_kind", "foreign_question"} == {failure.reason for failure in scan.failures}


def test_a_checker_that_names_a_question_nobody_has_is_told_and_if_it_fails_all_are_not_looked_at(
    tmp_path: Path,
) -> None:
    """For nobody can say which are missing."""
    scan = scanned(tmp_path, PLUGIN.replace("2.1", "9.9").replace("BODY", "1 / 0").replace("NAME", "own"))

    assert ["part_question", "checker_raised"] == [failure.reason for failure in scan.failures]
    assert not [answer for answer in scan.answers if answer.state == "nothing_found"]
