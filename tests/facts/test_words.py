"""Words made into one regular expression, and text folded for them."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from contract_scan.facts.words import any_of, one_by_one, regardless

WORDS = st.lists(st.text("abAB ", min_size=1, max_size=6).filter(str.strip), max_size=9)


@given(WORDS, st.text("abAB c\n", max_size=40), st.booleans(), st.booleans())
def test_words_that_share_their_beginnings_match_as_words_tried_one_by_one(
    words: list[str], text: str, any_case: bool, whole: bool
) -> None:
    end, flags = r"(?!\w)" if whole else "", re.IGNORECASE if any_case else 0
    branched, flat = (re.compile(f"(?:{made(words)}){end}", flags) for made in (any_of, one_by_one))
    assert [found.span() for found in branched.finditer(text)] == [found.span() for found in flat.finditer(text)]


def test_the_longest_of_several_words_is_found() -> None:
    assert re.findall(any_of(["the fund", "the", "The Funding"]), "the fund, the The Funding") == [
        "the fund",
        "the",
        "The Funding",
    ]


def test_of_no_words_none_is_found() -> None:
    assert re.search(any_of([]), "any text") is None


@given(st.text("aiIıİſsSK k", max_size=20))
def test_small_letters_stand_where_a_search_without_regard_to_case_finds_them(text: str) -> None:
    for letter in "aisk":
        found = [match.start() for match in re.finditer(letter, text, re.IGNORECASE)]
        assert found == [at for at, other in enumerate(regardless(text)) if other == letter]
