"""The tables that other tools may rely on: fixed columns, times as ISO 8601 in UTC."""

import re
from collections.abc import Sequence
from io import BytesIO

import pandas as pd

from sgdash.answers import Answers, presenting_of

STATUS = [
    "program",
    "member",
    "exercise",
    "status",
    "reason",
    "submitted_at",
    "due_at",
    "clock",
    "evidence_url",
]
VERDICTS = [
    "program",
    "member",
    "verdict",
    "completed",
    "assigned",
    "required",
    "share",
    "project",
    "reason",
]
UNMATCHED = ["program", "kind", "ref", "author", "reason", "guess", "url", "fix"]
ATTENDANCE = [
    "program",
    "session",
    "member",
    "attendance",
    "minutes",
    "joined_at",
    "left_at",
    "source",
]
FINDINGS = ["program", "kind", "ref", "member", "exercise", "detail", "url", "fix"]
SETTLED = ["program", "kind", "ref", "member", "exercise", "detail", "url", "at", "by", "why"]
SIMILAR = ["program", "exercise", "member", "at", "clock", "first", "blob", "ref", "url", "group"]
PRESENTERS = [
    "program",
    "person",
    "member",
    "name",
    "led",
    "talks",
    "paths",
    "last_session",
    "last_at",
    "sessions_since",
    "ahead",
    "next_session",
]
SUGGESTIONS = [
    "program",
    "position",
    "member",
    "name",
    "session",
    "led",
    "talks",
    "last_session",
    "last_at",
    "came",
    "of",
    "reason",
]
CHANGES = ["program", "member", "exercise", "what", "before", "after", "reason"]

_FORMULA = re.compile(r"^(?=[=+\-@\t\r\uff1d\uff0b\uff0d\uff20])")
"""Also the full-width signs, which some spreadsheets take for the narrow ones."""


def status_export(answers: Answers) -> pd.DataFrame:
    """Columns STATUS."""
    return _export(answers, answers.decided.status, STATUS)


def verdicts_export(answers: Answers) -> pd.DataFrame:
    """Columns VERDICTS."""
    return _export(answers, answers.decided.verdicts, VERDICTS)


def unmatched_export(answers: Answers, *, with_ignored: bool = False) -> pd.DataFrame:
    """Columns UNMATCHED; if so asked, with what the program file sets aside."""
    matched = answers.loaded.matched
    rows = [matched.unmatched, matched.ignored] if with_ignored else [matched.unmatched]
    return _export(answers, pd.concat(rows, ignore_index=True), UNMATCHED)


def with_people(export: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """The same with the columns name, login and group at its end: whom to write to.

    Takes `tables.MEMBERS`; every row of the export has a `member`.
    """
    people = members.set_index("member")[["name", "login", "group"]]
    return export.join(people, on="member")


def attendance_export(answers: Answers) -> pd.DataFrame:
    """Columns ATTENDANCE."""
    return _export(answers, answers.decided.attendance, ATTENDANCE)


def findings_export(answers: Answers) -> pd.DataFrame:
    """Columns FINDINGS."""
    return _export(answers, answers.findings, FINDINGS)


def settled_export(answers: Answers) -> pd.DataFrame:
    """Columns SETTLED: the findings that an organiser has looked at."""
    return _export(answers, answers.settled, SETTLED)


def similar_export(answers: Answers) -> pd.DataFrame:
    """Columns SIMILAR."""
    return _export(answers, answers.loaded.matched.similar.rows, SIMILAR)


def presenters_export(answers: Answers) -> pd.DataFrame:
    """Columns PRESENTERS: who has led sessions and given talks."""
    return _export(answers, presenting_of(answers).people, PRESENTERS)


def suggestions_export(answers: Answers) -> pd.DataFrame:
    """Columns SUGGESTIONS: who could lead next."""
    return _export(answers, presenting_of(answers).suggestions, SUGGESTIONS)


def changes_export(program: str, changes: pd.DataFrame) -> pd.DataFrame:
    """Columns CHANGES, of `tables.CHANGES`."""
    return changes.assign(program=program)[CHANGES]


def to_csv(export: pd.DataFrame) -> str:
    """CSV in which no text is a formula: `'` stands before what a spreadsheet would run."""
    safe = export.copy()
    for name in export.columns:
        if isinstance(export[name].dtype, pd.StringDtype):
            safe[name] = safe[name].str.replace(_FORMULA, "'", regex=True)
    return str(safe.to_csv(index=False, lineterminator="\n"))


MOST_ROWS = 1_048_575
"""As many rows as a worksheet has below its head."""

_LONGEST = 32_767
"""As many letters as a cell of a worksheet holds."""


def to_xlsx(export: pd.DataFrame) -> bytes:
    """A workbook with one sheet in which every text is text, whatever it begins with.

    Such a cell also keeps the mark that makes it stay text when somebody edits it.

    Raises:
        ValueError: there are more than MOST_ROWS rows.
    """
    if len(export) > MOST_ROWS:
        raise ValueError(f"{len(export):,} rows; a worksheet has no more than {MOST_ROWS:,}")
    import xlsxwriter  # noqa: PLC0415 - only who downloads a workbook waits for it

    file = BytesIO()
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        head, literal = book.add_format({"bold": True}), book.add_format({"quote_prefix": True})
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(export), max(len(export.columns) - 1, 0))
        sheet.set_column(0, max(len(export.columns) - 1, 0), 18)
        for column, name in enumerate(export.columns):
            sheet.write_string(0, column, name, head)
        for row, cells in enumerate(export.itertuples(index=False), start=1):
            for column, cell in enumerate(cells):
                if isinstance(cell, str):
                    text = cell[:_LONGEST]
                    sheet.write_string(row, column, text, literal if _FORMULA.match(text) else None)
                elif not pd.isna(cell):
                    sheet.write_number(row, column, cell)
    return file.getvalue()


def to_json(export: pd.DataFrame) -> str:
    """A JSON list with one object a row; what is missing is null."""
    return str(export.to_json(orient="records", force_ascii=False, indent=2))


def _export(answers: Answers, table: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    export = table.assign(program=answers.program)[list(columns)]
    for name in columns:
        if isinstance(export[name].dtype, pd.DatetimeTZDtype):
            export[name] = export[name].dt.strftime("%Y-%m-%dT%H:%M:%SZ").astype("str")
    return export
