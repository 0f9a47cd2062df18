"""The charts."""

import html
from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from sgdash.show.language import said
from sgdash.show.markup import draw
from sgdash.show.palette import LOOKS, legend
from sgdash.show.text import plain

ROW, FRAME, LABEL = 34, 6, 26
"""Pixels of a bar and of what is around them; letters of a label."""

TITLE = 80
"""Letters of a title where there is room."""

HEADING, SHORT_HEADING = 16, 10
"""Letters of a column's heading above words, and above signs alone."""

CONFIG = {"displayModeBar": False, "staticPlot": False, "scrollZoom": False}


def counts_of(values: pd.Series, rows: pd.Series, kind: type[StrEnum]) -> pd.DataFrame:
    """How often each value of `kind` occurs in each row, rows in the order they come."""
    table = pd.crosstab(rows, values).reindex(index=rows.drop_duplicates())
    return table.reindex(columns=[value.value for value in kind], fill_value=0)


def stacked(counts: pd.DataFrame, kind: type[StrEnum], row: int = ROW, size: int = 13) -> go.Figure:
    """A bar for each row, cut by value, with the sign and the number in each piece."""
    present = [value for value in kind if counts[value.value].sum()]
    rows = [_label(row) for row in counts.index]
    longest = int(counts.sum(axis="columns").max())
    figure = go.Figure(
        [
            go.Bar(
                name=f"{LOOKS[value].sign} {said(value)}",
                y=rows,
                x=counts[value.value].to_numpy(),
                orientation="h",
                marker={"color": LOOKS[value].colour},
                text=[f"{LOOKS[value].sign} {n}" if n else "" for n in counts[value.value]],
                textposition="inside",
                insidetextanchor="middle",
                textangle=0,
                textfont={"color": ink(LOOKS[value].colour), "size": size},
                hovertemplate=f"%{{y}}: %{{x}} {said(value)}<extra></extra>",
            )
            for value in present
        ]
    )
    figure.update_layout(
        barmode="stack",
        bargap=0.25,
        height=FRAME + row * len(rows),
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        showlegend=False,
        xaxis={"visible": False, "fixedrange": True, "range": [0, longest]},
        yaxis={
            "autorange": "reversed",
            "fixedrange": True,
            "automargin": True,
            "title": None,
            "type": "category",
            "tickfont": {"size": size},
        },
        uniformtext={"minsize": min(size, 10), "mode": "hide"},
    )
    return figure


def draw_counts(
    counts: pd.DataFrame, kind: type[StrEnum], alt: str, *, row: int = ROW, size: int = 13
) -> None:
    """Put the bars and what their colours mean on the page; `alt` names them for a screen reader.

    The legend is not Plotly's: it wraps on a phone, and looks as it does everywhere else.
    """
    draw(legend(value for value in kind if counts[value.value].sum()))
    st.plotly_chart(stacked(counts, kind, row=row, size=size), config=CONFIG, alt=alt)


def _label(row: object) -> str:
    """Plotly reads some HTML in its labels: what is data is escaped."""
    return html.escape(plain(row), quote=False)


def ink(colour: str) -> str:
    """Black or white, whichever reads better on a colour."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#000000" if 0.299 * red + 0.587 * green + 0.114 * blue > 125 else "#FFFFFF"


def exercise_labels(exercises: pd.DataFrame) -> dict[str, str]:
    """The title of each exercise, short enough for an axis; its id where titles are the same."""
    return _labels(exercises["exercise"], [plain(title) for title in exercises["title"]])


def exercise_titles(exercises: pd.DataFrame) -> dict[str, str]:
    """The title of each exercise for a sentence or a table; its id where titles are the same."""
    return _labels(exercises["exercise"], [plain(title) for title in exercises["title"]], TITLE)


def exercise_headings(exercises: pd.DataFrame, *, short: bool) -> dict[str, str]:
    """A heading for each exercise: `short` ones are its number, if all have one."""
    numbers = [plain(number) for number in exercises["number"]]
    if short and all(numbers):
        return _labels(exercises["exercise"], numbers)
    longest = SHORT_HEADING if short else HEADING
    titles = (plain(title) for title in exercises["title"])
    told = [
        f"{number} {title}" if number and number not in title[:longest] else title
        for number, title in zip(numbers, titles, strict=True)
    ]
    return _labels(exercises["exercise"], told, longest)


def session_labels(sessions: pd.DataFrame) -> dict[str, str]:
    """Number and title of each session, short enough for an axis."""
    pairs = zip(sessions["number"], sessions["title"], strict=True)
    told = [f"{plain(number)} {plain(title)}".strip() for number, title in pairs]
    return _labels(sessions["session"], told)


def _labels(ids: Iterable[str], told: Sequence[str], longest: int = LABEL) -> dict[str, str]:
    short = [text if len(text) <= longest else _cut(text, longest) for text in told]
    uses = Counter(short)
    return {
        item: label if uses[label] == 1 else item for item, label in zip(ids, short, strict=True)
    }


def _cut(text: str, longest: int) -> str:
    """The beginning of a text, at the end of a word where that loses little."""
    begun = text[: longest - 1]
    words = begun[: begun.rfind(" ")] if begun.rfind(" ") * 3 > longest * 2 else begun
    return words.rstrip(" :;,.–-") + "…"
