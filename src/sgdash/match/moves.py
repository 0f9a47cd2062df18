"""Where files were before somebody moved them: a move is neither handing in nor taking out."""

import pandas as pd

from sgdash.frames import among

PAIR = ["member", "exercise"]


def steps_of(changes: pd.DataFrame) -> pd.DataFrame:
    """Columns commit, path and former: it deleted `former`, and added its contents as `path`."""
    deleted = changes.loc[changes["change"] == "D", ["commit", "path"]]
    added = changes[(changes["change"] == "A") & among(changes["commit"], deleted["commit"])]
    held = changes.loc[among(changes["path"], deleted["path"]), ["path", "blob"]].dropna()
    pairs = added[["commit", "path", "blob"]].merge(
        held.rename(columns={"path": "former"}).drop_duplicates(), on="blob"
    )
    really = pairs.merge(deleted.rename(columns={"path": "former"}), on=["commit", "former"])
    return really[["commit", "path", "former"]].drop_duplicates()


def moves_to(paths: pd.Series, steps: pd.DataFrame) -> pd.DataFrame:
    """Columns path and former: from where each of the paths was moved unchanged, step by step."""
    steps = steps[["path", "former"]].drop_duplicates()
    found = steps[among(steps["path"], paths)]
    while True:
        further = found.merge(
            steps.rename(columns={"path": "former", "former": "first"}), on="former"
        )
        further = further[["path", "first"]].rename(columns={"first": "former"})
        more = pd.concat([found, further[further["path"] != further["former"]]])
        more = more.drop_duplicates(ignore_index=True)
        if len(more) == len(found):
            return found
        found = more


def moved_on(steps: pd.DataFrame, removed: pd.DataFrame, work: pd.Series) -> pd.Series:
    """The paths that were taken out by being moved to another path of `work`: they count there."""
    last = removed.drop_duplicates("path", keep="last")[["commit", "path"]]
    moved = last.rename(columns={"path": "former"}).merge(steps, on=["commit", "former"])
    paths: pd.Series = moved.loc[among(moved["path"], work), "former"]
    return paths


def of_the_same(moves: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """The moves but for those of another member's work, or of that on another exercise."""
    claimed = claims.loc[claims["path"].notna(), ["path", *PAIR]].drop_duplicates()
    before = claimed.rename(columns={"path": "former"})
    both = moves.merge(claimed, on="path").merge(before, on="former", suffixes=("", "_before"))
    other = (both["member"] != both["member_before"]) | (
        both["exercise"] != both["exercise_before"]
    )
    not_ours = pd.MultiIndex.from_frame(both.loc[other, ["path", "former"]])
    return moves[~pd.MultiIndex.from_frame(moves[["path", "former"]]).isin(not_ours)]
