"""What stands before and after a name, read as evidence for or against its being that of a party.

Evidence is a set of words such as "announced" or "alias"; what each weighs, and why, stands in the table
`patterns/tables/parties/evidence.yaml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from contract_scan.document import Span
from contract_scan.expressions import compiled
from contract_scan_builtins.parties.kinds import evidence_within, kinds
from contract_scan_builtins.parties.names import BREAK, Name, written_out
from contract_scan_builtins.parties.parts import ALIAS_QUOTES, Party, aliases_in, role_among
from contract_scan_builtins.parties.words import CAPITALS, any_of, listed
from contract_scan_builtins.shared.remember import remembered_in

#: How much of the text before and after a name is looked at, in characters.
_BEFORE, _AFTER = 160, 700
#: No label is longer, in characters.
_LABEL = 60
#: How far a title may reach, in characters, and the words that stand for somebody in a signature, for a subject in it.
_TITLE, _FOR = 200, frozenset(("for", "voor"))
#: How many words before a name are looked at.
_LEAD = 14
#: A second short name of the same party follows the first within so many characters.
_NEXT_ALIAS = 45
_WORDS = compiled(r"[\w'’.&/\-]*\w")
#: What says by itself that a party may be named here: without any of these, words with a capital are not looked at.
ANNOUNCING = frozenset(("announced", "numbered", "labelled", "heading", "one_side", "for_signature"))


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a name stands, with what speaks for and against its being a party's.

    `tail` is what is told of it, and `told` where that ends: at the short name it is given.
    """

    party: Party
    evidence: frozenset[str]
    told: int
    tail: str = ""

    @property
    def start(self) -> int:
        """Where the name begins."""
        return self.party.span.start

    def also(self, *evidence: str) -> Mention:
        """Return the mention with more evidence."""
        return replace(self, evidence=self.evidence | frozenset(evidence))


def _said(*path: str) -> str:
    return any_of(listed("evidence", *path))


@cache
def _phrases() -> dict[str, frozenset[str]]:
    """Return what it is evidence of that a phrase, in small letters, is the last thing before a name."""
    told: dict[str, tuple[str, ...]] = {
        "announced": listed("triggers"),
        "one_side": listed("sides"),
        "for_signature": listed("behalf"),
        "joined": listed("ands"),
        "governed": listed("evidence", "before", "governed"),
        "granted": listed("evidence", "before", "granted"),
        "gathered": listed("evidence", "before", "gathered"),
        "represented": listed("evidence", "before", "represented"),
        "parent": listed("evidence", "before", "parent"),
        "law": listed("evidence", "before", "law"),
        "subject": listed("evidence", "before", "subject"),
        "place": listed("evidence", "before", "place"),
        "part_of": listed("evidence", "before", "of"),
        "addressed": listed("evidence", "before", "address"),
    }
    found: dict[str, set[str]] = {}
    for sign, phrases in told.items():
        for phrase in phrases:
            found.setdefault(" ".join(_WORDS.findall(phrase.lower())), set()).add(sign)
    return {phrase: frozenset(signs) for phrase, signs in found.items()}


@cache
def _leads() -> frozenset[str]:
    """Return what may stand between an announcement and a name: articles, titles, kinds of legal person."""
    telling = {*listed("ands"), *listed("sides"), *listed("evidence", "before", "address"), "To", "en anderzijds"}
    leads = ({*listed("leading"), *listed("titles"), "der", "die"}) - telling
    return frozenset(" ".join(_WORDS.findall(lead.lower())) for lead in leads)


@cache
def _titles() -> re.Pattern[str]:
    return compiled(rf"(?<!\w)(?:{any_of(listed('titles'))})\s+\Z")


