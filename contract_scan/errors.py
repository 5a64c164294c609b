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


class ApartError(Exception):
    """A plugin's process did not answer. `reason` is a key of the messages "failures": for a checker of it with
    ``checker_`` before."""

    def __init__(self, reason: str, **details: str | float) -> None:
        super().__init__(reason)
        self.reason, self.details = reason, details


class RemoteError(Exception):
    """A plugin raised in its process; `error` is the name of what it raised."""

    def __init__(self, error: str) -> None:
        super().__init__(error)
        self.error = error


def named(error: object) -> str:
    """Return what an error is called, by its type; of one that a plugin raised in its process, by that.

    A type may be called anything at run time, also by words of a document; then it is only an exception.
    """
    if isinstance(error, ApartError):
        return error.reason
    name = error.error if isinstance(error, RemoteError) else type(error).__name__
    return name if name.isidentifier() else "Exception"
