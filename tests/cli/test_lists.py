"""The commands `lists` and `ask`, as they are typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from contract_scan.cli.main import main
from tests.lists.samples import EU_CSV, EU_XML, UN_XML

LETTER = "# Agreement\n\nBeihang University, established in Beijing, China, pays all costs.\n"
ROWS = "name,country,report-date\n" + "".join(f"Utopian Institute number {i},China,2025\n" for i in range(30))


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder of lists that this test uses."""
    monkeypatch.setenv("CONTRACT_SCAN_LISTS", str(tmp_path / "lists"))
    return tmp_path / "lists"


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Run a command; return its exit code, standard output and standard error."""
    with pytest.raises(SystemExit) as stop:
        main(list(arguments))
        raise SystemExit(0)
    captured = capsys.readouterr()
    return int(stop.value.code or 0), captured.out, captured.err


def test_import_says_what_was_loaded(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Standard output stays empty; the sentence is on standard error."""
    (tmp_path / "list.csv").write_text(ROWS, encoding="utf-8")
    code, out, err = run(capsys, "lists", "import", "us1286", str(tmp_path / "list.csv"))

    assert (code, out) == (0, "")
    assert "us1286: 30 entries, edition 2025" in err
    assert [path.name for path in store.iterdir()] == ["us1286.sqlite"]


def test_a_list_that_cannot_be_imported_is_wrong_usage(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One clear sentence, exit code 2, no traceback; in Dutch too."""
    (tmp_path / "page.xml").write_text("<html><body>Login</body></html>", encoding="utf-8")
    english = run(capsys, "lists", "import", "eu", str(tmp_path / "page.xml"))
    dutch = run(capsys, "--lang", "nl", "lists", "import", "eu", str(tmp_path / "page.xml"))
    unknown = run(capsys, "lists", "import", "fbi", str(tmp_path / "page.xml"))

    assert (english[0], dutch[0], unknown[0]) == (2, 2, 2)
    assert "is a web page" in english[2] and "is een webpagina" in dutch[2]
    assert "opensanctions" in unknown[2]
    assert all("Traceback" not in part for part in (*english[1:], *dutch[1:], *unknown[1:]))


def test_status_names_what_is_at_hand_and_what_is_missing(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Shipped lists with their date and whose word they are; missing ones with the command that helps."""
    code, out, _ = run(capsys, "lists", "status")

    assert code == 0
    assert str(store) in out
    assert "names of August 2020" in out and "assessment by others" in out
    assert "contract-scan lists import eu FILE" in out


def test_the_folder_can_be_an_option(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--lists` goes before the environment variable."""
    (tmp_path / "list.csv").write_text(ROWS, encoding="utf-8")
    run(capsys, "lists", "import", "us1286", str(tmp_path / "list.csv"), "--lists", str(tmp_path / "other"))

    assert [path.name for path in (tmp_path / "other").iterdir()] == ["us1286.sqlite"]
    assert not store.exists()


def test_several_lists_of_a_kind_are_told_apart_by_name(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file's name, or the one given; a name that could leave the folder is refused."""
    saved = tmp_path / "Bijlage 2.csv"
    saved.write_text("term_nl,term_en\nkwantumradar,quantum radar\n", encoding="utf-8")
    run(capsys, "lists", "import", "terms", str(saved))
    run(capsys, "lists", "import", "terms", str(saved), "--name", "annex2")
    refused = run(capsys, "lists", "import", "terms", str(saved), "--name", "../elsewhere")

    assert sorted(path.name for path in store.iterdir()) == ["terms.annex2.sqlite", "terms.bijlage_2.sqlite"]
    assert refused[0] == 2


def test_check_names_the_candidates(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Which name, which list and edition, how it matched; and that no match proves nothing."""
    (tmp_path / "draft.md").write_text(LETTER, encoding="utf-8")
    (tmp_path / "clean.md").write_text("# Letter\n\nThank you.\n", encoding="utf-8")
    hit = run(capsys, "lists", "check", str(tmp_path / "draft.md"))
    clean = run(capsys, "lists", "check", str(tmp_path / "clean.md"))

    assert (hit[0], clean[0]) == (0, 0)
    assert "Beihang University" in hit[1] and "candidate" in hit[1]
    assert "proves nothing" in clean[1]


def test_ask_writes_letters_and_says_when_there_are_none(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Letters go to standard output, to one person if asked for; an unreadable file is exit code 1."""
    (tmp_path / "draft.md").write_text(LETTER, encoding="utf-8")
    code, out, _ = run(capsys, "ask", str(tmp_path / "draft.md"), "--to", "legal")
    missing = run(capsys, "ask", str(tmp_path / "gone.md"))

    assert code == 0
    assert out.count("To: legal affairs") >= 1 and "To: the partner" not in out
    assert (missing[0], missing[1]) == (1, "")


def test_a_folder_of_saved_lists_is_imported_in_one_command(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each kind is known by its content; what is none is named and costs nothing else."""
    saved = tmp_path / "saved"
    saved.mkdir()
    for name, text in (("a.xml", EU_XML), ("b.xml", UN_XML), ("notes.txt", "Buy milk."), ("c.csv", EU_CSV)):
        (saved / name).write_text(text, encoding="utf-8")
    code, _, err = run(capsys, "lists", "import", str(saved), "--accept-fewer")
    status = run(capsys, "lists", "status")[1]

    assert 0 == code
    assert "notes.txt: not recognised" in err
    assert all(f"{kind}: " in status for kind in ("eu", "un"))


def test_a_folder_without_lists_is_wrong_usage(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And so is a place that is not there; one sentence says what to do."""
    (tmp_path / "notes.txt").write_text("Buy milk.", encoding="utf-8")

    for place in (tmp_path / "notes.txt", tmp_path / "nowhere"):
        code, out, err = run(capsys, "lists", "import", str(place))
        assert (2, "") == (code, out)
        assert str(place) in err
