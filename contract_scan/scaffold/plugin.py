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

import re
from collections.abc import Iterable

from contract_scan import Document, Finding, Span, find_facts

#: Our policy: publication is never delayed for longer than this many months.
MONTHS = 6


class LongDelay:
    """Finds sentences that delay publication for longer than our policy allows."""

    name = "%topic%.long_delay"
    questions = ("5.1",)

    def check(self, document: Document) -> Iterable[Finding]:
        """Yield a finding for each paragraph about publishing with a period over the limit."""
        for block in document.blocks:
            text = document.quote(block.span)
            if not re.search(r"publi[sc]", text, re.IGNORECASE):
                continue
            for fact in find_facts(text, block.language, ["period"], block.span.start):
                months = re.fullmatch(r"P(\\d+)M", fact.value)
                if months and int(months.group(1)) > MONTHS:
                    yield Finding(
                        kind="publication_restriction",
                        span=Span(block.span.start, block.span.end),
                        quote=text,
                        rule="%topic%.long_delay",
                        attributes={"kind": "delay", "period": fact.value},
                        marked=(fact.span,),
                    )
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

from contract_scan.testing import agreement, assert_found, assert_silent

from %module%.checker import LongDelay


def test_a_long_delay_is_found() -> None:
    """Eighteen months is longer than six."""
    document = agreement("Publication may be delayed for eighteen (18) months.", clause="7", language="en")

    assert_found(LongDelay(), document, "eighteen (18) months")


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
