"""Who gives, in sentences with a verb: "Acme pays the University …", "betaalt Acme …", "… is paid by Acme"."""

from __future__ import annotations

from collections.abc import Iterator

from contract_scan.document import Span
from contract_scan.gift import Gift
from contract_scan_builtins.money.bodies import is_kind
from contract_scan_builtins.money.cast import Cast
from contract_scan_builtins.money.lexicon import Hit
from contract_scan_builtins.money.objects import gift_in, is_given
from contract_scan_builtins.money.receivers import owner_of, receiver_of
from contract_scan_builtins.money.sentence import Mention, Sentence
from contract_scan_builtins.money.subjects import (
    ARTICLES,
    POSSESSIVES,
    governing,
    is_joined,
    pronoun_of,
    subject_of,
    unknown_subject,
)
from contract_scan_builtins.money.told import apart, told

_ACTIVE = ("fund_active", "pay_active", "give_active")
_PASSIVE = ("fund_passive", "pay_passive", "give_passive")
_ITS_OBJECT = frozenset(("it", "them", "this", "that", "dit", "dat"))
_PERFECT = frozenset(
    ("have", "has", "had", "having", "heeft", "hebben", "had", "hadden", "zal", "zullen", "will", "wil")
)
_BEING = frozenset(
    ["been", "is", "are", "was", "were", "be", "being", "worden", "wordt", "werd", "werden", "is", "zijn", "was"]
)
_WHICH = frozenset(("which", "that", "whom", "die", "dat", "welke", "hetgeen", "wat"))
_HELPERS = frozenset(
    ["shall", "will", "may", "can", "must", "would", "should", "to", "hereby", "agrees", "undertakes", "not"]
)
_BEFORE_VERBS = frozenset(
    [
        *(
            "which",
            "who",
            "that",
            "it",
            "they",
            "we",
            "i",
            "hereby",
            "also",
            "then",
            "and",
            "or",
            "further",
            "he",
            "she",
        ),
        *("therefore", "thus", "likewise", "moreover", "itself", "themselves", "too", "always", "again"),
    ]
)
_NOUNS_FOLLOW = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "this",
        "such",
        "any",
        "each",
        "its",
        "their",
        "our",
        "your",
        "said",
        "no",
        "in",
        "from",
        "by",
        "under",
        "first",
    ]
)
#: How many words from a participle the one who acts may stand.
_AGENT = 16
#: So many words may say what somebody is before the name.
_KIND = 5
#: How many words may stand between commas behind a name.
_ASIDE = 12
#: How many words before "which" may say what is given.
_ANTECEDENT = 14
_A = frozenset(("a", "an", "een"))


def given_actively(sentence: Sentence, cast: Cast, last: str | None) -> Iterator[Gift]:
    """Yield what somebody gives as the subject of a verb; `last` is who a pronoun means."""
    for sort in (*_ACTIVE, *_PASSIVE):
        for verb in sentence.hits.get(sort, ()):
            part = next((part for part in sentence.parts if verb[0] in part), None)
            if (
                part is None
                or verb[1] <= sentence.own
                or (sort in _PASSIVE and not (_is_perfect(sentence, part, verb) or _is_past(sentence, part, verb)))
            ):
                continue
            if sentence.language != "nl" and sort in _ACTIVE and not _is_verb(sentence, part, verb):
                continue
            if any(verb[0] in (hit[0], hit[1] - 1) for hit in sentence.hits.get("says", ())):
                continue
            yield from _with_subject(sentence, cast, part, verb, sort, last)


def _with_subject(
    sentence: Sentence, cast: Cast, part: range, verb: Hit, sort: str, last: str | None
) -> Iterator[Gift]:
    subject = subject_of(sentence, part, verb)
    start, giver = (subject.last, subject.name) if subject else (verb[0], None)
    if subject is not None and subject.last < verb[0] and is_joined(sentence, part, verb):
        start = verb[0]
    if subject is None:
        unknown = unknown_subject(sentence, cast, part, verb)
        pronoun = pronoun_of(sentence, part, verb)
        giver = unknown or (last if pronoun is not None else None)
        start = pronoun if pronoun is not None and not unknown else verb[0]
    if giver is None:
        return
    within = range(min(start, verb[0]), part.stop)
    if subject is not None and subject.first > verb[0]:
        within = part
    named_before = _relative(sentence, part, subject, verb) if subject else None
    if named_before is not None:  # "an allocation of € 90.000 which the Fund approved": what is given stands before
        within = range(max(part.start, named_before - _ANTECEDENT), part.stop)
    elif sentence.words[verb[1] : verb[1] + 1] and sentence.words[verb[1]] in _ITS_OBJECT:
        within = part  # "The other € 9.000 … , and the University will find it": what is given stands before
    if is_given(sentence, within, verb, sort):
        receiver = receiver_of(sentence, range(start, part.stop), giver)
        own = sort.startswith("pay") and receiver is None and _is_own(sentence, within, giver)
        event = Gift(
            sentence.span, giver, receiver, "own contribution" if own else gift_in(sentence, within), how="active"
        )
        event = told(sentence, part, event, min(start, verb[0]), named_before)
        yield from apart(sentence, part, event)


