"""What could not be matched or does not add up: what an organiser has to look at."""

import pandas as pd

from sgdash.receipts import similar_left_out
from sgdash.show import states
from sgdash.show.language import _, counted, said
from sgdash.show.markup import draw, join, tag
from sgdash.show.once import once, once_of_data
from sgdash.show.rows import draw_table, told_rows
from sgdash.show.unmatched import draw_unmatched, ignored
from sgdash.show.view import View


@once
def _findings(view: View) -> pd.DataFrame:
    return told_rows(view.answers.findings)


@once_of_data
def _similar(view: View) -> pd.DataFrame:
    return told_rows(view.loaded.matched.similar.rows.drop(columns="blob"))


def show(view: View) -> None:
    """What belongs to nobody, what contradicts itself, and the same work of several members."""
    matched = view.loaded.matched
    draw_unmatched(view)
    head = join([ignored(view), tag("h2", _("Does not add up"))])
    if view.answers.findings.empty:
        nothing = _("Nothing else was found.") if view.answers.settled else _("Nothing was found.")
        draw(head, states.note([nothing]))
    else:
        draw_table(head, _findings(view), _("What does not add up"))
    if view.answers.settled:
        told = counted(
            "{n} finding looked at: decisions.yaml says by whom and why.",
            "{n} findings looked at: decisions.yaml says by whom and why.",
            view.answers.settled,
        )
        draw(tag("p", told, class_="sg-faint"))
    head = tag("h2", _("Identical work"))
    if matched.similar.rows.empty:
        draw(head, states.note([_("No two members handed in the same contents.")]))
    else:
        told = _("The same contents from several members: for a person to look at, and no verdict.")
        above = join([head, tag("p", told, class_="sg-about")])
        draw_table(above, _similar(view), _("Identical work of several members"))
    for told in similar_left_out(matched.similar):
        draw(tag("p", said(told), class_="sg-faint"))
