"""The newest change that was collected: how old a clone is, no collection of it can tell."""

from datetime import datetime

import pandas as pd

from sgdash import tables
from sgdash.match.asked import Collected, told


def newest_change(collected: Collected) -> datetime | None:
    """The last commit, or change of a pull request or issue (UTC); None where there is nothing.

    A commit that claims to be younger than its collection says nothing of when it was made.
    """
    commits = collected[tables.COMMITS]
    made = commits.loc[commits["committed_at"] <= commits["first_seen_at"], "committed_at"]
    changed = [
        told(collected, table)["updated_at"]
        for table in (tables.GITHUB_PULL_REQUESTS, tables.ISSUES)
    ]
    newest = pd.concat([made, *changed]).max()
    return newest.to_pydatetime() if isinstance(newest, pd.Timestamp) else None
