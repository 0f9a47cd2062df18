"""A spreadsheet with a row for each person and a column for each session."""

from sgdash.language import Said, either, say
from sgdash.program.hours import Sessions
from sgdash.program.records import LONGEST, AttendanceRecord
from sgdash.program.reports.dates import days_meant
from sgdash.program.reports.layout import Table, UnreadableReportError
from sgdash.program.reports.people import people_of
from sgdash.program.reports.words import beside, column, presence


def read_wide(table: Table, names: Sessions, source: str) -> list[AttendanceRecord] | None:
    """The records of such a sheet; None if no column of the table is a session.

    A column in which nothing stands is a session without a record.

    Raises:
        UnreadableReportError: a column names two sessions or none, or a cell says nothing known.
    """
    places = {p: head for p, head in enumerate(table.head) if head.strip() and not column(head)}
    meant = {p: _sessions(head, names) for p, head in places.items() if not beside(head)}
    if not any(meant.values()):
        return None
    for place, ids in meant.items():
        if len(ids) != 1:
            raise UnreadableReportError(_line_of_head(table), _not_one(places[place], ids))
    cells = [
        (place, row, values[place].strip())
        for row, values in enumerate(table.rows)
        for place in meant
        if place < len(values) and values[place].strip()
    ]
    flags = all(cell in {"0", "1"} for _, _, cell in cells if cell.isdecimal())
    people = people_of(table)
    records = []
    for place, row, cell in cells:
        word, minutes = _read(cell, flags=flags)
        if word is None and minutes is None:
            head = places[place]
            message = say(
                '{head}: "{cell}" is not known. Write x, absent, excused, minutes, or nothing.',
                head=str(head),
                cell=cell,
            )
            raise UnreadableReportError(table.lines[row], message)
        told = f"{source}:{table.lines[row]}"
        person = people[row]
        records.append(
            AttendanceRecord(
                meant[place][0], person.name, person.email, word, minutes, None, None, told
            )
        )
    return records


def _line_of_head(table: Table) -> int:
    return max(table.lines[0] - 1, 1) if table.lines else 1


def _sessions(head: str, names: Sessions) -> tuple[str, ...]:
    by_name = names.meant(head)
    if by_name:
        return by_name
    ids = [session for day in days_meant(head) for session in names.on(day)]
    return tuple(dict.fromkeys(ids))


def _not_one(head: str, ids: tuple[str, ...]) -> Said:
    if ids:
        several = either(ids)
        return say(
            '"{head}" may be {several}. Write the id of one of them there.',
            head=str(head),
            several=several,
        )
    return say(
        '"{head}" is no session. Write its id there, or take the column out.', head=str(head)
    )


def _read(cell: str, *, flags: bool) -> tuple[str | None, int | None]:
    if cell.isascii() and cell.isdecimal():
        if flags:
            return ("present" if cell == "1" else "absent"), None
        return (None, int(cell)) if len(cell) < 5 and int(cell) <= LONGEST else (None, None)
    return presence(cell), None
