"""The facts of the first page, read from findings of parties, funders, money and countries, whoever made them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from contract_scan.dates import terms_of
from contract_scan.document import Block, Document
from contract_scan.dossier.model import Facts, Party, Payment
from contract_scan.dossier.work import work_of
from contract_scan.finding import Finding
from contract_scan.scan import Scan
from contract_scan.yaml_files import knowledge

_LONGEST_TITLE = 160
_MESSAGE = re.compile(r"\s*(?:from|van|to|aan|date|datum)\s*:", re.IGNORECASE)
_SUBJECT = re.compile(
    r"(?<!\w)(?:subject|onderwerp|betreft)\s*:\s*(?P<subject>[^\n]{4,120}?)\s*(?:$|\n|(?=\s(?:Dear|Beste|Geachte|Hoi|Hi)\b))",
    re.IGNORECASE | re.MULTILINE,
)
_FRONT = re.compile(r"(?:-{3}\n)?(?:[a-z_-]+:[^\n]*\n)*?title:[ \t]*(?P<title>[^\n]+)(?:\n|$)")
#: What a letter begins with before its subject: to whom, an address, a salutation.
_ADDRESS = re.compile(
    r"^(?:to|aan|attn|attention|t\.?a\.?v\.?|ter attentie van|for the attention of)\s*:"
    r"|^t\.?a\.?v\.|^(?:dear|geachte|beste)\s"
    r"|\b(?:postbus|p\.?\s?o\.? box)\s*\d|\b(?-i:[1-9]\d{3} ?[A-Z]{2}\s+[A-Z])",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"^\W*(?:subject|onderwerp|betreft|re)\s*:\s*(?P<subject>.{4,120})", re.IGNORECASE | re.MULTILINE)
_SALUTATION = re.compile(
    r"(?:my\s+)?(?:dear|geachte|beste|waarde|respected)\s[^\n]{2,80},\s*$", re.IGNORECASE | re.MULTILINE
)
_TO = re.compile(r"(?:aan|to)\s", re.IGNORECASE)
#: What no line beside a salutation has that says what a letter is about: to whom, a number, a place, an end.
_NO_SUBJECT = re.compile(r"^(?:aan|to)\b|\d|,|[.:;]$", re.IGNORECASE)
_ANNEX = re.compile(
    r"(?:bijlage|annex|appendix|schedule|attachment|exhibit)\s+(?:\d+(?:\.\d+)*|[A-Z]|[IVX]+)\W*", re.IGNORECASE
)
_PAGE = re.compile(r"(?:page|pagina|blad)\s*\d+(?:\s*(?:of|van|/)\s*\d+)?", re.IGNORECASE)


def facts_of(scan: Scan) -> Facts:
    """Return what a scan tells of the document as a whole; what no finding tells is empty."""
    findings = [f for f in scan.findings if f.view == "current" and f.certainty == "sure"]
    parties = tuple(_parties(findings))
    payments = tuple(_payments(findings))
    perhaps = () if payments else tuple(_perhaps_payments(scan.findings))[:_PAIR]
    title = title_of(scan.document)
    sort = _sort(scan.document, title, findings)
    title = "" if any(_is_letterhead(title, party.name) for party in parties) else title
    return Facts(
        sort=sort,
        form=knowledge("tables", "documents")["sorts"][sort]["form"] if sort else "draft",
        title=title,
        parties=parties,
        countries=tuple(_countries(findings, parties)),
        payments=payments,
        terms=terms_of(scan.document),
        unfilled=frozenset(_unfilled(scan.document, len(parties))),
        perhaps_payments=perhaps,
        work=work_of(scan.document, scan.findings),
    )


#: A document between so many parties has its parties, whatever else is blank where they are named.
_PAIR = 2
#: In how many blocks at the start parties are named.
_OPENING = 8
#: In how many blocks a letter comes to its subject.
_LETTER = 14


def _unfilled(document: Document, parties: int) -> Iterator[str]:
    """Yield what a template leaves blank: a blank stands in a sentence with words for it, a party's at the start."""
    words = knowledge("tables", "documents")["blank"]
    opening = {block.span for block in document.blocks[:_OPENING]}
    for mark in document.marks:
        block = document.block_at(mark.span.start) if mark.kind == "blank" else None
        if block is None:
            continue
        text = document.quote(block.span)
        start = text.rfind(". ", 0, mark.span.start - block.span.start) + 1
        end = text.find(". ", mark.span.end - block.span.start)
        sentence = text[start : end if end >= 0 else len(text)].casefold()
        for what, own in words.items():
            here = what != "between" or (block.span in opening and parties < _PAIR)
            if here and any(_has(sentence, word) for named in own.values() for word in named):
                yield what