@cache
def _lines() -> dict[str, re.Pattern[str]]:
    labels = any_of((*listed("labels"), *listed("roles"), *listed("sides")))
    others = any_of(listed("evidence", "labels_of_others"))
    titles = any_of(listed("titles"))
    return {
        "numbered": compiled(r"\s*(?:\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)]|[-–•*])\s*"),
        "labelled": compiled(
            rf"[\s*_#\-•–]*(?:\(?[\d.]*\w[.)]\s*|\w+\s\d+\s?[–\-:]\s)?[\s*_]*(?:[^\W_]+\s){{0,2}}(?:{labels})(?:\s(?:name|naam))?"
            rf"(?:\s?\([^()]{{1,20}}\))?[*_]*\s*[:|]?[*_]*\s*(?:(?:the|de|het)\s)?(?:(?:{titles})\s+)*",
            re.IGNORECASE,
        ),
        "of_others": compiled(
            rf"[^:|]{{0,25}}(?<!\w)(?:{others})(?:[^:|\w][^:|]{{0,25}})?[:|]?\s*|.*(?:{others})\s?[:|]\s*",
            re.IGNORECASE,
        ),
        "signs_for_another": compiled(
            rf"[\s*_]*(?:{any_of(listed('behalf'))})\s(?:(?:the|de|het)\s)?[^:\x01]{{2,60}}:\s*(?:[\w.]{{1,6}}\s)*",
            re.IGNORECASE,
        ),
        "heading": compiled(rf"\s*(?:\d{{1,2}}\.?\s*)?(?:{any_of(listed('party_headings'))})\s*:?\s*", re.IGNORECASE),
    }


@remembered_in
def evidence_before(text: str, start: int) -> set[str]:
    """Return what the words before a name say, its articles and titles left out."""
    before = text[max(start - _BEFORE, 0) : start]
    found = {"titled"} if _titles().search(before, max(len(before) - 24, 0)) else set()
    line, above = _line_and_above(before)
    number = _NUMBER.match(line)
    words = [word.lower() for word in _WORDS.findall(line[number.end() :] if number else line)][-_LEAD:]
    words = _without_leads(words)
    if number and not words:
        found.add("numbered")
    phrases = _phrases()
    if not words:
        found.add("line_start")
        words = [word.lower() for word in _WORDS.findall(above)][-5:] if len(above) < 60 else []
        found |= {sign for sign in ("announced", "joined", "one_side") if sign in _ends_with(words, phrases)}
        found |= {
            sign
            for sign in ("labelled", "of_others", "heading")
            if 0 < len(above) < _LABEL and _lines()[sign].fullmatch(above)
        }
    else:
        ending = _ends_with(words, phrases)
        if start < _TITLE and words[-1] in _FOR:  # "Agreement for joint research": nobody signs in a title
            ending -= {"for_signature"}
        found |= ending or ({"after_other_words"} if re.search(r"[^\W\d_]\s\Z", line) else set())
    if "granted" not in found and any(word in _decrees() for word in words):
        found.add("decreed")
    if start < _LETTER:
        found |= {sign for sign, pattern in _letter_lines().items() if pattern.search(line)}
    if _is_in_clause(text, start) and words:
        found.add("in_clause")
    return found | _said_by_line(line)


def _said_by_line(line: str) -> set[str]:
    """Return what the line before a name says by its form: a label, a number, a role, an address."""
    found: set[str] = set()
    if line and len(line) < _LABEL and not line[-1].isalnum():
        found |= {sign for sign, pattern in _lines().items() if sign != "heading" and pattern.fullmatch(line)}
    last = _SENTENCE.split(line)[-1]
    if last != line and last.rstrip().endswith(":") and len(last) < _LABEL:
        found |= {sign for sign in ("labelled", "of_others") if _lines()[sign].fullmatch(last)}
    if _ANY_LABEL.fullmatch(last):
        found.add("any_label")
    if re.search(r"[:;,]\s*(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s*\Z|\(\d\)\s*\Z", line):
        found.add("numbered")
    if _mail_head().match(line):
        found.add("mail_head")
    if _role_before().search(line):
        found.add("labelled")
    if line.endswith(", "):
        found.add("after_comma")
    if _ADDRESS.search(line):
        found.add("in_address")
    if _equated().search(line):
        found.add("equated")
    return found


#: Where one label with its name ends and the next begins on a line: "Provider: A, Leeds. Recipient: B."; and what a
#: label looks like, whatever it says.
_SENTENCE = compiled(r"(?<=[^\W\d_]{2}[.;])\s+(?=[A-Z])|(?<=[)\]][.;])\s+(?=[A-Z])")
_ANY_LABEL = compiled(rf"\s*[{CAPITALS}][\w\-]+(?:\s[\w\-]+){{0,2}}:\s+(?:(?:the|de|het)\s)?")
#: The number of a clause or an item at the beginning of a line.
_NUMBER = compiled(r"\s*(?:\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)]|\d{1,2}(?:\.\d{1,2})+\.?|[-–•*])\s")
#: A house number before a name, or in what stands before its comma: a street, a town.
_ADDRESS = compiled(r"[^\W\d_],?\s\d[\w\-]{0,3}\s\Z|[^\W\d_].*(?<!\w)\d[^,;()\x01\n]{0,40},\s\Z")
#: Within so many characters of its beginning a letter says from whom and to whom it is.
_LETTER = 1_200


