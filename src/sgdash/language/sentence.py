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
    """What a value of a sentence is: how it looks, and what to make of it.

    None or a `ValueError` refuses it: it only looks like one.
    """

    pattern: str = ".*?"
    read: Callable[[str], object] = str


def _moment(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M:%S UTC").replace(tzinfo=UTC)


WORD = Value("[a-z ]+?", Word)
"""A word of the tables, such as a status: it is translated too."""

DAY = Value("[0-9]{4}-[0-9]{2}-[0-9]{2}", date.fromisoformat)

MOMENT = Value(f"{DAY.pattern} [0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}} UTC", _moment)


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
        try:
            told = {name: kinds.get(name, Value()).read(value) for name, value in values.items()}
        except ValueError:  # such as a day that no calendar has, in words of people
            return None
        said = None if None in told.values() else say(self, **told)
        return said if said == text else None


class Sentences:
    """Those that a column may hold."""

    def __init__(self, sentences: Iterable[Sentence], *, joined: bool = False) -> None:
        """The first that fits holds: those that say more precisely what they are stand first.

        `joined`: several may follow each other with `; ` between them. Only where the code joins
        them itself: elsewhere, what follows a `; ` is of the people who wrote it.
        """
        self._sentences = tuple(sentences)
        self._joined = joined

    def read(self, text: str) -> Said | None:
        """The sentence or sentences that a text is; None if it is none of these."""
        if len(text) > LONGEST:
            return None
        return self._several(text) if self._joined else self._one(text)

    def _several(self, text: str) -> Said | None:
        starts = [0, *(found.end() for found in re.finditer("; ", text))]
        if len(starts) > MOST:
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
