"""What could not be matched or does not add up: what an organiser has to look at."""

import pandas as pd
import streamlit as st

from sgdash.receipts import similar_left_out
from sgdash.show import states
from sgdash.show.language import _, counted, said
from sgdash.show.markup import Html, draw, join, tag
from sgdash.show.moments import told_day
from sgdash.show.once import once, once_of_data
from sgdash.show.rows import draw_table, told_rows
from sgdash.show.unmatched import draw_unmatched, ignored
from sgdash.show.view import View


@once
def _findings(view: View) -> pd.DataFrame:
    return told_rows(view.answers.findings)


@once
def _settled(view: View) -> pd.DataFrame:
    settled = view.answers.settled
    zone = view.program.zone
    return told_rows(settled.assign(since=[told_day(at, zone) for at in settled["at"]]))


@once_of_data
def _similar(view: View) -> pd.DataFrame:
    return told_rows(view.loaded.matched.similar.rows.drop(columns="blob"))


def show(view: View) -> None:
    """What belongs to nobody, what contradicts itself, and the same work of several members."""
    matched = view.loaded.matched
    draw_unmatched(view)
    head = join([ignored(view), tag("h2", _("Does not add up"))])
    if view.answers.findings.empty:
        settled = len(view.answers.settled)
        nothing = _("Nothing else was found.") if settled else _("Nothing was found.")
        draw(head, states.note([nothing]))
    else:
        draw_table(head, _findings(view), _("What does not add up"))
    _draw_settled(view)
    head = tag("h2", _("Identical work"))
    if matched.similar.rows.empty:
        draw(head, states.note([_("No two members handed in the same contents.")]))
    else:
        told = _("The same contents from several members: for a person to look at, and no verdict.")
        above = join([head, tag("p", told, class_="sg-about")])
        draw_table(above, _similar(view), _("Identical work of several members"))
    for told in similar_left_out(matched.similar):
        draw(tag("p", said(told), class_="sg-faint"))


def _draw_settled(view: View) -> None:
    """What was looked at, to be opened, with who did and why."""
    told = _settled(view)
    if told.empty:
        return
    label = counted("{n} finding looked at", "{n} findings looked at", len(told))
    with st.expander(label):
        draw_table(Html(), told, label)
