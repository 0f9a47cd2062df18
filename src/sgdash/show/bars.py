"""Bars cut by value: one row a thing, with how many have which value of it.

They are HTML, not Plotly: its code is 4 MB to a browser, which stands still while it reads them.
"""

from collections.abc import Iterator
from enum import StrEnum

import numpy as np
import pandas as pd

from sgdash.rules.pairs import positions
from sgdash.show.language import said, voice
from sgdash.show.markup import Html, join, tag
from sgdash.show.palette import LOOKS, ink, legend


def counts_of(values: pd.Series, rows: pd.Series, kind: type[StrEnum]) -> pd.DataFrame:
    """How often each value of `kind` occurs in each row, rows in the order they come."""
    names, words = rows.drop_duplicates(), [value.value for value in kind]
    # counted by position: a cross table takes ten times as long for a small group
    cell = positions(rows, names) * len(words) + positions(values, pd.Series(words))
    counts = np.bincount(cell, minlength=len(names) * len(words)).reshape(-1, len(words))
    return pd.DataFrame(counts, index=pd.Index(names), columns=words)


def bars_of(counts: pd.DataFrame, kind: type[StrEnum], alt: str) -> Html:
    """The bars, and what their colours mean; `alt` names them for a screen reader.

    `counts` is by label (index) and value (columns), as of `counts_of`.
    """
    present = (value for value in kind if counts[value.value].sum())
    return join([legend(present), bars(counts, kind, alt)])


def bars(counts: pd.DataFrame, kind: type[StrEnum], alt: str) -> Html:
    """A bar for each row, the longest as wide as there is room, each piece with sign and number."""
    longest = max(counts.sum(axis="columns"), default=0)
    rows = [
        tag(
            "li",
            tag("span", label, class_="sg-bar-label") if label else Html(),
            tag(
                "span",
                *_pieces(row, kind),
                class_="sg-bar",
                style=f"width:{100 * sum(row) / max(longest, 1):.2f}%",
            ),
        )
        for label, row in zip(counts.index, counts.to_numpy().tolist(), strict=True)
    ]
    return tag("ul", *rows, class_="sg-bars", aria_label=alt)


def _pieces(row: list[int], kind: type[StrEnum]) -> Iterator[Html]:
    for value, count in zip(kind, row, strict=True):
        if count:
            look, number = LOOKS[value], voice().number(count)
            yield tag(
                "span",
                tag("span", f"{look.sign} {number}", aria_hidden="true"),
                tag("span", f"{number} {said(value)}", class_="sg-unseen"),
                class_="sg-piece",
                style=f"flex-grow:{count};background:{look.colour};color:{ink(look.colour)}",
                title=f"{number} {said(value)}",
            )
