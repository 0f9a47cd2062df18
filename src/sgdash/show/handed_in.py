"""One member's exercises: status, due date, evidence, and a strip of time for each submission."""

from dataclasses import dataclass

import pandas as pd

from sgdash.language import Said, say, say_count
from sgdash.rules import Status
from sgdash.rules.status import LATE_ACCEPTED
from sgdash.show.awaited import so_many_wait
from sgdash.show.language import _, counted, said
from sgdash.show.markup import Html, details, join, phrase, table, tag
from sgdash.show.markup import link as web_link
from sgdash.show.moments import deadline_zone, due_words, readers_time, time_tag, window_words
from sgdash.show.palette import chip
from sgdash.show.reasons import status_reason
from sgdash.show.receipts import status_lines
from sgdash.show.strip import strip
from sgdash.show.text import plain
from sgdash.show.view import View

FEW = 6
"""So many exercises of a kind are seen at once; of more, the others are there to open."""


def exercise_table(view: View, member: str) -> Html:
    """Every exercise by what there is to do about it: what is still possible first.

    Each has its status, due date, reason and evidence; its receipt opens below it.
    """
    rows = view.status[view.status["member"] == member]
    if rows.empty:
        return Html()
    heaps, (attempts, marks) = heaps_of(rows), view.since_opening
    known = _Known(attempts[attempts["member"] == member], marks[marks["member"] == member])
    told = [
        (
            say_count("{n} still possible", "{n} still possible", len(heaps.possible)),
            heaps.possible,
        ),
        (so_many_wait(view.program.marks, len(heaps.waiting)), heaps.waiting),
        (
            say_count("{n} missed or incomplete", "{n} missed or incomplete", len(heaps.gone)),
            heaps.gone,
        ),
        (say_count("{n} done", "{n} done", len(heaps.done)), heaps.done),
    ]
    counts = ", ".join(said(heading) for heading, heap in told if len(heap))
    parts: list[object] = [tag("h2", _("Exercises"))]
    if len(rows) > FEW:
        parts.append(tag("p", _("Of {n}: {counts}.", n=len(rows), counts=counts)))
    if heaps.possible.empty and len(heaps.gone):
        parts.append(tag("p", _("Nothing more can be handed in.")))
    parts += [
        _heap(view, known, heading, heap, open_=heap is not heaps.done or len(rows) <= FEW)
        for heading, heap in told
        if len(heap)
    ]
    return tag("section", *parts, class_="sg-exercises")


@dataclass(frozen=True)
class Heaps:
    """The rows of `tables.STATUS` of one member, by what there is to do about them."""

    possible: pd.DataFrame  # may still be handed in, or again; what ends first comes first
    waiting: pd.DataFrame
    gone: pd.DataFrame
    done: pd.DataFrame


def heaps_of(rows: pd.DataFrame) -> Heaps:
    """Every row is in one of them."""
    status = rows["status"]
    accepted = rows["reason"].eq(LATE_ACCEPTED) & status.eq(Status.MISSING)
    possible = status.isin([Status.NOT_SUBMITTED, Status.FEEDBACK_GIVEN]) | accepted
    waiting, done = status.eq(Status.AWAITING_REVIEW), status.isin(_DONE)
    ends = rows["window_ends_at"].where(status.eq(Status.FEEDBACK_GIVEN), rows["due_at"])
    first = ends.mask(accepted)[possible].sort_values(kind="stable", na_position="last").index
    return Heaps(rows.loc[first], rows[waiting], rows[~possible & ~waiting & ~done], rows[done])


_DONE = [Status.COMPLETE, Status.EXCUSED]


@dataclass(frozen=True)
class _Known:
    """What was found of one member since each exercise opened, looked for once."""

    attempts: pd.DataFrame  # tables.ATTEMPTS
    marks: pd.DataFrame  # tables.MARKS


def _heap(view: View, known: _Known, heading: Said, heap: pd.DataFrame, *, open_: bool) -> Html:
    """A heading with a table; of many exercises the first are seen, the others open."""
    if not open_:
        return details(tag("strong", said(heading)), _table(view, known, heap), class_="sg-heap")
    first, others = heap.head(FEW), heap.iloc[FEW:]
    parts: list[object] = [tag("h3", said(heading)), _table(view, known, first)]
    if len(others):
        more = counted("{n} more exercise", "{n} more exercises", len(others))
        parts.append(details(more, _table(view, known, others), class_="sg-heap"))
    return join(parts)


def _table(view: View, known: _Known, rows: pd.DataFrame) -> Html:
    exercises = view.exercises.set_index("exercise")
    told, receipts = [], []
    for _position, row in rows.iterrows():
        exercise = exercises.loc[row["exercise"]]
        of_what = tag("span", f": {plain(exercise['title'])}", class_="sg-unseen")
        receipts.append(details(join([_("Receipt"), of_what]), status_lines(view, row)))
        drawn = strip(view, row, known.attempts, known.marks)
        told.append(
            [
                join([tag("strong", exercise["title"]), drawn]),
                join(
                    [chip(Status(row["status"])), _opens(view, row), _again(view, row), _why(row)]
                ),
                _due(view, row, exercise),
                _handed_in(view, row),
            ]
        )
    headers = [_("Exercise"), _("Status"), _("Due"), _("Handed in")]
    return table(headers, told, _("Status of each exercise"), below=receipts)


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


def _opens(view: View, row: pd.Series) -> Html:
    """From when on work counts, where that is still to come."""
    opens, zone = row["opens_at"], view.program.zone
    if row["status"] != Status.NOT_SUBMITTED or not opens > view.as_of:  # nor where it is empty
        return Html()
    told = phrase(say("opens {moment}", moment=time_tag(opens, zone)))
    return join([tag("p", told), readers_time(opens, zone)])


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
