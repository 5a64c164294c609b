"""What is made of a document at the desk, and of the register, lists and rules."""

from __future__ import annotations

import datetime
import email
import email.policy
import io
import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import click
import docx

from contract_scan.cli.main import build
from contract_scan.cli.options import given_language
from contract_scan.desk.house_rule import HouseRule
from contract_scan.desk.views.register.fields import FIELDS
from contract_scan.messages import say
from contract_scan.register.edit import with_changes
from contract_scan.register.files import read_events
from contract_scan.register.model import Agreement, Organisation, Review, Same
from contract_scan.register.replay import replay
from contract_scan.register.writing import Writer
from tests.annotate.test_annotate import reviewed
from tests.desk.conftest import DUTCH, ENGLISH, Visitor
from tests.lists.samples import EU_XML, TERMS_CSV


def test_memo_report_and_data_hold_what_was_decided(visitor: Visitor) -> None:
    """Also what was set aside, with its reason."""
    document = visitor.bring(DUTCH)
    visitor.answer(document, "2.1", "no", why="Vrij na overleg")
    finding = re.search(r'data-finding="([0-9a-f]{16})"', visitor.page(document))[1]  # type: ignore[index]
    value = {"finding": finding, "decision": "not_relevant", "by": "", "when": "", "why": "Dubbel genoemd"}
    visitor.write(document, "finding", finding, value)
    memo = visitor.get(f"{document}/memo")
    assert memo.headers["content-disposition"].startswith(
        'attachment; filename="nl-samenwerkingsovereenkomst-memo.docx"'
    )
    words = "\n".join(p.text for p in docx.Document(io.BytesIO(memo.content)).paragraphs)
    tables = "\n".join(c.text for t in docx.Document(io.BytesIO(memo.content)).tables for r in t.rows for c in r.cells)
    assert "Vrij na overleg" in words + tables
    assert "Dubbel genoemd" in words + tables
    assert "Vrij na overleg" in visitor.get(f"{document}/report").text
    assert visitor.get(f"{document}/data").json()["set_aside"][0]["reason"] == "Dubbel genoemd"
    assert visitor.get(f"{document}/decisions").json()["answers"][0]["why"] == "Vrij na overleg"
    assert visitor.get(f"{document}/original").content == DUTCH.read_bytes()


def test_the_memo_is_written_in_the_house_style(make_desk: Any, visit: Any, tmp_path: Path) -> None:
    """The template that the settings name."""
    house = docx.Document()
    house.sections[0].header.paragraphs[0].text = "University of Waterland"
    house.save(str(tmp_path / "house.docx"))
    visitor = visit(make_desk(template=tmp_path / "house.docx"))
    memo = docx.Document(io.BytesIO(visitor.get(f"{visitor.bring(ENGLISH)}/memo").content))
    assert memo.sections[0].header.paragraphs[0].text == "University of Waterland"


def test_a_commented_copy_goes_out_and_comes_back(visitor: Visitor) -> None:
    """Replies become answers once somebody has seen them; what was answered since is not written over."""
    document = visitor.bring(DUTCH)
    copy = visitor.get(f"{document}/annotated")
    assert copy.status_code == 200, copy.text[-300:]
    told = visitor.upload(
        reviewed(copy.content, (1, "Vraag 5.1: ja, wie beslist?")), "reviewed.docx", f"{document}/absorb"
    ).json()
    shown = told["address"].removeprefix(visitor.root)
    page = visitor.page(shown)
    assert "wie beslist?" in page
    assert re.findall(r'name="take" value="([^"]+)"', page) == ["answer:5.1"]
    visitor.answer(document, "5.1", "no")
    again = visitor.form(shown, take="answer:5.1", **{"after:answer:5.1": "0"}).headers["location"]
    assert again.endswith(shown)
    seen = re.search(r'name="after:answer:5.1" value="(\d+)"', visitor.page(shown))[1]  # type: ignore[index]
    assert visitor.form(shown, take="answer:5.1", **{"after:answer:5.1": seen}).headers["location"].endswith(document)
    assert "wie beslist?" in visitor.page(document)
    assert "Answered 1 of 18" in visitor.page("/")
    refused = visitor.upload(DUTCH.read_bytes(), "x.docx", f"{document}/absorb")
    assert refused.status_code == 400


