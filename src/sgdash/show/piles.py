"""The piles of what could not be matched: a table to choose from, and what would settle one."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from sgdash.language import say
from sgdash.show.corrections import draw_corrections
from sgdash.show.language import _, counted, said
from sgdash.show.markup import Html, draw, tag
from sgdash.show.reasons import unmatched_reason
from sgdash.show.rows import draw_table
from sgdash.show.text import plain, plain_column
from sgdash.show.view import View
from sgdash.what_if import Correction, Pile, Unmatched

SEVERAL = say("several")
"""The guess of a pile whose rows are guessed to be of different people or exercises."""

MOST_PILES = 1_000
"""As many piles as are sent at once; the download has all of their rows."""


def choose_pile(view: View, told: pd.DataFrame) -> int:
    """The number of the pile that was chosen in a table of all; the first if none was."""
    if len(told) == 1:
        return 0
    event = st.dataframe(
        told,
        column_config={
            "name": st.column_config.TextColumn(_("Name or folder"), width=150),
            "rows": st.column_config.NumberColumn(_("Rows"), width=60),
            "why": st.column_config.TextColumn(_("Why"), width="medium"),
            "guess": st.column_config.TextColumn(_("Best guess"), width="medium"),
        },
        hide_index=True,
        height="content" if len(told) <= 8 else 330,
        on_select="rerun",
        selection_mode="single-row",
        key=f"piles of {view.program.id} {hash(tuple(told['name']))}",
        placeholder="",
        alt=_("What could not be matched, by what would settle it"),
    )
    return int(event.selection.rows[0]) if event.selection.rows else 0


def told_piles(piles: pd.DataFrame) -> pd.DataFrame:
    """As many piles as are sent at once, as they are shown."""
    shown = piles.head(MOST_PILES)
    words = [
        unmatched_reason(reason) if pile == Pile.OTHER else said(pile)
        for pile, reason in zip(shown["pile"], shown["reason"], strict=True)
    ]
    return pd.DataFrame(
        {
            "name": plain_column(shown["name"]),
            "rows": shown["rows"],
            "why": plain_column(pd.Series(words, dtype="str")),
            "guess": plain_column(shown["guess"].mask(shown["several"], said(SEVERAL))),
        }
    )


def draw_pile(
    view: View,
    unmatched: Unmatched,
    pile: pd.Series,
    lines: Sequence[Correction],
    told: pd.DataFrame,
) -> None:
    """What a pile lacks, what to write, and its rows as far as they are sent."""
    count = int(pile["rows"])
    why = _why(Pile(pile["pile"]), pile["name"]) or unmatched_reason(pile["reason"])
    lacks = counted("{n} row: {why}", "{n} rows: {why}", count, why=plain(why))
    draw(tag("h2", _("What would settle it")), tag("p", lacks, class_="sg-standing"))
    draw_corrections(view, unmatched, pile, lines)
    above = Html()
    if count > len(told):
        first = counted("The first {n} is shown.", "The first {n} are shown.", len(told))
        above = tag("p", first, class_="sg-faint")
    draw_table(above, told, _("Work and names that matched nothing"))


def _why(pile: Pile, name: str) -> str:
    """What all rows of a pile lack; "" where only their reasons tell."""
    known = {
        Pile.FOLDER: say("nothing below {folder} is matched", folder=plain(name)),
        Pile.MEMBER: say('no member is called "{name}"', name=plain(name)),
        Pile.EXERCISE: say('no exercise is called "{name}"', name=plain(name)),
        Pile.AUTHOR: say("by {name}, who is not in members.csv", name=plain(name)),
    }
    return said(known[pile]) if pile in known else ""
