"""`contract-scan text`: what was read, block by block, so that a reviewer can check the reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from contract_scan.cli.documents import Documents
from contract_scan.cli.options import language, language_option, read_password
from contract_scan.messages import say

if TYPE_CHECKING:
    from contract_scan.document import Block, Document, Mark

_CONTROLS = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\u202a-\u202e\u2066-\u2069]")


@click.command()
@click.argument("file", metavar="FILE")
@click.option("--view", type=click.Choice(["current", "original"]), default="current")
@click.option("--plain", is_flag=True)
@click.option("--ocr", type=click.Choice(["auto", "always", "never"]), default="auto")
@click.option("--password-file", type=click.Path(path_type=Path), metavar="PATH")
@language_option
@click.pass_context
def text(
    context: click.Context,
    file: str,
    view: Literal["current", "original"],
    plain: bool,
    ocr: Literal["auto", "always", "never"],
    password_file: Path | None,
) -> None:
    """Print what was read, with places."""
    from contract_scan.plugins import load_plugins
    from contract_scan.runner.fork import read_all_bounded
    from contract_scan.settings import Settings

    speak = language(context)
    readers = [c.value for c in load_plugins().contributions("readers")]
    settings = Settings(ocr=ocr, password=read_password(password_file))
    found = Documents(read_all_bounded(file, readers, settings), speak)
    for document in found:
        shown = document.original or document if view == "original" else document
        click.echo(harmless(plain_text(shown) if plain else "\n".join(placed_text(shown, document, speak))))
    context.exit(found.exit_code)


def harmless(text: str) -> str:
    """Return a text with the characters that a terminal would obey taken out; line ends and tabs stay."""
    return _CONTROLS.sub("", text)


def plain_text(document: Document) -> str:
    """Return the text as it reads, printed clause numbers included, one block a line."""
    from contract_scan.read.plain import plain

    return plain(document).rstrip("\n")


def placed_text(shown: Document, document: Document, speak: str) -> Iterator[str]:
    """Yield what was not read, then every block with its place, its marks under it."""
    from contract_scan.report.phrases import unread_sentence

    for part in document.unread:
        yield say("cli.text.unread", speak, text=unread_sentence(part, speak))
    for block in shown.blocks:
        yield f"[{block_place(block, speak)}]"
        number = "" if block.number_in_text or not block.number else f"{block.number} "
        yield f"  {number}{shown.quote(block.span)}"
        for mark in shown.marks_in(block.span):
            yield f"    {mark_line(mark, shown, speak)}"


def block_place(block: Block, speak: str) -> str:
    """Return a block's place: offsets, kind, page, clause, language."""
    parts = [f"{block.span.start}-{block.span.end}", say(f"report.block.{block.kind}", speak)]
    if block.page:
        parts.append(say("report.page", speak, page=block.page))
    if block.clause:
        parts.append(say("report.clause", speak, clause=block.clause))
    if block.language:
        parts.append(block.language)
    if block.author:
        parts.append(block.author)
    return ", ".join(parts)


def mark_line(mark: Mark, document: Document, speak: str) -> str:
    """Return what holds for a stretch of the block: tracked, by whom and when; hidden, struck, blank."""
    kind = say(f"report.mark.{mark.kind}", speak)
    who = " ".join(part for part in (mark.author, (mark.date or "")[:10]) if part)
    return f"{kind}{' (' + who + ')' if who else ''}: {document.quote(mark.span)!r}"
