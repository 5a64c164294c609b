"""A rule of the house as a form fills it in: to the files of a topic, and to what its proof says."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from contract_scan.desk.errors import DeskError
from contract_scan.desk.home import private_folder
from contract_scan.rules.proof.problem import Problem
from contract_scan.rules.proof.prove import Proof, prove_folders
from contract_scan.whole_file import write_whole

#: What is kept beside the rule's files, so that the form can be filled in again.
FORM = "form.json"
LANGUAGES = ("en", "nl")
_NAME = re.compile(r"[a-z][a-z0-9_]{1,40}")


@dataclass(frozen=True, slots=True)
class HouseRule:
    """What a person fills in. Of the words there is one a line; those of a language may be left out altogether."""

    name: str = ""
    kind: str = "note"
    question: str = ""
    bearing: str = "raises"
    source: str = ""
    title_en: str = ""
    title_nl: str = ""
    message_en: str = ""
    message_nl: str = ""
    why_en: str = ""
    why_nl: str = ""
    phrases_en: str = ""
    phrases_nl: str = ""
    unless_en: str = ""
    unless_nl: str = ""
    hits_en: str = ""
    hits_nl: str = ""
    misses_en: str = ""
    misses_nl: str = ""

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the languages that have phrases or examples."""
        words = ("phrases", "hits", "misses")
        return tuple(one for one in LANGUAGES if any(getattr(self, f"{word}_{one}").strip() for word in words))


def rule_from(form: Mapping[str, Any]) -> HouseRule:
    """Return the rule in a form; what is not filled in is empty."""
    known = {field.name for field in fields(HouseRule)}
    return HouseRule(**{name: str(value).replace("\r\n", "\n") for name, value in form.items() if name in known})


def write_rule(rule: HouseRule, folder: Path) -> Path:
    """Write the files of a rule into a folder of its name and return that. Raises `DeskError` for no fit name."""
    if not _NAME.fullmatch(rule.name):
        raise DeskError("bad_rule_name")
    place = folder / f"house_{rule.name}"
    if place.exists():
        shutil.rmtree(place)
    private_folder(place)
    write_whole(place / "rules.yaml", _yaml(_meaning(rule)))
    for language in rule.languages:
        write_whole(place / f"{language}.yaml", _yaml(_words(rule, language)))
    write_whole(place / FORM, json.dumps(asdict(rule), ensure_ascii=False).encode())
    return place


def proof_of(rule: HouseRule, place: Path) -> Proof:
    """Return what the proof says of a rule that is not kept yet. Raises `DeskError` for no fit name."""
    with tempfile.TemporaryDirectory(dir=place) as folder:
        topic = write_rule(rule, Path(folder))
        return prove_folders([topic])


def told(problem: Problem, language: str) -> str:
    """Return what is wrong as a person reads it: without the path of a file that nobody has seen."""
    text = " ".join(line.strip() for line in problem.lines(language)).partition(": ")[2]
    own = rf"^house_\w+\.\w+: | \({re.escape(str(problem.where.path))}[^)]*\)"
    return re.sub(own, "", text)


def kept_rules(folder: Path) -> list[HouseRule]:
    """Return the rules that were written with the form."""
    return [rule_from(json.loads(path.read_bytes())) for path in sorted(folder.glob(f"house_*/{FORM}"))]


def _meaning(rule: HouseRule) -> dict[str, Any]:
    told: dict[str, Any] = {
        "title": {"en": rule.title_en or rule.title_nl, "nl": rule.title_nl or rule.title_en},
        "message": {"en": rule.message_en or rule.message_nl, "nl": rule.message_nl or rule.message_en},
        "why": {"en": rule.why_en or rule.why_nl, "nl": rule.why_nl or rule.why_en},
    }
    if rule.languages and len(rule.languages) < len(LANGUAGES):
        told["languages"] = list(rule.languages)
    made: dict[str, Any] = {"kind": rule.kind, "questions": [rule.question] if rule.question else []}
    if rule.bearing in ("raises", "eases"):
        made["bearing"] = rule.bearing
    return {**made, "source": rule.source or "House rule", "rules": {rule.name: told}}


def _words(rule: HouseRule, language: str) -> dict[str, Any]:
    def lines(name: str) -> list[str]:
        text: str = getattr(rule, f"{name}_{language}")
        return [line.strip() for line in text.splitlines() if line.strip()]

    words: dict[str, Any] = {"phrases": lines("phrases")}
    if lines("unless"):
        words["unless"] = lines("unless")
    words["examples"] = {"hits": [_around(hit) for hit in lines("hits")], "misses": lines("misses")}
    return {"rules": {rule.name: words}}


def _around(hit: str) -> str:
    """Return a hit with what is to be found marked: the whole sentence, where a person marked nothing."""
    return hit if "[[" in hit else f"[[{hit}]]"


def _yaml(value: Any) -> bytes:
    import yaml

    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=120).encode()
