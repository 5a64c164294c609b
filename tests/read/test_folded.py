"""Words are found however they are spelled out: divided, spaced out, with signs between their letters, in look-alikes."""

from __future__ import annotations

import pytest

from contract_scan.rules.folding import fold_words, word_matches

UNSEEN = [
    "\u00ad", "\u034f", "\u061c", "\u070f", "\u115f", "\u1160", "\u17b4", "\u180e", "\u200a", "\u200b", "\u200c", "\u200d",
    "\u200e", "\u202e", "\u2060", "\u2064", "\u2069", "\u206f", "\u2800", "\u3164", "\ufe0f", "\ufeff", "\uffa0", "\ufff9",
    "\U0001d173", "\U000e0061", "\U000e0100", "\u0336",
]  # fmt: skip


def folded(text):
    return list(fold_words(text, 0, len(text)))


@pytest.mark.parametrize("sign", UNSEEN)
def test_a_sign_that_nobody_sees_parts_no_word_for_matching(sign):
    assert folded(f"shall not pub{sign}lish the") == ["shall", "not", "publish", "the"]


@pytest.mark.parametrize("hyphen", ["\u2011", "\u2010", "-\n", "-\n  "])
def test_a_word_divided_by_a_hyphen_of_a_line_is_one_word_and_a_compound_is_two(hyphen):
    assert folded(f"not pub{hyphen}lish it") == ["not", "publish", "it"]
    assert folded(f"dual{hyphen}use goods") == ["dual", "use", "goods"]
    assert folded(f"price{hyphen}sensitive") == ["price", "sensitive"]


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u2009"])
def test_a_word_that_is_spaced_out_is_one_word(space):
    assert folded(f"not {space.join('publish')}  the list a b c") == ["not", "publish", "the", "list", "a", "b", "c"]


@pytest.mark.parametrize(
    "word", ["рublish", "pսblish", "ᴘᴜʙʟɪꜱʜ", "publısh", "ＰＵＢＬＩＳＨ", "puвlish".replace("в", "b")]
)
def test_look_alikes_are_matched_as_what_they_look_like(word):
    assert folded(f"not {word} it") == ["not", "publish", "it"]


def test_the_offsets_of_a_word_are_those_of_all_that_it_is_written_with():
    text = "shall p u b l i s h the re\u2011sults"
    assert [text[m.start() : m.end()] for m in word_matches(text)] == ["shall", "p u b l i s h", "the", "re\u2011sults"]


def test_words_that_cannot_be_told_apart_are_named(read_as):
    spaced = " ".join("the results shall not be published".replace(" ", ""))
    assert "letter_spaced" in [part.reason for part in read_as("a.txt", f"The parties agree:\n\n{spaced}\n").unread]
    assert "letter_spaced" not in [
        u.reason for u in read_as("a.txt", "A G R E E M E N T\n\nOptions a b c d e f.\n").unread
    ]
