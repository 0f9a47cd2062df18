"""The completion matrix: member × exercise, every status by sign and colour."""

import streamlit as st

from sgdash.export import status_export, with_people
from sgdash.rules import Status
from sgdash.show import link, states
from sgdash.show.choose import asked_some, narrow, page_of
from sgdash.show.downloads import draw_downloads
from sgdash.show.grid import (
    ROWS_A_PAGE,
    Found,
    columns,
    everything,
    found,
    grid,
    headings,
    width_of,
)
from sgdash.show.heads import heads, who_is_counted
from sgdash.show.labels import exercise_titles
from sgdash.show.language import _, counted
from sgdash.show.markup import Html, details, draw, facts, join, tag
from sgdash.show.once import once
from sgdash.show.palette import labels, legend
from sgdash.show.presence import draw_presence
from sgdash.show.receipts import status_card, verdict_card
from sgdash.show.sideways import sideways
from sgdash.show.text import plain
from sgdash.show.totals import totals
from sgdash.show.view import View

MEMBER_PAGE = "member/member.py"


def show(view: View) -> None:
    """The fields, the matrix, the receipt of the clicked cell, the totals, the download."""
    if view.loaded.unread:
        draw_presence(view)
        return
    missing = [states.no_exercises(view), states.no_members(view)]
    if any(missing):
        draw(states.note(missing))
        draw_presence(view)
        return
    shown = _chosen(view)
    if shown.members.empty:
        draw(states.note([_("Nobody fits what is chosen above. Take something out of it.")]))
        return
    _draw_matrix(view, shown)
    _draw_totals(view, shown)
    rows = shown.status
    draw_downloads(
        f"status-{view.program.id}",
        len(rows),
        lambda: with_people(status_export(view.answers).loc[rows.index], view.members),
    )


def _chosen(view: View) -> Found:
    """What the fields leave of the matrix."""
    titles = exercise_titles(view.exercises)
    words = labels(Status)
    with st.container(horizontal=True):
        members = narrow(everything(view).members)
        statuses = asked_some("status", _("Status"), list(words), words.__getitem__)
        exercises = asked_some("exercise", _("Exercise"), list(titles), titles.__getitem__)
    return found(view, members, statuses, exercises)


def _what_headings_mean(view: View, shown: Found) -> Html:
    """The title of each exercise whose heading is shorter, to open: a finger cannot point at it."""
    titles = zip(shown.exercises["exercise"], shown.exercises["title"], strict=True)
    above = headings(view, shown)
    told = [(above[exercise], plain(title)) for exercise, title in titles]
    if all(heading == title for heading, title in told):
        return Html()
    return details(_("What the headings stand for"), facts(told), class_="sg-heap")


def _draw_matrix(view: View, shown: Found) -> None:
    members = page_of(shown.members, ROWS_A_PAGE, "matrix")
    draw(_above_everything(view) if shown is everything(view) else _above(view, shown))
    cells = grid(view, shown, members)
    event = st.dataframe(
        cells,
        column_config=columns(view, shown),
        hide_index=True,
        height="content" if len(cells) <= 20 else 720,
        on_select="rerun",
        selection_mode="single-cell",
        # with other rows the cell that was clicked is another one
        key=f"matrix of {view.program.id} {hash((tuple(members.index), tuple(shown.statuses)))}",
        placeholder="",
        alt=_("Status of every member and exercise"),
    )
    if event.selection.cells:
        _draw_receipt(view, members["member"].iloc[event.selection.cells[0][0]], event)


@once
def _above_everything(view: View) -> Html:
    return _above(view, everything(view))


def _above(view: View, shown: Found) -> Html:
    """What the signs and the headings mean, and who is shown."""
    told = heads(view, shown.members["member"])
    if shown.statuses:
        told = counted(
            "{told} {n} submission is as chosen.",
            "{told} {n} submissions are as chosen.",
            len(shown.status),
            told=told,
        )
    click = _("Click a cell to see what decided it.")
    wide = sideways(width_of(view, shown))
    return join(
        [
            legend(Status),
            _what_headings_mean(view, shown),
            tag("p", f"{told} {click}", " ", wide, class_="sg-faint", role="status"),
        ]
    )


def _draw_receipt(view: View, member: str, event: object) -> None:
    """What decided the cell that was clicked, and the way to its member's page."""
    column = event.selection.cells[0][1]  # type: ignore[attr-defined]
    rows = view.status[(view.status["member"] == member) & (view.status["exercise"] == column)]
    for _row, status in rows.iterrows():
        title = exercise_titles(view.exercises)[column]
        draw(status_card(view, status, f"{view.names[member]}, {title}"))
    if rows.empty:
        for _row, verdict in view.verdicts[view.verdicts["member"] == member].iterrows():
            draw(verdict_card(view, verdict, view.names[member]))
    st.page_link(
        MEMBER_PAGE, label=_("Open this member's page"), query_params=link.here(member=member)
    )


def _draw_totals(view: View, shown: Found) -> None:
    """How many of those who are found stand where with each exercise."""
    whole = shown is everything(view)
    draw(_head_of_all_totals(view) if whole else _head_of_totals(view, shown), totals(view, shown))


@once
def _head_of_all_totals(view: View) -> Html:
    return _head_of_totals(view, everything(view))


def _head_of_totals(view: View, shown: Found) -> Html:
    told = who_is_counted(view, shown.members["member"])
    note = tag("p", told, class_="sg-faint") if told else Html()
    return join([tag("h2", _("Totals")), note])
