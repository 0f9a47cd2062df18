"""Bars and columns cut by value: one for each thing, with how many have which value of it.

They are HTML: a library for charts is 4 MB to a browser, which stands still while it reads them.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum

import pandas as pd

from sgdash.rules.tally import tally
from sgdash.show.language import said, voice
from sgdash.show.markup import Html, join, tag
from sgdash.show.palette import LOOKS, ink, legend

ACROSS = 3
"""Letters of a label that always has room below a column; longer ones may stand upright."""

BROAD, IN_ALL = 12, 48
"""Letters below the broadest column, and below all columns on a phone."""


def counts_of(values: pd.Series, rows: pd.Series, kind: type[StrEnum]) -> pd.DataFrame:
    """How often each value of `kind` occurs in each row, rows in the order they come."""
    words = pd.Index([value.value for value in kind])
    return tally(rows, values, of=rows.drop_duplicates(), by=words)


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


def columns(
    counts: pd.DataFrame,
    kind: type[StrEnum],
    alt: str,
    told: Sequence[str],
    line: tuple[int, str] | None = None,
) -> Html:
    """A column for each row, the longest as high as there is room, pieces from the ground up.

    `counts` is by label (index) and value (columns); `told` says what each column is in full;
    `line` is the position of the column before which a line stands, and its name.
    """
    heights = counts.sum(axis="columns")
    longest = max(heights, default=0)
    labels = [str(label) for label in counts.index]
    rows = [
        tag(
            "li",
            *([tag("span", line[1], class_="sg-line")] if line and line[0] == position else []),
            tag("span", about, class_="sg-unseen"),
            tag(
                "span",
                *_pieces(row, kind),
                class_="sg-column",
                style=f"height:{100 * sum(row) / max(longest, 1):.2f}%",
                title=about,
            ),
            tag("span", label, class_="sg-column-label", aria_hidden="true"),
        )
        for position, (label, about, row) in enumerate(
            zip(labels, told, counts.to_numpy().tolist(), strict=True)
        )
    ]
    letters = max(map(len, labels), default=0)
    fits = letters <= ACROSS or (letters <= BROAD and letters * len(labels) <= IN_ALL)
    upright = "" if fits else " sg-upright"
    most = tag("span", voice().number(int(longest)), class_="sg-most", aria_hidden="true")
    return tag("div", most, tag("ul", *rows, class_=f"sg-columns{upright}", aria_label=alt))


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
