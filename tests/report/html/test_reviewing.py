"""A reviewer at work on the page, in real Chromium: open, jump, filter, answer, decide, save, load, keep, print."""

from __future__ import annotations

import base64
import json
import time
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import jsonschema
import pypdfium2
import pytest

from contract_scan.answer import Looked, answer
from contract_scan.decisions import Decision, Decisions, Reviewed, as_plain, load_decisions
from contract_scan.read import read_bytes
from contract_scan.scan import Scan
from contract_scan.scanning import parted, scan_document
from contract_scan.setup import Setup
from tests.report.html.conftest import OpenPage, Page

#: Cards that are not folded away: what bears on a question directly, and surely.
DIRECT = ".question > .evidence"
SCHEMA = json.loads(files("contract_scan.report").joinpath("decisions.schema.json").read_text(encoding="utf-8"))


def _saved(page: Page) -> Path:
    """Save, wait for the file, and return it."""
    page.find("[data-do=save]").click()
    end = time.monotonic() + 10
    while time.monotonic() < end:
        found = [path for path in page.downloads.glob("*.json") if path.stat().st_size]
        if found:
            return found[0]
        time.sleep(0.05)
    raise AssertionError("nothing was saved")


def _printed(page: Page) -> str:
    """Return the text of the page as it prints, white space folded."""
    result = page.driver.execute_cdp_cmd("Page.printToPDF", {"printBackground": True})
    pdf = pypdfium2.PdfDocument(base64.b64decode(result["data"]))
    return " ".join(" ".join(sheet.get_textpage().get_text_range().split()) for sheet in pdf)


def test_the_page_opens_without_a_complaint_and_without_a_request(open_page: OpenPage, dutch: Scan) -> None:
    """The policy is kept, nothing fails, and nothing but the file itself is loaded."""
    page = open_page(dutch, language="nl")

    assert "scripted" == page.find("html").get_attribute("class")
    assert [] == page.driver.get_log("browser")
    assert [] == page.run("return performance.getEntriesByType('resource').map(entry => entry.name)")
    assert "Beantwoord 0 van 18" in page.find("[data-part=progress]").text


def test_a_quote_leads_to_its_place_and_back(open_page: OpenPage, english: Scan) -> None:
    """Both come into sight, and the keyboard goes along."""
    page = open_page(english)
    last = page.all("#s1 .evidence:not(.again) a.ref")[-1]
    number = last.get_attribute("textContent")
    page.run("arguments[0].click()", last)

    assert page.in_sight(f"#s1-d{number}")
    assert f"s1-d{number}" == page.driver.switch_to.active_element.get_attribute("id")
    page.find(f"#s1-d{number}").click()
    assert page.in_sight(f"#s1-e{number}")
    assert f"s1-e{number}" == page.driver.switch_to.active_element.get_attribute("id")


def test_on_a_narrow_screen_a_quote_leads_to_the_other_side(open_page: OpenPage, dutch: Scan) -> None:
    """To its place there; and nothing is wider than the screen."""
    page = open_page(dutch, width=360)
    assert not page.shown("#s1 .document")
    number = page.run(
        "const link = document.querySelector('.evidence[data-change=inserted] a.ref'); link.click(); return link.textContent"
    )

    assert page.in_sight(f"#s1-d{number}")
    assert not page.shown("#s1 .questions")
    assert page.run("return document.documentElement.scrollWidth") <= 360
    page.find("button[data-pane=questions]").click()
    assert page.shown("#s1 .questions")
    assert page.run("return document.documentElement.scrollWidth") <= 360


