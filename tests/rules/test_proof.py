"""The proof of rules: every way in which a rule can be wrong is found, and a right one passes."""

from __future__ import annotations

from pathlib import Path

import pytest

from contract_scan.messages import LANGUAGES, find
from contract_scan.rules.proof.problem import Problem
from contract_scan.rules.proof.prove import prove_folders
from contract_scan.rules.proof.style import asks_or_instructs, verdicts
from tests.rules.builders import write_topic

MEANINGS = """\
kind: secrecy
questions: ["5.1"]
source: test
bearing: raises
rules:
  duty:
    title: {en: Duty, nl: Plicht}
    message: {en: "Who must keep what secret?", nl: "Wie moet wat geheimhouden?"}
    why: {en: Because, nl: Daarom}
    languages: [en]
"""
GOOD = """\
words:
  keep: [keep*, hold*]
rules:
  duty:
    phrases: ["<keep> [it] (secret|hidden)"]
    near: [shall]
    unless: [public]
    heading: [secrecy]
    examples:
      hits:
        - "# 7. Secrecy\\n[[Partner shall keep secret.]] Sponsor shall not sing. [[Sponsor shall hold it hidden.]]"
      misses:
        - "# 7. Secrecy\\nPartner kept it secret. He may keep secret."
        - "# 7. Secrecy\\nPartner shall keep secret what is public."
        - "# 8. Fees\\nPartner shall keep secret."
"""


def problems(tmp_path: Path, words: str = GOOD, meanings: str = MEANINGS) -> list[Problem]:
    """Return what is wrong with a topic of one rule."""
    return list(prove_folders([write_topic(tmp_path / "topic", meanings, en=words)]).problems)


def test_a_good_rule_has_no_problem(tmp_path: Path) -> None:
    """A good rule has no problem."""
    assert [] == problems(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "key", "line"),
    [
        ("[[Partner shall keep secret.]]", "[[Partner shall keep]] secret.", "hit_not_found", 11),
        ("Sponsor shall not sing.", "Sponsor shall keep secret.", "hit_not_found", 11),
        ("[[Sponsor shall hold it hidden.]]", "[[Sponsor shall go hidden.]]", "hit_not_found", 11),
        ("He may keep secret.", "He shall keep secret.", "miss_found", 13),
        ("[[Partner shall keep secret.]]", "[[Partner shall keep secret.", "marks", 11),
        ("He may keep secret.", "[[He may keep secret.]]", "miss_with_marks", 13),
        ("secret|hidden)", "secret|hidden|veiled)", "dead_part", 5),
        ("[it]", "[it|them]", "dead_part", 5),
        ("phrases: [", 'phrases: ["never said", ', "dead_phrase", 5),
        ("near: [shall]", "near: [shall, must]", "dead_near", 6),
        ("unless: [public]", "unless: [public, private]", "dead_unless", 7),
        ("heading: [secrecy]", "heading: [secrecy, silence]", "dead_heading", 8),
        (" He may keep secret.", "", "idle_near", 6),
        ("# 8. Fees", "# 8. Fees paid for secrecy", "miss_found", 15),
        ("keep*, hold*", "keep*, hold*, guard*", "dead_member", 2),
        ("keep*, hold*", "(keep|keeps|kept), hold*", "dead_member", 2),
        ("words:\n", "words:\n  idle: [x]\n", "unused_group", 2),
    ],
)
def test_whatever_is_wrong_is_found_where_it_stands(tmp_path: Path, old: str, new: str, key: str, line: int) -> None:
    """Whatever is wrong is found where it stands."""
    assert old in GOOD

    found = problems(tmp_path, GOOD.replace(old, new, 1))

    assert (key, line) in [(problem.key, problem.where.line) for problem in found]


def test_a_heading_that_no_near_miss_needs_is_idle(tmp_path: Path) -> None:
    """A heading that no near miss needs is idle."""
    words = "\n".join(line for line in GOOD.splitlines() if "8. Fees" not in line)

    assert ["idle_heading"] == [problem.key for problem in problems(tmp_path, words)]


@pytest.mark.parametrize(("kind", "key"), [("hits", "no_hits"), ("misses", "no_misses")])
def test_a_rule_without_examples_is_not_proved(tmp_path: Path, kind: str, key: str) -> None:
    """A rule without examples is not proved."""
    words = "rules:\n  duty:\n    phrases: [a]\n    examples:\n      hits: ['[[a]]']\n      misses: [b]\n"
    lines = [line for line in words.splitlines() if f"{kind}:" not in line]

    assert key in [problem.key for problem in problems(tmp_path, "\n".join(lines) + "\n")]


def test_a_known_miss_that_is_found_must_become_a_hit(tmp_path: Path) -> None:
    """A known miss that is found must become a hit."""
    words = GOOD + '      known_misses: ["# 7. Secrecy\\nPartner shall keep it secret."]\n'

    assert [("known_miss_found", 16)] == [(problem.key, problem.where.line) for problem in problems(tmp_path, words)]


def test_a_known_miss_that_is_missed_is_fine(tmp_path: Path) -> None:
    """A known miss that is missed is fine."""
    assert [] == problems(tmp_path, GOOD + '      known_misses: ["Mum is the word."]\n')


