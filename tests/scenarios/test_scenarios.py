"""Every scenario of the text files beside this one, held against the rules."""

import re
from collections.abc import Callable
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from scenario import GITHUB, Said, ScenarioError, read_scenarios
from scenario_folder import attempts, one_moment, program_folder
from scenario_github import WEB, GitHub

from sgdash import tables
from sgdash.frames import frame
from sgdash.match import match_program
from sgdash.match.attendance import attendance_table
from sgdash.match.names import member_names
from sgdash.program.folder import ProgramFolder
from sgdash.program.moments import Moment
from sgdash.program.refused import decided_refusals_table, refused_decisions_table
from sgdash.program.written import decided_marks_table, exercises_table, sessions_table
from sgdash.rules import (
    Decided,
    Line,
    Loss,
    Way,
    bar_of,
    decide,
    named_lines,
    status_receipt,
    verdict_receipt,
    way_to_the_bar,
)

SCENARIOS = [
    s for file in sorted(Path(__file__).parent.glob("*.txt")) for s in read_scenarios(file)
]


@pytest.mark.parametrize("position", range(len(SCENARIOS)), ids=[str(s) for s in SCENARIOS])
def test_scenario(position: int):
    scenario = SCENARIOS[position]
    folder, attempted, marks, refused, attendance, noted, unmatched = _before_the_rules(position)
    for question in scenario.questions:
        as_of = Moment.parse(question.as_of).start(folder.program.zone)
        decided = decide(folder, attempted, marks, attendance, as_of, refused)
        assert decided.as_of == as_of
        findings = pd.concat([noted, decided.findings])
        bar_at = partial(bar_of, folder=folder, attempts=attempted, marks=marks)
        told = _Told(folder, decided, findings, unmatched, folder.program.zone, bar_at)
        for said in question.expected:
            where = f"{said.file.name}:{said.line}, as of {question.as_of}"
            for expected, found in _CHECKS[said.kind](told, said):
                assert found == expected, where


@cache  # mutation testing changes only the rules, and takes what is read here along
def _before_the_rules(position: int) -> tuple[ProgramFolder, *tuple[pd.DataFrame, ...]]:
    """The scenario's folder, and its tables: attempts, marks, refused, attendance, findings, …"""
    with TemporaryDirectory() as where:
        folder = program_folder(SCENARIOS[position], Path(where))
    scenario = SCENARIOS[position]
    if any(said.kind in GITHUB for said in scenario.events):
        matched = match_program(folder, GitHub(scenario, folder.program.zone).collected(), WEB)
        handed_in = pd.concat([matched.attempts, attempts(scenario, folder.program.zone)])
        return (
            folder,
            handed_in,
            matched.marks,
            matched.refused,
            matched.attendance,
            matched.findings,
            matched.unmatched,
        )
    return (
        folder,
        attempts(SCENARIOS[position], folder.program.zone),
        decided_marks_table(folder),
        decided_refusals_table(folder),
        attendance_table(folder, member_names(folder))[0],
        refused_decisions_table(folder),
        frame(tables.UNMATCHED),
    )


class _Told:
    """The answers at one moment, found by the words of a sentence."""

    def __init__(
        self,
        folder: ProgramFolder,
        decided: Decided,
        findings: pd.DataFrame,
        unmatched: pd.DataFrame,
        zone: str,
        bar_at: Callable[[str], Callable[[datetime], pd.DataFrame]],
    ) -> None:
        self.folder, self.decided, self.zone = folder, decided, zone
        self.findings, self.unmatched, self.bar_at = findings, unmatched, bar_at

    def moment(self, said: Said, text: str) -> datetime:
        return one_moment(said, text, self.zone)

    def way(self, member: str) -> Way:
        return way_to_the_bar(self.decided, member, self.bar_at(member))

    def statuses(self, said: Said) -> pd.DataFrame:
        status = self.decided.status
        return status[(status["member"] == said.who) & status["exercise"].isin(said.whats)]

    def each_status(self, said: Said) -> list[pd.Series]:
        rows = [row for _, row in self.statuses(said).iterrows()]
        assert len(rows) == len(said.whats), f"{said.file.name}:{said.line}: no such status"
        return rows

    def receipt(self, said: Said) -> list[Line]:
        if said["what"] != "the certificate":
            return status_receipt(
                self.each_status(said)[0], self.folder.program.marks, self.decided.ended
            )
        verdicts, certificate = self.decided.verdicts, self.folder.program.certificate
        assert certificate is not None, f"{said.file.name}:{said.line}: there is no certificate"
        row = verdicts[verdicts["member"] == said.who].iloc[0]
        program = self.folder.program
        named = named_lines(
            self.decided,
            said.who,
            exercises_table(program),
            sessions_table(program),
            program.attendance.attended,
        )
        decided = self.decided
        return verdict_receipt(row, decided.criteria, certificate, decided.ended, named)

    def line(self, said: Said, text: str) -> Line | tuple[str, ...]:
        """An expected line; only its words where no more is written."""
        words, *parts = text.split(" | ")
        rule, result, found = words.split(": ", 2)
        told = dict(part.split(" ", 1) for part in parts)
        unknown = set(told) - {"at", "until", "clock", "link"}
        if unknown:
            raise ScenarioError(f"{said.file}:{said.line}: {unknown} is no part of a line")
        if not parts:
            return rule, result, found
        times = (told.get("at"), told.get("until"))
        at, cut_off = (self.moment(said, time) if time else None for time in times)
        return Line(rule, result, found, at, cut_off, told.get("clock"), told.get("link"))