def test_every_filter_shows_what_it_names_and_says_that_it_hides(open_page: OpenPage, dutch: Scan) -> None:
    """Kind, change, bearing, chapter and state; then everything again."""
    page = open_page(dutch)
    every = page.shown(".evidence")
    assert page.run("return document.documentElement.scrollHeight <= innerHeight")
    for name, value, fits in [
        ("kind", "secrecy", ".evidence[data-kind~=secrecy]"),
        ("change", "inserted", ".evidence[data-change=inserted]"),
        ("change", "deleted", ".evidence[data-change=deleted]"),
        ("bearing", "eases", ".evidence[data-bearing~=eases]"),
        ("chapter", "4", "[data-chapter='4'] .question > .evidence"),
    ]:
        page.dispatch(f"[data-filter={name}]", value)
        assert page.shown(".evidence") == page.shown(fits) == len(page.all(fits))
        assert 0 < page.shown(".evidence") < every
        assert page.find("[data-part=shown]").text.startswith("Filter: ")
        page.run("document.querySelector('[data-do=clear]').click()")
    page.dispatch("[data-filter=state]", "not_looked")
    assert page.shown(".question") == len(page.all(".question[data-state=not_looked]"))
    page.run("document.querySelector('[data-do=clear]').click()")
    assert every == page.shown(".evidence")
    assert "all" in page.find("[data-part=shown]").text


def test_the_keyboard_walks_over_the_quotes_that_are_shown(open_page: OpenPage, dutch: Scan) -> None:
    """Next, previous, to the place and back, to the decision; with both sides in sight."""
    page = open_page(dutch)
    page.dispatch("[data-filter=kind]", "publication_restriction")
    shown = [card.get_attribute("data-number") for card in page.all(".evidence:not(.out)")]
    page.find("#s1 .questions").click()
    page.press("j")
    assert shown[0] == page.find(".evidence.current").get_attribute("data-number")
    page.press("j", "k")
    assert shown[0] == page.find(".evidence.current").get_attribute("data-number")
    assert page.in_sight(f"#s1-d{shown[0]}")
    page.press("o")
    assert f"s1-d{shown[0]}" == page.driver.switch_to.active_element.get_attribute("id")
    page.press("o", "d")
    assert "relevant" == page.driver.switch_to.active_element.get_attribute("value")


def test_single_keys_can_be_switched_off(open_page: OpenPage, dutch: Scan) -> None:
    """For those whose speech software types letters."""
    page = open_page(dutch)
    page.run("document.querySelector('[data-part=single-keys]').checked = false")
    page.find("body").send_keys("j")

    assert [] == page.all(".evidence.current")


def test_keys_rest_while_somebody_types(open_page: OpenPage, dutch: Scan) -> None:
    """A j in a note is a j."""
    page = open_page(dutch)
    page.find("input[value=yes]").click()
    page.find(".answer textarea").send_keys("jk")

    assert "jk" == page.find(".answer textarea").get_attribute("value")
    assert [] == page.all(".evidence.current")


def test_no_letter_acts_beside_an_answer_or_a_decision(open_page: OpenPage, dutch: Scan) -> None:
    """Tab leads to the reason first; a reason begun too early decides nothing elsewhere; Escape leads back."""
    page = open_page(dutch)
    page.find("#s1-q1\\.3 input[value=yes]").click()
    page.press("j", "d", " ", "\ue004")
    assert "textarea" == page.driver.switch_to.active_element.tag_name
    page.all(f"{DIRECT} button[value=ask]")[0].click()
    page.press("j", "d", "n")
    assert "ask" == page.driver.switch_to.active_element.get_attribute("value")
    page.press("\ue00c", "j")
    assert 1 == len(page.all(".evidence.current"))


def _review(page: Page) -> None:
    """Answer one question, decide on two findings, as a reviewer would."""
    page.run("document.querySelector('details.review').open = true")
    page.find("[data-part=name]").send_keys("A. Jansen")
    page.find("#s1-q1\\.3 input[value=yes]").click()
    page.find("#s1-q1\\.3 .answer textarea").send_keys("Ask the <b>faculty</b>.")
    page.all(f"{DIRECT} button[value=ask]")[0].click()
    page.all(f"{DIRECT} button[value=not_relevant]")[1].click()
    page.press("Standard text.")


