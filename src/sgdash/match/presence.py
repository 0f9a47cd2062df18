"""What somebody's presence at a session comes to: a word."""

from enum import StrEnum


class Presence(StrEnum):
    """What the records of a session say of one member; of several the first here holds."""

    PRESENTED = "presented"
    PRESENT = "present"
    LATE = "late"
    """Present, and joined later than the program file allows."""
    LEFT_EARLY = "left early"
    """Present, and left earlier than the program file allows."""
    PARTLY = "partly"
    EXCUSED = "excused"
    UNRESOLVED = "unresolved"
    """Not found, but an unknown name in the record is probably theirs: never counted absent."""
    ABSENT = "absent"
    NO_RECORD = "no record"
    """Nobody wrote down who was there: no absence."""


THERE = (
    Presence.PRESENTED,
    Presence.PRESENT,
    Presence.LATE,
    Presence.LEFT_EARLY,
    Presence.PARTLY,
)
"""What says that somebody was there, in whatever way."""
