"""Sentences that every report says the same way: what was not read, what failed, and why a question has a gap."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, get_args

from contract_scan.document import BlockKind, Document, Unread
from contract_scan.finding import Finding, Standing
from contract_scan.messages import find, say
from contract_scan.question import Gap
from contract_scan.report.layout import shortened
from contract_scan.scan import Failure, Scan, SetAside


def unread_sentence(part: Unread, language: str) -> str:
    """Return what could not be read, where, and what to do about it."""
    values = {"where": "", **part.details, "page": part.page or "", "share": f"{round((part.share or 0) * 100)} %"}
    if "language" in values:
        code = str(values["language"])
        values["language"] = find(f"report.language.{code}", language) or code
    if "sentence" in values:
        values["why"] = say(str(values["sentence"]), language, **part.details)
    return say(f"unread.{part.reason}", language, **values)


#: Where the sentences stand of parts that have a message area of their own.
_AREAS = {"rule": "rules", "questions": "questions", "list": "lists"}


def failure_sentence(failure: Failure, language: str) -> str:
    """Return which part failed and what that costs."""
    area = _AREAS.get(failure.part, "failures")
    return say(f"{area}.{failure.reason}", language, **{"name": failure.name, **failure.details})


def gap_sentence(gap: Gap, language: str) -> str:
    """Return why a question was not, or not wholly, looked at."""
    if gap.reason == "without_object":
        return str(gap.details.get(language, ""))
    if find(f"gaps.{gap.reason}", language):
        return say(f"gaps.{gap.reason}", language, **gap.details)
    if find(f"unread.{gap.reason}", language):
        page, share = gap.details.get("page"), gap.details.get("share_of_text")
        details = {key: value for key, value in gap.details.items() if key not in ("page", "share_of_text")}
        part = Unread(gap.reason, int(page) if page else None, details, float(share) if share is not None else None)
        return unread_sentence(part, language)
    return say("gaps.other", language, **gap.details)


#: Blocks that are no plain text of the body, and marks that the eye does not see or that take text out of force.
_APART = frozenset(get_args(BlockKind)) - {"paragraph", "list_item", "heading"}
_UNSEEN = frozenset(("hidden", "struck"))
_TRACKED = frozenset(("inserted", "deleted", "moved"))


def place(finding: Finding, language: str) -> str:
    """Return where a finding stands: the block if it is no plain text, clause and page as far as there are any."""
    if not finding.quote:
        return say("report.whole_document", language)
    parts = [_block(finding.standing, language)]
    if finding.clause:
        parts.append(say("report.clause", language, clause=finding.clause))
    elif finding.headings:
        parts.append(shortened(finding.headings[-1], 60))
    if finding.page:
        parts.append(say("report.page", language, page=finding.page))
    if finding.standing and not any(parts):
        parts.append(say("report.paragraph", language, paragraph=finding.standing.paragraph))
    parts += _marks(finding.standing, language)
    return ", ".join(part for part in parts if part) or say("report.no_place", language)


def _block(standing: Standing | None, language: str) -> str:
    """Return what the quote stands in where that is no plain text of the body: a footnote, a comment by somebody."""
    if standing is None or standing.block not in _APART:
        return ""
    block = say(f"report.block.{standing.block}", language)
    if standing.author:
        return say("report.block_by", language, block=block, author=standing.author)
    return block


def _marks(standing: Standing | None, language: str) -> list[str]:
    """Return what a reader of the printed page would not know, or not take for text in force."""
    return [say(f"report.mark.{mark}", language) for mark in (standing.marks if standing else ()) if mark in _UNSEEN]


def revision(finding: Finding, language: str) -> str:
    """Return who inserted, deleted or changed it and when; empty for text that was not tracked.

    Words that are not tracked themselves can still be found in one view only, because of a change elsewhere.
    """
    change = finding.revision
    if change is None:
        return ""
    marks = finding.standing.marks if finding.standing else ()
    if change.kind != "changed" and _TRACKED.isdisjoint(marks):
        return say(f"report.revision.elsewhere.{change.kind}", language)
    who = change.author or say("report.unknown_author", language)
    when = (change.date or "")[:10] or say("report.unknown_date", language)
    return say(f"report.revision.{change.kind}", language, author=who, date=when)


def made_with(scan: Scan, language: str) -> str:
    """Return with what a scan was made: versions, and the models that were asked for names, if any."""
    made = scan.provenance
    text = say("report.made_with", language, version=made.version, rules=made.rules, questions=made.question_set)
    models = ", ".join(f"{name} {version}".strip() for name, version in made.models.items())
    return f"{text} {say('report.models', language, models=models)}" if models else text


def scope(found: Mapping[str, Sequence[Finding]], language: str) -> str:
    """Return what a document is about in one sentence: each aspect with where it stands."""
    parts = []
    for aspect, findings in found.items():
        label = find(f"report.aspect.{aspect}", language) or aspect
        where = ", ".join(dict.fromkeys(f.clause or (f"p. {f.page}" if f.page else "") for f in findings)).strip(", ")
        parts.append(f"{label} ({where})" if where else label)
    return "; ".join(parts)


def decision(finding: Finding, scan: Scan, language: str) -> str:
    """Return what the reviewer decided on a finding, or that it is new; empty where no decisions were given."""
    if scan.decisions is None:
        return ""
    known = scan.decisions.by_finding.get(finding.identity)
    if known is None:
        return say("decisions.new", language)
    parts = [say("decisions.decided", language, decision=say(f"decisions.choice.{known.decision}", language))]
    if known.by:
        parts.append(say("decisions.by", language, by=known.by))
    if known.when:
        parts.append(say("decisions.when", language, when=known.when[:10]))
    return " ".join(parts) + (f": {known.why}" if known.why else "")


def reviewed(question: str, scan: Scan, language: str) -> str:
    """Return the reviewer's answer to a question; empty where there is none."""
    known = scan.decisions.answer_to(question) if scan.decisions else None
    if known is None:
        return ""
    answer = say(f"decisions.answer.{known.answer}", language)
    sentence = say("decisions.answered", language, answer=answer)
    return sentence + (f" – {known.why}" if known.why else "")


