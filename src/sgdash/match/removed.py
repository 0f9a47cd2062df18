"""What a commit took out again: it was handed in all the same, so nobody's work vanishes by it.

Only commits tell, a merge among them that deleted what all of its parents had: what a force push
dropped, or a merge that kept one of two sides, was not there for long, or nobody knows who did it.
"""

import pandas as pd

from sgdash import tables
from sgdash.frames import among
from sgdash.match.asked import Collected
from sgdash.match.claims import CLAIM, named_files, named_pull_request_files
from sgdash.match.links import commit_urls
from sgdash.match.moves import steps_of
from sgdash.match.people import members_called
from sgdash.match.readings import Reader
from sgdash.program.patterns import normal
from sgdash.program.submissions import Submissions

REMOVAL = ["path", "number", "commit", "at", "by", "email", "remover", "moved"]
"""A commit deleted a path. `number`: of the pull request that had brought it and never handed it
on, empty where it was taken out of the default branch; `remover`: the member that the author's name
means, if it means one; `moved`: its commit put it elsewhere."""

NO_REMOVALS = pd.DataFrame(columns=REMOVAL, dtype="str")


def removals(
    collected: Collected,
    pulls: pd.DataFrame,
    commits: pd.DataFrame,
    moments: pd.DataFrame,
    reader: Reader,
) -> pd.DataFrame:
    """Columns REMOVAL, oldest first, of paths that are not at the head of the default branch.

    Takes `tables.PULLS`, `dating.dated_commits` and `dating.pull_request_moments`.
    """
    changes, net = collected[tables.COMMIT_FILES], collected[tables.PULL_REQUEST_FILES]
    deleted = changes.loc[changes["change"] == "D", ["commit", "path"]]
    deleted = deleted[~among(deleted["path"], collected[tables.FILES]["path"])]
    found = deleted.merge(_own(collected), on="commit", how="left")
    found = found.merge(net[["number", "path", "change"]], on=["number", "path"], how="left")
    merged = pulls.loc[pulls["merge"].notna() | pulls["state"].eq("merged"), "number"]
    handed_on = found["change"].eq("D") & found["number"].isin(merged)
    inside = found["number"].notna() & found["change"].isna()
    kept = found[found["number"].isna() | handed_on | inside]
    kept = kept.assign(number=kept["number"].mask(handed_on))
    dated = kept.merge(commits[["commit", "at"]], on="commit").merge(
        moments[["number", "commit", "at"]].astype({"number": "Int64"}),
        on=["number", "commit"],
        how="left",
        suffixes=("_of_commit", ""),
    )
    by = collected[tables.COMMITS][["commit", "author_name", "author_email"]]
    told = dated.assign(at=dated["at"].fillna(dated["at_of_commit"])).merge(by, on="commit")
    told = told.rename(columns={"author_name": "by", "author_email": "email"})
    told["remover"] = members_called(reader, told["by"])
    steps = pd.MultiIndex.from_frame(steps_of(changes)[["commit", "former"]])
    told["moved"] = pd.MultiIndex.from_frame(told[["commit", "path"]]).isin(steps)
    return told[REMOVAL].sort_values(["at", "commit"], kind="stable", ignore_index=True)


def gone_claims(
    collected: Collected,
    removed: pd.DataFrame,
    claims: pd.DataFrame,
    submissions: Submissions,
    reader: Reader,
    people: pd.DataFrame,
    commits: pd.DataFrame,
    web: str | None,
) -> pd.DataFrame:
    """Columns CLAIM of what is there no longer, read as if it were, by what the program counts.

    Without the contents that count for the same member on another exercise: who put their work into
    a wrong folder first, and deleted it there, has handed in once.
    """
    changes = collected[tables.COMMIT_FILES]
    written = changes[(changes["change"] != "D") & among(changes["path"], removed["path"])]
    written = written.merge(commits[["commit", "at"]], on="commit").sort_values("at", kind="stable")
    own = _own(collected)
    found = []
    if "files" in submissions.count:
        of_branch = removed.loc[removed["number"].isna(), "path"]
        pushed = written[~among(written["commit"], own["commit"])]
        files = pushed[among(pushed["path"], of_branch)].groupby("path", as_index=False)
        last = files.agg(first_commit=("commit", "first"), blob=("blob", "last"))
        found.append(named_files(last, collected, submissions, reader, web))
    if "pull requests" in submissions.count:
        within = removed.loc[removed["number"].notna(), ["number", "path"]].drop_duplicates()
        brought = written.merge(own, on="commit").merge(within, on=["number", "path"])
        last = brought.groupby(["number", "path"], as_index=False).agg(blob=("blob", "last"))
        found.append(named_pull_request_files(last, submissions, reader, people, web))
    gone = pd.concat(found, ignore_index=True)
    full = gone["member"].notna() & gone["exercise"].notna() & gone["ignored_by"].isna()
    gone = gone.loc[full, CLAIM].reset_index(drop=True)
    there = claims[["member", "blob", "exercise"]].dropna().drop_duplicates()
    same = gone.reset_index().merge(there, on=["member", "blob"], suffixes=("", "_there"))
    elsewhere = same.loc[same["exercise"] != same["exercise_there"], "index"]
    return gone[~gone.index.isin(elsewhere)].reset_index(drop=True)


