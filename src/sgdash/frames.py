"""DataFrames of the declared tables: one dtype for each kind of column."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import pandas as pd

from sgdash.tables import Column, Kind, Table

DTYPES: Mapping[Kind, Any] = {
    Kind.TEXT: "str",
    Kind.INTEGER: "int64",
    Kind.TIME: "datetime64[us, UTC]",
    Kind.FLAG: "bool",
    Kind.SHARE: "float64",
}


def dtype(column: Column) -> Any:  # noqa: ANN401 - pandas has no type for a dtype's name
    """The pandas dtype of a column; an optional integer is the nullable one."""
    if column.kind is Kind.INTEGER and column.optional:
        return "Int64"
    return DTYPES[column.kind]


def frame(table: Table, rows: Iterable[Sequence[Any]] = ()) -> pd.DataFrame:
    """A DataFrame with exactly the table's columns and dtypes, from rows in column order."""
    given = list(rows)
    if not given:
        return _empty(table).copy()
    return conform(table, pd.DataFrame(given, columns=table.names))


def conform(table: Table, df: pd.DataFrame) -> pd.DataFrame:
    """`df` cut to the table's columns, in order, each with its dtype; a missing column is empty.

    Raises:
        KeyError: a column that the table requires is missing.
    """
    missing = [c.name for c in table.columns if c.name not in df.columns and not c.optional]
    if missing:
        raise KeyError(f"table {table.name} needs the columns {', '.join(missing)}")
    whole = df if list(df.columns) == table.names else df.reindex(columns=table.names)
    # most columns have their dtype already, and a chain of tables asks again at each link
    there = whole.dtypes
    others = {name: wanted for name, wanted in _dtypes(table).items() if there[name] != wanted}
    return (whole.astype(others) if others else whole).reset_index(drop=True)


@cache
def _dtypes(table: Table) -> dict[str, Any]:
    return {column.name: pd.api.types.pandas_dtype(dtype(column)) for column in table.columns}


@cache
def _empty(table: Table) -> pd.DataFrame:
    return conform(table, pd.DataFrame(columns=table.names))