@cache
def _letter_lines() -> dict[str, re.Pattern[str]]:
    """Return the expressions for the line before who writes a letter, and before whom it is written to."""
    lead = r"(?:(?:the|de|het)\s)?\Z"
    senders, addressees = any_of(listed("letter", "from")), any_of(listed("letter", "to"))
    between = r"(?:[^;:\x01]{0,70}(?:,|(?<!\w)(?:of|van))\s)?"
    return {
        "letter_from": compiled(rf"(?:\A|[.;]\s)\s*(?i:{senders})\s*:?\s+{lead}"),
        "letter_to": compiled(
            rf"(?:(?:\A|[.;]\s)\s*(?i:{addressees})|(?<=[,)])\s(?:{addressees}))\s*:?\s+{between}{lead}"
        ),
    }


def _is_in_clause(text: str, start: int) -> bool:
    """Say whether the paragraph in which a name stands has the number of a clause."""
    begins = max(text.rfind(BREAK, 0, start), text.rfind("\n", 0, start)) + 1
    return _CLAUSE.match(text, begins, start) is not None


_CLAUSE = compiled(
    r"\s*(?:\(?\d{1,2}(?:\.\d{1,2})*[.)]|\d{1,2}(?:\.\d{1,2})+|§\s?\d+\.?|[A-Z]\d+\.?|[a-zA-Z][.)]|\d+°|[IVX]{1,4}\.)\s"
)


@cache
def _equated() -> re.Pattern[str]:
    """Return the expression for a word that is told to mean somebody: "'We' are", "Side A is"."""
    quote = f"[{ALIAS_QUOTES}]"
    words = any_of(listed("equated", "words"))
    roles = any_of((*listed("labels"), *listed("roles")))
    means, spoken = (
        any_of(listed("equated", "means")),
        any_of(("we", "us", "wij", "ons", "ondergetekende", "undersigned")),
    )
    return compiled(
        rf"(?:(?:\A|\s)(?i:{spoken}),\s(?:(?:the|de|het)\s)?\Z|(?:(?:\A|[\s.;,:–-]){quote}[^{ALIAS_QUOTES}]{{1,40}}{quote}|(?:\A|[.;:,–-]\s|\s(?:met|by|with)\s)(?:(?i:{words})|(?:(?:the|de|het|The|De|Het)\s)?(?:{roles})))"
        rf"\s(?:{means})(?:\s(?:ook|also|hier|here))?\s(?:(?:the|de|het)\s)?\Z)"
    )


@cache
def _decrees() -> frozenset[str]:
    return frozenset(listed("evidence", "before", "decreed"))


@cache
def _mail_head() -> re.Pattern[str]:
    return compiled(r"\s*(?:van|from|aan|to|afzender|sender)\s*:", re.IGNORECASE)


@cache
def _role_before() -> re.Pattern[str]:
    """Return the expression for a role in capitals right before a name: "SELLER Brindle S.A."."""
    roles = any_of(role.upper() for role in set(listed("roles")) - set(listed("generic")))
    return compiled(rf"(?<!\w)(?:{roles})\s\Z")


def _line_and_above(before: str) -> tuple[str, str]:
    """Return what stands on the line of a name, and the line above it; a table's bar parts two cells."""
    pieces = re.split(r"[\x01\n|]", before)
    line = pieces[-1]
    above = next((piece for piece in reversed(pieces[:-1]) if piece.strip()), "")
    return line, above.strip()


def _ends_with(words: list[str], phrases: dict[str, frozenset[str]]) -> frozenset[str]:
    """Return what it is evidence of how a run of words ends; the longest phrase counts."""
    for length in range(min(len(words), 6), 0, -1):
        if signs := phrases.get(" ".join(words[-length:])):
            return signs
    return frozenset()


def _without_leads(words: list[str]) -> list[str]:
    leads = _leads()
    while words:
        length = next((n for n in range(min(len(words), 6), 0, -1) if " ".join(words[-n:]) in leads), 0)
        if not length:
            return words
        words = words[:-length]
    return words


