"""The page of what is installed: each plugin with what it contributes, its settings, and what failed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from contract_scan.messages import say

if TYPE_CHECKING:
    from contract_scan.plugins import Contribution
    from contract_scan.setup import Setup

Given = Mapping[str, Sequence["Contribution"]]


def inventory_page(setup: Setup, commands: Mapping[str, str], language: str = "en") -> str:
    """Return what is installed as a Markdown page; docs/installed.md is held to it by a test.

    `commands` are the commands of plugins, each with the distribution that it comes from.
    """
    from contract_scan.plugins import HOOKS
    from contract_scan.report.phrases import failure_sentence

    plugins = setup.plugins
    given = {hook: plugins.contributions(hook) for hook in HOOKS}
    lines = [f"# {say('cli.plugins.page.title', language)}", "", say("cli.plugins.page.intro", language), ""]
    for built_in, key in ((False, "outside"), (True, "built_in")):
        names = sorted(name for name in plugins.versions if (name in plugins.builtin) == built_in)
        if names:
            lines += [f"## {say(f'cli.plugins.page.{key}', language)}", ""]
        for name in names:
            told = list(_plugin(name, setup, given, language)) or [say("cli.plugins.page.nothing", language)]
            lines += [f"### {name} {plugins.versions[name]}".rstrip(), "", *told, ""]
    if commands:
        lines += [f"## {say('report.hook.commands', language)}", ""]
        lines += [*(f"- `contract-scan {name}` ({origin})" for name, origin in sorted(commands.items())), ""]
    if setup.failures:
        lines += [f"## {say('report.unread_title', language)}", ""]
        lines += [*(f"- {failure_sentence(failure, language)}" for failure in setup.failures), ""]
    return "\n".join(lines)


def _plugin(name: str, setup: Setup, given: Given, language: str) -> Iterator[str]:
    for hook, contributions in given.items():
        own = [one.value for one in contributions if one.plugin == name]
        told = _topics(name, setup, language) if hook == "patterns" else [_described(value) for value in own]
        if own and told:
            yield f"- {say(f'report.hook.{hook}', language)}: {', '.join(told)}"
    apart = setup.plugins.apart.get(name)
    if apart and apart[1].settings:
        told = [f"`{key} = {value}`" for key, value in apart[1].settings.items()]
        yield f"- {say('cli.plugins.settings', language)}: {', '.join(told)}"


def _described(value: Any) -> str:
    """Return a contribution with what it is for: the questions it bears on, or the endings of its files."""
    if isinstance(value, Path):
        return f"`{value.name}`"
    name = str(getattr(value, "name", "") or getattr(value, "kind", "") or type(value).__name__)
    about = getattr(value, "questions", ()) or getattr(value, "suffixes", ()) or (getattr(value, "suffix", ""),)
    return f"`{name}`" + (f" ({', '.join(about)})" if any(about) else "")


def _topics(plugin: str, setup: Setup, language: str) -> list[str]:
    """Return the topics of a plugin's rules, each with how many there are."""
    own = [meaning for meaning in setup.meanings.values() if meaning.plugin == plugin]
    counted = sorted(Counter(meaning.topic for meaning in own).items())
    return [f"`{topic}` ({say('cli.plugins.page.rules', language, count=number)})" for topic, number in counted]
