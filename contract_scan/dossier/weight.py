"""What departs from the usual or may weigh, in the fixed order of kinds of ``patterns/tables/weight.yaml``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from contract_scan.dossier.evidence import Evidence, Where, grouped
from contract_scan.dossier.model import Weighty
from contract_scan.finding import Certainty, Finding
from contract_scan.scan import Scan
from contract_scan.yaml_files import knowledge


def weighty(scan: Scan, numbers: Mapping[Where, int], certainty: Certainty = "sure") -> tuple[Weighty, ...]:
    """Return the quotes of a scan's findings of one certainty that some group names, each once, in its first group.

    Within a group they stand in the order of the rules that it names, and then as they stand in the document.
    """
    groups: dict[str, Any] = knowledge("tables", "weight")["groups"]
    rank = {name: place for place, name in enumerate(groups)}
    chosen: dict[str, list[Finding]] = {name: [] for name in groups}
    for finding in scan.findings:
        name = _group(finding, groups) if finding.certainty == certainty else ""
        if name:
            chosen[name].append(finding)
    found = [
        Weighty(name, groups[name]["title"], item, bool(groups[name].get("titled")), groups[name].get("short"))
        for name, item in _each_once(chosen, numbers)
    ]
    return tuple(sorted(found, key=lambda w: (rank[w.group], _place(w.item, groups[w.group]), w.item.number)))


def _place(item: Evidence, group: Mapping[str, Any]) -> int:
    """Return the place of the first rule of a group that a quote was found by; all the same where it names none."""
    rules = list(group.get("rules", ()))
    own = {name for finding in item.findings for name in (finding.rule, f"{finding.rule.partition('.')[0]}.*")}
    return min((place for place, rule in enumerate(rules) if rule in own), default=len(rules))


def _each_once(chosen: dict[str, list[Finding]], numbers: Mapping[Where, int]) -> Iterator[tuple[str, Evidence]]:
    seen: set[int] = set()
    for name, findings in chosen.items():
        for item in grouped(findings, numbers):
            if item.number not in seen:
                seen.add(item.number)
                yield name, item


def _group(finding: Finding, groups: dict[str, Any]) -> str:
    if finding.kind == "list_match" or finding.view != "current" or _is_only_headed(finding):
        return ""
    return next((name for name, group in groups.items() if _belongs(finding, group)), "")


#: What the work is about may stand in a title; of all else a heading only says that a clause on it follows.
_TITLED = frozenset(("sensitive_technology", "vital_process", "combination", "country"))


def _is_only_headed(finding: Finding) -> bool:
    """Say whether a finding stands in a heading, and is none that a heading can tell."""
    block = finding.standing.block if finding.standing else ""
    return block in ("heading", "title") and finding.kind not in _TITLED


def _belongs(finding: Finding, group: Mapping[str, Any]) -> bool:
    if finding.certainty == "possible":
        return bool(finding.questions) and "*" not in group.get("kinds", ()) and _named(finding, group)
    if "norms" in group and not _departs(finding, group["norms"]):
        return False
    if (group.get("raises") and finding.bearing != "raises") or (group.get("direct") and not finding.questions):
        return False
    return _named(finding, group) or not (group.get("rules") or group.get("kinds"))


def _named(finding: Finding, group: Mapping[str, Any]) -> bool:
    """Say whether a group names the rule of a finding, its topic or its kind."""
    topic = f"{finding.rule.partition('.')[0]}.*"
    rules, kinds = group.get("rules", ()), group.get("kinds", ())
    return bool({finding.rule, topic}.intersection(rules) or {finding.kind, "*"}.intersection(kinds))


def _departs(finding: Finding, norms: Sequence[str]) -> bool:
    return any("*" in norms or departure.norm in norms for departure in finding.departs)
