"""Sentences that stand in a column of a table: filled there in English, read back where shown."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from string import Formatter
from typing import NamedTuple, Self

from sgdash.language.said import Said, Word, say

LONGEST, MOST = 2_000, 12
"""Letters, and parts: what has more is a text of people that only looks like sentences of ours."""


class Value(NamedTuple):
    """What a value of a sentence is: how it looks, and what to make of it; None refuses it."""

    pattern: str = ".*?"
    read: Callable[[str], object] = str


def _moment(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M:%S UTC").replace(tzinfo=UTC)


WORD = Value("[a-z ]+?", Word)
"""A word of the tables, such as a status: it is translated too."""

MOMENT = Value(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC", _moment)

DAY = Value(r"\d{4}-\d\d-\d\d", date.fromisoformat)


class Sentence(str):
    """A template with `{named}` values; those that are more than text are told by keyword."""

    __slots__ = ("_pattern", "_values")

    _pattern: re.Pattern[str]
    _values: Mapping[str, Value]

    def __new__(cls, template: str, **values: Value) -> Self:
        """A sentence of the catalogues: `Sentence("due {at}", at=MOMENT)`."""
        made = super().__new__(cls, template)
        made._values = values
        made._pattern = re.compile(
            "".join(
                re.escape(words)
                + (f"(?P<{name}>{values.get(name, Value()).pattern})" if name else "")
                for words, name, _, _ in Formatter().parse(template)
            ),
            re.DOTALL,
        )
        return made

    def read(self, text: str) -> Said | None:
        """What the template was filled with to give this text; None if it was not."""
        found = self._pattern.fullmatch(text)
        if found is None:
            return None
        kinds, values = self._values, found.groupdict()
        told = {name: kinds.get(name, Value()).read(value) for name, value in values.items()}
        return None if None in told.values() else say(self, **told)


class Sentences:
    """Those that a column may hold, alone or several after each other with `; ` between them."""

    def __init__(self, sentences: Iterable[Sentence]) -> None:
        """The first that fits holds: those that say more precisely what they are stand first."""
        self._sentences = tuple(sentences)

    def read(self, text: str) -> Said | None:
        """The sentence or sentences that a text is; None if it is none of these."""
        starts = [0, *(found.end() for found in re.finditer("; ", text))]
        if len(text) > LONGEST or len(starts) > MOST:
            return None
        read: dict[int, Said | None] = {}  # from each start to the end, the last one first
        for position in reversed(range(len(starts))):
            start, after = starts[position], starts[position + 1 :]
            parts = ((self._one(text[start : next_ - 2]), read[next_]) for next_ in after)
            both = (
                say("{found}; {more}", found=one, more=more)
                for one, more in parts
                if one is not None and more is not None
            )
            read[start] = next(both, None) or self._one(text[start:])
        return read[0]

    def _one(self, text: str) -> Said | None:
        read = (sentence.read(text) for sentence in self._sentences)
        return next((said for said in read if said is not None), None)
