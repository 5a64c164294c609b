"""Writes what the documentation takes from code and rules: `make docs`, or `python docs/build.py`.

The tested samples and the names of the public interface are put in the pages; the pages of coverage and of what is
installed are made anew.
"""

from __future__ import annotations

import inspect
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = re.compile(r"(<!-- sample: (tests/samples/\S+) -->)\n(?:\n```python\n.*?```\n)?", re.DOTALL)


def with_samples(page: str) -> str:
    """Return a page with every sample as its file has it."""

    def sample(match: re.Match[str]) -> str:
        return f"{match.group(1)}\n\n```python\n{(ROOT / match.group(2)).read_text(encoding='utf-8')}```\n"

    return SAMPLE.sub(sample, page)


NAMES = re.compile(r"(<!-- names -->\n).*", re.DOTALL)


def with_names(page: str) -> str:
    """Return the page on the public interface with every name, its signature and what its docstring says."""
    return NAMES.sub(lambda match: match.group(1) + "\n".join(_names()), page)


def _names() -> Iterator[str]:
    import contract_scan

    for name in contract_scan.__all__:
        if name != "__version__":
            value = getattr(contract_scan, name)
            yield f"\n## `{signature(name, value)}`\n\n{inspect.getdoc(value) or ''}\n"


#: A type as Python writes it where annotations are kept as text; what an argument is by default keeps its quotes.
_QUOTED_TYPE = re.compile(r"(: |-> )(['\"])(.*?)\2(?=,|\)| =|$)")


def signature(name: str, value: object) -> str:
    """Return how something is called; of a protocol and of what is no function of Python's its name alone."""
    if getattr(value, "_is_protocol", False) or not (inspect.isfunction(value) or inspect.isclass(value)):
        return name
    if inspect.isclass(value) and issubclass(value, Exception):
        return name
    arguments = _QUOTED_TYPE.sub(r"\1\3", str(inspect.signature(value))).removesuffix(" -> None")
    return f"{name}{re.sub(r'<factory>', '{}', arguments)}"


LAYERS = re.compile(r"(<!-- layers -->\n).*(<!-- end of layers -->)", re.DOTALL)


def with_layers(page: str) -> str:
    """Return a page with the picture of the engine's layers, as the contract in pyproject.toml has them."""
    return LAYERS.sub(lambda match: f"{match[1]}\n```text\n{_picture()}```\n\n{match[2]}", page)


def _picture() -> str:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    layers = settings["contracts"][0]["layers"]
    rows = [re.sub(r"\s*[|:]\s*", "   ", layer) for layer in layers]
    width = max(map(len, rows)) + 4
    edge = f"+{'-' * width}+\n"
    return edge + edge.join(f"|{row:^{width}}|\n" for row in rows) + edge


def pages() -> dict[Path, str]:
    """Return every page of the documentation as it should be, by its path."""
    from contract_scan.coverage import coverage_page
    from contract_scan.inventory import inventory_page
    from contract_scan.settings import Settings
    from contract_scan.setup import prepare_with

    found = {path: path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").glob("*.md"))}
    setup = prepare_with(Settings(installed=False, names=("never",)))
    found[ROOT / "docs" / "coverage.md"] = coverage_page(setup)
    found[ROOT / "docs" / "installed.md"] = inventory_page(setup, {})
    found[ROOT / "CONTRIBUTING.md"] = with_layers((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    return {path: with_names(with_samples(text)) for path, text in found.items()}


if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")
