"""The commands `register` and `dates`, as they are typed."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from contract_scan.cli.main import build
from contract_scan.register.files import read_events
from contract_scan.register.model import Agreement, Organisation, QuestionAnswer, Review
from contract_scan.register.replay import replay
from tests.register.builders import agreement, organisation, paid, party, writer
from tests.register.samples import TABLE

ROLE = ["--role", "adviser"]


def run(*arguments: object, language: str = "en", answer: str = "") -> tuple[int, str]:
    """Run a command; return its exit code and what it printed."""
    from contract_scan.errors import ContractScanError

    result = CliRunner().invoke(build(language), [str(one) for one in arguments], input=answer)
    if isinstance(result.exception, ContractScanError):
        return 2, result.exception.sentence(language)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return result.exit_code, result.output


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A register with a unit."""
    run("register", "new", tmp_path / "register")
    run("register", "unit", "law", "Faculty of Law", "-r", tmp_path / "register", "-y", *ROLE)
    return tmp_path / "register"


def test_nothing_is_written_without_a_yes(folder: Path) -> None:
    before = len(read_events(folder).events)
    command = ("register", "unit", "arts", "Arts", "-r", folder, *ROLE)

    assert "Nothing was written" in run(*command, answer="n\n")[1]
    assert "A dry run" in run(*command, "--dry-run")[1]
    assert before == len(read_events(folder).events)
    run(*command, answer="y\n")
    assert before + 1 == len(read_events(folder).events)


def test_who_writes_must_say_in_which_role(folder: Path) -> None:
    code, said = run("register", "unit", "arts", "Arts", "-r", folder, "-y", "--role", "")

    assert (code, "in which role" in said) == (2, True)
    assert "geen namen" in run("register", "unit", "a", "A", "-r", folder, "-y", "--role", "a@b.nl", language="nl")[1]


def test_a_report_becomes_a_row_that_a_person_enters(folder: Path, tmp_path: Path, fixtures: Path) -> None:
    report = tmp_path / "report.json"
    run("scan", fixtures / "nl-samenwerkingsovereenkomst.docx", "--format", "json", "--output", report)
    command = ("register", "add", report, "--unit", "law", "-r", folder, *ROLE)
    assert "A dry run" in run(*command, "--dry-run")[1]
    code, _ = run(*command, "--look-back", "5", "--set", "sensitive=yes", "--set", "start=2026-01-01", "-y")
    state = replay(read_events(folder).events)
    [one] = state.of(Agreement).values()
    [review] = state.of(Review).values()

    assert code == 0
    assert (one.kind, one.renewal, one.notice, one.sensitive, one.start) == (
        "joint_research",
        "tacit",
        "P6M",
        True,
        "2026-01-01",
    )
    whole = [
        (each["amount"], each["currency"]) for each in json.loads(report.read_text("utf-8"))["summary"]["payments"]
    ]
    assert [(each.amount, each.currency) for each in one.amounts] == whole[:2] == [("1250000", "EUR"), ("50000", "EUR")]
    assert review.agreement == one.id and review.look_back == 5 and review.lists and review.rules
    assert json.loads(report.read_text(encoding="utf-8"))["document"]["sha256"] == one.document


def test_entering_the_same_report_twice_is_one_agreement(folder: Path, tmp_path: Path, fixtures: Path) -> None:
    report = tmp_path / "report.json"
    run("scan", fixtures / "nl-leerstoel.docx", "--format", "json", "--output", report)
    command = ("register", "add", report, "--unit", "law", "-r", folder, "-y", *ROLE)
    run(*command, "--look-back", "5")
    [one] = replay(read_events(folder).events).of(Agreement).values()
    run("register", "set", one.id, "title=Ours", "renewal=", "sensitive=yes", "-r", folder, "-y", *ROLE)
    events = read_events(folder).events

    assert "says so already" in run(*command)[1], "what a person entered and took out is no change"
    assert read_events(folder).events == events
    assert "+ title: Theirs" in run(*command, "--title", "Theirs")[1]
    state = replay(read_events(folder).events)
    assert (len(state.of(Agreement)), state.conflicts) == (1, ())
    [again] = state.of(Agreement).values()
    assert (again.title, again.renewal, again.sensitive) == ("Theirs", "", True)


