"""The lines of a receipt, and the row that they are read off."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

import pandas as pd

from sgdash.rules.criteria import Result


@dataclass(frozen=True)
class Line:
    """One rule: its question, what it found, and the moment and place of the evidence."""

    rule: str
    result: Result
    found: str
    at: datetime | None = None  # UTC: the moment that decided
    cut_off: datetime | None = None  # UTC: what it was held against
    clock: str | None = None
    url: str | None = None
    listed: tuple[str, ...] = ()  # the exercises or sessions that `found` names


class Row(NamedTuple):
    """A row with missing values as None."""

    values: dict[Hashable, object]

    def text(self, name: str) -> str | None:
        """The value of a column as text."""
        value = self.values[name]
        return None if pd.isna(value) else str(value)  # type: ignore[call-overload]

    def number(self, name: str) -> int:
        """The value of a column of whole numbers, which must be there."""
        return int(self.values[name])  # type: ignore[call-overload,no-any-return]

    def time(self, name: str) -> datetime | None:
        """The moment in a column, in UTC."""
        value = self.values[name]
        return value.to_pydatetime() if isinstance(value, pd.Timestamp) else None
