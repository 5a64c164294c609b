"""`contract-scan lists`: import lists that the user saved, show which are at hand, check a document's names."""

from __future__ import annotations

import dataclasses
import datetime
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from contract_scan.cli.documents import Documents
from contract_scan.cli.options import knowledge_options, language, language_option, settings_from
from contract_scan.messages import say

if TYPE_CHECKING:
    from contract_scan.finding import Finding
    from contract_scan.lists.model import ListFormat, Manifest
    from contract_scan.settings import Settings
    from contract_scan.setup import Setup

_VARIANT = re.compile(r"[\w-]+", re.ASCII)


@click.group()
@language_option
def lists() -> None:
    """Import and consult reference lists, offline."""


def folder_option(command: Any) -> Any:
    """Add `--lists`: where imported lists are kept in this run."""
    return click.option("--lists", "folder", type=click.Path(path_type=Path, file_okay=False), metavar="FOLDER")(
        command
    )


def keeping(knowledge: dict[str, Any], folder: Path | None) -> Settings:
    """Return the settings of a run whose lists are kept in a folder: this one, or as all else says."""
    from contract_scan.lists.store import lists_folder

    options = {**knowledge["options"], "lists": str(folder) if folder else None}
    settings = settings_from({**knowledge, "options": options})
    return dataclasses.replace(settings, lists=settings.lists or lists_folder())


@lists.command("import")
@click.argument("kind", metavar="[KIND]")
@click.argument("file", type=click.Path(path_type=Path), required=False, metavar="FILE|FOLDER")
@click.option("--name", metavar="NAME")
@click.option("--column", metavar="COLUMN")
@click.option("--accept-fewer", is_flag=True)
@folder_option
@knowledge_options
@language_option
@click.pass_context
def import_(
    context: click.Context,
    kind: str,
    file: Path | None,
    name: str | None,
    column: str | None,
    accept_fewer: bool,
    folder: Path | None,
    knowledge: dict[str, Any],
) -> None:
    """Import a list from a file, or the lists of a folder."""
    from contract_scan.lists.importing import formats_by_kind, import_list
    from contract_scan.lists.model import ListError
    from contract_scan.setup import prepare_with

    speak, settings = language(context), keeping(knowledge, folder)
    known, target = formats(prepare_with(settings)), settings.lists
    assert target is not None
    if file is None:
        import_whatever_is_there(known, Path(kind), target, speak, accept_fewer=accept_fewer)
        return
    form = formats_by_kind(known, kind)
    if column and "column" in {field.name for field in dataclasses.fields(form)}:  # type: ignore[arg-type]
        form = dataclasses.replace(form, column=column)  # type: ignore[type-var]
    variant = variant_of(form, name, file)
    try:
        done = import_list(form, file, target, datetime.date.today(), variant=variant, accept_fewer=accept_fewer)
    except OSError as problem:
        raise ListError("unwritable", path=str(target), reason=problem.strerror or "") from None
    click.echo(
        say("lists.imported", speak, name=done.name, rows=done.rows, edition=done.edition, origin=done.origin), err=True
    )
    if done.nameless:
        number = "one" if done.nameless == 1 else "several"
        click.echo(say(f"lists.nameless.{number}", speak, count=done.nameless), err=True)


def import_whatever_is_there(
    known: dict[str, ListFormat], place: Path, target: Path, speak: str, *, accept_fewer: bool
) -> None:
    """Import the lists of a folder, or one file, each of the kind that its content shows; say of each what came of it.

    Raises `ListError` where there is no such place, or nothing in it was a list.
    """
    from contract_scan.lists.importing import import_list
    from contract_scan.lists.model import ListError
    from contract_scan.lists.recognising import files_in, recognised

    if not place.exists():
        raise ListError("no_place", path=str(place), known=", ".join(known))
    imported = 0
    for file in files_in(place) if place.is_dir() else (place,):
        form = recognised(known, file)
        if form is None:
            click.echo(say("lists.not_recognised", speak, path=file), err=True)
            continue
        try:
            today, variant = datetime.date.today(), variant_of(form, None, file)
            done = import_list(form, file, target, today, variant=variant, accept_fewer=accept_fewer)
        except ListError as problem:
            click.echo(problem.sentence(speak), err=True)
            continue
        imported += 1
        values = {"name": done.name, "rows": done.rows, "edition": done.edition, "origin": done.origin}
        click.echo(say("lists.imported", speak, **values), err=True)
    if not imported:
        raise ListError("nothing_imported", path=str(place))


def variant_of(form: ListFormat, name: str | None, file: Path) -> str:
    """Return what tells this list apart from others of its kind: the given name, or that of the file."""
    from contract_scan.lists.model import ListError

    if name is None and not form.variants:
        return ""
    variant = name if name is not None else re.sub(r"[^\w-]+", "_", file.stem, flags=re.ASCII).strip("_").lower()
    if not _VARIANT.fullmatch(variant):
        raise ListError("bad_name", name=variant)
    return variant


