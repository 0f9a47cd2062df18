"""What handed-in work waits for in a program: a mark, to be merged, or a look at its date."""

from enum import Enum, auto

from sgdash.language import Said, say, say_count
from sgdash.program.model import Marks


class Awaited(Enum):
    """What is to happen to it."""

    MARK = auto()
    MERGE = auto()
    LOOK = auto()


def awaited(marks: Marks) -> Awaited:
    """What waits where no mark is asked for is work of which no clock tells whether it counts."""
    if not marks.required:
        return Awaited.LOOK
    on_github = marks.github.complete if marks.github else None
    if on_github and on_github.merge:
        said_otherwise = on_github.labels or on_github.reviews or on_github.comments
        return Awaited.MARK if said_otherwise else Awaited.MERGE
    return Awaited.MARK


WAITING = {
    Awaited.MARK: say("Waiting for a mark"),
    Awaited.MERGE: say("Waiting to be merged"),
    Awaited.LOOK: say("To be looked at"),
}
WHAT_WAITS = {
    Awaited.MARK: say("What waits for a mark"),
    Awaited.MERGE: say("What waits to be merged"),
    Awaited.LOOK: say("What is to be looked at"),
}


def so_many_wait(marks: Marks, count: int) -> Said:
    """How many of somebody's submissions wait."""
    return {
        Awaited.MARK: say_count("{n} waiting for a mark", "{n} waiting for a mark", count),
        Awaited.MERGE: say_count("{n} waiting to be merged", "{n} waiting to be merged", count),
        Awaited.LOOK: say_count("{n} to be looked at", "{n} to be looked at", count),
    }[awaited(marks)]
