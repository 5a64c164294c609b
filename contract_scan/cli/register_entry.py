"""Entering: a new register, units, agreements from reports, changes, benefits and measures. A person decides each."""

from __future__ import annotations

import datetime
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from contract_scan.cli.options import language, language_option
from contract_scan.cli.register import counted, enter, folder_option, iso_day, offer, writer_on, writing_options
from contract_scan.messages import say

if TYPE_CHECKING:
    from contract_scan.register.model import Noun


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@language_option
@click.pass_context
def new(context: click.Context, folder: Path) -> None:
    """Start a register in a folder."""
    from contract_scan.register.definitions import start

    start(folder)
    click.echo(say("register.started", language(context), path=folder), err=True)


@click.command()
@click.argument("identity", metavar="UNIT")
@click.argument("name")
@click.option("--under", default="", metavar="UNIT")
@folder_option
@writing_options
@language_option
@click.pass_context
def unit(context: click.Context, /, identity: str, name: str, under: str, folder: Path, **how: Any) -> None:
    """Enter a faculty, institute or service that reports."""
    from contract_scan.register.errors import RegisterError
    from contract_scan.register.model import Unit

    if under == identity:
        raise RegisterError("itself", id=identity, name="under")
    enter(context, folder, identity, Unit(id=identity, name=name, parent=under), **how)


@click.command()
@click.argument("report", type=click.Path(path_type=Path))
@click.option("--unit", required=True, metavar="UNIT")
@click.option("--group", default="", metavar="NAME")
@click.option("--title", default="", metavar="TEXT")
@click.option("--decisions", type=click.Path(path_type=Path), metavar="PATH")
@click.option("--renews", default="", metavar="AGREEMENT")
@click.option("--look-back", type=click.Choice(["5", "10"]), default=None)
@click.option("--set", "changes", multiple=True, metavar="FIELD=VALUE")
@folder_option
@writing_options
@language_option
@click.pass_context
def add(
    context: click.Context,
    report: Path,
    unit: str,
    group: str,
    title: str,
    decisions: Path | None,
    renews: str,
    look_back: str | None,
    changes: tuple[str, ...],
    folder: Path,
    role: str,
    why: str,
    yes: bool,
    dry: bool,
) -> None:
    """Propose a row from the JSON report of a scan."""
    from contract_scan.decisions import load_decisions
    from contract_scan.register.add import Entry, load_report, propose
    from contract_scan.register.again import proposed_review, proposed_row, says_more
    from contract_scan.register.definitions import definitions
    from contract_scan.register.doubts import doubts_of
    from contract_scan.register.edit import known_unit, with_changes
    from contract_scan.register.files import read_events
    from contract_scan.register.model import Organisation, Review
    from contract_scan.register.replay import replay
    from contract_scan.register.show import changed

    speak, desk = language(context), writer_on(folder, role)
    events = read_events(folder).events
    state = replay(events)
    known_unit(folder, unit, state)
    in_force, today = definitions(folder)[-1], datetime.date.today().isoformat()
    entry = Entry(unit, today, in_force.version, group, title, in_force.institution, renews, int(look_back or 0))
    digest = hashlib.sha256(report.read_bytes()).hexdigest() if report.is_file() else ""
    scanned = load_report(report)
    made = propose(scanned, digest, entry, state.of(Organisation), load_decisions(decisions) if decisions else None)
    said = {"group": group, "title": title, "renews": renews}
    row = proposed_row(made.agreement, events)
    agreement = with_changes(row, (*(f"{name}={value}" for name, value in said.items() if value), *changes))
    lines: list[str] = []
    review = proposed_review(made.review, state.of(Review).get(made.review.id))
    nouns: tuple[Noun, ...] = (*made.organisations, agreement, review)
    for noun in nouns:
        there = state.of(type(noun)).get(noun.id)
        if says_more(noun, there):
            desk.state(noun, unit, why=why)
            lines += changed(there, noun, speak)
    if not lines:
        click.echo(say("register.unchanged", speak))
        return
    told = doubts_of(made, scanned["findings"], state, state, in_force, speak)
    lines += [say("register.doubt", speak, doubt=doubt) for doubt in told]
    offer(desk, lines, speak, yes=yes, dry=dry)