def formats(setup: Setup) -> dict[str, ListFormat]:
    """Return the formats of lists by kind, in the order of their kinds."""
    found = {c.value.kind: c.value for c in setup.plugins.contributions("lists")}
    return dict(sorted(found.items()))


@lists.command()
@folder_option
@knowledge_options
@language_option
@click.pass_context
def status(context: click.Context, folder: Path | None, knowledge: dict[str, Any]) -> None:
    """Show which lists are at hand, how old they are, and which are missing."""
    from contract_scan.lists.store import open_lists
    from contract_scan.setup import prepare_with

    speak, settings = language(context), keeping(knowledge, folder)
    known, ages = formats(prepare_with(settings)), settings.list_ages
    click.echo(say("lists.folder", speak, path=settings.lists))
    opened = open_lists(settings.lists)
    today = datetime.date.today()
    for stored in opened.stored:
        days = ages.get(stored.manifest.kind, getattr(known.get(stored.manifest.kind), "days", 0))
        click.echo(status_row(stored.manifest, days, today, speak))
    for failure in opened.failures:
        click.echo(say(f"lists.{failure.reason}", speak, **failure.details))
    at_hand = {stored.manifest.kind for stored in opened.stored}
    for kind, form in known.items():
        if kind not in at_hand:
            click.echo(say("lists.not_loaded", speak, kind=kind, title=form.title[speak]))
    opened.close()


def status_row(manifest: Manifest, days: float, today: datetime.date, speak: str) -> str:
    """Return one line about a list at hand, which is old after so many days; 0 for never."""
    from contract_scan.lists.store import is_old

    origin = say("lists.shipped", speak) if manifest.shipped else say("lists.own", speak, imported=manifest.imported)
    line = say(
        "lists.row",
        speak,
        name=manifest.name,
        title=manifest.title.get(speak) or manifest.title.get("en") or manifest.name,
        authority=say(f"lists.authority.{manifest.authority}", speak),
        edition=manifest.edition,
        rows=manifest.rows,
        origin_kind=origin,
    )
    return f"{line} · {say('lists.old', speak)}" if is_old(manifest, days, today) else line


@lists.command("check")
@click.argument("file")
@folder_option
@knowledge_options
@language_option
@click.pass_context
def check_(context: click.Context, file: str, folder: Path | None, knowledge: dict[str, Any]) -> None:
    """Look up the names in a document on the lists at hand."""
    from contract_scan.report.phrases import unread_sentence
    from contract_scan.runner.fork import read_all_bounded
    from contract_scan.scanning import scan_document
    from contract_scan.setup import prepare_with

    speak = language(context)
    setup = prepare_with(keeping(knowledge, folder))
    documents = Documents(read_all_bounded(file, setup.readers, setup.settings), speak)
    for document in documents:
        scan = scan_document(document, setup)
        found = [f for f in scan.findings if f.kind == "list_match"]
        for finding in found:
            click.echo(match_text(finding, speak))
        if not found:
            key = "lists.no_match_in_part" if scan.unread else "lists.no_match"
            click.echo(say(key, speak, path=document.source.path))
        for part in scan.unread:
            click.echo(f"! {unread_sentence(part, speak)}")
    context.exit(documents.exit_code)


def match_text(finding: Finding, speak: str) -> str:
    """Return a match in words: which name, which list and edition, how it matched, and what is in doubt."""
    values = finding.attributes
    titles = values.get("list_title")
    title = titles.get(speak) if isinstance(titles, dict) else None
    lines = [
        say(
            "lists.match",
            speak,
            quote=" ".join(finding.quote.split()),
            matched=values["matched_name"],
            title=title or values["list"],
            authority=say(f"lists.authority.{values['authority']}", speak),
            edition=values["edition"],
            how=say(f"lists.how.{values['how']}", speak),
        )
    ]
    lines.append(say("lists.match_more", speak, listed=values["listed_name"], details=_details(finding, speak)))
    lines += [say("lists.doubt", speak, doubt=say(f"lists.doubts.{doubt}", speak)) for doubt in finding.doubts]
    return "\n".join(lines)


def _details(finding: Finding, speak: str) -> str:
    values = finding.attributes
    shown = [
        say(f"lists.detail.{key}", speak, value=values[key])
        for key in ("act", "annex", "measure", "programme", "since", "until", "through")
        if values.get(key)
    ]
    relation = say(f"lists.relation.{values['relation']}", speak)
    return "".join(f"; {part}" for part in (say("lists.detail.relation", speak, value=relation), *shown))
