"""What tests share: documents made of blocks, the fixtures, and a setup that is prepared once."""

from __future__ import annotations

import atexit
import gc
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import contract_scan
import contract_scan_builtins
from contract_scan.document import Block, BlockKind, Document, DocumentBuilder, Mark, Source, Span
from contract_scan.read import read
from contract_scan.scan import Scan
from contract_scan.scanning import scan_document
from contract_scan.setup import Setup, prepare

# A suite that runs in the background, or goes on after its terminal is gone, ignores ^C or the end of the terminal, and
# so would every command that it starts.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
    signal.signal(signal.SIGHUP, signal.SIG_DFL)

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "fixtures" / "documents"
#: The source of what is tested: of the checkout, or of the wheel where that is installed.
SOURCES = [Path(str(package.__file__)).parent for package in (contract_scan, contract_scan_builtins)]

# Nothing a developer or a machine has set may change what the tests see.
for name in [name for name in os.environ if name.startswith("CONTRACT_SCAN_")]:
    del os.environ[name]
# What is kept between runs is shared by all processes of this run of the tests, and by no other run.
if "TESTS_CACHE" not in os.environ:
    os.environ["TESTS_CACHE"] = tempfile.mkdtemp(prefix="contract-scan-tests-")
    atexit.register(shutil.rmtree, os.environ["TESTS_CACHE"], ignore_errors=True)
os.environ["CONTRACT_SCAN_CACHE"] = os.environ["TESTS_CACHE"]
# How long an example takes to make or to try is a matter of how busy the machine is.
settings.register_profile("contract-scan", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("contract-scan")
# Neither a process that a test starts nor the next run of the tests need compile all code again.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
# Lists that a developer imported are nobody else's.
NO_LISTS = ROOT / "tests" / "no-lists-here"
os.environ["CONTRACT_SCAN_LISTS"] = str(NO_LISTS)


def pytest_configure(config: pytest.Config) -> None:
    """Make the mark of long tests known."""
    config.addinivalue_line("markers", "long: takes more than ten seconds, and so begins first")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest, so that no core is idle at the end; all else stays in its order."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_collection_finish() -> None:
    """Look for garbage seldom, and never among what there is by now: thousands of tests, which all stay."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(scope="session")
def setup() -> Setup:
    """Everything a scan needs, with the built-in plugins only."""
    return prepare(installed=False, lists=NO_LISTS)


ScanOf = Callable[[str], Scan]


@pytest.fixture(scope="session")
def scan_of(setup: Setup) -> ScanOf:
    """Return the scan of one of our own documents by its name; each is scanned once."""
    return cache(lambda name: scan_document(read(FIXTURES / name, setup.readers, ocr="never"), setup))


@pytest.fixture
def fixtures() -> Path:
    """The folder of our own documents."""
    return FIXTURES


Line = str | tuple[BlockKind, str]
MakeDocument = Callable[..., Document]


@pytest.fixture
def make_document() -> MakeDocument:
    """Make a document of lines: paragraphs, or (kind, text)."""

    def make(*lines: Line, language: str | None = "en", marks: Iterable[Mark] = ()) -> Document:
        builder = DocumentBuilder()
        for line in lines:
            kind, text = line if isinstance(line, tuple) else ("paragraph", line)
            builder.add(Block(kind, Span(0, 0), language=language), text)
        document = builder.build(Source("made.txt", "0" * 64, "text"))
        return Document(document.source, document.text, document.blocks, tuple(marks))

    return make
