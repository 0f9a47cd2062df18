"""The tables that other tools may rely on: fixed columns, times as ISO 8601 in UTC."""

import re
from collections.abc import Sequence

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
FINDINGS = ["program", "kind", "ref", "member", "exercise", "detail", "url"]
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

_FORMULA = re.compile(r"^(?=[=+\-@\t\r])")


def status_export(answers: Answers) -> pd.DataFrame:
    """Columns STATUS."""
    return _export(answers, answers.decided.status, STATUS)


def verdicts_export(answers: Answers) -> pd.DataFrame:
    """Columns VERDICTS."""
    return _export(answers, answers.decided.verdicts, VERDICTS)


def unmatched_export(answers: Answers, *, with_ignored: bool = False) -> pd.DataFrame:
    """Columns UNMATCHED; with the paths that the program file ignores, if so asked."""
    matched = answers.loaded.matched
    rows = [matched.unmatched, matched.ignored] if with_ignored else [matched.unmatched]
    return _export(answers, pd.concat(rows, ignore_index=True), UNMATCHED)


def attendance_export(answers: Answers) -> pd.DataFrame:
    """Columns ATTENDANCE."""
    return _export(answers, answers.decided.attendance, ATTENDANCE)


def findings_export(answers: Answers) -> pd.DataFrame:
    """Columns FINDINGS."""
    return _export(answers, answers.findings, FINDINGS)


def similar_export(answers: Answers) -> pd.DataFrame:
    """Columns SIMILAR."""
    return _export(answers, answers.loaded.matched.similar, SIMILAR)


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


def to_json(export: pd.DataFrame) -> str:
    """A JSON list with one object a row; what is missing is null."""
    return str(export.to_json(orient="records", force_ascii=False, indent=2))


def _export(answers: Answers, table: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    export = table.assign(program=answers.program)[list(columns)]
    for name in columns:
        if isinstance(export[name].dtype, pd.DatetimeTZDtype):
            export[name] = export[name].dt.strftime("%Y-%m-%dT%H:%M:%SZ").astype("str")
    return export
