"""What a rule finds in a document, and what it leaves alone."""

from __future__ import annotations

import time

import pytest

from contract_scan.document import Block, DocumentBuilder, Source, Span
from contract_scan.rules.checker import RuleChecker
from contract_scan.rules.compiled import compile_pack
from contract_scan.rules.load import load_packs
from contract_scan.rules.match import RuleMatcher
from contract_scan.rules.rule_files import KNOWLEDGE
from contract_scan.rules.segmenting import folded
from contract_scan.rules.topics import topics_in
from tests.rules.builders import document, document_of, found, pack


def test_a_finding_is_the_whole_sentence_and_marks_the_words_that_matched() -> None:
    """A finding is the whole sentence and marks the words that matched."""
    draft = document("All is well. Partner shall keep it secret. Thank you very much.")

    (finding,) = RuleChecker(pack("keep … secret")).check(draft)

    assert "Partner shall keep it secret." == finding.quote == draft.quote(finding.span)
    assert ["keep it secret"] == [draft.quote(span) for span in finding.marked]


def test_a_phrase_matches_across_a_line_end() -> None:
    """A phrase matches across a line end."""
    assert ["Partner keeps it\nsecret."] == found(pack("keeps it secret"), document("Partner keeps it\nsecret."))


def test_an_item_takes_its_meaning_from_its_lead_in_but_is_quoted_alone() -> None:
    """An item takes its meaning from its lead in but is quoted alone."""
    draft = document_of([("paragraph", "Partner shall not:"), ("list_item", "(a) publish it;")])

    assert ["publish it;"] == found(pack("shall not … publish"), draft)


@pytest.mark.parametrize(
    ("kind", "number", "typed"),
    [
        ("paragraph", "4.1", "4.1 "),
        ("paragraph", None, "4.1 "),
        ("paragraph", "Article 4", "Article 4. "),
        ("list_item", None, "(a) "),
        ("list_item", None, "• "),
    ],
)
def test_the_number_typed_before_a_clause_is_no_part_of_the_quote(kind: str, number: str | None, typed: str) -> None:
    """The number typed before a clause is no part of the quote."""
    builder = DocumentBuilder()
    block = Block(kind, Span(0, 0), number=number, number_in_text=True, language="en")  # type: ignore[arg-type]
    builder.add(block, f"{typed}The University keeps it secret.")

    assert ["The University keeps it secret."] == found(pack("secret"), builder.build(Source("", "", "txt")))


def test_a_figure_that_begins_a_sentence_is_no_number_of_a_clause() -> None:
    """A figure that begins a sentence is no number of a clause."""
    assert ["1.5 million is secret."] == found(pack("secret"), document("1.5 million is secret."))


def test_a_match_in_the_lead_in_alone_is_found_once() -> None:
    """A match in the lead in alone is found once."""
    draft = document_of([("paragraph", "Partner shall not:"), ("list_item", "(a) publish it;")])

    assert ["Partner shall not:"] == found(pack("shall not"), draft)


def test_unless_silences_the_sentence_it_stands_in_only() -> None:
    """Unless silences the sentence it stands in only."""
    rules = pack("secret", unless=("public",))

    assert ["It is secret."] == found(rules, document("It is secret. It is no secret but public."))


def test_unless_in_the_lead_in_silences_the_item() -> None:
    """Unless in the lead in silences the item."""
    draft = document_of([("paragraph", "Public are:"), ("list_item", "(a) the secret;")])

    assert [] == found(pack("secret", unless=("public",)), draft)


def near(within: str, *blocks: Block) -> list[str]:
    """Return what a rule with `near` finds in two paragraphs that stand in the given blocks."""
    texts = ["The results are secret.", "Nobody speaks of them. They are military."]
    builder = DocumentBuilder()
    for block, text in zip(blocks, texts, strict=True):
        builder.add(block, text)
    return found(pack("secret", near=("military",), within=within), builder.build(Source("x", "", "txt")))


def block(clause: str | None = None, heading: str = "") -> Block:
    """Return a paragraph in a clause, under a heading."""
    return Block("paragraph", Span(0, 0), clause=clause, headings=(heading,) if heading else (), language="en")


