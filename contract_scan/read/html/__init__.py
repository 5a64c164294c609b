"""The reader of web pages. Light to import: lxml comes with the first page that is read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contract_scan.document import Document
    from contract_scan.read.request import ReadRequest

_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)


class HtmlReader:
    """Reads .html and .htm. Links, scripts and styles are never followed or run."""

    name = "html"
    suffixes: tuple[str, ...] = (".html", ".htm", ".xhtml")

    def recognises(self, head: bytes) -> bool:
        """Say whether a file starts as an HTML page does."""
        return _PAGE.match(head) is not None

    def read(self, request: ReadRequest) -> Document:
        """Return the document: a block a paragraph, heading, list item or table cell."""
        from contract_scan.read.html.reader import read_html

        return read_html(request)
