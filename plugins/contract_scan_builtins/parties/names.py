"""Names of organisations and people as contracts write them: where one begins is known, where it ends is found here.

In the text that these functions take, the end of a block is `BREAK`, so that a name may cross a line but not a block.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from contract_scan.expressions import compiled
from contract_scan_builtins.parties.words import CAPITALS, any_of, listed
from contract_scan_builtins.shared.remember import remembered_in

#: Stands for the line feed between two blocks; no white space for a regular expression.
BREAK = "\x01"
#: No name is longer, in characters.
_LONGEST = 160

_GAP = compiled(r"[ ]?/[ \n]{0,3}|[ \t\u00a0]{0,3}\n[ \t]{0,40}|[ \t\u00a0]{1,4}")
_WORD = compiled(
    rf"[{CAPITALS}][\w&]+-(?=\s(?:und|en|and|et)\s)|(?:['’`´]s-)?[{CAPITALS}0-9][\w'’´.\-‑–/@&+!]*[\w'’!+]|[{CAPITALS}0-9]|[a-z][\w]*[.\-]?[A-Z0-9]\w*(?:[.\-]\w+)*|&|\+"
)
_BRAND = compiled(
    r"[a-z][\w]*(?:[.\-]\w+)+|[a-z]\w+(?=(?:\s+(?!(?:van|of|der|de|from|the)\s)\w+){0,2},?\s+(?:Inc|LLC|Ltd|GmbH|B\.V|BV)\b)"
)
_WRAPPED = compiled(r"\x01(?=(?:[A-Z][\w'&.\-]*[ ]){0,4}[A-Z][\w'.&\-]*\s?\()")
_LISTED = r",(?:\s[A-Z][\w\-'’]+,){0,3}\s[A-Z][\w\-'’&]+"
#: A line at least so long may have been wrapped within a name, in characters.
_LINE = 60
_SAID = compiled(r"\s+(?:in|and|under|as|with|by|pursuant|according)\b")
_BRACKETED = compiled(r"\([A-Z][\w.\- ]{1,30}\)[ ]")
_LABELLED = compiled(r"[A-Z][^\n\x01:,(]{0,40}:(?:\s|\Z)")
_COMMA = compiled(r",\s{0,3}")
_ORDINAL = compiled(r"(?:I{2,3}|I?V|VI{1,3}|IX)(?![\w.])")
_ABBREVIATED = compiled(
    r"(?:[A-Z]|St|Dr|Prof|Mr|Mrs|Ms|Jr|Sr|Bros|Mt|Ft|Ir|Univ|Inst|Dept|Int|Intl|Zn|Gebr|Fa|Kon|Ned|Mij|\w*\.\w+)\Z"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name: half-open offsets, the legal form within it (None if it has none), and whether it is joined by "and"."""

    start: int
    end: int
    form: str | None = None
    joined: bool = False