def test_what_is_saved_is_read_by_the_command_line(open_page: OpenPage, dutch: Scan) -> None:
    """Exactly the published schema, on this document, with who, when and why; what is not relevant is set aside."""
    page = open_page(dutch)
    _review(page)
    path = _saved(page)
    data = json.loads(path.read_text(encoding="utf-8"))
    jsonschema.validate(data, SCHEMA)
    loaded = load_decisions(path)

    assert "nl-samenwerkingsovereenkomst.docx.decisions.json" == path.name
    assert as_plain(loaded) == data
    assert dutch.document.source.sha256 == loaded.sha256
    [answer] = loaded.answers
    assert ("1.3", "yes", "A. Jansen", "Ask the <b>faculty</b>.") == (
        answer.question,
        answer.answer,
        answer.by,
        answer.why,
    )
    assert {"ask", "not_relevant"} == {decision.decision for decision in loaded.findings}
    known = {f.identity: f for f in dutch.findings}
    assert all(known[d.finding].rule == d.rule and known[d.finding].quote == d.quote for d in loaded.findings)
    assert {"Standard text."} == {aside.reason for aside in parted(dutch.findings, loaded, {})[1]}


def test_what_was_saved_can_be_loaded_again(open_page: OpenPage, dutch: Scan) -> None:
    """Saving once more gives the same file."""
    page = open_page(dutch)
    _review(page)
    first = _saved(page).rename(page.downloads.parent / "review.json")
    page.reload()
    assert "Answered 0 of 18 · Decided 0" in page.find("[data-part=progress]").text
    page.find("[data-part=file]").send_keys(str(first))
    page.driver.implicitly_wait(5)
    page.find(".evidence li.settled")
    page.driver.implicitly_wait(0)

    assert "Loaded: 1 answers and 2 decisions." == page.message
    assert "Answered 1 of 18 · Decided 2" in page.find("[data-part=progress]").text
    assert first.read_bytes() == _saved(page).read_bytes()


@pytest.mark.parametrize(
    "content",
    [
        "no json",
        "null",
        '{"schema": "contract-scan/decisions/2"}',
        '{"schema": "contract-scan/decisions/1", "answers": [{"question": "1.1", "answer": "perhaps"}], "findings": []}',
        '{"schema": "contract-scan/decisions/1", "answers": [], "findings": [{"finding": "x", "decision": "not_relevant"}]}',
    ],
)
def test_a_file_that_is_no_review_changes_nothing(
    open_page: OpenPage, dutch: Scan, tmp_path: Path, content: str
) -> None:
    """One sentence says what it should have been."""
    page = open_page(dutch)
    wrong = tmp_path / "wrong.json"
    wrong.write_text(content, encoding="utf-8")
    page.find("[data-part=file]").send_keys(str(wrong))
    page.driver.implicitly_wait(5)
    page.find("[data-part=message]:not(:empty)")
    page.driver.implicitly_wait(0)

    assert page.message.startswith("wrong.json was not loaded")
    assert "Answered 0 of 18 · Decided 0" in page.find("[data-part=progress]").text


def test_decisions_on_findings_that_are_gone_are_not_lost(open_page: OpenPage, dutch: Scan) -> None:
    """Those given with the scan are saved again, with those of the reviewer."""
    gone = Decision("0123456789abcdef", "relevant", "old.rule", "Old words.", "B", "2026-01-01T00:00:00Z", "Because.")
    given = Decisions("old.docx", "f" * 64, (Reviewed("2.1", "no", "B", "2026-01-01T00:00:00Z"),), (gone,))
    page = open_page(replace(dutch, decisions=given))
    page.all(f"{DIRECT} button[value=relevant]")[0].click()
    loaded = load_decisions(_saved(page))

    assert gone in loaded.findings
    assert given.answers == loaded.answers
    assert 2 == len(loaded.findings)