@cache
def _after() -> dict[str, re.Pattern[str]]:
    bracket = r"\s?(?:\([^()\x01]{1,60}\))?"
    seat = any_of((*listed("seat"), *listed("seated")))
    phrases = any_of(listed("alias_phrases"))
    body, agrees = any_of(listed("institutions")), any_of(listed("evidence", "after", "agree"))
    placed = rf"(?:\s(?:te|in|at|uit|from|of)\s[{CAPITALS}][\w'’\-]+|,\s(?:(?:te|in|at)\s|(?:the|de)\s)?[{CAPITALS}][\w'’\-]+(?:\s[{CAPITALS}][\w'’\-]+){{0,3}}|\s\([A-Z]{{2,9}}\)){{0,3}}"  # noqa: E501
    found = {
        "seat": rf"{bracket}\s*,?\s*\x01?\s*(?:(?i:{seat})\b|of\s\d)",
        "registered": rf"[^\x01(]{{0,160}}(?i:{any_of(listed('registration'))})\b",
        "represented_by": rf"[^\x01(]{{0,200}}(?i:{any_of((*listed('represented'), *listed('speaking_for')))})\b",
        "address": rf"{bracket}\s*(?:[,|]\s*|\x01\s*)(?:[^\x01,|]{{3,40}},\s)?[^\x01,|]{{0,40}}(?:\s\d+[a-zA-Z]?|\d{{1,5}}\s[{CAPITALS}]\w+|(?:{any_of(listed('address_lines'))}))\b",  # noqa: E501
        "described": rf"{bracket}\s*,?\s*(?:an?|een|the|de)\s[^,;.(\x01]{{0,70}}(?i:{any_of(listed('kinds'))})\b",
        "told": rf"\s*,\s+(?:{any_of(listed('descriptions'))})\b",
        "short_form": rf"\s\((?:[{ALIAS_QUOTES}]|[A-Z][A-Za-z0-9\-]{{1,9}}[,)])",
        "line_end": r"\s*[*_.,;:|]?\s*(?:[\x01\n]|\Z|\|)",
        "signed": rf"\s+(?:By|Door)\s?:|\s*[.,]?\s*[\x01\n]\s*(?:\x01\s*)?(?:_{{3,}}|\.{{5,}}|(?:{any_of((*listed('signs'), *listed('signatory')))}))",  # noqa: E501
        "post": rf"\s*,\s*(?i:{any_of((*listed('functions'), *listed('subunits')))})\b",
        "acts": rf"{bracket}\s(?:{_said('after', 'acts')})\b",
        "receives": rf"{bracket}\s(?:[^\x01.,]{{0,30}}\s)?(?:{_said('after', 'receives')})\b",
        "duty": rf"{bracket}\s(?:{_said('after', 'duty')})\b",
        "whose": rf"(?:{_said('after', 'whose')})",
        "enacting": rf"[\s,]*\x01?\s*(?:{any_of(listed('enacts'))})",
        "cut": rf"[ \u00a0](?:{any_of((*listed('inner_ands'), *listed('connectors')))})\s(?:(?:the|de|het)\s)?[{CAPITALS}]|[ \u00a0][{CAPITALS}]",  # noqa: E501
        "small_words_follow": r"[ \u00a0][a-zà-ÿ]",
        "one_side": rf"\s*,\s*(?i:{any_of(listed('sides'))})\b",
        "named_short": rf"{placed}\s?,?\s(?:\(\s?(?:{phrases}|[{ALIAS_QUOTES}]|(?:the|de|het)\s[^()]{{2,40}}\)|[A-Z][A-Za-z0-9\-]{{1,14}}\))|(?:{phrases})(?!\w))",  # noqa: E501
        "calls": rf"{bracket}\s(?:{any_of(listed('equated', 'calls'))})\s[{ALIAS_QUOTES}]",
        "of_a_body": rf"\s?,\s(?:[a-z][^,.;()\x01]{{2,60}}(?:,|\s(?:of|van|aan|at|bij))\s)?(?:(?:the|de|het)\s)?(?:[{CAPITALS}][\w'’\-]*\s){{0,4}}(?i:{body})\b",  # noqa: E501
        "pair": rf"{bracket}\s(?:{any_of(listed('ands'))})\s(?:(?:the|de|het)\s)?(?:[{CAPITALS}][\w'’&\-]*\s|(?:of|van|de|der|the|for|voor|and|en)\s){{1,8}}(?:\([^()]{{1,60}}\)\s)?(?:{agrees})\b",  # noqa: E501
        "agree": rf"{bracket}\s(?:{agrees})\b",
        "at_place": rf"\s(?:te|in|at|uit|from)\s[{CAPITALS}][\w'’\-]+",
        "is_a": rf"{bracket}\s(?:is|are)\s(?:an?|een|the|de|het)\s[a-z]",
    }
    return {key: compiled(pattern) for key, pattern in found.items()}