@click.command("set")
@click.argument("identity", metavar="AGREEMENT")
@click.argument("changes", nargs=-1, required=True, metavar="FIELD=VALUE…")
@folder_option
@writing_options
@language_option
@click.pass_context
def set_(context: click.Context, /, identity: str, changes: tuple[str, ...], folder: Path, **how: Any) -> None:
    """Change what the register says of an agreement; what it said before stays."""
    from contract_scan.register.edit import agreement_in, with_changes

    before = agreement_in(folder, identity)
    enter(context, folder, before.unit, with_changes(before, changes), **how)


@click.command()
@click.argument("identity", metavar="AGREEMENT")
@click.argument("what", metavar="TEXT")
@folder_option
@writing_options
@language_option
@click.pass_context
def benefit(context: click.Context, /, identity: str, what: str, folder: Path, **how: Any) -> None:
    """Enter what a partnership brings."""
    from contract_scan.register.edit import agreement_in, beside_id, required
    from contract_scan.register.model import Benefit

    agreement, what = agreement_in(folder, identity), required("what", what)
    enter(context, folder, agreement.unit, Benefit(id=beside_id(identity, what), agreement=identity, what=what), **how)


@click.command()
@click.argument("identity", metavar="AGREEMENT")
@click.argument("what", metavar="TEXT")
@click.option("--until", default="", metavar="DATE")
@click.option("--done", default="", metavar="DATE")
@folder_option
@writing_options
@language_option
@click.pass_context
def measure(
    context: click.Context, /, identity: str, what: str, until: str, done: str, folder: Path, **how: Any
) -> None:
    """Enter a measure: what, until when, and on which day it was done."""
    from contract_scan.register.edit import agreement_in, beside_id, required
    from contract_scan.register.model import Measure

    agreement, what = agreement_in(folder, identity), required("what", what)
    until, done = (iso_day(day) if day else "" for day in (until, done))
    made = Measure(id=beside_id(identity, what), agreement=identity, what=what, until=until, done=done)
    enter(context, folder, agreement.unit, made, **how)


@click.command()
@click.argument("unit", metavar="UNIT")
@click.option("--until", required=True, metavar="DATE")
@click.option("--kind", default="", metavar="KIND")
@click.option("--about", type=click.IntRange(0), default=0, metavar="NUMBER")
@folder_option
@writing_options
@language_option
@click.pass_context
def confirm(context: click.Context, /, unit: str, until: str, kind: str, about: int, folder: Path, **how: Any) -> None:
    """State that all agreements of a unit up to a day are in."""
    from contract_scan.register.edit import known_unit, value_of
    from contract_scan.register.errors import RegisterError
    from contract_scan.register.model import Coverage

    known_unit(folder, unit)
    if iso_day(until) > datetime.date.today().isoformat():
        raise RegisterError("future", value=until)
    if kind:
        value_of("kind", kind)
    made = Coverage(id=f"{unit}-{kind or 'all'}", unit=unit, kind=kind, until=iso_day(until), about=about)
    enter(context, folder, unit, made, **how)


@click.command()
@click.argument("subject")
@click.option("--keep", type=click.IntRange(1), default=None, metavar="NUMBER")
@folder_option
@writing_options
@language_option
@click.pass_context
def decide(
    context: click.Context,
    subject: str,
    keep: int | None,
    folder: Path,
    role: str,
    why: str,
    yes: bool,
    dry: bool,
) -> None:
    """Decide which side of a conflict holds."""
    from contract_scan.register.edit import conflict_in
    from contract_scan.register.show import side

    speak, conflict = language(context), conflict_in(folder, subject)
    for number, one in enumerate(conflict.sides, 1):
        click.echo("\n".join(side(one, number, speak)))
    if keep is None or keep > len(conflict.sides):
        click.echo(say("register.keep", speak, number=len(conflict.sides)))
        return
    desk, kept = writer_on(folder, role), conflict.sides[keep - 1]
    desk.state(kept.body, kept.unit, why=why)
    offer(desk, [counted("register.kept", keep, speak)], speak, yes=yes, dry=dry)


COMMANDS = (new, unit, add, set_, benefit, measure, confirm, decide)
