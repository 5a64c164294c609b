"""The first page of a report in words, without layout: what the document is, and what matters first."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import groupby, zip_longest
from pathlib import PurePath

from contract_scan.dates import Term
from contract_scan.dossier.evidence import Evidence
from contract_scan.dossier.model import Dossier, Party, Payment, Weighty
from contract_scan.dossier.work import Work
from contract_scan.finding import Finding
from contract_scan.messages import find, say
from contract_scan.nouns import dataclass
from contract_scan.report import nearest, values
from contract_scan.report.extract import extract
from contract_scan.report.gaps import not_read as not_read
from contract_scan.report.gaps import unlooked as unlooked
from contract_scan.report.gaps import unread as unread
from contract_scan.report.layout import shortened
from contract_scan.report.phrases import (
    attributes,
    clause_in_short,
    departure,
    each_once,
    scope,
    short_place,
    title,
    without_code,
)
from contract_scan.scan import Scan
from contract_scan.yaml_files import knowledge

#: Indexes and registers are no lists of names.
_NO_NAMES = frozenset({"owid", "terms", "ror"})
#: The lists that bind: that no name matches says little where they were not compared with.
_SANCTIONS = ("eu", "un")


@dataclass(frozen=True, slots=True)
class Row:
    """One thing said on the first page: under which label, where it stands, and the number of its quote, if any.

    `short` is the label for a narrow column, where the label is long.
    """

    label: str
    text: str
    place: str = ""
    number: int | None = None
    short: str = ""


def facts(dossier: Dossier, language: str, limit: int = 0) -> Iterator[Row]:
    """Yield what kind of document it is, between whom, who pays, for how long, and what lists say.

    With a `limit` a match on a list is told in so many characters: which list it is, before all of the name.
    """
    told, unknown = dossier.facts, say("dossier.nothing_known", language)
    yield Row(say("dossier.what", language), _what(dossier, language) or unknown)
    if told.work and told.work.quote not in told.title:
        yield Row(say("dossier.subject", language), _work(told.work), clause_in_short(told.work.clause, language))
    open_party = [say("dossier.open_party", language)] if "between" in told.unfilled else []
    for text in [*(_party(party, language) for party in told.parties), *open_party] or [unknown]:
        yield Row(say("dossier.between", language), text)
    if told.countries:
        names = values.enumeration([values.country(code, language) for code in told.countries], language)
        yield Row(say("dossier.with_others", language), names)
    bare = [payment for payment in told.payments if not _gift_told(payment)] if len(told.payments) > 1 else []
    for payment in told.payments:
        if payment in bare:
            continue
        number = dossier.number(payment.finding)
        yield Row(
            say("dossier.money", language), paid(payment, language), short_place(payment.finding, language), number
        )
    if bare:
        names = values.enumeration([" ".join(payment.payer.split()) for payment in bare], language)
        places = each_once(short_place(payment.finding, language) for payment in bare)
        yield Row(say("dossier.money", language), say("dossier.give_too", language, payers=names), places)
    if not told.payments:
        yield from _perhaps_paid(dossier, language)
    lasts = _lasts(dossier, language)
    places = _term_places((*told.perhaps_lasts, *told.lasts), language)
    yield Row(say("dossier.lasts", language), lasts or _unknown(dossier, "lasts", language), places)
    yield from lists(dossier, language, limit)


def _gift_told(payment: Payment) -> bool:
    """Say whether a payment tells more than that money is given."""
    return bool(payment.amount or payment.written or payment.share or set(payment.gifts) - {"money"})


def _perhaps_paid(dossier: Dossier, language: str) -> Iterator[Row]:
    """Yield payments that are only possible, and what is left blank; without either that nothing is known."""
    label, told = say("dossier.money", language), dossier.facts
    for payment in told.perhaps_payments:
        says = payment.payer or payment.amount or payment.written or payment.share or payment.gifts
        perhaps = say("dossier.perhaps", language, value=paid(payment, language))
        text = perhaps if says else _spoken_of(payment, language)
        yield Row(label, text, short_place(payment.finding, language), dossier.number(payment.finding))
    if not told.perhaps_payments or "money" in told.unfilled:
        yield Row(label, _unknown(dossier, "money", language))


def _spoken_of(payment: Payment, language: str) -> str:
    """Return the words with the amount that a sentence names, to be checked; else only that it speaks of money."""
    finding = payment.finding
    if not any(map(str.isdigit, finding.quote)):
        return say("dossier.speaks_of_money", language)
    return say("dossier.perhaps", language, value=f"“{extract(finding, _WORK)}”")


def _unknown(dossier: Dossier, what: str, language: str) -> str:
    """Return that a fact cannot be told, or that the document still leaves it blank."""
    key = "dossier.left_blank" if what in dossier.facts.unfilled else "dossier.nothing_known"
    return say(key, language)


def _what(dossier: Dossier, language: str) -> str:
    """Return what the document calls itself, with its sort where the reader cannot see that in the title."""
    told = dossier.facts
    sort = knowledge("tables", "documents")["sorts"][told.sort] if told.sort else None
    named = shortened(without_code(told.title), 100)
    if not named:
        return str(sort["title"][language]) if sort else ""
    if sort is None or any(word in named.casefold() for word in sort["words"].get(language, ())):
        return say("dossier.unsorted", language, title=named)
    return say("dossier.titled", language, sort=sort["title"][language], title=named)


def _work(work: Work) -> str:
    """Return the words that say what the work is."""
    return f"“{extract(Finding('work', work.span, work.quote, 'dossier.work', marked=work.marked), _WORK)}”"


def about(dossier: Dossier, language: str) -> str:
    """Return what a document is about, aspect by aspect, with where that stands; empty where nothing says so."""
    found: dict[str, list[Finding]] = {}
    for finding in dossier.scan.findings:
        aspect = str(finding.attributes.get("aspect", ""))
        if finding.kind == "scope" and finding.view == "current" and aspect != "countries":
            found.setdefault(aspect, []).append(finding)
    return scope(found, language)


def _party(party: Party, language: str) -> str:
    details = [say("dossier.us", language)] if party.ours else []
    details += [values.country(code, language) for code in party.countries]
    name = " ".join(party.name.split())
    return say("dossier.named", language, name=name, details=", ".join(details)) if details else name


def paid(payment: Payment, language: str) -> str:
    """Return who gives what to whom, and which share of the whole that is."""
    if not payment.payer:
        return _gift(payment, language)
    key = "dossier.pays" if payment.payee else "dossier.gives"
    payer, payee = (" ".join(name.split()) for name in (payment.payer, payment.payee))
    return say(key, language, payer=payer, payee=payee, what=_gift(payment, language))


def _gift(payment: Payment, language: str) -> str:
    share = values.percent(payment.share, language) if payment.share else ""
    amount = values.amount(payment.amount, payment.currency, language) if payment.amount else payment.written
    if amount and share:
        return say("dossier.amount_and_share", language, amount=amount, share=share)
    gifts = [
        values.value_in_words("", gift, language).replace("_", " ")
        for gift in payment.gifts
        if gift != "money" or not (amount or share)
    ]
    parts = ([amount] if amount else []) + ([say("dossier.share", language, share=share)] if share else []) + gifts
    return values.enumeration(parts or [say("attributes.word.money", language)], language)


def _lasts(dossier: Dossier, language: str) -> str:
    """Return how long a document holds: from when, until when, how long, and whether it renews itself.

    What is only possible says that it is to be checked.
    """
    sure = [_term(term, language) for term in dossier.facts.lasts]
    possible = ", ".join(_term(term, language) for term in dossier.facts.perhaps_lasts)
    return ", ".join([*([say("dossier.perhaps", language, value=possible)] if possible else []), *sure])


def _term(term: Term, language: str) -> str:
    # Where it is not clear whether the day itself counts, "up to and including" would say too much.
    what = "end_or_before" if term.what == "end" and "until" in term.doubts else term.what
    return say(f"dossier.term.{what}", language, value=_term_value(term.value, language))


def _term_value(value: str, language: str) -> str:
    return find(f"terms.values.{value}", language) or values.value_in_words("", value, language)


def _term_places(terms: Iterable[Term], language: str) -> str:
    where = (clause_in_short(term.clause, language) for term in terms if term.clause)
    return ", ".join(dict.fromkeys(where))


def lists(dossier: Dossier, language: str, limit: int = 0) -> Iterator[Row]:
    """Yield the matches on lists, or that there are none, or that no list of names is loaded."""
    label = say("dossier.lists", language)
    for item in dossier.matches:
        place = short_place(item.first, language)
        for text in dict.fromkeys(_match(finding, language, limit) for finding in item.findings):
            yield Row(label, text, place if not limit or len(text) + len(place) + 3 <= limit else "", item.number)
    loaded = sorted(dossier.lists - _NO_NAMES)
    if nothing_read(dossier):
        yield Row(label, say("dossier.not_compared", language))
    elif not loaded:
        yield Row(label, say("dossier.none_loaded", language))
    elif not dossier.matches:
        yield Row(label, _no_match(loaded, language))


def _no_match(loaded: Collection[str], language: str) -> str:
    """Return that no name is on the lists that are loaded, and which sanctions lists are not among them."""
    missing = "_".join(kind for kind in _SANCTIONS if kind not in loaded)
    if not missing:
        return say("dossier.no_match", language, count=len(loaded))
    return say(
        "dossier.no_match_without", language, count=len(loaded), missing=say(f"dossier.without.{missing}", language)
    )


def nothing_read(dossier: Dossier) -> bool:
    """Say whether a document gave no text at all: a file that is missing, empty, locked or only an image."""
    return not dossier.scan.document.text.strip()


#: A list may have a short name behind the name: "Harbin Engineering University (HEU)".
_SHORT_NAME = re.compile(r"\s*\([^()]{1,12}\)$")


#: Longer than this a quote is no name but a sentence that says "the Client" for one.
_NAME = 90
#: With so few characters a name can still be told from another.
_FEWEST = 8


def _match(finding: Finding, language: str, limit: int = 0) -> str:
    given = finding.attributes
    listed = str(given.get("listed_name") or given.get("matched_name") or "")
    titles = given.get("list_title")
    which = str(titles.get(language) if isinstance(titles, dict) else given.get("list") or "")
    authority = str(given.get("authority") or "")
    word = find(f"lists.authority.{authority}", language) or authority
    quoted = " ".join(finding.quote.split())
    name = quoted if len(quoted) <= _NAME else str(given.get("matched_name") or listed or quoted)
    same = _SHORT_NAME.sub("", listed).casefold() == _SHORT_NAME.sub("", name).casefold()
    key = "list_same" if same else "list_match"
    tag = f" – {say('dossier.possible_tag', language)}" if finding.certainty == "possible" else ""
    text = say(f"dossier.{key}", language, name=name, listed=listed, list=which, authority=word) + tag
    if not limit or len(text) <= limit:
        return text
    matched = str(given.get("matched_name") or name)
    short = {"list": which.partition(",")[0]}
    room = limit - len(say(f"dossier.{key}_short", language, name="", **short) + tag)
    name = _begun(min(name, matched, key=len), max(room, _FEWEST))
    return say(f"dossier.{key}_short", language, name=name, **short) + tag


def _begun(name: str, limit: int) -> str:
    """Return a name, or as much of its beginning as fits."""
    return name if len(name) <= limit else name[: limit - 1].rstrip() + "…"


#: How long the words may be that a line of the first page quotes.
QUOTED = 150
#: How long the words may be that say what the work is: two lines of a terminal, with their place.
_WORK = 112
#: A quote this short says nothing by itself: a name, the cell of a table.
_BARE = 16


def weighing(dossier: Dossier, language: str, limit: int = QUOTED) -> Iterator[Row]:
    """Yield what departs from the usual or may weigh, in the fixed order of kinds, each with the words that matter.

    `limit` is how many characters a line may have; where a departure's values do not fit beside the words, they are
    left to the place where the clause is quoted.
    """
    for one in dossier.weighty:
        yield weighing_row(dossier, one, language, limit)


def weighing_row(dossier: Dossier, one: Weighty, language: str, limit: int, *, norms: bool = True) -> Row:
    """Return one row of what weighs, or may weigh where it is only possible, in so many characters.

    Without `norms` it does not say what would be usual.
    """
    finding = _telling(one.item)
    if finding.certainty == "possible":
        return _weighty(one, f"“{extract(finding, limit - 2)}”", language)
    text = _words(dossier, finding if norms else replace(finding, departs=()), language, limit)
    if one.titled and finding.kind != "country":
        text = f"{title(finding.rule, dossier.scan, language, finding.kind)}: {text}"
    return _weighty(one, text, language)


#: Kinds of which the word that fired is what there is to tell.
_NAMING = frozenset(("country", "military_purpose", "sensitive_technology", "vital_process"))


def told_again(dossier: Dossier) -> dict[int, list[int]]:
    """Return, by the number of a quote that weighs, those of later quotes of its group in which the same words fired.

    A country plays its part wherever it is named, as does an army, a technology or a process; of other kinds each
    clause says something else, though it may say it in the same words.
    """
    first: dict[tuple[str, str], int] = {}
    found: dict[int, list[int]] = {}
    for one in dossier.weighty:
        finding, document = _telling(one.item), dossier.scan.document
        if finding.kind not in _NAMING:
            continue
        fired = " ".join(document.quote(mark).casefold() for mark in finding.marked)
        word = str(finding.attributes.get("country")) if finding.kind == "country" else f"{finding.rule} {fired}"
        number = first.setdefault((one.group, word), one.item.number)
        if number != one.item.number:
            found.setdefault(number, []).append(one.item.number)
    return found


def _weighty(one: Weighty, text: str, language: str) -> Row:
    """Return a row for a quote that weighs or may weigh."""
    short = one.short[language] if one.short else ""
    return Row(one.title[language], text, short_place(one.item.first, language), one.item.number, short)


#: How many terms of one kind a page names before the rest is counted.
MOST = 8


def weighing_most(dossier: Dossier, language: str, limit: int = QUOTED) -> Iterator[Row]:
    """Yield the rows of `weighing`, of each kind the first `MOST`; the others are counted, with their places."""
    for label, own in groupby(weighing(dossier, language, limit), key=lambda row: row.label):
        rows = list(own)
        yield from rows[:MOST]
        if rows[MOST:]:
            places = each_once(row.place for row in rows[MOST:])
            more = say("dossier.count.more", language, count=len(rows) - MOST)
            yield Row(label, shortened(f"{more}: {places}" if places else more, limit))


#: How many terms that are only possible the page names, at most.
FEW = 8


def perhaps_weighing(dossier: Dossier, language: str, limit: int = QUOTED, most: int = FEW) -> Iterator[Row]:
    """Yield what may weigh but is only possible: the first of every kind, then the second, as far as `most` goes."""
    for one in first_perhaps(dossier, most):
        yield weighing_row(dossier, one, language, limit)


def first_perhaps(dossier: Dossier, most: int) -> list[Weighty]:
    """Return the first of every kind of what is only possible, then the second, as far as `most` goes.

    They stand in the fixed order of kinds. Where nothing sure weighs, a page without them would reassure wrongly.
    """
    kinds = (list(own) for _, own in groupby(dossier.perhaps_weighty, key=lambda one: one.group))
    in_turn = [one.item.number for turn in zip_longest(*kinds) for one in turn if one is not None]
    return [one for one in dossier.perhaps_weighty if one.item.number in in_turn[:most]]


def nearest_rows(dossier: Dossier, language: str, limit: int = QUOTED) -> Iterator[Row]:
    """Yield the sentences that come nearest to questions without evidence, each once, with those questions."""
    for near, questions in nearest.by_sentence(dossier):
        quote = shortened(near.quote, limit - 8)
        yield Row(", ".join(questions), f"“{quote}”", nearest.place(near, language))


def nothing_weighty(dossier: Dossier, language: str) -> str:
    """Return what a page says where nothing weighs for sure: that, and whether something that may stands below."""
    return say("dossier.nothing_sure" if dossier.perhaps_weighty else "dossier.nothing_weighty", language)


def _words(dossier: Dossier, finding: Finding, language: str, limit: int) -> str:
    revised = finding.revision.kind if finding.revision else ""
    tags = [say(f"dossier.{revised}", language)] if revised in ("inserted", "changed") else []
    if finding.kind == "combination":
        return _combined(dossier, finding, language)
    if finding.kind == "country":
        return f"{_country(finding, language)}: {_figure(dossier, finding, language)}"
    if len(finding.quote) < _BARE:
        return f"{' '.join(finding.quote.split())}: {attributes(finding, language)}"
    departs = next((departure(d, dossier.scan.norms, language) for d in finding.departs), "")
    room = limit - len(departs) - sum(map(len, tags)) - 3 * len([departs, *tags]) - 2
    if departs and room < min(40, len(finding.quote)):
        departs, room = "", limit - sum(map(len, tags)) - 5
    text = f"“{extract(finding, max(room, 20))}”"
    return " – ".join(part for part in (text, departs, *tags) if part)


def _country(finding: Finding, language: str) -> str:
    """Return the name of a country, with the words of the document where they are not that name."""
    name, quote = values.country(str(finding.attributes.get("country")), language), " ".join(finding.quote.split())
    named = quote.casefold() in name.casefold() or name.casefold() in quote.casefold()
    return name if named else say("dossier.named", language, name=name, details=quote)


def _figure(dossier: Dossier, finding: Finding, language: str) -> str:
    """Return why a country is named: the figure of an index with its year, or the title of the rule."""
    given = finding.attributes
    if not (given.get("value") and given.get("year")):
        return title(finding.rule, dossier.scan, language)
    value = values.decimal(str(given["value"]), language)
    return say("dossier.figure", language, index=given["index"], value=value, year=given["year"])


def _combined(dossier: Dossier, finding: Finding, language: str) -> str:
    """Return which tie and which technology stand in one document, each by name."""
    tie = finding.attributes.get("affiliation")
    technology = title(str(finding.attributes.get("technology")), dossier.scan, language)
    if not isinstance(tie, dict):
        return technology
    tied = (f for f in dossier.scan.findings if f.rule == tie["rule"] and f.span.start == tie["start"])
    first = next(tied, None)
    if first is None:
        return technology
    name = _country(first, language) if first.kind == "country" else " ".join(first.quote.split())
    return say("dossier.combined", language, tie=shortened(name, 60), technology=_inside(technology))


def _inside(name: str) -> str:
    """Return a title as it stands inside a sentence: without its capital, unless that is part of an abbreviation."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _telling(item: Evidence) -> Finding:
    """Return the finding whose words to show: one that departs, else one that is marked most narrowly."""
    return min(
        item.findings, key=lambda f: (not f.departs, f.bearing != "raises", sum(map(len, f.marked)) or len(f.span))
    )


