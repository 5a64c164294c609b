"""Question letters: for what a document leaves open, one short polite letter to each person who may know."""

from contract_scan.letters.write import Letter, letters

__all__ = ["Letter", "letters"]
