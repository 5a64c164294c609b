"""The commands `rules` and `explain`, run as a user runs them."""

from __future__ import annotations

from pathlib import Path

import pytest

from contract_scan.cli.main import main


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    """Return exit code and all output of a command."""
    code: object = 0
    try:
        main(arguments)
    except SystemExit as stop:
        code = stop.code
    output = capsys.readouterr()
    return int(str(code or 0)), output.out + output.err


@pytest.fixture
def house(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Return a folder with a rule that `rules new` started."""
    assert 0 == run(capsys, "rules", "new", "house.own_board", "--in", str(tmp_path))[0]
    return tmp_path


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_started_rule_passes_its_proof(house: Path, language: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A started rule passes its proof."""
    code, output = run(capsys, "rules", "test", str(house), "--lang", language)

    assert 0 == code, output
    assert "12" in output


def test_a_second_rule_is_added_to_the_files_of_its_topic(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every line that was there stays, comments too, and both rules hold; the same name again changes nothing."""
    words = house / "house" / "en.yaml"
    words.write_text(words.read_text(encoding="utf-8") + "\n# Ours.\n", encoding="utf-8")
    before = words.read_text(encoding="utf-8")

    assert 0 == run(capsys, "rules", "new", "house.other", "--in", str(house))[0]
    after = words.read_text(encoding="utf-8")
    assert set(before.splitlines()) <= set(after.splitlines())
    code, output = run(capsys, "rules", "test", str(house), "--lang", "en")
    assert 0 == code, output
    assert "2 rules in 1 topic:" in output
    code, output = run(capsys, "rules", "new", "house.other", "--in", str(house))
    assert (2, after) == (code, words.read_text(encoding="utf-8"))
    assert "house.other" in output or "“other”" in output


def test_a_bad_name_gets_a_better_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """That can be pasted."""
    for name, better in (("house", "house.first_rule"), ("Press.Own Board!", "press.own_board"), ("3.x", "house.x")):
        assert f"“{better}”" in run(capsys, "rules", "new", name, "--in", str(tmp_path), "--lang", "en")[1]


@pytest.mark.parametrize("name", ["house", "House.rule", "house.", "../x.y", "a.b.c"])
def test_a_bad_name_is_refused(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A bad name is refused."""
    assert 2 == run(capsys, "rules", "new", name, "--in", str(tmp_path))[0]
    assert [] == list(tmp_path.iterdir())


def test_a_failing_proof_says_where_and_exits_with_1(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A failing proof says where and exits with 1."""
    path = house / "house" / "en.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("[keep*, hold*]", "[keep*, hold*, guard*]"), encoding="utf-8"
    )
    line = path.read_text(encoding="utf-8").splitlines().index("  keep: [keep*, hold*, guard*]") + 1

    code, output = run(capsys, "rules", "test", str(house))

    assert 1 == code
    assert f"{path}:{line}: " in output
    assert "guard*" in output


def test_stats_counts_a_topic(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Stats counts a topic."""
    code, output = run(capsys, "rules", "stats", str(house), "--lang", "en")

    assert 0 == code
    assert ["house", "en", "1", "3", "4", "2", "1"] in [line.split() for line in output.splitlines()]


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("The Institute shall not disclose it to its board.", "fires on"),
        ("The Institute shall not disclose it to its board, or only upon request.", "“unless: upon request”"),
        ("The Institute shall not disclose it to its owners.", "here lacks board/management"),
        ("To its board the Institute shall not disclose it.", "too far apart or in another order"),
    ],
)
def test_try_says_why_a_rule_fires_or_is_silent(
    house: Path, sentence: str, reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Try says why a rule fires or is silent."""
    code, output = run(capsys, "rules", "try", sentence, "--in", "en", "--rules", str(house), "--lang", "en")

    assert 0 == code
    assert any("house.own_board" in line and reason in line for line in output.splitlines()), output


@pytest.mark.parametrize(("language", "expected"), [("en", "Who inside"), ("nl", "Wie binnen")])
def test_explain_prints_everything_about_a_rule(
    house: Path, language: str, expected: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Explain prints everything about a rule."""
    code, output = run(capsys, "explain", "house.own_board", "--rules", str(house), "--lang", language)

    assert 0 == code
    for part in (expected, "5.1", "Own practice", "<keep>: keep*, hold*", "rules.yaml:", "[[Het Instituut"):
        assert part in output


def test_explain_offers_names_that_look_alike(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Explain offers names that look alike."""
    code, output = run(capsys, "explain", "house.own_bord", "--rules", str(house), "--lang", "en")

    assert 2 == code
    assert "house.own_board" in output


def test_try_says_of_ones_own_rules_first_how_near_each_came(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Which part stands there and which lacks, also where little does; `--rule` tells of one alone."""
    sentence = "The Institute shall not tell it."
    code, output = run(capsys, "rules", "try", sentence, "--in", "en", "--rules", str(house), "--lang", "en")
    first = output.splitlines()[1]

    assert 0 == code
    assert "house.own_board (en) is silent" in first
    assert "here stands not" in first
    assert "here lacks" in first

    code, output = run(
        capsys, "rules", "try", sentence, "--rules", str(house), "--rule", "house.own_board", "--lang", "nl"
    )
    assert 0 == code
    assert all("house.own_board" in line for line in output.splitlines() if line.startswith("  ") and "(" in line)
    code, output = run(capsys, "rules", "try", sentence, "--rule", "house.nobody", "--lang", "en")
    assert 2 == code
