"""The whole of matching: one function from a program's folder and its collected tables."""

from dataclasses import dataclass

import pandas as pd

from sgdash import sentences, tables
from sgdash.frames import conform, frame
from sgdash.match.accounts import read_accounts
from sgdash.match.asked import Collected, pulls_table
from sgdash.match.attempts import attempts_table, dated_states, submissions_table
from sgdash.match.attendance import attendance_table, presenters_away
from sgdash.match.changed_by import changed_by_others
from sgdash.match.claims import (
    CLAIM,
    FILE,
    PULL_REQUEST,
    PULL_REQUEST_FILE,
    Claims,
    find_claims,
)
from sgdash.match.dating import dated_commits, pull_request_moments
from sgdash.match.earlier import earlier_work, of_now, why_earlier
from sgdash.match.fixes import with_fixes, with_login_fixes
from sgdash.match.linked import Linked, find_links
from sgdash.match.marks import github_marks
from sgdash.match.moved_over import moved_over
from sgdash.match.names import exercise_names, exercise_numbers, member_names
from sgdash.match.outsiders import without_outsiders
from sgdash.match.people import read_people
from sgdash.match.readings import Reader
from sgdash.match.removed import gone_claims, removals
from sgdash.match.similar import Similar, similar_table
from sgdash.match.spoken import spoken_records
from sgdash.program.folder import ProgramFolder
from sgdash.program.refused import (
    decided_refusals_table,
    refused_decisions_table,
    refused_findings,
)
from sgdash.program.submissions import Submissions
from sgdash.program.written import decided_marks_table

HELD = ["number", "member", "exercise"]


NO_CLAIMS = Claims(
    pd.DataFrame(columns=CLAIM),
    frame(tables.UNMATCHED),
    frame(tables.UNMATCHED),
    frame(tables.FINDINGS),
)
NO_LINKS = Linked(
    frame(tables.ATTEMPTS).assign(number=pd.Series(dtype="Int64")), frame(tables.UNMATCHED)
)
"""Of a program without conventions."""


@dataclass(frozen=True)
class Matched:
    """The tables that matching makes; `ignored` is what the program file sets aside."""

    submissions: pd.DataFrame
    attempts: pd.DataFrame
    marks: pd.DataFrame
    refused: pd.DataFrame
    attendance: pd.DataFrame
    unmatched: pd.DataFrame
    ignored: pd.DataFrame
    findings: pd.DataFrame
    similar: Similar


