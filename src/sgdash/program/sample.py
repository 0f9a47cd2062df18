"""`sample/`: the collected tables of a program whose members and submissions are invented."""

from datetime import datetime
from pathlib import Path

import pandas as pd

from sgdash.frames import frame
from sgdash.language import say
from sgdash.program.problems import Problem, problem_of
from sgdash.program.roster import read_rows
from sgdash.tables import COLLECTED, Column, Kind, Table

Value = str | int | datetime | None

_EXAMPLES = {Kind.INTEGER: "1", Kind.FLAG: "true"}


def read_sample(folder: Path) -> tuple[dict[Table, pd.DataFrame], list[Problem]]:
    """Every collected table from `sample/<table>.csv` in a program's folder, times in UTC.

    A table without a file is empty. A line that could not be read is left out and is a problem.
    """
    collected: dict[Table, pd.DataFrame] = {}
    problems: list[Problem] = []
    for table in COLLECTED:
        file = folder / "sample" / f"{table.name}.csv"
        rows, wrong = _read_table(file, table) if file.is_file() else ([], [])
        collected[table] = frame(table, rows)
        problems += wrong
    return collected, problems


def _read_table(file: Path, table: Table) -> tuple[list[list[Value]], list[Problem]]:
    required = tuple(column.name for column in table.columns if not column.optional)
    found, problems = read_rows(file, tuple(table.names), required)
    rows = []
    for line, cells in found:
        try:
            rows.append([_value(column, cells.get(column.name, "")) for column in table.columns])
        except ValueError as error:
            problems.append(Problem(file, line, problem_of(error)))
    return rows, problems


def _value(column: Column, text: str) -> Value:
    """A cell as its column has it; an empty text is a text, unless the column may be empty."""
    if not text and column.optional:
        return None
    if column.kind is Kind.TEXT:
        return text
    try:
        if column.kind is Kind.FLAG:
            return _flag(text)
        return int(text) if column.kind is Kind.INTEGER else _time(text)
    except ValueError:
        example = _EXAMPLES.get(column.kind, "2020-08-08T10:00:00Z")
        name = column.name
        raise ValueError(
            say(
                '{name}: "{text}" is not readable. Write for example {example}.',
                name=name,
                text=text,
                example=example,
            )
        ) from None


def _flag(text: str) -> bool:
    if text not in {"true", "false"}:
        raise ValueError("no flag")
    return text == "true"


def _time(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("no zone")
    return moment
