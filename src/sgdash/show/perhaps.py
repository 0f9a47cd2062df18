"""What was found and may be a member's, but was not counted: a slip is no missing work."""

import pandas as pd
import streamlit as st

from sgdash import sentences
from sgdash.show import link
from sgdash.show.language import _, counted, said
from sgdash.show.markup import Html, details, draw, join, table, tag
from sgdash.show.markup import link as web_link
from sgdash.show.reasons import unmatched_reason
from sgdash.show.text import plain
from sgdash.show.view import View

INBOX_PAGE = "organiser/inbox.py"

FEW, MOST_TOLD = 3, 50
"""So many things that may be theirs stand above the exercises; so many are listed at all."""


def perhaps_theirs(view: View, member: str) -> pd.DataFrame:
    """The rows of `tables.UNMATCHED` that name this member, guess them, or are by them.

    Those that name them come first.
    """
    unmatched = view.loaded.matched.unmatched
    login = plain(view.members.loc[view.members["member"] == member, "login"].iloc[0])
    own = {name for name in (member, view.names[member], login) if name}
    guesses = ", " + unmatched["guess"].fillna("") + ", "
    named = unmatched["member"].eq(member)
    guessed = guesses.str.contains(f", {member}, ", regex=False)
    by_them = unmatched["author"].isin(own) & unmatched["member"].isna()
    return pd.concat([unmatched[named], unmatched[(guessed | by_them) & ~named]])


def asked_for(theirs: pd.DataFrame) -> pd.Series:
    """Whether each row may be of an exercise of the program, be it by a slip.

    It is not where it names an exercise that is like none of them: nobody asked for that.
    """
    unknown = [sentences.UNKNOWN_EXERCISE.read(reason) is not None for reason in theirs["reason"]]
    other = pd.Series(unknown, index=theirs.index, dtype="bool")
    return ~(other & theirs["guess"].isna())


def draw_perhaps_theirs(theirs: pd.DataFrame, member: str) -> None:
    """A few are told at once; hundreds are for those who open them."""
    if theirs.empty:
        return
    told = _table(theirs)
    sentence = counted(
        "Found, and perhaps theirs, but not counted: {n}",
        "Found, and perhaps theirs, but not counted: {n}",
        len(theirs),
    )
    head = tag("strong", sentence)
    if len(theirs) <= FEW:
        draw(tag("section", tag("p", head), told, class_="sg-banner sg-problems"))
        return
    if len(theirs) > MOST_TOLD:
        first = _("The first {shown} of {all}:", shown=MOST_TOLD, all=len(theirs))
        told = join([tag("p", first), told])
    draw(details(head, told, class_="sg-banner sg-problems"))
    query = link.here(find=member)
    st.page_link(INBOX_PAGE, label=_("Look for it in the inbox"), query_params=query)


def draw_for_something_else(theirs: pd.DataFrame) -> None:
    """What they handed in for exercises that this program does not have: to open, and calm."""
    if theirs.empty:
        return
    told = counted(
        "Also found, for exercises that this program does not ask for: {n}",
        "Also found, for exercises that this program does not ask for: {n}",
        len(theirs),
    )
    draw(details(told, _table(theirs), class_="sg-note"))


def _table(theirs: pd.DataFrame) -> Html:
    rows = [
        [
            said(sentences.KINDS.read(row["kind"]) or row["kind"]),
            web_link(row["url"], row["ref"]),
            row["exercise"],
            unmatched_reason(plain(row["reason"])),
        ]
        for row in theirs.head(MOST_TOLD).to_dict("records")
    ]
    headers = [_("Kind"), _("Where"), _("Exercise"), _("Why it was not matched")]
    return table(headers, rows, _("Work that may be theirs"))
