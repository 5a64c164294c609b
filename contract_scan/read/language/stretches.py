"""In which language each block is, and which text is in a language that no rule knows.

By paragraph, by the share of a language's stop words (`patterns/languages`). A block too short to tell takes the
language of the blocks around it, or the document's. Other languages are named with the help of py3langid, which is
only loaded where a block is long enough and its stop words do not decide.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from functools import cache
from itertools import pairwise

from contract_scan.document import Block, Document, Span, Unread
from contract_scan.expressions import compiled
from contract_scan.language_data import language_data
from contract_scan.read.language.guess import guess, guess_among, may_be_foreign

#: The language of a block that is running text, but in no language that was recognised.
UNKNOWN = "und"
#: Only so much of a block is looked at: enough to decide, and no more.
SAMPLE = 1_500
#: A block is in a language where at least this share of its words are that language's stop words.
SHARE = 0.2
#: And where the next language has at most this part of them.
LEAD = 0.6
#: Fewer words, or fewer stop words, than these decide nothing on their own.
FEWEST = 4
FEWEST_STOPS = 3
#: Running text of this many words, with fewer stop words than this share, is in no language that was recognised.
MANY = 30
STRANGE = 0.08
#: So many letters of another script in a row are text, and no name.
LONG_STRETCH = 12
_SCRIPT = compiled(
    "[\u0400-\u052f\u0590-\u0dff\u0e00-\u10ff\u3040-\u9fff\uac00-\ud7af\uf900-\ufaff]"
    "[\u0400-\u052f\u0590-\u0dff\u0e00-\u10ff\u3000-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff65\\W\\d]*"
)
#: The last letter of each range of scripts, and the language that most text in it is in.
_SCRIPTS = (
    ("\u052f", "ru"),
    ("\u05ff", "he"),
    ("\u06ff", "ar"),
    ("\u2fff", UNKNOWN),
    ("\u30ff", "ja"),
    ("\u33ff", "zh"),
    ("\u9fff", "zh"),
    ("\ud7af", "ko"),
    ("\ufaff", "zh"),
)
_WORD = compiled(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def with_languages(document: Document) -> Document:
    """Return the document, both its views, with `language` set on every block where it can be told.

    A language that a reader already set stands.
    """
    original = document.original
    return replace(
        document,
        blocks=_languages_set(document),
        original=None if original is None else replace(original, blocks=_languages_set(original)),
    )


def unread_languages(document: Document, known: Set[str]) -> tuple[Unread, ...]:
    """Return what of the text is in languages without rules, one entry a language, the largest share first.

    `known` are the codes of the languages that rules exist for. Details: `language` (a code), `blocks`, `pages` (the
    pages it stands on, "3-5, 9", empty where the format has none) and `characters`.
    """
    strange: dict[str, list[Block]] = {}
    for block in [*document.blocks, *_stretches(document, known)]:
        if block.language is not None and block.language not in known and len(block.span):
            strange.setdefault(block.language, []).append(block)
    total = sum(len(block.span) for block in document.blocks) or 1
    found = [_unread(language, blocks, total) for language, blocks in strange.items()]
    return tuple(sorted(found, key=lambda unread: (-(unread.share or 0), str(unread.details["language"]))))


def _stretches(document: Document, known: Set[str]) -> Iterator[Block]:
    """Yield the stretches in another script within text of a known language, each as if it were a block of its own."""
    if document.text.isascii():
        return
    for match in _SCRIPT.finditer(document.text):
        letters = [character for character in match.group() if character.isalpha()]
        if len(letters) < LONG_STRETCH:
            continue
        block = document.block_at(match.start())
        if block is not None and (block.language is None or block.language in known):
            yield replace(block, span=Span(*match.span()), language=_language_of_script(letters))


def _language_of_script(letters: Sequence[str]) -> str:
    """Return the language that most text in a script is in; "und" where it is not one."""
    found = Counter(next((code for last, code in _SCRIPTS if letter <= last), UNKNOWN) for letter in letters)
    return "ja" if found["ja"] > len(letters) // 10 else found.most_common(1)[0][0]


def _unread(language: str, blocks: Sequence[Block], total: int) -> Unread:
    size = sum(len(block.span) for block in blocks)
    pages = sorted({block.page for block in blocks if block.page is not None})
    reason = "language_unknown" if language == UNKNOWN else "language_without_rules"
    where = f", p. {page_ranges(pages)}" if pages else ""
    details: dict[str, str | int | float] = {
        "language": language,
        "blocks": len(blocks),
        "pages": page_ranges(pages),
        "where": where,
        "characters": size,
        "share": f"{max(round(100 * size / total), 1)} %",
    }
    return Unread(reason, page=pages[0] if pages else None, details=details, share=round(size / total, 4))


def page_ranges(pages: Iterable[int]) -> str:
    """Return sorted page numbers as a reader writes them: "3-5, 9"."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)