def safeguards(dossier: Dossier, language: str) -> Iterator[Row]:
    """Yield the safeguards found, those deleted from the draft, and those one would expect and that were not found."""
    scan, held = dossier.scan, dossier.safeguards
    for key, items in (("found", held.found), ("deleted", held.deleted)):
        places: dict[str, list[str]] = {}
        for item in items:
            for finding in item.findings:
                where = places.setdefault(title(finding.rule, scan, language, finding.kind), [])
                where.append(short_place(finding, language))
        texts = [_with_places(name, where) for name, where in places.items()]
        if texts:
            yield Row(say(f"dossier.safeguards_{key}", language), "; ".join(texts))
    perhaps = [
        _with_places(_safeguard(f, scan, language), [short_place(item.first, language) for item in items])
        for f, items in held.perhaps
    ]
    if perhaps:
        yield Row(say("dossier.safeguards_perhaps", language), "; ".join(perhaps))
    if held.missing:
        names = "; ".join(_safeguard(f, scan, language) for f in held.missing)
        yield Row(say("dossier.safeguards_missing", language), names)


def _safeguard(missing: Finding, scan: Scan, language: str) -> str:
    """Return the name of a safeguard that was not found for sure."""
    name = find(f"attributes.word.{missing.attributes.get('safeguard')}", language)
    return name or title(missing.rule, scan, language)