def with_removals(
    states: pd.DataFrame, removed: pd.DataFrame, collected: Collected, web: str | None
) -> pd.DataFrame:
    """`tables.ATTEMPTS` with who took each state out again, and when.

    `taken_back_at` where that was whoever brought it, by the name or address of both commits, and
    that name is no other member's. Who only moved it to where it is not read took nothing back, nor
    did a name on the default branch that is no member's and brought the work of several: that of a
    machine which they share, or of somebody who hands in for them.
    """
    if removed.empty or states.empty:
        return states
    removed = removed.assign(taken_out_commit=removed["commit"])
    removed = removed.drop(columns="commit").rename(columns={"path": "ref", "at": "removed_at"})
    branch = removed[removed["number"].isna()].drop(columns="number")
    inside = removed.rename(columns={"number": "pull_request"}).dropna(subset="pull_request")
    rows = states.drop(columns=tables.TAKEN_OUT, errors="ignore").reset_index(drop=True)
    from_branch = rows.merge(branch.drop_duplicates("ref", keep="last"), on="ref", how="left")
    key = ["pull_request", "ref"]
    in_pull = rows.merge(inside.drop_duplicates(key, keep="last"), on=key, how="left")
    back = in_pull["removed_at"].notna() & (rows["at"] <= in_pull["removed_at"])
    out = from_branch["removed_at"].notna() & (rows["at"] <= from_branch["removed_at"]) & ~back
    told = in_pull.where(back, from_branch).where(back | out)
    moved = from_branch["moved"].eq(other=True)
    others = told["remover"].notna() & told["remover"].ne(rows["member"])
    same, known = (alike & ~others for alike in _same_person(rows, told, collected))
    own = (same & back) | (known & out & ~moved)
    return rows.assign(
        taken_out_at=told["removed_at"].where(out | ~same),
        taken_back_at=told["removed_at"].where(own),
        taken_out_by=told["by"],
        taken_out_commit=told["taken_out_commit"],
        taken_out_url=commit_urls(web, told["taken_out_commit"]),
    )


def _same_person(
    rows: pd.DataFrame, removed: pd.DataFrame, collected: Collected
) -> tuple[pd.Series, pd.Series]:
    """Whether the author of each state's commit is also the author of its removal.

    Also whether that is so by a name or address that is known to be of one: it brought the work of
    one member alone, or means a member. Nobody is known by an empty one.
    """
    same, known = [], []
    for one, other in zip(_authors(rows, collected), _called(removed), strict=True):
        alike = (one.eq(other) & one.ne("")).fillna(value=False)
        of_one = rows["member"].groupby(one).transform("nunique") == 1
        same.append(alike)
        known.append(alike & (of_one | removed["remover"].notna()))
    return (same[0] | same[1]).astype("bool"), (known[0] | known[1]).astype("bool")


def _authors(rows: pd.DataFrame, collected: Collected) -> tuple[pd.Series, pd.Series]:
    """Name and address, as they are compared, of the author of each row's commit."""
    commits = collected[tables.COMMITS].set_index("commit")
    authors = {"by": commits["author_name"], "email": commits["author_email"]}
    return _called(pd.DataFrame({name: rows["commit"].map(of) for name, of in authors.items()}))


def _called(people: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    return people["by"].map(normal, na_action="ignore"), people["email"].str.casefold()


def _own(collected: Collected) -> pd.DataFrame:
    own = collected[tables.PULL_REQUEST_COMMITS][["number", "commit"]]
    return own.astype({"number": "Int64"})
