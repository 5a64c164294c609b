"""The linear reader: it proposes what no rule foresaw, says by which words, and takes nothing away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from contract_scan.document import Block, Document, DocumentBuilder, Source, Span
from contract_scan.finding import POINTER, Finding
from contract_scan.rules.segmenting import folded
from contract_scan_builtins.linear_reader import LinearReader, UnlikelyFindings
from contract_scan_builtins.linear_reader.context import SIGNS, TOGETHER, Context, Places, sections
from contract_scan_builtins.linear_reader.features import Sentence, see
from contract_scan_builtins.linear_reader.reader import NEAREST, Likely, sentences_of
from contract_scan_builtins.linear_reader.weights import model

QUIET = "What one side learns about the other stays within the two groups and is told to nobody else."
LASTS = "This also holds for four years after the project has ended."
DULL = "The canteen is open from eight in the morning until three in the afternoon."


def document(
    *lines: str, language: str = "en", heading: str = "Article 6. Discretion", before: tuple[str, str] | None = None
) -> Document:
    """Return a document of lines under a heading, after a line under a heading of its own if there is one `before`."""
    builder = DocumentBuilder()
    if before:
        line, above = before
        builder.add(Block("heading", Span(0, 0), headings=(above,), language=language), above)
        builder.add(Block("paragraph", Span(0, 0), headings=(above,), language=language), line)
    builder.add(Block("heading", Span(0, 0), headings=(heading,), language=language), heading)
    for line in lines:
        builder.add(Block("paragraph", Span(0, 0), headings=(heading,), language=language), line)
    return builder.build(Source("draft.txt", "", "txt"))


def told(own: Document, given: Sequence[Finding] = ()) -> list[Finding]:
    return [finding for finding in LinearReader().derive(own, given) if finding.kind != POINTER]


def found(own: Document, *given: Finding) -> dict[str, set[str]]:
    kinds: dict[str, set[str]] = {}
    for finding in told(own, given):
        kinds.setdefault(finding.kind, set()).add(finding.quote)
    return kinds


def test_a_duty_in_words_that_no_rule_knows_is_proposed() -> None:
    """And the dull sentence beside it is not."""
    told_of = found(document(DULL, heading="Article 9. House rules", before=(QUIET, "Article 6. Discretion")))

    assert QUIET in told_of.get("secrecy", set())
    assert not any(DULL in quotes for quotes in told_of.values())


def test_all_it_finds_is_possible_and_quoted_to_the_letter() -> None:
    """With the reason, and the words that weigh, inside the quote."""
    own = document(QUIET, DULL)
    findings = told(own)

    assert findings
    for finding in findings:
        assert ("possible", ("linear_reader",)) == (finding.certainty, finding.doubts)
        assert own.text[finding.span.start : finding.span.end] == finding.quote
        assert all(finding.span.contains(span) for span in finding.marked)


def test_what_was_found_for_sure_is_not_told_again() -> None:
    """Of the same kind, in the same sentence."""
    own = document(QUIET)
    start = own.text.index(QUIET)
    sure = Finding(kind="secrecy", span=Span(start, start + len(QUIET)), quote=QUIET, rule="secrecy.duty")

    assert "secrecy" not in found(own, sure)


def test_a_sentence_is_read_with_what_stands_before_it() -> None:
    """How long "this" lasts is a term of secrecy after a duty of secrecy."""
    text = folded(document(QUIET, LASTS))
    weights, _ = model()
    scores = weights.scores(see(text))
    column = weights.classes.index("secrecy")

    alone = Context(Places(text), scores, weights.classes, {}).signs(1, column)
    after = Context(Places(text), scores, weights.classes, {"secrecy": {0}}).signs(1, column)

    assert 0 == alone[SIGNS.index("found before")]
    assert 1 == after[SIGNS.index("found before")]
    assert 1 == after[SIGNS.index("points back")]


def test_sentences_with_a_number_each_are_read_together() -> None:
    """A list of one sentence a number has neighbours; a clause of several sentences is a section of its own."""
    flat = folded(document(*(f"{n}. The boat sails at dawn on every day of the week." for n in range(1, 41))))
    by_clause = folded(document(*(f"{n}. The boat sails at dawn. It comes back late." for n in range(1, 21))))

    assert 40 / TOGETHER == len(set(sections(flat)))
    assert 20 == len(set(sections(by_clause)))


def test_a_sentence_is_weighed_beside_the_whole_document() -> None:
    """What stands elsewhere in it counts, whatever the section."""
    text = folded(document(DULL, *["The kettle is by the window."] * 3, QUIET))
    weights, _ = model()
    context = Context(Places(text), weights.scores(see(text)), weights.classes, {"secrecy": {4}})
    signs = dict(zip(SIGNS, context.signs(0, weights.classes.index("secrecy")), strict=False))

    assert signs["best elsewhere in the document"] > signs["own score"]
    assert signs["found in the document"] == pytest.approx(1 / 3)
    assert 1 == signs["at its beginning"]


def test_how_likely_the_neighbours_are_counts_too() -> None:
    """The same words are likelier a term of secrecy after a duty of secrecy than after something else."""
    weights, about = model()
    column = weights.classes.index("secrecy")

    def chance_after(before: str) -> float:
        own = folded(document(before, LASTS))
        return Likely(Context(Places(own), weights.scores(see(own)), weights.classes, {}), about).chance(1, column)

    assert 0 < chance_after(DULL) < chance_after(QUIET) < 1


def test_the_same_document_gives_the_same_findings() -> None:
    """Whatever was read in between."""
    first = list(LinearReader().derive(document(QUIET, LASTS), ()))
    list(LinearReader().derive(document(DULL), ()))

    assert first == list(LinearReader().derive(document(QUIET, LASTS), ()))


def test_an_empty_document_has_nothing() -> None:
    """And is no error."""
    assert [] == list(LinearReader().derive(DocumentBuilder().build(Source("empty.txt", "", "txt")), ()))


def test_a_sentence_is_seen_with_the_words_of_those_beside_it() -> None:
    """As theirs: its own words count the same, whoever stands beside it."""
    weights, _ = model()
    alone, *_ = see(folded(document(DULL, heading="Article 9. House rules")))
    among, *_ = see(folded(document(DULL, QUIET, heading="Article 9. House rules")))
    (own,), (beside,) = weights.scores([alone]), weights.scores([among])

    assert alone.words == among.words
    assert alone.groups[:-1] == among.groups[:-1]
    assert own != pytest.approx(beside, abs=1e-9)


def test_a_finding_over_several_sentences_holds_all_of_them() -> None:
    """By their ordinals."""
    own = document(f"{QUIET} {LASTS}")
    start = own.text.index(QUIET)
    whole = Finding("secrecy", Span(start, len(own.text.rstrip())), own.text[start:].rstrip(), "house.secrecy")

    assert {"secrecy": {0, 1}} == sentences_of(folded(own), [whole])


def test_weights_are_small_whole_numbers() -> None:
    """What ships is an array of bytes, and a kind with a threshold has weights for its neighbours too."""
    weights, about = model()

    assert len(weights.classes) * about["rows"] == len(weights.units)
    assert set(about["thresholds"]) <= set(about["signs again"])


def test_sums_of_rows_are_those_of_single_weights() -> None:
    """Side by side in one large number, no weight runs over into the next, below zero or above."""
    weights, _ = model()
    words = ["secret", "research", "shall", "publish", "shall"]
    one_by_one = [weights.units_of("w", word) for word in words]
    expected = [
        sum(column) / len(words) ** 0.5 * step + bias
        for column, step, bias in zip(zip(*one_by_one, strict=True), weights.steps, weights.bias, strict=True)
    ]
    words_alone = replace(weights)
    words_alone._letters.update(dict.fromkeys(words, 0))

    assert any(unit < 0 for units in one_by_one for unit in units)
    assert words_alone.scores([Sentence(words, ())])[0] == pytest.approx(expected, abs=1e-6)


def test_a_sentence_without_end_runs_over_nothing() -> None:
    """Nor does a word that no one wrote."""
    weights, _ = model()
    (short,), (long,) = weights.scores([Sentence(["secret"], ())]), weights.scores([Sentence(["secret"] * 250_000, ())])

    assert [500 * (own - bias) for own, bias in zip(short, weights.bias, strict=True)] == pytest.approx(
        [own - bias for own, bias in zip(long, weights.bias, strict=True)], rel=1e-3
    )


def test_the_sentence_nearest_to_a_question_is_a_pointer_and_no_finding() -> None:
    """At most two a question, the nearest first; to most questions none comes near."""
    own = document("It is not for a navy, of whatever flag, and not to find divers.", QUIET, DULL)
    pointers = [finding for finding in LinearReader().derive(own, ()) if finding.kind == POINTER]
    near = {question: [p.quote for p in pointers if question in p.questions] for question in ("3.2", "4.5")}

    assert "navy" in near["3.2"][0]
    assert near["4.5"] == []
    assert all(len(quotes) <= NEAREST for quotes in near.values())


def ruled(own: Document, line: str, rule: str, kind: str) -> Finding:
    """Return what a rule would find in a line."""
    at = own.text.index(line)
    return Finding(kind, Span(at, at + len(line)), line, rule, own.view)


COFFEE = "Visitors pay for their coffee at the counter."
SECRET = "The receiving party keeps all confidential information of the other party strictly secret."


def test_what_nothing_bears_out_is_possible_and_still_told() -> None:
    """With its reason, and the quote as the rule found it: coffee in a canteen funds no research."""
    own = document(DULL, COFFEE, DULL, heading="Article 9. House rules")
    given = ruled(own, COFFEE, "funding.payment", "funding")
    [finding] = UnlikelyFindings().adjust(own, [given])

    assert finding.certainty == "possible"
    assert finding.doubts == ("rule_unlikely",)
    assert replace(finding, certainty="sure", doubts=()) == given


def test_what_the_sentence_itself_bears_out_stays_sure() -> None:
    """Whatever stands around it."""
    own = document(DULL, SECRET, DULL, heading="Article 6. Confidentiality")
    given = ruled(own, SECRET, "secrecy.duty", "secrecy")

    assert [given] == list(UnlikelyFindings().adjust(own, [given]))


def test_a_rule_of_a_house_is_not_doubted() -> None:
    """The reader was never measured on what it finds."""
    own = document(DULL, COFFEE, DULL, heading="Article 9. House rules")
    given = ruled(own, COFFEE, "house.coffee", "funding")

    assert [given] == list(UnlikelyFindings().adjust(own, [given]))
