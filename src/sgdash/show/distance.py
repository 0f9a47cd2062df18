"""How far everybody is from the bar, with the line of the bar drawn where it is."""

import pandas as pd

from sgdash.rules import Verdict
from sgdash.rules.tally import tally
from sgdash.show.bars import columns
from sgdash.show.language import _, counted, voice
from sgdash.show.markup import Html, join, tag
from sgdash.show.palette import legend

MOST_LABELS = 24


def distance_bars(verdicts: pd.DataFrame) -> Html:
    """A column for every number of exercises above or below the bar, cut by verdict.

    Takes `tables.VERDICTS`; nobody is drawn whose exercises were not counted.
    """
    counts = distances(verdicts)
    if counts.empty:
        return Html()
    return join(
        [
            tag("h2", _("How far from the bar")),
            legend(value for value in Verdict if counts[value.value].any()),
            columns_of(counts),
            tag("p", _("complete exercises above or below the bar"), class_="sg-axis"),
        ]
    )


def distances(verdicts: pd.DataFrame) -> pd.DataFrame:
    """How many members have each verdict (columns) at each distance from the bar (rows).

    The distance is complete exercises minus those that are needed: -1 lacks one, 0 meets the bar.
    Every whole number in between is there; no row where nobody's exercises were counted.
    """
    counted_ones = verdicts.dropna(subset=["completed", "required"])
    distance = (counted_ones["completed"] - counted_ones["required"]).astype("int64")
    every = pd.RangeIndex(0)
    if len(distance):
        every = pd.RangeIndex(min(distance.min(), -1), max(distance.max(), 0) + 1)
    words = pd.Index([value.value for value in Verdict])
    return tally(distance, counted_ones["verdict"], of=every, by=words)


def columns_of(counts: pd.DataFrame) -> Html:
    """The columns of `distances`, with the line of the bar."""
    step = -(-len(counts) // MOST_LABELS)
    labels = [_short(distance) if distance % step == 0 else "" for distance in counts.index]
    return columns(
        counts.set_axis(labels),
        Verdict,
        _("How many members are how many complete exercises above or below the bar"),
        [_told(distance) for distance in counts.index],
        line=(list(counts.index).index(0), _("the bar")),
    )


def _short(distance: int) -> str:
    sign = "+" if distance > 0 else "\u2212" if distance else ""
    return f"{sign}{voice().number(abs(distance))}"


def _told(distance: int) -> str:
    if distance < 0:
        return counted("{n} exercise short", "{n} exercises short", -distance)
    if distance > 0:
        return counted("{n} exercise above the bar", "{n} exercises above the bar", distance)
    return _("exactly at the bar")
