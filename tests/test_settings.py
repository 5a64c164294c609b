"""Settings are one value that is handed down: two runs in one process cannot disturb each other."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from contract_scan.read import read_bytes
from contract_scan.read.request import Limits
from contract_scan.scanning import scan_document
from contract_scan.settings import Settings, settings_from_json, settings_to_json
from contract_scan.setup import Setup, prepare_with
from tests.conftest import NO_LISTS, SOURCES

DRAFT = """This Agreement is between Universiteit Oost, established in Utrecht, the Netherlands (the “University”), and
Lotus University, established in Beijing, China (“Lotus”).
""".encode()


def whose(setup: Setup) -> list[object]:
    scan = scan_document(read_bytes(DRAFT, "draft.txt", setup.readers), setup)
    return [f.attributes["name"] for f in scan.findings if f.attributes.get("we")]


def test_two_setups_at_the_same_time_have_nothing_to_do_with_each_other():
    before = dict(os.environ)
    names = ("Universiteit Oost", "Lotus University")
    setups = [prepare_with(Settings(installed=False, lists=NO_LISTS, institution=(name,))) for name in names]
    with ThreadPoolExecutor(2) as threads:
        assert list(threads.map(whose, setups * 2)) == [[name] for name in names * 2]
    assert dict(os.environ) == before


def test_settings_cross_to_another_process_as_they_are_with_absolute_paths():
    settings = Settings(lists=Path("lists"), limits=Limits(pages=7), suppress={"a.b": "why"}, password="x")
    back = settings_from_json(settings_to_json(settings))
    assert back.lists == Path.cwd() / "lists"
    assert settings_to_json(back) == settings_to_json(settings)
    assert "'x'" not in repr(back)


def test_nothing_below_the_command_line_writes_to_the_environment_or_looks_settings_up_there():
    allowed = {"cli", "config.py", "cache_folder.py"}  # the cache is the machine's, not the run's
    found = [
        path.relative_to(room.parent).as_posix()
        for room in SOURCES
        for path in room.rglob("*.py")
        if not allowed & set(path.relative_to(room).parts)
        and ("os.environ[" in path.read_text() or "os.environ.get" in path.read_text())
    ]
    # Where a register keeps its projection, and a desk its files, is the machine's too; the others are switches with
    # which an author looks into plugins at work, and no settings.
    machine = {"contract_scan/register/projection.py", "contract_scan/desk/home.py", "contract_scan/desk/users.py"}
    assert found
    assert set(found) <= machine | {"contract_scan/plugins.py", "contract_scan/trace.py"}
