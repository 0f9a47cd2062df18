"""Attendance over time: one column a session, cut by what is known of each member."""

import html

import pandas as pd
import plotly.graph_objects as go

from sgdash.match import Presence
from sgdash.show.charts import draw_chart
from sgdash.show.language import _, said, voice
from sgdash.show.markup import draw
from sgdash.show.moments import told_day
from sgdash.show.palette import LOOKS, legend
from sgdash.show.presence import headings
from sgdash.show.text import plain

HEIGHT = 260
MOST_LABELS = 20


def draw_trend(counts: pd.DataFrame, held: pd.DataFrame, zone: str) -> None:
    """The columns, with what their colours mean; `counts` is a turnout by session, as is `held`."""
    draw(legend(_words(counts)))
    alt = _("Who came to each session, in the order of the sessions")
    draw_chart(trend(counts, held, zone), alt)


def _words(counts: pd.DataFrame) -> list[Presence]:
    """The words that occur, but for those that tell of nobody."""
    return [w for w in Presence if w is not Presence.NO_RECORD and w in counts and counts[w].any()]


def trend(counts: pd.DataFrame, held: pd.DataFrame, zone: str) -> go.Figure:
    """A stacked column for each session of `held`; Plotly reads HTML, so data is escaped."""
    names = [html.escape(heading, quote=False) for heading in headings(held)]
    about = [
        html.escape(" · ".join(part for part in (plain(title), day) if part), quote=False)
        for title, day in zip(held["title"], _days(held, zone), strict=True)
    ]
    apart = -(-len(names) // MOST_LABELS)
    figure = go.Figure(
        [
            go.Bar(
                name=said(word),
                x=list(range(len(names))),
                y=counts[word].to_numpy(),
                customdata=about,
                marker={"color": LOOKS[word].colour},
                hovertemplate=f"%{{customdata}}<br>%{{y}} {said(word)}<extra></extra>",
            )
            for word in _words(counts)
        ]
    )
    figure.update_layout(
        barmode="stack",
        bargap=0.15,
        height=HEIGHT,
        margin={"l": 0, "r": 0, "t": 6, "b": 0},
        showlegend=False,
        separators=voice().separators,
        xaxis={
            "fixedrange": True,
            "automargin": True,
            "title": None,
            "tickmode": "array",
            "tickvals": list(range(len(names)))[::apart],
            "ticktext": [_short(name) for name in names][::apart],
        },
        yaxis={"fixedrange": True, "automargin": True, "title": None, "rangemode": "tozero"},
    )
    return figure


def _days(held: pd.DataFrame, zone: str) -> list[str]:
    return [told_day(at, zone) if pd.notna(at) else "" for at in held["starts_at"]]


def _short(name: str) -> str:
    return name if len(name) <= 12 else name[:11] + "…"
