"""Options that several commands share."""

import shlex
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

import click

from sgdash.program.moments import YEARS, Moment

Command = TypeVar("Command", bound=Callable[..., object])


def data_option(command: Command) -> Command:
    """`--data`: another home than the checkout's."""
    return click.option(
        "--data",
        metavar="DIR",
        help="The folder with programs/ in it; else SGDASH_DATA, else data/ of the checkout.",
    )(command)


def named_again(program: str, data: str | None) -> str:
    """What names a program to the next command as it was named to this one, for a shell.

    A folder outside the home is known by its path alone, so by what was typed.
    """
    return shlex.join([program, *(["--data", data] if data else [])])


def format_option(command: Command) -> Command:
    """`--format`: how a table is printed."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(["table", "csv", "json"]),
        default="table",
        show_default=True,
    )(command)


def as_of_option(command: Command) -> Command:
    """`--as-of`: another moment than the present."""
    return click.option(
        "--as-of",
        metavar="T",
        help="The moment asked about: 2020-10-30, 2020-10-30 12:00 (in the program's zone), or "
        "2020-10-30T12:00:00Z. By default now; for sample data the moment it was made for.",
    )(command)


def parse_as_of(text: str | None, zone: str) -> datetime | None:
    """The moment asked about, in UTC; a day without a time is asked about at its end.

    Raises:
        click.UsageError: it is not a moment, or of a year that is surely not meant.
    """
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None  # then it may be written as in a program file
    if moment and moment.tzinfo is not None:
        if moment.year not in YEARS:  # some of them cannot be told in UTC
            message = f'"{text}": the year {moment.year} is surely not meant. Correct it.'
            raise click.UsageError(f"--as-of: {message}")
        return moment.astimezone(UTC)
    try:
        written = Moment.parse(text)
    except ValueError as error:
        raise click.UsageError(f"--as-of: {error}") from None
    return written.last(zone)