def _is_verb(sentence: Sentence, part: range, verb: Hit) -> bool:
    """Say whether an English word that may be a noun, such as "grants" or "fund", is a verb here."""
    word, before = sentence.words[verb[0]], sentence.words[max(part.start, verb[0] - 9) : verb[0]]
    if word.endswith("ing"):
        return any(helper in _BEING for helper in before[-2:])
    if any(m.last == verb[0] and not m.of for m in sentence.mentions) or _is_after_aside(sentence, part, verb):
        return True
    if any(helper in _HELPERS for helper in before) and not (before and before[-1] in _NOUNS_FOLLOW):
        return True
    if not before or (verb[0] == sentence.own and sentence.own):
        return True
    return before[-1] in _BEFORE_VERBS or before[-1].endswith("ly")


def _is_after_aside(sentence: Sentence, part: range, verb: Hit) -> bool:
    """Say whether a verb follows somebody of whom something is told between commas: "Acme A/S, of Odense, gives"."""
    if not sentence.sign_before(verb[0], ","):
        return False
    named = [m for m in sentence.mentioned(range(part.start, verb[0])) if m.name and not m.of]
    return any(sentence.sign_before(m.last, ",") and verb[0] - m.last <= _ASIDE for m in named)


def _is_own(sentence: Sentence, within: range, giver: str) -> bool:
    """Say whether somebody pays of his own means: "from its own resources", and nobody else is named before."""
    own = sentence.tagged(within, "zelf")
    return bool(own) and not any(m.name != giver for m in sentence.mentioned(range(within.start, own[0][0])))


def _relative(sentence: Sentence, part: range, subject: Mention, verb: Hit) -> int | None:
    """Return where "which" stands right before a subject, so that the sentence before it names what is given."""
    before = subject.first - 1
    while before > part.start and sentence.words[before] in ARTICLES:
        before -= 1
    relative = before > part.start and subject.first < verb[0] and sentence.words[before] in _WHICH
    named = sentence.facts_in(range(max(part.start, before - _ANTECEDENT), before), "amount") if relative else []
    return before if named else None


def _is_past(sentence: Sentence, part: range, verb: Hit) -> bool:
    """ "The Ministry approved the Institute …": an English participle right after who acts is a past tense."""
    if sentence.language == "nl" or not sentence.facts_in(part, "amount"):
        return False
    if any(word in _BEING for word in sentence.words[max(part.start, verb[0] - 3) : verb[0]]):
        return False
    return any(
        not m.of
        and m.name
        and verb[0] - m.last in (0, 1)
        and governing(sentence, m) is None
        and (m.last == verb[0] or sentence.words[m.last].endswith("ly"))
        for m in sentence.mentioned(range(part.start, verb[0]))
    )


def _is_perfect(sentence: Sentence, part: range, verb: Hit) -> bool:
    """ "heeft verleend", "has provided": a participle whose subject acts."""
    before = sentence.words[max(part.start, verb[0] - 14) : verb[0]]
    after = sentence.words[verb[1] : verb[1] + 2]
    acts = any(word in _PERFECT for word in before) or any(word in ("heeft", "hebben", "had") for word in after)
    return acts and not any(word in _BEING for word in (*before[-4:], *after))


def given_passively(sentence: Sentence, cast: Cast, last: str | None = None) -> Iterator[Gift]:
    """Yield what is given by somebody who acts in the passive: "is paid by Acme", "wordt door Acme vergoed".

    `last` is whose the costs are where only "its costs" is said.
    """
    for sort in _PASSIVE:
        for verb in sentence.hits.get(sort, ()):
            part = next((part for part in sentence.parts if verb[0] in part), None)
            if part is None or verb[1] <= sentence.own or (sort == "fund_passive" and sentence.has(part, "mention")):
                continue
            if sentence.has(range(*verb), "billed"):
                continue  # whoever sends a bill is paid
            for at, names in _agents(sentence, cast, part, verb):
                if is_given(sentence, range(part.start, at), verb, sort) or is_given(sentence, part, verb, sort):
                    for name in names:
                        receiver = receiver_of(sentence, part, name) or owner_of(sentence, part, verb, name, last)
                        gift = gift_in(sentence, part)
                        yield told(sentence, part, Gift(sentence.span, name, receiver, gift, how="passive"))


