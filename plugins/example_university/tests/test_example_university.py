"""The rules prove themselves without test code; this is for the checker, and for whole documents."""

from contract_scan.testing import agreement, assert_found, assert_silent
from contract_scan_example_university.checker import LongDelay


def test_a_long_delay_is_found() -> None:
    """Eighteen months is longer than six."""
    document = agreement("Publication may be delayed for eighteen (18) months.", clause="7", language="en")

    assert_found(LongDelay(), document, "eighteen (18) months")


def test_a_short_delay_is_not() -> None:
    """Three months is within our policy."""
    document = agreement("Publication may be delayed for three (3) months.", clause="7", language="en")

    assert_silent(LongDelay(), document)