def test_what_was_consulted_is_recorded_and_saved(open_page: OpenPage, dutch: Scan) -> None:
    """Which source, by whom, on which day, how far back and what came of it; what does not apply needs a reason."""
    page = open_page(dutch)
    fields = [field.get_attribute("data-source") for field in page.all("fieldset.source")]
    for source, standing in ((fields[0], "consulted"), (fields[1], "does_not_apply")):
        page.run(f"document.querySelector('[data-source={source}] input[value={standing}]').click()")
    page.find(f"[data-source={fields[0]}] textarea").send_keys("Nothing on the partner.")
    page.find(f"[data-source={fields[0]}] input[type=number]").send_keys("5")
    loaded = load_decisions(_saved(page))

    [consulted] = loaded.sources
    assert (fields[0], "consulted", "Nothing on the partner.", 5) == (
        consulted.source,
        consulted.state,
        consulted.why,
        consulted.years,
    )


def test_a_finding_is_not_set_aside_without_a_reason(open_page: OpenPage, dutch: Scan) -> None:
    """The page asks for it, counts the finding as undecided, and says at saving what it left out."""
    page = open_page(dutch)
    page.find(f"{DIRECT} button[value=not_relevant]").click()
    area = page.driver.switch_to.active_element

    assert "true" == area.get_attribute("aria-invalid")
    assert "Decided 0 of" in page.find("[data-part=progress]").text
    assert [] == json.loads(_saved(page).read_text(encoding="utf-8"))["findings"]
    assert "a reason is missing: 1" in page.message


def test_a_decision_can_be_taken_back(open_page: OpenPage, dutch: Scan) -> None:
    """By pressing it once more; an answer by its button."""
    page = open_page(dutch)
    for _ in range(2):
        page.find(f"{DIRECT} button[value=ask]").click()
    page.find("#s1-q1\\.1 input[value=no]").click()
    page.find("#s1-q1\\.1 [data-do=unanswer]").click()

    assert "Answered 0 of 18 · Decided 0" in page.find("[data-part=progress]").text


def test_nothing_is_kept_without_consent(open_page: OpenPage, dutch: Scan) -> None:
    """With it, the work is there after closing; taken back, it is gone."""
    page = open_page(dutch)
    page.find("#s1-q1\\.1 input[value=yes]").click()
    assert 0 == page.run("return localStorage.length")
    page.run("document.querySelector('details.review').open = true")
    page.find("[data-part=keep]").click()
    assert 1 == page.run("return localStorage.length")
    page.reload()
    assert page.find("#s1-q1\\.1 input[value=yes]").is_selected()
    assert "Answered 1 of 18" in page.find("[data-part=progress]").text
    page.run("document.querySelector('details.review').open = true")
    page.find("[data-part=keep]").click()
    assert 0 == page.run("return localStorage.length")


def test_what_was_taken_back_stays_so(open_page: OpenPage, dutch: Scan) -> None:
    """Also where the answer had come with the scan, and the rest is kept in the browser."""
    given = Decisions("d.docx", "f" * 64, (Reviewed("1.1", "no", when="2026-01-01T00:00:00Z"),))
    page = open_page(replace(dutch, decisions=given))
    page.run("document.querySelector('[data-part=keep]').click()")
    page.find("#s1-q1\\.1 [data-do=unanswer]").click()
    page.reload()
    assert "Answered 0 of 18" in page.find("[data-part=progress]").text
    page.run("document.querySelector('[data-part=keep]').click()")


def test_what_was_set_aside_can_be_taken_up_again(open_page: OpenPage, dutch: Scan) -> None:
    """It stands in the page with its reason, and the next scan shows it as evidence again."""
    aside = next(f for f in dutch.findings if f.questions)
    decisions = Decisions(
        findings=(Decision(aside.identity, "not_relevant", aside.rule, aside.quote, why="Standard."),)
    )
    findings, set_aside = parted(dutch.findings, decisions, {})
    answers = answer(dutch.questions, findings, (), (), Looked())
    page = open_page(replace(dutch, findings=findings, set_aside=set_aside, answers=answers, decisions=decisions))
    item = page.find(".aside li")
    assert "Standard." in item.text
    page.run("arguments[0].querySelector('button[value=relevant]').click()", item)

    assert parted(dutch.findings, load_decisions(_saved(page)), {}) == (dutch.findings, ())


