"""All that the answers of a moment rest on, as lines of text that can be compared.

What came after the moment is left out, so that an answer about the past rests on the same evidence
whenever it is asked for; line numbers are left out, so that moving a line moves no evidence.
"""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pandas as pd

from sgdash import tables
from sgdash.answers import Answers
from sgdash.frames import conform, frame
from sgdash.program.decisions import MarkDecision
from sgdash.program.folder import ProgramFolder
from sgdash.program.schedule import deadline, sessions_of
from sgdash.program.yaml_source import read_source

PARTS = ("program file", "deadline", "roster", "decision", "attendance", "attempt", "mark")
"""The kinds of evidence, each with a digest of its own."""

_NOT_TOLD = frozenset({"kind", "at", "by", "member", "exercise"})


def evidence_table(answers: Answers) -> pd.DataFrame:
    """`tables.EVIDENCE` of the answers of one moment, in an order that depends on nothing else."""
    folder, as_of = answers.loaded.folder, answers.decided.as_of
    data = read_source(folder.folder / "program.yaml").data
    written = [
        *(("program file", None, None, path, text) for path, text in _leaves(data, "")),
        *_deadlines(folder),
        *_roster(folder),
        *_decisions(folder, as_of),
        *_attendance(folder, as_of),
    ]
    matched = answers.loaded.matched
    parts = [
        frame(tables.EVIDENCE, written),
        _attempts(
            matched.attempts[matched.attempts["at"] <= pd.Timestamp(as_of)], pd.Timestamp(as_of)
        ),
        _marks(matched.marks[matched.marks["at"] <= pd.Timestamp(as_of)], pd.Timestamp(as_of)),
    ]
    return pd.concat(parts).sort_values(tables.EVIDENCE.names, ignore_index=True)


def _leaves(node: object, path: str) -> Iterator[tuple[str, str]]:
    """Every single value of the plain data with its path; entries go by id or by position."""
    if isinstance(node, dict) and node:
        for key, value in node.items():
            yield from _leaves(value, f"{path}.{key}" if path else key)
    elif isinstance(node, list) and node:
        for position, entry in enumerate(node, start=1):
            name = entry.get("id") if isinstance(entry, dict) else None
            yield from _leaves(entry, f"{path}.{name or position}")
    else:
        yield path, _text(node)


def _deadlines(folder: ProgramFolder) -> Iterator[tuple[Any, ...]]:
    for exercise in folder.program.exercises:
        due_at, due = deadline(folder.program, exercise)
        yield "deadline", None, exercise.id, "", _moment(due_at) if due_at else due


def _roster(folder: ProgramFolder) -> Iterator[tuple[Any, ...]]:
    for m in folder.members:
        told = {
            "name": m.name,
            "role": m.role.value,
            "login": m.login,
            "aliases": m.aliases,
            "group": m.group,
            "joined": m.joined,
            "left": m.left,
            "account": m.account,
        }
        yield "roster", m.id, None, "", _told(told)


def _decisions(folder: ProgramFolder, as_of: datetime) -> Iterator[tuple[Any, ...]]:
    """Every decision but marks, which are a part of their own."""
    for _, decision in folder.decisions:
        written = dict(decision)
        if isinstance(decision, MarkDecision) or written["at"].start(folder.program.zone) > as_of:
            continue
        key = f"{written['kind']} of {written['at']} by {written['by']}"
        told = _told({name: v for name, v in written.items() if name not in _NOT_TOLD})
        yield "decision", written.get("member"), written.get("exercise"), key, told


def _attendance(folder: ProgramFolder, as_of: datetime) -> Iterator[tuple[Any, ...]]:
    zone = folder.program.zone
    starts = {s.id: s.starts.start(zone) for s in sessions_of(folder.program) if s.starts}
    for record in folder.records:
        if starts.get(record.session, as_of) <= as_of:
            told = _told({"attendance": record.attendance, "minutes": record.minutes})
            yield "attendance", None, None, f"{record.session}, {record.person}", told


def _attempts(attempts: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    contents = (", contents " + attempts["blob"]).fillna("")
    gone_at = attempts["taken_out_at"].fillna(attempts["taken_back_at"])
    gone = (", taken out again at " + _moments(gone_at.where(gone_at <= as_of))).fillna("")
    ref = _all_quoted(attempts["ref"])
    told = attempts.assign(
        part="attempt",
        key=("commit " + attempts["commit"]).fillna(attempts["ref"]),
        value=_moments(attempts["at"])
        + " by the "
        + attempts["clock"]
        + " clock, "
        + ref
        + contents
        + gone,
    )
    return conform(tables.EVIDENCE, told)


def _marks(marks: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    gone = marks["withdrawn_at"].where(marks["withdrawn_at"] <= as_of)
    taken_back = (", taken back at " + _moments(gone)).fillna("")
    shown = (", see " + _all_quoted(marks["url"])).fillna("")
    judged = (", for attempts until " + _moments(marks["until"])).fillna("")
    told = marks.assign(
        part="mark",
        key=_moments(marks["at"]) + " by " + marks["by"],
        value=marks["mark"] + ": " + _all_quoted(marks["reason"]) + shown + judged + taken_back,
    )
    return conform(tables.EVIDENCE, told)


def _told(values: dict[str, Any]) -> str:
    """The values that there are, in words; no two different ones read the same."""
    return "; ".join(f"{k} {_text(v)}" for k, v in values.items() if v is not None and v != ())


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return json.dumps([str(entry) for entry in value], ensure_ascii=False)
    return "nothing" if value in (None, [], {}) else _quoted(str(value))


def _quoted(text: str) -> str:
    """A text as it is, or as JSON where its end could be taken for something else's beginning."""
    plain = text == text.strip() and text not in _WORDS and not _PARTS.search(text)
    return text if plain else json.dumps(text, ensure_ascii=False)


def _all_quoted(texts: pd.Series) -> pd.Series:
    quoted: pd.Series = texts.map(_quoted, na_action="ignore").astype("str")
    return quoted


_WORDS = ("", "nothing", "true", "false")
_PARTS = re.compile('[,;"]|^\\[')


def _moment(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def _moments(moments: pd.Series) -> pd.Series:
    told: pd.Series = moments.dt.strftime("%Y-%m-%dT%H:%M:%SZ").astype("str")
    return told
