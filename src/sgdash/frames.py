"""DataFrames of the declared tables: one dtype for each kind of column."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from string import Formatter
from typing import Any

import numpy as np
import pandas as pd

from sgdash.language.sentence import Sentence
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


def filled(sentence: Sentence, **columns: "pd.Series[Any] | str") -> "pd.Series[str]":
    """A sentence for each row, of columns or single texts; empty where one of its values is.

    Moments are told to the second, in UTC.
    """
    index = next(column.index for column in columns.values() if isinstance(column, pd.Series))
    told = pd.Series("", index=index, dtype="str")
    for words, name, _, _ in Formatter().parse(sentence):
        told = told + words
        if name is not None:
            value = columns[name]
            if isinstance(value, pd.Series) and value.dtype.kind == "M":
                value = value.dt.strftime("%Y-%m-%d %H:%M:%S UTC").astype("str")
            told = told + value
    return told


def days(moments: pd.Series) -> "pd.Series[str]":
    """The day of each moment in UTC: `2020-08-08`."""
    told: pd.Series[str] = moments.dt.strftime("%Y-%m-%d").astype("str")
    return told


def positions(values: pd.Series, among: pd.Series | pd.Index) -> np.ndarray:
    """Where each value stands `among` others, -1 where it does not."""
    # each different text is looked up once: there are far fewer of them than rows
    codes, different = pd.factorize(values)
    found = pd.Index(among).get_indexer(pd.Index(different))
    return np.append(found, -1)[codes]  # the code of a missing value is -1, and so the last


def among(values: pd.Series, others: pd.Series) -> np.ndarray:
    """Which values stand among others; `Series.isin` takes seconds for hundreds of thousands."""
    found: np.ndarray = positions(values, others.drop_duplicates()) >= 0
    return found
