"""How many stand where with each exercise, of those whom the matrix shows."""

import pandas as pd

from sgdash.rules import Status
from sgdash.rules.tally import tally
from sgdash.show.grid import Found, everything
from sgdash.show.labels import exercise_titles
from sgdash.show.language import _
from sgdash.show.markup import Html, table, tag
from sgdash.show.once import once
from sgdash.show.palette import labels
from sgdash.show.shares import share_text
from sgdash.show.view import View


def totals(view: View, shown: Found) -> Html:
    """A row for each exercise, one for all, and the share of each status that occurs."""
    return _of_everything(view) if shown is everything(view) else _totals(shown)


@once
def _of_everything(view: View) -> Html:
    return _totals(everything(view))


def _totals(shown: Found) -> Html:
    counts = counts_of_exercises(shown)
    words, titles = labels(Status), exercise_titles(shown.exercises)
    sums = counts.sum()
    cells = int(sums.sum())
    rows: list[list[object]] = [
        [titles[exercise], *(n or "" for n in of_each), sum(of_each)]
        for exercise, of_each in zip(counts.index, counts.to_numpy().tolist(), strict=True)
    ]
    rows.append([_("All"), *sums.tolist(), cells])
    rows.append([_("Share"), *(share_text(int(n), cells) for n in sums), ""])
    headers = [_("Exercise"), *(words[str(status)] for status in counts), _("All")]
    told = table(headers, rows, _("How many members stand where with each exercise"))
    return tag("div", told, class_="sg-counts")


def counts_of_exercises(shown: Found) -> pd.DataFrame:
    """A row for each exercise that is shown, a column for each status that is counted."""
    counted = shown.totalled
    exercises = pd.Index(shown.exercises["exercise"])
    every = pd.Index([status.value for status in Status])
    counts = tally(counted["exercise"], counted["status"], of=exercises, by=every)
    return counts.loc[:, counts.any()]