@cache
def _form_pattern() -> re.Pattern[str]:
    forms = set(listed("forms", "after"))
    forms |= {"corporation", "company", "inc", "ltd", "limited", "incorporated", "llc"}
    forms |= {
        form.upper()
        for form in forms
        if len(form.replace(".", "")) > 3 or form in {"Inc", "Ltd", "Pte", "Pty", "Oy", "Oyj", "ApS"}
    }
    return compiled(rf"(?:{any_of(forms)})(?![\w'’])(?!\.\w)\.?")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "connector": compiled(rf"(?:{any_of(listed('connectors'))})(?=[ \t\n\u00a0]|\b)"),
        "and": compiled(rf"(?i:{any_of(listed('inner_ands'))})(?=[ \t\n])"),
        "before": compiled(rf"(?:{any_of(listed('forms', 'before'))})(?=\s)"),
        "soft": compiled(rf"(?:{any_of(listed('forms', 'soft'))})\Z", re.IGNORECASE),
        "institution": compiled(
            rf"\b(?:{any_of(listed('institutions'))})\b|\w(?:{any_of(listed('institution_endings'))})\b", re.IGNORECASE
        ),
        "address": compiled(
            rf"\d|(?:{any_of(listed('address_lines'))})\b|[A-Z][\w.\- ]{{2,40}}\s\d+[a-zA-Z]?\s*(?=[,\n\x01]|\Z)"
        ),
        "quoted": compiled(rf"[ ]?[\"“«„][{CAPITALS}][^\"”»“\x01\n]{{1,80}}[\"”»“]"),
        "lower kind": compiled(rf"(?:{any_of(listed('lower_kinds'))})(?=\s[A-Z])"),
        "quoted form": compiled(
            rf"(?:{any_of((*listed('quoted_forms'), *listed('forms', 'before')))})\b", re.IGNORECASE
        ),
        "stop": compiled(rf"(?:{any_of(listed('stops'))})(?!\w)"),
        "head label": compiled(rf"(?:{any_of(listed('head_labels'))})(?:\s\w+)?\s?:"),
        "joining": compiled(rf"(?:{any_of(listed('joining'))})(?!\w)"),
        "list": compiled(rf"{_LISTED},?\s&(?=\s[A-Z])|{_LISTED}\s(?i:and)\s[A-Z]\w+(?=\s(?i:of\sthe\suniversity))"),
        "authority list": compiled(rf"{_LISTED}\s(?:{any_of(listed('inner_ands'))})(?=\s[A-Z])"),
        "lower": compiled(
            rf"(?:\s(?:{any_of(listed('connectors'))}))?(?:\s[a-zà-ÿ][\w-]{{2,}}){{1,3}}"
            rf"(?:\s[A-Z][\w-]+)?(?:\s(?:{any_of(listed('forms', 'after'))})\.?)?(?=\s?[,(\x01]|\n\w+:)"
        ),
        "described": compiled(
            rf"\s(?:{any_of(not_in_names())})\b"
            rf"|\s(?:{any_of(listed('represented'))}|{any_of(listed('seat'))})"
        ),
        "told": compiled(rf"\s(?:{any_of(listed('not_in_a_name'))})(?!\w)"),
        "whole": compiled(r",\s(?:(?:the|de|het)\s)?(?=[A-Z])"),
        "shouted": compiled(rf"(?:{any_of(word.upper() for word in listed('shouted'))})\s(?=[A-Z][a-zà-ÿ])"),
        "sovereign": compiled(rf"(?:{any_of(listed('sovereigns'))})\b"),
        "subunit": compiled(rf"(?:{any_of(listed('subunits'))})(?!\w)", re.IGNORECASE),
        "trading": compiled(rf"\s+(?:{any_of(listed('also_called'))})\s+"),
    }


def not_in_names() -> set[str]:
    """Words that tell something about a party, and cannot go on with its name as "voor" and "of" can."""
    words = {*listed("descriptions"), *listed("alias_words"), *listed("ands"), *listed("alias_phrases")}
    return words - set(listed("connectors"))


@lru_cache(maxsize=4096)
def is_institution(name: str) -> bool:
    """Say whether a name holds a word that makes an institution of it: "University", "Ministerie"."""
    return _patterns()["institution"].search(name) is not None


def written_out(text: str) -> str:
    """Return a name on one line, with single spaces."""
    return " ".join(text.replace(BREAK, " ").split())


def name_key(name: str) -> str:
    """Return what stays of a name when letter case, signs and white space do not count."""
    return re.sub(r"[^\w&]+", " ", name.casefold()).strip()


#: A full stop, and a word that opens a sentence.
_NEXT_SENTENCE = compiled(r"\.\s(?:The|A|An|This|These|It|De|Het|Een|Dit|Deze|Zij|Hij|Wij|We|In|On)\s")


def name_at(text: str, start: int, *, join: bool = False) -> Name | None:
    """Return the name that begins at an offset, None where none does. With `join`, "and" may stand inside it."""
    if _patterns()["shouted"].match(text, start):
        return None
    reader = _NameReader(text, start, join)
    reader.read()
    return reader.name()


@remembered_in
def both_names_at(text: str, start: int) -> tuple[Name | None, Name | None]:
    """Return the name that begins at an offset as it is read without "and" inside it, and with."""
    return name_at(text, start), name_at(text, start, join=True)


