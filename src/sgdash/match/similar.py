"""Submissions of different members with identical contents, for a person to look at.

Git names contents by a digest of them, so finding the identical ones costs nothing. Identical work
has many honest reasons; nothing here has any effect on a status or a verdict.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sgdash import tables
from sgdash.frames import conform
from sgdash.match.globs import ignored
from sgdash.program.submissions import Submissions

MOST = 4
"""As many may share contents in a small group, and it is still no template."""


@dataclass(frozen=True)
class Similar:
    """What several members handed in, and how many contents are left out, by why."""

    rows: pd.DataFrame  # tables.SIMILAR
    blank: int  # nothing in them but white space
    common: int  # more than half of the members have them


def _object_names(contents: bytes) -> tuple[str, str]:
    """What git calls contents, in repositories of SHA-1 and of SHA-256."""
    stored = b"blob %d\0%b" % (len(contents), contents)
    sha1 = hashlib.sha1(stored, usedforsecurity=False)
    return sha1.hexdigest(), hashlib.sha256(stored).hexdigest()


BLANK = frozenset(
    name
    for many in range(17)
    for letters in (b"\n", b"\r\n", b" ", b"\t", b" \n")
    for name in _object_names(letters * many)
)
"""The object names of no contents at all, and of those of white space that people leave behind."""


def similar_table(
    states: pd.DataFrame,
    collected: Mapping[tables.Table, pd.DataFrame],
    submissions: Submissions | None,
    groups: Mapping[str, str | None],
) -> Similar:
    """`tables.SIMILAR` of the dated states of all submissions, the groups in order of time.

    Left out are contents that also stand at a path which the program file ignores, such as a
    template, and, counted, blank files and what more than half of the members have. The same
    contents handed in for different exercises are similar too.
    `groups` has each member's group: those of one group may well hand in its work, so where all
    are of one it is named.
    """
    known = states[states["blob"].notna()]
    shared = known[_of_several(known["blob"], known["member"])]
    globs = submissions.ignore if submissions else ()
    shared = shared[~shared["blob"].isin(_ignored_contents(shared["blob"], collected, globs))]
    blank = shared["blob"].isin(BLANK)
    owners = shared.groupby("blob")["member"].transform("nunique")
    common = ~blank & (owners > MOST) & (owners * 2 > len(groups))
    left_out = [int(shared.loc[which, "blob"].nunique()) for which in (blank, common)]
    shared = shared[~(blank | common)]
    rows = shared.sort_values(["at", "member", "exercise"], kind="stable")
    rows = rows.drop_duplicates(["blob", "member", "exercise"])
    begun = rows.groupby("blob")["at"].transform("min")
    earliest = rows[rows["at"] == begun].drop_duplicates(["blob", "member"])
    first = earliest.groupby("blob")["member"].agg("; ".join)
    rows = rows.assign(first=rows["blob"].map(first), begun=begun, group=_of_one(rows, groups))
    rows = rows.sort_values(["begun", "blob", "at"], kind="stable")
    return Similar(conform(tables.SIMILAR, rows), *left_out)


def _of_several(blobs: pd.Series, members: pd.Series) -> np.ndarray:
    """Whether the contents of each row are of more than one member; by numbers, for speed."""
    blob, _ = pd.factorize(blobs)
    member, known = pd.factorize(members)
    pairs = pd.unique(blob * len(known) + member)
    several: np.ndarray = np.bincount(pairs // max(len(known), 1))[blob] > 1
    return several


def _of_one(rows: pd.DataFrame, groups: Mapping[str, str | None]) -> pd.Series:
    """The group that all members are of who have the contents of each row; else empty."""
    group = rows["member"].map(dict(groups)).astype("str")
    same = group.groupby(rows["blob"]).transform("nunique", dropna=False).eq(1)
    return group.where(same)


def _ignored_contents(
    blobs: pd.Series, collected: Mapping[tables.Table, pd.DataFrame], globs: tuple[str, ...]
) -> pd.Series:
    """Those of `blobs` that some commit wrote to an ignored path."""
    changes = collected[tables.COMMIT_FILES]
    written = changes.loc[changes["blob"].isin(blobs), ["path", "blob"]]
    return written.loc[ignored(written["path"], globs).notna(), "blob"]