def _with_places(name: str, places: Iterable[str]) -> str:
    known = each_once(places)
    return f"{name} ({known})" if known else name


def steps(dossier: Dossier, language: str) -> Iterator[Row]:
    """Yield what to ask whom next, and what the reader can do."""
    titles = {asked.question.id: asked.question.title[language] for asked in dossier.asked}
    for step in dossier.steps:
        text = f"{', '.join(step.questions)}: {'; '.join(titles[question] for question in step.questions)}"
        yield Row(say(f"dossier.step_of.{step.to}", language), text)
    own = [say("dossier.step_of.reading", language)] if dossier.scan.unread else []
    if any(gap.reason == "list_missing" for asked in dossier.asked for gap in asked.answer.gaps):
        own.append(say("dossier.step_of.load", language))
    if own:
        yield Row(say("dossier.step_of.you", language), "; ".join(own))


def sources(dossier: Dossier, language: str) -> Iterator[Row]:
    """Yield the sources that the set's annex names, each with whether it was loaded or consulted, by whom and when."""
    for state in dossier.scan.sources:
        details = [f"{e.kind} {e.edition}" for e in state.editions]
        known = state.consultation
        if known:
            details += [say("decisions.by", language, by=known.by)] if known.by else []
            details += [say("decisions.when", language, when=values.date(known.when, language))] if known.when else []
            details += [say("sources.years", language, years=known.years)] if known.years else []
            details += [known.why] if known.why else []
        title_ = state.source.title[language]
        text = say("dossier.named", language, name=title_, details="; ".join(details)) if details else title_
        yield Row(say(f"sources.state.{state.state}", language), text, ", ".join(state.source.questions))