def test_scan_itself_writes_nothing_to_a_register(
    folder: Path, fixtures: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sorted(folder.rglob("*"))
    monkeypatch.setenv("CONTRACT_SCAN_REGISTER", str(folder))
    run("scan", fixtures / "nl-leerstoel.docx")

    assert before == sorted(folder.rglob("*"))


def test_what_is_not_a_report_is_one_sentence(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "no.json").write_text("[]", encoding="utf-8")

    for name, what in (("no.json", "is not a JSON report of one document"), ("missing.json", "does not exist")):
        code, said = run("register", "add", tmp_path / name, "--unit", "law", "-r", folder, "-y", *ROLE)
        assert (code, what in said) == (2, True)


@pytest.fixture
def filled(folder: Path) -> Path:
    """A register with two agreements of one partner, one of which renewed itself in silence."""
    desk = writer(folder)
    desk.state(organisation("one", "Lanhai <b>Institute</b>", country="CN"), "law")
    desk.state(agreement(1, "law", parties=(party("one"),), end="2025-12-31", renewal="tacit"), "law")
    desk.state(agreement(2, "law", parties=(party("one"),), notice_date="2027-01-31", fields=("photonics",)), "law")
    desk.write()
    return folder


def test_a_change_shows_what_was_and_what_will_be_and_both_stay(filled: Path) -> None:
    code, said = run("register", "set", "a2", "end=2030-12-31", "-r", filled, "-y", *ROLE)

    assert code == 0 and "- end: 2028-12-31" in said and "+ end: 2030-12-31" in said
    assert "says so already" in run("register", "set", "a2", "end=2030-12-31", "-r", filled, "-y", *ROLE)[1]
    assert len([one for one in read_events(filled).events if one.subject == "agreement:a2"]) == 2


@pytest.mark.parametrize(
    "change",
    [
        "title=",
        "renews=a2",
        "notice=soms",
        "end=9999-12-31",
        "colour=red",
        "end=soon",
        "scholars=many",
        "sensitive=perhaps",
        "kind=friendship",
        "end=2024-12-31",
        "amount=many",
        "amount=EUR 100 Nobody",
        "amount=ABC 100",
        "amount=100",
    ],
)
def test_a_change_that_cannot_be_is_refused(filled: Path, change: str) -> None:
    code, said = run("register", "set", "a2", change, "-r", filled, "-y", *ROLE)

    assert code == 2 and "register." not in said


def test_a_period_in_words_is_a_period(filled: Path) -> None:
    assert "3 months" in run("register", "set", "a2", "notice=drie maanden", "-r", filled, "-y", *ROLE)[1]


@pytest.mark.parametrize(
    "command",
    [
        ("import", "contracts.csv", "--unit", "lwa"),
        ("confirm", "lwa", "--until", "2026-01-01"),
        ("confirm", "law", "--until", "2026-01-01", "--kind", "friendship"),
        ("organisation", "One", "--unit", "lwa"),
        ("organisation", "One", "--unit", "law", "--id", "one", "--parent", "one", "--source", "x"),
        ("organisation", "One", "--unit", "law", "--id", "one", "--lei", "5493001KJTIIGC8Y1R13"),
        ("same", "one", "one", "--unit", "law"),
        ("unit", "law", "Law", "--under", "law"),
        ("unit", "con", "A name that Windows keeps for itself"),
        ("benefit", "a1", "  "),
        ("measure", "a1", ""),
    ],
)
def test_a_slip_of_the_hand_writes_nothing_and_is_one_sentence(filled: Path, command: tuple[str, ...]) -> None:
    before = sorted((filled / "events").rglob("*.json"))
    code, said = run("register", *command, "-r", filled, "-y", *ROLE)

    assert code == 2 and not said.startswith("register.") and said.count("\n") == 0
    assert sorted((filled / "events").rglob("*.json")) == before


@pytest.mark.parametrize(
    "command", [("check",), ("due",), ("cumulative",), ("board", "-o", "x.html"), ("export", "-o", "x.csv")]
)
def test_a_unit_that_is_not_there_is_never_nothing_to_do(filled: Path, command: tuple[str, ...]) -> None:
    more = ROLE if command[0] in ("board", "export") else []
    code, said = run("register", *command, "--unit", "sciense", "-r", filled, *more)

    assert code == 2 and "sciense" in said and "law" in said


def test_a_valid_legal_entity_identifier_is_taken(filled: Path) -> None:
    given = ("organisation", "One", "--unit", "law", "--id", "one", "--lei", "5493001kjtiigc8y1r12")

    assert "5493001KJTIIGC8Y1R12" in run("register", *given, "-r", filled, "-y", *ROLE)[1]


def test_a_mapping_is_never_kept_over_the_table_or_over_what_somebody_changed(folder: Path, tmp_path: Path) -> None:
    table, kept = tmp_path / "contracts.csv", tmp_path / "kept.toml"
    table.write_text(TABLE, encoding="utf-8")
    command = ["register", "import", table, "--unit", "law", "-r", folder, "--dry-run", *ROLE, "--keep-mapping"]

    assert run(*command, table)[0] == 2 and table.read_text(encoding="utf-8") == TABLE
    assert run(*command, kept)[0] == 0
    assert run(*command, kept)[0] == 0
    kept.write_text("# mine\n" + kept.read_text(encoding="utf-8"), encoding="utf-8")
    assert run(*command, kept)[0] == 2 and kept.read_text(encoding="utf-8").startswith("# mine")


def test_what_would_steer_a_terminal_or_turn_a_page_round_is_shown_as_a_mark(filled: Path, tmp_path: Path) -> None:
    desk = writer(filled, "2026-11-02T09:00:00+00:00")
    desk.state(
        agreement(3, "law", title="Red\x1b[31m\x00\u202eherring", parties=(party("one"),), end="2027-01-31"), "law"
    )
    desk.write()
    names = ("page.html", "all.csv", "due.ics")
    at = ["-r", filled, "--at", "2026-11-15"]
    shown = run("register", "due", *at, "--ics", tmp_path / "due.ics")[1] + run("register", "check", *at)[1]
    run("register", "board", *at, "-o", tmp_path / "page.html")
    run("register", "export", *at, "-o", tmp_path / "all.csv", *ROLE)
    texts = [shown, *((tmp_path / name).read_text(encoding="utf-8") for name in names)]

    assert all("Red" in text and not set(text) & set("\x1b\x00\u202e") for text in texts)


def test_the_agreements_behind_a_row_are_asked_for_as_the_table_shows_it(filled: Path) -> None:
    desk = writer(filled, "2026-11-02T09:00:00+00:00")
    paying = agreement(3, "law", parties=(party("one"),), amounts=(paid("one", "100"),))
    desk.state(paying, "law")
    desk.write()
    asked = ["register", "cumulative", "-r", filled, "--at", "2026-11-01", "--view", "payer_share"]
    shown = ["Faculty of Law", "Lanhai <b>Institute</b>", "EUR"]

    assert all(name in run(*asked)[1] for name in shown)
    by_name = run(*asked, *(part for name in shown for part in ("--behind", name)))
    by_key = run(*asked, "--behind", "law", "--behind", "one", "--behind", "EUR")
    assert by_name == by_key and "Agreement 3 (a3)" in by_name[1]
    assert run(*asked, "--behind", "law", "--behind", "nobody", "--behind", "EUR")[0] == 2


def test_the_board_reads_the_names_of_units(filled: Path, tmp_path: Path) -> None:
    run("register", "board", "-r", filled, "--at", "2026-11-01", "-o", tmp_path / "page.html")

    assert "Agreement 2 (Faculty of Law)" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_two_units_of_one_name_are_told(filled: Path) -> None:
    run("register", "unit", "rechten", "Faculty of Law", "-r", filled, "-y", *ROLE)

    assert "law, rechten are units of the same name" in run("register", "check", "-r", filled, "--most", "0")[1]


def test_check_names_the_silent_renewal_and_ends_with_three(filled: Path) -> None:
    code, said = run("register", "check", "-r", filled, "--at", "2026-11-01")

    assert code == 3
    assert "renews itself in silence" in said and "has never confirmed" in said and "has no review" in said
    assert "{" not in said and "register.check" not in said


def test_check_names_every_damaged_file(filled: Path) -> None:
    victim = min((filled / "events" / "law").iterdir())
    victim.write_bytes(victim.read_bytes()[:40])
    (filled / "events" / "law" / "writing-x.part").write_bytes(b"")
    said = run("register", "check", "-r", filled, "--at", "2026-11-01", language="nl")[1]

    assert "houdt te vroeg op" in said and "is achtergelaten door een programma" in said


def test_a_conflict_is_shown_with_both_sides_and_decided_by_a_person(filled: Path, tmp_path: Path) -> None:
    import shutil

    shutil.copytree(filled, tmp_path / "copy")
    run("register", "set", "a2", "end=2030-12-31", "-r", filled, "-y", *ROLE)
    run("register", "set", "a2", "end=2031-12-31", "-r", tmp_path / "copy", "-y", *ROLE)
    assert "agreement:a2" in run("register", "merge", tmp_path / "copy", "-r", filled)[1]
    shown = run("register", "decide", "agreement:a2", "-r", filled, *ROLE)[1]
    assert "2030-12-31" in shown and "2031-12-31" in shown
    run("register", "decide", "agreement:a2", "--keep", "1", "-r", filled, "-y", *ROLE)
    state = replay(read_events(filled).events)

    assert (state.conflicts, state.of(Agreement)["a2"].end) == ((), "2030-12-31")


def test_two_names_are_proposed_confirmed_and_undone(filled: Path) -> None:
    for name in ("Harbour Optics Research B.V.", "Harbour Optics Research"):
        run("register", "organisation", name, "--unit", "law", "-r", filled, "-y", *ROLE)
    said = run("register", "names", "-r", filled)[1]
    pair = re.search(r"register same (\S+) (\S+)", said)
    assert pair is not None
    run("register", "same", *pair.groups(), "--unit", "law", "-r", filled, "-y", *ROLE)
    assert "No two organisations" in run("register", "names", "-r", filled)[1]
    run("register", "same", *pair.groups(), "--undo", "--unit", "law", "-r", filled, "-y", *ROLE)
    from contract_scan.register.organisations import known_at

    known = known_at(replay(read_events(filled).events), "2026-11-01")
    assert len({known.one(identity) for identity in pair.groups()}) == 2


def test_a_parent_needs_its_source(filled: Path) -> None:
    command = ("register", "organisation", "Lanhai <b>Institute</b>", "--no-parent", "--unit", "law", "-r", filled)

    assert run(*command, "-y", *ROLE)[0] == 2
    assert run(*command, "-y", "--source", "trade register", *ROLE)[0] == 0


def test_what_is_redacted_leaves_only_digest_and_reason(filled: Path) -> None:
    code, _ = run("register", "redact", "a2", "--why", "entered by mistake", "-r", filled, "-y", *ROLE)
    stored = read_events(filled)

    assert (code, sorted(replay(stored.events).of(Agreement)), stored.damaged) == (0, ["a1"], ())
    assert "photonics" not in "".join(path.read_text() for path in filled.rglob("*.json"))
    assert run("register", "redact", "a1", "-r", filled, "-y", *ROLE)[0] == 2


def test_retiring_takes_out_only_what_ended_long_ago(filled: Path) -> None:
    run("register", "set", "a1", "ended=2015-01-01", "-r", filled, "-y", *ROLE)
    run("register", "retire", "--years", "10", "--at", "2026-11-01", "-r", filled, "-y", *ROLE)

    assert list(replay(read_events(filled).events).of(Agreement)) == ["a2"]


def test_the_page_for_a_board_loads_nothing_and_shows_names_as_text(filled: Path, tmp_path: Path) -> None:
    page = tmp_path / "board.html"
    run("register", "board", "-r", filled, "--at", "2026-11-01", "-o", page, *ROLE, language="nl")
    text = page.read_text(encoding="utf-8")

    assert "<b>Institute" not in text and "Lanhai &lt;b&gt;Institute" in text
    assert not re.search(r"(?:src|href)\s*=|@import|url\((?!#)", text)
    assert "INTERN" in text and "Rust op 2 lopende overeenkomsten" in text and "stilzwijgend" in text
    colours = {
        colour for colour in re.findall(r"#[0-9a-f]{6}", text) if len({colour[1:3], colour[3:5], colour[5:]}) > 1
    }
    assert colours == set(), "readable in black and white"


def test_the_same_register_gives_the_same_page_and_paper(filled: Path, tmp_path: Path) -> None:
    made = []
    for number in range(2):
        for suffix in ("html", "docx"):
            path = tmp_path / f"{number}.{suffix}"
            run("register", "board", "-r", filled, "--at", "2026-11-01", "-o", path, *ROLE)
            made.append(path.read_bytes())

    assert made[:2] == made[2:]


def test_an_export_is_marked_and_runs_nothing(filled: Path, tmp_path: Path) -> None:
    run("register", "set", "a2", "title==2+5", "-r", filled, "-y", *ROLE)
    for suffix in ("csv", "xlsx"):
        run("register", "export", "-r", filled, "--at", "2026-11-01", "-o", tmp_path / f"all.{suffix}", *ROLE)
    text = (tmp_path / "all.csv").read_text(encoding="utf-8-sig")

    assert "INTERNAL" in text and "Made by adviser for 2026-11-01" in text and ";'=2+5;" in text
    from openpyxl import load_workbook

    sheet = load_workbook(tmp_path / "all.xlsx").worksheets[0]
    assert [cell.value for cell in sheet["D"]] == ["title", "=2+5", "Agreement 1"] or sheet["D2"].data_type == "s"


def test_a_unit_is_exported_and_shown_alone(filled: Path, tmp_path: Path) -> None:
    desk = writer(filled, "2026-11-02T09:00:00+00:00")
    desk.state(agreement(9, "arts", title="Agreement of the arts"), "arts")
    desk.write()
    run("register", "export", "-r", filled, "--unit", "law", "-o", tmp_path / "law.csv", *ROLE)
    run("register", "board", "-r", filled, "--unit", "law", "--at", "2026-11-01", "-o", tmp_path / "b.html", *ROLE)

    assert "Agreement of the arts" not in (tmp_path / "law.csv").read_text(encoding="utf-8-sig")
    page = (tmp_path / "b.html").read_text(encoding="utf-8")
    assert "Agreement of the arts" not in page and "Only the part of Faculty of Law" in page


def test_cumulative_as_json_says_what_it_rests_on(filled: Path) -> None:
    made = json.loads(run("register", "cumulative", "-r", filled, "--at", "2026-11-01", "--format", "json")[1])

    assert made["rests_on"]["agreements"] == 2
    assert len(made["views"]) == 9 and made["rests_on"]["text"].startswith("Rests on 2 running agreements")


def test_an_import_shows_its_rows_and_refusals_and_ends_with_four(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text(TABLE.replace("Nederland", "Atlantis"), encoding="utf-8")
    code, said = run("register", "import", tmp_path / "c.csv", "--unit", "law", "-r", folder, "-y", *ROLE)

    assert code == 4 and "Row 2, Land" in said and "+ Onderzoek zeerecht" in said
    assert "“Contactpersoon”" in said or "Contactpersoon." in said


def test_a_document_at_hand_is_scanned_again_when_its_review_is_older(filled: Path, fixtures: Path) -> None:
    document = fixtures / "nl-leerstoel.docx"
    digest = hashlib.sha256(document.read_bytes()).hexdigest()
    answers = (QuestionAnswer(question="9.9", state="evidence"),)
    desk = writer(filled, "2026-11-03T09:00:00+00:00")
    desk.state(agreement(7, "law", title="The chair", document=digest), "law")
    desk.state(Review(id="r7", agreement="a7", on="2026-01-01", rules="older", answers=answers), "law")
    desk.write()
    code, said = run("register", "retest", "-r", filled, "--at", "2026-11-01", "--documents", fixtures)

    assert code == 0 and "The chair (a7): reviewed 2026-01-01, with older" in said and "rules" in said
    assert "evidence now and not before: 2.1" in said and "before and not now: 9.9" in said


def test_dates_shows_the_terms_and_writes_a_calendar(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Research collaboration agreement\n\nThis Agreement shall commence on 1 September 2026 and expires on 31 August 2030.\n",
        encoding="utf-8",
    )
    said = run("dates", tmp_path / "a.txt", "--ics", tmp_path / "a.ics")[1]

    assert "End: 2030-08-31" in said and "Renewal: not found. That proves nothing" in said
    from icalendar import Calendar

    [event] = Calendar.from_ical((tmp_path / "a.ics").read_bytes()).walk("VEVENT")
    assert str(event.decoded("dtstart")) == "2030-08-31" and "expires on" in str(event["description"])


def test_the_register_costs_nothing_until_it_is_asked_for() -> None:
    """`--help` imports neither the database nor the calendar library."""
    code = (
        "import sys\nfrom contract_scan.cli.main import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "print([m for m in ('sqlalchemy', 'icalendar', 'svg', 'dateutil') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip().endswith("[]")


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_command_of_the_register_says_what_it_does(language: str) -> None:
    said = run("register", "--help", language=language)[1]

    for name in ("add", "board", "check", "confirm", "cumulative", "due", "export", "import", "merge", "retest"):
        line = next(line for line in said.splitlines() if line.strip().startswith(name))
        assert len(line.split(None, 1)[1]) > 5
        shown = run("register", name, "--help", language=language)[1]
        assert "cli." not in shown and not re.search(r"--[\w-]+(?: [A-Z|\[\]=]+)?\s*\n\s+-", shown)


def test_a_proposed_row_names_our_own_role_the_title_and_periods_in_words(
    folder: Path, tmp_path: Path, fixtures: Path
) -> None:
    """And no question under "answers" that nobody answered."""
    report = tmp_path / "report.json"
    run("scan", fixtures / "nl-samenwerkingsovereenkomst.docx", "--format", "json", "--output", report)
    said = run("register", "add", report, "--unit", "law", "-r", folder, "--dry-run", *ROLE)[1]
    data = json.loads(report.read_text(encoding="utf-8"))

    assert f"title: {data['document']['title'] or data['summary']['title']}" in said
    assert "period of notice: 6 months" in said
    assert "answers:" not in said
    ours = next(party["name"] for party in data["summary"]["parties"] if party["ours"])
    assert f"{ours} (own" in said or f"{ours} (ourselves" in said, said


def test_a_silent_renewal_without_days_cannot_be_told(folder: Path) -> None:
    """Not that nothing needs deciding."""
    desk = writer(folder)
    desk.state(agreement(1, "law", renewal="tacit", end=""), "law")
    desk.write()
    said = run("register", "due", "-r", folder)[1]

    assert "by when to give notice cannot be told" in said
    assert "Nothing needs" not in said


def test_a_board_page_is_read_without_a_role(filled: Path, tmp_path: Path) -> None:
    """It writes nothing in the register."""
    code, said = run("register", "board", "-r", filled, "-o", tmp_path / "board.html", "--at", "2026-11-01")

    assert code == 0, said
    assert "Made for 2026-11-01" in (tmp_path / "board.html").read_text(encoding="utf-8")


def amounts_of(folder: Path, identity: str) -> list[tuple[str, str, str, int]]:
    """Return the amounts of an agreement as they stand."""
    one = replay(read_events(folder).events).of(Agreement)[identity]
    return [(each.amount, each.currency, each.payer, each.year) for each in one.amounts]


def test_an_amount_can_be_corrected_taken_away_and_said_to_be_none(filled: Path) -> None:
    def change(text: str) -> list[tuple[str, str, str, int]]:
        assert run("register", "set", "a2", f"amount={text}", "-r", filled, "-y", *ROLE)[0] == 0
        return amounts_of(filled, "a2")

    name = replay(read_events(filled).events).of(Agreement)["a2"].parties[0].name
    assert "amount=0" in run("register", "check", "-r", filled, "--at", "2026-11-01")[1]
    assert change(f"EUR 250.000 {name} 2027") == [("250000", "EUR", "one", 2027)]
    assert change(f"USD 1,50; 20 EUR {name}") == [("1.5", "USD", "one", 0), ("20", "EUR", "one", 0)]
    assert change("") == []
    assert change("0") == [("0", "EUR", "one", 0)]
    assert "“Agreement 2” (a2) has no amount" not in run("register", "check", "-r", filled, "--at", "2026-11-01")[1]
    assert run("register", "cumulative", "-r", filled, "--at", "2026-11-01")[0] == 0


def report_of(tmp_path: Path, text: str, name: str = "one") -> Path:
    """Return the report of a scan of a text."""
    (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    run("scan", tmp_path / f"{name}.txt", "--format", "json", "--output", tmp_path / f"{name}.json")
    return tmp_path / f"{name}.json"


GIFT = """SCHENKINGSOVEREENKOMST

Partijen:
Universiteit Waterland, te Waterstad, hierna: de Universiteit,
en
Stichting Haven, te Havenstad, hierna: de Stichting.

Artikel 1
De Stichting betaalt aan de Universiteit {amount}.
"""


@pytest.mark.parametrize(
    ("amount", "doubt"),
    [
        ("€ 350.000 per jaar", "bedrag per jaar"),
        ("€ 1.350 per maand aan vijf promovendi", "bedrag per maand"),
        ("€ 350.000", ""),
    ],
)
def test_an_amount_for_a_year_or_a_month_is_never_entered_as_the_whole(
    folder: Path, tmp_path: Path, amount: str, doubt: str
) -> None:
    report = report_of(tmp_path, GIFT.format(amount=amount))
    _, said = run("register", "add", report, "--unit", "law", "-r", folder, "-y", *ROLE, language="nl")
    [one] = replay(read_events(folder).events).of(Agreement).values()

    assert [each.amount for each in one.amounts] == ([] if doubt else ["350000"])
    assert (doubt in said) and ("is opengelaten" in said) == bool(doubt)


def test_one_document_in_two_units_is_told_when_entered_and_by_check(folder: Path, tmp_path: Path) -> None:
    run("register", "unit", "arts", "Arts", "-r", folder, "-y", *ROLE)
    report = report_of(tmp_path, GIFT.format(amount="€ 350.000"))
    first = run("register", "add", report, "--unit", "law", "-r", folder, "-y", *ROLE)[1]
    second = run("register", "add", report, "--unit", "arts", "-r", folder, "-y", *ROLE)[1]

    assert "The same document" not in first and "The same document is in the register already" in second
    assert "Of one document several agreements" in run("register", "check", "-r", folder)[1]


def test_an_agreement_that_was_taken_out_and_comes_back_is_told(folder: Path, tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text(TABLE, encoding="utf-8")
    command = ("register", "import", table, "--unit", "law", "-r", folder, "-y", *ROLE)
    assert "was taken out" not in run(*command)[1]
    one = next(iter(replay(read_events(folder).events).of(Agreement)))
    run("register", "redact", one, "--why", "asked to", "-r", folder, "-y", *ROLE)

    assert "was taken out of the register before, because: asked to" in run(*command)[1]


@pytest.mark.parametrize(("language", "suffix"), [("en", "csv"), ("nl", "xlsx")])
def test_an_export_that_comes_back_is_known_by_its_ids(
    filled: Path, tmp_path: Path, language: str, suffix: str
) -> None:
    out = tmp_path / f"out.{suffix}"
    run("register", "export", "-o", out, "-r", filled, *ROLE, language=language)
    events = read_events(filled).events
    said = run("register", "import", out, "--unit", "law", "-r", filled, "-y", *ROLE)[1]
    assert "0 new, 0 changed" in said and "2 unchanged" in said
    assert read_events(filled).events == events

    run("register", "unit", "arts", "Arts", "-r", filled, "-y", *ROLE)
    code, said = run("register", "import", out, "--unit", "arts", "-r", filled, "-y", *ROLE)
    assert code == 2 and "with rows of unit “law”" in said


def test_what_was_changed_in_an_export_changes_that_row_alone(filled: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    run("register", "export", "-o", out, "-r", filled, *ROLE)
    out.write_text(out.read_text("utf-8-sig").replace("Agreement 2", "Renamed"), encoding="utf-8")
    said = run("register", "import", out, "--unit", "law", "-r", filled, "-y", *ROLE)[1]

    assert "0 new, 1 changed" in said and "- title: Agreement 2" in said and "+ title: Renamed" in said
    titles = [one.title for one in replay(read_events(filled).events).of(Agreement).values()]
    assert titles == ["Agreement 1", "Renamed"]


def test_a_board_page_is_never_named_as_what_it_is_not(filled: Path, tmp_path: Path) -> None:
    code, said = run("register", "board", "-o", tmp_path / "o.pdf", "-r", filled)

    assert code == 2 and ".html" in said and ".docx" in said and not (tmp_path / "o.pdf").exists()


def test_nobody_confirms_a_day_that_is_still_to_come(filled: Path) -> None:
    code, said = run("register", "confirm", "law", "--until", "2190-01-01", "-r", filled, "-y", *ROLE)

    assert code == 2 and "still to come" in said


def test_what_renewed_itself_until_nobody_knows_when_stays_in_what_is_due(filled: Path) -> None:
    said = run("register", "due", "-r", filled, "--at", "2026-11-01", language="nl")[1]

    assert "Agreement 1 (law): verlengde zich stilzwijgend na 2025-12-31; tot wanneer is niet bekend" in said
    run("register", "set", "a1", "renewal_period=P1Y", "notice=P1M", "-r", filled, "-y", *ROLE)
    said = run("register", "due", "-r", filled, "--at", "2026-11-01", language="nl")[1]
    assert "tot wanneer" not in said and "2026-11-30  Agreement 1 (law): zeg uiterlijk op deze dag op" in said


@pytest.mark.parametrize(("stands", "taken"), [("", True), ("DE", False)])
def test_a_country_in_a_report_is_taken_where_none_is_known_and_told_where_it_contradicts(
    folder: Path, tmp_path: Path, stands: str, taken: bool
) -> None:
    report = report_of(tmp_path, GIFT.format(amount="€ 350.000"))
    data = json.loads(report.read_text(encoding="utf-8"))
    for finding in data["findings"]:
        if finding["attributes"].get("name") == "Stichting Haven":
            finding["attributes"]["country"] = "IR"
    report.write_text(json.dumps(data), encoding="utf-8")
    desk = writer(folder)
    desk.state(organisation("haven", "Stichting Haven", country=stands), "law")
    desk.write()
    said = run("register", "add", report, "--unit", "law", "-r", folder, "-y", *ROLE)[1]

    assert ("+ country: Iran" in said) == taken
    assert ("says Iran for Stichting Haven, and Germany is known" in said) != taken
    assert replay(read_events(folder).events).of(Organisation)["haven"].country == ("IR" if taken else "DE")


@pytest.mark.parametrize("role", ["Sanne van den Berg", "J. Jansen", "dr. Vermeer", "Maria Lopez", "Anna"])
def test_a_role_that_looks_like_a_person_s_name_is_warned_of(folder: Path, role: str) -> None:
    said = run("register", "unit", "arts", "Arts", "-r", folder, "--dry-run", "--role", role)[1]

    assert "looks like the name of a person" in said


@pytest.mark.parametrize(
    "role", ["adviser", "Hoofd van de Onderzoeksdienst", "Grant Officer", "CISO", "Faculteit der Letteren"]
)
def test_a_role_is_taken_for_no_name(folder: Path, role: str) -> None:
    assert (
        "name of a person" not in run("register", "unit", "arts", "Arts", "-r", folder, "--dry-run", "--role", role)[1]
    )


@pytest.mark.parametrize("value", ["0", "0 EUR 2026", "EUR 0", "0,00 EUR"])
def test_of_no_money_it_does_not_matter_who_pays_it(folder: Path, value: str) -> None:
    desk = writer(folder)
    desk.state(agreement(unit="law", parties=(party("boog"), party("delta"))), "law")
    desk.write()

    assert run("register", "set", "a1", f"amount={value}", "-r", folder, "-y", *ROLE)[0] == 0
    assert "who pays" in run("register", "set", "a1", "amount=10 EUR 2026", "-r", folder, "-y", *ROLE)[1]


def test_a_party_that_looks_like_a_person_is_told_before_it_goes_in(folder: Path, tmp_path: Path) -> None:
    text = "GASTOVEREENKOMST\n\nDe Universiteit Oostrand te Goes en de heer dr. Pieter Vilela, geboren te Braga, komen overeen:\n"
    (tmp_path / "guest.txt").write_text(text, "utf-8")
    run("scan", tmp_path / "guest.txt", "--format", "json", "--output", tmp_path / "guest.json")
    said = run("register", "add", tmp_path / "guest.json", "--unit", "law", "-r", folder, "--dry-run", *ROLE)[1]

    assert "Vilela” looks like the name of a person" in said
    assert "Oostrand” looks like" not in said
