"""Tables on a terminal, as CSV, and as JSON."""

import unicodedata

import click
import pandas as pd

from sgdash.answers import Answers, Loaded
from sgdash.cli.main import DATA_HAS_PROBLEMS, DONE
from sgdash.cli.options import named_again
from sgdash.export import to_csv, to_json
from sgdash.visible import visible

NOT_COLLECTED = "Nothing has been collected yet."


def print_table(export: pd.DataFrame, form: str, *, empty: str) -> None:
    """Print an export; as a table, `empty` is said instead of nothing."""
    if form == "csv":
        click.echo(to_csv(export), nl=False)
    elif form == "json":
        click.echo(to_json(export))
    elif export.empty:
        click.echo(empty)
    else:
        click.echo(_columns(export))


def told_problems(loaded: Loaded) -> int:
    """Say on standard error what of the data could not be used; the exit code that follows."""
    for problem in loaded.problems:
        click.echo(str(problem), err=True)
    if loaded.unread:
        program = loaded.folder.program.id
        told = "nothing has been collected yet, so nobody is judged. Run"
        given = click.get_current_context().params
        again = named_again(given.get("program") or program, given.get("data"))
        click.echo(f"sgdash: {program}: {told}: sgdash collect {again}", err=True)
        return DATA_HAS_PROBLEMS
    return DATA_HAS_PROBLEMS if loaded.problems else DONE


def told_beside(answers: Answers) -> int:
    """The same, with that which fails nothing."""
    told_no_start(answers)
    return told_problems(answers.loaded)


def told_no_start(answers: Answers) -> None:
    """Say on standard error that much of what counts may be of an earlier season."""
    if answers.no_start:
        click.echo(f"sgdash: {answers.program}: {answers.no_start}", err=True)


def shown(text: str) -> str:
    """Text from a repository with what a terminal would obey made visible."""
    return visible(text)


def _columns(export: pd.DataFrame) -> str:
    """Left-aligned columns; those in which nothing stands are left out, as is the program."""
    told = export.drop(columns="program").dropna(axis="columns", how="all")
    cells = told.astype("str").fillna("").map(shown)
    columns = [[str(name), *cells[name]] for name in cells]
    padded = [_pad(column) for column in columns]
    return "\n".join("  ".join(row).rstrip() for row in zip(*padded, strict=True))


def _pad(column: list[str]) -> list[str]:
    widths = [_width(text) for text in column]
    return [text + " " * (max(widths) - width) for text, width in zip(column, widths, strict=True)]


def _width(text: str) -> int:
    """How many cells of a terminal a text takes: wide letters two, combining ones none."""
    return sum(
        0
        if unicodedata.combining(letter)
        else 2
        if unicodedata.east_asian_width(letter) in "WF"
        else 1
        for letter in text
    )
