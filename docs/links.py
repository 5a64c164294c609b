"""The pages as the site has them: they are written for reading in the repository too.

Run by MkDocs, which `make docs` starts (see `hooks` in mkdocs.yml).
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Any

_OUTSIDE = re.compile(r"\[([^\]]+)\]\(\.\./[^)]+\)")
_TWIN = re.compile(r"\[([^\]]+)\]\(([\w-]+?)(\.nl)?\.md(#[^)]*)?\)")


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Return a page with its links as the site has them.

    What stands outside `docs` is named without a link. From a page to itself in the other language a link leads to the
    site in that language; all other links stay within their own.
    """
    path = PurePosixPath(page.file.src_uri).name
    dutch = path.endswith(".nl.md")
    own = path.removesuffix(".md").removesuffix(".nl")

    def link(found: re.Match[str]) -> str:
        text, stem, to_dutch, anchor = found.groups()
        if stem != own or bool(to_dutch) == dutch:
            return found[0]
        folder = "../" if dutch else "" if page.url.startswith("nl/") else "nl/"
        return f'<a href="{folder}{stem}.html{anchor or ""}">{text}</a>'

    return _TWIN.sub(link, _OUTSIDE.sub(r"\1", markdown))


def on_post_page(output: str, page: Any, **_: Any) -> str:
    """Return a page of the site with what the theme leaves out for who cannot see it, or has no mouse.

    The search has a name, an empty corner of a table is no heading, and wide code can be reached by keyboard.
    """
    name = "Zoeken" if page.url.startswith("nl/") else "Search"
    search, code = 'data-md-component="search" role="dialog"', "<pre><span></span><code"
    named = output.replace(search, f'{search} aria-label="{name}"')
    return named.replace("<th></th>", "<td></td>").replace(code, f'{code} tabindex="0"')
