"""Sentences that every report says the same way: what was not read, what failed, and why a question has a gap."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, get_args

from contract_scan.document import BlockKind, Document, Unread
from contract_scan.finding import Departure, Finding, Standing
from contract_scan.messages import find, message_key, say
from contract_scan.norms import Norms
from contract_scan.question import Gap
from contract_scan.report import values
from contract_scan.report.layout import shortened
from contract_scan.rules.frequent import frequent_words
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
    return say(message_key(area, failure.reason), language, **{"name": failure.name, **failure.details})


def gap_sentence(gap: Gap, language: str) -> str:
    """Return why a question was not, or not wholly, looked at."""
    if gap.reason == "without_object":
        return str(gap.details.get(language, ""))
    if find(f"gaps.{gap.reason}", language):
        kinds = str(gap.details.get("list") or gap.details.get("lists") or "").split(", ")
        return say(f"gaps.{gap.reason}", language, titles=list_names(kinds, language), **gap.details)
    if find(f"unread.{gap.reason}", language):
        page, share = gap.details.get("page"), gap.details.get("share_of_text")
        details = {key: value for key, value in gap.details.items() if key not in ("page", "share_of_text")}
        part = Unread(gap.reason, int(page) if page else None, details, float(share) if share is not None else None)
        return unread_sentence(part, language)
    return say("gaps.other", language, **gap.details)


def list_names(kinds: Iterable[str], language: str) -> str:
    """Return kinds of reference list by their names."""
    return ", ".join(find(f"dossier.list.{kind}", language) or kind for kind in kinds)


#: Blocks that are no plain text of the body, and marks that the eye does not see or that take text out of force.
_APART = frozenset(get_args(BlockKind)) - {"paragraph", "list_item", "heading"}
_UNSEEN = frozenset(("hidden", "struck"))
_TRACKED = frozenset(("inserted", "deleted", "moved"))
_CODE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|(?<!\w)-!-(?!\w)")
#: What a document may call its clauses: in short each is called the same.
_UNIT = re.compile(r"^(?:art(?:ikel|icle|\.)|section|sec\.|clause|cl\.)\s*(?=\d)", re.IGNORECASE)
#: How long a heading may be that stands for a place of a few characters.
_SHORT = 14
#: A party stands in no article: the number before its name only counts the parties, or is that of the last article.
_UNNUMBERED = frozenset(("party", "person"))
_SEATS = frozenset(("party", "seat"))


def _is_numbered(finding: Finding) -> bool:
    """Say whether the number before a finding is that of a clause: not at a party, or the country of its seat."""
    seat = finding.kind == "country" and finding.attributes.get("role") in _SEATS
    return not seat and finding.kind not in _UNNUMBERED


def place(finding: Finding, language: str) -> str:
    """Return where a finding stands: the block if it is no plain text, clause and page as far as there are any."""
    if not finding.quote:
        return say("report.whole_document", language)
    parts = [_block(finding.standing, language)]
    if finding.clause and _is_numbered(finding):
        parts.append(clause(finding.clause, language))
    elif heading := _heading(finding):
        parts.append(shortened(heading, 60))
    if finding.page:
        parts.append(say("report.page", language, page=finding.page))
    if finding.standing and not any(parts):
        parts.append(say("report.paragraph", language, paragraph=finding.standing.paragraph))
    parts += _marks(finding.standing, language)
    return ", ".join(part for part in parts if part) or say("report.no_place", language)


def clause(number: str, language: str) -> str:
    """Return a clause by what is printed before it: "article 7.3", "(a)", or its own words where these name it."""
    if len(number) == 1 and number.isalpha():
        return f"({number})"
    return say("report.clause", language, clause=number) if number[:1].isdigit() else number


def clause_in_short(number: str, language: str) -> str:
    """Return a clause in a few characters: "art. 7.3", "(a)", or its own words."""
    if len(number) == 1 and number.isalpha():
        return f"({number})"
    number = _UNIT.sub("", number)
    return say("dossier.short.clause", language, clause=number) if number[:1].isdigit() else number


def short_place(finding: Finding, language: str) -> str:
    """Return where a finding stands in a few characters: clause or page; empty where neither is known."""
    if finding.clause and _is_numbered(finding):
        return clause_in_short(finding.clause, language)
    if finding.page:
        return say("dossier.short.page", language, page=finding.page)
    heading = _heading(finding) if finding.quote and _is_numbered(finding) else ""
    return heading if len(heading) <= _SHORT else ""


def _heading(finding: Finding) -> str:
    """Return the heading above a finding, without the code of a template in it; empty for none."""
    return without_code(finding.headings[-1]) if finding.headings else ""


def without_code(text: str) -> str:
    """Return a heading or title without what a template's program reads in it: "{{count article}}", "-!-"."""
    plain = " ".join(_CODE.sub(" ", text).split())
    return plain if any(map(str.isalnum, plain)) else ""


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
    when = values.date(change.date, language) if change.date else say("report.unknown_date", language)
    return say(f"report.revision.{change.kind}", language, author=who, date=when)


def description(document: Document, language: str) -> str:
    """Return format, pages, languages and views of a document in one line."""
    parts = [document.source.format.upper()]
    if document.source.pages:
        parts.append(say("report.pages", language, count=document.source.pages))
    for code, share in document.languages.items():
        percent = round(share * 100)
        name = find(f"report.language.{code}", language) or code
        if percent:
            parts.append(name if percent == 100 else f"{name} {percent}%")
    if document.original is not None:
        parts.append(say("report.tracked", language))
    return ", ".join(parts)


