"""What may be a member's and was not counted: on their page, and beside their verdict."""

import pandas as pd
import streamlit as st

from sgdash import sentences
from sgdash.perhaps import exercises_of, perhaps_of_each
from sgdash.show import link
from sgdash.show.language import _, counted, said
from sgdash.show.markup import Html, details, draw, join, table, tag
from sgdash.show.markup import link as web_link
from sgdash.show.once import once
from sgdash.show.reasons import unmatched_reason
from sgdash.show.text import plain
from sgdash.show.view import View

INBOX_PAGE = "organiser/inbox.py"

FEW, MOST_TOLD = 3, 50
"""So many things that may be theirs are told at once; so many are listed at all."""


def told_first(theirs: pd.DataFrame) -> Html:
    """That something may be theirs, before anything is said to be missing."""
    if theirs.empty:
        return Html()
    told = counted(
        "{n} thing that was found may be yours and is not counted: it stands below.",
        "{n} things that were found may be yours and are not counted: they stand below.",
        len(theirs),
    )
    return tag("p", tag("strong", told), class_="sg-last")


@once
def perhaps_counts(view: View) -> "pd.Series[int]":
    """How much was found that may be theirs, by member: of those whose verdict it may change."""
    return perhaps_of_each(view.answers)


def beside_verdict(view: View, member: str) -> Html:
    """That something may be theirs, on the receipt of a verdict that it may change."""
    count = int(perhaps_counts(view).get(member, 0))
    if not count:
        return Html()
    told = counted(
        "{n} thing that was found may be theirs and is not counted: look for it in the inbox.",
        "{n} things that were found may be theirs and are not counted: look for them in the inbox.",
        count,
    )
    return tag("p", tag("strong", told), class_="sg-last")


def draw_beside_verdicts(view: View, members: pd.Series) -> None:
    """Of how many of these something may be theirs, before a certificate is refused to them."""
    count = int(members.isin(perhaps_counts(view).index).sum())
    if not count:
        return
    told = counted(
        "Of {n} member who is not eligible, something that was found may be theirs and is not "
        "counted. Look before a certificate is refused.",
        "Of {n} members who are not eligible, something that was found may be theirs and is not "
        "counted. Look before a certificate is refused.",
        count,
    )
    draw(tag("p", tag("strong", told), class_="sg-note"))
    st.page_link(INBOX_PAGE, label=_("What could not be matched"), query_params=link.here())


def draw_perhaps_theirs(view: View, theirs: pd.DataFrame, member: str) -> None:
    """A few are told at once; hundreds are for those who open them."""
    if theirs.empty:
        return
    told = perhaps_table(view, theirs)
    sentence = counted(
        "Found, and perhaps yours, but not counted: {n}",
        "Found, and perhaps yours, but not counted: {n}",
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


def draw_of_unknown_exercises(view: View, theirs: pd.DataFrame) -> None:
    """What they handed in under names that no exercise has: to open, and calm."""
    if theirs.empty:
        return
    told = counted(
        "Also found, whose exercise is not known by that name: {n}",
        "Also found, whose exercise is not known by that name: {n}",
        len(theirs),
    )
    draw(details(told, perhaps_table(view, theirs), class_="sg-note"))


def perhaps_table(view: View, theirs: pd.DataFrame) -> Html:
    """What was found, where, and why it was not matched; the exercise where anything tells it."""
    listed = theirs.head(MOST_TOLD)
    work = exercises_of(listed, view.answers)
    told = work.notna().any(axis=None)
    rows = [
        [
            said(sentences.KINDS.read(row["kind"]) or row["kind"]),
            web_link(row["url"], row["ref"]),
            *([_exercise(plain(exercise), plain(guessed))] if told else []),
            unmatched_reason(plain(row["reason"])),
        ]
        for row, exercise, guessed in zip(
            listed.to_dict("records"), work["exercise"], work["guessed"], strict=True
        )
    ]
    headers = [
        _("Kind"),
        _("Where"),
        *([_("Exercise")] if told else []),
        _("Why it was not matched"),
    ]
    return table(headers, rows, _("Work that may be theirs"))


def _exercise(known: str, guessed: str) -> Html | str:
    if known:
        return known
    told = _("perhaps {exercise}", exercise=guessed) if guessed else _("not known")
    return tag("span", told, class_="sg-faint")