def test_a_commented_copy_among_the_documents_is_offered_to_its_own(visitor: Visitor) -> None:
    """It becomes no document; a copy of what is not here is one like any other."""
    document = visitor.bring(DUTCH)
    commented = reviewed(visitor.get(f"{document}/annotated").content, (1, "Vraag 5.1: ja, wie beslist?"))
    told = visitor.upload(commented, "back.docx").json()
    assert told["job"] == 0 and DUTCH.name in told["copy"]
    assert "wie beslist?" in visitor.page(told["address"].removeprefix(visitor.root))
    assert "back.docx" not in visitor.page("/")
    visitor.form(f"{document}/delete")
    assert "copy" not in visitor.upload(commented, "back.docx").json()


def test_what_a_reply_decides_is_shown_with_its_rule_and_quote_and_kept_so(visitor: Visitor) -> None:
    """Each distinct thing once: nobody takes over what they cannot see."""
    document = visitor.bring(DUTCH)
    copy = visitor.get(f"{document}/annotated").content
    told = visitor.upload(reviewed(copy, (2, "navragen: wie is dit?")), "reviewed.docx", f"{document}/absorb").json()
    shown = told["address"].removeprefix(visitor.root)
    rows = re.findall(r"<tr><td>.*?</tr>", visitor.page(shown), re.DOTALL)
    about = [re.search(r"</td>\n<td>(.+?)<blockquote[^>]*>(.+?)</blockquote>", row, re.DOTALL) for row in rows]
    assert rows and all(about) and len({one.groups() for one in about if one}) == len(rows)
    chosen = [one for row in rows for one in re.findall(r'name="take" value="([^"]+)"', row)]
    visitor.post(shown, data={"take": chosen}, follow_redirects=False)
    kept = visitor.get(f"{document}/decisions").json()["findings"]
    assert len(kept) == sum(len(one.split()) for one in chosen)
    assert all(one["rule"] and one["quote"] and one["why"] == "wie is dit?" for one in kept)


def test_a_letter_is_edited_and_saved_as_a_draft_mail(visitor: Visitor) -> None:
    """What was typed is kept, and is what the file holds; sent and not answered stands in the list."""
    document = visitor.bring(DUTCH)
    page = visitor.page(f"{document}/letters?in=nl")
    to = re.search(r'data-letter="[^"]*/letters/(\w+)"', page)[1]  # type: ignore[index]
    value = {"language": "nl", "after": 0, "subject": "Onze vraag", "body": "Beste collega,\n\nWie betaalt?"}
    told = visitor.json(f"{document}/letters/{to}", value)
    assert not told["conflict"]
    assert "Wie betaalt?" in visitor.page(f"{document}/letters?in=nl")
    assert visitor.json(f"{document}/letters/{to}", {**value, "body": "Anders"})["conflict"]
    answer = visitor.form(
        f"{document}/letters/{to}/file", subject="Onze vraag", body=str(value["body"]), language="nl", **{"as": "eml"}
    )
    mail = email.message_from_bytes(answer.content, policy=email.policy.default)
    assert mail["Subject"] == "Onze vraag"
    assert mail["X-Unsent"] == "1"
    assert "Wie betaalt?" in mail.get_content()
    visitor.json(f"{document}/letters/{to}", {"language": "nl", "after": 0, "sent": "2026-09-01"})
    assert "1 letter sent, 1 without an answer" in visitor.page("/")


