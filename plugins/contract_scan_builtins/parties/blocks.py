"""Parties outside a preamble: signature blocks, forms and tables, definitions, whoever enacts a scheme."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from contract_scan.document import Span
from contract_scan.expressions import compiled
from contract_scan_builtins.parties.names import BREAK, Name, is_institution, name_at, written_out
from contract_scan_builtins.parties.parts import Party, aliases_in, details_in
from contract_scan_builtins.parties.preamble import names_nobody
from contract_scan_builtins.parties.words import any_of, listed

#: How far before a signature the name it is put for may begin, in characters.
_BEFORE = 200
#: How far into a document a short name says who a party is, in characters.
_HEAD = 4_000
#: How far a short name is looked for where none was found before, in characters.
_FRONT = 40_000


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    leading = rf"(?:(?:{any_of(listed('leading'))})\s+)?"
    labels = any_of((*listed("labels"), *listed("roles")))
    persons = any_of(set(listed("roles")) - set(listed("generic")))
    titles = rf"(?P<title>(?:(?:{any_of(listed('titles'))})\s+)+)?"
    return {
        "sign": compiled(rf"(?:{any_of(listed('signs'))})"),
        "function": compiled(rf"\b(?:{any_of(listed('functions'))})\b,?\s*", re.IGNORECASE),
        "signatory": compiled(rf"(?:{any_of(listed('signatory'))})\s*"),
        "label": compiled(
            rf"(?:\A|[\x01\n]|\s{{2}}|:\s|(?<=[^\W\d_][^\W\d_][.;])\s(?=[^:\x01\n.]{{2,30}}:\s)|\s(?=(?:Party|Partij)\s[A-D1-4]\b))[\s*_\-•|]*(?:(?:\d+\.)+\d*\s+)?[*_]*(?i:(?P<label>(?:the\s)?(?:{labels})(?:\s(?:name|naam))?))[*_]*"
            rf"(?:\s?\([^()\x01\n]{{1,20}}\))?\s*(?::[*_\s]*|\s*\x01\s*:?\s*){leading}{titles}"
        ),
        "post": compiled(rf"[^\x01\n]{{0,40}}[\x01\n]\s*(?:{any_of(listed('posts'))})\s*:"),
        "enacts": compiled(rf"[\s,]*\x01?\s*(?:{any_of(listed('enacts'))})"),
        "role alias": compiled(rf"\(\s?(?:[A-Za-z ]{{0,40}})[\"“'‘](?:the\s|de\s)?(?:{persons})[\"”'’]"),
        "titled": compiled(rf"(?<!\w)(?:{any_of(listed('titles'))})\s\Z"),
        "to": compiled(r"(?<!\w)(?:aan|to)\s+(?:(?:de|het|the)\s+)?"),
        "grant": compiled(rf"(?:{any_of(listed('grants'))})"),
        "role": compiled(rf"(?:(?:the|de|het)\s+)?(?:{any_of(listed('roles'))})s?", re.IGNORECASE),
    }


def signing_parties(text: str) -> Iterator[Party]:
    """Yield the organisations above a "By:" or "Handtekening:", in order."""
    for sign in _patterns()["sign"].finditer(text):
        start = start_of_word(text, max(sign.start() - _BEFORE, 0))
        piece_start = start + _last_piece(text[start : sign.start()])
        name = _name_that_ends(text, piece_start, sign.start())
        if name is not None:
            yield replace(_party(text, name, "signature"), details=_signatory(text, sign.start()))


def start_of_word(text: str, at: int) -> int:
    """Return an offset, moved on to where a word begins if it lies within one."""
    while 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum():
        at += 1
    return at


def _signatory(text: str, start: int) -> dict[str, str]:
    """Return who signs: the first name of at least two words after "Name:", "Naam:" or "/s/"."""
    for label in _patterns()["signatory"].finditer(text, start, start + _BEFORE):
        name = name_at(text, label.end())
        if name is not None and " " in written_out(text[name.start : name.end]):
            written = written_out(text[name.start : name.end])
            return {"signatory": re.split(r"\s(?:Name|Title|Its|Naam|Functie)\b", written)[0]}
    return {}


def _last_piece(window: str) -> int:
    """Return where the last piece of text begins: after the last break, and after the last person's function."""
    at = window.rstrip(BREAK + " \n").rfind(BREAK) + 1
    for function in _patterns()["function"].finditer(window, at):
        at = function.end()
    return at


def _name_that_ends(text: str, start: int, end: int) -> Name | None:
    """Return the longest name with a legal form that runs to the end of a piece, but for an alias in brackets."""
    for word in re.finditer(r"(?<![\w.])[A-Za-z]", text[start:end]):
        name = name_at(text[:end], start + word.start())
        if name and name.form and re.fullmatch(r"[\s\x01,.:;]*(?:\([^()]*\))?[\s\x01,.:;_]*", text[name.end : end]):
            return name
    return None


