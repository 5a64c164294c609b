"""`contract-scan explain`: what a rule means, why it exists, and by which words it is found."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from contract_scan.cli.options import knowledge_options, language, language_option, setup_from
from contract_scan.errors import UsageError


class UnknownRuleError(UsageError):
    """There is no rule of that name; values: rule, near (names that look alike)."""

    area = "rules"


@click.command()
@click.argument("rule", metavar="RULE")
@knowledge_options
@language_option
@click.pass_context
def explain(context: click.Context, rule: str, knowledge: dict[str, Any]) -> None:
    """Print a rule's meaning, reason, source, questions, words and examples."""
    from contract_scan.rules.explain import explained

    setup = setup_from(knowledge)
    if rule not in setup.meanings:
        raise _unknown(rule, sorted(setup.meanings))
    click.echo("\n".join(explained(setup.pack, rule, language(context), _relative)))


def _unknown(rule: str, known: list[str]) -> UnknownRuleError:
    from difflib import get_close_matches

    near = get_close_matches(rule, known, n=5, cutoff=0.5) or [name for name in known if rule in name][:5]
    key = "explain.unknown_near" if near else "explain.unknown"
    return UnknownRuleError(key, rule=rule, near=", ".join(near))


def _relative(path: str) -> str:
    """Return a path as short as it can be said from here."""
    try:
        return str(Path(path).resolve().relative_to(Path.cwd()))
    except ValueError:
        return path