def sections(dossier: Dossier, language: str) -> dict[str, Iterator[Row]]:
    """Return the parts of the page that are rows, by name, in order."""
    return {
        "facts": facts(dossier, language),
        "weighty": weighing(dossier, language),
        "perhaps_weighty": perhaps_weighing(dossier, language),
        "nearest": nearest_rows(dossier, language),
        "safeguards": safeguards(dossier, language),
        "steps": steps(dossier, language),
    }


def notes(dossier: Dossier, language: str) -> Iterator[str]:
    """Yield in one line each how many findings are only possible, and how many were set aside."""
    if dossier.possible:
        yield _possible(dossier, language)
    if dossier.scan.set_aside:
        yield say("dossier.count.aside", language, count=len(dossier.scan.set_aside))
    if dossier.scan.decisions is not None:
        yield _reviewed_so_far(dossier, language)


def _possible(dossier: Dossier, language: str) -> str:
    """Return how many findings are only possible, and whether they stand under questions or in the background."""
    under = {item.number for asked in dossier.asked for item in asked.possible}
    asked = sum(item.number in under for item in dossier.possible)
    rest = len(dossier.possible) - asked
    if asked and rest:
        return say("dossier.count.possible_split", language, count=asked + rest, asked=asked, rest=rest)
    return say("dossier.count.possible" if asked else "dossier.count.possible_elsewhere", language, count=asked or rest)


