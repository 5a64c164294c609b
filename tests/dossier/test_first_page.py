"""The first page: short, in a fixed order, in the language of the reader, whatever the document holds."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import click
import pytest

from contract_scan.cli.scan import find_reporter
from contract_scan.decisions import Decision, Decisions, Reviewed
from contract_scan.document import Document, Span, Unread
from contract_scan.dossier import dossier_of
from contract_scan.dossier.facts import facts_of, title_of
from contract_scan.dossier.weight import weighty
from contract_scan.finding import Finding, Value
from contract_scan.messages import LANGUAGES, say
from contract_scan.read import read_bytes
from contract_scan.report import first_page, terminal_page, values
from contract_scan.report.extract import extract
from contract_scan.report.layout import WIDTH
from contract_scan.report.terminal import TerminalReporter
from contract_scan.report.terminal_weight import shares
from contract_scan.runner.scans import Plan
from contract_scan.runner.scans import scans as scans_of
from contract_scan.scan import Failure, Scan
from contract_scan.scanning import scan_document
from contract_scan.setup import Setup
from contract_scan.yaml_files import knowledge
from tests.conftest import FIXTURES, ScanOf

MakeDocument = Callable[..., Document]
DOCUMENTS = sorted(path.name for path in FIXTURES.iterdir())
LINES = 45


@pytest.fixture(scope="module")
def scans(scan_of: ScanOf) -> dict[str, Scan]:
    """Return the scan of every fixture."""
    return {name: scan_of(name) for name in DOCUMENTS}


def page(scan: Scan, language: str) -> list[str]:
    """Return the lines of the terminal's first page."""
    return click.unstyle(TerminalReporter().report([scan], language)).splitlines()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_first_page_is_at_most_45_lines_of_80_columns(scans: dict[str, Scan], name: str, language: str) -> None:
    """With the line that says how to see the rest."""
    lines = page(scans[name], language)

    assert len(lines) <= LINES
    assert [] == [line for line in lines if len(line) > WIDTH]
    assert "--full" in lines[-1]


def test_the_first_page_fits_whatever_a_document_holds(scans: dict[str, Scan]) -> None:
    """Thirty parties with long names, forty pages not read, and a part that failed."""
    scan = scans["nl-samenwerkingsovereenkomst.docx"]
    party = next(f for f in scan.findings if f.kind == "party")
    many = [
        replace(
            party, quote=f"Stichting {'Zeer Lang ' * 9}{n}", attributes={"name": f"Stichting {'Zeer Lang ' * 9}{n}"}
        )
        for n in range(30)
    ]
    matches = [
        Finding("list_match", Span(n, n + 9), "x" * 9, "lists.law", attributes={"listed_name": "Y " * 80})
        for n in range(20)
    ]
    unread = tuple(Unread("page_without_text", n) for n in range(40))
    failed = Failure("checker", "numbers", "checker_raised", {"name": "numbers", "error": "ValueError"})
    findings = (*many, *scan.findings, *matches)
    shifted = tuple(
        replace(
            a,
            findings=tuple(i + len(many) for i in a.findings),
            background=tuple(i + len(many) for i in a.background),
        )
        for a in scan.answers
    )
    lines = page(replace(scan, findings=findings, answers=shifted, unread=unread, failures=(failed,)), "nl")

    assert len(lines) <= LINES
    assert any("en nog" in line for line in lines)


