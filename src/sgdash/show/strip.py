"""A strip of time for one submission: its opening, deadline, window, attempts and marks."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pandas as pd

from sgdash.language import Said, say
from sgdash.rules import Status
from sgdash.rules.standing import WITHDRAWN
from sgdash.show.language import _
from sgdash.show.markup import Html, tag
from sgdash.show.moments import told
from sgdash.show.palette import LOOKS
from sgdash.show.view import View

MARGIN = 0.04
"""The share of the strip that is left free at either end."""

SHORTEST = pd.Timedelta(hours=1)
"""What happened at one moment is not drawn any wider than this."""

MOST = 40
"""So many attempts and marks are drawn; of more, the last."""


@dataclass(frozen=True)
class _Point:
    at: pd.Timestamp
    sign: str
    colour: str
    words: Said


def strip(view: View, row: pd.Series, attempts: pd.DataFrame, marks: pd.DataFrame) -> Html:
    """The strip of one row of `tables.STATUS`; nothing where nothing has happened yet.

    Takes the rows of `tables.ATTEMPTS` and `MARKS` of its member since the exercises opened.
    """
    points = sorted(_points(view, row, attempts, marks), key=lambda point: point.at)[-MOST:]
    if not points:
        return Html()
    opens = _own_opening(view, row)
    given = (opens, row["due_at"], row["window_ends_at"])
    limits = [limit for limit in given if pd.notna(limit)]
    moments = [point.at for point in points] + limits
    begin, end = min(moments), max(moments)
    length = max(end - begin, SHORTEST)
    zone = view.program.zone

    def place(moment: pd.Timestamp) -> str:
        return f"{(MARGIN + (1 - 2 * MARGIN) * ((moment - begin) / length)) * 100:.2f}%"

    parts = list(_limits(given, place, zone))
    parts += [
        tag(
            "span",
            point.sign,
            class_="sg-strip-point",
            style=f"left:{place(point.at)};--c:{point.colour}",
            title=_dated(point.words, point.at, zone),
        )
        for point in points
    ]
    spoken = "; ".join(_dated(point.words, point.at, zone) for point in points)
    return tag("div", *parts, class_="sg-strip", role="img", aria_label=spoken)


def _dated(words: Said, moment: pd.Timestamp, zone: str) -> str:
    return _("{what}, {moment}", what=words, moment=told(moment, zone))


def _own_opening(view: View, row: pd.Series) -> pd.Timestamp | None:
    """When the exercise opened; the start of the whole program may be too long before to draw."""
    starts = view.program.starts
    everybody = starts.start(view.program.zone) if starts else None
    opens: pd.Timestamp = row["opens_at"]
    return None if opens == everybody else opens


def _limits(
    given: tuple[pd.Timestamp | None, ...], place: Callable[[pd.Timestamp], str], zone: str
) -> Iterator[Html]:
    """The opening, the deadline, and the window after it."""
    opens, due, end = given
    if pd.notna(opens):
        yield tag(
            "span",
            class_="sg-strip-opens",
            style=f"left:{place(opens)}",
            title=_dated(say("opening"), opens, zone),
        )
    if pd.isna(due):
        return
    if pd.notna(end) and end > due:
        yield tag(
            "span",
            class_="sg-strip-window",
            style=f"left:{place(due)};right:calc(100% - {place(end)})",
            title=_dated(say("end of the window"), end, zone),
        )
    yield tag(
        "span",
        class_="sg-strip-due",
        style=f"left:{place(due)}",
        title=_dated(say("deadline"), due, zone),
    )


def _points(
    view: View, row: pd.Series, attempts: pd.DataFrame, marks: pd.DataFrame
) -> Iterator[_Point]:
    """What happened until the moment that is shown."""
    for attempt in _until(attempts, row, view)["at"]:
        yield _Point(attempt, "●", LOOKS[Status.AWAITING_REVIEW].colour, say("attempt"))
    for mark in _until(marks, row, view).to_dict("records"):
        look, words = LOOKS[Status.NOT_SUBMITTED], say("mark withdrawn by {by}", by=mark["by"])
        if mark["mark"] != WITHDRAWN:
            status = Status(mark["mark"])
            look, words = LOOKS[status], say("{mark} by {by}", mark=status, by=mark["by"])
        yield _Point(mark["at"], look.sign, look.colour, words)


def _until(rows: pd.DataFrame, row: pd.Series, view: View) -> pd.DataFrame:
    mine: pd.Series = rows["exercise"] == row["exercise"]
    return rows[mine & (rows["at"] <= pd.Timestamp(view.as_of))]
