"""One member's exercises: status, due date, evidence, and a strip of time for each submission."""

import pandas as pd

from sgdash.language import say
from sgdash.rules import Status
from sgdash.show.language import _
from sgdash.show.markup import Html, details, join, phrase, table, tag
from sgdash.show.markup import link as web_link
from sgdash.show.moments import deadline_zone, due_words, readers_time, time_tag, window_words
from sgdash.show.palette import chip
from sgdash.show.reasons import status_reason
from sgdash.show.receipts import status_lines
from sgdash.show.strip import strip
from sgdash.show.text import plain
from sgdash.show.view import View


def exercise_table(view: View, member: str) -> Html:
    """Status, due date, reason and evidence of each exercise; its receipt opens below it."""
    rows = view.status[view.status["member"] == member]
    if rows.empty:
        return Html()
    attempts, marks = (rows[rows["member"] == member] for rows in view.since_opening)
    exercises = view.exercises.set_index("exercise")
    told = []
    for _position, row in rows.iterrows():
        exercise = exercises.loc[row["exercise"]]
        receipt = details(_("Receipt"), status_lines(view, row))
        drawn = strip(view, row, attempts, marks)
        told.append(
            [
                join([tag("strong", exercise["title"]), drawn, receipt]),
                join([chip(Status(row["status"])), _again(view, row), _why(row)]),
                _due(view, row, exercise),
                _handed_in(view, row),
            ]
        )
    headers = [_("Exercise"), _("Status"), _("Due"), _("Handed in")]
    return join([tag("h2", _("Exercises")), table(headers, told, _("Status of each exercise"))])


def _due(view: View, row: pd.Series, exercise: pd.Series) -> Html:
    """The deadline that holds for this member, as it was written, and by the reader's clock."""
    zone = view.program.zone
    if pd.isna(row["due_at"]):
        return tag("span", due_words(view.program, row["exercise"]), class_="sg-faint")
    told = [time_tag(row["due_at"], zone), readers_time(row["due_at"], zone)]
    if row["due_at"] != exercise["due_at"]:
        told.append(tag("p", _("extended"), class_="sg-faint"))
    elif deadline_zone(exercise["due"], zone) != zone:
        told.append(tag("p", due_words(view.program, row["exercise"]), class_="sg-faint"))
    return join(told)


def _again(view: View, row: pd.Series) -> Html:
    """Until when work with feedback may be handed in again."""
    if row["status"] != Status.FEEDBACK_GIVEN:
        return Html()
    end, zone = row["window_ends_at"], view.program.zone
    if pd.isna(end):
        return tag("p", _("hand in again: there is no last moment"))
    until = phrase(say("hand in again until {moment}", moment=time_tag(end, zone)))
    return join([tag("p", until), readers_time(end, zone)])


def _why(row: pd.Series) -> Html:
    return tag("p", status_reason(row["reason"]), class_="sg-faint")


def _handed_in(view: View, row: pd.Series) -> Html:
    """When the attempt that counts came, its evidence, and why it counts after the deadline."""
    parts: list[object] = [time_tag(row["submitted_at"], view.program.zone, "–")]
    if plain(row["evidence_url"]):
        parts += [" ", web_link(row["evidence_url"], _("evidence"))]
    window = view.program.marks.resubmission
    if window and row["due_at"] < row["submitted_at"] <= row["window_ends_at"]:
        told = _("inside the window of {length} after the deadline", length=window_words(window))
        parts += [tag("p", told, class_="sg-faint")] if row["first_at"] <= row["due_at"] else []
    return join(parts)
