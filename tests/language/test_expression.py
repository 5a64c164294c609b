"""The grammar over concepts: what a line asks, what is wrong with one, and which clauses fit."""

from __future__ import annotations

import pytest

from contract_scan.language.amounts import Limit, exceeds, limit_of, within
from contract_scan.language.expression import (
    Both,
    Concept,
    Either,
    ExpressionError,
    Fact,
    Ordered,
    Without,
    Words,
    named,
    needed,
    parse_line,
)
from contract_scan.language.fitting import fit, marked
from contract_scan.rules.examples import read_example


@pytest.mark.parametrize(
    ("source", "part"),
    [
        ("PUBLISH", Concept("PUBLISH")),
        ("PUBLISH & CONSENT", Both((Concept("PUBLISH"), Concept("CONSENT")))),
        ("CHOOSE > SCHOLAR", Ordered((Concept("CHOOSE"), Concept("SCHOLAR")))),
        ("SECRET | KEEP", Either((Concept("SECRET"), Concept("KEEP")))),
        ("PUBLISH & not FREE", Both((Concept("PUBLISH"), Without(Concept("FREE"))))),
        ('WAIT & "open access"', Both((Concept("WAIT"), Words("open access")))),
        ("WAIT & {period > 6 months}", Both((Concept("WAIT"), Fact("period", Limit(">", "P6M"))))),
        ("(SECRET | KEEP) & TELL", Both((Either((Concept("SECRET"), Concept("KEEP"))), Concept("TELL")))),
    ],
)
def test_a_line_is_read_as_this_tree(source: str, part: object) -> None:
    """`>` binds closer than `&`, and `&` closer than `|`."""
    assert part == parse_line(source).part


def test_a_line_says_who_acts_and_how_it_binds() -> None:
    """Before the colon and after the last comma."""
    line = parse_line("by PARTNER: CHOOSE > SCHOLAR, must or may")

    assert ("PARTNER", ("must", "may")) == (line.actor, line.forces)
    assert ["CHOOSE", "SCHOLAR", "PARTNER"] == named(line)


def test_a_line_says_what_stands_above_and_before() -> None:
    """Each may name several concepts, joined by "or", in any order of the prefixes."""
    line = parse_line("after TELL: under SECRET or KEEP: by WE: LASTS")

    assert (frozenset({"SECRET", "KEEP"}), frozenset({"TELL"}), "WE") == (line.under, line.after, line.actor)
    assert ["LASTS", "WE", "KEEP", "SECRET", "TELL"] == named(line)


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("# 6. Confidentiality\n6.1 This lasts for years.", [True]),
        ("# 6. Housing\n6.1 This lasts for years.", [False]),
        ("6.1 This lasts for years.", [False]),
    ],
)
def test_a_line_asks_for_the_heading_above(text: str, fits: list[bool]) -> None:
    """The lowest heading counts, and without one nothing fits."""
    line = parse_line("under SECRET: LASTS")

    assert fits == [fit(line, clause) is not None for clause in read_example(text, "en").text.clauses]


def test_a_line_asks_for_the_sentence_before_under_the_same_heading() -> None:
    """What was said under another heading does not count."""
    line = parse_line("after TELL: LASTS")
    text = "# Duties\nShe discloses nothing.\nThis lasts for years.\n# Lease\nThis lasts for years."
    clauses = read_example(text, "en").text.clauses

    assert [False, True, False] == [fit(line, clause) is not None for clause in clauses]


@pytest.mark.parametrize(
    ("source", "key"),
    [
        ("by PARTNER or WE: LASTS", "expression_actors"),
        ("under SECRET: under KEEP: LASTS", "expression_twice"),
        ("publish & CONSENT", "expression_term"),
        ("PUBLISH &", "expression_ends"),
        ("(PUBLISH & CONSENT", "expression_bracket"),
        ("PUBLISH CONSENT", "expression_rest"),
        ("not PUBLISH", "expression_only_not"),
        ("PUBLISH, perhaps", "expression_force"),
        ("WAIT & {period long}", "expression_limit"),
    ],
)
def test_a_broken_line_is_refused_for_this_reason(source: str, key: str) -> None:
    """With the part that is wrong."""
    with pytest.raises(ExpressionError) as refused:
        parse_line(source)

    assert key == refused.value.args[0]


def test_what_every_fitting_clause_holds_is_known() -> None:
    """So that few clauses are looked at."""
    line = parse_line("(SECRET | KEEP) & TELL & not FREE")

    assert [{"SECRET", "KEEP"}, {"TELL"}] == [set(need) for need in needed(line.part)]


@pytest.mark.parametrize(
    ("value", "limit", "true"),
    [
        ("P18M", "> 6 months", True),
        ("P1Y", "> 12 months", False),
        ("P60D", "<= 60 days", True),
        ("indefinite", "> 100 years", True),
        ("50", ">= 50 %", True),
        ("nonsense", "> 1 day", False),
    ],
)
def test_facts_are_compared(value: str, limit: str, *, true: bool) -> None:
    """A period without end exceeds all others; what cannot be compared is not within any limit."""
    given = limit_of(limit)

    assert given is not None
    assert true is within(value, given)