def set_aside(item: SetAside, language: str) -> str:
    """Return why a finding was set aside, by whom and when, with its place and rule."""
    parts = [place(item.finding, language), item.finding.rule, item.reason]
    if item.by:
        parts.append(say("decisions.by", language, by=item.by))
    if item.when:
        parts.append(say("decisions.when", language, when=item.when[:10]))
    return " – ".join(parts)


def doubts(finding: Finding, language: str) -> tuple[str, ...]:
    """Return in words why a finding is possible only; a doubt that no catalogue knows is left out."""
    keys = (f"{area}.{doubt}" for doubt in finding.doubts for area in ("lists.doubts", "facts", "doubts"))
    return tuple(text for text in (find(key, language) for key in keys) if text)


#: Attributes that only programs need, or that the report shows in another way.
_INTERNAL = frozenset({"mentions", "matched", "definition", "aspect", "day_first"})


def attributes(finding: Finding, language: str) -> str:
    """Return a finding's attributes in words: "period: 5 years; role: law".

    Of a yes only its name is shown; no and nothing are left out.
    """
    parts = []
    for name, value in finding.attributes.items():
        if value in (None, False, "", [], {}) or name in _INTERNAL:
            continue
        label = find(f"attributes.{name}", language) or name.replace("_", " ")
        if name == "share_missing":
            value = find(f"facts.share.{value}", language) or value
        if name == "terms" and isinstance(value, dict):
            value = list(value)
        parts.append(label if value is True else f"{label}: {_value(value, language)}")
    return "; ".join(parts)


def _value(value: object, language: str) -> str:
    if isinstance(value, list) and value and all(isinstance(item, dict) and "start" in item for item in value):
        return _rows(value, language)
    if isinstance(value, list):
        return ", ".join(_value(item, language) for item in value)
    if isinstance(value, dict) and "start" in value:
        return _rows([value], language)
    if isinstance(value, dict) and language in value:
        return str(value[language])
    if isinstance(value, dict):
        return ", ".join(f"{key} {_value(item, language)}" for key, item in value.items())
    return find(f"attributes.word.{value}", language) or period_in_words(str(value), language)


def _rows(rows: list[Any], language: str) -> str:
    """Return which clauses computed evidence rests on, each once."""
    clauses = dict.fromkeys(str(row.get("clause") or row.get("kind") or "") for row in rows)
    return ", ".join(say("report.clause", language, clause=c) if c[:1].isdigit() else c for c in clauses if c)


_PERIOD = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")


def period_in_words(value: str, language: str) -> str:
    """Return an ISO 8601 period in words ("P18M": 18 months); any other text as it is."""
    match = _PERIOD.fullmatch(value)
    if match is None or not any(match.groups()):
        return value
    units = ("years", "months", "weeks", "days")
    counted = [(n, u) for n, u in zip(match.groups(), units, strict=True) if n]
    return " ".join(say(f"attributes.unit.{u[:-1] if n == '1' else u}", language, count=n) for n, u in counted)


def context(finding: Finding, document: Document) -> tuple[str, str]:
    """Return the words before and after a very short quote, up to a sentence's worth, so that it can be understood."""
    if not finding.quote or len(finding.quote) > 60:
        return "", ""
    view = document if finding.view == document.view else document.original or document
    block = view.block_at(finding.span.start)
    if block is None:
        return "", ""
    start, end = max(block.span.start, finding.span.start - 110), min(block.span.end, finding.span.end + 110)
    before, after = view.text[start : finding.span.start], view.text[finding.span.end : end]
    if start > block.span.start:
        before = "… " + before.partition(" ")[2]
    if end < block.span.end:
        after = after.rpartition(" ")[0] + " …"
    return before, after
