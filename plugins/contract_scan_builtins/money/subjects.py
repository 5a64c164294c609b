"""Who acts: the subject of a verb, by what stands before and after somebody in a sentence, and what governs it."""

from __future__ import annotations

from contract_scan_builtins.money.cast import Cast
from contract_scan_builtins.money.lexicon import Hit
from contract_scan_builtins.money.people import STRANGER
from contract_scan_builtins.money.sentence import Mention, Sentence

ARTICLES = frozenset(("the", "de", "het", "a", "an", "een", "every", "each", "said"))
_PREPOSITIONS = frozenset(
    [
        "to",
        "from",
        "of",
        "by",
        "with",
        "between",
        "for",
        "at",
        "on",
        "against",
        "in",
        "under",
        "upon",
        "aan",
        "van",
        "door",
        "met",
        "tussen",
        "voor",
        "bij",
        "op",
        "tegen",
        "in",
        "onder",
        "jegens",
        "uit",
        "than",
        "dan",
        "through",
        "via",
        "per",
        "and",
        "or",
        "en",
    ]
)
_ANDS = frozenset(("and", "or", "en", "maar", "but"))
_SUBJECTS = frozenset(("u", "you", "we", "wij", "ik", "i", "je"))
#: Words that ask who pays, or leave it open.
_ASKING = frozenset(("who", "what", "which", "whoever", "whichever", "wie", "wat", "welke", "hoeveel", "degene"))
#: Organs of a body, which act for it: what the board of a foundation awards, the foundation awards.
_ORGANS = frozenset(
    [
        "board",
        "council",
        "committee",
        "trustees",
        "directors",
        "governors",
        "management",
        "bestuur",
        "directie",
        "raad",
        "college",
    ]
)
_PRONOUNS = frozenset(("it", "they", "he", "she", "zij", "hij", "ze", "deze"))
POSSESSIVES = frozenset(("its", "their", "his", "her", "haar", "zijn", "hun"))
_OBJECTS = frozenset(("jou", "ons", "us", "mij", "me", "him", "them", "hem", "hun"))
#: How many words stand at most between a name that nobody introduced and its verb; more where commas enclose them.
_CLOSE, _TOLD_OF = 4, 16
#: Words that may stand between "and" and a verb.
_HELPING = frozenset(("shall", "will", "also", "then", "further", "hereby", "zal", "zullen", "ook", "verder"))
#: How many words a subject may stand before its verb.
_REACH = 26


def subject_of(sentence: Sentence, part: range, verb: Hit) -> Mention | None:
    """Return who acts: the nearest one before the verb that no preposition governs, or the one right after it."""
    after = [m for m in sentence.mentioned(range(verb[0] + 1, min(verb[0] + 4, part.stop))) if not m.of]
    inverted = next((m for m in after if _follows(sentence, m, verb[0] + 1)), None)
    before = sentence.mentioned(range(max(part.start, verb[0] - _REACH), verb[0]))
    acting = [m for m in before if not m.of and m.name and not _governed(sentence, m)]
    acting = [m for m in acting if not _is_object(sentence, m, acting) and not _is_far(sentence, m, verb)]
    acting = [
        m for m in acting if not any(word in ("wie", "whoever", "degene") for word in sentence.words[m.last : verb[0]])
    ]
    turned = inverted is not None and inverted.name is not None and sentence.language != "en"
    if turned and not (acting and _touches(sentence, acting[-1], verb)):
        return inverted
    if acting and is_joined(sentence, part, verb):  # "Acme lends the University a boat and adds € 5.000"
        return next((mention for mention in acting if mention.first >= sentence.own), acting[0])
    return acting[-1] if acting else None


def is_joined(sentence: Sentence, part: range, verb: Hit) -> bool:
    """Say whether "and" stands right before a verb or its helper, so that who acts was named before."""
    at = verb[0] - 1
    while at > part.start and sentence.words[at] in _HELPING:
        at -= 1
    return at > part.start and sentence.words[at] in ("and", "en")


def acting(sentence: Sentence, within: range, last: str | None) -> str | None:
    """Return who acts in a sentence without a verb of giving: the first that no preposition governs, or a pronoun."""
    named = [m for m in sentence.mentioned(within) if m.name and not m.of and not _governed(sentence, m)]
    named = [m for m in named if sentence.words[m.first] not in _OBJECTS]
    pronoun = next((i for i in within[:3] if sentence.words[i] in _PRONOUNS), None)
    if pronoun is not None and (not named or named[0].first > pronoun):
        return last
    return named[0].name if named else None


