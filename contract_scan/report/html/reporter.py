"""Renders the review page. Document text only ever enters it through the template's escaping, or as escaped JSON."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache, partial
from importlib.resources import files
from typing import Any

from contract_scan.messages import say
from contract_scan.report.first_page import COLUMNS
from contract_scan.report.html.review_data import review_data
from contract_scan.report.html.templates import environment
from contract_scan.report.html.view import scan_view
from contract_scan.scan import Scan

#: The modules of the page's script, in the order in which they need each other.
SCRIPT = ("data", "record", "keep", "places", "filters", "answers", "sources", "decisions", "exchange", "keys", "start")


def html_page(scans: Sequence[Scan], language: str) -> str:
    """Return the page; several scans follow each other on it."""
    style, script = style_text(), script_text()
    template = environment(__package__).get_template("report.html.j2")
    return template.render(
        **_given(scans, language), desk=False, style=style, script=script, policy=_policy(style, script)
    )


def pages(scans: Sequence[Scan], language: str) -> str:
    """Return what stands between head and script of a page at the desk, which keeps what is written on it."""
    return environment(__package__).get_template("pages.html.j2").render(**_given(scans, language), desk=True)


def _given(scans: Sequence[Scan], language: str) -> dict[str, Any]:
    """Return what the templates need of scans."""
    keyed = [(f"s{index}", scan) for index, scan in enumerate(scans, start=1)]
    return {
        "scans": [scan_view(scan, language, key) for key, scan in keyed],
        "columns": COLUMNS,
        "language": language,
        "data": review_data(keyed, language),
        "say": partial(_said, language),
    }


def _said(language: str, key: str, /, **values: Any) -> str:
    return say(key, language, **values)


def style_text() -> str:
    """Return the page's style."""
    return resource("report.css") + resource("review.css")


def _policy(style: str, script: str) -> str:
    """Return a policy under which only this style and this script work, and nothing is ever fetched or sent."""
    return (
        f"default-src 'none'; script-src '{digest(script)}'; style-src '{digest(style)}'; base-uri 'none'; "
        "form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


@cache
def script_text() -> str:
    """Return the page's script: its modules, one after the other."""
    return "\n".join(resource(f"script/{name}.js") for name in SCRIPT)


def resource(name: str) -> str:
    """Return a file that stands beside this module."""
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def digest(content: str) -> str:
    """Return the hash source that lets a content security policy allow exactly this content."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