def test_the_register_from_a_document_to_the_board(visitor: Visitor) -> None:
    """Started, units entered, the proposed row changed and added, benefits beside it, due and cumulative, board page."""
    assert "Start a register" in visitor.page("/register")
    assert f'action="{visitor.root}/register/start"' in visitor.page(f"{visitor.bring(DUTCH)}/register")
    visitor.form("/register/start")
    visitor.form("/register/units", unit="science", name="Science", role="adviser")
    visitor.form("/register/units", unit="science", until="2026-09-01", about="12", role="adviser")
    document = visitor.bring(DUTCH)
    proposed = visitor.page(f"{document}/register")
    assert "Noordster Instituut voor Precisietechniek" in proposed
    assert "<dd>Science</dd>" in proposed and not re.search(r"EUR \d|no_start", proposed)
    added = visitor.form(
        f"{document}/register", unit="science", title="Kwantumsensoren", role="adviser", end="2027-03-01"
    )
    row = added.headers["location"].removeprefix(visitor.root)
    visitor.form(f"{row}/beside", kind="benefit", what="Twee promovendi", role="adviser")
    page = visitor.page(row)
    assert "Twee promovendi" in page
    assert f'{visitor.root}{document}"' in page
    assert visitor.form(row, title="Kwantumsensoren 2", role="adviser").status_code == 303
    for address, words in (
        ("/register", "Kwantumsensoren 2"),
        ("/register/organisations", "Noordster"),
        ("/register/units", "12"),
        ("/register/cumulative", "Rests on 1 running agreement"),
        ("/register/due", "Kwantumsensoren 2"),
        ("/register/board", "Twee promovendi"),
    ):
        assert words in visitor.page(address), address
    for address, start in (
        ("/register/table", b"PK"),
        ("/register/board?as=docx", b"PK"),
        ("/register/calendar", b"BEGIN:VCALENDAR"),
    ):
        assert visitor.get(address).content.startswith(start)
    assert "unsafe" not in visitor.get("/register/board").headers["content-security-policy"]
    assert "never a person" in visitor.form(f"{document}/register", unit="science", role="").text


def test_a_proposed_row_says_what_the_register_has_against_it(visitor: Visitor) -> None:
    """The same document elsewhere, another country, and a review under a definition that no longer holds."""
    visitor.form("/register/start")
    for unit in ("science", "arts"):
        visitor.form("/register/units", unit=unit, name=unit.title(), role="adviser")
    document = visitor.bring(DUTCH)
    visitor.form(f"{document}/register", unit="science", title="Kwantumsensoren", role="adviser")
    assert "The same document is in the register already: “Kwantumsensoren”" in unescape(
        visitor.page(f"{document}/register?unit=arts")
    )
    folder = visitor.desk.home.register
    first = (folder / "definitions" / "v1.toml").read_text("utf-8")
    (folder / "definitions" / "v2.toml").write_text(first.replace("2026-01-01", "2026-02-01"), "utf-8")
    [row] = replay(read_events(folder).events).of(Agreement)
    for address in (f"{document}/register?unit=science", f"/register/agreements/{row}"):
        assert "made under definition v1" in visitor.page(address), address


def test_a_role_that_looks_like_a_name_is_asked_after_once(visitor: Visitor) -> None:
    visitor.form("/register/start")
    first = visitor.form("/register/units", unit="science", name="Science", role="Anna de Vries")
    assert (first.status_code, "looks like the name of a person" in first.text) == (400, True)
    assert visitor.form("/register/units", unit="science", name="Science", role="Anna de Vries").status_code == 303


def test_a_rule_whose_proof_fails_stays_in_its_form(visitor: Visitor) -> None:
    """With what was filled in and what does not hold; nothing is kept."""
    values = {"name": "waterland", "phrases_en": "the tide turns", "hits_en": "The ebb comes.", "question": "2.1"}
    answer = visitor.form("/rules/save", **values)
    assert answer.status_code == 400
    assert "The ebb comes." in answer.text and "not saved yet" in answer.text
    assert re.search(r'<ul data-part="problems"><li>', answer.text)
    assert "waterland" not in visitor.page("/rules")


