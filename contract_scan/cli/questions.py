"""`contract-scan questions`: the question set, as it will be answered."""

from __future__ import annotations

from typing import Any

import click

from contract_scan.cli.options import knowledge_options, language, language_option, setup_from
from contract_scan.messages import say
from contract_scan.question import Question
from contract_scan.report.layout import wrapped


@click.command()
@click.option("--coverage", is_flag=True)
@knowledge_options
@language_option
@click.pass_context
def questions(context: click.Context, coverage: bool, knowledge: dict[str, Any]) -> None:
    """List the indicator questions."""
    speak = language(context)
    setup = setup_from(knowledge)
    if coverage:
        from contract_scan.coverage import coverage_table

        click.echo(coverage_table(setup, speak), nl=False)
        return
    chosen = setup.questions
    click.echo(f"{chosen.title[speak]} ({chosen.id} {chosen.version}, {chosen.date})")
    click.echo(wrapped(chosen.source[speak]))
    for reminder in chosen.reminders:
        click.echo(wrapped(reminder[speak], first="- "))
    for chapter in chosen.chapters:
        click.echo(f"\n{chapter.id} {chapter.title[speak]}")
        for question in chosen.questions:
            if question.chapter == chapter.id:
                click.echo(question_text(question, speak))


def question_text(question: Question, speak: str) -> str:
    """Return a question with what a document never answers and where to look next."""
    lines = [wrapped(f"{question.id} {question.text[speak]}", indent="  ")]
    lines.append(wrapped(question.never[speak], first=say("report.never", speak) + " ", indent="      "))
    lines.append(wrapped(question.next[speak], first=say("report.next", speak) + " ", indent="      "))
    return "\n".join(lines)
