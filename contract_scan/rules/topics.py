"""Which topic folders a folder stands for: itself where it holds a rule file, or those right under it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from contract_scan.rules.groups import COMMON
from contract_scan.rules.rule_files import KNOWLEDGE, MEANINGS


def topics_in(folder: Path) -> list[Path]:
    """Return the topic folders of a folder, in order of name."""
    return [folder] if (folder / MEANINGS).exists() else sorted(p.parent for p in folder.glob(f"*/{MEANINGS}"))


def topics_of(folders: Iterable[Path]) -> list[Path]:
    """Return the topic folders of some folders, each once; of the built-in knowledge where none are given."""
    given = list(folders) or [KNOWLEDGE]
    return list(dict.fromkeys(topic for folder in given for topic in topics_in(folder)))


def word_folders(folders: Iterable[Path]) -> list[Path]:
    """Return the folders of shared word groups that can be judged: all their topics are given."""
    given = list(folders) or [KNOWLEDGE]
    return [folder / COMMON for folder in given if (folder / COMMON).is_dir() and not (folder / MEANINGS).exists()]