@remembered_in
def evidence_after(text: str, end: int) -> set[str]:
    """Return what the words after a name say."""
    after = text[end : end + 260]
    return {key for key, pattern in _after().items() if pattern.match(after)} | _of_a_town(text, end)


def _of_a_town(text: str, end: int) -> set[str]:
    """Return whether the town of a body follows, which is no part of its name: "Kestrel Heritage Centre of Moscow"."""
    town = _TOWN.match(text, end)
    before = text[max(end - 40, 0) : end]
    if not town:
        return set()
    from contract_scan_builtins.countries.named import countries_in

    if countries_in(town[1], None):
        return {"of_a_town"}
    if _WHOLE.search(before):
        return set()
    known = bool(countries_in(town[1], None, places=True))
    closed = text[town.end() : town.end() + 2].strip()[:1] in ("(", ".", ",")
    return {"of_a_town"} if known or (closed and re.search(r"\s(?:of|van)\s", before)) else set()


_TOWN = compiled(rf"\s(?:of|from|uit|te|in)\s(?:(?:the|de|het)\s)?([{CAPITALS}][\w'’\-]+(?:\s[{CAPITALS}][\w'’\-]+)?)")
_WHOLE = compiled(
    rf"(?:University|Universiteit|College|Hogeschool|City|Bank|Trustees|Regents|{any_of(listed('sovereigns'))})\Z"
)


def is_named_short(text: str, end: int) -> bool:
    """Say whether a short name is given right after an offset, with no more than a place between."""
    return _after()["named_short"].match(text[end : end + 160]) is not None


def is_equated(text: str, start: int) -> bool:
    """Say whether a name at an offset is told to be who a word means: '"We" are …'."""
    return _equated().search(_line_and_above(text[max(start - _BEFORE, 0) : start])[0]) is not None


def mention_of(text: str, name: Name, source: str, until: int) -> Mention:
    """Return a name with all that the text around it says; what is told of it ends at an offset at the latest."""
    written = written_out(text[name.start : name.end])
    tail = _tail(text[name.end : min(until, name.end + _AFTER)])
    given = aliases_in(tail) if "(" in tail or _naming().search(tail) else []
    given = [(at, alias) for at, alias in given if not kinds()["no_body"].search(alias)][:2]
    if len(given) > 1 and given[1][0] - given[0][0] - len(given[0][1]) > _NEXT_ALIAS:
        given = given[:1]  # the second is that of somebody who is named in between
    evidence = evidence_before(text, name.start) | evidence_after(text, name.end) | evidence_within(name, written)
    aliases = tuple(alias for _, alias in given)
    told = name.end
    if given:
        evidence.add("alias")
        told = name.end + given[0][0]
        evidence |= {"role"} if role_among(aliases) else set()
        evidence |= {"alias_from_name"} if any(_is_from(alias, written) for alias in aliases) else set()
    party = Party(Span(name.start, name.end), written, name.form, aliases, {}, source)
    return Mention(party, frozenset(evidence), told, tail)


@cache
def _naming() -> re.Pattern[str]:
    return compiled(rf"(?<!\w)(?:{any_of(listed('alias_phrases'))})(?!\w)", re.IGNORECASE)


def _tail(after: str) -> str:
    """Return what is told of a name: to the end of its block, or of the next one where that gives the short name."""
    block, _, rest = after.partition(BREAK)
    following = rest.lstrip(BREAK + " ").split(BREAK)[0]
    return f"{block} {following}" if following.startswith("(") or _naming().match(following) else block


def _is_from(alias: str, written: str) -> bool:
    """Say whether a short name is taken from a name: its first word, or its initials."""
    initials = "".join(word[0] for word in re.findall(r"\w+", written) if word[0].isupper())
    within = f" {alias.lower()} " in f" {written.lower()} "
    return within or written.lower().startswith(alias.lower()) or (alias.isupper() and alias[:2] == initials[:2])
