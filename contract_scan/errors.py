"""What can go wrong, each as one clear sentence: what, where, what to do next. No error carries document text."""

from __future__ import annotations

from contract_scan.messages import DEFAULT, message_key, say


class ContractScanError(Exception):
    """An error with a message in Dutch and English. `key` names the message, `values` fill it in."""

    area = "errors"

    def __init__(self, key: str, /, **values: str | int | float) -> None:
        super().__init__(key)
        self.key = key
        self.values = values

    def sentence(self, language: str = DEFAULT) -> str:
        """Return the sentence to show, in a language."""
        return say(message_key(self.area, self.key), language, **self.values)

    def __str__(self) -> str:
        return self.sentence()


class ReadError(ContractScanError):
    """A document could not be read. Exit code 1."""


class UsageError(ContractScanError):
    """The command was given something it cannot work with. Exit code 2."""


class RuleError(ContractScanError):
    """A rule, or a whole rule file, is broken. Values: file, line, column and what is wrong."""


class PluginError(ContractScanError):
    """A plugin could not be loaded, or its contribution could not be used."""


class ModelError(ContractScanError):
    """A model that only proposes candidates cannot be used. Values: its `name`, and what its sentence needs."""

    area = "failures"
