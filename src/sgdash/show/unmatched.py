"""What could not be matched: in piles first, because it may be thousands of files."""

import pandas as pd
import streamlit as st

from sgdash import sentences
from sgdash.export import unmatched_export
from sgdash.language import say
from sgdash.show import link, states
from sgdash.show.choose import asked_text
from sgdash.show.corrections import draw_all_from_outside, draw_corrections
from sgdash.show.downloads import draw_downloads
from sgdash.show.language import _, counted, said, voice
from sgdash.show.markup import Html, details, draw, phrase, table, tag
from sgdash.show.once import once_of_data
from sgdash.show.reasons import unmatched_reason
from sgdash.show.rows import draw_rows, find
from sgdash.show.text import plain, plain_column
from sgdash.show.view import View
from sgdash.what_if import Pile, Unmatched, pile_up, unmatched_of

WORK = ("file", "pull request file", "pull request")

MANY, FAR_MORE = 20, 3
"""With so many unmatched, and so many times as many as matched, something else is wrong."""

MOST_LINES_TOLD = 50
"""So many lines that set something aside are told."""

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
    piles, pile = _all_piles(view) if shown is rows else _piles(view, shown)
    counts = counted("{n} row", "{n} rows", len(shown))
    told = counted(
        "{rows} in {n} pile, the biggest first. One line settles a pile.",
        "{rows} in {n} piles, the biggest first. One line settles a pile.",
        len(piles),
        rows=counts,
    )
    draw(tag("p", told, class_="sg-faint", role="status"))
    if len(shown):
        everything = _everything(view)
        draw_all_from_outside(view, everything, piles)
        number = _chosen(view, piles.head(MOST_PILES))
        _draw_pile(view, everything, piles.iloc[number], shown[pile == number])
    draw_downloads(
        f"unmatched-{view.program.id}", len(rows), lambda: unmatched_export(view.answers)
    )


@once_of_data
def _all_piles(view: View) -> tuple[pd.DataFrame, pd.Series]:
    return _piles(view, view.loaded.matched.unmatched)


def _piles(view: View, rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.Series]:
    return pile_up(rows, view.loaded.matched.attempts["ref"], view.exercises["exercise"])


@once_of_data
def _everything(view: View) -> Unmatched:
    folder, unmatched = view.loaded.folder, view.loaded.matched.unmatched
    return unmatched_of(folder, unmatched, program_file=view.earlier is None)


def draw_ignored(ignored: pd.DataFrame) -> None:
    """How much program.yaml sets aside, and which of its lines does."""
    told = counted(
        "{n} row is set aside because program.yaml says so.",
        "{n} rows are set aside because program.yaml says so.",
        len(ignored),
    )
    if ignored.empty:
        draw(tag("p", told, class_="sg-faint"))
        return
    lines = ignored["reason"].value_counts().head(MOST_LINES_TOLD)
    rows = [
        [voice().number(count), unmatched_reason(str(reason))] for reason, count in lines.items()
    ]
    more = len(ignored) - int(lines.sum())
    rest = counted("and {n} more row", "and {n} more rows", more) if more else ""
    listed = table([_("Rows"), _("Why")], rows, _("What program.yaml sets aside"))
    draw(details(told, listed, tag("p", rest, class_="sg-faint")))


@once_of_data
def _warning(view: View) -> Html:
    """That so much is unmatched that it is hardly the members' doing."""
    told = hardly_their_doing(
        view.loaded.matched.unmatched, view.loaded.matched.attempts["ref"].nunique()
    )
    if not told:
        return Html()
    season = ""
    if view.program.starts is None:
        season = phrase(
            say(
                "If it is of an earlier season, write {key} into program.yaml, with the day on "
                "which this one began: all that is older is set aside.",
                key=tag("code", "starts:"),
            )
        )
    return tag("p", told, " ", season, class_="sg-banner sg-problems", role="note")


def hardly_their_doing(unmatched: pd.DataFrame, matched: int) -> str:
    """What to look at when far more is unmatched than matched; "" when it is not."""
    work = unmatched[unmatched["kind"].isin(WORK)]
    if len(work) < MANY or len(work) < FAR_MORE * matched:
        return ""
    every, unfit = len(work) + matched, int((work["reason"] == sentences.NO_CONVENTION).sum())
    if 2 * unfit > len(work):
        return _(
            "{unfit} of {all} files and pull requests fit no convention: are the conventions in "
            "program.yaml right? What is no work goes under ignore.",
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


def _draw_pile(view: View, unmatched: Unmatched, pile: pd.Series, rows: pd.DataFrame) -> None:
    """What a pile lacks, what to write, and its rows."""
    word = Pile(pile["pile"])
    why = _why(word, pile["name"]) or unmatched_reason(pile["reason"])
    told = counted("{n} row: {why}", "{n} rows: {why}", len(rows), why=plain(why))
    st.subheader(_("What would settle it"), anchor=False)
    draw(tag("p", told, class_="sg-standing"))
    draw_corrections(view, unmatched, pile)
    if len(rows) > MOST_ROWS:
        first = counted("The first {n} is shown.", "The first {n} are shown.", MOST_ROWS)
        draw(tag("p", first, class_="sg-faint"))
    shown = rows.head(MOST_ROWS)
    draw_rows(shown, _("Work and names that matched nothing"))


def _why(pile: Pile, name: str) -> str:
    """What all rows of a pile lack; "" where only their reasons tell."""
    known = {
        Pile.FOLDER: say("nothing below {folder} is matched", folder=plain(name)),
        Pile.MEMBER: say('no member is called "{name}"', name=plain(name)),
        Pile.EXERCISE: say('no exercise is called "{name}"', name=plain(name)),
        Pile.AUTHOR: say("by {name}, who is not in members.csv", name=plain(name)),
    }
    return said(known[pile]) if pile in known else ""
