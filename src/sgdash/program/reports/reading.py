"""A file of whatever kind → the records of presence in it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import numpy as np
import pandas as pd

from sgdash.language import say
from sgdash.program.hours import Sessions
from sgdash.program.problems import Problem, problem_of, unreadable
from sgdash.program.records import AttendanceRecord
from sgdash.program.reports.dates import UnreadableTimeError, is_dayfirst
from sgdash.program.reports.events import spans_of
from sgdash.program.reports.layout import Table, UnreadableReportError, decode, find_table
from sgdash.program.reports.listed import read_list
from sgdash.program.reports.people import people_of
from sgdash.program.reports.times import (
    DAY,
    Stamps,
    read_duration,
    read_stamps,
    to_utc,
)
from sgdash.program.reports.whose import day_of_file, find_sessions
from sgdash.program.reports.wide import read_wide
from sgdash.program.reports.words import presence

LISTS = (".yaml", ".yml")


@dataclass(frozen=True)
class Reading:
    """What a file was read as; of a file with problems nothing is left out silently."""

    kind: str
    records: list[AttendanceRecord]
    problems: list[Problem]
    found: str = ""  # how its sessions were found
    outside: list[AttendanceRecord] = field(default_factory=list)  # of no session's hours
    waiting: int = 0  # rows of people who were only let wait
    lines: int = 0  # the rows, or in a log the stays, that it tells of

    @property
    def sessions(self) -> list[str]:
        """The sessions that it is about."""
        return sorted({record.session for record in self.records})


def read_report(
    file: Path, sessions: Sessions, session: str | None = None, *, source: str | None = None
) -> Reading:
    """The records of a file, of `session` or of the one that it is named by or whose hours it has.

    `source` is how the records name the file. A file that cannot be read as a whole is a problem
    with the line that is to blame, and no records.
    """
    told = source or file.name
    try:
        data = file.read_bytes()
    except OSError as error:
        return Reading("file", [], [unreadable(file, error)])
    by_name = sessions.of_file(file.stem) or sessions.of_file(file.parent.name)
    named = session or by_name
    found = "as asked" if session else "by the file's name" if by_name else "by its times"
    kind = "file"
    try:
        text = decode(data)
        if file.suffix in LISTS:
            return Reading("list", *read_list(file, text, sessions, named, told), "as it says")
        table = find_table(text)
        kind = table.kind
        wide = read_wide(table, sessions, told)
        if wide is not None:
            return Reading("sheet with a column for each session", wide, [], "by its columns")
        return _read(file, table, sessions, named, told, found)
    except UnreadableReportError as error:
        return Reading(kind, [], [Problem(file, error.line, problem_of(error))])


@dataclass(frozen=True)
class _Spans:
    """When somebody was there: the row of the table, from, until, and the seconds told of it."""

    row: Sequence[int]
    joined: pd.Series
    left: pd.Series
    told: np.ndarray  # -1 where nothing is told


def _read(
    file: Path, table: Table, sessions: Sessions, named: str | None, told: str, found: str
) -> Reading:
    """What a table says; who is outside the hours of a single session is in its records too."""
    people = people_of(table)
    words = _words(table)
    all_spans = _spans(file, table, sessions, named)
    spans = _let_in(table, all_spans)
    span = (spans.left - spans.joined).dt.total_seconds().to_numpy()
    summed = (spans.told >= 0) & ~(span <= spans.told + ROUNDED)
    minutes = [int(s) // 60 if k else None for s, k in zip(spans.told, summed, strict=True)]
    joined, left = _moments(spans.joined), _moments(spans.left)
    _check_nothing_is_unsaid(table, words, joined, minutes, spans.row)
    whose = find_sessions(sessions, named, spans.joined, spans.left, _told_extent(table, sessions))
    every = [
        AttendanceRecord(
            "",
            people[row].name,
            people[row].email,
            words[row],
            minutes[n],
            joined[n],
            left[n],
            f"{told}:{table.lines[row]}",
        )
        for n, row in enumerate(spans.row)
    ]
    return Reading(
        table.kind,
        [record._replace(session=s) for n, record in enumerate(every) for s in whose.of(n)],
        [],
        found,
        outside=[record for n, record in enumerate(every) if whose.outside(n)],
        waiting=len(all_spans.row) - len(spans.row),
        lines=len(all_spans.row),
    )


def _let_in(table: Table, spans: _Spans) -> _Spans:
    """The spans without those of the waiting room, which are no presence."""
    waiting = [cell != "" and presence(cell) == "present" for cell in table.cells("waiting")]
    if not any(waiting):
        return spans
    kept = [n for n, row in enumerate(spans.row) if not waiting[row]]
    joined, left = (each.iloc[kept].reset_index(drop=True) for each in (spans.joined, spans.left))
    return _Spans([spans.row[n] for n in kept], joined, left, spans.told[kept])


ROUNDED = 90
"""Seconds by which whole minutes may differ from the times beside them."""


def _moments(moments: pd.Series) -> list[datetime | None]:
    there = moments.notna()
    return [m if k else None for m, k in zip(moments.dt.to_pydatetime(), there, strict=True)]


def _words(table: Table) -> list[str | None]:
    words: list[str | None] = []
    for line, cell in zip(table.lines, table.cells("attendance"), strict=True):
        word = presence(cell) if cell else None
        if cell and word is None:
            message = say(
                'attendance: "{cell}" is not known. Write for example present or absent.', cell=cell
            )
            raise UnreadableReportError(line, message)
        words.append(word)
    return words


def _spans(file: Path, table: Table, sessions: Sessions, named: str | None) -> _Spans:
    day = sessions.hours[named].day if named in sessions.hours else None
    day = day or day_of_file(file.stem)
    near = {day} if day else sessions.days
    if "action" in table.columns:
        at = _stamps(table, "at", near, day)
        rows, joined, left = spans_of(table, at)
        told = np.full(len(rows), -1)
    else:
        rows = list(range(len(table.rows)))
        joined, left = (_stamps(table, name, near, day) for name in ("joined", "left"))
        left = _next_day(joined, left)
        told = _told(table)
    begins, ends = to_utc(joined, left, sessions.reports_zone, told)
    backwards = (ends < begins).fillna(value=False)
    if backwards.any():
        line = table.lines[rows[int(backwards.to_numpy().argmax())]]
        raise UnreadableReportError(line, say("leaves before it joins. Correct one of the times."))
    return _Spans(rows, begins, ends, told)


def _stamps(table: Table, name: str, near: Iterable[date], day: date | None) -> Stamps:
    dayfirst = is_dayfirst(
        *(table.cells(other) for other in ("joined", "left", "at")), table.meeting.values()
    )
    try:
        return read_stamps(table.cells(name), set(near), day, dayfirst=dayfirst)
    except UnreadableTimeError as error:
        raise UnreadableReportError(table.lines[error.row], problem_of(error)) from None


def _next_day(joined: Stamps, left: Stamps) -> Stamps:
    """Who leaves half a day before they joined left after midnight."""
    both = joined.there & left.there
    over = both & (left.seconds < joined.seconds - DAY // 2)
    return Stamps(left.seconds + np.where(over, DAY, 0), left.exact)


def _told(table: Table) -> np.ndarray:
    known: dict[str, int] = {"": -1}
    cells = table.cells("minutes") if "minutes" in table.columns else table.cells("duration")
    for line, cell in zip(table.lines, cells, strict=True):
        if cell not in known:
            try:
                seconds = read_duration(cell)
            except ValueError as error:
                raise UnreadableReportError(line, problem_of(error)) from None
            if seconds is not None and seconds > DAY:
                raise UnreadableReportError(
                    line, say('"{cell}" is longer than a day. Correct it.', cell=cell)
                )
            known[cell] = -1 if seconds is None else seconds
    return np.array([known[cell] for cell in cells], dtype="int64")


def _check_nothing_is_unsaid(
    table: Table,
    words: Sequence[str | None],
    joined: Sequence[datetime | None],
    minutes: Sequence[int | None],
    rows: Sequence[int],
) -> None:
    """Where a table has columns for it, each row says something of the person."""
    if not {"joined", "minutes", "duration", "attendance"} & table.columns.keys():
        return  # names alone are those who were there
    for n, row in enumerate(rows):
        if words[row] is None and joined[n] is None and minutes[n] is None:
            message = say("says nothing of the person. Write when they were there, or take it out.")
            raise UnreadableReportError(table.lines[row], message)


def _told_extent(table: Table, sessions: Sessions) -> tuple[datetime, datetime] | None:
    """The meeting's own start and end, where the report has them in its first lines."""
    if "starts" not in table.meeting:
        return None
    texts = [table.meeting["starts"], table.meeting.get("ends", table.meeting["starts"])]
    try:
        stamps = read_stamps(texts, sessions.days, None, dayfirst=is_dayfirst(texts))
    except UnreadableTimeError:
        return None
    begins, _ = to_utc(stamps, stamps, sessions.reports_zone, np.full(2, -1))
    return begins[0].to_pydatetime(), begins[1].to_pydatetime()