def test_a_note_that_is_too_long_is_refused_with_its_limit(visitor: Visitor) -> None:
    """One of the longest length is kept, whatever its letters."""
    document = visitor.bring(DUTCH)
    value = {"question": "2.1", "answer": "no", "by": "", "when": "", "why": "é" * 20_000}
    assert not visitor.write(document, "answer", "2.1", value)["conflict"]
    change = {"kind": "answer", "key": "2.1", "value": {**value, "why": "x" * 20_001}, "after": 1}
    changes = {"changes": [{**change, "part": document.rpartition("/")[2]}]}
    answer = visitor.post(f"{document}/events", json=changes, headers={"Accept": "application/json"})
    assert answer.status_code == 400 and "20000" in answer.json()["error"]
    assert 'maxlength="20000"' in visitor.page(document)


def test_a_list_comes_in_by_its_content(visitor: Visitor, tmp_path: Path) -> None:
    """Its name is only shown; what is no list changes nothing."""
    before = visitor.page("/lists")
    assert visitor.upload(b"no list at all", "list.csv", "/lists").status_code == 400
    assert visitor.page("/lists") == before
    few = visitor.upload(EU_XML.encode(), "../../eu.xml", "/lists")
    assert few.status_code == 400
    assert "eu holds 2 entries" in few.json()["error"]
    answer = visitor.upload(TERMS_CSV.encode(), "../../terms.csv", "/lists")
    assert answer.status_code == 200, answer.text
    assert answer.json()["name"] in visitor.page("/lists")
    assert "loaded a list" in visitor.page("/log")
    assert [path.name for path in (tmp_path / "lists").iterdir()] == ["terms.terms.sqlite"]


RULE = HouseRule(
    name="lunch",
    question="2.1",
    source="Own practice",
    title_en="Lunch",
    title_nl="Lunch",
    message_en="Who pays for lunch?",
    message_nl="Wie betaalt de lunch?",
    why_en="Lunches add up.",
    why_nl="Lunches tellen op.",
    phrases_en="pays for lunch",
    hits_en="The Partner pays for lunch.",
    misses_en="The Partner pays for dinner.",
)


def test_a_house_rule_is_proved_as_it_is_written_and_takes_part_once_it_holds(visitor: Visitor) -> None:
    """A rule without a near miss is told so and not saved; a saved one is tried, changed, deleted."""
    from dataclasses import asdict

    bad = visitor.json("/rules/proof", asdict(replace(RULE, misses_en="")))
    assert not bad["holds"]
    assert "near miss" in " ".join(bad["problems"])
    assert visitor.desk.home.incoming.as_posix() not in str(bad)
    assert visitor.form("/rules/save", **asdict(replace(RULE, misses_en=""))).status_code == 400
    good = visitor.json("/rules/proof", asdict(RULE))
    assert good["holds"], good
    assert visitor.form("/rules/save", **asdict(RULE)).status_code == 303
    assert visitor.desk.settings().rules == (visitor.desk.home.rules,)
    tried = visitor.form("/rules/try", text="The Partner pays for lunch.").text
    assert "house_lunch.lunch (en) fires" in tried
    assert "Who pays for lunch?" in visitor.page("/rules/edit?name=lunch")
    assert visitor.form("/rules/remove", name="lunch").status_code == 303
    assert visitor.desk.settings().rules == ()
    assert visitor.form("/rules/remove", name="../x").status_code == 404


def test_pages_speak_the_reader_s_language(visitor: Visitor) -> None:
    """As the browser asks, or as was chosen; what is chosen leads back to where one was, and nowhere else."""
    document = visitor.bring(ENGLISH)
    dutch = visitor.get(document, headers={"Accept-Language": "nl-NL,nl;q=0.9,en;q=0.8"}).text
    assert '<html lang="nl">' in dutch
    assert "Beoordelen" in dutch
    assert (
        visitor.form("/language", language="nl", back=f"{visitor.root}{document}")
        .headers["location"]
        .endswith(document)
    )
    assert "Documenten" in visitor.page("/")
    for back in ("https://evil.example/", "//evil.example", f"{visitor.root}/\\evil", "/elsewhere"):
        assert visitor.form("/language", language="en", back=back).headers["location"] in (f"{visitor.root}/", back[:0])


