"""Who receives what a sentence says that somebody gives, and whose costs are paid."""

from __future__ import annotations

from contract_scan_builtins.money.lexicon import Hit
from contract_scan_builtins.money.people import STRANGER
from contract_scan_builtins.money.sentence import Mention, Sentence
from contract_scan_builtins.money.subjects import ARTICLES, POSSESSIVES, governing
from contract_scan_builtins.shared.wordlists import words_of

#: Prepositions before whoever something is given to.
_TO = frozenset(("to", "for", "towards", "aan", "voor", "jegens"))
#: Words before "of" and whoever something is given to: "at the disposal of".
_DISPOSAL = frozenset(("disposal", "benefit", "favour", "favor", "beschikking", "behoeve", "gunste", "bate"))
_PREPOSITIONS = frozenset(("of", "by", "with", "from", "van", "door", "met", "bij", "at"))
#: What stands before one of those who receive a stipend.
_SINGLE = frozenset(("the", "each", "every", "de", "het", "elke", "iedere"))
#: What those who work together call themselves.
_TOGETHER = frozenset(("consortium", "samenwerkingsverband", "partnership", "partnerschap"))
_OF = frozenset(("of", "van", "at", "aan", "in", "bij"))
#: So many words may name a part of an institution: "to the new chair of marine chemistry of …".
_PART = 12
#: A project's name in capitals has so many letters.
_ACRONYM = 4


def receiver_of(sentence: Sentence, within: range, giver: str) -> str | None:
    """Return who receives: the first other one to whom or for whom something is given."""
    named = [mention for mention in sentence.mentioned(within) if mention.name and mention.name != giver]
    found = next((mention for mention in named if _receives(sentence, mention)), None)
    others = (_acronym_after_to, _consortium_after_to, _scholar_in)
    if found is not None:
        return next((whole.name for whole in named if _is_whole_of(sentence, whole, found)), found.name)
    return next((name for read in others if (name := read(sentence, within))), None)


def _receives(sentence: Sentence, mention: Mention) -> bool:
    """Say whether something is given to somebody, or to a part of theirs: "to the chair of the University"."""
    return _may_receive(sentence, mention) or _its_part_receives(sentence, mention)


def _its_part_receives(sentence: Sentence, mention: Mention) -> bool:
    """Say whether something is given to a chair, laboratory, institute or scholar of an institution."""
    of = mention.first - 1 - _articles(sentence, mention)
    if mention.of or mention.who[0].sort != "institution" or of < 2 or sentence.words[of] not in _OF:
        return False
    for index in range(of - 1, max(of - _PART, 0), -1):
        if sentence.sign_before(index + 1, ",;:.(") or sentence.words[index] in _PREPOSITIONS - _OF:
            return False
        if sentence.words[index] in _TO:
            return any(_is_part(sentence, word) for word in sentence.words[index + 1 : of])
    return False


def _is_part(sentence: Sentence, word: str) -> bool:
    """Say whether a word is a part of an institution; who gets a stipend gets it in person."""
    if word in words_of("money", "scholars"):
        return not sentence.has(range(len(sentence.words)), "stipend")
    return word in words_of("money", "units") or word in words_of("money", "receiving_parts")


def _is_whole_of(sentence: Sentence, whole: Mention, part: Mention) -> bool:
    """Say whether somebody nobody introduced is a part of an institution: "Lantern Lab of the College"."""
    between = sentence.words[part.last : whole.first]
    told = part.who[0].role == STRANGER and whole.who[0].role != STRANGER and whole.who[0].sort == "institution"
    return told and len(between) > 0 and between[0] in _OF and all(word in ARTICLES for word in between[1:])


def _acronym_after_to(sentence: Sentence, within: range) -> str | None:
    """Return a project or consortium in capitals to which something is given: "contributes EUR 1,000 to DUNELAB"."""
    for index in within[1:]:
        start, end = sentence.places[index]
        word = sentence.document.text[start:end]
        if sentence.words[index - 1] in ("to", "aan") and word.isupper() and len(word) >= _ACRONYM:
            return word
    return None


def _consortium_after_to(sentence: Sentence, within: range) -> str | None:
    """Return the consortium to which something is given, as the text calls it: "to the Consortium"."""
    for index in within[2:]:
        article, before = sentence.words[index - 1], sentence.words[index - 2]
        if sentence.words[index] in _TOGETHER and article in ("the", "het", "dit", "ons") and before in _TO:
            return sentence.document.text[sentence.places[index - 1][0] : sentence.places[index][1]]
    return None


def _scholar_in(sentence: Sentence, within: range) -> str | None:
    """Return the scholar who receives, as the text calls whom it does not name: "pays the Scholar a stipend"."""
    if not sentence.has(within, "stipend"):
        return None
    for index in within[2:]:
        article, before = sentence.words[index - 1], sentence.words[index - 2]
        governed = before in _PREPOSITIONS and before not in _TO
        if sentence.words[index] in words_of("money", "scholars") and article in _SINGLE and not governed:
            return sentence.document.text[sentence.places[index - 1][0] : sentence.places[index][1]]
    return None


def together(sentence: Sentence, part: range) -> str | None:
    """Return the consortium that a part of a sentence begins with: "The Consortium has been granted …"."""
    if len(part) > 1 and sentence.words[part[1]] in _TOGETHER and sentence.words[part[0]] in ("the", "het"):
        return sentence.document.text[sentence.places[part[0]][0] : sentence.places[part[1]][1]]
    return None


def _may_receive(sentence: Sentence, mention: Mention) -> bool:
    """Say whether a mention is an object: "to", "for" or nothing stands before it, and no amount of its own after it.

    What belongs to somebody receives nothing, but where "to" or "into" stands before it: "into its account".
    """
    before = governing(sentence, mention)
    if mention.of:
        return before in ("to", "into", "aan", "op")
    if before in ("of", "van") and sentence.words[mention.first - 2 - _articles(sentence, mention)] in _DISPOSAL:
        return True
    end = sentence.places[mention.last - 1][1]
    if any(fact.kind == "amount" and 0 <= fact.span.start - end <= 2 for fact in sentence.facts):
        return before in _TO or (before is None and not sentence.sign_before(mention.first, ","))
    return before is None or before in _TO


def _articles(sentence: Sentence, mention: Mention) -> int:
    return int(mention.first > 0 and sentence.words[mention.first - 1] in ARTICLES)


def owner_of(sentence: Sentence, part: range, verb: Hit, giver: str, last: str | None) -> str | None:
    """Return whose costs are paid where "its" says so: the last one that was named before."""
    owned = any(word in POSSESSIVES for word in sentence.words[part.start : min(part.start + 3, verb[0])])
    before = [m.name for m in sentence.mentioned(range(sentence.own, part.start)) if m.name]
    owner = (before[-1] if before else last) if owned else None
    return owner if owner != giver else None
