"""The command `contract-scan`. Commands are imported only when they are asked for, so that `--help` is immediate."""

from __future__ import annotations

import contextlib
import errno
import importlib
import os
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import click

from contract_scan import __version__
from contract_scan.cli.language import asked_language, choose_language
from contract_scan.cli.localise import adopt, localise
from contract_scan.cli.speaking import speaking, teach
from contract_scan.errors import ContractScanError, ReadError
from contract_scan.garbage import collecting_seldom
from contract_scan.messages import DEFAULT, say

#: Command name to "module:attribute"; the help of each stands in the message catalogue, area "cli".
COMMANDS = {
    "desk": "contract_scan.cli.desk:desk",
    "scan": "contract_scan.cli.scan:scan",
    "batch": "contract_scan.cli.batch:batch",
    "text": "contract_scan.cli.text:text",
    "compare": "contract_scan.cli.compare:compare",
    "annotate": "contract_scan.cli.annotate:annotate",
    "absorb": "contract_scan.cli.annotate:absorb",
    "questions": "contract_scan.cli.questions:questions",
    "plugins": "contract_scan.cli.plugins:plugins",
    "explain": "contract_scan.cli.explain:explain",
    "rules": "contract_scan.cli.rules:rules",
    "lists": "contract_scan.cli.lists:lists",
    "sources": "contract_scan.cli.sources:sources",
    "dates": "contract_scan.cli.dates:dates",
    "register": "contract_scan.cli.register:register",
    "ask": "contract_scan.cli.ask:ask",
    "repro": "contract_scan.cli.repro:repro",
    "corpus": "contract_scan.cli.corpus:corpus",
    "config": "contract_scan.cli.config:config",
    "doctor": "contract_scan.cli.doctor:doctor",
}


#: What click says of a command that is none; before 8.4 it knew no resembling names.
NO_SUCH_COMMAND: Any = getattr(click.exceptions, "NoSuchCommand", ())
#: The variable by which shells ask what may follow.
COMPLETE = "_CONTRACT_SCAN_COMPLETE"


class LazyGroup(click.Group):
    """A group that imports a command when it is run, and knows its one-line help without importing it."""

    language = DEFAULT
    #: The language that was asked for on the command line or in the environment, if one was.
    asked = ""

    def main(self, *arguments: Any, **how: Any) -> Any:
        """Run as click does, which speaks the language of the group too."""
        with speaking(lambda: self.language):
            return super().main(*arguments, **how)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order people meet them, those of plugins last."""
        return [*COMMANDS, *sorted(plugin_commands())]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command, its help in the chosen language."""
        if cmd_name not in COMMANDS:
            stranger = plugin_command(cmd_name)
            return adopt(stranger, self.language) if stranger else None
        module, attribute = COMMANDS[cmd_name].split(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return localise(command, cmd_name, self.language)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command as click does; of a name that is none, the names that resemble it are told."""
        try:
            return super().resolve_command(ctx, args)
        except NO_SUCH_COMMAND as error:
            # Click knows only the commands that were imported.
            raise type(error)(error.command_name, possibilities=self.list_commands(ctx), ctx=ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands from the message catalogue alone."""
        rows = [(name, say(f"cli.{name}.short", self.language)) for name in COMMANDS]
        rows += [(name, say("cli.command.of", self.language, plugin=of)) for name, of in plugin_commands().items()]
        with formatter.section(say("cli.commands", self.language)):
            formatter.write_dl(rows)


def plugin_commands() -> dict[str, str]:
    """Return the commands of plugins, by name, and where they come from; a built-in command is never replaced."""
    from contract_scan.cli.plugin_commands import origin
    from contract_scan.cli.plugin_commands import plugin_commands as contributed

    return {name: origin(point) for name, point in contributed().items() if name not in COMMANDS}


def plugin_command(name: str) -> click.Command | None:
    """Import and return a command of a plugin; None where there is none of the name."""
    from contract_scan.cli.plugin_commands import load_command
    from contract_scan.cli.plugin_commands import plugin_commands as contributed

    point = contributed().get(name)
    return load_command(point) if point else None


def complete(group: click.Group, instruction: str) -> NoReturn:
    """Answer a shell that asks what may follow, or for the lines that make it ask; see docs/installing.md."""
    from click.shell_completion import shell_complete

    teach()
    sys.exit(shell_complete(group, {}, "contract-scan", COMPLETE, instruction))


def build(language: str) -> LazyGroup:
    """Return the command line in a language."""
    with speaking(lambda: language):
        group = _group()
    group.language = language
    localise(group, "main", language)
    return group


def _group() -> LazyGroup:
    @click.group(cls=LazyGroup, name="contract-scan", context_settings={"help_option_names": ["-h", "--help"]})
    @click.version_option(__version__, prog_name="contract-scan")
    @click.option("--lang", type=click.Choice(["en", "nl"]), expose_value=False)
    def contract_scan() -> None:
        pass

    return contract_scan


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line. Exit codes: 0 done, 1 unreadable, 2 wrong usage, 3 `--fail-on`, 4 a part failed."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    language = choose_language(given, os.environ)
    group = build(language)
    group.asked = asked_language(given, os.environ)
    with speaking(lambda: group.language):
        if os.environ.get(COMPLETE):
            complete(group, os.environ[COMPLETE])
        _damaged_cache()
        try:
            _run(group, given)
        finally:
            _tell_of_damage(group.language)


def _damaged_cache() -> object:
    """Return the cache folder where something in it was damaged; one that nothing was asked of is not imported."""
    cache = sys.modules.get("contract_scan.cache_folder")
    return cache.forget_damaged() if cache else None


def _tell_of_damage(language: str) -> None:
    """Say that what was kept between runs was damaged: it was made anew, and somebody may want to know why."""
    place = _damaged_cache()
    if place is not None:
        with contextlib.suppress(OSError):
            click.echo(f"contract-scan: {say('cli.cache_damaged', language, path=place)}", err=True)


def _run(group: LazyGroup, given: list[str]) -> None:
    """Run a command and end with its exit code; what goes wrong is one sentence in the language of the run."""
    try:
        with collecting_seldom(), group.make_context("contract-scan", given) as context:
            group.invoke(context)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except (click.exceptions.Abort, KeyboardInterrupt):
        click.echo(say("cli.aborted", group.language), err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except ContractScanError as error:
        click.echo(f"contract-scan: {error.sentence(group.language)}", err=True)
        sys.exit(1 if isinstance(error, ReadError) else 2)
    except OSError as error:
        end_of_output(error, group.language)


def end_of_output(error: OSError, language: str) -> NoReturn:
    """Say in one sentence that standard output was closed or is full, and end; raise what is no matter of ours."""
    closed = isinstance(error, BrokenPipeError)
    if not closed and error.errno not in (errno.ENOSPC, errno.EIO, errno.EBADF):
        raise error
    click.echo(f"contract-scan: {say('cli.output_closed' if closed else 'cli.output_full', language)}", err=True)
    with contextlib.suppress(OSError, ValueError):  # what Python still holds for it goes nowhere
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(1)
