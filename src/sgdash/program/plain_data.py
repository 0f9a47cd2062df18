"""A program file's plain data, for checks that look at all of it at once."""

from collections.abc import Callable, Iterator
from typing import Any

from pydantic import ValidationError

from sgdash.program.moments import Moment, zone_name
from sgdash.program.problems import Problem
from sgdash.program.schedule import meetings_of
from sgdash.program.session import Recurring
from sgdash.program.yaml_source import Source

Check = Callable[[Source], Iterator[Problem]]
"""What finds every problem of its kind in a program file."""


def entries(data: object, key: str) -> list[tuple[int, dict[str, Any]]]:
    """The entries of a list of the program file that are mappings, with their positions."""
    found = data.get(key) if isinstance(data, dict) else None
    if not isinstance(found, list):
        return []
    return [(index, entry) for index, entry in enumerate(found) if isinstance(entry, dict)]


def ids(data: object, key: str) -> set[str]:
    """The ids of a list of the program file."""
    return {str(entry["id"]) for _, entry in entries(data, key) if entry.get("id")}


def session_ids(data: object) -> set[str] | None:
    """The ids of all sessions of the program file, the recurring meetings included.

    None if the recurring meetings cannot be read: that is reported as such, and once is enough.
    """
    meetings = meeting_ids(data)
    return None if meetings is None else ids(data, "sessions") | meetings


def meeting_ids(data: object) -> set[str] | None:
    """The ids of the recurring meetings; None if they cannot be read."""
    recurring = data.get("recurring") if isinstance(data, dict) else None
    try:
        meetings = list(meetings_of(Recurring.model_validate(recurring)) if recurring else ())
    except ValidationError:
        return None
    return {session.id for session in meetings}


def zone_of(source: Source) -> str:
    """The zone of the program file; UTC while it is written wrongly."""
    written = source.data.get("zone") if isinstance(source.data, dict) else None
    try:
        return zone_name(str(written or "UTC"))
    except ValueError:
        return "UTC"  # the wrong zone is reported as such; the other checks go on


def moment_in(text: object) -> Moment | None:
    """A moment of the program file; None where there is none, or it is written wrongly."""
    try:
        return Moment.parse(text) if isinstance(text, str) else None
    except ValueError:
        return None
