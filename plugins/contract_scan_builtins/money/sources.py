"""Who gives, where no verb of giving says so: costs at somebody's expense, money from somebody, invoices, lists."""

from __future__ import annotations

from collections.abc import Iterator

from contract_scan.gift import Gift
from contract_scan_builtins.money.cast import Cast
from contract_scan_builtins.money.given import names_after
from contract_scan_builtins.money.lexicon import Hit
from contract_scan_builtins.money.objects import gift_in, is_denied
from contract_scan_builtins.money.people import STRANGER
from contract_scan_builtins.money.receivers import together
from contract_scan_builtins.money.sentence import Mention, Sentence
from contract_scan_builtins.money.subjects import acting, governing
from contract_scan_builtins.money.told import beside, told

#: So many words may stand between "receives" and "from".
_TAKEN = 8
#: So many words tell how often something is received: "a month".
_OFTEN = 2
#: What begins the words for somebody else.
_OTHERS = frozenset(("the", "a", "an", "another", "de", "het", "een", "hetzelfde", "dezelfde", "andere", "iemand"))
#: So many words before "from" a word of denial counts.
_DENIED = 9
#: So many words behind somebody's name tell of means that are his own.
_MEANS = 4
_AGENTS = frozenset(("by", "from", "door", "van"))
#: So many of those who are named with an amount each make a list.
_SEVERAL = 2


def charged(sentence: Sentence, cast: Cast) -> Iterator[Gift]:
    """Yield who bears costs without a verb of paying: "ten laste van Acme", "at the expense of Acme"."""
    for part in sentence.parts:
        for hit in sentence.tagged(part, "account"):
            names = names_after(sentence, cast, hit[1]) if hit[1] > sentence.own else []
            if not names or not (sentence.has(part, "cost", "money", "source") or sentence.facts_in(part, "amount")):
                continue
            if sentence.has(part, "harm", "privilege") or sentence.has(range(max(0, hit[0] - 9), hit[0]), "not", "own"):
                continue
            for name in names:
                yield told(sentence, part, Gift(sentence.span, name, None, "money", how="account"))


def funded_by(sentence: Sentence, cast: Cast) -> Iterator[Gift]:
    """Yield who is named after words such as "funded by" and "mede mogelijk gemaakt door"."""
    for part in sentence.parts:
        for hit in sentence.tagged(part, "funded_by"):
            if (
                hit[1] <= sentence.own
                or sentence.has(part, "harm", "mention")
                or is_denied(sentence, range(part.start, hit[0]))
            ):
                continue
            for name in names_after(sentence, cast, hit[1]):
                yield told(sentence, part, Gift(sentence.span, name, None, gift_in(sentence, part), how="passive"))


def drawn(sentence: Sentence, cast: Cast) -> Iterator[Gift]:
    """Yield from whom money comes: "a grant from Acme", "ontvangt van Acme een beurs", "de bijdrage van Acme"."""
    for part in sentence.parts:
        received = sentence.tagged(part, "receive")
        for hit in sentence.tagged(part, "from"):
            if hit[1] <= sentence.own or not _is_source(sentence, part, hit, received):
                continue
            for name in names_after(sentence, cast, hit[1]):
                receiver = _receiving(sentence, part, received, name)
                event = Gift(sentence.span, name, receiver, gift_in(sentence, part), how="source")
                yield beside(sentence, told(sentence, part, event), name)


def _is_source(sentence: Sentence, part: range, hit: Hit, received: list[Hit]) -> bool:
    """Say whether "from" tells where money comes from: it follows money, or "receives" with or without an amount."""
    before = range(max(part.start, hit[0] - _DENIED), hit[0])
    if sentence.has(part, "harm", "mention") or sentence.has(before, "not"):
        return False
    if any(-1 <= source[1] - hit[0] <= 0 for source in sentence.tagged(part, "source")):
        return sentence.words[max(hit[0] - 2, 0)] != "in"
    taken = any(0 <= hit[0] - verb[1] <= _TAKEN for verb in received) and sentence.words[hit[0]] != "of"
    amounts = [sentence.index_of(fact.span.end) for fact in sentence.facts_in(part, "amount")]
    money = [money[1] for money in sentence.tagged(part, "money", "receive")]
    near = any(0 <= hit[0] - end <= _OFTEN for end in amounts) or hit[0] in money
    inverted = any(verb[1] < hit[0] and _names_only(sentence, range(verb[1], hit[0])) for verb in received)
    return taken and (near or inverted) and (bool(amounts) or sentence.has(part, "money"))


def _names_only(sentence: Sentence, between: range) -> bool:
    """Say whether nothing but somebody stands between "ontvangen" and "van": "ontvangen wij van u"."""
    return any(mention.first == between.start and mention.last == between.stop for mention in sentence.mentions)