def _is_object(sentence: Sentence, mention: Mention, acting: list[Mention]) -> bool:
    """Say whether somebody receives: another stands right before ("wij de Universiteit …"), or it is "u een …"."""
    before = next((other for other in reversed(acting) if other is not mention and other.last <= mention.first), None)
    between = sentence.words[before.last : mention.first] if before else ()
    if (
        before
        and all(word in ARTICLES for word in between)
        and not _signs_between(sentence, before.last, mention.first)
    ):
        return True
    if sentence.words[mention.first] in _OBJECTS:
        return True
    if sentence.words[mention.first] in ("u", "you") and sentence.words[mention.last : mention.last + 1] in (
        ["that"],
        ["dat"],
    ):
        return True  # "to inform you that the Foundation has awarded …"
    if sentence.words[mention.first] not in ("u", "you") or mention is acting[0]:
        return False
    return mention.last < len(sentence.words) and sentence.words[mention.last] in (*ARTICLES, *POSSESSIVES, "deze")


def _signs_between(sentence: Sentence, first: int, last: int) -> bool:
    return any(sentence.sign_before(index, ",;:.(") for index in range(first, last + 1))


def _is_far(sentence: Sentence, mention: Mention, verb: Hit) -> bool:
    """Say whether a body that nobody introduced stands too far before a verb to be sure that it acts."""
    if mention.who[0].role != STRANGER or sentence.facts_in(range(mention.last, len(sentence.words)), "amount"):
        return False
    return verb[0] > mention.last + _between(sentence, mention.last, verb)


def _between(sentence: Sentence, end: int, verb: Hit) -> int:
    """Return how many words may stand between a name that ends at a word and its verb."""
    told_of = sentence.sign_before(end, ",") and any(sentence.sign_before(i, ",") for i in range(end + 1, verb[0] + 1))
    return _TOLD_OF if told_of else _CLOSE


def _touches(sentence: Sentence, mention: Mention, verb: Hit) -> bool:
    apart = sentence.words[mention.first] not in ("je", "u")  # "je reis vergoeden wij": "je" is a possessive
    return verb[0] - mention.last <= apart and not sentence.sign_before(verb[0], ",")


def _follows(sentence: Sentence, mention: Mention, at: int) -> bool:
    return all(word in ARTICLES for word in sentence.words[at : mention.first])


def _governed(sentence: Sentence, mention: Mention) -> bool:
    """Say whether a preposition stands before a mention: somebody to, from or by whom something is given."""
    return governing(sentence, mention) is not None


def unknown_subject(sentence: Sentence, cast: Cast, part: range, verb: Hit) -> str | None:
    """Return an organisation that nobody introduced and whose name ends close before a verb."""
    for index in range(max(part.start, verb[0] - _REACH), verb[0]):
        start = sentence.places[index][0]
        if not sentence.document.text[start].isupper():
            continue
        named = cast.organisation_at(start)
        if named is None or not cast.is_certain(named[1]):
            continue
        end = sentence.index_of(named[0].end)
        if end <= verb[0] <= end + _between(sentence, end, verb):
            governed = index > 0 and sentence.words[index - 1] in _PREPOSITIONS
            return None if governed else named[1]
    return None


def pronoun_of(sentence: Sentence, part: range, verb: Hit) -> int | None:
    """Return where a pronoun stands that is the subject of a verb: at the start of the sentence or around the verb."""
    for index in range(max(part.start, verb[0] - 8), min(verb[0] + 3, part.stop)):
        if any(word in _ASKING for word in sentence.words[index : verb[0]]):
            continue
        if sentence.words[index] == "het" and index == sentence.own and verb[0] == index + 1:
            return index
        if sentence.words[index] in _PRONOUNS and (index <= sentence.own + 2 or abs(index - verb[0]) <= 2):
            return index
    return None


def governing(sentence: Sentence, mention: Mention) -> str | None:
    """Return the preposition before a mention and its article, None where there is none."""
    before = mention.first - 1
    while before >= 0 and sentence.words[before] in ARTICLES and not sentence.sign_before(before + 1, ",;:"):
        before -= 1
    if before < 0 or sentence.sign_before(before + 1, ",;:.("):
        return None
    spoken = sentence.words[mention.first] in _SUBJECTS and mention.last == mention.first + 1
    if sentence.words[before] in _ANDS and (spoken or sentence.sign_before(before, ",;")):
        return None  # ", and the University …" begins a clause
    if sentence.words[before] in ("of", "van") and before and sentence.words[before - 1] in _ORGANS:
        return None
    return sentence.words[before] if sentence.words[before] in _PREPOSITIONS else None
