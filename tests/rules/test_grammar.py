"""What a phrase means."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract_scan.rules.folding import words_of
from contract_scan.rules.grammar import GAP, PhraseError, parse
from contract_scan.rules.phrase import compile_tree
from contract_scan.rules.variants import spelled


def line(text: str) -> str:
    """Return a text folded, as a segment is."""
    return " " + "".join(word + " " for word in words_of(text)) + "\n"


def matches(phrase: str, text: str, **groups: tuple[str, ...]) -> bool:
    """Say whether a phrase matches in a text."""

    def lookup(name: str) -> tuple[str, ...]:
        return groups[name]

    return compile_tree(phrase, parse(phrase, lookup)).pattern.search(line(text)) is not None


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("publish", "may PUBLISH."),
        ("dual use", "dual-use goods"),
        ("dual-use", "dual use goods"),
        ("geheimhouding*", "de geheimhoudingsplicht"),
        ("*verbod", "een publicatieverbod"),
        ("*vertrouwelijk*", "onvertrouwelijke"),
        ("shall * publish", "shall never publish"),
        ("(may|shall not) publish", "shall not publish"),
        ("shall [not] publish", "shall publish"),
        ("shall [not] publish", "shall not publish"),
        ("shall … publish", "shall publish"),
        ("shall … publish", "shall, if so asked in writing, at once publish"),
        ("shall ... publish", "shall soon publish"),
        ("sponsor", "the Sponsor's approval"),
        ("cooperation", "coöperation"),
        ("publish results", "publish\nresults"),
    ],
)
def test_a_phrase_matches_whatever_case_accents_and_punctuation(phrase: str, text: str) -> None:
    """A phrase matches whatever case accents and punctuation."""
    assert matches(phrase, text)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("publish", "publisher"),
        ("publish*", "republish"),
        ("shall * publish", "shall publish"),
        ("shall not publish", "shall publish"),
        ("(may|must) publish", "shall publish"),
    ],
)
def test_a_phrase_does_not_match_other_words(phrase: str, text: str) -> None:
    """A phrase does not match other words."""
    assert not matches(phrase, text)


@given(st.integers(0, 2 * GAP))
def test_a_gap_is_a_few_words_and_no_more(between: int) -> None:
    """A gap is a few words and no more."""
    assert matches("shall … publish", " ".join(["shall", *["so"] * between, "publish"])) == (between <= GAP)


def test_a_gap_never_leaves_the_sentence() -> None:
    """A gap never leaves the sentence."""
    phrase = compile_tree("", parse("shall … publish"))

    assert phrase.pattern.search(" shall ask \n publish it \n") is None


def test_a_group_stands_for_its_members_and_can_use_other_groups() -> None:
    """A group stands for its members and can use other groups."""
    groups = {"who": ("<party>", "the other side"), "party": ("partner*", "sponsor")}

    assert matches("<who> shall", "Partners shall", **groups)
    assert matches("<who> shall", "the other side shall", **groups)
    assert not matches("<who> shall", "nobody shall", **groups)


@pytest.mark.parametrize(
    ("phrase", "key"),
    [
        ("(a|b", "unbalanced"),
        ("a)", "unbalanced"),
        ("", "empty"),
        ("… a", "gap_at_edge"),
        ("a …", "gap_at_edge"),
        ("(a|)", "empty_alternative"),
        ("[]", "empty_alternative"),
        ("a —", "no_word"),
        ("<nobody>", "unknown_group"),
        ("{planet}", "unknown_fact"),
    ],
)
def test_a_broken_phrase_says_what_is_wrong(phrase: str, key: str) -> None:
    """A broken phrase says what is wrong."""
    with pytest.raises(PhraseError) as error:
        parse(phrase)

    assert key == error.value.args[0]


def test_a_group_that_contains_itself_is_refused() -> None:
    """A group that contains itself is refused."""
    with pytest.raises(PhraseError, match="cyclic_group"):
        parse("<a>", lambda name: ("x <a>",))


words = st.text("abcdeé", min_size=1, max_size=5)
starred = st.builds(lambda w, a, b: "*" * a + w + "*" * b, words, st.booleans(), st.booleans())
phrases = st.recursive(
    starred,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(" ".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda options: "(" + "|".join(options) + ")"),
        inner.map(lambda option: f"w [{option}]"),
        st.tuples(inner, inner).map(" … ".join),
    ),
    max_leaves=6,
)


@given(phrases, st.lists(words, max_size=12))
def test_anchors_and_gates_never_hide_a_match(phrase: str, text: list[str]) -> None:
    """Anchors and gates never hide a match."""
    compiled = compile_tree(phrase, parse(phrase))
    folded = line(" ".join(text))

    plain = [m.span() for m in compiled.pattern.finditer(folded)]

    assert plain == [m.span() for m in compiled.find_all(folded, 0, len(folded))]
    assert not plain or not compiled.anchors or any(anchor in folded for anchor in compiled.anchors)


@given(phrases)
def test_a_tree_can_be_spelled_and_read_again(phrase: str) -> None:
    """A tree can be spelled and read again."""
    tree = parse(phrase)

    assert compile_tree("", tree).regex == compile_tree("", parse(spelled(tree))).regex


@given(st.text(max_size=80))
def test_any_text_as_a_phrase_parses_or_says_why_not(phrase: str) -> None:
    """Any text as a phrase parses or says why not."""
    try:
        re.compile(compile_tree(phrase, parse(phrase)).regex)
    except PhraseError as error:
        assert error.args[0]


@given(st.text())
def test_a_folded_word_is_never_two_words(text: str) -> None:
    """A folded word is never two words."""
    assert all(word == word.strip() and not set(word) & set(" \n") for word in words_of(text))


def test_gaps_that_follow_each_other_are_as_long_together() -> None:
    """Gaps that follow each other are as long together."""
    phrase = compile_tree("a … … b", parse("a … … b"))

    assert phrase.pattern.search(" a " + "x " * 16 + "b ")
    assert not phrase.pattern.search(" a " + "x " * 17 + "b ")
