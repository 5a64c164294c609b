"""A question that is answered with yes or no, in the language of the run."""

from __future__ import annotations

import click

from contract_scan.messages import say


def agree(question: str, language: str) -> bool:
    """Ask until the answer is yes or no; no answer is no. Raises `click.Abort` where nobody can answer."""
    yes = say("cli.consent.yes", language).split()
    no = say("cli.consent.no", language).split()

    def answer(given: str) -> bool:
        word = given.strip().lower()
        if word and word not in (*yes, *no):
            raise click.UsageError(say("cli.consent.neither", language))
        return word in yes

    agreed: bool = click.prompt(
        f"{question} [{say('cli.consent.choices', language)}]", default="", show_default=False, value_proc=answer
    )
    return agreed
