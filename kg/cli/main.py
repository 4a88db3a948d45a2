"""The group of commands, loaded one by one when called, and the one place where errors become exit codes."""

from __future__ import annotations

import keyword
import os
import sys
from importlib import import_module

import click

from kg.cli.console import complain
from kg.errors import KgError

COMMANDS = {
    "build": "kg.cli.build",
    "extract": "kg.cli.extract",
    "query": "kg.cli.query",
    "export": "kg.cli.export",
    "plot": "kg.cli.plot",
    "import": "kg.cli.import_",
    "serve": "kg.cli.serve",
    "link": "kg.cli.link",
    "review": "kg.cli.review",
    "validate": "kg.cli.check",
    "verify": "kg.cli.check",
    "stats": "kg.cli.stats",
}


class LazyGroup(click.Group):
    """A group that imports the module of a command when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the commands in the order of their use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command, or give None when there is none of that name."""
        module = COMMANDS.get(cmd_name)
        name = f"{cmd_name}_" if keyword.iskeyword(cmd_name) else cmd_name
        command = getattr(import_module(module), name) if module else None
        return command if isinstance(command, click.Command) else None


EPILOG = """\b
Shell completion:
  bash  eval "$(_KG_COMPLETE=bash_source kg)"
  zsh   eval "$(_KG_COMPLETE=zsh_source kg)"
  fish  _KG_COMPLETE=fish_source kg | source"""


@click.group(cls=LazyGroup, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="newskg", prog_name="kg")
def kg() -> None:
    """Build a knowledge graph from news, and ask it who did, said or agreed what, with the words that prove it.

    Data goes to standard output, progress to standard error. Exit codes: 0 fine, 1 failure or data that does not
    conform, 2 wrong usage, 130 interrupted.
    """


def main() -> None:
    """Run the command line and exit."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command and give its exit code; nothing escapes but bugs."""
    try:
        code = kg.main(arguments, prog_name="kg", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        return _usage(error)
    except KgError as error:
        complain(error)
    except (click.Abort, KeyboardInterrupt):
        complain("interrupted")
        return 130
    except (BrokenPipeError, SystemExit):
        # The reader has closed the pipe (click turns that into SystemExit): it has what it wanted, and that is no
        # failure. Python would complain of what it cannot flush while it exits.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        complain(KgError(error.strerror or str(error), where=str(error.filename) if error.filename else None))
    return 1


def _usage(error: click.ClickException) -> int:
    context = getattr(error, "ctx", None)
    help_command = f"{context.command_path} --help" if context else "kg --help"
    complain(f"{error.format_message().rstrip('.')}; valid: see {help_command}")
    return error.exit_code
