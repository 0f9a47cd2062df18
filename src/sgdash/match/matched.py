"""The whole of matching: one function from a program's folder and its collected tables."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from sgdash import tables
from sgdash.frames import conform, frame
from sgdash.match.attempts import attempts_table, dated_states, submissions_table
from sgdash.match.attendance import attendance_table
from sgdash.match.claims import FILE, PULL_REQUEST, PULL_REQUEST_FILE, Claims, find_claims
from sgdash.match.names import exercise_names, exercise_numbers, member_names
from sgdash.match.readings import Reader
from sgdash.match.similar import similar_table
from sgdash.program.folder import ProgramFolder
from sgdash.program.model import Submissions
from sgdash.program.written import decided_marks_table, refused_decisions_table


@dataclass(frozen=True)
class Matched:
    """The tables that matching makes; `ignored` is what the program file says is no submission."""

    submissions: pd.DataFrame
    attempts: pd.DataFrame
    marks: pd.DataFrame
    attendance: pd.DataFrame
    unmatched: pd.DataFrame
    ignored: pd.DataFrame
    findings: pd.DataFrame
    similar: pd.DataFrame


def match_program(
    folder: ProgramFolder, collected: Mapping[tables.Table, pd.DataFrame], web: str | None
) -> Matched:
    """Match the collected tables to the members and exercises of a program.

    `web` is the repository's web site, for links to the evidence; None where it has none.
    """
    members = member_names(folder)
    attendance, unknown_people = attendance_table(folder, members)
    claims = _claims(folder, collected, members_reader(folder), web)
    states = dated_states(collected, claims.matched, web)
    attempts = attempts_table(states)
    return Matched(
        submissions=submissions_table(attempts),
        attempts=attempts,
        marks=decided_marks_table(folder),
        attendance=attendance,
        unmatched=conform(
            tables.UNMATCHED,
            pd.concat([claims.unmatched, _undated(claims, attempts), unknown_people]),
        ),
        ignored=claims.ignored,
        findings=conform(
            tables.FINDINGS, pd.concat([claims.disagreements, refused_decisions_table(folder)])
        ),
        similar=similar_table(states, collected, folder.program.submissions),
    )


def members_reader(folder: ProgramFolder) -> Reader:
    """What reads names by this program's roster and exercises."""
    program = folder.program
    return Reader(member_names(folder), exercise_names(program), exercise_numbers(program))


def _claims(
    folder: ProgramFolder,
    collected: Mapping[tables.Table, pd.DataFrame],
    reader: Reader,
    web: str | None,
) -> Claims:
    """The claims that count by the program file; a program without conventions has none."""
    submissions = folder.program.submissions
    if submissions is None:
        nothing = frame(tables.UNMATCHED)
        empty = pd.DataFrame(columns=["kind", "number", "path", "member", "exercise", "url"])
        return Claims(empty, nothing, nothing, frame(tables.FINDINGS))
    return _counted(find_claims(collected, submissions, reader, web), submissions)


def _counted(claims: Claims, submissions: Submissions) -> Claims:
    """The claims that are submissions by `count`; what only others hold is unmatched."""
    counted = {"files": [FILE], "pull requests": [PULL_REQUEST, PULL_REQUEST_FILE]}
    kinds = [kind for name in submissions.count for kind in counted[name]]
    pair = ["member", "exercise"]
    there = pd.MultiIndex.from_frame(claims.matched.loc[claims.matched["kind"].isin(kinds), pair])
    kept = pd.MultiIndex.from_frame(claims.matched[pair]).isin(there)
    told = claims.matched.assign(
        ref=_ref(claims.matched),
        reason="not counted: this program counts only " + " and ".join(submissions.count),
        guess=claims.matched["exercise"] + ", " + claims.matched["member"],
    )
    return Claims(
        claims.matched[kept].reset_index(drop=True),
        pd.concat([claims.unmatched, conform(tables.UNMATCHED, told[~kept])], ignore_index=True),
        claims.ignored,
        claims.disagreements,
    )


def _ref(claims: pd.DataFrame) -> pd.Series:
    """How a claim is named: by its path, its pull request, or both."""
    number = "#" + claims["number"].astype("str")
    return claims["path"].where(claims["kind"].eq(FILE), number + (" " + claims["path"]).fillna(""))


def _undated(claims: Claims, attempts: pd.DataFrame) -> pd.DataFrame:
    """Claimed work that no known commit dates, such as a file that only a merge brought."""
    pair = ["member", "exercise"]
    dated = pd.MultiIndex.from_frame(attempts[pair])
    rest = claims.matched[~pd.MultiIndex.from_frame(claims.matched[pair]).isin(dated)]
    told = rest.assign(
        ref=_ref(rest),
        reason="no commit that is known dates it",
        guess=rest["exercise"] + ", " + rest["member"],
    )
    return conform(tables.UNMATCHED, told.drop_duplicates("ref"))
