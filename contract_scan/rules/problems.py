"""What can be wrong with a rule, as an error that names the file, the line and the column."""

from __future__ import annotations

from contract_scan.errors import RuleError
from contract_scan.rules.model import Where


class BrokenRuleError(RuleError):
    """A rule, or a whole rule file, is broken. Values: path, line, column and what the sentence needs."""

    area = "rules"

    @classmethod
    def at(cls, where: Where, key: str, /, **values: str | int | float) -> BrokenRuleError:
        """Return the error at a place; `key` is its sentence in the catalogue of the rules."""
        return cls(key, path=where.path, line=where.line, column=where.column, **values)
