"""ZIP-based files with fixed dates inside, so that the same input gives the same bytes."""

from __future__ import annotations

import io
import zipfile


def with_fixed_dates(data: bytes) -> bytes:
    """Return the archive with every entry as it is, dated at the beginning of ZIP time."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return out.getvalue()
