"""Words that every text or contract is full of, and that therefore say little about where a rule may match."""

from __future__ import annotations

from functools import cache

from contract_scan.language_data import language_data
from contract_scan.yaml_files import knowledge


@cache
def frequent_words() -> frozenset[str]:
    """Return the stop words of all languages and the words that contracts are full of, folded."""
    lines = list(knowledge("style", "frequent")["frequent"])
    lines += [str(data.get("stop_words", "")) for data in language_data().values()]
    return frozenset(word.lower() for line in lines for word in line.split())
