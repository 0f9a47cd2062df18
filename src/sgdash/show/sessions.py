"""Sessions: the next one, the schedule with its talks and links, and the calendar."""

from collections.abc import Hashable, Mapping

import pandas as pd

from sgdash.language import say
from sgdash.show import states
from sgdash.show.language import _
from sgdash.show.markup import Html, dotted, draw, join, link, phrase, table, tag
from sgdash.show.moments import time_tag
from sgdash.show.next_session import exercise_due, next_session_card, people
from sgdash.show.once import once
from sgdash.show.presence import came_text
from sgdash.show.subscription import draw_subscription
from sgdash.show.text import plain
from sgdash.show.view import View


def show(view: View) -> None:
    """What comes next, then all of it."""
    if view.sessions.empty:
        told = say(
            "No sessions are planned yet. Organisers plan them in {file}: {document} shows how.",
            file=tag("code", "program.yaml"),
            document=tag("code", "docs/program-file.md"),
        )
        draw(tag("p", phrase(told), class_="sg-note"))
    else:
        draw(
            next_session_card(view),
            tag("h2", _("Schedule")),
            states.note([states.no_dates(view), states.no_exercises(view)]),
            schedule(view),
        )
    if view.program.topics:
        topics = tag("ul", *(tag("li", topic) for topic in view.program.topics))
        draw(tag("h2", _("Topics without a session")), topics)
    if len(view.sessions):
        draw_subscription(view)


@once
def schedule(view: View) -> Html:
    """A row for each session, with a column only for what this group writes down."""
    sessions = view.sessions
    assigned = {str(session): rows for session, rows in view.exercises.groupby("session")}
    present = _came(view)
    links = {str(session): rows for session, rows in view.links.groupby("session")}
    columns: dict[str, list[object]] = {
        _("No."): [plain(number) for number in sessions["number"]],
        _("Session"): [_title(view, row, links) for row in sessions.to_dict("records")],
        _("When"): [_when(view, row) for row in sessions.to_dict("records")],
        _("Path"): list(sessions["path"]),
        _("Place"): list(sessions["place"]),
        _("Presented by"): [people(view, presenters) for presenters in sessions["presenters"]],
        _("Talks"): [_talks(view, session) for session in sessions["session"]],
        _("Exercises"): [_exercises(view, assigned.get(s)) for s in sessions["session"]],
        _("Came"): [present.get(session, "") for session in sessions["session"]],
    }
    kept = {name: cells for name, cells in columns.items() if any(plain(cell) for cell in cells)}
    rows = [list(row) for row in zip(*kept.values(), strict=True)]
    return table(kept, rows, _("The sessions in their order"))


def _title(view: View, row: Mapping[Hashable, object], links: Mapping[str, pd.DataFrame]) -> Html:
    """The title, what of it is cancelled, optional or to come, its note and its links."""
    cancelled = bool(row["cancelled"])
    start = row["starts_at"]
    told: list[object] = [tag("s" if cancelled else "span", row["title"])]
    if cancelled:
        told.append(tag("strong", _("cancelled")))
    elif isinstance(start, pd.Timestamp) and start > pd.Timestamp(view.as_of):
        told.append(tag("span", _("to come"), class_="sg-faint"))
    if row["optional"]:
        told.append(tag("span", _("optional"), class_="sg-faint"))
    found = links.get(str(row["session"]), view.links.head(0))
    told += [link(each["url"], each["label"]) for each in found.to_dict("records")]
    note = [tag("p", row["note"], class_="sg-faint")] if plain(row["note"]) else []
    return join([dotted(told), *note])


def _when(view: View, row: Mapping[Hashable, object]) -> Html:
    """The start, and the one before where it was moved."""
    zone, moved = view.program.zone, row["moved_from_at"]
    start = time_tag(row["starts_at"], zone, _("no date yet"))
    if not isinstance(moved, pd.Timestamp):
        return start
    before = phrase(say("Moved from {moment}.", moment=time_tag(moved, zone)))
    return join([start, tag("p", before, class_="sg-faint")])


def _talks(view: View, session: str) -> Html:
    given = view.talks[view.talks["session"] == session]
    told = [
        tag("p", people(view, talk["presenter"]), ": ", link(talk["url"], talk["title"]))
        for talk in given.to_dict("records")
    ]
    return join(told)


def _exercises(view: View, assigned: pd.DataFrame | None) -> Html:
    """What a session assigns, each with its deadline."""
    if assigned is None:
        return Html()
    return join([tag("p", exercise_due(view, row)) for _index, row in assigned.iterrows()])


def _came(view: View) -> dict[str, str]:
    """`9 of 14` for each session of which there is a record, with who is unresolved."""
    counts = view.turnout.reindex(view.recorded["session"])
    return {str(session): came_text(row) for session, row in counts.to_dict("index").items()}