def _status(told: _Told, said: Said):
    for row in told.each_status(said):
        yield (said["status"], said.get("reason") or ""), (row["status"], row["reason"])


def _no_status(told: _Told, said: Said):
    yield 0, len(told.statuses(said))


def _due(told: _Told, said: Said):
    for row in told.each_status(said):
        expected = None if said["due"] == "never" else told.moment(said, said["due"])
        yield expected, None if pd.isna(row["due_at"]) else row["due_at"]


def _window(told: _Told, said: Said):
    for row in told.each_status(said):
        yield told.moment(said, said["end"]), row["window_ends_at"]


def _receipt(told: _Told, said: Said):
    expected = [told.line(said, text) for text in said.lines]
    found = [
        line if isinstance(asked, Line) else (line.rule, line.result.value, line.found)
        for asked, line in zip(expected, told.receipt(said), strict=False)
    ]
    yield expected, found
    yield len(expected), len(told.receipt(said))


def _receipt_line(told: _Told, said: Said):
    asked = told.line(said, said["text"])
    lines = told.receipt(said)
    rule = asked.rule if isinstance(asked, Line) else asked[0]
    same = [line for line in lines if line.rule == rule]
    if isinstance(asked, Line):
        yield [asked], same
    else:
        yield [asked], [(line.rule, line.result.value, line.found) for line in same]


def _verdict(told: _Told, said: Said):
    verdicts = told.decided.verdicts
    row = verdicts[verdicts["member"] == said.who].iloc[0]
    yield said["verdict"], row["verdict"]
    certificate = told.folder.program.certificate
    judged = said["verdict"] != "not a candidate"
    yield judged and certificate.project is not None, pd.notna(row["project"])
    yield judged, pd.notna(row["completed"])
    if said.get("reason"):
        yield said["reason"], row["reason"]
    numbers = re.match(r"(\d+) of (\d+) exercises, (\d+) needed", said.get("reason") or "")
    if numbers:
        done, of, required = (int(number) for number in numbers.groups())
        yield [done, of, required], row[["completed", "assigned", "required"]].tolist()
        yield (
            done * 1000 // of / 1000 if of else None,
            row["share"] if pd.notna(row["share"]) else None,
        )


def _no_verdict(told: _Told, said: Said):
    verdicts = told.decided.verdicts
    yield 0, int((verdicts["member"] == said.who).sum())


def _way(told: _Told, said: Said):
    """`nothing`, or steps such as `a1 until …` and `a2 at any time`, parted by `;`."""
    way = told.way(said.who)
    expected = []
    for text in [] if said["way"] == "nothing" else said["way"].split("; "):
        exercise, _, until = text.partition(" until ")
        if not until and not text.endswith(" at any time"):
            raise ScenarioError(f'{said.file}:{said.line}: "{text}" is no step of a way')
        name = exercise.removesuffix(" at any time")
        expected.append((name, told.moment(said, until) if until else None))
    yield expected, [(step.exercise, step.until) for step in way.steps]
    yield Loss(), way.lost
    status = told.decided.status.set_index(["member", "exercise"])["status"]
    steps = [step.exercise for step in way.steps]
    yield [status[said.who, name] for name in steps], [step.status for step in way.steps]


def _lost(told: _Told, said: Said):
    way = told.way(said.who)
    words = said.get("decision")
    yield Loss(told.moment(said, said["since"]), said.get("what"), words), way.lost
    yield (), way.steps


def _finding(told: _Told, said: Said):
    mine = told.findings[
        (told.findings["member"] == said.who) & (told.findings["exercise"] == said["what"])
    ]
    yield [[said["kind"], said["detail"]]], mine[["kind", "detail"]].values.tolist()


def _finding_of(told: _Told, said: Said):
    there = told.findings[told.findings["ref"] == said["ref"]]
    yield [[said["kind"], said["detail"]]], there[["kind", "detail"]].values.tolist()


def _no_finding(told: _Told, _: Said):
    yield 0, len(told.findings)


def _unmatched(told: _Told, said: Said):
    rows = told.unmatched[told.unmatched["ref"] == said["ref"]]
    yield [said["reason"]], rows["reason"].tolist()


def _nothing_unmatched(told: _Told, _: Said):
    yield 0, len(told.unmatched)


_CHECKS: dict[str, Callable] = {
    "no status": _no_status,
    "status": _status,
    "due": _due,
    "window": _window,
    "receipt": _receipt,
    "receipt line": _receipt_line,
    "no verdict": _no_verdict,
    "verdict": _verdict,
    "way": _way,
    "lost": _lost,
    "lost by": _lost,
    "finding": _finding,
    "finding of": _finding_of,
    "no finding": _no_finding,
    "unmatched": _unmatched,
    "nothing unmatched": _nothing_unmatched,
}
