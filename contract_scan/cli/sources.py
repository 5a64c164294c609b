"""`contract-scan sources`: which sources of the set's annex were consulted for a document, and recording that."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from contract_scan.cli.options import knowledge_options, language, language_option, settings_from
from contract_scan.errors import UsageError
from contract_scan.messages import say

if TYPE_CHECKING:
    from contract_scan.decisions import Decisions
    from contract_scan.question import QuestionSet
    from contract_scan.scan import ListEdition
    from contract_scan.sources import SourceState


class SourcesError(UsageError):
    """A source cannot be recorded."""

    area = "sources"


@click.group()
@language_option
def sources() -> None:
    """Show and record which sources were consulted."""


def decisions_option(command: Any) -> Any:
    """Add `--decisions`: the file in which a reviewer's answers and decisions on one document are kept."""
    return click.option("--decisions", "file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE")(command)


@sources.command()
@decisions_option
@knowledge_options
@language_option
@click.pass_context
def status(context: click.Context, file: Path | None, knowledge: dict[str, Any]) -> None:
    """Show every source with what it is for and its state."""
    from contract_scan.report.layout import wrapped
    from contract_scan.sources import source_states, sources_of, years_back

    speak, (questions, lists) = language(context), _at_hand(knowledge)
    known = sources_of(questions)
    if not known:
        click.echo(say("sources.none", speak, name=questions.id))
        return
    usual, more = years_back(questions)
    click.echo(wrapped(say("sources.norm", speak, years=usual, more=more)))
    recorded = _recorded(file).sources if file else ()
    for state in source_states(known, lists, recorded):
        click.echo(f"\n{state.source.title[speak]} [{state.source.id}]")
        for line in state_lines(state, speak, datetime.date.today()):
            click.echo(wrapped(line, indent="  "))


def state_lines(state: SourceState, speak: str, today: datetime.date) -> list[str]:
    """Return what there is to say of a source: state, what is loaded and how old it is, what was recorded, address."""
    lines = [f"{say(f'sources.state.{state.state}', speak)} · {', '.join(state.source.questions)}"]
    for edition in state.editions:
        days = (today - datetime.date.fromisoformat(edition.imported)).days if edition.imported else None
        key = "sources.edition" if days is None else "sources.edition_imported"
        lines.append(
            say(key, speak, kind=edition.kind, edition=edition.edition, imported=edition.imported, days=days or 0)
        )
    recorded = state.consultation
    if recorded:
        parts = [recorded.when, recorded.by, recorded.why]
        parts.append(say("sources.years", speak, years=recorded.years) if recorded.years else "")
        lines.append(" · ".join(part for part in parts if part))
    return [*lines, state.source.purpose[speak], state.source.address]


@sources.command()
@click.argument("source", metavar="SOURCE")
@click.option("--decisions", "file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", required=True)
@click.option("--by", metavar="ROLE", default="")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE")
@click.option("--outcome", metavar="TEXT", default="")
@click.option("--years", type=click.IntRange(min=0), metavar="YEARS")
@click.option("--not-applicable", "reason", metavar="REASON")
@knowledge_options
@language_option
@click.pass_context
def record(
    context: click.Context,
    source: str,
    file: Path,
    by: str,
    day: datetime.datetime | None,
    outcome: str,
    years: int | None,
    reason: str | None,
    knowledge: dict[str, Any],
) -> None:
    """Record that a source was consulted, or does not apply, in a decisions file."""
    from contract_scan.decisions import Consultation, Decisions, save_decisions
    from contract_scan.sources import sources_of, years_back

    speak, (questions, _) = language(context), _at_hand(knowledge)
    known = {one.id: one for one in sources_of(questions)}
    if source not in known:
        raise SourcesError("unknown", name=source, known=", ".join(known) or "-")
    if reason is not None and not reason.strip():
        raise SourcesError("no_reason", name=source)
    when = (day.date() if day else datetime.date.today()).isoformat()
    if reason is None:
        back = years_back(questions)[0] if years is None else years
        made = Consultation(source, "consulted", by, when, outcome, back)
    else:
        made = Consultation(source, "does_not_apply", by, when, reason.strip())
    save_decisions(_recorded(file).merged_with(Decisions(sources=(made,))), file)
    click.echo(say(f"sources.recorded_{made.state}", speak, title=known[source].title[speak], path=file), err=True)


def _at_hand(knowledge: dict[str, Any]) -> tuple[QuestionSet, tuple[ListEdition, ...]]:
    """Return the question set and the lists, without preparing a scan."""
    from contract_scan.plugins import load_plugins
    from contract_scan.setup import DEFAULT_QUESTIONS, consulted_lists, question_set

    settings = settings_from(knowledge)
    plugins = load_plugins(settings.plugins, settings=settings)
    lists, _ = consulted_lists(plugins)
    return question_set(plugins, settings.questions or DEFAULT_QUESTIONS)[0], lists


def _recorded(file: Path) -> Decisions:
    from contract_scan.decisions import Decisions, load_decisions

    return load_decisions(file) if file.exists() else Decisions()
