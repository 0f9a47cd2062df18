"""Pushed work that another member changed later: it is handed in again, and by whom is told."""

from collections.abc import Mapping

import pandas as pd

from sgdash import sentences, tables
from sgdash.frames import conform, filled
from sgdash.match.asked import Collected
from sgdash.match.links import commit_urls
from sgdash.match.people import members_called
from sgdash.match.readings import Reader

PAIR = ["member", "exercise"]

FEW = 5
"""Of a commit that changed more submissions than these it is told once how many."""


def changed_by_others(
    collected: Collected,
    attempts: pd.DataFrame,
    reader: Reader,
    groups: Mapping[str, str | None],
    web: str | None,
) -> pd.DataFrame:
    """`tables.FINDINGS` of `tables.ATTEMPTS` but the first that another member's commit made.

    A commit is a member's if its author's name is. Not told is what is of both, by its path or by
    their group, nor what a pull request brought, whose account says whose it is.
    """
    names = collected[tables.COMMITS].set_index("commit")["author_name"]
    by_commit = attempts["commit"].notna() & attempts["pull_request"].isna()
    pushed = attempts[by_commit & attempts.duplicated(PAIR)]
    pushed = pushed.assign(who=pushed["commit"].map(names).astype("str"))
    author = members_called(reader, pushed["who"])
    both = pd.MultiIndex.from_arrays([author, pushed["ref"]])
    shared = both.isin(pd.MultiIndex.from_frame(attempts[["member", "ref"]].drop_duplicates()))
    known = {member: group or "" for member, group in groups.items()}
    group, theirs = (ids.map(known).astype("str") for ids in (author, pushed["member"]))
    shared |= (group.eq(theirs) & group.ne("")).fillna(value=False).to_numpy(dtype="bool")
    others = author.notna() & author.ne(pushed["member"]).fillna(value=False) & ~shared
    found = pushed[others]
    found = found.assign(n=found.groupby("commit")["ref"].transform("size"))
    told = {"who": found["who"], "commit": found["commit"].str.slice(0, 7), "at": found["at"]}
    one = filled(sentences.CHANGED_BY, **told, owner=found["member"])
    many = filled(sentences.CHANGED_MANY, **told, n=found["n"].astype("str"))
    bulk = found["n"] > FEW
    rows = found.assign(
        kind="changed by another member",
        ref=found["ref"].mask(bulk, found["commit"]),
        detail=one.mask(bulk, many),
        url=commit_urls(web, found["commit"]),
        member=found["member"].mask(bulk),
        exercise=found["exercise"].mask(bulk),
    )
    return conform(tables.FINDINGS, rows[~(bulk & rows.duplicated("commit"))])
