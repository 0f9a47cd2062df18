"""The whole of matching: one function from a program's folder and its collected tables."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from sgdash import tables
from sgdash.frames import conform, frame
from sgdash.match.attempts import attempts_table, dated_states, submissions_table
from sgdash.match.attendance import attendance_table
from sgdash.match.claims import FILE, Claims, find_claims
from sgdash.match.marks import marks_table
from sgdash.match.names import exercise_names, exercise_numbers, member_names
from sgdash.match.readings import Reader
from sgdash.match.similar import similar_table
from sgdash.program.folder import ProgramFolder


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
    marks, refused = marks_table(folder)
    attendance, unknown_people = attendance_table(folder, members)
    claims = _claims(folder, collected, members_reader(folder), web)
    states = dated_states(collected, claims.matched, web)
    attempts = attempts_table(states)
    return Matched(
        submissions=submissions_table(attempts),
        attempts=attempts,
        marks=marks,
        attendance=attendance,
        unmatched=conform(
            tables.UNMATCHED,
            pd.concat([claims.unmatched, _undated(claims, attempts), unknown_people]),
        ),
        ignored=claims.ignored,
        findings=conform(tables.FINDINGS, pd.concat([claims.disagreements, refused])),
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
    claims = find_claims(collected, submissions, reader, web)
    counted = claims.matched["kind"].eq(FILE)
    if "files" not in submissions.count:
        counted = ~counted
    elif "pull requests" in submissions.count:
        return claims
    pair = ["member", "exercise"]
    there = claims.matched.loc[counted, pair].drop_duplicates()
    return Claims(
        claims.matched.merge(there, on=pair),
        claims.unmatched,
        claims.ignored,
        claims.disagreements,
    )


def _undated(claims: Claims, attempts: pd.DataFrame) -> pd.DataFrame:
    """Claimed work that no known commit dates, such as a file that only a merge brought."""
    pair = ["member", "exercise"]
    dated = pd.MultiIndex.from_frame(attempts[pair])
    rest = claims.matched[~pd.MultiIndex.from_frame(claims.matched[pair]).isin(dated)]
    told = rest.assign(
        ref=rest["path"].fillna("#" + rest["number"].astype("str")),
        reason="no commit that is known dates it",
        guess=rest["exercise"] + ", " + rest["member"],
    )
    return conform(tables.UNMATCHED, told.drop_duplicates("ref"))