#: A document with fewer words than this is a few words, and not one in which nothing was found.
LEAST_WORDS = 20


def too_short(document: Document) -> tuple[Unread, ...]:
    """Return that a document holds hardly any words, which is no ground to say that nothing was found in it."""
    if not document.source.format:
        return ()  # no file was read, which is said already
    words = len(document.text.split(maxsplit=LEAST_WORDS))
    return (Unread("few_words", details={"words": words}),) if words < LEAST_WORDS else ()


def _languages_set(document: Document) -> tuple[Block, ...]:
    samples = [document.text[b.span.start : min(b.span.end, b.span.start + SAMPLE)] for b in document.blocks]
    told = [block.language or language_of(sample) for block, sample in zip(document.blocks, samples, strict=True)]
    sizes = [len(block.span) for block in document.blocks]
    mixed = _mixed(told)
    filled = (
        [own or guess_among(s, mixed) for own, s in zip(told, samples, strict=True)] if mixed else _filled(told, sizes)
    )
    return tuple(
        block if block.language == language else replace(block, language=language)
        for block, language in zip(document.blocks, filled, strict=True)
    )


def language_of(text: str) -> str | None:
    """Return the language of a text, by itself: a code, "und" where it is none we know, None if too short."""
    words = _WORD.findall(text.lower().replace("’", "'"))
    ranked = _counted(words)
    first, second = (count for _, count in (*ranked, ("", 0), ("", 0))[:2])
    if len(words) >= FEWEST and first >= max(SHARE * len(words), FEWEST_STOPS) and second <= LEAD * first:
        return ranked[0][0]
    if not may_be_foreign(text):
        return None
    language = guess(text, stop_languages())
    if language is None and len(words) >= MANY and first < STRANGE * len(words):
        return UNKNOWN
    return language


def _counted(words: Sequence[str]) -> list[tuple[str, int]]:
    """Count stop words by language, and return the two languages that have most of them."""
    counts: Counter[str] = Counter()
    known = stop_words()
    for word in words:
        if word in known:
            counts.update(known[word])
    return counts.most_common(2)


@cache
def stop_languages() -> frozenset[str]:
    """Return the languages we have stop words of."""
    return frozenset(language_data())


@cache
def stop_words() -> Mapping[str, tuple[str, ...]]:
    """Return every stop word with the languages it belongs to."""
    found: dict[str, tuple[str, ...]] = {}
    for language, data in language_data().items():
        for word in str(data.get("stop_words", "")).split():
            found[word] = (*found.get(word, ()), language)
    return found


#: Where the language changes from one telling block to the next this often, two languages stand side by side.
ALTERNATING = 0.25


def _mixed(told: Sequence[str | None]) -> frozenset[str]:
    """Return the languages that stand side by side in a document, empty for any other.

    In columns or alternating paragraphs the blocks around a short one say nothing about it: it is told by itself, or
    stays without a language, and then the rules of every language read it.
    """
    telling = [language for language in told if language in stop_languages()]
    changes = sum(a != b for a, b in pairwise(telling))
    return (
        frozenset(filter(None, telling)) if changes > 1 and changes >= ALTERNATING * (len(telling) - 1) else frozenset()
    )


def _filled(told: Sequence[str | None], sizes: Sequence[int]) -> list[str | None]:
    """Give blocks that do not tell the language of the nearest ones that do; where those differ, the document's."""
    votes: Counter[str] = Counter()
    for language, size in zip(told, sizes, strict=True):
        if language and language != UNKNOWN:
            votes[language] += size
    most = min(votes, key=lambda language: (-votes[language], language)) if votes else None
    before = _carried(told)
    after = _carried(told[::-1])[::-1]
    return [own or (a if a == b else most) for own, a, b in zip(told, before, after, strict=True)]


def _carried(told: Sequence[str | None]) -> list[str | None]:
    """Return for each block the language last told at or before it."""
    carried: list[str | None] = []
    last: str | None = None
    for language in told:
        last = language if language and language != UNKNOWN else last
        carried.append(last)
    return carried