def test_longer_is_longer_whatever_the_unit() -> None:
    """A year and a day against twelve months."""
    assert exceeds("P370D", "P12M")
    assert not exceeds("P2W", "P1M")


def fits(line: str, sentence: str, language: str = "en") -> list[str] | None:
    text = read_example(sentence, language).text
    clause = text.clauses[-1]
    found = fit(parse_line(line), clause)
    return None if found is None else [text.document.quote(span) for span in marked(found, clause)]


@pytest.mark.parametrize(
    ("line", "language", "sentence"),
    [
        (
            "(PUBLISH | SCHOLARLY) & CONSENT",
            "en",
            "No paper goes to a journal until the company has given its blessing.",
        ),
        ("(PUBLISH | SCHOLARLY) & CONSENT", "nl", "Een proefschrift verschijnt niet voordat het fonds akkoord is."),
        ("CHOOSE > SCHOLAR", "en", "The council selects the scholarship holders."),
        ("PUBLISH & WAIT & {period > 6 months}", "en", "Publication is postponed for eighteen months."),
        ("SECRET & {period}", "nl", "De informatie blijft vijf jaar vertrouwelijk."),
    ],
)
def test_a_clause_fits_a_line_whatever_its_words(line: str, language: str, sentence: str) -> None:
    """And says by which words."""
    assert fits(line, sentence, language)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("CHOOSE > SCHOLAR", "The scholarship holder selects a supervisor."),
        ("PUBLISH & WAIT & {period > 6 months}", "Publication is postponed for thirty days."),
        ("PUBLISH & CONSENT", "The results will be published in a journal."),
        ("PUBLISH & CONSENT, must not", "The University need not ask for consent before it publishes."),
    ],
)
def test_a_clause_does_not_fit(line: str, sentence: str) -> None:
    """Another order, another length, something missing, or another force."""
    assert fits(line, sentence) is None


@pytest.mark.parametrize(
    ("sentence", "force"),
    [
        ("The Company shall keep the files.", "must"),
        ("The University may publish the results.", "may"),
        ("The University shall not publish the results.", "must not"),
        ("The University need not ask anybody before it publishes.", "need not"),
        ("The Fund reads every paper first.", "must"),
    ],
)
def test_a_clause_binds_in_this_way(sentence: str, force: str) -> None:
    """A duty told as a fact binds like a duty; "shall" inside "shall not" does not count."""
    assert force in read_example(sentence, "en").text.clauses[0].forces


def test_who_acts_is_read_in_both_voices() -> None:
    """Before the verb, or after "by"."""
    active = read_example("The Company chooses the students.", "en").text.clauses[0]
    passive = read_example("The students are chosen by the Company.", "en").text.clauses[0]

    assert "PARTNER" in active.actors
    assert "PARTNER" in passive.actors


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("Scientific articles need no consent.", "en"),
        ("The university publishes the results without prior approval of the museum.", "en"),
        ("The group may publish its findings without our consent.", "en"),
        ("Wetenschappelijke artikelen behoeven geen toestemming.", "nl"),
        ("De universiteit publiceert zonder voorafgaande goedkeuring van het museum.", "nl"),
        ("De onderzoekers mogen hun bevindingen zonder toestemming publiceren.", "nl"),
    ],
)
def test_a_clause_may_say_only_what_need_not_be_done(sentence: str, language: str) -> None:
    """A rule that binds does not find it."""
    assert read_example(sentence, language).text.clauses[0].only_frees


def test_under_a_denial_without_consent_asks_for_consent() -> None:
    """ "Nothing is published without our consent" does not say that none is needed."""
    free = read_example("The group may publish its results without our consent.", "en").text.clauses[0]
    bound = read_example("The group may not publish its results without our consent.", "en").text.clauses[0]

    assert "NO_NEED" in free.own
    assert "NO_NEED" not in bound.own
    assert "CONSENT" in bound.own


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("Articles need consent.", "en"),
        ("The museum may object to a paper and need not give its reasons.", "en"),
        ("The university shall publish nothing without prior approval of the museum.", "en"),
        ("Zonder akkoord geen openbaarmaking van resultaten.", "nl"),
        ("De universiteit mag de resultaten niet publiceren zonder toestemming van de partner.", "nl"),
    ],
)
def test_a_clause_that_denies_something_else_binds(sentence: str, language: str) -> None:
    """ "Without consent, no paper" says "without consent" too."""
    assert not read_example(sentence, language).text.clauses[0].only_frees


@pytest.mark.parametrize("source", ["(" * 400 + "PUBLISH" + ")" * 400, " & ".join(["PUBLISH"] * 5000)])
def test_a_line_too_long_or_too_deep_is_refused_before_it_is_read(source: str) -> None:
    """A file of somebody else's cannot use up the stack."""
    with pytest.raises(ExpressionError) as refused:
        parse_line(source)

    assert refused.value.args[0] == "expression_large"
