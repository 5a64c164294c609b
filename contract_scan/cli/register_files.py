"""Files in and out: importing what a university has, exporting, merging two registers, taking something out."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from contract_scan.cli.options import language, language_option
from contract_scan.cli.register import counted, day_option, folder_option, offer, tell, writer_on, writing_options
from contract_scan.messages import say

FORMATS = ("table", "pure", "cerif", "cordis", "nwopen", "ewp")


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--unit", required=True, metavar="UNIT")
@click.option("--from", "source", type=click.Choice(FORMATS), default="table")
@click.option("--mapping", type=click.Path(path_type=Path), metavar="PATH")
@click.option("--keep-mapping", type=click.Path(path_type=Path), metavar="PATH")
@click.option("--own", multiple=True, metavar="NAME")
@folder_option
@writing_options
@language_option
@click.pass_context
def import_(
    context: click.Context,
    file: Path,
    unit: str,
    source: str,
    mapping: Path | None,
    keep_mapping: Path | None,
    own: tuple[str, ...],
    folder: Path,
    role: str,
    why: str,
    yes: bool,
    dry: bool,
) -> None:
    """Import agreements from a file of another system."""
    from contract_scan.register.definitions import definitions
    from contract_scan.register.edit import known_unit
    from contract_scan.register.files import read_events
    from contract_scan.register.imports import planned, planned_export, read_source, summary
    from contract_scan.register.replay import replay

    speak, desk = language(context), writer_on(folder, role)
    events = read_events(folder).events
    state = replay(events)
    known_unit(folder, unit, state)
    own_export = planned_export(desk, file, unit, folder, state, why) if source == "table" and mapping is None else None
    if own_export is not None:
        plan, read = own_export
        offer(desk, summary(plan, read, speak), speak, yes=yes or not plan.changes, dry=dry)
        context.exit(4 if read.refusals else 0)
    names = (*definitions(folder)[-1].institution, *own)
    read = read_source(file, source, unit, names, mapping)
    keep_columns(read.mapping, keep_mapping, (file, mapping), speak)
    plan = planned(desk, read, events, why)
    offer(desk, summary(plan, read, speak), speak, yes=yes or not plan.changes, dry=dry)
    context.exit(4 if read.refusals else 0)


def keep_columns(mapping: str | None, path: Path | None, inputs: Iterable[Path | None], speak: str) -> None:
    """Write a mapping of columns to a file, never over the table itself or over what somebody changed."""
    from contract_scan.cli.scan import refuse_inputs, write
    from contract_scan.register.errors import RegisterError

    if path is None or mapping is None:
        return
    refuse_inputs(path, inputs)
    if path.is_file() and path.read_bytes() != mapping.encode():
        raise RegisterError("imports.mapping_there", path=str(path))
    write(mapping, path, speak)


@click.command()
@click.option("--output", "-o", type=click.Path(path_type=Path), required=True, metavar="PATH")
@click.option("--unit", default=None, metavar="UNIT")
@click.option("--role", envvar="CONTRACT_SCAN_ROLE", default="", metavar="ROLE")
@day_option
@folder_option
@language_option
@click.pass_context
def export(context: click.Context, output: Path, unit: str | None, role: str, day: str, folder: Path) -> None:
    """Export agreements with their knowledge-security fields as CSV or XLSX."""
    from contract_scan.cli.scan import write
    from contract_scan.register.errors import RegisterError
    from contract_scan.register.export import exported

    if not role.strip():
        raise RegisterError("no_role")
    speak = language(context)
    write(exported(folder, unit, role, day, output.suffix.lower(), speak), output, speak)


@click.command()
@click.argument("other", type=click.Path(path_type=Path, file_okay=False))
@folder_option
@language_option
@click.pass_context
def merge(context: click.Context, other: Path, folder: Path) -> None:
    """Take over what another register has and this one lacks; nothing is overwritten."""
    from contract_scan.register.definitions import differing
    from contract_scan.register.files import merge_folders, read_events
    from contract_scan.register.replay import replay

    speak = language(context)
    copied = len(list(merge_folders(other, folder)))
    click.echo(counted("register.merged", copied, speak))
    for version in differing(other, folder):
        click.echo(say("register.definition_differs", speak, version=version))
    for conflict in replay(read_events(folder).events).conflicts:
        sides = " / ".join(f"{side.by}, {side.at[:10]}" for side in conflict.sides)
        tell(say("register.check.conflict", speak, subject=conflict.subject, sides=sides))


@click.command()
@click.argument("identity", metavar="AGREEMENT")
@folder_option
@writing_options
@language_option
@click.pass_context
def redact(context: click.Context, /, identity: str, folder: Path, **how: Any) -> None:
    """Take an agreement out of the register; digest and reason stay."""
    take_out(context, folder, [identity], "redacted", **how)


@click.command()
@click.option("--years", type=click.IntRange(1, 200), required=True)
@day_option
@folder_option
@writing_options
@language_option
@click.pass_context
def retire(context: click.Context, /, years: int, day: str, folder: Path, **how: Any) -> None:
    """Take out what ended more than so many years ago; digest and reason stay."""
    from contract_scan.register.removal import past_term

    found = past_term(folder, day, years)
    if not found:
        click.echo(say("register.nothing_past", language(context), years=years))
        return
    how["why"] = how["why"] or say("register.past_term", language(context), years=years)
    take_out(context, folder, [one.id for one in found], "retired", **how)


def take_out(
    context: click.Context, folder: Path, identities: list[str], how: Any, *, role: str, why: str, yes: bool, dry: bool
) -> None:
    """Offer the removal of agreements; when it is written, the files of their events go."""
    from contract_scan.register.files import remove_files
    from contract_scan.register.removal import removal

    speak, desk = language(context), writer_on(folder, role)
    digests: set[str] = set()
    shown: list[str] = []
    for identity in identities:
        made, unit = removal(folder, identity, how, why)
        desk.state(made, unit, why=why)
        digests |= set(made.digests)
        shown.append(counted("register.removing", len(made.digests), speak, id=identity, why=why))
    offer(desk, shown, speak, yes=yes, dry=dry)
    if not desk.pending and not dry:
        remove_files(folder, frozenset(digests))


COMMANDS = (import_, export, merge, redact, retire)
