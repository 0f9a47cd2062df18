"""The cells of the completion matrix, and how their columns look."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from sgdash.frames import positions
from sgdash.rules import Status, Verdict
from sgdash.show.labels import exercise_headings
from sgdash.show.language import _
from sgdash.show.once import once
from sgdash.show.palette import colours, labels
from sgdash.show.pinned import pinned, pinned_cells
from sgdash.show.text import words_only
from sgdash.show.view import View

ROWS_A_PAGE = 250
"""As many rows as are sent at once: chips for 10,000 members × 30 exercises are 4 MB."""

WORDS_FIT = 8
"""Up to so many exercises a cell has room for the word beside the sign."""

MEMBER, COMPLETE, VERDICT = 172, 76, 132
SIGN, WORD, LETTER, DIGIT, PADDING = 44, 132, 7, 8, 18
"""Pixels of the columns."""


@dataclass(frozen=True)
class Found:
    """What of the matrix is looked at."""

    members: pd.DataFrame  # tables.MEMBERS: those with at least one cell that is as chosen
    exercises: pd.DataFrame  # tables.EXERCISES
    status: pd.DataFrame  # tables.STATUS: the cells that are as chosen
    totalled: pd.DataFrame  # tables.STATUS: those of them that the totals count
    statuses: Sequence[str]  # those that were chosen; all if none was


@once
def everything(view: View) -> Found:
    """The whole matrix, which everybody sees first."""
    return _found(view, view.members_of(view.status), (), ())


def found(
    view: View, members: pd.DataFrame, statuses: Sequence[str], exercises: Sequence[str]
) -> Found:
    """The members of whom one of the exercises has one of the statuses; none chosen means all."""
    whole = everything(view)
    if not statuses and not exercises and len(members) == len(whole.members):
        return whole
    return _found(view, members, statuses, exercises)


def _found(
    view: View, members: pd.DataFrame, statuses: Sequence[str], exercises: Sequence[str]
) -> Found:
    status = view.of_members(view.status, members)
    columns = view.exercises
    if exercises:
        columns = columns[columns["exercise"].isin(exercises)]
        status = status[status["exercise"].isin(exercises)]
    if statuses:
        status = status[status["status"].isin(statuses)]
        members = view.members_of(status)
    asked = view.of_members(status, view.asked_members)
    return Found(members, columns, status, asked if len(asked) else status, statuses)


def fits_words(shown: Found) -> bool:
    """Whether every cell has room for a word."""
    return len(shown.exercises) <= WORDS_FIT


def grid(view: View, shown: Found, members: pd.DataFrame) -> pd.DataFrame:
    """For each of `members` name and what is complete, a chip for each exercise, and the verdict.

    So an exercise is seen beside the name on a phone, too. A cell is empty where somebody was not
    asked for the work and did not hand it in.
    """
    first = everything(view).members.head(ROWS_A_PAGE)
    if shown is everything(view) and members.index.equals(first.index):
        return _first_page(view)
    return _grid(view, shown, members)


@once
def _first_page(view: View) -> pd.DataFrame:
    whole = everything(view)
    return _grid(view, whole, whole.members.head(ROWS_A_PAGE))


def _grid(view: View, shown: Found, members: pd.DataFrame) -> pd.DataFrame:
    status = view.of_members(view.status, members)
    row = positions(status["member"], members["member"])
    column = positions(status["exercise"], shown.exercises["exercise"])
    chips = {value: [label] for value, label in _labels(shown).items()}
    cells = np.full((len(members), len(shown.exercises)), None, dtype="object")
    inside = column >= 0
    cells[row[inside], column[inside]] = status["status"].map(chips).to_numpy()[inside]
    table = pd.DataFrame(cells, columns=list(shown.exercises["exercise"]), dtype="object")
    table.insert(0, "member", pinned_cells(members["name"]))
    table.insert(1, "complete", _complete(status, members))
    if len(view.verdicts):
        words = labels(Verdict)
        told = view.verdicts.set_index("member")["verdict"].reindex(members["member"])
        table["verdict"] = told.map(lambda value: [words[value]]).to_numpy()
    return table


def _complete(status: pd.DataFrame, members: pd.DataFrame) -> list[str]:
    """`3 of 4`: complete of those that count, for each member."""
    counted = status[status["counted"]]
    complete = counted["status"].eq(Status.COMPLETE)
    totals = complete.groupby(counted["member"]).agg(["sum", "size"])
    totals = totals.reindex(members["member"], fill_value=0)
    return [
        _("{done} of {of}", done=int(done), of=int(of))
        for done, of in zip(totals["sum"], totals["size"], strict=True)
    ]


def _labels(shown: Found) -> dict[str, str]:
    return labels(Status, words=fits_words(shown))


def columns(view: View, shown: Found) -> dict[str, ColumnConfig]:
    """How the columns look; their `help` is Markdown, so of a title only its words are there."""
    words = list(_labels(shown).values())
    configured: dict[str, ColumnConfig] = {
        "member": pinned(_("Member"), MEMBER),
        "complete": st.column_config.TextColumn(_("Complete"), width=COMPLETE),
        "verdict": st.column_config.MultiselectColumn(
            _("Verdict"),
            options=list(labels(Verdict).values()),
            color=colours(Verdict),
            width=VERDICT,
        ),
    }
    heading, titles = headings(view, shown), _titles(shown)
    width = _cell_width(view, shown, heading)
    for exercise in titles:
        configured[exercise] = st.column_config.MultiselectColumn(
            heading[exercise],
            options=words,
            color=colours(Status),
            help=titles[exercise],
            width=width,
        )
    return configured


def width_of(view: View, shown: Found) -> int:
    """The pixels that the whole matrix needs."""
    cell = _cell_width(view, shown, headings(view, shown))
    verdict = VERDICT if len(view.verdicts) else 0
    return MEMBER + COMPLETE + cell * len(shown.exercises) + verdict


def _cell_width(view: View, shown: Found, headings: dict[str, str]) -> int:
    """Room for a chip, for its heading, and for the number of all members."""
    if fits_words(shown):
        return max(WORD, _longest_word(view) * LETTER + PADDING)
    longest = max(map(len, headings.values()), default=0)
    return max(SIGN, DIGIT * max(longest, len(str(len(shown.members)))) + PADDING)


@once
def _longest_word(view: View) -> int:
    """The letters of the longest word of a status that occurs: languages differ."""
    words = labels(Status)
    return max((len(words[value]) for value in view.status["status"].unique()), default=0)


def headings(view: View, shown: Found) -> dict[str, str]:
    """What stands above each exercise that is shown."""
    whole = everything(view)
    return _headings_of_everything(view) if shown is whole else _headings(view, shown)


@once
def _headings_of_everything(view: View) -> dict[str, str]:
    return _headings(view, everything(view))


def _headings(view: View, shown: Found) -> dict[str, str]:
    told = exercise_headings(view.exercises, short=not fits_words(shown))
    return {exercise: told[exercise] for exercise in shown.exercises["exercise"]}


def _titles(shown: Found) -> dict[str, str]:
    pairs = zip(shown.exercises["exercise"], shown.exercises["title"], strict=True)
    return {exercise: words_only(title) for exercise, title in pairs}
