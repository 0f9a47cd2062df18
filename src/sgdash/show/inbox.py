"""What could not be matched or does not add up, and where the data came from."""

import streamlit as st

from sgdash.language import say
from sgdash.receipts import similar_left_out
from sgdash.show import states
from sgdash.show.language import _, counted, said, voice
from sgdash.show.load import View, told_problem
from sgdash.show.markup import Html, draw, phrase, table, tag
from sgdash.show.moments import time_tag
from sgdash.show.origin import repository
from sgdash.show.unmatched import draw_rows, draw_unmatched


def show(view: View) -> None:
    """The inbox, the findings, the problems of the files, the collection."""
    matched = view.loaded.matched
    st.subheader(_("Could not be matched"), anchor=False)
    draw_unmatched(view)
    ignored = counted(
        "{n} path is left out because program.yaml says so.",
        "{n} paths are left out because program.yaml says so.",
        len(matched.ignored),
    )
    draw(tag("p", ignored, class_="sg-faint"))
    st.subheader(_("Does not add up"), anchor=False)
    if view.answers.findings.empty:
        draw(states.note([_("Nothing was found.")]))
    else:
        draw_rows(view.answers.findings, _("What does not add up"))
    st.subheader(_("Identical work"), anchor=False)
    if matched.similar.rows.empty:
        draw(states.note([_("No two members handed in the same contents.")]))
    else:
        told = _("The same contents from several members: for a person to look at, and no verdict.")
        draw(tag("p", told, class_="sg-about"))
        draw_rows(matched.similar.rows.drop(columns="blob"), _("Identical work of several members"))
    for told in similar_left_out(matched.similar):
        draw(tag("p", said(told), class_="sg-faint"))
    st.subheader(_("Problems of the program's files"), anchor=False)
    draw(file_problems(view))
    st.subheader(_("Where the data comes from"), anchor=False)
    draw(_sources(view))


def file_problems(view: View) -> Html:
    """Each with its file and line; the same as `sgdash check` says."""
    problems = view.loaded.problems
    if not problems:
        return states.note([_("None: every line of the program's files could be used.")])
    folder = view.loaded.folder.folder
    return tag("ul", *(tag("li", told_problem(p, folder)) for p in problems), class_="sg-lines")


def _sources(view: View) -> Html:
    collection = view.loaded.collection
    number = voice().number
    written: list[tuple[str, object]] = [
        (_("Members in {file}", file="members.csv"), number(len(view.members))),
        (
            _("Decisions in {file}", file="decisions.yaml"),
            number(len(view.loaded.folder.decisions)),
        ),
        (_("Lines of attendance sheets"), number(len(view.loaded.folder.records))),
        (_("Attempts matched"), number(len(view.loaded.matched.attempts))),
    ]
    if collection is None:
        command = tag("code", f"sgdash collect {view.program.id}")
        found: list[tuple[str, object]] = [
            (_("Collected"), phrase(say("not yet: run {command}", command=command)))
        ]
    else:
        zone = view.program.zone
        found = [
            (_("Repository"), repository(collection)),
            (_("Collected"), time_tag(collection["ended_at"], zone)),
            (_("Last checked"), time_tag(collection["checked_at"], zone)),
            (_("Collection"), collection["collection"]),
            (
                _("Branch and newest commit"),
                f"{collection['branch']} {str(collection['head'])[:10]}",
            ),
            (_("Files"), collection["files"]),
            (_("Pull requests"), collection["pull_requests"]),
            (_("Could not be read"), collection["problems"] or _("nothing")),
        ]
    head = [_("What"), _("How much")]
    return table(head, [*found, *written], _("Where the data comes from"))
