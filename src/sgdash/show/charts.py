"""The charts."""

from collections.abc import Sequence
from enum import StrEnum

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from sgdash.show.markup import Html
from sgdash.show.palette import LOOKS
from sgdash.show.text import plain

ROW, FRAME = 34, 70
CONFIG = {"displayModeBar": False, "staticPlot": False, "scrollZoom": False}


def counts_of(values: pd.Series, rows: pd.Series, kind: type[StrEnum]) -> pd.DataFrame:
    """How often each value of `kind` occurs in each row, rows in the order they come."""
    table = pd.crosstab(rows, values).reindex(index=rows.drop_duplicates())
    return table.reindex(columns=[value.value for value in kind], fill_value=0)


def stacked(
    counts: pd.DataFrame, kind: type[StrEnum], height: int | None = None, size: int = 13
) -> go.Figure:
    """A bar for each row, cut by value, with the sign and the number in each piece."""
    present = [value for value in kind if counts[value.value].sum()]
    rows = [_label(row) for row in counts.index]
    figure = go.Figure(
        [
            go.Bar(
                name=f"{LOOKS[value].sign} {value.value}",
                y=rows,
                x=counts[value.value].to_numpy(),
                orientation="h",
                marker={"color": LOOKS[value].colour},
                text=[f"{LOOKS[value].sign} {n}" if n else "" for n in counts[value.value]],
                textposition="inside",
                insidetextanchor="middle",
                textangle=0,
                textfont={"color": _ink(LOOKS[value].colour), "size": size},
                hovertemplate=f"%{{y}}: %{{x}} {value.value}<extra></extra>",
            )
            for value in present
        ]
    )
    figure.update_layout(
        barmode="stack",
        bargap=0.25,
        height=height or FRAME + ROW * len(rows),
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        legend={
            "orientation": "h",
            "traceorder": "normal",
            "x": 0,
            "y": 1.02,
            "yanchor": "bottom",
            "font": {"size": size},
        },
        xaxis={"visible": False, "fixedrange": True},
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


def draw_chart(figure: go.Figure, alt: str) -> None:
    """Put a chart on the page; `alt` names it for those who cannot see it."""
    st.plotly_chart(figure, config=CONFIG, alt=alt)


def _label(row: object) -> str:
    """Plotly reads some HTML in its labels: what is data is escaped."""
    return Html(plain(row).replace("&", "&amp;").replace("<", "&lt;"))


def _ink(colour: str) -> str:
    """Black or white, whichever reads better on a colour."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#000000" if 0.299 * red + 0.587 * green + 0.114 * blue > 125 else "#FFFFFF"


def short_labels(items: pd.DataFrame, key: str, titles: Sequence[str] | pd.Series) -> list[str]:
    """`7 Modern CNNs`: number and title of sessions or exercises, short enough for an axis."""
    numbers = items["number"].fillna("")
    return [
        _shortened(plain(number), plain(title), item)
        for number, title, item in zip(numbers, titles, items[key], strict=True)
    ]


def _shortened(number: str, title: str, item: str) -> str:
    label = f"{number} {title}".strip() or item
    return label if len(label) <= 34 else label[:33] + "…"
