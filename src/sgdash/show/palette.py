"""How a status, a verdict, a presence and a rule's result look: a sign and a colour each.

The colours are taken from Okabe and Ito's palette, which people who cannot tell red from green can
tell apart; the sign says the same without any colour.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sgdash.match import Presence
from sgdash.rules import News, Result, Status, Verdict
from sgdash.show.language import said
from sgdash.show.markup import Html, tag

GOOD = "#009E73"
BAD = "#D55E00"
AGAIN = "#E69F00"
WAITING = "#56B4E9"
OPEN = "#B9C0CA"
GONE = "#A8366F"
ASIDE = "#7D74C9"
LEADING = "#0072B2"
BEHIND = "#005F45"
AHEAD = "#66C2A5"


@dataclass(frozen=True)
class Look:
    """A sign and a colour."""

    sign: str
    colour: str


LOOKS: Mapping[StrEnum, Look] = {
    Status.COMPLETE: Look("✓", GOOD),
    Status.INCOMPLETE: Look("×", BAD),
    Status.FEEDBACK_GIVEN: Look("↻", AGAIN),
    Status.AWAITING_REVIEW: Look("◐", WAITING),
    Status.NOT_SUBMITTED: Look("○", OPEN),
    Status.MISSING: Look("∅", GONE),
    Status.EXCUSED: Look("–", ASIDE),
    Verdict.ELIGIBLE: Look("✓", GOOD),
    Verdict.ON_COURSE: Look("→", WAITING),
    Verdict.OUT_OF_REACH: Look("×", BAD),
    Verdict.DISQUALIFIED: Look("⊘", GONE),
    Verdict.NOT_A_CANDIDATE: Look("–", OPEN),
    Presence.PRESENTED: Look("★", LEADING),
    Presence.PRESENT: Look("✓", GOOD),
    Presence.LATE: Look("▸", BEHIND),
    Presence.LEFT_EARLY: Look("◂", AHEAD),
    Presence.PARTLY: Look("◐", AGAIN),
    Presence.EXCUSED: Look("–", ASIDE),
    Presence.UNRESOLVED: Look("?", WAITING),
    Presence.ABSENT: Look("×", BAD),
    Presence.NO_RECORD: Look("·", OPEN),
    News.HANDED_IN: Look("●", WAITING),
    News.HANDED_IN_AGAIN: Look("↻", AGAIN),
    News.TAKEN_OUT: Look("⊘", GONE),
    News.MARKED_COMPLETE: Look("✓", GOOD),
    News.MARKED_INCOMPLETE: Look("×", BAD),
    News.MARK_WITHDRAWN: Look("–", ASIDE),
    Result.PASS: Look("✓", GOOD),
    Result.FAIL: Look("×", BAD),
    Result.PENDING: Look("…", WAITING),
    Result.NOTE: Look("i", ASIDE),
}


def labels(kind: type[StrEnum], *, words: bool = True) -> dict[str, str]:
    """What stands in a table for each value: its sign, and the word where there is room."""
    return {
        value.value: f"{_sign(value)} {said(value)}" if words else _sign(value) for value in kind
    }


def colours(kind: type[StrEnum]) -> list[str]:
    """The colours in the order of the values, for tables: whoever reads the words can."""
    shown = (LOOKS[value].colour for value in kind)
    return [IN_TABLES.get(colour, colour) for colour in shown]


IN_TABLES = {
    GOOD: "#006F50",
    BAD: "#C15500",
    AGAIN: "#EAB370",
    WAITING: "#8AC4ED",
    ASIDE: "#60599C",
    BEHIND: "#00382A",
    AHEAD: "#86CBB3",
}
"""Lighter or darker where a table's words, black on a luminance above half, else white, need it."""


def luminance(colour: str) -> float:
    """0 is black, 1 is white: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(s * p for s, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _sign(value: StrEnum) -> str:
    return LOOKS[value].sign


def ink(colour: str) -> str:
    """Black or white, whichever has more contrast with a colour: at least 4.58 to 1."""
    return "#000000" if (luminance(colour) + 0.05) ** 2 > 0.05 * 1.05 else "#FFFFFF"


def chip(value: StrEnum, note: str = "") -> Html:
    """Sign and word on their colour."""
    look = LOOKS[value]
    sign = tag("span", look.sign, aria_hidden="true", class_="sg-sign")
    return tag("span", sign, said(value) + note, class_="sg-chip", style=f"--c:{look.colour}")


def legend(values: Iterable[StrEnum]) -> Html:
    """The values that are shown, for those who see them for the first time."""
    return tag("p", *(chip(value) for value in values), class_="sg-legend")
