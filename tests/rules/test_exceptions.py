"""Exceptions stand with the rule they limit, wherever they are written."""

from __future__ import annotations

import pytest

from contract_scan.finding import Finding
from contract_scan.rules.checker import RuleChecker
from contract_scan.rules.examples import read_example
from tests.rules.builders import document, found, pack

RAISES = {"bearing": "raises"}


def findings(text: str, language: str = "en", phrase: str = "secret") -> list[Finding]:
    """Return what a raising rule of one phrase finds, in an example text."""
    rules = pack(phrase, language=language, meaning=RAISES)
    return list(RuleChecker(rules).check(read_example(text, language).document))


def exemptions(text: str, language: str = "en", phrase: str = "secret") -> list[tuple[str, str]]:
    """Return effect and quote of the exceptions of the first finding."""
    first = findings(text, language, phrase)[0]
    return [(exemption.effect, exemption.quote) for exemption in first.exemptions]


@pytest.mark.parametrize(
    ("language", "text", "quote"),
    [
        ("en", "Partner keeps it secret, except as required by law.", "except as required by law."),
        ("en", "Partner keeps it secret unless Sponsor agrees.", "unless Sponsor agrees."),
        ("en", "Unless Sponsor agrees, Partner keeps it secret.", "Unless Sponsor agrees"),
        ("nl", "Partner houdt het geheim, tenzij de wet anders bepaalt.", "tenzij de wet anders bepaalt."),
        ("nl", "Behoudens toestemming, houdt Partner het geheim.", "Behoudens toestemming"),
        ("nl", "Partner houdt alles geheim met uitzondering van de titel.", "met uitzondering van de titel."),
        (
            "nl",
            "Zij zien erop toe dat, tenzij anders wordt besloten, alles geheim blijft.",
            "tenzij anders wordt besloten",
        ),
        ("en", "They see to it that, unless otherwise agreed, all is kept secret.", "unless otherwise agreed"),
        ("en", "Partner keeps it secret unless the Parties agree otherwise.", "unless the Parties agree otherwise."),
    ],
)
def test_an_exception_in_the_sentence_weakens_it(language: str, text: str, quote: str) -> None:
    """An exception in the sentence weakens it."""
    assert [("weakens", quote)] == exemptions(text, language, "(secret|geheim)")


def test_a_sentence_without_exception_has_none() -> None:
    """A sentence without exception has none."""
    assert [] == exemptions("Partner keeps it secret for five years.")


def test_an_exception_in_a_later_sentence_of_the_clause_counts() -> None:
    """An exception in a later sentence of the clause counts."""
    text = "7.1 Partner keeps it secret. It signs. The foregoing obligation shall not apply to public information."

    assert [("weakens", "The foregoing obligation shall not apply to public information.")] == exemptions(text)


def test_an_exception_in_the_next_clause_does_not_count() -> None:
    """An exception in the next clause does not count."""
    text = "7.1 Partner keeps it secret.\n7.2 The foregoing obligation shall not apply to public information."

    assert [] == exemptions(text)


def test_a_duty_that_lapses_is_removed() -> None:
    """A duty that lapses is removed."""
    text = "7.1 Partner keeps it secret. This obligation shall lapse after five years."

    assert [("removes", "This obligation shall lapse after five years.")] == exemptions(text)


@pytest.mark.parametrize("named", ["Article 7", "Articles 6 and 7", "Section 7.1", "Clause 7"])
def test_another_clause_that_sets_this_one_aside_is_its_exception(named: str) -> None:
    """Another clause that sets this one aside is its exception."""
    text = f"7.1 Partner keeps it secret.\n9.1 Notwithstanding {named}, the University may publish."

    assert [("weakens", f"Notwithstanding {named}, the University may publish.")] == exemptions(text)


@pytest.mark.parametrize("named", ["Article 8", "Section 7.2", "Article 7 of the Patent Act", "Article 71"])
def test_a_clause_that_sets_another_aside_is_no_exception(named: str) -> None:
    """A clause that sets another aside is no exception."""
    assert [] == exemptions(f"7.1 Partner keeps it secret.\n9.1 Notwithstanding {named}, the University may publish.")


def test_the_clause_that_a_rule_is_subject_to_is_followed() -> None:
    """The clause that a rule is subject to is followed."""
    text = "7.1 Subject to Article 8, Partner keeps it secret.\n8.1 The University may publish. It says when."

    assert [("weakens", "Subject to Article 8"), ("weakens", "The University may publish.")] == exemptions(text)


def test_onverminderd_is_followed_too_and_says_where_it_stands() -> None:
    """Onverminderd is followed too and says where it stands."""
    text = "7.1 Onverminderd artikel 8 houdt Partner het geheim.\n8.1 De Universiteit mag publiceren."

    (finding,) = findings(text, "nl", "geheim")

    assert [("7.1", "Onverminderd artikel 8"), ("8.1", "De Universiteit mag publiceren.")] == [
        (exemption.clause, exemption.quote) for exemption in finding.exemptions
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Nothing in this Agreement prevents the University from publishing."),
        ("en", "This Article shall not restrict the University in publishing its results."),
        ("en", "The University is not required to delay publishing."),
        ("nl", "Niets in deze overeenkomst belet de Universiteit om te publiceren."),
        ("nl", "De Universiteit is niet verplicht met publiceren te wachten."),
    ],
)
def test_a_negated_restriction_is_none(language: str, text: str) -> None:
    """A negated restriction is none."""
    rules = pack("(publishing|publiceren)", language=language, meaning=RAISES)

    assert [] == found(rules, document(text, language=language))


@pytest.mark.parametrize(
    "text",
    [
        "The University is not required to pay, but shall refrain from publishing.",
        "The University is not obliged to pay; it refrains from publishing.",
        "Sponsor may prevent the University from publishing.",
        "Nothing in this Agreement releases the University from its duty to wait before publishing.",
    ],
)
def test_a_restriction_that_merely_follows_a_negation_stands(text: str) -> None:
    """A restriction that merely follows a negation stands."""
    assert [text] == found(pack("publishing", meaning=RAISES), document(text))


def test_a_rule_whose_own_words_are_negated_keeps_its_meaning() -> None:
    """A rule whose own words are negated keeps its meaning."""
    text = "Nothing in this Agreement prevents the University from publishing."

    assert [text] == found(pack("nothing … prevents … publishing", meaning=RAISES), document(text))


def test_a_safeguard_is_never_undone_by_a_negation() -> None:
    """A safeguard is never undone by a negation."""
    text = "Nothing in this Agreement prevents the University from publishing."

    assert [text] == found(pack("publishing", meaning={"bearing": "eases"}), document(text))


def test_a_clause_that_lapsed_is_no_exception() -> None:
    """A bare word beside a number tells nothing that a reader could weigh."""
    lapsed = "4.1 Subject to clause 4.2 Partner keeps it secret.\n\n4.2 (Deleted)"
    standing = "4.1 Subject to clause 4.2 Partner keeps it secret.\n\n4.2 Partner may tell its lawyers."

    assert [quote for _, quote in exemptions(lapsed)] == ["Subject to clause 4.2"]
    assert [quote for _, quote in exemptions(standing)] == ["Subject to clause 4.2", "Partner may tell its lawyers."]
