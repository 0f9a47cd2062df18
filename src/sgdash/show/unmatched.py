"""What could not be matched: in piles first, because it may be thousands of files."""

import pandas as pd
import streamlit as st

from sgdash import sentences
from sgdash.export import unmatched_export
from sgdash.language import say
from sgdash.show import link, states
from sgdash.show.choose import asked_text
from sgdash.show.corrections import draw_corrections
from sgdash.show.downloads import draw_downloads
from sgdash.show.language import _, counted, said
from sgdash.show.markup import Html, draw, tag
from sgdash.show.reasons import read_back, unmatched_reason
from sgdash.show.text import plain, plain_column, web_address
from sgdash.show.view import View
from sgdash.what_if import Pile, pile_up

HEADINGS = {
    "kind": say("Kind"),
    "ref": say("Where"),
    "reason": say("Why"),
    "detail": say("What"),
    "guess": say("Best guess"),
    "fix": say("What to add"),
    "author": say("By"),
    "member": say("Member"),
    "exercise": say("Exercise"),
    "first": say("First had by"),
    "group": say("All of group"),
    "clock": say("Dated by"),
    "url": say("Link"),
}

READ_BACK = {
    "kind": sentences.KINDS,
    "reason": sentences.REASONS,
    "detail": sentences.DETAILS,
    "author": sentences.PEOPLE,
}
"""The columns that hold sentences of ours."""

WORK = ("file", "pull request file", "pull request")

MANY, FAR_MORE = 20, 3
"""With so many unmatched, and so many times as many as matched, something else is wrong."""

MOST_ROWS, MOST_PILES = 1_000, 1_000
"""As many rows and piles as are sent at once; the download has all."""


def draw_unmatched(view: View) -> None:
    """A text to look for, the piles, what would settle the chosen one, and the download."""
    rows = view.loaded.matched.unmatched
    if rows.empty:
        told = _("Everything that was found belongs to a member and an exercise.")
        draw(states.note([told]))
        return
    draw(_warning(view))
    shown = rows
    if len(rows) > MANY or link.read("find"):
        shown = find(
            rows,
            asked_text(
                "find",
                _("Find in what could not be matched"),
                _("Path, author, guess or reason"),
            ),
        )
    piles, pile = pile_up(shown, view.loaded.matched.attempts["ref"])
    counts = counted("{n} row", "{n} rows", len(shown))
    told = counted(
        "{rows} in {n} pile, the biggest first. One correction settles a pile.",
        "{rows} in {n} piles, the biggest first. One correction settles a pile.",
        len(piles),
        rows=counts,
    )
    draw(tag("p", told, class_="sg-faint", role="status"))
    if len(shown):
        number = _chosen(view, piles.head(MOST_PILES))
        _draw_pile(view, piles.iloc[number], shown[pile == number])
    draw_downloads(
        f"unmatched-{view.program.id}", len(rows), lambda: unmatched_export(view.answers)
    )


def _warning(view: View) -> Html:
    """That so much is unmatched that it is hardly the members' doing."""
    told = hardly_their_doing(
        view.loaded.matched.unmatched, view.loaded.matched.attempts["ref"].nunique()
    )
    return tag("p", told, class_="sg-banner sg-problems", role="note") if told else Html()


def hardly_their_doing(unmatched: pd.DataFrame, matched: int) -> str:
    """What to look at when far more is unmatched than matched; "" when it is not."""
    work = unmatched[unmatched["kind"].isin(WORK)]
    if len(work) < MANY or len(work) < FAR_MORE * matched:
        return ""
    every, unfit = len(work) + matched, int((work["reason"] == sentences.NO_CONVENTION).sum())
    if 2 * unfit > len(work):
        return _(
            "{unfit} of {all} files and pull requests fit no convention: are the conventions in "
            "program.yaml right? What is no work, or work of an earlier season, goes under ignore.",
            unfit=unfit,
            all=every,
        )
    return _(
        "{unmatched} of {all} files and pull requests could not be matched: are the conventions "
        "in program.yaml and the names in members.csv right?",
        unmatched=len(work),
        all=every,
    )


def _chosen(view: View, piles: pd.DataFrame) -> int:
    """The number of the pile that was chosen in a table of all; the first if none was."""
    if len(piles) == 1:
        return 0
    told = _("Choose a row to see what would settle it. The first is shown until you do.")
    draw(tag("p", told, class_="sg-faint"))
    words = [
        unmatched_reason(reason) if pile == Pile.OTHER else said(pile)
        for pile, reason in zip(piles["pile"], piles["reason"], strict=True)
    ]
    event = st.dataframe(
        pd.DataFrame(
            {
                "rows": piles["rows"],
                "why": plain_column(pd.Series(words, dtype="str")),
                "name": plain_column(piles["name"]),
                "guess": plain_column(piles["guess"]),
            }
        ),
        column_config={
            "rows": st.column_config.NumberColumn(_("Rows"), width="small"),
            "why": st.column_config.TextColumn(_("Why"), width="medium"),
            "name": st.column_config.TextColumn(_("Name or folder"), width="medium"),
            "guess": st.column_config.TextColumn(_("Best guess"), width="medium"),
        },
        hide_index=True,
        height="content" if len(piles) <= 8 else 330,
        on_select="rerun",
        selection_mode="single-row",
        key=f"piles of {view.program.id} {hash(tuple(piles['name']))}",
        placeholder="",
        alt=_("What could not be matched, by what would settle it"),
    )
    return int(event.selection.rows[0]) if event.selection.rows else 0


def _draw_pile(view: View, pile: pd.Series, rows: pd.DataFrame) -> None:
    """What a pile lacks, what to write, and its rows."""
    word = Pile(pile["pile"])
    why = unmatched_reason(pile["reason"])
    if word is Pile.FOLDER:
        why = _("nothing below {folder} is matched", folder=plain(pile["name"]))
    told = counted("{n} row: {why}", "{n} rows: {why}", len(rows), why=plain(why))
    st.subheader(_("What would settle it"), anchor=False)
    draw(tag("p", told, class_="sg-standing"))
    draw_corrections(view, pile)
    if len(rows) > MOST_ROWS:
        first = counted("The first {n} is shown.", "The first {n} are shown.", MOST_ROWS)
        draw(tag("p", first, class_="sg-faint"))
    shown = rows.head(MOST_ROWS)
    draw_rows(shown, _("Work and names that matched nothing"))


def find(rows: pd.DataFrame, wanted: str) -> pd.DataFrame:
    """The rows in which a text stands anywhere, in any case."""
    text = wanted.strip().casefold()
    if not text:
        return rows
    searched = [name for name in HEADINGS if name in rows and name not in {"ref", "url"}]
    together = rows["ref"].str.cat(rows[searched].fillna(""), sep="\n")
    return rows[together.str.casefold().str.contains(text, regex=False)]


def draw_rows(rows: pd.DataFrame, alt: str) -> None:
    """A table of whatever is known of each row, as text."""
    told = rows.dropna(axis="columns", how="all")
    told = told[[name for name in HEADINGS if name in told]]
    for name in told.columns:
        if name in READ_BACK:
            told[name] = read_back(told[name], READ_BACK[name])
        if name == "clock":
            told[name] = told[name].map(said)
        told[name] = told[name].map(web_address) if name == "url" else plain_column(told[name])
    st.dataframe(
        told,
        column_config={
            **{name: st.column_config.TextColumn(said(HEADINGS[name])) for name in map(str, told)},
            "url": st.column_config.LinkColumn(_("Link"), display_text=_("view")),
        },
        hide_index=True,
        height="content" if len(told) <= MANY else 600,
        alt=alt,
    )
