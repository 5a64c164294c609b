"""The ratchet of accuracy reads what a scorer prints, and says what has fallen."""

from __future__ import annotations

from benchmarks.ratchet import faults, rows_of

PRINTED = """
secrecy                    P  0.69  R  0.60  F1  0.64   found 31/52   right 31/45
ip_transfer                P   nan  R  0.00  F1   nan   found 0/10   right 0/0
ALL FIVE MAIN KINDS        P  0.79  R  0.56  F1  0.65   found 94/168   right 88/112
evidence found 0.67 (58/86), claimed where there is none 0.06 (5/84), false 'nothing found' 0.33 (28/86)
"""


def test_every_row_is_read() -> None:
    """Kinds, their sum, and the states of questions."""
    rows = rows_of(PRINTED)

    assert {"P": 0.79, "R": 0.56, "F1": 0.65} == rows["ALL FIVE MAIN KINDS"]
    assert {"found": 0.67, "claimed": 0.06, "false nothing": 0.33} == rows["questions"]


def test_what_has_fallen_is_named_and_what_stands_at_its_floor_is_not() -> None:
    """Both bounds hold, and equal is enough."""
    measured = rows_of(PRINTED)["questions"]

    assert [] == list(faults({"least": {"found": 0.67}, "most": {"claimed": 0.06}}, measured))
    assert ["found 0.67 is below 0.70", "claimed 0.06 is above 0.05"] == list(
        faults({"least": {"found": 0.70}, "most": {"claimed": 0.05}}, measured)
    )