def test_a_harmless_document_has_a_short_page(scans: dict[str, Scan]) -> None:
    """And looks it, without a verdict."""
    harmless, other = (page(scans[name], "nl") for name in ("nl-samenwerking-open.docx", "nl-leerstoel.docx"))

    assert len(harmless) < len(other)
    assert not any(word in " ".join(harmless) for word in ("veilig", "akkoord", "geen risico"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_in_one_language(scans: dict[str, Scan], language: str) -> None:
    """No key of a catalogue, no unfilled value, no id of a rule."""
    for scan in scans.values():
        text = "\n".join(page(scan, language))
        assert "dossier." not in text
        assert "{" not in text
        assert not any(rule in text for rule in scan.meanings)


def test_what_weighs_stands_in_the_fixed_order_of_kinds(scans: dict[str, Scan]) -> None:
    """Whatever the order in the document, each quote once."""
    order = list(knowledge("tables", "weight")["groups"])
    for scan in scans.values():
        found = weighty(scan, dossier_of(scan).numbers)
        assert [order.index(one.group) for one in found] == sorted(order.index(one.group) for one in found)
        assert len({one.item.number for one in found}) == len(found)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("listed", ["Northern Polytechnical University of Sciences", "N. P. U. S."])
def test_of_a_name_on_two_lists_a_narrow_line_says_which_list(
    make_document: MakeDocument, setup: Setup, language: str, listed: str
) -> None:
    """The name may be cut there; the list is not."""
    lists = ["Defence Universities Tracker (Institute), names of August 2020", "Foreign Entities List, names of 2025"]
    quote = "Northern Polytechnical University of Sciences"
    matches = tuple(
        Finding(
            "list_match",
            Span(0, len(quote)),
            quote,
            f"lists.{number}",
            attributes={"listed_name": listed, "list_title": {language: which}, "authority": "assessment"},
        )
        for number, which in enumerate(lists)
    )
    scan = scan_document(make_document(f"{quote} takes part."), setup)
    answers = tuple(replace(answer, findings=(), background=()) for answer in scan.answers)
    dossier = dossier_of(replace(scan, findings=matches, answers=answers))
    told = [row.text for row in first_page.lists(dossier, language, 66)]

    assert [which.partition(",")[0] in text for which, text in zip(lists, told, strict=True)] == [True, True]
    assert [text for text in told if quote[:7] not in text or len(text) > 66] == []


def test_a_possible_finding_is_counted_in_one_line_and_crowds_out_nothing(scans: dict[str, Scan]) -> None:
    """It is not among what weighs."""
    scan = scans["nl-leerstoel.docx"]
    first = next(f for f in scan.findings if f.kind == "influence")
    doubtful = replace(
        scan, findings=tuple(replace(f, certainty="possible") if f.span == first.span else f for f in scan.findings)
    )
    before, after = (len(dossier_of(one).possible) for one in (scan, doubtful))
    lines = page(doubtful, "nl")

    assert before < after
    assert 1 == len([line for line in lines if line.startswith(f"{after} mogelijke aanwijzing")])
    assert len(dossier_of(doubtful).weighty) <= len(dossier_of(scan).weighty)


def test_what_weighs_is_counted_beyond_a_few_of_a_kind(scans: dict[str, Scan]) -> None:
    """So that the first page of a long agreement is still a page, and says how much there is."""
    scan = scans["nl-leerstoel.docx"]
    first = next(f for f in scan.findings if f.kind == "influence" and f.questions)
    many = tuple(replace(first, span=Span(n, n + 1), quote="x", marked=()) for n in range(30))
    answers = tuple(replace(answer, findings=(), background=()) for answer in scan.answers)
    rows = list(first_page.weighing_most(dossier_of(replace(scan, findings=many, answers=answers)), "nl"))

    assert first_page.MOST + 1 == len(rows)
    assert f"en nog {30 - first_page.MOST}" in rows[-1].text


def test_several_documents_end_with_a_table_of_them_all(scans: dict[str, Scan]) -> None:
    """One line each, after their pages."""
    chosen = [scans[name] for name in ("nl-leerstoel.docx", "en-nda.md")]
    report = click.unstyle(TerminalReporter().report(chosen, "en"))
    table = report[report.index("All documents") :]

    assert all(scan.document.source.path.rsplit("/", 1)[-1] in table for scan in chosen)
    assert [] == [line for line in table.splitlines() if len(line) > WIDTH]


def test_one_question_or_one_rule_is_shown_with_all_its_quotes(scans: dict[str, Scan]) -> None:
    """The background of the question too."""
    scan = scans["nl-samenwerkingsovereenkomst.docx"]
    question = click.unstyle(TerminalReporter(question="5.1").report([scan], "nl"))
    rule = click.unstyle(TerminalReporter(rule="publication.approval").report([scan], "nl"))

    assert "strikt" in question
    assert "4.1 " not in question
    assert "toestemming" in rule
    assert "(17)" not in rule


def test_lines_are_shared_out_one_each_and_then_to_whom_most_is_lacking() -> None:
    """A group with much does not push another off the page, nor is it told in as few lines as one with little."""
    assert [4, 1, 1] == shares([9, 1, 2], 6)
    assert [1, 1] == shares([5, 5], 2)


def test_the_words_that_fired_are_in_the_extract_of_a_long_quote() -> None:
    """With words around them as far as there is room."""
    quote = "a b c d e f g h i j " * 10 + "shall not publish anything " + "k l m n o p q r s " * 10
    start = quote.index("shall")
    finding = Finding("secrecy", Span(0, len(quote)), quote, "x.y", marked=(Span(start, start + 17),))
    text = extract(finding, 60)

    assert "shall not publish" in text
    assert len(text) <= 60
    assert text.startswith("… ")
    assert text.endswith(" …")


@pytest.mark.parametrize(
    ("quote", "fired", "point"),
    [
        ("If the sponsor so wishes the submission of any paper may be withheld for up to 24 months.", "withheld", "24 months"),
        ("Na overleg tussen alle betrokkenen mag de publicatie worden uitgesteld met ten hoogste zes maanden in totaal.",
         "uitgesteld", "zes maanden"),
        ("All the results that arise in the course of this work belong to the Harbour Fund alone and at once.",
         "belong to", "Harbour Fund"),
    ],
)  # fmt: skip
def test_the_value_after_the_words_that_fired_stays_in_an_extract(quote: str, fired: str, point: str) -> None:
    """A line that stops before the period, the amount or the name leaves out what it is about."""
    start = quote.index(fired)
    finding = Finding("x", Span(0, len(quote)), quote, "x.y", marked=(Span(start, start + len(fired)),))
    text = extract(finding, 46)

    assert fired in text and point in text
    assert len(text) <= 46


def test_what_fired_after_the_longest_stretch_stays_in_an_extract_where_it_fits() -> None:
    """And not the longest stretch alone."""
    quote = "During the whole of the work it shall not without consent be shown outside the two buildings named here."
    marked = tuple(Span(quote.index(word), quote.index(word) + len(word)) for word in ("shall not without", "be shown"))
    finding = Finding("x", Span(0, len(quote)), quote, "x.y", marked=marked)

    assert "shall not without consent be shown" in extract(finding, 39)


@pytest.mark.parametrize(
    ("language", "shown"),
    [("en", "€5,000 from Quay Fund (to be checked)"), ("nl", "€ 5.000 van Quay Fund (na te gaan)")],
)
def test_a_payment_that_is_only_possible_is_said_to_be_checked(
    scans: dict[str, Scan], language: str, shown: str
) -> None:
    """Where none is sure: the page does not say that nothing of it can be told."""
    given: dict[str, Value] = {"payer": "Quay Fund", "amount": "5000", "currency": "EUR"}

    assert told_of_money(scans["nl-leerstoel.docx"], given, language) == [shown]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_that_may_be_on_money_and_names_nobody_is_only_said_to_stand_there(
    scans: dict[str, Scan], language: str
) -> None:
    """To say "Money: money (to be checked)" would tell nobody anything."""
    told = told_of_money(scans["nl-leerstoel.docx"], {}, language)

    assert told == [say("dossier.speaks_of_money", language)]


def told_of_money(scan: Scan, given: dict[str, Value], language: str) -> list[str]:
    """Return what the first page says of money where one possible finding is all that a scan holds."""
    may = Finding("funding", Span(0, 4), scan.document.text[:4], "x.y", attributes=given, certainty="possible")
    bare = replace(scan, findings=(may,), answers=tuple(replace(a, findings=(), background=()) for a in scan.answers))
    label = say("dossier.money", language)
    return [row.text.replace("\xa0", " ") for row in first_page.facts(dossier_of(bare), language) if row.label == label]


@pytest.mark.parametrize("language", LANGUAGES)
def test_possible_findings_are_counted_where_they_stand(scans: dict[str, Scan], language: str) -> None:
    """Under the questions, or in the background."""
    scan = scans["nl-leerstoel.docx"]
    made = [
        Finding("secrecy", Span(n, n + 4), scan.document.text[n : n + 4], "x.y", questions=asked, certainty="possible")
        for n, asked in ((0, ("5.1",)), (10, ()), (20, ()))
    ]
    answers = [
        replace(a, findings=(0,) if q.id == "5.1" else (), background=())
        for q, a in zip(scan.questions.questions, scan.answers, strict=True)
    ]
    notes = list(first_page.notes(dossier_of(replace(scan, findings=tuple(made), answers=tuple(answers))), language))

    assert say("dossier.count.possible_split", language, count=3, asked=1, rest=2) in notes


def test_a_page_number_is_no_title(make_document: MakeDocument) -> None:
    """What a document calls itself comes after it."""
    assert "Grant agreement" == title_of(make_document("Page 1 of 3", "Grant agreement", "The parties agree."))


@pytest.mark.parametrize(
    ("said", "english", "dutch"),
    [
        (lambda lang: values.amount("1250000", "EUR", lang), "€1,250,000", "€ 1.250.000"),
        (lambda lang: values.amount("12.5", "EUR", lang), "€12.50", "€ 12,50"),
        (lambda lang: values.country("CN", lang), "China", "China"),
        (lambda lang: values.country("DE", lang), "Germany", "Duitsland"),
        (lambda lang: values.date("2026-03-01T10:00:00Z", lang), "1 March 2026", "1 maart 2026"),
        (lambda lang: values.period("P1Y6M", lang), "1 year and 6 months", "1 jaar en 6 maanden"),
        (lambda lang: values.percent("85.71", lang), "85.71%", "85,71%"),
        (lambda lang: values.enumeration(["a", "b", "c"], lang), "a, b and c", "a, b en c"),
        (lambda lang: say("report.pages", lang, count=1), "1 page", "1 pagina"),
        (lambda lang: say("report.pages", lang, count=2), "2 pages", "2 pagina's"),
    ],
)
def test_values_are_written_as_the_language_writes_them(said: Callable[[str], str], english: str, dutch: str) -> None:
    """Amounts, dates, countries, periods, shares, lists and plurals."""
    assert english == said("en")
    assert dutch == said("nl").replace("\u00a0", " ")


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_whole_grant_is_shown_and_not_what_is_paid_each_year(
    scans: dict[str, Scan], order: tuple[int, int]
) -> None:
    scan = scans["en-nda.md"]
    given: dict[str, Value] = {"payer": "Brook", "currency": "EUR"}
    whole: dict[str, Value] = {**given, "amount": "2400000"}
    yearly: dict[str, Value] = {**given, "amount": "200000", "payee": "Polder University", "recurring": True}
    told = [
        Finding("funding", Span(n, n + 1), "x", "money.share", attributes=one) for n, one in enumerate((whole, yearly))
    ]
    facts = facts_of(replace(scan, findings=tuple(told[n] for n in order), answers=()))
    assert [payment.amount for payment in facts.payments] == ["2400000"]


@pytest.mark.parametrize(
    ("loaded", "english", "dutch"),
    [
        ({"nro"}, "EU and UN sanctions not loaded", "EU- en VN-sancties niet geladen"),
        ({"nro", "eu"}, "UN sanctions not loaded", "VN-sancties niet geladen"),
        ({"nro", "eu", "un"}, "no name matches the 3 lists", "geen naam komt overeen met de 3"),
    ],
)
def test_that_no_name_matches_is_never_said_without_the_sanctions_lists_that_are_missing(
    scans: dict[str, Scan], loaded: set[str], english: str, dutch: str
) -> None:
    """In the same line, at its beginning."""
    dossier = replace(dossier_of(scans["en-nda.md"]), matches=(), lists=frozenset(loaded))
    for language, begins in (("en", english), ("nl", dutch)):
        (row,) = first_page.lists(dossier, language)
        assert row.text.startswith(begins)


@pytest.mark.parametrize("name", ["terminal", "markdown", "html", "json"])
def test_of_what_was_not_read_no_report_says_that_no_name_matches(setup: Setup, tmp_path: Path, name: str) -> None:
    """An empty file: nothing was compared."""
    (tmp_path / "empty.txt").touch()
    [told] = [scan for scan, _ in scans_of(Plan((str(tmp_path / "empty.txt"),), 1), setup, lambda _: None)]
    reporter = find_reporter(setup, name)
    text = str(reporter.report([told], "en"))

    assert "no name matches" not in text and "no match on" not in text
    assert "no name was compared" in text
    assert name != "terminal" or len(text.splitlines()) < 12


def test_the_first_page_counts_what_the_reviewer_said_and_nothing_is_new_on_the_same_draft(
    scans: dict[str, Scan],
) -> None:
    scan = scans["en-nda.md"]
    first = scan.findings[0]
    given = Decisions(
        sha256=scan.document.source.sha256,
        answers=(Reviewed("1.3", "no"),),
        findings=(Decision(first.identity, "ask"), Decision("of another document", "relevant")),
    )
    told = TerminalReporter(full=True).report([replace(scan, decisions=given)], "en")

    assert "The reviewer answered 1 of 18 questions and gave 1 decision" in told
    assert "NEW" not in told
    assert "NEW since" in TerminalReporter(full=True).report(
        [replace(scan, decisions=replace(given, sha256="0" * 64))], "en"
    )


@pytest.mark.parametrize(("line", "found"), [("Results and publication", False), ("Each publishes its results.", True)])
def test_a_title_that_is_not_set_as_one_is_no_duty(
    make_document: MakeDocument, setup: Setup, line: str, found: bool
) -> None:
    """A line that names a subject binds nobody."""
    scan = scan_document(make_document("This agreement is between us and the partner.", line), setup)

    assert found == any(finding.rule == "publication.duty" for finding in scan.findings)


def only_possible(scan: Scan, *kinds: str) -> Scan:
    """Return a scan of which the findings of some kinds, or all but lists, are only possible."""
    doubtful = (
        replace(f, certainty="possible", departs=()) if not kinds or f.kind in kinds else f for f in scan.findings
    )
    return replace(scan, findings=tuple(doubtful))


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_nothing_sure_weighs_the_page_quotes_what_may(scans: dict[str, Scan], language: str) -> None:
    """A page that only counted it would reassure wrongly."""
    doubtful = only_possible(scans["nl-leerstoel.docx"])
    lines = page(doubtful, language)
    at = lines.index(say("dossier.title_perhaps", language))

    assert not dossier_of(doubtful).weighty
    assert say("dossier.nothing_weighty", language)[:40] not in "\n".join(lines)
    assert 1 < len(list(first_page.perhaps_weighing(dossier_of(doubtful), language))) <= first_page.FEW
    assert any("“" in line for line in lines[at + 1 : at + 4])


def test_what_may_weigh_takes_no_line_of_what_does(scans: dict[str, Scan]) -> None:
    """Whatever weighs for sure and is named on a page without it is named on the page with it."""
    for scan in scans.values():
        dossier = dossier_of(scan)
        asked = tuple(replace(one, answer=replace(one.answer, nearest=())) for one in dossier.asked)
        alone = terminal_page.lines(replace(dossier, perhaps_weighty=(), asked=asked), "en")
        beside = "\n".join(terminal_page.lines(dossier, "en"))
        numbers = {number for line in alone for number in re.findall(r"\(\d+\) +“", line)}
        assert all(number in beside for number in numbers)
        assert beside.count("\n") < terminal_page.LINES


def test_a_quote_that_eases_for_sure_is_not_said_to_weigh(scans: dict[str, Scan]) -> None:
    """A refusal to interfere reads much like interference."""
    for scan in scans.values():
        dossier = dossier_of(scan)
        easing = {dossier.number(f) for f in scan.findings if f.certainty == "sure" and f.bearing == "eases"}
        assert not easing & {one.item.number for one in dossier.perhaps_weighty}


def test_two_questions_never_send_a_reader_to_each_other(scans: dict[str, Scan]) -> None:
    """Background that bears on no question directly is told under the first one, and there no other is named."""
    for scan in scans.values():
        asked = dossier_of(scan).asked
        folded = [(one.question.id, f) for one in asked for f in one.background]
        nowhere = [(q, f) for q, f in folded if not any(x.questions for item in f.items for x in item.findings)]
        told = {(question, one.kind, one.ordinary): one.see for question, one in nowhere}
        for (question, kind, ordinary), see in told.items():
            assert all(question not in told.get((other, kind, ordinary), ()) for other in see)


def test_a_safeguard_that_a_possible_term_may_be_is_not_said_to_be_missing(scans: dict[str, Scan]) -> None:
    """It stands apart, with the place to read."""
    scan = scans["nl-leerstoel.docx"]
    missing = Finding(
        "missing_safeguard", Span(0, 0), "", "derived.no_publication", attributes={"safeguard": "publication"}
    )
    may = replace(
        next(f for f in scan.findings if f.quote and f.clause), kind="publication_freedom", certainty="possible"
    )
    without = tuple(f for f in scan.findings if f.kind not in ("missing_safeguard", "publication_freedom"))
    held = dossier_of(replace(scan, findings=(*without, missing))).safeguards
    beside = dossier_of(replace(scan, findings=(*without, missing, may)))

    assert held.missing == (missing,)
    assert [found for found, _ in beside.safeguards.perhaps] == [missing]
    assert beside.safeguards.missing == ()
    assert say("dossier.safeguards_perhaps", "en") in [row.label for row in first_page.safeguards(beside, "en")]


TEMPLATE = """---
title: Model for research
layout: page
---

# {{ project }} agreement

This agreement is between University of Utopia and [SPONSOR].

## -!- {{count article}} Term

This agreement starts on ________ and lasts for ____ years.

## {{count article}} Money

Sponsor shall pay $________ and approves every publication of results in writing before it is submitted.
"""


def test_what_a_template_leaves_blank_is_said_and_its_code_is_no_place(setup: Setup) -> None:
    """Neither front matter nor what a program fills in is shown as the document's own words."""
    scan = scan_document(read_bytes(TEMPLATE.encode(), "template.md", setup.readers), setup)
    dossier = dossier_of(scan)
    report = click.unstyle(TerminalReporter(full=True).report([scan], "en"))
    facts = {row.label: row.text for row in first_page.facts(dossier, "en")}

    assert dossier.facts.unfilled == {"between", "money", "lasts"}
    assert "Model for research" in facts[say("dossier.what", "en")]
    assert facts[say("dossier.lasts", "en")] == say("dossier.left_blank", "en")
    assert "{{" not in report.replace("{{ project", "") and "-!-" not in report


@pytest.mark.parametrize(
    ("opening", "title"),
    [
        ("From: Hugh, Brannock Works\n\nTo: Prof. Lieke\n\nSubject: Quiet propeller", "Quiet propeller"),
        (
            "Van: Sem\nAan: Marjolein\nOnderwerp: RE: zullen we het op papier zetten\n\nHoi",
            "RE: zullen we het op papier zetten",
        ),
        ("Afspraken van maart\n\nOnderwerp: de gracht", "Afspraken van maart"),
        (
            "To: Dr Maas, Quay 4\n\n3 May\n\nSubject: Support for the tide lab\n\nDear Dr Maas,",
            "Support for the tide lab",
        ),
        ("Postbus 12, 1234 AB Waterdam\n\nGeachte heer,\n\nToekenning getijdenlab", "Toekenning getijdenlab"),
        (
            "Fonds Wad\nKade 4\n\nDelft, 3 mei\nOnderwerp: steun voor het lab\n\nGeachte heer Maas,",
            "steun voor het lab",
        ),
        ("Aan het bestuur van de Academie\n\nKade 4, 3 mei\n\nGeachte heer Maas,\n\nDank voor de thee.", ""),
        (
            "The Tide Fund Centre for International Scholarships\nHarbour Street 8, Hull\n\nTo Dr Maas\n\nSupport for the lab\n\nDear Dr Maas,\n\nThank you.",
            "Support for the lab",
        ),
        ("Letter on the loan of cores\n\nTo Dr Maas\n\nDear Dr Maas,\n\nThank you.", "Letter on the loan of cores"),
        ("Aan de slag met getijden\n\nScope", "Aan de slag met getijden"),
        ("Bijlage 3.10.1\n\nModel voor een leerstoel", "Model voor een leerstoel"),
        ("Annex 2\n\nData processing terms", "Data processing terms"),
        ("Annex 2 Data processing terms\n\nScope", "Annex 2 Data processing terms"),
        ("Agreement of 2024 of the lab\n\nScope", "Agreement of 2024 of the lab"),
        ("**LICENCE AGREEMENT**\n\nScope", "LICENCE AGREEMENT"),
    ],
)
def test_a_message_calls_itself_by_its_subject(setup: Setup, opening: str, title: str) -> None:
    """And not by who writes to whom."""
    assert title_of(read_bytes(opening.encode(), "note.txt", setup.readers)) == title


def test_what_is_put_at_somebodys_disposal_is_no_decision(setup: Setup) -> None:
    """ "Ter beschikking" holds the word for one."""
    text = "Afspraken van maart\n\nDe Universiteit Waterland krijgt het schip veertig dagen ter beschikking."
    assert facts_of(scan_document(read_bytes(text.encode(), "note.txt", setup.readers), setup)).sort != "decision"
