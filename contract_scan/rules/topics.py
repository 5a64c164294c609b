"""Which topic folders a folder stands for: itself where it holds a rule file, or those right under it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from contract_scan.errors import RuleError
from contract_scan.rules.groups import COMMON
from contract_scan.rules.problems import BrokenRuleError
from contract_scan.rules.rule_files import HOUSE, KNOWLEDGE, MEANINGS

#: How a file is called, without its ending, that somebody meant to be read: rules, or the words of a language.
_MEANT = re.compile(r"rules?|[a-z]{2}", re.IGNORECASE)
#: How far below a folder files are looked for that nobody reads.
_DEPTH = 3


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


def unread_in(folder: Path) -> list[RuleError]:
    """Return an error for each place in a rules folder with rule files that nobody reads.

    A file of another ending than ``.yaml``, and rules that stand in no topic: right in the folder, or too deep in it.
    """
    if folder == KNOWLEDGE:
        return []
    topics, meant = topics_in(folder), list(_meant(folder))
    misnamed = [path for path in meant if path.suffix != ".yaml"]
    found: list[RuleError] = [
        BrokenRuleError("yml", path=str(path), line=1, column=1)
        for path in misnamed
        if path.suffix != ".yml" or path.parent not in topics  # the others are told where their topic is read
    ]
    read = {*topics, *(path.parent for path in misnamed)}
    for path in meant:
        shared = path.parent.name in (COMMON, HOUSE) and path.parent.parent in (folder, folder.parent)
        if path.parent not in read and not shared:
            read.add(path.parent)
            found.append(BrokenRuleError("no_topic", path=str(path), folder=str(folder), line=1, column=1))
    return found


def _meant(folder: Path) -> Iterator[Path]:
    """Yield the files in and below a folder that somebody meant to be read as rules, in order of path."""
    found = (path for depth in range(_DEPTH) for path in folder.glob("*/" * depth + "*.[yY]*[mM][lL]"))
    for path in sorted(found):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and path.suffix.lower() in (".yaml", ".yml") and _MEANT.fullmatch(path.stem):
            yield path
