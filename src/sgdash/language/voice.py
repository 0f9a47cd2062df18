"""The languages sgdash speaks: sentences from catalogues, times and numbers by Babel."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Literal

from babel import Locale
from babel.dates import format_date, format_datetime, format_timedelta
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from sgdash.language.said import Percent, Said, Word, say, say_count

LANGUAGES: Mapping[str, str] = {"en": "English", "es": "Español"}
"""Each language's code, and what it calls itself; English is what the code is written in."""


@dataclass(frozen=True)
class Voice:
    """One language: how its sentences, numbers and times are written."""

    language: str
    _locale: Locale
    _catalogue: NullTranslations

    def __call__(self, template: str, **values: object) -> str:
        """The sentence of a template, as `say` makes it, in this language."""
        return self.said(say(template, **values))

    def count(self, one: str, many: str, number: int, **values: object) -> str:
        """The sentence of so many, as `say_count` makes it, in this language."""
        return self.said(say_count(one, many, number, **values))

    def said(self, text: str) -> str:
        """What was said, or a word of the tables such as a status, in this language.

        Text that no catalogue knows stays as it is: names, titles and what people wrote.
        """
        if not isinstance(text, Said):
            return self._catalogue.gettext(str(text)) if text else ""
        template, values = self.parts(text)
        return template.format_map(values)

    def parts(self, said: Said) -> tuple[str, Mapping[str, object]]:
        """The template of what was said in this language, and its values written in it.

        Only a value of a class of its own that is a `str`, such as markup, stays what it is.
        """
        if said.many is None:
            template = self._catalogue.gettext(said.template)
        else:
            template = self._catalogue.ngettext(said.template, said.many, said.number)
        return template, {name: self._value(value) for name, value in said.values.items()}

    def _value(self, value: object) -> str:
        told = str(value)
        match value:
            case Said() | StrEnum() | Word():
                told = self.said(value)
            case Percent():
                told = self.share(value.hundredths)
            case str():
                told = value
            case datetime():
                told = self.exact(value)
            case date():
                told = self.date(value)
            case int() if not isinstance(value, bool):
                told = self.number(value)
        return told

    def listed(self, parts: Sequence[str]) -> str:
        """`a, b, and c`: parts of a sentence with the words of the language between them."""
        return format_list(parts, locale=self._locale)

    def number(self, value: float) -> str:
        """A number: `1,200.5`, or `1.200,5`."""
        return format_decimal(value, locale=self._locale)

    def share(self, hundredths: Decimal) -> str:
        """A share with as many digits as it has: `72.7%`, or `72,7 %`."""
        pattern = self._locale.percent_formats[None].pattern
        digits = max(0, -int(hundredths.as_tuple().exponent))
        shown = pattern.replace("0", "0." + "0" * digits) if digits else pattern
        return format_decimal(hundredths / 100, shown, self._locale)

    def exact(self, moment: datetime) -> str:
        """An aware moment to the second, in UTC: `Sat 8 Aug 2020, 21:59:00 UTC`."""
        told = format_datetime(moment, "EEE d MMM y, HH:mm:ss", UTC, self._locale)
        return f"{told} UTC"

    def moment(self, moment: datetime) -> str:
        """An aware moment in its own zone, the zone not named: `Sat 8 Aug 2020, 23:59`."""
        return format_datetime(moment, "EEE d MMM y, HH:mm", moment.tzinfo, self._locale)

    def clock(self, moment: datetime) -> str:
        """The time of day of an aware moment in its own zone: `23:59`."""
        return format_datetime(moment, "HH:mm", moment.tzinfo, self._locale)

    def day(self, moment: datetime) -> str:
        """The day of an aware moment in its own zone: `Sat 8 Aug 2020`."""
        return format_datetime(moment, "EEE d MMM y", moment.tzinfo, self._locale)

    def date(self, day: "date") -> str:
        """A day of the calendar: `Sat 8 Aug 2020`."""
        return format_date(day, "EEE d MMM y", self._locale)

    def distance(self, span: timedelta) -> str:
        """`3 days ago`, `in 2 hours`: in the largest unit of minutes to days, never rounded up."""
        length = abs(span)
        for unit, size in _UNITS.items():
            if length >= size:
                whole = length // size * size
                return format_timedelta(
                    whole if span > timedelta(0) else -whole,
                    unit,
                    threshold=1e9,  # never of the next larger unit
                    add_direction=True,
                    locale=self._locale,
                )
        return self.said(say("in less than a minute") if span > timedelta(0) else say("just now"))

    def countdown(self, length: timedelta) -> str:
        """A length of time in its two largest units, cut: `2 days 4 hr`, `3 hr 5 min`."""
        units = list(_UNITS.items())
        for position, (unit, size) in enumerate(units):
            if length >= size:
                parts = [self._length(unit, length // size * size)]
                for smaller, step in units[position + 1 : position + 2]:
                    if rest := length % size // step:
                        parts.append(self._length(smaller, rest * step))
                return " ".join(parts)
        return self.said(say("less than a minute"))

    def _length(self, unit: "_Unit", length: timedelta) -> str:
        style: Literal["long", "short"] = "long" if unit == "day" else "short"
        return format_timedelta(length, unit, threshold=1e9, format=style, locale=self._locale)


_Unit = Literal["day", "hour", "minute"]
_UNITS: Mapping[_Unit, timedelta] = {
    "day": timedelta(days=1),
    "hour": timedelta(hours=1),
    "minute": timedelta(minutes=1),
}


@cache
def voice_of(language: str) -> Voice:
    """The voice of a language of `LANGUAGES`; any other is answered in English."""
    known = language if language in LANGUAGES else "en"
    return Voice(known, Locale(known), NullTranslations() if known == "en" else _catalogue(known))


def _catalogue(language: str) -> NullTranslations:
    with (Path(__file__).parent / f"{language}.po").open("rb") as file:
        written = read_po(file, locale=language)
    compiled = BytesIO()
    write_mo(compiled, written)
    compiled.seek(0)
    return GNUTranslations(compiled)
