"""Attendance over time: one column a session, cut by what is known of each member."""

import pandas as pd

from sgdash.match import Presence
from sgdash.show.bars import columns
from sgdash.show.language import _
from sgdash.show.markup import Html, join
from sgdash.show.moments import told_day
from sgdash.show.palette import legend
from sgdash.show.presence import headings
from sgdash.show.text import plain

MOST_LABELS = 40
LONGEST = 12


def trend(counts: pd.DataFrame, held: pd.DataFrame, zone: str) -> Html:
    """The columns, with what their colours mean; `counts` is a turnout by session, as is `held`."""
    told = counts.reindex(columns=[word.value for word in Presence], fill_value=0)
    told[Presence.NO_RECORD.value] = 0  # it tells of nobody
    names = headings(held)
    apart = -(-len(names) // MOST_LABELS)
    labels = [_short(name) if n % apart == 0 else "" for n, name in enumerate(names)]
    alt = _("Who came to each session, in the order of the sessions")
    about = [
        " · ".join(part for part in (name, plain(title), day) if part)
        for name, title, day in zip(names, held["title"], _days(held, zone), strict=True)
    ]
    drawn = columns(told.set_axis(labels), Presence, alt, about)
    return join([legend(word for word in Presence if told[word.value].any()), drawn])


def _days(held: pd.DataFrame, zone: str) -> list[str]:
    return [told_day(at, zone) if pd.notna(at) else "" for at in held["starts_at"]]


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else name[: LONGEST - 1] + "…"