def _reviewed_so_far(dossier: Dossier, language: str) -> str:
    """Return how many questions the reviewer answered, and how many findings of this document are decided on."""
    scan = dossier.scan
    answered = sum(asked.reviewed is not None for asked in dossier.asked)
    here = {finding.identity for finding in (*scan.findings, *(item.finding for item in scan.set_aside))}
    decided = len(here & set(scan.decisions.by_finding)) if scan.decisions else 0
    decisions = say("dossier.count.decided", language, count=decided)
    return say("dossier.reviewed", language, answered=answered, questions=len(dossier.asked), decisions=decisions)


def name_of(dossier: Dossier) -> str:
    """Return the name of a document's file."""
    path = dossier.scan.document.source.path
    return PurePath(path).name or path


#: What a table of several documents says of each beside its name.
COLUMNS = ("lists", "weighty", "unlooked", "unread", "missing")


def counts(dossier: Dossier) -> tuple[int, ...]:
    """Return how many matches, weighty terms, questions not looked at, parts not read and missing safeguards."""
    return (
        len(dossier.matches),
        len(dossier.weighty),
        sum(asked.answer.state == "not_looked" for asked in dossier.asked),
        len(dossier.scan.unread) + len(dossier.scan.failures),
        len(dossier.safeguards.missing),
    )