def test_two_organisations_that_may_be_one_are_decided_on_their_page(visitor: Visitor) -> None:
    """Whatever is decided is entered with who and why, and no longer asked."""
    visitor.form("/register/start")
    visitor.form("/register/units", unit="science", name="Science", role="adviser")
    folder = visitor.desk.home.register
    writer = Writer(folder, "adviser")
    for identity, name in (("noordster", "Noordster Instituut"), ("north-star", "North Star Institute <b>")):
        writer.state(Organisation(id=identity, names=(name,), ror="https://ror.org/05grdyy37"), "science")
    writer.write()
    page = visitor.page("/register/organisations")
    assert "may be one and the same" in page
    assert "North Star Institute &lt;b&gt;" in page
    given = {"one": "north-star", "other": "noordster", "unit": "science", "role": "adviser", "why": "Same seat"}
    assert visitor.form("/register/organisations", **{**given, "one": "noordster"}, holds="yes").status_code == 400
    assert visitor.form("/register/organisations", **{**given, "unit": "law"}, holds="yes").status_code == 400
    assert visitor.form("/register/organisations", **given, holds="yes").status_code == 303
    assert "may be one and the same" not in visitor.page("/register/organisations")
    (same,) = replay(read_events(folder).events).of(Same).values()
    assert (same.one, same.other, same.holds, same.why) == ("noordster", "north-star", True, "Same seat")


def filled_in(page: str) -> dict[str, Any]:
    """Return the fields of the form on a page as a browser would send them untouched."""
    form = page[page.index('class="filled"') :]
    form = form[: form.index("</form>")]
    fields: dict[str, Any] = {}
    for element in re.findall(r"<input[^>]*>|<select.*?</select>", form, re.DOTALL):
        name = re.search(r' name="(\w+)"', element)[1]  # type: ignore[index]
        value = re.search(
            r'value="([^"]*)" selected' if element.startswith("<select") else r' value="([^"]*)"', element
        )
        fields.setdefault(name, []).append(unescape(value[1]) if value else "")
    return fields


def science(visitor: Visitor) -> None:
    """Start a register with one unit."""
    visitor.form("/register/start")
    visitor.form("/register/units", unit="science", name="Science", role="adviser")


def test_the_parties_of_a_proposed_row_are_put_right_before_it_is_added(visitor: Visitor) -> None:
    """A name corrected keeps what it pays; one left out brings no organisation; one added is in the register."""
    science(visitor)
    document = visitor.bring(DUTCH)
    fields = filled_in(visitor.page(f"{document}/register"))
    assert len(fields["party_name"]) == len(fields["party_before"]) >= 4
    first, second = fields["party_name"][:2]
    fields["party_name"][:3] = [first + " (NIP)", "", "Third & Sons <b>"]
    fields["party_role"][:3] = ["funder", "partner", "host"]
    fields["party_country"][2] = "Duitsland"
    added = visitor.post(f"{document}/register", data={**fields, "role": "adviser"}, follow_redirects=False)
    assert added.status_code == 303, added.text[-500:]
    page = visitor.page(added.headers["location"].removeprefix(visitor.root))
    assert f"{first} (NIP) (funder)" in page and f">{second} (" not in page
    assert "Third &amp; Sons &lt;b&gt; (host)" in page
    listed = visitor.page("/register/organisations")
    assert "Third &amp; Sons" in listed and "Germany" in listed and second not in listed
    state = replay(read_events(visitor.desk.home.register).events)
    (agreement,) = state.of(Agreement).values()
    assert {one.payer for one in agreement.amounts} <= {one.organisation for one in agreement.parties}
    last = {
        "party_name": [*fields["party_name"][:-1], "Fourth"],
        "party_country": [*fields["party_country"][:-1], "Nowhere"],
    }
    bad = {**fields, **last, "role": "adviser"}
    assert "no country that is known" in visitor.post(f"{document}/register", data=bad).text
    uneven = {**fields, "party_role": fields["party_role"][1:], "role": "adviser"}
    assert visitor.post(f"{document}/register", data=uneven).status_code == 400