def test_a_rule_without_a_language_must_say_so(tmp_path: Path) -> None:
    """A rule without a language must say so."""
    found = problems(tmp_path, meanings=MEANINGS.replace("    languages: [en]\n", ""))

    assert [("language_missing", "nl")] == [(problem.key, problem.values["language"]) for problem in found]


SECOND = """\
  {name}:
    kind: {kind}
    bearing: {bearing}
    title: {{en: Other, nl: Ander}}
    message: {{en: "Who?", nl: "Wie?"}}
    why: {{en: Because, nl: Daarom}}
    languages: [en]
"""
SECOND_WORDS = """\
  other:
    phrases: [keep secret]
    examples: {hits: ["[[They keep secret.]]"], misses: ["They sing."]}
"""


@pytest.mark.parametrize(
    ("kind", "bearing", "keys"),
    [
        ("secrecy", "raises", []),
        ("secrecy", "eases", ["crossfire_differs"]),
        ("ethics", "raises", ["crossfire_differs"]),
    ],
)
def test_crossfire_counts_where_two_rules_disagree(tmp_path: Path, kind: str, bearing: str, keys: list[str]) -> None:
    """Crossfire counts where two rules disagree."""
    meanings = MEANINGS + SECOND.format(name="other", kind=kind, bearing=bearing)
    proof = prove_folders([write_topic(tmp_path / "topic", meanings, en=GOOD + SECOND_WORDS)])

    assert keys == [problem.key for problem in proof.problems]
    assert (keys or ["crossfire_same"]) == [problem.key for problem in (*proof.problems, *proof.notices)]


def test_crossfire_that_is_declared_is_fine(tmp_path: Path) -> None:
    """Crossfire that is declared is fine."""
    meanings = MEANINGS + SECOND.format(name="other", kind="ethics", bearing="raises") + "    also: [duty]\n"
    proof = prove_folders([write_topic(tmp_path / "topic", meanings, en=GOOD + SECOND_WORDS)])

    assert ((), ()) == (proof.problems, proof.notices)


def test_a_rule_that_also_names_must_exist(tmp_path: Path) -> None:
    """A rule that also names must exist."""
    assert ["also_unknown"] == [p.key for p in problems(tmp_path, meanings=MEANINGS + "    also: [nobody]\n")]


def test_a_shared_word_is_judged_with_all_rules_that_use_it(tmp_path: Path) -> None:
    """A shared word is judged with all rules that use it."""
    topic = write_topic(tmp_path / "topic", MEANINGS, en=GOOD.replace("words:\n  keep: [keep*, hold*]\n", ""))
    (tmp_path / "common").mkdir()
    common = tmp_path / "common" / "en.yaml"
    common.write_text("words:\n  keep: [keep*, hold*, guard*]\n", encoding="utf-8")

    alone, together = prove_folders([topic]), prove_folders([tmp_path])

    assert ([], ["dead_member"]) == ([p.key for p in alone.problems], [p.key for p in together.problems])


def test_a_problem_shows_place_wanted_and_found(tmp_path: Path) -> None:
    """A problem shows place wanted and found."""
    (problem, *_) = problems(tmp_path, GOOD.replace("Sponsor shall not sing.", "Sponsor shall keep secret."))

    lines = problem.lines("en")

    assert lines[0].startswith(f"{tmp_path / 'topic' / 'en.yaml'}:11: topic.duty: ")
    assert "    wanted: Partner shall keep secret." in lines
    assert "    found:  Sponsor shall keep secret." in lines


@pytest.mark.parametrize(
    ("message", "language", "fine"),
    [
        ("Who may publish?", "en", True),
        ("The period is long. Check what it means for the thesis.", "en", True),
        ("This clause restricts publication.", "en", False),
        ("Wie mag publiceren?", "nl", True),
        ("De termijn is lang. Ga na wat dat betekent voor het proefschrift.", "nl", True),
        ("Deze bepaling beperkt de publicatie.", "nl", False),
    ],
)
def test_a_message_asks_or_instructs(message: str, language: str, fine: bool) -> None:
    """A message asks or instructs."""
    assert fine == asks_or_instructs(message, language)


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("Is this unacceptable?", "en", ["unacceptable"]),
        ("Do not sign this.", "en", ["do not sign"]),
        ("Dit is een hoog risico.", "nl", ["hoog risico"]),
        ("Wie betaalt het onderzoek?", "nl", []),
    ],
)
def test_a_word_of_judgement_is_found(text: str, language: str, words: list[str]) -> None:
    """A word of judgement is found."""
    assert words == verdicts(text, language)


def test_every_problem_has_its_sentence_in_every_language() -> None:
    """Every problem has its sentence in every language."""
    import contract_scan.rules.proof as proof

    folder = Path(proof.__path__[0])
    source = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    english = [key for key in source.split('"') if find(f"rules.proof.{key}", "en")]

    assert {"hit_not_found", "crossfire_differs", "unused_group"} <= set(english)
    assert all(find(f"rules.proof.{key}", language) for key in english for language in LANGUAGES)
