"""The documents of a file, one after the other, for commands that show something of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from contract_scan.cli.scan import UNREADABLE
from contract_scan.errors import ReadError

if TYPE_CHECKING:
    from contract_scan.document import Document


@dataclass
class Documents:
    """The documents that can be read; of each other one standard error says why it cannot, in the language `speak`."""

    found: Iterable[Document | ReadError]
    speak: str
    exit_code: int = 0

    def __iter__(self) -> Iterator[Document]:
        """Yield the documents; `exit_code` is final after the last."""
        for document in self.found:
            if isinstance(document, ReadError):
                click.echo(f"contract-scan: {document.sentence(self.speak)}", err=True)
                self.exit_code = UNREADABLE
            else:
                yield document