def test_an_agreement_added_again_keeps_what_a_person_entered(visitor: Visitor) -> None:
    """What stands is told as what stands, untouched it writes nothing, and what was taken out stays out."""
    science(visitor)
    document = visitor.bring(DUTCH)
    fields = filled_in(visitor.page(f"{document}/register")) | {"role": "adviser"}
    row = visitor.post(f"{document}/register", data=fields, follow_redirects=False).headers["location"]
    row = row.removeprefix(visitor.root)
    assert "says the same already" in visitor.page(f"{document}/register")
    folder = visitor.desk.home.register
    own = filled_in(visitor.page(row)) | {"title": "Ours", "end": "", "start": "2026-02-01", "role": "adviser"}
    own["party_role"][0] = "host"
    assert visitor.post(row, data=own, follow_redirects=False).status_code == 303
    writer = Writer(folder, "adviser")
    (stands,) = replay(read_events(folder).events).of(Agreement).values()
    writer.state(replace(stands, sensitive=True, guests=3), "science")
    writer.write()
    page = visitor.page(f"{document}/register")
    assert "says the same already" in page
    assert "What the document says otherwise" in page
    before = len(read_events(folder).events)
    again = filled_in(page) | {"role": "adviser"}
    assert visitor.post(f"{document}/register", data=again, follow_redirects=False).status_code == 303
    assert len(read_events(folder).events) == before
    visitor.answer(document, "2.1", "yes", why="Seen")
    assert "<li>2.1: yes (evidence)</li>" in visitor.page(f"{document}/register")
    visitor.post(f"{document}/register", data=again, follow_redirects=False)
    state = replay(read_events(folder).events)
    (stands,) = state.of(Agreement).values()
    assert (stands.title, stands.end, stands.sensitive, stands.guests) == ("Ours", "", True, 3)
    assert stands.parties[0].role == "host"
    (review,) = state.of(Review).values()
    assert [one.question for one in review.answers if one.answer] == ["2.1"]


def row_of(visitor: Visitor, document: str) -> str:
    """Add a document's row untouched and return its page's address."""
    fields = filled_in(visitor.page(f"{document}/register")) | {"role": "adviser"}
    added = visitor.post(f"{document}/register", data=fields, follow_redirects=False)
    assert added.status_code == 303, added.text[-800:]
    return str(added.headers["location"].removeprefix(visitor.root))


def test_answers_that_are_not_in_yet_are_told_as_the_only_news(visitor: Visitor) -> None:
    """ "Nothing" is never said above answers that adding would add; they read as on the review page."""
    science(visitor)
    document = visitor.bring(DUTCH)
    row_of(visitor, document)
    visitor.answer(document, "1.1", "yes", why="Seen")
    page = visitor.page(f"{document}/register")
    assert "says the same already" not in page
    assert "only the answers below are new" in page
    assert "<li>1.1: yes (not looked)</li>" in page
    dutch = visitor.get(f"{document}/register", headers={"accept-language": "nl"}).text
    assert "alleen de antwoorden hieronder" in dutch and "<li>1.1: ja (niet bekeken)</li>" in dutch