def _receiving(sentence: Sentence, part: range, received: list[Hit], giver: str) -> str | None:
    before = range(part.start, received[0][0]) if received else part
    named = [m.name for m in sentence.mentioned(before) if m.name and m.name != giver]
    return named[-1] if named and received else None


def owned(sentence: Sentence) -> Iterator[Gift]:
    """Yield whose contribution a sentence speaks of: "Acme's contribution", "the Institute's matching share"."""
    for mention in sentence.mentions:
        if mention.who and mention.who[0].role == STRANGER:
            continue
        part = next((part for part in sentence.parts if mention.first in part), None)
        if part is None or not mention.of or not mention.name or mention.last <= sentence.own:
            continue
        near = range(mention.last, min(mention.last + 3, part.stop))
        if sentence.words[mention.first] in ("your", "uw", "uwe") and not sentence.has(near[:2], "own_share"):
            continue
        if sentence.has(near, "turnover"):
            continue  # what somebody earns is no gift
        if (
            not sentence.has(part, "mention")
            and sentence.has(near, "source")
            and not sentence.has(part, "harm")
            and not is_denied(sentence, part)
        ):
            yield told(sentence, part, Gift(sentence.span, mention.name, None, gift_in(sentence, part), how="owner"))


def granted(sentence: Sentence, cast: Cast) -> Iterator[Gift]:
    """Yield what a letter or decision grants without saying by whom: "Aan u wordt een subsidie verleend"."""
    giver = cast.granting
    for part in sentence.parts if giver else ():
        given = sentence.tagged(part, "granted") or _is_paid_out(sentence, part, cast)
        received = _is_received(sentence, part, cast) and not _from_others(sentence, part)
        money = sentence.has(part, "source", "stipend") or sentence.facts_in(part, "amount")
        if not money or not (given or received) or sentence.has(part, "harm", "privilege", "passed_on"):
            continue
        if _is_of_cost(sentence, part):
            continue
        if sentence.has(part, "elsewhere") or (sentence.has(part, "mention") and not sentence.facts_in(part, "amount")):
            continue
        receiver = next((m.name for m in sentence.mentioned(part) if m.name and m.name != giver), None)
        if not is_denied(sentence, part):
            yield told(sentence, part, Gift(sentence.span, giver, receiver, gift_in(sentence, part), how="granted"))


def granted_under(sentence: Sentence, cast: Cast) -> Iterator[Gift]:
    """Yield the programme under which support is granted: "has been granted support under the North Sea Programme"."""
    for part in sentence.parts:
        given = [hit[0] for hit in sentence.tagged(part, "granted")]
        if not given or not sentence.has(part, "source") or sentence.has(part, "harm", "not"):
            continue
        for index in range(given[0], part.stop):
            if sentence.words[index] in ("under", "onder", "binnen"):
                names = names_after(sentence, cast, index + 1)
                near = [m.name for m in sentence.mentioned(range(part.start, given[0])) if m.name]
                for name in names[:1]:
                    receiver = near[0] if near and near[0] != name else together(sentence, part)
                    yield told(sentence, part, Gift(sentence.span, name, receiver, how="source"))


def _is_paid_out(sentence: Sentence, part: range, cast: Cast) -> list[Hit]:
    """Return the participles by which a letter pays its reader: "You will be paid a stipend of € 900"."""
    if not cast.speaks or not sentence.facts_in(part, "amount") or sentence.has(part, "instalment_verb", "invoice"):
        return []
    paid = sentence.tagged(part, "pay_passive", "give_passive")
    to = [m for m in sentence.mentioned(part) if m.name in (cast.recipient, cast.scholar) and m.name]
    first = [m for m in to if not m.of and m.first <= part.start + 1]
    return [hit for hit in paid if first and not any(word in _AGENTS for word in sentence.words[hit[0] : part.stop])]


def _is_of_cost(sentence: Sentence, part: range) -> bool:
    """Say whether an amount is that of what the work costs: "The approved budget is € 90.000"."""
    amounts = [sentence.index_of(fact.span.start) for fact in sentence.facts_in(part, "amount")]
    before = range(part.start, min(amounts, default=part.start))
    return sentence.has(before, "cost") and not sentence.has(before, "source", "stipend", "grant_sum")


def _is_received(sentence: Sentence, part: range, cast: Cast) -> bool:
    """Say whether it is the reader of a letter that receives: "You will receive", "krijgt u"."""
    taken = cast.speaks and sentence.has(part, "receive")
    return taken and any(m.name and m.name == cast.recipient and not m.of for m in sentence.mentioned(part))


def _from_others(sentence: Sentence, part: range) -> bool:
    """Say whether what is received comes from somebody who is told, if only as "the same fund"."""
    received = sentence.tagged(part, "receive")
    after = [hit[1] for hit in sentence.tagged(part, "from") if received and hit[0] > received[0][0]]
    return any(i < len(sentence.words) and sentence.words[i] in _OTHERS for i in after)


