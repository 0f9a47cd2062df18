"""A report's text, and the table of people in it, whatever stands around it."""

import codecs
import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sgdash.language import Said, say
from sgdash.program.reports.words import column, of_meeting

_WORKBOOKS = (b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1"))
"""How files of .xlsx and .ods, which are archives, and of .xls begin."""

DELIMITERS = ("\t", ",", ";")
HEAD_WITHIN = 60
"""The table of people begins within so many lines."""

PERSON = ("name", "first", "last", "email", "login")

_SECTION = re.compile(r"^\d+\. ?\D")
_BY_POSITION = {
    "2": ("name", "joined", "left", "duration", "email"),
    "3": ("name", "joined", "left", "duration", "email"),
}
"""The columns of the sections of a Teams report, in whatever language it is."""


class UnreadableReportError(ValueError):
    """A file, or a line from 1 of it, that cannot be read."""

    def __init__(self, line: int, message: Said) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True)
class Table:
    """The rows of people with their lines, what each column holds, and the meeting's own times."""

    kind: str
    head: Sequence[str]
    columns: Mapping[str, int]  # where each known column stands
    lines: Sequence[int]
    rows: Sequence[Sequence[str]]
    meeting: Mapping[str, str] = field(default_factory=dict)  # starts and ends, as written

    def cells(self, name: str) -> list[str]:
        """A column's cells; empty texts where there is no such column."""
        place = self.columns.get(name)
        if place is None:
            return [""] * len(self.rows)
        return [row[place].strip() if place < len(row) else "" for row in self.rows]


def decode(data: bytes) -> str:
    """The text of a file in UTF-8 or UTF-16, with or without a mark of it.

    Raises:
        UnreadableReportError: it is neither, or no text at all.
    """
    if data.startswith(_WORKBOOKS):
        message = say("is a workbook of a spreadsheet: save the sheet as CSV, and import that.")
        raise UnreadableReportError(1, message)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif data[1:2] == b"\0":
        encoding = "utf-16-le"
    else:
        encoding = "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        tried = encoding[:6].upper().removesuffix("-")
        message = say(
            "byte {n} is not {tried}. Save the file with the encoding UTF-8.",
            n=str(error.start + 1),
            tried=tried,
        )
        raise UnreadableReportError(line, message) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise UnreadableReportError(
            line, say("holds a zero byte. Save it as CSV, not as a workbook.")
        )
    return text


def find_table(text: str) -> Table:
    """The table of people in a report.

    Raises:
        UnreadableReportError: there is none, nobody is in it, or its CSV is broken.
    """
    for delimiter in DELIMITERS:
        if delimiter not in text[:100_000] and delimiter != ",":
            continue
        rows = list(_rows(text, delimiter))
        found = _teams(rows) or _under_a_head(rows)
        if found and not found.rows:
            raise UnreadableReportError(1, say("has a head and nobody below it. Export it anew."))
        if found:
            return found
    raise UnreadableReportError(
        1,
        say(
            "holds no table of people that is known. Its columns need heads such as "
            "Name and Duration: docs/attendance.md lists them."
        ),
    )


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Each row that holds something, with the line it begins on; remarks are none."""
    if delimiter == "\t":  # quotes are the names' own there, as in "Bobby"
        for number, row in enumerate(text.splitlines(), start=1):
            if row.strip():
                yield number, [_unquoted(cell) for cell in row.split("\t")]
        return
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cells) and not cells[0].startswith("#"):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error:
        message = say("is not readable as CSV. Look for a quote that is opened and never closed.")
        raise UnreadableReportError(line, message) from None


def _unquoted(cell: str) -> str:
    cell = cell.strip()
    if len(cell) > 1 and cell[0] == cell[-1] == '"':
        return cell[1:-1].replace('""', '"')
    return cell


def _columns(cells: Sequence[str]) -> dict[str, int]:
    """The known columns of a head; of two with one meaning the first holds."""
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        name = column(cell)
        if name:
            found.setdefault(name, place)
    if "last" in found and "name" in found and "first" not in found:
        found["first"] = found.pop("name")  # as in Nombre, Apellido
    return found


def _teams(rows: list[tuple[int, list[str]]]) -> Table | None:
    """The activities of a report in numbered sections, or else its participants."""
    starts = {
        cells[0][0]: index
        for index, (_, cells) in enumerate(rows)
        if _SECTION.match(cells[0]) and not any(cells[1:])
    }
    if not {"2", "3"} & starts.keys():
        return None
    meeting = _meeting([cells for _, cells in rows[: min(starts.get("2", 0), HEAD_WITHIN)]])
    ends = [*sorted(starts.values()), len(rows)]
    for section in ("3", "2"):
        if section not in starts:
            continue
        begin = starts[section]
        end = next(e for e in ends if e > begin)
        head, *people = rows[begin + 1 : end] or [(0, [])]
        known = _columns(head[1])
        if not {"name", "joined", "left"} <= known.keys():
            known = {name: place for place, name in enumerate(_BY_POSITION[section])}
        if people:
            return _table("Microsoft Teams report", head[1], known, people, meeting)
    return None


def _under_a_head(rows: list[tuple[int, list[str]]]) -> Table | None:
    meeting: dict[str, str] = {}
    for index, (_, cells) in enumerate(rows[:HEAD_WITHIN]):
        known = _columns(cells)
        person = [name for name in PERSON if name in known]
        if _of_a_meeting(cells) and not {"name", "first", "joined"} & known.keys():
            following = rows[index + 1][1] if index + 1 < len(rows) else []
            meeting |= _meeting([list(pair) for pair in zip(cells, following, strict=False)])
        elif person and (len(known) > 1 or len(cells) > 1 or len(rows) > index + 1):
            if index == 0 and len(cells) == 1 and cells[0] != cells[0].strip():
                continue
            kind = _kind(cells, known, titled=bool(meeting))
            if kind != _LIST or index == 0 or len(known) > 1:
                return _table(kind, cells, known, rows[index + 1 :], meeting)
        else:
            meeting |= _meeting([cells])
    return None


def _of_a_meeting(cells: Sequence[str]) -> bool:
    return sum(of_meeting(cell) is not None for cell in cells) > 1


def _meeting(pairs: Sequence[Sequence[str]]) -> dict[str, str]:
    """A meeting's start and end among its head and value pairs."""
    named = ((of_meeting(pair[0]), pair[1].strip()) for pair in pairs if len(pair) > 1)
    return {name: value for name, value in named if name and value}


_LIST = "list of people"


def _kind(cells: Sequence[str], known: Mapping[str, int], *, titled: bool) -> str:
    if "action" in known and "at" in known:
        return "Microsoft Teams log"
    if {"first", "last"} <= known.keys() and "joined" in known:
        return "Google Meet report"
    if "minutes" in known and ("(" in cells[known.get("name", 0)] or titled or "waiting" in known):
        return "Zoom report"
    if "joined" in known and "minutes" in known:
        return "Zoom report"
    if "name" in known and "joined" in known and "duration" in known:
        return "Microsoft Teams report"
    return _LIST


def _table(
    kind: str,
    head: Sequence[str],
    known: Mapping[str, int],
    rows: Sequence[tuple[int, Sequence[str]]],
    meeting: Mapping[str, str],
) -> Table:
    return Table(kind, head, known, [n for n, _ in rows], [cells for _, cells in rows], meeting)
