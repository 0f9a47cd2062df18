"""A sentence in English that remembers what it is made of."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from functools import reduce
from typing import Self


class Said(str):
    """English text, with the template and the values that another language needs to say it.

    To everything that knows nothing of languages (a terminal, JSON, a table) it is its English.
    """

    __slots__ = ("many", "number", "template", "values")

    template: str
    many: str | None  # the template for other numbers than one
    number: int
    values: Mapping[str, object]


class Word(str):
    """A word of the tables, such as a status, that the catalogues know."""

    __slots__ = ()


class Foreign(str):
    """Words of a library or a server, in English whoever reads them."""

    __slots__ = ()


class Percent(str):
    """A share in hundredths, `72.7%`, that another language writes otherwise."""

    __slots__ = ("hundredths",)

    hundredths: Decimal  # as many digits behind the point as are shown

    def __new__(cls, hundredths: Decimal) -> Self:
        """The share of so many hundredths: `Percent(Decimal("72.7"))`."""
        made = super().__new__(cls, f"{hundredths}%")
        made.hundredths = hundredths
        return made


def say(template: str, **values: object) -> Said:
    """The template with its `{named}` values, whole numbers in groups of three: `1,200`.

    A value may itself be something said, or a word that the catalogues know: both are translated.
    """
    return _made(template, None, 1, values)


def say_count(one: str, many: str, number: int, **values: object) -> Said:
    """The same of so many: `say_count("{n} day", "{n} days", 2)`; the number is `{n}`."""
    return _made(one, many, number, {"n": number, **values})


def either(texts: Iterable[str]) -> str:
    """`one or other`: what something may be."""
    return reduce(lambda one, other: say("{one} or {other}", one=one, other=other), texts)


def _made(one: str, many: str | None, number: int, values: Mapping[str, object]) -> Said:
    chosen = one if many is None or number == 1 else many
    said = Said(chosen.format_map({name: _english(value) for name, value in values.items()}))
    said.template, said.many, said.number, said.values = one, many, number, values
    return said


def _english(value: object) -> str:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S} UTC"
    # True is a whole number to Python, and no count to anybody else
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)
