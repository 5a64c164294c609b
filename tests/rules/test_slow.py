"""A slow phrase costs itself and no other rule, and the proof refuses it before anybody has to wait."""

from __future__ import annotations

import random
import re
import time
from pathlib import Path

import pytest

from contract_scan.check import check
from contract_scan.language.expression import ExpressionError, parse_line
from contract_scan.messages import LANGUAGES
from contract_scan.plugins import Contribution
from contract_scan.report.phrases import failure_sentence
from contract_scan.rules.bounded import BoundedPattern
from contract_scan.rules.budget import Budget
from contract_scan.rules.checker import RuleChecker
from contract_scan.rules.compiled import compile_pack
from contract_scan.rules.grammar import PhraseError, parse
from contract_scan.rules.load import load_packs
from contract_scan.rules.match import RuleMatcher
from contract_scan.rules.phrase import compile_tree
from contract_scan.rules.proof.prove import prove
from contract_scan.rules.segmenting import folded
from contract_scan.setup import Setup
from tests.rules.builders import document, found, pack

#: Took 86 seconds for a sentence of 300 words.
SLOW = "not … * … * … * … * … * … consent"
HOSTILE = " ".join(["not", "publish"] * 150)


def words_of(regex: str, chance: random.Random) -> str:
    """Return folded text in which an expression nearly matches everywhere, in two lines."""
    words = re.sub(r"\(\?:|\[\^ \n\][*+]|\)\??|\{\d+,\d+\}\??|\|", " ", regex.replace("\\", "")).split()
    return " " + "".join(chance.choice(words) + chance.choice((" ", " ", " ", "en ", " \n ")) for _ in range(60))


def test_the_bounded_matcher_finds_what_the_expression_finds(setup: Setup) -> None:
    """Every built-in phrase, on text made of its own words: the same matches, one after the other."""
    chance = random.Random(1)
    matched = 0
    phrases = sorted({(phrase.source, phrase.regex) for phrase in setup.pack.phrases.values()})
    for source, regex in phrases[::3]:
        line, plain, bounded = words_of(regex, chance), re.compile("(?<= )" + regex), BoundedPattern(regex)
        wanted = [match.span() for match in plain.finditer(line)]
        matched += bool(wanted)
        assert wanted == [match.span() for match in bounded.finditer(line)], source
    assert matched > 300


def test_it_takes_time_linear_in_the_sentence() -> None:
    """Twice the words, twice the tries; no phrase is tried twice in one place."""
    pattern = compile_tree(SLOW, parse(SLOW)).pattern
    assert isinstance(pattern, BoundedPattern)

    once, twice = pattern.effort(" " + HOSTILE + " "), pattern.effort(" " + HOSTILE + " " + HOSTILE + " ")

    assert twice < 2.2 * once
    start = time.process_time()
    assert [] == found(pack(SLOW), document(HOSTILE))
    assert time.process_time() - start < 2


def test_words_with_many_stars_are_looked_at_once() -> None:
    """A word of ten thousand letters, and a pattern with six stars."""
    phrase = compile_tree("", parse("*a*b*c*d*e*f*"))

    assert phrase.pattern.search(" " + "abcde" * 2000 + " ") is None
    assert phrase.pattern.search(" xabcdefx ")


def test_the_proof_refuses_a_slow_phrase_and_says_which() -> None:
    """The measure counts tries, so that it is the same on every machine."""
    rules = pack("publish*", SLOW)

    assert [("slow_phrase", SLOW)] == [
        (problem.key, problem.values["phrase"]) for problem in prove(rules).problems if problem.key.startswith("slow")
    ]


def test_the_proof_refuses_a_line_that_speaks_of_too_much() -> None:
    """Twelve concepts, words and facts are the most."""
    line = " & ".join(["PUBLISH", "CONSENT", "SECRET", "PAY", "KEEP", "TELL", "USE"] * 2)

    assert "slow_line" in [problem.key for problem in prove(pack(reads=(line,))).problems]


@pytest.mark.parametrize("phrase", ["(" * 30 + "a" + ")" * 30, "a " * 30_000, "<deep9>"])
def test_a_phrase_that_stands_for_too_many_words_is_no_phrase(phrase: str) -> None:
    """Word groups in word groups multiply as aliases would."""
    groups = {f"deep{n}": (f"<deep{n - 1}>",) * 10 if n else ("a",) for n in range(10)}

    with pytest.raises(PhraseError, match="too_large"):
        parse(phrase, groups.__getitem__)


@pytest.mark.parametrize("line", ["(" * 30 + "PAY" + ")" * 30, "not " * 300 + "PAY"])
def test_a_line_with_too_many_brackets_is_no_line(line: str) -> None:
    """It would run into the bounds of Python."""
    with pytest.raises(ExpressionError, match="expression_large"):
        parse_line(line)


def test_a_rule_that_spends_its_budget_is_stopped_and_named_and_the_others_go_on(tmp_path: Path) -> None:
    """Its file and line stand in the failure; only its own questions were not looked at."""
    meaning = 'title: {en: T, nl: T}\n    message: {en: "Who?", nl: "Wie?"}\n    why: {en: W, nl: W}\n'
    topic = tmp_path / "house"
    topic.mkdir()
    (topic / "rules.yaml").write_text(
        f'kind: secrecy\nsource: S\nrules:\n  slow:\n    questions: ["2.1"]\n    {meaning}  quick:\n    questions: ["5.1"]\n    {meaning}'
    )
    (topic / "en.yaml").write_text("rules:\n  slow:\n    phrases: [publish*]\n  quick:\n    phrases: [secret]\n")
    rules, _ = load_packs({"": [topic]})
    checker = RuleChecker(rules, 1e-9)

    draft = document("Publish nothing.", "Publish nothing more.", "A secret.", "Another secret.")
    checked = check(draft, [Contribution("rules", checker)], (), rules.meanings)

    assert {"house.slow", "house.quick"} == {finding.rule for finding in checked.findings}
    by_line = {failure.name: failure for failure in checked.failures}
    assert {f"{topic / 'en.yaml'}:2", f"{topic / 'en.yaml'}:4"} == set(by_line)
    assert ("2.1",) == by_line[f"{topic / 'en.yaml'}:2"].questions
    for language in LANGUAGES:
        assert "house.slow" in failure_sentence(by_line[f"{topic / 'en.yaml'}:2"], language)


def test_a_rule_within_its_budget_is_never_stopped() -> None:
    """Nothing is charged to another rule."""
    matcher, budget = RuleMatcher(compile_pack(pack("secret", "publish*"))), Budget(5)

    assert len(list(matcher.find_in(folded(document("A secret.", "Publish it.")), budget=budget))) == 2
    assert {} == budget.stopped
    assert [0] == list(budget.spent)
