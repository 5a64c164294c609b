"""`contract-scan rules`: prove, count, try and start rules."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from contract_scan.cli.options import language, language_option
from contract_scan.messages import say

if TYPE_CHECKING:
    from contract_scan.rules.proof.prove import Proof

PROOF_FAILED = 1
#: What a rule is called that is started in a folder without a name of its own.
FIRST = "house.first_rule"

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.group()
@language_option
def rules() -> None:
    """Prove, count, try and start rules."""


@rules.command("test")
@click.argument("folders", nargs=-1, type=_FOLDER, metavar="[FOLDER]…")
@click.option("--notices", is_flag=True)
@click.option("--paraphrase", is_flag=True)
@language_option
@click.pass_context
def test(context: click.Context, folders: tuple[Path, ...], notices: bool, paraphrase: bool) -> None:
    """Prove rules: examples, near misses, and that no phrase is dead."""
    from contract_scan.plugins import checker_names, question_files
    from contract_scan.rules.proof.prove import prove_folders

    speak = language(context)
    proof = prove_folders(folders, question_files, checker_names)
    for problem in (*proof.problems, *(one for one in proof.notices if notices or one.key == "checker_unknown")):
        click.echo("\n".join(problem.lines(speak)))
    click.echo(_summary(proof, speak))
    if paraphrase:
        from contract_scan.rules.proof.paraphrase import told
        from contract_scan.rules.topics import topics_of

        click.echo("\n".join(told(topics_of(folders), speak)))
    context.exit(0 if proof.holds else PROOF_FAILED)


def _summary(proof: Proof, speak: str) -> str:
    numbers = {
        "topics": proof.topics,
        "rules": proof.rules,
        "phrases": proof.phrases,
        "phrases_tried": proof.phrases,
        "examples": proof.examples,
        "examples_tried": proof.examples,
        "problems": len(proof.problems),
        "notices": len(proof.notices),
    }
    values = {name: say(f"rules.summary.count.{name}", speak, count=number) for name, number in numbers.items()}
    return say(f"rules.summary.{'holds' if proof.holds else 'fails'}", speak, **values)


@rules.command("stats")
@click.argument("folders", nargs=-1, type=_FOLDER, metavar="[FOLDER]…")
@language_option
@click.pass_context
def stats(context: click.Context, folders: tuple[Path, ...]) -> None:
    """Count rules, phrases and examples by topic and language."""
    from contract_scan.rules.stats import count, table

    click.echo("\n".join(table(count(folders), language(context))))


@rules.command("try")
@click.argument("sentence", metavar="TEXT")
@click.option("--in", "spoken", metavar="LANGUAGE")
@click.option("--rules", "folders", multiple=True, type=_FOLDER, metavar="FOLDER")
@click.option("--rule", metavar="ID")
@language_option
@click.pass_context
def attempt(
    context: click.Context, sentence: str, spoken: str | None, folders: tuple[Path, ...], rule: str | None
) -> None:
    """Say which rules fire on a text, and why those that nearly did stayed silent."""
    from contract_scan.rules.attempt import attempt_lines

    click.echo("\n".join(attempt_lines(sentence, spoken, folders, language(context), rule)))


@rules.command("new")
@click.argument("name", metavar="TOPIC.RULE|FOLDER/")
@click.option("--in", "folder", type=click.Path(file_okay=False, path_type=Path), default=Path(), metavar="FOLDER")
@language_option
@click.pass_context
def new(context: click.Context, name: str, folder: Path) -> None:
    """Start a rule: commented files in both languages, with examples and near misses, that pass their proof."""
    from contract_scan.rules.start import start_rule

    speak = language(context)
    if name.endswith("/"):
        folder, name = folder / name, FIRST
    for path in start_rule(name, folder, speak):
        click.echo(say("rules.new.written", speak, path=path))
    click.echo(say("rules.new.next", speak, folder=folder / name.partition(".")[0]))
