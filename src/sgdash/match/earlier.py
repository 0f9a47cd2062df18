"""What was found and is older than its exercise or the program: set aside, and out of the inbox.

It is dated as what is matched: by the newest change of its contents, and not by being moved.
"""

from zoneinfo import ZoneInfo

import pandas as pd

from sgdash import sentences, tables
from sgdash.frames import conform, days, filled, frame
from sgdash.match.asked import Collected, told
from sgdash.match.attempts import attempts_table, dated_states
from sgdash.match.removed import NO_REMOVALS
from sgdash.program.model import Program
from sgdash.program.schedule import opening


def openings(program: Program) -> tuple[pd.Series, pd.Timestamp | None]:
    """When each exercise opens, by its id, and when the program starts, in the program's zone."""
    zone = ZoneInfo(program.zone)
    moments = {exercise.id: opening(program, exercise) for exercise in program.exercises}
    opens_at = pd.Series(moments, dtype="datetime64[us, UTC]").dt.tz_convert(zone)
    starts = pd.Timestamp(program.starts.start(program.zone)) if program.starts else None
    return opens_at, starts.tz_convert(zone) if starts else None


def earlier_work(attempts: pd.DataFrame, program: Program) -> pd.DataFrame:
    """`tables.UNMATCHED`: what was matched and has no attempt since its exercise opened."""
    opens_at, _ = openings(program)
    if opens_at.isna().all():
        return frame(tables.UNMATCHED)
    whole = ["member", "exercise", "ref"]
    last = attempts.sort_values("at", kind="stable").drop_duplicates(whole, keep="last")
    opened = _of(last["exercise"], opens_at)
    early = last[last["at"] < opened]
    rows = early.assign(
        kind=early["pull_request"].isna().map({True: "file", False: "pull request file"}),
        reason=filled(sentences.BEFORE_OPENING, day=days(opened[early.index])),
        guess=early["exercise"] + ", " + early["member"],
    )
    return conform(tables.UNMATCHED, rows)


def of_now(states: pd.DataFrame, program: Program) -> pd.DataFrame:
    """The states whose contents somebody handed in since the opening, with who had them before."""
    opens_at, _ = openings(program)
    if opens_at.isna().all():
        return states
    early = (states["at"] < _of(states["exercise"], opens_at)).fillna(value=False)
    return states[states["blob"].isin(states.loc[~early, "blob"])]


def why_earlier(
    rows: pd.DataFrame,
    collected: Collected,
    commits: pd.DataFrame,
    moments: pd.DataFrame,
    program: Program,
) -> pd.Series:
    """Why each row of `tables.UNMATCHED` or `FINDINGS` is about what is older than all that counts.

    Empty where it is not, or where nobody knows how old it is. Takes `dating.dated_commits` and
    `dating.pull_request_moments`.
    """
    opens_at, starts = openings(program)
    if opens_at.isna().all() and starts is None:
        return pd.Series(index=rows.index, dtype="str")
    opened = _of(rows["exercise"], opens_at)
    opened = opened if starts is None else opened.fillna(starts)
    number = rows["ref"].str.extract(r"^#(\d{1,9})(?: |$)", expand=False)
    touched = _of(rows["ref"], _files(collected)).where(rows["kind"].eq("file"))
    since = rows.loc[(touched >= opened).fillna(value=False), "ref"]
    dated = _of(rows["ref"], _changed(since, collected, commits, moments))
    dated = dated.where(rows["ref"].isin(since)).fillna(touched)
    dated = dated.fillna(_of(number.fillna("0").astype("int64"), _pulls(collected, moments)))
    before = (dated < opened).fillna(value=False)
    by_exercise = rows["exercise"].isin(opens_at.dropna().index)
    why = filled(sentences.BEFORE_STARTING, day=days(opened))
    why = why.mask(by_exercise, filled(sentences.BEFORE_OPENING, day=days(opened)))
    return why.where(before)


def _of(keys: pd.Series, moments: pd.Series) -> pd.Series:
    """The moment of each key; missing where it has none."""
    return pd.Series(moments.reindex(keys).array, index=keys.index)


def _files(collected: Collected) -> pd.Series:
    """When a commit last touched each file at the head, by its path: that may be a move."""
    moments: pd.Series = collected[tables.FILES].set_index("path")["last_at"]
    return moments


def _changed(
    paths: pd.Series, collected: Collected, commits: pd.DataFrame, moments: pd.DataFrame
) -> pd.Series:
    """When the contents of each of these files at the head came last, by its path."""
    if paths.empty:
        return pd.Series(dtype="datetime64[us, UTC]")
    files = pd.DataFrame({"path": paths.drop_duplicates()})
    brought = collected[tables.PULL_REQUEST_FILES][["number", "path"]].merge(files, on="path")
    every = pd.concat([files, brought.astype({"number": "Int64"})], ignore_index=True)
    # each of them stands for itself, as if it were a submission of its own
    claims = every.assign(member=every["path"], exercise=every["path"])
    none, no_links = claims.iloc[:0], frame(tables.ATTEMPTS)
    states = dated_states(collected, claims, none, NO_REMOVALS, commits, moments, no_links, None)
    last: pd.Series = attempts_table(states).groupby("ref")["at"].max()
    return last


def _pulls(collected: Collected, moments: pd.DataFrame) -> pd.Series:
    """The newest commit of each pull request; of issues, and without commits, the last change."""
    commits: pd.Series = moments.groupby("number")["at"].max()
    asked = [told(collected, tables.GITHUB_PULL_REQUESTS), told(collected, tables.ISSUES)]
    changed = pd.concat([rows.set_index("number")["updated_at"] for rows in asked])
    newest: pd.Series = pd.concat([commits, changed[~changed.index.isin(commits.index)]])
    return newest
