"""The parties of a letter: who sends it, and the organisation it is addressed to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import islice

from contract_scan.document import Span
from contract_scan.expressions import compiled
from contract_scan_builtins.parties.names import BREAK, Name, is_institution, name_at, written_out
from contract_scan_builtins.parties.parts import Party
from contract_scan_builtins.parties.preamble import names_nobody
from contract_scan_builtins.parties.words import any_of, listed

#: An organisation that stands alone above a letter writes it if it stands so near its beginning, in characters.
_FIRST_LINES = 120
#: How far into a document its greeting must stand, in characters.
_HEAD = 4_000
#: A name that stands once more behind so many characters is not only that of the first lines.
_HEAD_LINE = 200
#: So many lines with a person's function, part and institution are one address.
_NEAR = 4


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    closing = any_of(listed("letter", "closing"))
    subunits = any_of(listed("subunits"))
    return {
        "greeting": compiled(rf"(?:\A|[{BREAK}\n])[ \t]*(?:{any_of(listed('letter', 'greeting'))})\s([^{BREAK}\n]*)"),
        "closing": compiled(rf"[{BREAK}\n][ \t]*(?:{closing})[ ,]*"),
        "subunit": compiled(rf"(?:{subunits})(?!\w)|[^{BREAK}\n]*(?<!\w)(?:{subunits})[ ]*(?:[{BREAK}\n]|\Z)"),
        "comma": compiled(r",[ ]+(?:(?:the|The|de|De|het|Het)\s)?"),
        "of": compiled(r"\s(?:van|of|at|bij)\s(?:(?:the|The|de|De|het|Het)\s)?(?=[A-ZÀ-Þ])"),
        "of seat": compiled(r"\s(?:van|of)\s(?:de|het|the)\s[a-z]+\s[A-ZÀ-Þ][\w’'\-]+(?=[ .]*(?:,|\Z))"),
        "over": compiled(r"[ .*_]*(?:,|\([^()]*\)[ .*_]*\Z|\Z)"),
        "sentence": compiled(rf"[{BREAK}\n](?=[^{BREAK}\n]{{60,}}|[^{BREAK}\n]{{20,}}[.;,:][{BREAK}\n])()"),
        "line": compiled(rf"[^{BREAK}\n]+"),
        "lead": compiled(
            r"[\s*_#>]*(?:(?:To|Aan|From)\b:?\s*|Van:\s*|Van\s(?=de\s|het\s))?(?:(?:[Tt]he|[Dd]e|[Hh]et)\s)?"
        ),
        "aside": compiled(rf"[\s*_]*(?:{any_of(listed('letter', 'aside'))})(?!\w)", re.IGNORECASE),
        "person": compiled(
            rf"[\s*_]*(?:(?:To|Aan)\b:?\s*)?(?:(?:{any_of((*listed('titles'), *listed('letter', 'address')))})\.?\s)*"
            r"((?:[a-z]{1,3}\.?\s|[A-ZÀ-Þ][\w’'.\-]*\s?){2,6}),?[ ]*\Z"
        ),
    }


def head_of_letter(text: str) -> int:
    """Return where the head of a letter ends and its greeting begins; 0 for what is no letter."""
    greeting = _opening(text)
    return greeting.start() if greeting else 0


def _opening(text: str) -> re.Match[str] | None:
    """Return the greeting of a letter, or the first sentence of what is addressed to somebody without one."""
    greeting = _patterns()["greeting"].search(text, 0, _HEAD)
    if greeting is not None:
        return greeting
    addressed = _ADDRESSED.search(text, 0, _HEAD // 4)
    return _patterns()["sentence"].search(text, addressed.end(), _HEAD) if addressed else None


def letter_parties(text: str) -> list[Party]:
    """Return the sender and the addressee of a letter, in that order; nothing for what is no letter."""
    greeting = _opening(text)
    if greeting is None:
        return []
    above = _whole(text, list(_organisations(text, 0, greeting.start())))
    closing = _patterns()["closing"].search(text, greeting.end())
    below = list(_organisations(text, closing.end(), min(closing.end() + 400, len(text)))) if closing else []
    sender = _same_in(above, below, text) or (above[0] if len(above) > 1 else next(iter(below), None))
    if above and above[0].start < _FIRST_LINES and (sender is None or not _same_in(above, below, text)):
        sender = above[0]
    if sender in above and _is_to(text, sender):
        sender = _first_line(text, sender.start) or next(iter(below), None)
    elif sender is None or (sender in above and not _same_in(above, below, text)):
        sender = _heading_again(text, sender.start if sender else greeting.start()) or sender
    others = [name for name in above if name != sender and not _is_aside(text, name)]
    apart = [name for name in others if not _is_part_of(text, name, sender)]
    others = apart or [name for name in others if not _patterns()["subunit"].match(text, name.start)]
    others.sort(key=lambda name: not _is_to(text, name))  # "To: Fell University" before what an address names
    addressee = _greeted(text, greeting, others) or next(iter(others), None)
    return [_party(text, name, role) for name, role in ((sender, "sender"), (addressee, "addressee")) if name]


def _is_to(text: str, name: Name) -> bool:
    """Say whether an organisation stands after "To:" and so is written to, or in the address that "To:" begins.

    An address begins with a person or an office ("To the Dean") and ends at a line with a date or a label.
    """
    line = _line_of(text, name.start)
    if _TO.match(text, line, name.start):
        return True
    for _ in range(_NEAR - 1):
        end, line = line - 1, _line_of(text, line - 1)
        if end <= 0 or _NO_ADDRESS.search(text, line, end):
            return False
        if _TO.match(text, line, end):
            return not any(_organisations(text, line, end))
    return False


def _line_of(text: str, at: int) -> int:
    """Return where the line begins in which an offset stands."""
    return max(text.rfind(BREAK, 0, max(at, 0)), text.rfind("\n", 0, max(at, 0))) + 1


def _first_line(text: str, end: int) -> Name | None:
    """Return the first line of a letter as the name of who writes it: some words with capitals, and no figures."""
    line = _FIRST_LINE.match(text, 0, end)
    return Name(line.start(1), line.start(1) + len(line[1].rstrip())) if line else None


def _heading_again(text: str, end: int) -> Name | None:
    """Return the first line before an offset as the name of who writes, where the letter calls itself so once more."""
    name = _first_line(text, end)
    written = text[name.start : name.end] if name else ""
    again = name is not None and written in text[max(min(end, _HEAD_LINE), name.end) :]
    return name if name and again and not names_nobody(written) and not _is_to(text, name) else None


#: A line that says to whom a letter or decision is addressed.
_ADDRESSED = compiled(rf"(?:\A|[{BREAK}\n])[\s*_#]*(?:To|TO|Aan|AAN)\b:?\s[^{BREAK}\n]*(?=[{BREAK}\n])")
_TO = compiled(r"[\s*_#]*(?:To|Aan|TO|AAN)\b")
#: A line that is no part of an address: it holds a year, or begins with a label.
_NO_ADDRESS = compiled(r"(?<!\d)(?:19|20)\d\d(?!\d)|\A[\s*_]*[A-Z][a-z]+:")
_FIRST_LINE = compiled(
    r"\s*((?:(?:[A-ZÀ-Þ][\w’'\-]*|of|van|de|der|het|en|the|and|voor|for|för|für|pour|und|et|y|e|di|del|des|du|i|og|och|ve|&)"
    rf"[ ]?){{2,7}})[ ]*(?=[{BREAK}\n])"
)


def _greeted(text: str, greeting: re.Match[str], others: list[Name]) -> Name | None:
    """Return the person to whom a letter is addressed for himself: no organisation stands around the name."""
    called = [word for word in re.findall(r"[^\W\d_][\w’'\-]+", greeting[1]) if word[0].isupper()]
    lines = list(_patterns()["line"].finditer(text, 0, greeting.start()))
    bodies = {i for i, line in enumerate(lines) if any(line.start() <= name.start < line.end() for name in others)}
    for index, line in enumerate(lines[1:], 1):
        person = _patterns()["person"].fullmatch(line.group())
        if person and called and called[-1] in person[1].split() and not set(range(index - 1, index + _NEAR)) & bodies:
            return Name(line.start() + person.start(1), line.start() + len(person.group()[: person.end(1)].rstrip()))
    return None


def _is_part_of(text: str, name: Name, sender: Name | None) -> bool:
    """Say whether a name on the line right below the sender's is that of a part of it: "Office of the Rector"."""
    below = sender is not None and _line_of(text, _line_of(text, name.start) - 1) == _line_of(text, sender.start)
    return below and name_at(text, name.start) is not None and not name.form and not _is_to(text, name)


