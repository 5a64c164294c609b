"""The files of a new plugin package."""

PYPROJECT = """\
[build-system]
requires = ["setuptools>=77"]
build-backend = "setuptools.build_meta"

[project]
name = "contract-scan-%name%"
version = "0.1.0"
description = "House rules for contract-scan"
requires-python = ">=3.11"
dependencies = ["contract-scan"]

[project.entry-points.contract_scan]
%topic% = "%module%"

[tool.setuptools]
packages = ["%module%"]

[tool.setuptools.package-data]
%module% = ["rules/**/*.yaml"]

# The rule files are proved as tests, without test code.
[tool.pytest.ini_options]
contract_scan_rules = ["%module%/rules"]
"""

PLUGIN = '''\
"""House rules for contract-scan: a folder of rules, and a checker for what needs arithmetic."""

from collections.abc import Iterable
from pathlib import Path

from contract_scan import hookimpl


@hookimpl
def patterns() -> Iterable[Path]:
    """Contribute our rule folder. Most plugins need only this."""
    return [Path(__file__).parent / "rules" / "%topic%"]


@hookimpl
def checkers() -> Iterable[object]:
    """Contribute our checker."""
    from %module%.checker import LongDelay

    return [LongDelay()]
'''

CHECKER = '''\
"""Publication delays longer than our policy allows."""

from collections.abc import Iterable

from contract_scan import Finding, Reading, exceeds

#: Our policy: publication is never delayed for longer than this.
LIMIT = "6 months"


class LongDelay:
    """Finds sentences that delay publication for longer than our policy allows."""

    name = "%topic%.long_delay"
    questions = ("5.1",)

    def check(self, reading: Reading) -> Iterable[Finding]:
        """Yield a finding for each sentence that lets publication wait for longer than the limit."""
        for sentence in reading.sentences:
            if not {"PUBLISH", "WAIT"} <= set(sentence.concepts):
                continue
            longer = [fact for fact in sentence.facts("period") if exceeds(fact.value, LIMIT)]
            if longer and not reading.is_negated(longer[0].span):
                attributes = {"kind": "delay", "period": longer[0].value}
                rule = "%topic%.long_delay"
                yield reading.finding(sentence, "publication_restriction", rule, facts=longer, attributes=attributes)
'''

RULES = """\
# What our rules mean, once. The words stand in en.yaml and nl.yaml.
kind: publication_restriction
questions: ["5.1"]
bearing: raises
source: House policy
rules:
  press_approval:
    title:
      en: Press contacts only with consent
      nl: Perscontact alleen met toestemming
    message:
      en: Ask whether researchers may speak to the press about their own work.
      nl: Vraag of onderzoekers met de pers mogen spreken over hun eigen werk.
    why:
      en: Our policy leaves contacts with the press to the researcher.
      nl: Ons beleid laat contact met de pers aan de onderzoeker.
  long_delay:
    checker: %topic%.long_delay
    title:
      en: Publication delayed for longer than our policy allows
      nl: Publicatie langer uitgesteld dan ons beleid toestaat
    message:
      en: Check the period against our limit of six months.
      nl: Toets de termijn aan onze grens van zes maanden.
    why:
      en: Our policy allows a delay of at most six months.
      nl: Ons beleid staat hoogstens zes maanden uitstel toe.
"""

ENGLISH = """\
# Write the misses first: sentences that your institution accepts. Then the hits, then the phrase.
rules:
  press_approval:
    phrases:
      - (journalist*|press) … consent
    examples:
      hits:
        - "[[Researchers shall not speak to journalists without the prior consent of Partner.]]"
        - "[[Contacts with the press require consent.]]"
      misses:
        - Researchers may speak to the press about their own work.
        - Consent of the participants is asked in writing.
"""

DUTCH = """\
# Schrijf eerst wat stil moet blijven: zinnen die uw instelling aanvaardt. Dan wat gevonden moet worden, dan de woorden.
rules:
  press_approval:
    phrases:
      - (journalist*|pers) … toestemming
    examples:
      hits:
        - "[[Onderzoekers spreken niet met journalisten zonder toestemming van Partner.]]"
        - "[[Contact met de pers vereist toestemming.]]"
      misses:
        - Onderzoekers mogen met de pers over hun eigen werk spreken.
        - Deelnemers geven schriftelijk toestemming.
"""

TEST = '''\
"""The rules prove themselves without test code; this is for the checker, and for whole documents."""

import pytest
from contract_scan.testing import agreement, assert_found, assert_silent

from %module%.checker import LongDelay


def test_a_long_delay_is_found() -> None:
    """Eighteen months is longer than six."""
    document = agreement("Publication may be delayed for eighteen (18) months.", clause="7", language="en")

    assert_found(LongDelay(), document, "eighteen (18) months")


@pytest.mark.parametrize(
    ("language", "clause"),
    [
        ("en", "Publication may be delayed for two years."),
        ("en", "Partner may delay publication by 540 days."),
        ("en", "Partner may delay publication indefinitely."),
        ("nl", "De publicatie wordt negen maanden uitgesteld."),
    ],
)
def test_it_is_found_however_it_is_written(language: str, clause: str) -> None:
    """Years, days, without end; and in Dutch."""
    assert_found(LongDelay(), agreement(clause, clause="7", language=language), clause)


def test_a_short_delay_is_not() -> None:
    """Three months is within our policy."""
    document = agreement("Publication may be delayed for three (3) months.", clause="7", language="en")

    assert_silent(LongDelay(), document)
'''

README = """\
# contract-scan-%name%

House rules for contract-scan.

    pip install -e .
    contract-scan plugins
    pytest

The rules are in `%module%/rules/%topic%`: `rules.yaml` says what a rule means, `en.yaml` and `nl.yaml` hold its words.
"""

FILES = {
    "pyproject.toml": PYPROJECT,
    "README.md": README,
    "%module%/__init__.py": PLUGIN,
    "%module%/checker.py": CHECKER,
    "%module%/rules/%topic%/rules.yaml": RULES,
    "%module%/rules/%topic%/en.yaml": ENGLISH,
    "%module%/rules/%topic%/nl.yaml": DUTCH,
    "tests/test_%topic%.py": TEST,
}
