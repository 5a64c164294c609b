"""Why a Word file could not be read, each as one clear sentence."""

from __future__ import annotations

from contract_scan.errors import ReadError


class DocxError(ReadError):
    """A Word file could not be read."""

    area = "docx"