class _NameReader:
    """Reads one name token by token. `end` is where the last token that belongs to the name ended."""

    def __init__(self, text: str, start: int, join: bool) -> None:
        self._text, self._start = text, start
        self._limit = min(start + _LONGEST, len(text))
        self.end = start
        self.words = 0
        self.form: str | None = None
        self.joined = False
        self._closed = False
        self._authority = _patterns()["joining"].match(text, start) is not None
        self._join = join or self._authority

    def read(self) -> None:
        """Read on until something does not belong to the name."""
        opening = _patterns()["before"].match(self._text, self._start, self._limit)
        if opening:
            self.form, self.end = opening.group(), opening.end()
        while self.end < self._limit and self._step():
            pass
        self._take_whole()
        self._take_lower_case()
        self._take_quoted()
        self._take_trade_name()

    def _take_whole(self) -> None:
        """ "Faculty of Science, University of Leemdam": a part of an institution is named with the whole."""
        whole = _patterns()["whole"].match(self._text, self.end, self._limit)
        if whole and not self.form and _patterns()["subunit"].match(self._text, self._start):
            name = name_at(self._text, whole.end())
            if name and is_institution(self._text[name.start : name.end]):
                self.end, self.form = name.end, name.form

    def _take_quoted(self) -> None:
        """'Joint Stock Company "Neva Optics"': a kind of organisation, and its own name in quotation marks."""
        quoted = _patterns()["quoted"].match(self._text, self.end, self._limit)
        if quoted and _patterns()["quoted form"].match(self._text, self._start):
            self.end, self.words = quoted.end(), self.words + 1

    def _take_lower_case(self) -> None:
        """ "Organisatie voor toegepast onderzoek TNO,": an institution whose name goes on in lower case to a comma."""
        written = self._text[self._start : self.end]
        if self._closed or not (self.form or is_institution(written)):
            return
        tail = _patterns()["lower"].match(self._text, self.end, self._limit)
        told = tail and (
            _patterns()["described"].match(self._text, self.end) or _patterns()["told"].search(tail.group())
        )
        if tail is not None and not told:
            self.end = tail.end()

    def _take_trade_name(self) -> None:
        """ "Acme B.V. h.o.d.n. Rocket Labs": a trade name that follows at once is part of how the party is named."""
        trading = _patterns()["trading"].match(self._text, self.end, self._limit)
        trade = trading and self.words and name_at(self._text, trading.end())
        if trade:
            self.end = trade.end

    def name(self) -> Name | None:
        """Return the name that was read, without what ends a sentence."""
        if not self.words:
            return None
        return Name(self._start, self.end, self.form, self.joined)

    def _step(self) -> bool:
        at = self.end
        if at > self._start:
            if self._comma_form() or self._comma_list():
                return True
            gap = _GAP.match(self._text, at, self._limit) or self._wrapped(at)
            if gap is None or ("\n" in gap.group() and self._other_line(gap.end())):
                return False
            at = gap.end()
        if self.words and self._take_form(at):
            return True
        if self._closed:
            return self._take_ordinal(at) or self._take_connected(at)
        return self._take_word(at) or self._take_and(at) or self._take_bracketed(at) or self._take_connected(at)

    def _other_line(self, at: int) -> bool:
        """Say whether a line below a name is an address or opens with a label, and so no part of the name."""
        part = _patterns()["subunit"].match(self._text, at)
        return bool(part or _patterns()["address"].match(self._text, at) or _LABELLED.match(self._text, at))

    def _take_bracketed(self, at: int) -> bool:
        """ "Lanka Photonics (Private) Limited": a word in brackets is part of a name if a legal form follows it."""
        bracketed = _BRACKETED.match(self._text, at, self._limit)
        return bracketed is not None and self.words > 0 and self._take_form(bracketed.end())

    def _take_ordinal(self, at: int) -> bool:
        """ "Acquisition Corp. II": a numeral in capitals tells two companies of one name apart."""
        numeral = _ORDINAL.match(self._text, at, self._limit)
        if numeral:
            self.end = numeral.end()
        return numeral is not None

    def _wrapped(self, at: int) -> re.Match[str] | None:
        """Return the end of a block that only wraps a long line, where the name goes on in the next one."""
        wrapped = _WRAPPED.match(self._text, at) if not self._closed else None
        long_line = self._text.rfind(BREAK, 0, at) < at - _LINE
        return wrapped if wrapped and long_line else None

    def _take_form(self, at: int) -> bool:
        match = _form_pattern().match(self._text, at, self._limit)
        if match is None or match.group().rstrip(".") == self._text[self._start : match.end()]:
            return False
        if match.group() == "incorporated" and _SAID.match(self._text, match.end()):
            return False
        self.form, self.end = (
            (f"{self.form} {match.group()}" if self.form and self._closed else match.group()),
            match.end(),
        )
        self.words += 1
        self._closed = True
        if _patterns()["soft"].fullmatch(match.group().rstrip(".")) and not match.group().endswith("."):
            self._closed = not self._followed_by_word(match.end())
        return True

    def _followed_by_word(self, at: int) -> bool:
        gap = _GAP.match(self._text, at, self._limit)
        word = gap and _WORD.match(self._text, gap.end(), self._limit)
        return bool(word) and not _form_pattern().match(self._text, gap.end() if gap else at)

    def _comma_form(self) -> bool:
        """ "ArTara, Inc.": a comma stands before the legal form."""
        comma = _COMMA.match(self._text, self.end, self._limit)
        return bool(comma and self.words and self._take_form(comma.end()))

    def _comma_list(self) -> bool:
        """ "Stratton, Cheeseman & Walsh": a list of names that an ampersand closes is one name."""
        if self._closed or not self.words:
            return False
        kind = "authority list" if self._authority else "list"
        found = _patterns()[kind].match(self._text, self.end, self._limit)
        if found:
            self.end, self.words = found.end(), self.words + 1
        return found is not None

    def _take_word(self, at: int) -> bool:
        if _patterns()["stop"].match(self._text, at) or (
            self.words and _patterns()["head label"].match(self._text, at)
        ):
            return False
        if self.words and _NEXT_SENTENCE.match(self._text, at - 2, self._limit):
            return False  # "ECB. The Alliance"
        match = _WORD.match(self._text, at, self._limit)
        if match is None:
            match = None if self.words else self._lower_case_opening(at)
        if match is None:
            return False
        self.end, self.words = match.end(), self.words + 1
        if self._text[self.end : self.end + 1] == "." and _ABBREVIATED.search(match.group()):
            self.end += 1
        return True

    def _lower_case_opening(self, at: int) -> re.Match[str] | None:
        """ "gemeente Waterstad", "minister van Economische Zaken", "e-Quanta": names that begin in lower case."""
        kind = _patterns()["lower kind"].match(self._text, at, self._limit)
        return kind or _BRAND.match(self._text, at, self._limit)

    def _take_connected(self, at: int) -> bool:
        """ "University of Iowa", "Bank of America": a small word, then again a capital."""
        match = _patterns()["connector"].match(self._text, at, self._limit)
        gap = match and _GAP.match(self._text, match.end(), self._limit)
        word = gap and _WORD.match(self._text, gap.end(), self._limit)
        if not match or not gap or not self.words or not word or word.group()[0].isdigit():
            return False
        if self._closed and not self._continues(match.group()):
            return False
        if match.group() == "on" and _patterns()["sovereign"].search(self._text[self._start : self.end]):
            return False
        if self._in_capitals() and match.group().islower() and not word.group().isupper():
            return False
        self._closed = False
        return self._take_word(gap.end())

    def _in_capitals(self) -> bool:
        """Say whether a name of some length stands in capitals: small words after it are then no part of it."""
        written = self._text[self._start : self.end]
        return self.words > 1 and " " in written and written.isupper()

    def _continues(self, connector: str) -> bool:
        """ "Insurance Corporation of America" goes on after its form, "Acme Limited of 3 High Street" does not."""
        soft = _patterns()["soft"].fullmatch((self.form or "").rstrip("."))
        return connector.startswith(("of", "van")) and soft is not None and (self.form or "").lower() != "limited"

    def _take_and(self, at: int) -> bool:
        match = _patterns()["and"].match(self._text, at, self._limit)
        gap = match and _GAP.match(self._text, match.end(), self._limit)
        if not self._join or not match or not gap or not self.words:
            return False
        self.joined = self._take_word(gap.end())
        return self.joined
