"""`contract-scan dates FILE`: the terms of a document, and a calendar file of the days that matter."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from contract_scan.cli.documents import Documents
from contract_scan.cli.options import knowledge_options, language, language_option, setup_from
from contract_scan.messages import find, say

if TYPE_CHECKING:
    from contract_scan.dates import Term
    from contract_scan.register.calendar import Entry

#: The terms that are days to be remembered.
DAYS = ("end", "notice_date", "review", "deadline_report", "deadline_payment", "deadline_deliverable")


@click.command()
@click.argument("file")
@click.option("--ics", type=click.Path(path_type=Path), metavar="PATH")
@knowledge_options
@language_option
@click.pass_context
def dates(context: click.Context, file: str, ics: Path | None, knowledge: dict[str, Any]) -> None:
    """Show when an agreement starts and ends, how it is renewed, and what must be done by when."""
    from contract_scan.cli.scan import write
    from contract_scan.dates import terms_of
    from contract_scan.register.calendar import calendar
    from contract_scan.runner.fork import read_all_bounded

    setup, entries = setup_from(knowledge, file), []
    speak, today = language(context), datetime.date.today().isoformat()
    found = Documents(read_all_bounded(file, setup.readers, setup.settings), speak)
    for document in found:
        terms = terms_of(document)
        title = document.source.title or Path(document.source.path).stem
        click.echo("\n".join(lines(terms, document.source.path, today, speak)))
        entries += [entry for one in terms for entry in entry_of(one, title, speak)]
    if ics:
        write(calendar(entries, today), ics, speak)
    context.exit(found.exit_code)


def lines(terms: tuple[Term, ...], path: str, today: str, speak: str) -> Iterator[str]:
    """Yield the terms in words, each with its clause and what is in doubt; what was not found is said."""
    from contract_scan.report.layout import shortened, visible, wrapped

    yield say("terms.title", speak, path=path)
    said = ""
    for one in terms:
        place = "".join(f", {part}" for part in places(one, speak))
        steps = [say(f"terms.what.{step}", speak) for step in one.steps]
        computed = f" ({say('terms.computed', speak, steps=', '.join(steps))})" if steps else ""
        doubt = "".join(f" – {say(f'terms.doubts.{doubt}', speak)}" for doubt in one.doubts)
        sure = say(f"terms.{one.certainty}", speak)
        yield wrapped(f"{say(f'terms.what.{one.what}', speak)}: {value(one, speak)}{computed}{place} [{sure}]{doubt}")
        if one.quote != said:
            yield wrapped(f"“{visible(shortened(one.quote, 240))}”", indent="    ")
        said = one.quote
    found = {one.what for one in terms}
    for what in ("start", "end", "renewal", "notice"):
        if what not in found and not (what == "end" and "end_unknown" in found):
            yield say("terms.not_found", speak, what=say(f"terms.what.{what}", speak))
    yield from coming(terms, today, speak)


def coming(terms: tuple[Term, ...], today: str, speak: str) -> Iterator[str]:
    """Yield, for an agreement that renews itself, the end of the term that runs now and its last day of notice."""
    from contract_scan.dates.arithmetic import next_round

    known = {one.what: one.value for one in reversed(terms) if one.certainty == "sure"}
    if known.get("renewal") == "tacit" and known.get("end", "9999") < today and "renewal_period" in known:
        found = next_round(
            known["end"], known["renewal_period"], known.get("notice", "P0D"), today, known.get("start", "")
        )
        if found:
            yield say("terms.next", speak, end=found[0], notice=found[1])


def places(one: Term, speak: str) -> list[str]:
    """Return where a term stands, as far as it is known."""
    parts = [say("report.clause", speak, clause=one.clause)] if one.clause else []
    return [*parts, say("report.page", speak, page=one.page)] if one.page else parts


def value(one: Term, speak: str) -> str:
    """Return the value of a term in words."""
    from contract_scan.report.values import period

    known = find(f"terms.values.{one.value}", speak) or find(f"register.values.kind.{one.value}", speak)
    return known or period(one.value, speak)


def entry_of(one: Term, title: str, speak: str) -> Iterator[Entry]:
    """Yield the calendar entry of a term that is a day; one that is not sure says so."""
    from contract_scan.register.calendar import Entry

    if one.what in DAYS:
        what = say(f"terms.what.{one.what}", speak)
        sure = "" if one.certainty == "sure" else f" ({say('terms.possible', speak)})"
        yield Entry(one.value, f"{title}: {what}{sure}", " ".join(one.quote.split()))
