"""How far everybody is from the bar, with the line of the bar drawn where it is."""

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from sgdash.rules import Verdict
from sgdash.show.charts import draw_chart
from sgdash.show.language import _, counted, said, voice
from sgdash.show.markup import draw
from sgdash.show.palette import LOOKS, ink, legend

HEIGHT, MOST_TICKS = 250, 16

BAR = -0.5
"""The line stands between those who lack one exercise and those who lack none."""


def draw_distance(verdicts: pd.DataFrame) -> None:
    """A column for every number of exercises above or below the bar, cut by verdict.

    Takes `tables.VERDICTS`; nobody is drawn whose exercises were not counted.
    """
    counts = distances(verdicts)
    if counts.empty:
        return
    st.subheader(_("How far from the bar"), anchor=False)
    draw(legend(value for value in Verdict if value.value in counts.columns))
    draw_chart(
        _figure(counts),
        _("How many members are how many complete exercises above or below the bar"),
    )


def distances(verdicts: pd.DataFrame) -> pd.DataFrame:
    """How many members have each verdict (columns) at each distance from the bar (rows).

    The distance is complete exercises minus those that are needed: -1 lacks one, 0 meets the bar.
    Every whole number in between is there.
    """
    counted_ones = verdicts.dropna(subset=["completed", "required"])
    distance = (counted_ones["completed"] - counted_ones["required"]).astype("int64")
    counts = pd.crosstab(distance, counted_ones["verdict"])
    present = [value.value for value in Verdict if value.value in counts.columns]
    if counts.empty:
        return counts
    every = range(min(int(counts.index.min()), -1), max(int(counts.index.max()), 0) + 1)
    return counts.reindex(index=every, columns=present, fill_value=0)


def _figure(counts: pd.DataFrame) -> go.Figure:
    figure = go.Figure(
        [
            go.Bar(
                name=said(Verdict(value)),
                x=list(counts.index),
                y=counts[value].to_numpy(),
                marker={"color": LOOKS[Verdict(value)].colour},
                text=[
                    f"{LOOKS[Verdict(value)].sign} {voice().number(n)}" if n else ""
                    for n in counts[value]
                ],
                textposition="inside",
                insidetextanchor="middle",
                textangle=0,
                textfont={"color": ink(LOOKS[Verdict(value)].colour), "size": 13},
                hovertemplate="%{customdata}: %{y} " + said(Verdict(value)) + "<extra></extra>",
                customdata=[_told(distance) for distance in counts.index],
            )
            for value in counts.columns
        ]
    )
    step = -(-len(counts) // MOST_TICKS)
    ticks = [distance for distance in counts.index if distance % step == 0]
    figure.update_layout(
        barmode="stack",
        bargap=0.2,
        height=HEIGHT,
        margin={"l": 0, "r": 0, "t": 24, "b": 0},
        showlegend=False,
        separators=voice().separators,
        yaxis={"visible": False, "fixedrange": True},
        xaxis={
            "fixedrange": True,
            "title": {
                "text": _("complete exercises above or below the bar"),
                "font": {"size": 13},
            },
            "tickvals": ticks,
            "ticktext": [_short(distance) for distance in ticks],
            "tickfont": {"size": 13},
        },
        uniformtext={"minsize": 9, "mode": "hide"},
    )
    figure.add_vline(
        x=BAR,
        line={"width": 2, "dash": "dash", "color": "#808890"},
        annotation={"text": _("the bar"), "font": {"size": 13}, "yanchor": "bottom"},
        annotation_position="top",
    )
    return figure


def _short(distance: int) -> str:
    sign = "+" if distance > 0 else "\u2212" if distance else ""
    return f"{sign}{voice().number(abs(distance))}"


def _told(distance: int) -> str:
    if distance < 0:
        return counted("{n} exercise short", "{n} exercises short", -distance)
    if distance > 0:
        return counted("{n} exercise above the bar", "{n} exercises above the bar", distance)
    return _("exactly at the bar")