def invoiced(sentence: Sentence, cast: Cast) -> Iterator[Gift]:
    """Yield who is sent an invoice for the work: "the University invoices Acme", "our invoice … you pay"."""
    for part in sentence.parts:
        for hit in sentence.tagged(part, "invoice"):
            issuer = next((m for m in reversed(sentence.mentioned(range(part.start, hit[0]))) if m.name), None)
            names = names_after(sentence, cast, hit[1]) if hit[0] >= sentence.own else []
            names = names or [m.name for m in sentence.mentioned(range(hit[0] + 1, hit[1])) if m.name][:1]
            if issuer and names and names[0] != issuer.name and not sentence.has(part, "harm"):
                yield told(sentence, part, Gift(sentence.span, names[0], issuer.name, "money", how="invoice"))


def continued(sentence: Sentence, cast: Cast) -> Iterator[Gift]:
    """Yield who gives by a verb that is not said again: "Acme pays € 30.000, the Fund € 20.000 and Beta € 10.000"."""
    verbs = ("give_active", "pay_active", "fund_active", "give_passive", "pay_passive")
    for part in sentence.parts:
        said = sentence.tagged(part, *verbs)
        if not said or sentence.has(part, "harm"):
            continue
        for fact in sentence.facts_in(part, "amount")[1:]:
            at = sentence.index_of(fact.span.start)
            giver = _right_before(sentence, cast, at) if at > min(hit[0] for hit in said) else None
            if giver:
                yield Gift(
                    sentence.span,
                    giver,
                    amount=fact,
                    gift=gift_in(sentence, range(at, min(at + 6, part.stop))),
                    how="list",
                )


def _right_before(sentence: Sentence, cast: Cast, index: int) -> str | None:
    """Return who is named right before an amount, after a comma or "and"."""
    for start in range(index - 1, max(index - 9, 0), -1):
        before = start - (sentence.words[start - 1] in ("the", "de", "het"))
        joined = sentence.sign_before(before, ",;") or sentence.words[before - 1] in ("and", "en")
        if not joined or not sentence.document.text[sentence.places[start][0]].isupper():
            continue
        mention = next((m for m in sentence.mentions if m.first == start and m.last == index and m.name), None)
        if mention:
            return mention.name
        written = sentence.document.text[sentence.places[start][0] : sentence.places[index - 1][1]]
        if cast.is_certain(written):
            return written
    return None


def reserved(sentence: Sentence) -> Iterator[Gift]:
    """Yield whose own means are used: "is provided from the hospital's own research reserve"."""
    for part in sentence.parts:
        if not sentence.facts_in(part, "amount") or sentence.has(part, "harm", "mention"):
            continue
        for mention in sentence.mentioned(part):
            near = range(mention.last, min(mention.last + _MEANS, part.stop))
            owned = mention.of and mention.name and governing(sentence, mention) in ("from", "out", "of", "uit", "van")
            if owned and sentence.has(near, "means"):
                event = Gift(sentence.span, mention.name, None, "own contribution", how="owner")
                yield told(sentence, part, event)


def on_own_account(sentence: Sentence) -> Iterator[Gift]:
    """Yield who does something at its own expense that costs so much: "we do that ourselves, which costs us € 900"."""
    for part in sentence.parts:
        if not sentence.has(part, "own_account") or not sentence.facts_in(part, "amount") or sentence.has(part, "harm"):
            continue
        giver = acting(sentence, part, None)
        if giver:
            event = Gift(sentence.span, giver, None, "own contribution", how="active")
            yield told(sentence, part, event)


def listed(sentence: Sentence) -> Iterator[Gift]:
    """Yield those who are each named with an amount or a share: "Norway 60%, Chile 40%"."""
    whole = range(len(sentence.words))
    if sentence.has(whole, "harm") or not sentence.has(whole, "money", "cost", "in_kind", "thing", "zelf"):
        return
    own = sentence.has(whole, "zelf") and not sentence.has(whole, "money")
    found = [(mention, fact) for mention in sentence.mentions if (fact := _beside(sentence, mention))]
    if len({mention.name for mention, _ in found}) < _SEVERAL:
        return
    for mention, near in found:
        if mention.first >= sentence.own:
            kind = "own contribution" if own else gift_in(sentence, near)
            event = Gift(sentence.span, mention.name, None, kind, how="list")
            yield told(sentence, near, event)


def _beside(sentence: Sentence, mention: Mention) -> range | None:
    """Return the words that give what somebody pays right after the name: "Acme: € 90.000", "Chile (40%)"."""
    if mention.name is None or mention.last >= len(sentence.words):
        return None
    end = sentence.places[mention.last - 1][1]
    facts = [
        fact for fact in sentence.facts if fact.kind in ("amount", "percentage") and 0 <= fact.span.start - end <= 4
    ]
    if not facts:
        return None
    following = [other.first for other in sentence.mentions if other.first >= mention.last]
    return range(mention.first, min([*following, len(sentence.words)]))