@pytest.mark.parametrize(
    ("within", "first", "second", "is_found"),
    [
        ("sentence", block("7.1"), block("7.1"), False),
        ("clause", block("7.1"), block("7.1 (a)"), True),
        ("clause", block("7.1"), block("7.2"), False),
        ("section", block("7.1", "A"), block("7.2", "A"), True),
        ("section", block("7.1", "A"), block("7.2", "B"), False),
        ("document", block("7.1", "A"), block("8.1", "B"), True),
    ],
)
def test_near_stands_within_its_scope(within: str, first: Block, second: Block, is_found: bool) -> None:
    """Near stands within its scope."""
    assert (["The results are secret."] if is_found else []) == near(within, first, second)


def test_near_can_be_a_fact() -> None:
    """Near can be a fact."""
    rules = pack("secret", near=("{period}",))

    assert ["It is secret for two years."] == found(rules, document("It is secret. It is secret for two years."))


def test_a_heading_must_match_where_one_is_asked_for() -> None:
    """A heading must match where one is asked for."""
    builder = DocumentBuilder()
    for heading in ("7. Secrecy", "8. Fees"):
        words = f"It holds under {heading.split()[1]}."
        builder.add(Block("paragraph", Span(0, 0), headings=(heading,), language="en"), words)

    draft = builder.build(Source("x", "", "txt"))

    assert ["It holds under Secrecy."] == found(pack("holds", heading=("secre*",)), draft)


def test_a_rule_keeps_to_its_language_and_reads_text_of_unknown_language() -> None:
    """A rule keeps to its language and reads text of unknown language."""
    rules = pack("secret")

    assert [] == found(rules, document("It is secret.", language="nl"))
    assert ["It is secret."] == found(rules, document("It is secret.", language=None))


def test_a_fact_in_a_phrase_becomes_an_attribute() -> None:
    """A fact in a phrase becomes an attribute."""
    draft = document("It stays secret for five (5) years after the end.")

    (finding,) = RuleChecker(pack("secret for {period}")).check(draft)

    assert {"period": "P5Y"} == finding.attributes
    assert ["five (5) years"] == [draft.quote(fact.span) for fact in finding.facts]


@pytest.mark.parametrize("text", ["Upon completion it is paid.", "Within 30 days of completion it is paid."])
def test_a_fact_in_one_alternative_is_not_asked_for_in_the_other(text: str) -> None:
    """A fact in one alternative is not asked for in the other."""
    assert [text] == found(pack("(upon|within {period} of) completion"), document(text))


def test_the_captured_fact_is_the_one_nearest_to_the_words_that_fired() -> None:
    """The captured fact is the one nearest to the words that fired."""
    draft = document("The fee is due in 30 days, and the secret is kept for 5 years.")

    (finding,) = RuleChecker(pack("secret", meaning={"capture": ("period",)})).check(draft)

    assert {"period": "P5Y"} == finding.attributes


def test_a_captured_fact_can_go_under_another_name() -> None:
    """A captured fact can go under another name."""
    rules = pack("secret", meaning={"capture": ("period",), "capture_as": {"period": "duration"}})

    (finding,) = RuleChecker(rules).check(document("It is kept secret for 5 years."))

    assert {"duration": "P5Y"} == finding.attributes


def test_a_code_can_be_asked_for() -> None:
    """A code can be asked for."""
    rules = pack("list item {code}")

    assert ["The goods are of list item 3A001.b.2 of the list."] == found(
        rules, document("The goods are of list item 3A001.b.2 of the list. They are of list item seven.")
    )


def test_a_name_can_be_asked_for() -> None:
    """A name can be asked for."""
    draft = document("The works are paid by the Foundation for Utopian Studies. They are paid by them.")

    (finding,) = RuleChecker(pack("paid by the {name}")).check(draft)

    assert {"name": "Foundation for Utopian Studies"} == finding.attributes


def test_constants_of_the_meaning_go_before_what_was_captured() -> None:
    """Constants of the meaning go before what was captured."""
    rules = pack("secret for {period}", meaning={"attributes": {"period": "none", "survives": True}})

    (finding,) = RuleChecker(rules).check(document("It is secret for 2 years."))

    assert {"period": "none", "survives": True} == finding.attributes


@pytest.mark.parametrize(
    "text",
    [
        "shall not " * 2_000,
        "the parties shall keep it confidential and " * 480,
        "word " * 4_000,
        "a" * 20_000,
        "(a) " * 5_000,
    ],
)
def test_no_paragraph_of_20_000_characters_takes_the_built_in_rules_long(text: str) -> None:
    """No paragraph of 20 000 characters takes the built in rules long."""
    topics, _ = load_packs({"": topics_in(KNOWLEDGE)})
    rules = RuleMatcher(compile_pack(topics))
    list(rules.find(document("Partner shall keep it secret.")))

    start = time.process_time()
    for language in ("en", "nl"):
        list(rules.find(document(text, language=language)))

    assert time.process_time() - start < 3


