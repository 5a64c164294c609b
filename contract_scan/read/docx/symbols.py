"""Signs that Word writes as a character of a symbol font, as the characters they stand for."""

from __future__ import annotations

_WINGDINGS = {0x6C: "●", 0x6E: "■", 0x6F: "☐", 0x71: "☐", 0x72: "☐", 0xA7: "▪", 0xA8: "☐", 0xD8: "➢", 0xE0: "→"}
_WINGDINGS |= {0xE8: "→", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☒", 0x4A: "☺", 0x2A: "✉", 0x28: "☎"}
_WINGDINGS_2 = {0x50: "✓", 0x4F: "✗", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "☐", 0x30: "☐"}
_SYMBOL = dict(
    zip(
        (0xA3, 0xB3, 0xB1, 0xB4, 0xB0, 0xB7, 0xA5, 0xB9, 0xBB, 0xAE, 0xDE, 0x2D, 0xA2, 0xB8, 0xD2, 0xD3, 0xD4, 0xA0),
        "≤≥±×°•∞≠≈→⇒−′÷®©™€",
        strict=True,
    )
)
_SYMBOL |= dict(
    zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True),
)
_SYMBOL |= dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True))
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}
UNKNOWN = "\ufffd"


def symbol(font: str | None, code: str | None) -> str:
    """Return the character of a w:sym: `code` is hexadecimal. One that is not known is U+FFFD, never nothing."""
    try:
        value = int(code or "", 16)
    except ValueError:
        return UNKNOWN
    table = _FONTS.get((font or "").lower())
    private = 0xF000 <= value <= 0xF0FF
    if table is not None:
        return table.get(value & 0xFF, UNKNOWN)
    if private or not 32 <= value < 0x110000 or 0xD800 <= value <= 0xDFFF:
        return UNKNOWN
    return chr(value)
