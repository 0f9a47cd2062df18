"""Collected tables and a program's folder → whose work, whose presence, and the unmatched."""

from sgdash.match.clocks import Clock
from sgdash.match.dated_by import DATED_BY
from sgdash.match.globs import has_wildcard
from sgdash.match.matched import Matched, match_program
from sgdash.match.names import Names, exercise_names, member_names
from sgdash.match.newest import newest_change
from sgdash.match.outsiders import Unknown, strangers, unknown_names
from sgdash.match.presence import THERE, Presence

__all__ = [
    "DATED_BY",
    "THERE",
    "Clock",
    "Matched",
    "Names",
    "Presence",
    "Unknown",
    "exercise_names",
    "has_wildcard",
    "match_program",
    "member_names",
    "newest_change",
    "strangers",
    "unknown_names",
]
