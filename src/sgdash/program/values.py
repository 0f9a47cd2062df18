"""Single values of a program's files, typed: how each is read, and how editors check it."""

import re
from datetime import timedelta
from fractions import Fraction
from typing import Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema

from sgdash.language import say
from sgdash.program.moments import Moment, parse_duration, zone_name
from sgdash.program.patterns import Pattern
from sgdash.program.problems import problem_of

SHARE = r"^([0-9]{1,9}(\.[0-9]{1,9})?( ?%)?|[0-9]{1,9}/0*[1-9][0-9]{0,8})$"
DURATION = r"^\d+ (minute|hour|day|week)s?$"
HOST = r"^(colab|drive|repository|[a-z0-9-]+(\.[a-z0-9-]+)+)$"
CLOCK = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"


def parse_share(value: object) -> Fraction:
    """Read a share exactly: `80%`, `0.8` or `4/5`.

    Raises:
        ValueError: it is not a share between 0 and 1.
    """
    text = str(value).strip()
    if not re.search(SHARE, text):
        raise ValueError(say('"{text}" is not a share. Write 80%, 0.8 or 4/5.', text=text))
    share = Fraction(text.removesuffix("%").rstrip()) / (100 if text.endswith("%") else 1)
    if share > 1:
        raise ValueError(say('"{text}" is more than 100%. Write 80%, 0.8 or 4/5.', text=text))
    return share


def moment_of(value: object) -> Moment:
    """Read a moment, or take one that was read.

    Raises:
        ValueError: it is not written as one.
    """
    return value if isinstance(value, Moment) else Moment.parse(_scalar(value))


def _duration(value: object) -> timedelta:
    return value if isinstance(value, timedelta) else parse_duration(_scalar(value))


def _weeks(value: object) -> timedelta:
    if isinstance(value, timedelta):
        return value
    length = parse_duration(_scalar(value))
    if length % timedelta(weeks=1) or not length:
        raise ValueError(
            say('"{value}" is not a number of weeks. Write for example 2 weeks.', value=value)
        )
    return length


def _portion(value: object) -> timedelta | Fraction:
    """A duration, or a share of something that has one."""
    if isinstance(value, timedelta | Fraction):
        return value
    text = str(value) if isinstance(value, int | float) else _scalar(value)
    if re.search(r"[A-Za-z]", text):
        return parse_duration(text)
    try:
        return parse_share(text)
    except ValueError as error:
        problem = problem_of(error)
        raise ValueError(
            say("{problem} Or a duration, such as 45 minutes.", problem=problem)
        ) from None


def _scalar(value: object) -> str:
    if isinstance(value, str):
        return value
    if value is None:
        raise ValueError(say("has no value. Write one, or take the line out."))
    raise ValueError(say("needs a single text here. See docs/program-file.md."))


def written(pattern: str | None = None) -> WithJsonSchema:
    """What a program file may hold there: text, or a number that is read as text."""
    if pattern:
        return WithJsonSchema({"type": "string", "pattern": pattern})
    return WithJsonSchema({"anyOf": [{"type": "string", "minLength": 1}, {"type": "number"}]})


Text = Annotated[str, Field(min_length=1), written()]
Id = Annotated[
    str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$"), written(r"^[A-Za-z0-9][A-Za-z0-9._-]*$")
]
ZoneName = Annotated[str, BeforeValidator(lambda v: zone_name(str(v))), written(r"^[A-Za-z]")]
_WHEN = r"^\d{4}-\d{2}-\d{2}([ T]\d{2}:\d{2}(:\d{2})?( ?[A-Za-z].*)?)?$"
When = Annotated[
    Moment,
    BeforeValidator(moment_of),
    written(_WHEN),
]
Day = Annotated[Moment, BeforeValidator(moment_of), written(r"^\d{4}-\d{2}-\d{2}$")]
Moments = Annotated[
    tuple[When, ...],
    BeforeValidator(lambda v: v if isinstance(v, list | tuple) else (v,)),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": _WHEN},
                {"type": "array", "items": {"type": "string", "pattern": _WHEN}},
            ]
        }
    ),
]
Weeks = Annotated[timedelta, BeforeValidator(_weeks), written(r"^[1-9]\d? weeks?$")]
Duration = Annotated[timedelta, BeforeValidator(_duration), written(DURATION)]
Share = Annotated[
    Fraction,
    BeforeValidator(lambda v: v if isinstance(v, Fraction) else parse_share(v)),
    WithJsonSchema({"anyOf": [{"type": "string", "pattern": SHARE}, {"type": "number"}]}),
]
Portion = Annotated[
    timedelta | Fraction,
    BeforeValidator(_portion),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": DURATION},
                {"type": "string", "pattern": SHARE},
                {"type": "number"},
            ]
        }
    ),
]
WebAddress = Annotated[str, Field(pattern=r"^https?://\S+$"), written(r"^https?://\S+$")]
Readable = Annotated[
    Pattern,
    BeforeValidator(lambda v: v if isinstance(v, Pattern) else Pattern.parse(_scalar(v))),
    WithJsonSchema({"type": "string", "pattern": r"\{(member|exercise|number)\}"}),
]