def _is_letterhead(title: str, name: str) -> bool:
    """Say whether a title is no more than the name of a party, with or without its address behind a comma."""
    return title == name or title.startswith(f"{name},")


def title_of(document: Document) -> str:
    """Return what a document calls itself: its first title or heading, or its first short line; empty for none.

    A message calls itself by its subject, a page with data before its text by the title there.
    """
    opening = "\n".join(document.quote(block.span) for block in document.blocks[:6])
    subject = _SUBJECT.search(opening) if _MESSAGE.match(opening) else None
    if subject:
        return " ".join(subject["subject"].split())
    given = _FRONT.match(opening)
    if given:
        return given["title"].strip("\"' ")
    lines = [_line(document, block) for block in document.blocks[:_OPENING]]
    first = next((text for text in lines if text and not _PAGE.fullmatch(text)), "")
    titles = [text for text in lines[:6] if _is_title(text)]
    greeted, addressed = _greeted(document), bool(_ADDRESS.search(first))
    if greeted is not None or addressed:
        about = (_ABOUT.search(document.quote(block.span)) for block in document.blocks[:_LETTER])
        named = next((found["subject"].strip("*_ ") for found in about if found), "")
        if greeted is not None and not named and (addressed or _TO.match(first) or _begins_with_lines(document)):
            return _beside(document, greeted)
        titles = [named] if named else [text for text in titles if _may_follow_an_address(text)]
    if titles and _ANNEX.fullmatch(titles[0]):
        titles = [text for text in lines[lines.index(titles[0]) + 1 :] if _is_title(text)] or titles
    return titles[0] if titles else document.source.title or ""


def _begins_with_lines(document: Document) -> bool:
    """Say whether a document begins with several lines in one block, as a letter does with who writes and where."""
    return bool(document.blocks) and "\n" in document.quote(document.blocks[0].span).strip()


def _greeted(document: Document) -> int | None:
    """Return which block a letter's salutation begins in; None for no letter."""
    opening = enumerate(document.blocks[:_LETTER])
    return next((index for index, block in opening if _SALUTATION.match(document.quote(block.span))), None)


def _beside(document: Document, greeted: int) -> str:
    """Return the line next to a salutation that says what the letter is about; empty for none."""
    for block in (*document.blocks[1:greeted][-1:], *document.blocks[greeted + 1 : greeted + 2]):
        text = document.quote(block.span).strip()
        if _is_title(text) and "\n" not in text and not _ADDRESS.search(text) and not _NO_SUBJECT.search(text):
            return _plain(document, block)
    return ""


def _may_follow_an_address(text: str) -> bool:
    return not _ADDRESS.search(text) and not text.endswith((".", ",", ":"))


def _line(document: Document, block: Block) -> str:
    """Return what stands in a block that may be a title, without the signs of a plain text's layout."""
    return _plain(document, block) if block.kind in ("title", "heading", "paragraph") else ""


def _plain(document: Document, block: Block) -> str:
    return " ".join(document.quote(block.span).split()).strip("#*_ ")


def _is_title(text: str) -> bool:
    return 3 < len(text) <= _LONGEST_TITLE and any(map(str.isalpha, text)) and not _PAGE.fullmatch(text)


def is_trade(findings: Iterable[Finding]) -> bool:
    """Say whether a document was read as a contract for goods or services."""
    return any(f.kind == "scope" and f.attributes.get("aspect") == "trade" for f in findings)


def _sort(document: Document, title: str, findings: list[Finding]) -> str:
    data = knowledge("tables", "documents")
    head = document.text[: data["head"]].casefold()
    roles = {str(f.attributes.get("role")) for f in findings if f.kind == "party"}
    but = [phrase for own in data["but"].values() for phrase in own]
    for text in (_left(title.casefold(), but), _left(head, but)):
        for name, sort in data["sorts"].items():
            if roles & set(sort.get("roles", ())) or any(
                _has(text, word) for own in sort["words"].values() for word in own
            ):
                return str(name)
    return ""


