"""What the tests of reading share: the built-in readers, and reading bytes under a name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from contract_scan.document import Document
from contract_scan.errors import ReadError
from contract_scan.hookspecs import Reader
from contract_scan.read import read_all_bytes, read_bytes

Read = Callable[..., Document]
ReadAll = Callable[..., tuple[Document | ReadError, ...]]


@pytest.fixture(scope="session")
def readers() -> Sequence[Reader]:
    """Every built-in reader."""
    from contract_scan_builtins.readers import readers

    return list(readers())


@pytest.fixture
def read_as(readers: Sequence[Reader]) -> Read:
    """Read bytes as if they were a file of some name."""

    def read(name: str, data: bytes | str, **options: Any) -> Document:
        return read_bytes(data.encode() if isinstance(data, str) else data, name, readers, **options)

    return read


@pytest.fixture
def read_all_as(readers: Sequence[Reader]) -> ReadAll:
    """Read all documents in bytes as if they were a file of some name."""

    def read(name: str, data: bytes, **options: Any) -> tuple[Document | ReadError, ...]:
        return read_all_bytes(data, name, readers, **options)

    return read
