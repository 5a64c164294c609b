"""What click says of its own stands in the language of the run, like all else."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from contract_scan.cli.consent import agree
from contract_scan.cli.main import COMMANDS, build
from contract_scan.cli.speaking import keys, speaking
from contract_scan.messages import catalogue
from tests.command import CLEAN, contract_scan

#: How the sentences begin that nobody can meet here: they are for who declares a command wrongly, or belong to a part of
#: click that is not used (its editor, its progress bar, its console of Windows).
NEVER_SHOWN = (
    "A default",
    "Arguments take exactly one parameter declaration",
    "Boolean option {decl!r}",
    "Choice({choices})",
    "Could not determine name",
    "Invalid start character for option",
    "Name '{name}' defined twice",
    "No options defined",
    "Unknown color",
    "Unknown standard stream",
    "Windows error",
    "{editor}: Editing failed",
)
#: Names of a kind of file: made when a command is imported, and translated where they are shown; and
#: the letter for days in a progress bar of click.
TRANSLATED_LATER = {"file", "directory", "path", "d"}

#: Wrong usage of each kind: what is typed, and what is said of it in Dutch and in English.
WRONG = {
    "argument": (("scan",), "Er ontbreekt een argument: 'BESTAND…'.", "Missing argument 'FILE…'."),
    "command": (("skan",), "Er is geen opdracht 'skan'.", "No such command 'skan'."),
    "command meant": (("scna",), "'scna'. Bedoelde u 'scan'?", "'scna'. Did you mean 'scan'?"),
    "meant": (("plugins", "enabel"), "'enabel'. Bedoelde u 'enable'?", "'enabel'. Did you mean 'enable'?"),
    "option": (("scan", "--formt"), "'--formt'. (Bedoelde u een van deze: '--", "'--formt'. (Did you mean one of: '--"),
    "choice": (("scan", "--ocr", "ja", "x"), "Ongeldige waarde voor '--ocr': 'ja' is geen van deze: 'auto'", "one of"),
    "integer": (("repro", "x", "--finding", "a"), "'a' is geen geheel getal.", "'a' is not a valid integer."),
    "range": (("scan", "--jobs", "0", "x"), "0 valt niet binnen de grenzen x>=1.", "0 is not in the range x>=1."),
    "no range": (("scan", "--jobs", "a", "x"), "'a' is geen geheel getal.", "'a' is not a valid integer range."),
    "path": (("scan", "--rules", "nergens", "x"), "Pad 'nergens' bestaat niet.", "Path 'nergens' does not exist."),
    "folder": (("register", "new", __file__), "is een bestand.", "is a file."),
    "value": (("scan", "--ocr"), "Bij de optie '--ocr' hoort een waarde.", "Option '--ocr' requires an argument."),
    "no value": (("scan", "--full=1", "x"), "Bij de optie '--full' hoort geen waarde.", "does not take a value."),
    "too many": (("text", "a", "b"), "Dit argument hoort er niet bij: b", "Got unexpected extra argument (b)"),
    "far too many": (("text", "a", "b", "c"), "Deze argumenten horen er niet bij: b c", "extra arguments (b c)"),
    "needed": (("batch", "run", "x"), "Er ontbreekt een optie: '--into'.", "Missing option '--into'."),
    "day": (
        ("sources", "record", "x", "--on", "gisteren"),
        "'gisteren' heeft niet de vorm '%Y-%m-%d'.",
        "'gisteren' does not match the format '%Y-%m-%d'.",
    ),
}


@pytest.mark.parametrize("kind", WRONG)
def test_wrong_usage_of_each_kind_is_told_in_the_language_of_the_run(kind: str) -> None:
    """In one process, one after the other: neither run disturbs the next."""
    arguments, dutch, english = WRONG[kind]

    for language, sentence, usage, error in (
        ("nl", dutch, "Gebruik: contract-scan", "Fout: "),
        ("en", english, "Usage: contract-scan", "Error: "),
        ("nl", dutch, "Gebruik: contract-scan", "Fout: "),
    ):
        done = contract_scan(*arguments, language=language)
        said = done.stderr.decode()
        assert done.returncode == 2 and sentence in said
        assert said.splitlines()[-1].startswith(error)
        if said.count("\n") > 1:  # what the parser of options refuses is told in one line
            assert said.startswith(usage)
            assert ("Meer uitleg geeft “contract-scan" if language == "nl" else "for help.\n") in said


@pytest.mark.parametrize("environment", [{"LANG": "nl_NL.UTF-8"}, {"CONTRACT_SCAN_LANG": "nl"}])
def test_the_language_may_come_from_the_environment(environment: dict[str, str]) -> None:
    """As for every other sentence."""
    said = contract_scan("scan", environment={**CLEAN, **environment}).stderr.decode()

    assert "Fout: Er ontbreekt een argument" in said


def test_the_language_may_come_from_a_configuration(tmp_path: Path) -> None:
    """That of the folder where the command is run."""
    (tmp_path / "contract-scan.toml").write_text('language = "nl"\n')

    assert "Fout: " in contract_scan("scan", environment=CLEAN, folder=tmp_path).stderr.decode()
    assert "Fout: " in contract_scan("scan", "--lang", "nl", environment=CLEAN).stderr.decode()


def commands(command: click.Command, *path: str) -> Iterator[tuple[str, ...]]:
    """Yield the path of every command."""
    yield path
    for name in command.commands if isinstance(command, click.Group) and path else ():
        yield from commands(command.commands[name], *path, name)  # type: ignore[attr-defined]


def every_command() -> Iterator[tuple[str, ...]]:
    """Yield every command of ours with its parents."""
    group = build("en")
    yield ()
    for name in COMMANDS:
        command = group.get_command(click.Context(group), name)
        assert command
        yield from commands(command, name)


def test_the_help_of_every_command_has_no_english_of_click() -> None:
    """And that of the run after it, in English, no Dutch."""
    dutch = r"Gebruik:|Opties:|Opdrachten:|Toon deze uitleg|standaard:|verplicht\]|OPTIES|BESTAND|GETAL"
    english = r"Usage:|Options:|Commands:|Show this message|default:|required\]|OPTIONS|COMMAND|\bFILE|INTEGER"
    for path in every_command():
        for language, own, other in (("nl", dutch, english), ("en", english, dutch)):
            shown = CliRunner().invoke(build(language), [*path, "--help"]).output
            assert re.search(own, shown) and not re.search(other, shown), path


def test_each_placeholder_of_a_command_has_a_dutch_word() -> None:
    """One that the catalogue lacks would stay in English in silence."""
    group, words = build("en"), set()
    for path in every_command():
        shown = CliRunner().invoke(group, [*path, "--help"]).output
        words |= set(re.findall(r"[A-Z]{2,}", shown.split("\n\n")[0]))
        words |= set(re.findall(r"[A-Z]{2,}", " ".join(re.findall(r"^  -.*?(?:  |$)", shown, re.MULTILINE))))

    known = {word for words in catalogue("placeholders", "nl") for word in words.split()}
    assert words and not words - known


def test_version_and_the_end_of_a_run_are_told_in_dutch() -> None:
    """Of the group that a program of someone else may call, too."""
    assert ", versie " in contract_scan("--version", language="nl").stdout.decode()
    assert ", version " in contract_scan("--version").stdout.decode()
    group = build("nl")

    @click.command()
    def stop() -> None:
        raise click.Abort

    group.get_command = lambda ctx, cmd_name: stop  # type: ignore[method-assign]
    assert "Gestopt." in CliRunner().invoke(group, ["stop"]).output


@pytest.mark.parametrize(
    ("language", "typed", "agreed"),
    [
        ("nl", "j", True),
        ("nl", "Ja", True),
        ("nl", "y", True),
        ("nl", "nee", False),
        ("nl", "", False),
        ("en", "YES", True),
        ("en", "no", False),
        ("en", "", False),
    ],
)
def test_a_question_is_answered_in_the_language_it_is_asked_in(language: str, typed: str, agreed: bool) -> None:
    """ "j" in Dutch, and "y" in both."""
    shown, answer = asked(language, f"{typed}\n")

    assert answer is agreed
    assert shown.startswith("Goed? [j/N]: " if language == "nl" else "Goed? [y/N]: ")


def test_another_answer_is_asked_again() -> None:
    """In a sentence that says what to answer."""
    assert asked("nl", "wat\nj\n") == (
        "Goed? [j/N]: wat\nFout: Antwoord met j (ja) of n (nee).\nGoed? [j/N]: j\n",
        True,
    )
    assert asked("en", "j\ny\n") == ("Goed? [y/N]: j\nError: invalid input\nGoed? [y/N]: y\n", True)


def asked(language: str, typed: str) -> tuple[str, bool | None]:
    """Return what was shown and what was answered."""
    answers: list[bool] = []

    @click.command()
    def ask() -> None:
        with speaking(lambda: language):
            answers.append(agree("Goed?", language))

    shown = CliRunner().invoke(ask, input=typed).output
    return shown, answers[0] if answers else None


def test_outside_a_run_click_speaks_as_it_always_does() -> None:
    """A program that imports both keeps its own language."""
    contract_scan("scan", language="nl")

    assert "Error: Missing argument" in CliRunner().invoke(click.Command("x", params=[click.Argument(["y"])])).output


def sentences() -> Iterator[tuple[str, ...]]:
    """Yield what click of this environment gives to gettext: one form, or that for one and for more."""
    for path in sorted(Path(str(click.__file__)).parent.glob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in ("_", "ngettext"):
                forms = call.args[:1] if call.func.id == "_" else call.args[:2]
                yield tuple(form.value if isinstance(form, ast.Constant) else ast.unparse(form) for form in forms)  # type: ignore[misc]


def test_every_sentence_of_click_has_its_translation() -> None:
    """A new edition of click that says something else fails here, and not before a reader."""
    found = set(sentences())
    found -= {("extra['required']",)}  # the word "required", which stands in the catalogue
    single = {forms[0] for forms in found if len(forms) == 1} - TRANSLATED_LATER
    single = {text for text in single if not text.startswith(NEVER_SHOWN)}
    english = catalogue("click", "en")

    assert len(found) > 50 and sys.modules["click.core"]
    assert not {text for text in single if not isinstance(english.get(keys().get(text, "")), str)}
    assert "required" in keys()
    for one, other in (forms for forms in found if len(forms) == 2):
        assert english[keys()[one]] == {"one": one, "other": other}
