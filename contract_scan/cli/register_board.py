"""What a register shows to those who decide: what is to be tested again, and the page for a board."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from contract_scan.cli.options import knowledge_options, language, language_option, setup_from
from contract_scan.cli.register import day_option, folder_option, tell
from contract_scan.cli.register_views import at_for, rests, scope_option, unit_option
from contract_scan.errors import ReadError
from contract_scan.messages import say

if TYPE_CHECKING:
    from sqlalchemy import Connection


@click.command()
@folder_option
@day_option
@unit_option
@click.option("--documents", type=click.Path(path_type=Path, file_okay=False), metavar="FOLDER")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N")
@scope_option
@knowledge_options
@language_option
@click.pass_context
def retest(
    context: click.Context,
    folder: Path,
    day: str,
    unit: str | None,
    documents: Path | None,
    jobs: int | None,
    scope: str,
    knowledge: dict[str, Any],
) -> None:
    """Show which agreements a newer list, rule or definition touches."""
    from contract_scan.register.current import current_of
    from contract_scan.register.projection import opened
    from contract_scan.register.retest import touched

    setup, at = setup_from(knowledge), at_for(folder, day, scope)
    speak = language(context)
    failed = False
    with opened(folder, day, unit) as connection:
        click.echo(rests(connection, at, speak) + "\n")
        found = touched(connection, at, current_of(folder, setup))
        for one in found:
            reasons = ", ".join(say(f"register.reasons.{reason}", speak) for reason in one.reasons)
            newer = f" ({'; '.join(one.lists)})" if one.lists else ""
            tell(
                say("register.retest.line", speak, title=one.title, id=one.agreement, day=one.reviewed, reasons=reasons)
                + newer
            )
        if documents:
            wanted = [one.agreement for one in found]
            failed = again(connection, wanted, documents, folder, setup, speak, jobs)
    if not found:
        click.echo(say("register.retest.nothing", speak))
    context.exit(1 if failed else 0)


def again(
    connection: Connection, wanted: list[str], documents: Path, folder: Path, setup: Any, speak: str, jobs: int | None
) -> bool:
    """Scan the documents at hand, show what differs from the stored answers; say whether one could not be read."""
    from contract_scan.register.files import read_events
    from contract_scan.register.model import Agreement
    from contract_scan.register.replay import replay
    from contract_scan.register.retest import documents_in, scanned_again
    from contract_scan.runner.progress import progress_for

    digests = {one.id: one.document for one in replay(read_events(folder).events).of(Agreement).values()}
    at_hand = documents_in(documents)
    failed = False
    with progress_for("auto", sum(digests.get(one, "") in at_hand for one in wanted), speak) as progress:
        for one in scanned_again(connection, wanted, at_hand, digests, setup, progress.hear, jobs):
            if isinstance(one, ReadError):
                progress.say(f"contract-scan: {one.sentence(speak)}")
                failed = True
                continue
            key = "changed" if one.new or one.gone else "same"
            new, gone = ", ".join(one.new) or "–", ", ".join(one.gone) or "–"
            tell(say(f"register.retest.{key}", speak, title=one.title, path=one.path, new=new, gone=gone))
    return failed


@click.command()
@folder_option
@day_option
@unit_option
@click.option("--output", "-o", type=click.Path(path_type=Path), required=True, metavar="PATH")
@click.option("--role", envvar="CONTRACT_SCAN_ROLE", default="", metavar="ROLE")
@scope_option
@knowledge_options
@language_option
@click.pass_context
def board(
    context: click.Context,
    folder: Path,
    day: str,
    unit: str | None,
    output: Path,
    role: str,
    scope: str,
    knowledge: dict[str, Any],
) -> None:
    """Write the overview for a board: a web page of its own, or a Word file."""
    from contract_scan.cli.scan import write
    from contract_scan.register.board import overview, page, word
    from contract_scan.register.current import current_of
    from contract_scan.register.errors import RegisterError
    from contract_scan.register.projection import opened

    if output.suffix.lower() not in (".html", ".htm", ".docx"):
        raise RegisterError("board_kind", path=str(output))
    setup, at = setup_from(knowledge), at_for(folder, day, scope)
    speak = language(context)
    with opened(folder, day, unit) as connection:
        made = overview(connection, at, current_of(folder, setup), folder, role, unit, speak)
    write(word(made) if output.suffix.lower() == ".docx" else page(made), output, speak)


COMMANDS = (retest, board)
