"""Importing what universities already have: a dry run, refusals row by row, and the same file twice changes nothing."""

from __future__ import annotations

from contract_scan.register.imports.choose import read_source
from contract_scan.register.imports.exported import planned_export
from contract_scan.register.imports.model import Read, Record, Refusal
from contract_scan.register.imports.plan import Plan, planned, summary

__all__ = ["Plan", "Read", "Record", "Refusal", "planned", "planned_export", "read_source", "summary"]
