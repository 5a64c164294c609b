"""The parties of a document: a checker that finds them, and the table of who is who that all others ask (`who.py`)."""

from contract_scan_builtins.parties.checker import PARTY, ROLE_WITHOUT_NAME, PartyChecker, checkers

__all__ = ["PARTY", "ROLE_WITHOUT_NAME", "PartyChecker", "checkers"]
