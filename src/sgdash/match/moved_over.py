"""Work that a commit moved from one member's path to another's: for a person to look at."""

import pandas as pd

from sgdash import sentences, tables
from sgdash.frames import conform, filled
from sgdash.match.asked import Collected
from sgdash.match.links import commit_urls
from sgdash.match.moves import steps_of
from sgdash.program.patterns import normal


def moved_over(
    collected: Collected,
    there: pd.DataFrame,
    gone: pd.DataFrame,
    removed: pd.DataFrame,
    web: str | None,
) -> pd.DataFrame:
    """`tables.FINDINGS` of the claims that are `there` under another member's name than before.

    Takes also the claims that are `gone`, and `removed.removals`. Not told is what was moved by
    somebody who had written it, by name or address: they put their own work right.
    """
    last = removed.drop_duplicates("path", keep="last").rename(columns={"path": "former"})
    steps = steps_of(collected[tables.COMMIT_FILES]).merge(last, on=["commit", "former"])
    claims = there[["path", "member", "exercise"]].drop_duplicates()
    before = gone[["path", "member"]].drop_duplicates()
    before = before.rename(columns={"path": "former", "member": "owner"})
    found = steps.merge(claims, on="path").merge(before, on="former")
    found = found[found["member"] != found["owner"]]
    found = found[~found.index.isin(_own(found, collected))]
    detail = filled(
        sentences.MOVED_OVER,
        owner=found["owner"],
        former=found["former"],
        commit=found["commit"].str.slice(0, 7),
        who=found["by"],
        at=found["at"],
    )
    told = found.assign(
        kind="moved to another member",
        ref=found["path"],
        detail=detail,
        url=commit_urls(web, found["commit"]),
    )
    return conform(tables.FINDINGS, told)


def _own(moves: pd.DataFrame, collected: Collected) -> pd.Index:
    """The moves by somebody who wrote the file at its former path before, too."""
    changes = collected[tables.COMMIT_FILES]
    written = changes.loc[changes["change"] != "D", ["commit", "path"]]
    written = written.rename(columns={"path": "former", "commit": "writes"})
    both = moves[["former", "by", "email"]].reset_index().merge(written, on="former")
    authors = collected[tables.COMMITS].set_index("commit")
    name = both["writes"].map(authors["author_name"]).map(normal, na_action="ignore")
    email = both["writes"].map(authors["author_email"]).str.casefold()
    same_name = name.eq(both["by"].map(normal, na_action="ignore")) & name.ne("")
    same_email = email.eq(both["email"].str.casefold()) & email.ne("")
    own: pd.Index = both.set_index("index").index[(same_name | same_email).fillna(value=False)]
    return own
