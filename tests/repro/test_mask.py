"""Masking: what must not leave gives way, the same for the same, and what the rules know stays."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract_scan.facts import find_facts
from contract_scan.repro.mask import Mask
from contract_scan.repro.vocabulary import Vocabulary, vocabulary_of
from contract_scan.setup import Setup

DUTCH = (
    "7.3 Zwartbaard Optica B.V., gevestigd te Leiden, betaalt uiterlijk op 12 januari 2024 aan de Universiteit Leiden "
    "€ 1.250.000,50 (zie artikel 8.2) voor project NWO-2023-0141; vragen: j.li@zwartbaard.nl of +31 71 123 4567, "
    "www.zwartbaard.nl."
)
ENGLISH = (
    "Quibbleworth Ltd shall not ship 5A002 items under Regulation (EU) 2021/821 to China before 3 May 2025, says "
    "Dr. Wei Zhang; the Chinese party waits thirty (30) days."
)
SECRETS = ("Zwartbaard", "zwartbaard", "Leiden", "januari", "1.250.000", "0141", "4567", "Optica")


@pytest.fixture(scope="module")
def words(setup: Setup) -> Vocabulary:
    """The words that may leave."""
    return vocabulary_of(setup.pack)


def masked(words: Vocabulary, *texts: tuple[str, str], names: tuple[str, ...] = (), keep: tuple[str, ...] = ()) -> str:
    """Mask texts with one mask."""
    mask = Mask(words, names, keep)
    mask.prepare(texts)
    return "\n".join(mask.masked(text, language, numbered=True) for text, language in texts)


@pytest.mark.parametrize("secret", SECRETS)
def test_nothing_that_identifies_is_left(words: Vocabulary, secret: str) -> None:
    """Names, places, amounts, dates, codes, addresses."""
    assert secret in DUTCH
    assert secret not in masked(words, (DUTCH, "nl"), names=("Zwartbaard Optica B.V.",))


@pytest.mark.parametrize("link", ["https://zwart.example/x", "www.zwart.nl", "zwart.com/terms/1.1", "http://zwart"])
def test_links_do_not_leave(words: Vocabulary, link: str) -> None:
    """With or without what they begin with; what stands around them does."""
    text = masked(words, (f"See {link} and e.g. the terms.", "en"))

    assert "zwart" not in text
    assert text.endswith(" and e.g. the terms.")


def test_structure_stays(words: Vocabulary) -> None:
    """Clause numbers, references, legal forms, ordinary words, currencies, and public law."""
    dutch, english = masked(words, (DUTCH, "nl")), masked(words, (ENGLISH, "en"))

    for part in ("7.3 ", "B.V.", "gevestigd te", "aan de Universiteit", "€ ", "(zie artikel 8.2)", "@example.org"):
        assert part in dutch
    for part in ("Ltd shall not ship", "items under Regulation (EU) 2021/821 to", "says Dr."):
        assert part in english


def test_the_same_becomes_the_same(words: Vocabulary) -> None:
    """In all texts, also where a name is shortened."""
    first, second = masked(
        words, ("Quibbleworth Ltd pays € 1.234.", "en"), ("€ 1.234 goes to Quibbleworth.", "en")
    ).splitlines()
    name, amount = first.split()[0], re.findall(r"[\d.]+\d", first)[0]

    assert "Quibbleworth" not in first
    assert name in second
    assert amount in second


def test_numbers_in_words_and_figures_stay_one_number(words: Vocabulary) -> None:
    """So that "thirty (30) days" does not become a contradiction, and a period stays one."""
    text = masked(words, ("within thirty (30) days or vijftigduizend years", "en"))
    [period, *_] = find_facts(text, "en", ["period"])

    assert "thirty" not in text
    assert "30" not in text
    assert period.note is None


def test_a_country_gives_way_to_a_country_in_its_own_form(words: Vocabulary) -> None:
    """A noun to a noun, an adjective to an adjective, in the language of the text."""
    text = masked(words, (ENGLISH, "en"))

    assert "to Norway before" in text
    assert "the Norwegian party" in text


def test_what_is_to_be_kept_is_kept(words: Vocabulary) -> None:
    """Whoever publishes may decide so."""
    assert "to China before" in masked(words, (ENGLISH, "en"), keep=("China",))


def test_a_name_that_is_an_ordinary_word_gives_way_where_it_is_known_to_be_one(words: Vocabulary) -> None:
    """A party found by the scan is masked whatever its name."""
    assert "publication" in words.ordinary
    assert "Publication" not in masked(words, ("Publication Ltd pays.", "en"), names=("Publication Ltd",))


@given(st.text(alphabet="abcDEF 0123456789.,()/-@€éÉ\n", max_size=80))
def test_masking_any_text_leaves_a_text(text: str) -> None:
    """Whatever it is; its replacements stand apart and in order."""
    mask = Mask(Vocabulary(frozenset({"abc"}), ("ab",), frozenset({"ltd"})))
    edits = mask.edits(text, "en")

    assert all(a[0].end <= b[0].start for a, b in pairwise(edits))
    assert all(0 <= span.start < span.end <= len(text) for span, _ in edits)