def _is_aside(text: str, name: Name) -> bool:
    """Say whether an organisation is only told of: "c/o", "in copy to", or in a line about something else."""
    line = _line_of(text, name.start)
    return _patterns()["aside"].match(text, line, name.start) is not None


def _whole(text: str, names: list[Name]) -> list[Name]:
    """Leave out departments and boards where the institution they belong to is named as well."""
    whole = [n for n in names if n.start < _FIRST_LINES // 2 or not _patterns()["subunit"].match(text, n.start)]
    return whole if len(whole) > 1 or len(names) < 2 else (whole + [n for n in names if n not in whole])[:2]


def _organisations(text: str, start: int, end: int) -> Iterator[Name]:
    """Yield the lines, or parts of a line between commas, that are nothing but the name of an organisation."""
    for line in _patterns()["line"].finditer(text, start, end):
        lead = _patterns()["lead"].match(text, line.start(), line.end())
        starts = [lead.end() if lead else line.start()]
        if aside := _patterns()["aside"].match(text, line.start(), line.end()):
            starts.append(
                aside.end() + len(text[aside.end() : line.end()]) - len(text[aside.end() : line.end()].lstrip())
            )
        starts += [comma.end() for comma in _patterns()["comma"].finditer(text, line.start(), line.end())]
        if _TO.match(text, line.start(), line.end()):  # "To the board of Fell University"
            starts = [*(of.end() for of in _patterns()["of"].finditer(text, line.start(), line.end())), *starts]
        names = (_organisation(text, start, line.end()) for start in starts)
        yield from islice(filter(None, names), 1)


def _organisation(text: str, start: int, end: int) -> Name | None:
    """Return the organisation whose name is all that stands between an offset and the next comma, or the end."""
    name = name_at(text[:end], start, join=True)
    if name is not None and (seat := _patterns()["of seat"].match(text, name.end, end)):
        name = replace(name, end=seat.end())
    if name is None or not _patterns()["over"].match(text, name.end, end):
        return None
    written = text[name.start : name.end]
    told = name.form or (is_institution(written) and not written[0].isdigit())
    return name if told and not names_nobody(written) else None


def _same_in(above: list[Name], below: list[Name], text: str) -> Name | None:
    """Return the organisation above the greeting that also closes the letter."""
    closing = {written_out(text[name.start : name.end]).lower() for name in below}
    return next((name for name in above if written_out(text[name.start : name.end]).lower() in closing), None)


def _party(text: str, name: Name, role: str) -> Party:
    written = written_out(text[name.start : name.end])
    aliases = _acronyms(written, text[:_HEAD])
    return Party(Span(name.start, name.end), written, name.form, aliases, {"role": role}, "letter")


def _acronyms(name: str, head: str) -> tuple[str, ...]:
    """Return the words in capitals that a letter head writes for a name: its initials, some of them left out."""
    initials = "".join(word[0].upper() for word in re.findall(r"\w+", name))
    found = dict.fromkeys(re.findall(r"(?<!\w)[A-Z]{3,6}(?!\w)", head))
    return tuple(word for word in found if word[0] == initials[0] and _in_order(word, initials))


def _in_order(letters: str, initials: str) -> bool:
    rest = iter(initials)
    return len(letters) * 2 > len(initials) and all(letter in rest for letter in letters)