def test_the_dossier_is_printed_whole(open_page: OpenPage, dutch: Scan) -> None:
    """With answers and decisions, with every question and the document, whatever the filter; without any control."""
    page = open_page(dutch)
    _review(page)
    page.dispatch("[data-filter=kind]", "secrecy")
    text = _printed(page)

    assert "Answer of the reviewer: yes by A. Jansen" in text
    assert "Ask the <b>faculty</b>." in text
    assert "Decided: not relevant by A. Jansen" in text
    assert "Standard text." in text
    assert "Answer of the reviewer: none yet" in text
    assert "Samenwerkingsovereenkomst kwantumsensoren" in text
    assert dutch.document.source.sha256 in text.replace(" ", "")
    assert "Save review" not in text
    for question in dutch.questions.questions:
        assert f"{question.id} {question.title['en'].split()[0]}" in text
    quotes = {" ".join(f.quote.split()) for f in dutch.findings if f.quote}
    assert [] == [quote for quote in quotes if quote[:40].replace(" ", "") not in text.replace(" ", "")]


def test_without_a_script_it_is_a_report_to_read(open_page: OpenPage, dutch: Scan) -> None:
    """Everything is there and linked; nothing that would not work is offered."""
    page = open_page(dutch, script=False)
    controls = page.all(".with-script")

    assert controls
    assert not [control for control in controls if control.is_displayed()]
    assert page.find("#s1-q5\\.3").is_displayed()
    assert page.find("#s1-d3").is_displayed()
    link = page.find(f"{DIRECT} a.ref")
    link.click()
    assert page.driver.current_url.endswith(link.get_attribute("href").partition("#")[2])


HOSTILE = """# <script>window.hit = 1</script>

Partner shall keep all information "confidential"</blockquote><img src=x onerror="window.hit=1"> & secret for five years.

<style>body { display: none }</style> Partner shall not publish \u202egnihtyna\u202c without the prior consent of <svg onload=window.hit=1>.

{{ 7 * 7 }} Partner shall keep secret `${window.hit = 1}` </script><script>window.hit = 1</script> for ten years.

"""


def test_hostile_text_stays_text(open_page: OpenPage, setup: Setup) -> None:
    """Script, style, image, drawing, direction signs, template signs and a token of 100,000 letters."""
    text = HOSTILE + "Partner shall keep confidential " + "x" * 100_000 + " for ten years.\n"
    scan = scan_document(read_bytes(text.encode(), "<img src=x onerror=window.hit=1>.txt", setup.readers), setup)
    page = open_page(scan, width=360)
    page.all(f"{DIRECT} button[value=ask]")[0].click()

    assert page.run("return window.hit === undefined")
    assert page.find(DIRECT).is_displayed()
    assert [] == page.all("img, svg, body style, .scan script")
    assert page.run("return document.documentElement.scrollWidth") <= 360
    assert "<script>window.hit = 1</script>" in page.run("return document.querySelector('.document').textContent")
    assert [] == page.driver.get_log("browser")
    decided = load_decisions(_saved(page)).findings[0]
    assert decided.quote in text


def test_several_documents_are_reviewed_on_one_page(open_page: OpenPage, dutch: Scan, english: Scan) -> None:
    """Each with its own answers and file."""
    page = open_page(dutch, english)
    page.run("document.querySelector('#s2-q1\\\\.1 input[value=no]').click()")
    first, second = page.all("[data-part=progress]")

    assert "Answered 0 of 18" in first.text
    assert "Answered 1 of 18" in second.text