def _left(text: str, phrases: list[str]) -> str:
    """Return a text without some phrases."""
    for phrase in phrases:
        text = text.replace(phrase, " ")
    return text


def _has(text: str, word: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}", text) is not None


def _parties(findings: list[Finding]) -> Iterator[Party]:
    seen: set[str] = set()
    for finding in findings:
        name = str(finding.attributes.get("name") or finding.quote)
        if finding.kind == "party" and name not in seen:
            seen.add(name)
            yield Party(name, _codes(finding.attributes.get("country")), finding.attributes.get("we") is True, finding)


def _codes(value: Any) -> tuple[str, ...]:
    given = value if isinstance(value, list) else [value]
    return tuple(dict.fromkeys(code for code in given if isinstance(code, str) and len(code) == 2))


def _countries(findings: list[Finding], parties: tuple[Party, ...]) -> Iterator[str]:
    """Yield the countries that play a part beside those of the parties, in reading order."""
    seen = {code for party in parties for code in party.countries}
    for finding in findings:
        for code in _codes(finding.attributes.get("country")) if finding.kind == "country" else ():
            if code not in seen:
                seen.add(code)
                yield code


def _payments(findings: list[Finding]) -> list[Payment]:
    """Return who gives what, each payer once: what says most of it."""
    money = [f for f in findings if f.kind == "funding" and isinstance(f.attributes.get("payer"), str)]
    found: dict[str, Payment] = {}
    for finding in money:
        payment = _payment(finding, str(finding.attributes["payer"]))
        if payment.payer not in found or _says_more(payment, found[payment.payer]):
            found[payment.payer] = payment
    told = [payment for payment in found.values() if payment.amount or payment.share]
    paying = {payment.payer for payment in told}
    for finding in findings:
        name = str(finding.attributes.get("name") or finding.attributes.get("payer") or "")
        if name and name not in paying and (finding.kind == "funder" or finding in money):
            paying.add(name)
            told.append(_payment(finding, name))
    return told


def _perhaps_payments(findings: Iterable[Finding]) -> Iterator[Payment]:
    """Yield what may be paid: by payers that are only possible, then amounts without a payer, then only that it is."""
    current = [f for f in findings if f.view == "current"]
    yield from _payments([f for f in current if f.certainty == "possible"])
    without = [_payment(f, "") for f in current if f.kind == "funding" and not f.attributes.get("payer")]
    told = {_gift_of(payment): payment for payment in reversed(without) if _gift_of(payment)}
    yield from reversed(told.values())
    if not told:
        yield from [payment for payment in without if payment.finding.certainty == "possible"][:1]


def _gift_of(payment: Payment) -> str:
    return payment.amount or payment.written or payment.share


def _says_more(payment: Payment, other: Payment) -> bool:
    """Say whether a payment is the one to show: the whole before what is paid each year, then the fuller."""
    if payment.amount and other.amount and _is_partial(payment) != _is_partial(other):
        return _is_partial(other)
    return _told(payment) > _told(other)


def _is_partial(payment: Payment) -> bool:
    given = payment.finding.attributes
    return any(given.get(name) for name in ("recurring", "period", "frequency"))


def _told(payment: Payment) -> int:
    return sum(map(bool, (payment.amount, payment.share, payment.payee)))


def _payment(finding: Finding, payer: str) -> Payment:
    given = finding.attributes
    amount, currency = _text(given.get("amount")), _text(given.get("currency"))
    plain = bool(re.fullmatch(r"\d+(?:\.\d+)?", amount))
    fact = next((fact for fact in finding.facts if fact.kind == "amount"), None)
    if fact and (not plain or (not currency and fact.value == amount)):
        amount, currency, plain = fact.value, fact.unit or "", True
    gifts = given.get("gives") or given.get("gift") or ("in_kind" if given.get("in_kind") else ())
    receivers = given.get("payee") or given.get("receivers") or ""
    return Payment(
        payer=payer,
        payee=", ".join(map(str, receivers)) if isinstance(receivers, list) else str(receivers),
        amount=amount if plain else "",
        currency=currency,
        written="" if plain else amount,
        share=_text(given.get("share")),
        gifts=tuple(str(gift).replace(" ", "_") for gift in (gifts if isinstance(gifts, list | tuple) else [gifts])),
        finding=finding,
    )


def _text(value: Any) -> str:
    return "" if value is None or isinstance(value, bool | list | dict) else str(value)
