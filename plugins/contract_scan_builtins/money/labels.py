"""Who gives, where a line or a role says so: "Funder: Acme", "the Sponsor", an authority that sets a ceiling."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from contract_scan.document import Span
from contract_scan.expressions import compiled
from contract_scan.gift import Gift
from contract_scan_builtins.funders.sentence import sentence_at
from contract_scan_builtins.money.cast import Cast
from contract_scan_builtins.parties.blocks import enacting_parties
from contract_scan_builtins.shared.wordlists import any_of, lowered, whole_words, words_of


@cache
def _label() -> re.Pattern[str]:
    labels = any_of(words_of("funders", "labels"))
    return compiled(
        rf"(?:\A|[\x01\n])[\s*_|•\-]*(?:\d+[.)]?\s+)?(?:{labels})\s*(?::|\x01|\|)\s*(?:(?:the|de|het)\s+)?",
        re.IGNORECASE,
    )


@cache
def _role() -> re.Pattern[str]:
    return compiled(rf"(?:the\s|de\s)?(?:{any_of(words_of('funders', 'funder_roles'))})", re.IGNORECASE)


def labelled(cast: Cast) -> Iterator[Gift]:
    """Yield who is called a funder: by the role it is given, or by the label of a line."""
    for who in cast.table.everybody:
        if any(_role().fullmatch(alias) for alias in who.aliases):
            yield Gift(who.span, who.name, how="role")
    for match in _label().finditer(cast.text):
        start = match.start() + (cast.text[match.start()] in "\x01\n")
        for _, people in cast.mentions(match.end(), match.end() + 1):
            if len(people) == 1:
                yield Gift(sentence_at(cast.text, start), people[0].name, how="label")
                break
        else:
            named = cast.organisation_at(match.end())
            if named:
                yield Gift(Span(start, named[0].end), named[1], how="label")


def decreed(cast: Cast) -> Iterator[Gift]:
    """Yield the authority that enacts a scheme, where the scheme says how much money there is."""
    enacting = next(enacting_parties(cast.text), None)
    for ceiling in whole_words(words_of("funders", "ceilings"), lowered(cast.text)) if enacting else ():
        sentence = sentence_at(cast.text, ceiling.start())
        if enacting and re.search(r"(?:€|EUR|\beuro)", cast.text[sentence.start : sentence.end]):
            yield Gift(sentence, enacting.name, how="decree")
            return