def _agents(sentence: Sentence, cast: Cast, part: range, verb: Hit) -> Iterator[tuple[int, list[str]]]:
    """Yield where "by" stands around a participle, and who is named after it."""
    english = sentence.language == "en"
    near = range(verb[1] if english else max(part.start, verb[0] - _AGENT), min(verb[1] + _AGENT, part.stop))
    tags = ("by", "from") if "from" in sentence.hits and sentence.words[verb[0]] == "afkomstig" else ("by",)
    for hit in sorted(sentence.tagged(near, *tags), key=lambda hit: (hit[0] < verb[0], abs(hit[0] - verb[1]))):
        other = english and any(word.endswith("ed") for word in sentence.words[verb[1] : hit[0]])
        names = [] if other or sentence.sign_before(hit[1], ":") else names_after(sentence, cast, hit[1])
        if names:
            yield hit[0], names


def names_after(sentence: Sentence, cast: Cast, index: int) -> list[str]:
    """Return who is named from a word on: one, or several in a list."""
    names: list[str] = []
    index = _past_kind(sentence, index)
    closed, joined = 0, True  # what stands after a comma is of the list only if an "and" follows
    index = _past_relation(sentence, index)
    while index < len(sentence.words):
        while index < len(sentence.words) and sentence.words[index] in (*ARTICLES, "both", "zowel"):
            if sentence.words[index] in _A and any(mention.first == index for mention in sentence.mentions):
                break  # "a bank that prefers not to be named"
            index += 1
        name, index = _name_from(sentence, cast, index)
        if name is None:
            break
        names.append(name)
        closed = len(names) if joined else closed
        joined = index < len(sentence.words) and sentence.words[index] in ("and", "en", "alsmede", "door", "by")
        if not joined and not sentence.sign_before(index, ","):
            break
        index += joined
    return names[:closed]


def _past_relation(sentence: Sentence, index: int) -> int:
    """Return where the name begins in "its owner, Acme Holding AG": after words that say whose somebody is."""
    if index >= len(sentence.words) or sentence.words[index] not in POSSESSIVES:
        return index
    starts = (i for i in range(index + 1, min(index + 6, len(sentence.words))))
    return next((i for i in starts if sentence.document.text[sentence.places[i][0]].isupper()), index)


def _past_kind(sentence: Sentence, index: int) -> int:
    """Return where the name begins in "the shipping firm Post & Zonen": after a few words that say what somebody is."""
    for at in range(index + 1, min(index + _KIND, len(sentence.words))):
        start = sentence.places[at][0]
        if any(mention.first < at for mention in sentence.mentions if mention.first >= index):
            return index
        if sentence.sign_before(at, ",;:.("):
            return index
        if sentence.document.text[start].isupper():
            told = is_kind(sentence.words[at - 1]) and not sentence.document.text[sentence.places[index][0]].isupper()
            return at if told else index
    return index


def _name_from(sentence: Sentence, cast: Cast, index: int) -> tuple[str | None, int]:
    if index >= len(sentence.words):
        return None, index
    mention = next((m for m in sentence.mentions if m.first == index and m.name and not m.of), None)
    named = cast.organisation_at(sentence.places[index][0])
    if named and named[1].endswith(("'s", "’s")):
        named = None  # what is somebody's is not somebody
    if named and (mention is None or _is_longer(sentence, mention, named, cast)):
        span, name = named
    elif mention:
        span, name = Span(sentence.places[index][0], sentence.places[mention.last - 1][1]), mention.name or ""
    else:
        return None, index
    runs = cast.programme_at(span.end)
    behind = cast.organisation_at(runs) if runs else None
    span, name = behind or (span, name)
    return name, sentence.index_of(span.end)


def _is_longer(sentence: Sentence, mention: Mention, named: tuple[Span, str], cast: Cast) -> bool:
    """Say whether a name goes on after somebody's short name, and so is another's: "Acme Holding AG"."""
    end = sentence.places[mention.last - 1][1]
    rest = sentence.document.text[end : named[0].end]
    return any(letter.isupper() for letter in rest) and cast.is_certain(named[1])
