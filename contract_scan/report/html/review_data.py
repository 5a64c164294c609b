"""What the page's script works with, as JSON that no document text can break out of."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from contract_scan.decisions import SCHEMA, as_plain
from contract_scan.messages import catalogue, say
from contract_scan.scan import Scan


def review_data(scans: Sequence[tuple[str, Scan]], language: str) -> str:
    """Return the data of all scans on a page (key and scan) as JSON for a data block.

    Signs that could end the block, or that an HTML parser could take for a comment, are escaped.
    """
    data = {
        "schema": SCHEMA,
        "messages": _messages(language),
        "scans": [_scan(key, scan) for key, scan in scans],
    }
    text = json.dumps(data, ensure_ascii=True, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _messages(language: str) -> dict[str, str]:
    own = {name: say(f"html.script.{name}", language) for name in catalogue("html", "en")["script"]}
    for area in ("choice", "answer"):
        for name in catalogue("decisions", "en")[area]:
            own[f"{area}.{name}"] = say(f"decisions.{area}.{name}", language)
    for name in ("consulted", "does_not_apply"):
        own[f"standing.{name}"] = say(f"sources.state.{name}", language)
    for name in ("decided", "answered", "by", "when"):
        own[name] = say(f"decisions.{name}", language)
    return own


def _scan(key: str, scan: Scan) -> dict[str, Any]:
    source = scan.document.source
    every = (*scan.findings, *(aside.finding for aside in scan.set_aside))
    return {
        "key": key,
        "document": {"path": source.path, "sha256": source.sha256},
        "file": f"{PurePath(source.path).name}.decisions.json",
        "questions": [question.id for question in scan.questions.questions],
        "findings": {finding.identity: [finding.rule, finding.quote] for finding in every},
        "decisions": as_plain(scan.decisions) if scan.decisions else None,
    }
