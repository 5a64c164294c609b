"""What a proof says of a rule: where, and what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from contract_scan.errors import RuleError
from contract_scan.messages import DEFAULT, message_key, say
from contract_scan.rules.model import Where


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is wrong with a rule. `key` is its sentence under `area`; `values` fill it in.

    `wanted` and `found` are what an example should give and gives. A `notice` is told but fails nothing.
    """

    key: str
    where: Where
    rule: str = ""
    values: Mapping[str, str | int] = field(default_factory=dict)
    wanted: tuple[str, ...] | None = None
    found: tuple[str, ...] | None = None
    notice: bool = False
    area: str = "rules.proof"

    def lines(self, language: str = DEFAULT) -> list[str]:
        """Return the lines to show: place and sentence, then what was wanted and what was found."""
        values = {name: _one_line(value) for name, value in self.values.items()}
        sentence = say(message_key(self.area, self.key), language, **values)
        rule = f"{self.rule}: " if self.rule else ""
        lines = [f"{self.where.path}:{self.where.line}: {rule}{sentence}"]
        for label, texts in (("wanted", self.wanted), ("found", self.found)):
            if texts is not None:
                shown = texts or (say("rules.proof.nothing", language),)
                lines += [f"    {say(f'rules.proof.{label}', language)} {text}" for text in shown]
        return lines


def problem_of(error: RuleError) -> Problem:
    """Return the problem of a rule file that cannot be read."""
    values: Mapping[str, str | int] = {k: v for k, v in error.values.items() if not isinstance(v, float)}
    where = Where(str(values.get("path", "")), int(values.get("line", 1)), int(values.get("column", 1)))
    return Problem(error.key, where, values=values, area="rules")


def _one_line(value: str | int) -> str | int:
    return " / ".join(value.strip().splitlines()) if isinstance(value, str) else value
