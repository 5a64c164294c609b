"""Facts in a text: periods, amounts, percentages, dates and codes, with their place and their normalised value.

The words by which a language says them are data (see `contract_scan.facts.words`); what stands here is grammar.
"""

from __future__ import annotations

from contract_scan.facts.find import find_facts
from contract_scan.facts.quantity import Quantity, quantities_in
from contract_scan.facts.words import languages

__all__ = ["Quantity", "find_facts", "languages", "quantities_in"]