def title(rule: str, scan: Scan, language: str, kind: str = "") -> str:
    """Return what a rule is called; for one without a meaning what its kind of finding is called."""
    meaning = scan.meanings.get(rule)
    return meaning.title[language] if meaning else kind_name(kind, language) or rule


def kind_name(kind: str, language: str) -> str:
    """Return what a kind of finding is called."""
    return find(f"html.kind.{kind}", language) or kind.replace("_", " ")


def departures(finding: Finding, norms: Norms, language: str) -> tuple[str, ...]:
    """Return what departs from the usual, each with both values and the source of the norm."""
    return tuple(
        f"{norms.title(d, language)}: {departure(d, norms, language)}. {norms.source(d, language)}"
        for d in finding.departs
    )


def departure(found: Departure, norms: Norms, language: str) -> str:
    """Return both values of a departure: "18 months (usual: 6 months)"."""
    value, usual = (
        values.value_in_words(_kind_of(v), norms.said(v, language), language) for v in (found.value, found.usual)
    )
    return say("dossier.departs", language, value=value, usual=usual)


def _kind_of(value: str) -> str:
    return "country" if len(value) == 2 and value.isupper() else ""


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
    """Return what the reviewer decided on a finding, or that it is new; empty where neither holds."""
    if scan.decisions is None:
        return ""
    known = scan.decisions.by_finding.get(finding.identity)
    if known is None:
        new = scan.decisions.is_new(finding.identity, scan.document.source.sha256)
        return say("decisions.new", language) if new else ""
    parts = [say("decisions.decided", language, decision=say(f"decisions.choice.{known.decision}", language))]
    if known.by:
        parts.append(say("decisions.by", language, by=known.by))
    if known.when:
        parts.append(say("decisions.when", language, when=values.date(known.when, language)))
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
    """Return why a finding was set aside, by whom and when, with its place."""
    parts = [text for text in (place(item.finding, language), item.reason) if text]
    if item.by:
        parts.append(say("decisions.by", language, by=item.by))
    if item.when:
        parts.append(say("decisions.when", language, when=values.date(item.when, language)))
    return " – ".join(parts)


def doubts(finding: Finding, language: str) -> tuple[str, ...]:
    """Return in words why a finding is possible only, or in doubt; a doubt that no catalogue knows, as it is."""
    return tuple(_doubt(doubt, language) for doubt in finding.doubts)


def _doubt(doubt: str, language: str) -> str:
    known = (find(f"{area}.{doubt}", language) for area in ("lists.doubts", "facts", "doubts"))
    return next((text for text in known if text), doubt.replace("_", " "))


#: Attributes that only programs need, or that the report shows in another way.
_INTERNAL = frozenset({"mentions", "matched", "definition", "aspect", "day_first", "we"})
#: Attributes whose values are words of the document or of a list, which no catalogue may take for words of its own.
_VERBATIM = frozenset(
    {"read_by", "name", "alias", "aliases", "listed_name", "matched_name", "trade_name", "former_name"}
)


def attributes(finding: Finding, language: str) -> str:
    """Return a finding's attributes in words: "period: 5 years; role: law".

    Of a yes only its name is shown; no and nothing are left out.
    """
    parts = []
    for name, value in _shown(finding, language):
        if value in (None, False, "", [], {}) or name in _INTERNAL:
            continue
        label = find(f"attributes.{name}", language) or name.replace("_", " ")
        if name == "share_missing":
            value = find(f"facts.share.{value}", language) or value
        if name == "terms" and isinstance(value, dict):
            value = list(value)
        parts.append(label if value is True else f"{label}: {_value(value, language, name)}")
    return "; ".join(parts)


def _shown(finding: Finding, language: str) -> Iterator[tuple[str, object]]:
    """Yield names and values of attributes: an amount with its currency, of words that weigh the telling ones."""
    given = finding.attributes
    amount = given.get("amount")
    unit = next((fact.unit for fact in finding.facts if fact.kind == "amount" and fact.value == amount), None)
    currency = given.get("currency") or unit
    for name, value in given.items():
        if name == "read_by" and isinstance(value, list):
            yield name, [word for word in map(str, value) if _says_something(word)]
        elif name == "amount" and isinstance(currency, str):
            yield name, values.amount(str(value), currency, language)
        elif name != "currency" or amount is None:
            yield name, value


def _says_something(words: str) -> bool:
    """Say whether words are more than what every text or contract is full of, which explains nothing."""
    return any(word.strip(".,;:()") not in frequent_words() for word in words.lower().split())


def _value(value: object, language: str, name: str = "") -> str:
    if isinstance(value, list) and value and all(isinstance(item, dict) and "start" in item for item in value):
        return _rows(value, language)
    if isinstance(value, list):
        return values.enumeration([_value(item, language, name) for item in value], language)
    if isinstance(value, dict) and "start" in value:
        return _rows([value], language)
    if isinstance(value, dict) and language in value:
        return str(value[language])
    if isinstance(value, dict):
        return ", ".join(f"{key} {_value(item, language)}" for key, item in value.items())
    return str(value) if name in _VERBATIM else values.value_in_words(name, str(value), language)


def _rows(rows: list[Any], language: str) -> str:
    """Return which clauses computed evidence rests on, each once."""
    places = (clause(str(row["clause"]), language) if row.get("clause") else _kind(row, language) for row in rows)
    return each_once(places)


def each_once(places: Iterable[str]) -> str:
    """Return places in one line, each once; those that are not known are left out."""
    return ", ".join(dict.fromkeys(place for place in places if place))


def _kind(row: Mapping[str, Any], language: str) -> str:
    return kind_name(str(row["kind"]), language) if row.get("kind") else ""