def test_all_that_may_be_set_by_name_is_in_the_form(visitor: Visitor) -> None:
    """Filled in it is kept, in words or not; untouched it writes nothing; an end takes away why there was none."""
    science(visitor)
    row = row_of(visitor, visitor.bring(DUTCH))
    own = filled_in(visitor.page(row)) | {"role": "adviser"}
    assert set(FIELDS) <= set(own)
    given = {
        "end": "",
        "end_unknown": "runs on by custom",
        "ended": "2030-01-31",
        "notice": "three months",
        "sensitive": "yes",
        "multi_year": "no",
        "guests": "2",
        "reference": "K-1",
    }
    assert visitor.post(row, data=own | given, follow_redirects=False).status_code == 303
    folder = visitor.desk.home.register
    (stands,) = replay(read_events(folder).events).of(Agreement).values()
    assert (stands.end_unknown, stands.ended, stands.notice) == ("runs on by custom", "2030-01-31", "P3M")
    assert (stands.sensitive, stands.multi_year, stands.guests, stands.reference) == (True, False, 2, "K-1")
    before = len(read_events(folder).events)
    again = filled_in(visitor.page(row)) | {"role": "adviser"}
    assert visitor.post(row, data=again, follow_redirects=False).status_code == 303
    assert len(read_events(folder).events) == before
    assert visitor.post(row, data=again | {"end": "2031-01-01"}, follow_redirects=False).status_code == 303
    (stands,) = replay(read_events(folder).events).of(Agreement).values()
    assert (stands.end, stands.end_unknown) == ("2031-01-01", "")


def test_a_refused_value_is_told_in_its_form_with_what_was_typed(visitor: Visitor) -> None:
    """On the agreement's page and on the row of a document; nothing is written."""
    science(visitor)
    document = visitor.bring(DUTCH)
    proposed = filled_in(visitor.page(f"{document}/register")) | {"role": "adviser", "notice": "soon", "title": "T <1>"}
    proposed["party_name"][-1] = "Typed Ltd"
    refused = visitor.post(f"{document}/register", data=proposed, follow_redirects=False)
    assert refused.status_code == 400
    for kept in ('role="alert"', 'value="soon"', 'value="T &lt;1&gt;"', 'value="Typed Ltd"', 'value="adviser"'):
        assert kept in refused.text, kept
    row = row_of(visitor, document)
    before = len(read_events(visitor.desk.home.register).events)
    own = filled_in(visitor.page(row)) | {"role": "adviser", "notice_date": "1850-01-01", "title": "Typed", "why": "B"}
    refused = visitor.post(row, data=own, follow_redirects=False)
    assert refused.status_code == 400
    for kept in ('role="alert"', 'value="1850-01-01"', 'value="Typed"', 'name="why" value="B"'):
        assert kept in refused.text, kept
    beside = visitor.form(f"{row}/beside", kind="measure", what="Check <1>", until="2026-02-31", role="adviser")
    assert beside.status_code == 400 and 'value="Check &lt;1&gt;"' in beside.text and 'role="alert"' in beside.text
    assert len(read_events(visitor.desk.home.register).events) == before


def test_joined_organisations_are_shown_as_one_and_can_be_parted(visitor: Visitor) -> None:
    """With the names of both; parted they stand apart again."""
    science(visitor)
    writer = Writer(visitor.desk.home.register, "adviser")
    for identity, name in (("noordster", "Noordster Instituut"), ("north-star", "North Star Institute")):
        writer.state(Organisation(id=identity, names=(name,)), "science")
    writer.write()
    given = {"one": "north-star", "other": "noordster", "unit": "science", "role": "adviser"}
    heading = '<h2 class="small">'
    assert visitor.page("/register/organisations").count(heading) == 2
    visitor.form("/register/organisations", **given, holds="yes")
    page = visitor.page("/register/organisations")
    assert page.count(heading) == 1
    assert "<dd>North Star Institute</dd>" in page and "<dd>Noordster Instituut</dd>" in page
    assert "Part them again" in page
    visitor.form("/register/organisations", **given, holds="no")
    page = visitor.page("/register/organisations")
    assert page.count(heading) == 2 and "Part them again" not in page


