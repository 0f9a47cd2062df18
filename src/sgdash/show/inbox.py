"""What could not be matched or does not add up, and where the data came from."""

import streamlit as st

from sgdash.show.load import View, told_problem
from sgdash.show.markup import Html, draw, table, tag
from sgdash.show.moments import count, time_tag
from sgdash.show.origin import repository
from sgdash.show.unmatched import draw_rows, draw_unmatched


def show(view: View) -> None:
    """The inbox, the findings, the problems of the files, the collection."""
    matched = view.loaded.matched
    st.subheader("Could not be matched", anchor=False)
    draw_unmatched(view)
    ignored = count(len(matched.ignored), "path") + " left out because program.yaml says so."
    draw(tag("p", ignored, class_="sg-faint"))
    st.subheader("Does not add up", anchor=False)
    if view.answers.findings.empty:
        draw(tag("p", "Nothing was found.", class_="sg-note"))
    else:
        draw_rows(view.answers.findings, "What does not add up")
    st.subheader("Identical work", anchor=False)
    if matched.similar.empty:
        draw(tag("p", "No two members handed in the same contents.", class_="sg-note"))
    else:
        told = "The same contents from several members: for a person to look at, and no verdict."
        draw(tag("p", told, class_="sg-about"))
        draw_rows(matched.similar.drop(columns="blob"), "Identical work of several members")
    st.subheader("Problems of the program's files", anchor=False)
    draw(_problems(view))
    st.subheader("Where the data comes from", anchor=False)
    draw(_sources(view))


def _problems(view: View) -> Html:
    """Each with its file and line; the same as `sgdash check` says."""
    problems = view.loaded.problems
    if not problems:
        return tag("p", "None: every line of the program's files could be used.", class_="sg-note")
    folder = view.loaded.folder.folder
    return tag("ul", *(tag("li", told_problem(p, folder)) for p in problems), class_="sg-lines")


def _sources(view: View) -> Html:
    collection = view.loaded.collection
    written = [
        ("Members in members.csv", f"{len(view.members):,}"),
        ("Decisions in decisions.yaml", f"{len(view.loaded.folder.decisions):,}"),
        ("Lines of attendance sheets", f"{len(view.loaded.folder.records):,}"),
        ("Attempts matched", f"{len(view.loaded.matched.attempts):,}"),
    ]
    if collection is None:
        told = [("Collected", tag("code", f"sgdash collect {view.program.id}")), *written]
        told[0] = ("Collected", tag("span", "not yet: run ", told[0][1]))
        return table(["What", "How much"], told, "Where the data comes from")
    found = [
        ("Repository", repository(collection)),
        ("Collected", time_tag(collection["ended_at"], view.program.zone)),
        ("Last checked", time_tag(collection["checked_at"], view.program.zone)),
        ("Collection", collection["collection"]),
        ("Branch and newest commit", f"{collection['branch']} {str(collection['head'])[:10]}"),
        ("Files", collection["files"]),
        ("Pull requests", collection["pull_requests"]),
        ("Could not be read", collection["problems"] or "nothing"),
    ]
    return table(["What", "How much"], [*found, *written], "Where the data comes from")