def match_program(folder: ProgramFolder, collected: Collected, web: str | None) -> Matched:
    """Match the collected tables to the members and exercises of a program.

    `web` is the repository's web site, for links to the evidence; None where it has none.
    """
    names = member_names(folder)
    reader = members_reader(folder)
    accounts = read_accounts(folder.members, collected, web)
    spoken, unclear = spoken_records(folder, collected, accounts)
    attendance, unknown_people = attendance_table(folder, names, spoken)
    submissions = folder.program.submissions
    groups = {member.id: member.group for member in folder.members}
    pulls = pulls_table(collected)
    claims, linked = NO_CLAIMS, NO_LINKS
    commits = dated_commits(collected)
    drafts_count = submissions is None or submissions.drafts == "handed in"
    moments = pull_request_moments(collected, commits, drafts_count=drafts_count)
    removed = removals(collected, pulls, commits, moments, reader)
    gone = claims.matched
    if submissions:
        people = read_people(pulls, collected, submissions, reader, accounts)
        found = find_claims(collected, submissions, reader, people, web)
        claims = _counted(found, submissions)
        gone = gone_claims(
            collected, removed, claims.matched, submissions, reader, people, commits, web
        )
        linked = find_links(collected, submissions, people, reader, accounts, web)
        pulls = people
    states = dated_states(
        collected, claims.matched, gone, removed, commits, moments, linked.matched, web
    )
    attempts = attempts_table(states)
    held = pd.concat([claims.matched[HELD], linked.matched[HELD]], ignore_index=True)
    placed = _placed(states, linked)
    marked = github_marks(folder, collected, held, attempts, moments, placed, reader, accounts, web)
    nobodys = [claims.unmatched, _undated(claims, attempts, moments), linked.unmatched]
    unmatched = conform(tables.UNMATCHED, pd.concat(nobodys))
    too_old = why_earlier(unmatched, collected, commits, moments, folder.program)
    earlier = unmatched.assign(reason=too_old, guess=None)[too_old.notna()]
    unmatched, outside = without_outsiders(unmatched[too_old.isna()].reset_index(drop=True), folder)
    set_aside = [claims.ignored, outside, earlier_work(attempts, folder.program), earlier]
    findings = conform(
        tables.FINDINGS,
        pd.concat(
            [
                claims.disagreements,
                accounts.usurped,
                refused_decisions_table(folder),
                refused_findings(marked.refused),
                marked.findings,
                presenters_away(folder, attendance),
                changed_by_others(collected, attempts, reader, groups, web),
                moved_over(collected, claims.matched, gone, removed, web),
            ]
        ),
    )
    counted = why_earlier(findings, collected, commits, moments, folder.program).isna()
    return Matched(
        submissions=submissions_table(attempts),
        attempts=attempts,
        marks=decided_marks_table(folder, marked.marks),
        refused=pd.concat([marked.refused, decided_refusals_table(folder)], ignore_index=True),
        attendance=attendance,
        unmatched=pd.concat(
            [with_fixes(unmatched, pulls, folder), unclear, unknown_people],
            ignore_index=True,
        ),
        ignored=conform(tables.UNMATCHED, pd.concat(set_aside)),
        findings=with_login_fixes(findings[counted].reset_index(drop=True), pulls, folder),
        similar=similar_table(
            of_now(states, folder.program),
            collected,
            submissions,
            groups,
        ),
    )


def _placed(states: pd.DataFrame, linked: Linked) -> pd.DataFrame:
    """Columns HELD and at: every state with the pull request or issue that it is in."""
    in_pulls = states.rename(columns={"pull_request": "number"})[[*HELD, "at"]]
    in_issues = linked.matched.loc[linked.matched["pull_request"].isna(), [*HELD, "at"]]
    return pd.concat([in_pulls, in_issues], ignore_index=True).astype({"number": "Int64"})


def members_reader(folder: ProgramFolder) -> Reader:
    """What reads names by this program's roster and exercises."""
    program = folder.program
    return Reader(member_names(folder), exercise_names(program), exercise_numbers(program))


def _counted(claims: Claims, submissions: Submissions) -> Claims:
    """The claims that are submissions by `count`; what only others hold is unmatched."""
    counted = {"files": [FILE], "pull requests": [PULL_REQUEST, PULL_REQUEST_FILE]}
    kinds = [kind for name in submissions.count for kind in counted[name]]
    pair = ["member", "exercise"]
    there = pd.MultiIndex.from_frame(claims.matched.loc[claims.matched["kind"].isin(kinds), pair])
    kept = pd.MultiIndex.from_frame(claims.matched[pair]).isin(there)
    told = claims.matched.assign(
        ref=_ref(claims.matched),
        reason=sentences.NOT_COUNTED.format(kinds=" and ".join(submissions.count)),
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


def _undated(claims: Claims, attempts: pd.DataFrame, moments: pd.DataFrame) -> pd.DataFrame:
    """Claimed work without an attempt: no known commit dates it, or it waits in a draft."""
    pair = ["member", "exercise"]
    dated = pd.MultiIndex.from_frame(attempts[pair])
    rest = claims.matched[~pd.MultiIndex.from_frame(claims.matched[pair]).isin(dated)]
    waits = rest["number"].isin(moments.loc[moments["draft"], "number"])
    told = rest.assign(
        ref=_ref(rest),
        reason=waits.map({True: str(sentences.DRAFT), False: str(sentences.UNDATED)}),
        guess=rest["exercise"] + ", " + rest["member"],
    )
    return conform(tables.UNMATCHED, told.drop_duplicates("ref"))