@pytest.mark.parametrize(
    ("language", "period"),
    [
        ("en", "30 days"),
        ("en", "a year"),
        ("en", "thirty (30) calendar days"),
        ("en", "one year and six months"),
        ("nl", "een jaar"),
        ("nl", "vijf (5) jaar"),
        ("nl", "drie maanden"),
        ("nl", "anderhalf jaar"),
        ("nl", "onbepaalde tijd"),
    ],
)
def test_the_cheap_test_for_periods_never_hides_one(language: str, period: str) -> None:
    """The cheap test for periods never hides one."""
    text = f"Partner zwijgt for {period}."

    assert [text] == found(pack("for {period}", language=language), document(text, language=language))


FIRST, SECOND = "Partner shall for a long time keep", "secret whatever it hears, for ten years"


@pytest.mark.parametrize(
    ("phrase", "half"),
    [("shall … keep secret", FIRST), ("keep secret whatever it hears", SECOND), ("partner", FIRST), ("hears", SECOND)],
)
def test_a_broken_sentence_is_found_once_in_the_half_that_holds_most_of_the_words(phrase: str, half: str) -> None:
    """A broken sentence is found once in the half that holds most of the words."""
    assert [half] == found(pack(phrase), document(FIRST, "Source: ACME, 10-K", SECOND))


def test_a_broken_sentence_is_silenced_and_supported_by_its_other_half() -> None:
    """A broken sentence is silenced and supported by its other half."""
    draft = document(FIRST, SECOND)

    assert [] == found(pack("shall … keep", unless=("hears",)), draft)
    assert [FIRST] == found(pack("shall … keep", near=("secret",)), draft)
    assert [SECOND] == found(pack("hears", near=("partner",)), draft)


def test_a_fact_in_the_other_half_of_a_broken_sentence_is_captured() -> None:
    """A fact in the other half of a broken sentence is captured."""
    rules = pack("shall … keep", meaning={"capture": ("period",)})

    (finding,) = RuleChecker(rules).check(document(FIRST, SECOND))

    assert {"period": "P10Y"} == finding.attributes


def test_a_phrase_with_a_fact_matches_across_the_break() -> None:
    """A phrase with a fact matches across the break."""
    first = "Partner keeps all of it strictly secret for"

    assert [first] == found(pack("secret for {period}", "keeps … secret for {period}"), document(first, "ten years."))


def test_a_fact_in_one_alternative_leaves_the_others_alone() -> None:
    """A fact in one alternative leaves the others alone."""
    rules = pack("(upon|after|within {period} of) completion")

    for text in ("Upon completion it pays.", "Within thirty days of completion it pays."):
        assert [text] == found(rules, document(text))


def test_a_document_is_cut_into_sentences_once_while_somebody_holds_them() -> None:
    """A document is cut into sentences once while somebody holds them."""
    draft = document("Partner shall keep it secret.")
    held = folded(draft)

    assert folded(draft) is held
    assert folded(document("Partner shall keep it secret.")) is not held


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("It is governed by the laws of Denmark.", "DK"),
        ("It is governed by the laws of the U.S.A. alone.", "US"),
        ("It is governed by Dutch law.", "NL"),
        ("It is governed by the law of the PEOPLE'S REPUBLIC OF CHINA.", "CN"),
    ],
)
def test_a_country_is_a_fact_by_name_and_by_adjective(text: str, code: str) -> None:
    """A country is a fact by name and by adjective."""
    meaning = {"capture": ("country",), "capture_as": {"country": "place"}}

    (finding,) = RuleChecker(pack("governed by", meaning=meaning)).check(document(text))

    assert {"place": code} == finding.attributes
    assert [text] == found(pack("(laws|law) of [the] {country}", "{country} law"), document(text))


@pytest.mark.parametrize("text", ["It is governed by the laws of the land.", "It is governed by the laws of turkey."])
def test_what_names_no_country_is_no_country(text: str) -> None:
    """What names no country is no country."""
    assert [] == found(pack("laws of [the] {country}"), document(text))


def test_a_dutch_adjective_is_a_country_in_dutch() -> None:
    """A Dutch adjective is a country in Dutch."""
    rules = pack("{country} recht", language="nl")

    assert ["Het Chinese recht geldt."] == found(rules, document("Het Chinese recht geldt.", language="nl"))