def labelled_parties(text: str) -> Iterator[Party]:
    """Yield what stands after a label such as "Opdrachtgever:" or "Customer Name", in running text and in tables."""
    at = 0
    while label := _patterns()["label"].search(text, at):
        at = label.end("label") + 1
        name = name_at(text, label.end())
        if name is None or names_nobody(text[name.start : name.end]) or _is_of_others(label["label"]):
            continue
        if _is_told(text, label, name):
            yield _party(text, name, "label", " ".join(label["label"].split()))


def _is_of_others(label: str) -> bool:
    """Say whether a label is for somebody who is no party: a bank, a contact."""
    return label.lower() in listed("evidence", "labels_of_others")


def _is_told(text: str, label: re.Match[str], name: Name) -> bool:
    """Say whether what follows a label is a name: a legal form says so anywhere, an institution only after a colon.

    A name with a post on the next line ("Title: Dean") is that of who signs.
    """
    if name.form is not None or ":" not in label.group():
        return name.form is not None
    if _patterns()["post"].match(text, name.end):
        return False
    if label["title"] and not label["label"].lower().endswith(("naam", "name")):
        return " " in text[name.start : name.end]
    alone = re.match(r"\s*(?:[\x01\n]|\s{2}|\Z)", text[name.end : name.end + 4]) is not None
    named = label["label"].lower().endswith(("naam", "name"))
    return is_institution(text[name.start : name.end]) or (alone and named and name.end - name.start > 3)


def enacting_parties(text: str) -> Iterator[Party]:
    """Yield the authority that lays down a scheme: "De Minister van …, Gelet op …, Besluit:"."""
    for article in re.finditer(r"(?:\A|[\x01\n])(?:De|Het|The)\s+", text[:20_000]):
        name = name_at(text, article.end())
        if name is not None and _patterns()["enacts"].match(text, name.end):
            yield _party(text, name, "enacts")
            yield from _granted(text, name.end)


def _granted(text: str, start: int) -> Iterator[Party]:
    """Yield who a decision grants something: "aan Fotonica B.V. een subsidie te verlenen"."""
    for to in _patterns()["to"].finditer(text, start, min(start + _HEAD, len(text))):
        name = name_at(text, to.end())
        if name is None or not (name.form or is_institution(text[name.start : name.end])):
            continue
        if _patterns()["grant"].search(text, name.end, name.end + _BEFORE):
            yield _party(text, name, "enacts")
            return


def defined_parties(text: str) -> Iterator[Party]:
    """Yield the organisations with a legal form that are given a short name at the head of a document."""
    found = False
    for quote in re.finditer(r"\(\s?(?:[A-Za-z ]{0,40})[\"“'‘]", text[:_FRONT]):
        if found and quote.start() > _HEAD:
            return
        start = start_of_word(text, max(quote.start() - _BEFORE, 0))
        name = _name_described(text, start + _last_piece(text[start : quote.start()]), quote.start())
        if name is not None:
            found = True
            yield _party(text, name, "definition")


def _name_described(text: str, start: int, end: int) -> Name | None:
    """Return the first name with a legal form in a piece of text, if a description or nothing follows it.

    A person with a title, or an institution, counts only where a role such as "the Donor" follows at once.
    """
    if _patterns()["role alias"].match(text, end):
        for word in re.finditer(r"(?<![\w.])[A-Z]", text[start:end]):
            name = name_at(text[:end], start + word.start())
            if name and not text[name.end : end].strip() and _who(text, name):
                return name
    for word in re.finditer(r"(?<![\w.])[A-Z]", text[start:end]):
        name = name_at(text[:end], start + word.start())
        if name and name.form:
            return name if re.match(r"\s*(?:\Z|,|\()", text[name.end : end]) else None
    return None


def _who(text: str, name: Name) -> bool:
    """Say whether a name is that of an institution, or of a person with a title before it."""
    written = text[name.start : name.end]
    if names_nobody(written) or " " not in written:
        return False
    return is_institution(written) or _patterns()["titled"].search(text, 0, name.start) is not None


def _party(text: str, name: Name, source: str, label: str = "") -> Party:
    written = written_out(text[name.start : name.end])
    tail = text[name.end : name.end + 300].split(BREAK)[0]
    aliases = tuple(alias for _, alias in aliases_in(tail))
    if label and _patterns()["role"].fullmatch(label):
        aliases = (label, *aliases)
    return Party(Span(name.start, name.end), written, name.form, aliases, details_in(tail), source)