def test_what_is_due_stands_in_order_of_day_for_the_months_asked(visitor: Visitor) -> None:
    """Whatever sort it is of; six months unless asked, as the command does."""
    science(visitor)
    today = datetime.date.today()
    writer = Writer(visitor.desk.home.register, "adviser")
    for name, days, field in (("late", 90, "notice_date"), ("soon", 20, "end"), ("far", 300, "end")):
        day = (today + datetime.timedelta(days)).isoformat()
        made = Agreement(id=name, unit="science", title=f"{name} one")
        writer.state(with_changes(made, [f"{field}={day}"]), "science")
    writer.write()
    page = visitor.page("/register/due")
    assert page.index("soon one") < page.index("late one")
    assert "far one" not in page
    assert "far one" in visitor.page("/register/due?months=12")
    assert "far one" not in visitor.page("/register/due?months=9999")
    assert b"far one" in visitor.get("/register/calendar?months=12").content
    assert b"far one" not in visitor.get("/register/calendar").content


def test_the_language_the_desk_was_started_in_wins_until_somebody_chooses(visitor: Visitor) -> None:
    """Over what the browser asks for, and not over a person's own switch."""
    started = build("nl")
    started.asked = "nl"
    visitor.desk.language = given_language(click.Context(started))
    assert '<html lang="nl">' in visitor.page("/")
    visitor.form("/language", language="en", back=f"{visitor.root}/")
    assert '<html lang="en">' in visitor.page("/")


def test_the_same_bytes_under_another_name_are_told_to_be_the_same_document(visitor: Visitor) -> None:
    """The line stays; under its own name nothing is said."""
    document = visitor.bring(DUTCH)
    for name, told in ((DUTCH.name, False), ("other.docx", True)):
        headers = {"Accept": "application/json", "X-File-Name": name}
        answer = visitor.post("/documents", content=DUTCH.read_bytes(), headers=headers).json()
        assert answer["address"].endswith(document)
        assert (DUTCH.name in answer.get("copy", "")) is told


def test_a_spreadsheet_is_sent_to_the_register_and_is_never_a_draft(visitor: Visitor) -> None:
    """It is not offered as an earlier draft, nor taken as one or as a later one."""
    document, table = visitor.bring(DUTCH), b"PK\x03\x04" + b" xl/workbook.xml" * 9
    headers = {"Accept": "application/json", "X-File-Name": "list.xlsx"}
    sheet = visitor.post("/documents", content=table, headers=headers).json()["address"].removeprefix(visitor.root)
    assert "contract-scan register import" in visitor.page(sheet)
    digest = sheet.rpartition("/")[2]
    assert digest not in visitor.page(f"{document}/more")
    assert "contract-scan register import" in visitor.form(f"{document}/follows", earlier=digest).text
    later = visitor.post(f"{document}/later", content=table, headers=headers)
    assert later.status_code == 400 and "contract-scan register import" in later.json()["error"]


def test_the_list_counts_changes_as_the_page_of_the_comparison_does(visitor: Visitor, tmp_path: Path) -> None:
    """The same words and the same figures."""
    text = docx.Document(str(DUTCH))
    for paragraph in [one for one in text.paragraphs if len(one.text) > 100][::3]:
        paragraph.text = ""
    text.save(str(tmp_path / "later.docx"))
    document, later = visitor.bring(DUTCH), visitor.bring(tmp_path / "later.docx")
    visitor.form(f"{later}/follows", earlier=document.rpartition("/")[2])
    listed = re.search(r"Since the earlier draft: (.*?); (\d+) passages? of text", visitor.page("/"))
    assert listed is not None and re.search(r"\d", listed[1])
    compared = unescape(re.sub(r"<[^>]+>", "", visitor.page(f"{later}/compare")))
    for part in listed[1].split(", "):
        assert part in compared, (part, compared[-3000:])


def test_a_list_that_lacks_is_called_what_the_reports_call_it(visitor: Visitor) -> None:
    """The page of lists and the sentence of a report name one list in the same words."""
    for language in ("nl", "en"):
        shown = visitor.get("/lists", headers={"accept-language": language}).text.casefold()
        for kind in ("owid", "terms"):
            assert say(f"dossier.list.{kind}", language).casefold() in shown
