"""`sgdash`: its commands, and how a failure is told."""

import sys
from importlib import import_module
from typing import Any

import click

from sgdash.cli.options import data_option
from sgdash.errors import SgdashError
from sgdash.program.problems import BrokenProgramError

COMMANDS = {
    "attendance": (
        "sgdash.cli.attendance",
        "Who was at which session; `attendance import` reads a report.",
    ),
    "calendar": ("sgdash.cli.schedule", "The sessions as a calendar file to subscribe to."),
    "check": ("sgdash.cli.check", "Every problem of the program files."),
    "collect": ("sgdash.cli.collect", "Read a program's repository into the store."),
    "diff": ("sgdash.cli.freeze", "What moved since a list was frozen."),
    "findings": (
        "sgdash.cli.ask",
        "What does not add up, such as a wrong author.",
    ),
    "freeze": ("sgdash.cli.freeze", "Keep the verdicts of a moment, with what they rest on."),
    "presenters": ("sgdash.cli.ask", "Who has led sessions, and who could lead next."),
    "serve": ("sgdash.cli.serve", "Open the dashboard."),
    "similar": ("sgdash.cli.ask", "Identical work of several members, to be looked at."),
    "status": ("sgdash.cli.ask", "Where each submission stands."),
    "unmatched": ("sgdash.cli.unmatched", "What matched no member or no exercise, and why."),
    "verdicts": ("sgdash.cli.ask", "Who is eligible for the certificate, and why."),
    "whatif": ("sgdash.cli.whatif", "Who would change if the program file said otherwise."),
}

DONE, DATA_HAS_PROBLEMS, COMMAND_WAS_WRONG = 0, 1, 2


class _Commands(click.Group):
    """Commands that are imported when they are called: collecting must not wait for pandas."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(COMMANDS[cmd_name][0]), cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, told) for name, (_, told) in COMMANDS.items()])


@click.group(cls=_Commands)
@click.version_option(package_name="sgdash")
@data_option
@click.pass_context
def sgdash(ctx: click.Context, data: str | None) -> None:
    """The dashboard of a study group whose work lives in a GitHub repository."""
    if data is not None:  # as if it stood behind the command, where another one is meant instead
        named = {"data": data}
        of_attendance = {"of": named, "import": named}  # they are commands of their own
        ctx.default_map = dict.fromkeys(COMMANDS, named) | {"attendance": of_attendance}


def main(args: list[str] | None = None) -> None:
    """Run a command; a failure is one line on standard error, never a traceback."""
    try:
        code: Any = sgdash.main(args=args, prog_name="sgdash", standalone_mode=False)
    except click.UsageError as error:
        path = error.ctx.command_path if error.ctx else "sgdash"
        code = _fail(f"{error.format_message()} See `{path} --help`.", COMMAND_WAS_WRONG)
    except click.Abort:
        code = _fail("interrupted; what was finished is kept. Run it again to go on.", 130)
    except BrokenProgramError as error:
        code = _fail(str(error), DATA_HAS_PROBLEMS)
    except SgdashError as error:
        code = _fail(str(error), COMMAND_WAS_WRONG)
    except BrokenPipeError:
        sys.stderr.close()  # who read the output has gone, and needs no more of it
        code = DONE
    sys.exit(code if isinstance(code, int) else DONE)


def _fail(message: str, code: int) -> int:
    click.echo(f"sgdash: {message}", err=True)
    return code
