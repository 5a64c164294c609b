"""The scripts of the pages, as each page has them: types hold (JSDoc and tsc), and the linter finds nothing.

Both come from the npm registry, for development only: `npm ci --prefix tests/report/html`. Nothing is built with them.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from contract_scan.desk.pages import REVIEW_SCRIPT
from contract_scan.desk.pages import script as of_the_desk
from contract_scan.report.html.reporter import SCRIPT
from tests.conftest import SOURCES

TOOLS = Path(__file__).parent / "node_modules" / ".bin"
OPTIONS = {
    "allowJs": True,
    "checkJs": True,
    "noEmit": True,
    "strict": True,
    "noImplicitAny": False,  # what a page's template holds is of any type
    "noUnusedLocals": True,
    "noUnusedParameters": True,
    "target": "es2022",
    "lib": ["es2023", "es2024.string", "dom", "dom.iterable"],
    "types": [],
}
LINTER = {
    "env": {"browser": True, "es2024": True},
    "categories": {"correctness": "error"},
    "rules": {
        **dict.fromkeys(("no-undef", "no-var", "prefer-const", "eqeqeq", "no-shadow"), "error"),
        "no-unused-vars": "off",  # pages share functions, and not every page needs all; tsc sees the rest
        "no-useless-spread": "off",  # a set that changes while it is gone through is copied before
    },
}
PAGES = {
    "review": SCRIPT,
    "review at the desk": REVIEW_SCRIPT,
    **{name: ("desk:send", f"desk:{name}") for name in ("upload", "reading", "letters", "rule")},
    "enter": ("desk:enter",),
}

pytestmark = pytest.mark.skipif(not (TOOLS / "tsc").exists(), reason="npm ci --prefix tests/report/html")


def file_of(module: str) -> Path:
    """Return the file of a module as the pages name it."""
    room = "desk" if module.startswith("desk:") else "report/html"
    return SOURCES[0] / room / "script" / f"{module.removeprefix('desk:')}.js"


def said(*command: str | Path, folder: Path) -> str:
    """Return what a tool says."""
    done = subprocess.run(list(map(str, command)), cwd=folder, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr if done.returncode else ""


@pytest.mark.parametrize("page", PAGES)
def test_the_types_of_a_page_hold(page: str, tmp_path: Path) -> None:
    """Its modules know each other as on the page: one after the other, in one scope."""
    project = {"compilerOptions": OPTIONS, "files": [str(file_of(module)) for module in PAGES[page]]}
    (tmp_path / "tsconfig.json").write_text(json.dumps(project), encoding="utf-8")

    assert said(TOOLS / "tsc", "--pretty", "false", folder=tmp_path) == ""


def test_the_linter_finds_nothing(tmp_path: Path) -> None:
    """Over each page's script as a whole, so that every name is known."""
    for name, modules in PAGES.items():
        (tmp_path / f"{name}.js").write_text(of_the_desk(tuple(modules)), encoding="utf-8")
    (tmp_path / ".oxlintrc.json").write_text(json.dumps(LINTER), encoding="utf-8")

    assert said(TOOLS / "oxlint", "--deny-warnings", ".", folder=tmp_path) == ""


def test_every_script_is_on_a_page() -> None:
    """None is left out of what is looked at."""
    looked_at = {file_of(module) for modules in PAGES.values() for module in modules}

    assert looked_at == set(SOURCES[0].rglob("script/*.js"))


def test_a_slip_in_a_script_is_found(tmp_path: Path) -> None:
    """Where nothing could be found, nothing would prove anything."""
    (tmp_path / "slip.js").write_text(
        'const box = document.querySelector("p");\nbox.textContnt = 3;\n', encoding="utf-8"
    )
    (tmp_path / "tsconfig.json").write_text(
        json.dumps({"compilerOptions": OPTIONS, "files": ["slip.js"]}), encoding="utf-8"
    )

    assert "textContnt" in said(TOOLS / "tsc", "--pretty", "false", folder=tmp_path)
