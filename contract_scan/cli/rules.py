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


@click.group()
def rules() -> None:
    """Prove, count, try and start rules."""


@rules.command("test")
@click.argument("folders", nargs=-1, type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="FOLDER…")
@click.option("--notices", is_flag=True)
@language_option
@click.pass_context
def test(context: click.Context, folders: tuple[Path, ...], notices: bool) -> None:
    """Prove rules: examples, near misses, and that no phrase is dead."""
    from contract_scan.rules.proof.prove import prove_folders
    from contract_scan.rules.topics import topics_of, word_folders

    speak = language(context)
    topics = topics_of(folders)
    proof = prove_folders(topics, word_folders(folders))
    for problem in (*proof.problems, *(proof.notices if notices else ())):
        click.echo("\n".join(problem.lines(speak)))
    click.echo(_summary(proof, len(topics), speak))
    context.exit(0 if proof.holds else PROOF_FAILED)


def _summary(proof: Proof, topics: int, speak: str) -> str:
    values = {
        "topics": topics,
        "rules": proof.rules,
        "phrases": proof.phrases,
        "examples": proof.examples,
        "problems": len(proof.problems),
        "notices": len(proof.notices),
    }
    return say(f"rules.summary.{'holds' if proof.holds else 'fails'}", speak, **values)
