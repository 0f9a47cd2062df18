"""Marks made on GitHub: signs by those who may mark, for the submissions that they are on."""

from dataclasses import dataclass

import pandas as pd

from sgdash import tables
from sgdash.frames import conform, frame
from sgdash.match.accounts import Accounts
from sgdash.match.asked import Collected, silent, texts_of, told
from sgdash.match.links import pull_request_urls
from sgdash.match.readings import Reader
from sgdash.match.signs import GONE, dismissals, signs_table
from sgdash.program.folder import ProgramFolder, may_mark
from sgdash.program.written import MARKS_OWN, OWN_WORK

_PAIR = ["member", "exercise"]


@dataclass(frozen=True)
class GitHubMarked:
    """The marks that count, and what was meant as one and is none."""

    marks: pd.DataFrame  # tables.MARKS
    findings: pd.DataFrame  # tables.FINDINGS


def github_marks(
    folder: ProgramFolder,
    collected: Collected,
    held: pd.DataFrame,
    attempts: pd.DataFrame,
    moments: pd.DataFrame,
    reader: Reader,
    accounts: Accounts,
    web: str | None,
) -> GitHubMarked:
    """Match what was done on GitHub to what it marks.

    `held` has the columns number, member and exercise of what each pull request or issue holds;
    `moments` is of `dating.pull_request_moments`.
    """
    wanted = folder.program.marks.github
    if wanted is None or silent(collected):
        return GitHubMarked(frame(tables.MARKS), frame(tables.FINDINGS))
    rightful = may_mark(folder)
    events = told(collected, tables.EVENTS)
    right = accounts.members(events["by"], events["by_id"]).isin(rightful)
    found = signs_table(collected, wanted, right).astype({"number": "Int64"})
    found["by"] = accounts.members(found["author"], found["author_id"])
    found["right"] = found["by"].isin(rightful)
    found["url"] = found["url"].fillna(_pages(collected, found["number"], web))
    of = found.reset_index(names="sign").merge(
        held[["number", *_PAIR]].drop_duplicates(), on="number", how="left"
    )
    of = of[_named(of, reader)]
    meant = of[of["right"] & of["exercise"].notna()]
    own = meant["by"].eq(meant["member"])
    counting = meant[~own]
    return GitHubMarked(
        _marks(counting, attempts, moments),
        pd.concat(
            [
                _without_right(of[~of["right"] & of["exercise"].notna()]),
                _of_own_work(meant[own]),
                _of_nothing(found[found["right"] & ~found.index.isin(meant["sign"])]),
                _taken_without_right(events, right, counting),
                _dismissed_without_right(collected, right, counting),
            ],
            ignore_index=True,
        ),
    )


def _pages(collected: Collected, numbers: pd.Series, web: str | None) -> pd.Series:
    """The page of each pull request, as GitHub tells it, or else on the repository's site."""
    asked = told(collected, tables.GITHUB_PULL_REQUESTS).set_index("number")["url"]
    return texts_of(numbers, asked).fillna(pull_request_urls(web, numbers).astype("str"))


def _named(of: pd.DataFrame, reader: Reader) -> pd.Series:
    """Whether a sign is about the row's submission: those that name nothing are about all."""
    about = pd.Series(data=True, index=of.index)
    for column, names, target in (
        ("by_exercise", reader.exercises, "exercise"),
        ("by_number", reader.numbers, "exercise"),
        ("by_member", reader.members, "member"),
    ):
        texts = of[column]
        zeros = column == "by_number"
        meant = {
            text: ids[0]
            for text in texts.dropna().unique()
            if len(ids := names.meant(text.lstrip("0") if zeros else text)) == 1
        }
        about &= texts.isna() | texts.map(meant).eq(of[target])
    return about


def _marks(of: pd.DataFrame, attempts: pd.DataFrame, moments: pd.DataFrame) -> pd.DataFrame:
    """`tables.MARKS`, oldest first."""
    judged = moments[["number", "commit", "at"]].rename(columns={"at": "until"})
    of = of.merge(judged.astype({"number": "Int64"}), on=["number", "commit"], how="left")
    # a review judges the commit that it was said of, not what was pushed meanwhile, and a merge
    # what it brought
    where = " #" + of["number"].astype("str")
    words = (": " + of["said"].astype("str")).fillna("")
    rows = of.assign(
        reason=of["did"] + " on" + where + words,
        source=of["url"].fillna("GitHub"),
        url=of["url"],
    )
    rows["withdrawn_at"] = _taken_back(rows, attempts)
    return conform(tables.MARKS, rows)


def _taken_back(rows: pd.DataFrame, attempts: pd.DataFrame) -> pd.Series:
    """When a mark was taken back, unless work came again before: then it had been heeded.

    Complete may be meant for later work too, and is taken back at any time.
    """
    gone = rows["withdrawn_at"]
    asked = pd.DataFrame({**rows[_PAIR], "gone": gone, "position": range(len(rows))}).dropna()
    last = pd.merge_asof(
        asked.sort_values("gone"),
        attempts[[*_PAIR, "at"]].sort_values("at"),
        left_on="gone",
        right_on="at",
        by=_PAIR,
    )
    again = last.loc[last["at"] > rows["at"].iloc[last["position"]].array, "position"]
    heeded = rows["mark"].eq("incomplete") & pd.Series(range(len(rows))).isin(again)
    return gone.mask(heeded)


def _without_right(of: pd.DataFrame) -> pd.DataFrame:
    """`tables.FINDINGS`: signs by people who may not mark; they have no effect."""
    who = of["author"].fillna(GONE).astype("str")
    known = (" (" + of["by"] + ")").where(of["by"].ne(of["author"])).fillna("")
    rows = of.assign(
        kind="mark without right",
        ref="#" + of["number"].astype("str"),
        detail=who + known + " " + of["did"] + " and may not mark",
    )
    return conform(tables.FINDINGS, rows.drop_duplicates(["ref", *_PAIR, "detail"]))


def _of_own_work(of: pd.DataFrame) -> pd.DataFrame:
    """`tables.FINDINGS`: signs by those who may mark, on work of their own; they have no effect."""
    rows = of.assign(
        kind=OWN_WORK,
        ref="#" + of["number"].astype("str"),
        detail=of["by"] + " " + of["did"] + MARKS_OWN,
    )
    return conform(tables.FINDINGS, rows.drop_duplicates(["ref", *_PAIR, "detail"]))


def _of_nothing(found: pd.DataFrame) -> pd.DataFrame:
    """`tables.FINDINGS`: labels and words of those who may mark, on no submission that is known."""
    meant = found[found["kind"].isin(["label", "comment"])]
    rows = meant.assign(
        kind="mark of nothing",
        ref="#" + meant["number"].astype("str"),
        detail=meant["by"]
        + " "
        + meant["did"]
        + ", and no submission there is known that it means",
    )
    return conform(tables.FINDINGS, rows)


def _taken_without_right(
    events: pd.DataFrame, right: pd.Series, counting: pd.DataFrame
) -> pd.DataFrame:
    """`tables.FINDINGS`: labels that mark, taken away by somebody who may not: they hold."""
    taken = events[events["kind"].eq("unlabeled") & ~right].astype({"number": "Int64"})
    labels = counting[counting["kind"] == "label"]
    rows = taken.merge(
        labels[["number", "label", "url", *_PAIR]].drop_duplicates(), on=["number", "label"]
    )
    rows = rows.assign(
        kind="mark without right",
        ref="#" + rows["number"].astype("str"),
        detail=rows["by"].fillna(GONE)
        + ' took away the label "'
        + rows["label"]
        + '" and may not mark; it still holds',
    )
    return conform(tables.FINDINGS, rows)


def _dismissed_without_right(
    collected: Collected, right: pd.Series, counting: pd.DataFrame
) -> pd.DataFrame:
    """`tables.FINDINGS`: reviews that mark, dismissed by somebody who may not: they hold."""
    gone = dismissals(collected, right)
    reviews = counting.loc[
        counting["kind"] == "review", ["review", "number", "author", "url", *_PAIR]
    ]
    rows = reviews.merge(gone[gone["holds"]], on="review")
    rows = rows.assign(
        kind="mark without right",
        ref="#" + rows["number"].astype("str"),
        detail=rows["by"].fillna(GONE)
        + " dismissed the review of "
        + rows["author"]
        + " and may not mark; it still holds",
    )
    return conform(tables.FINDINGS, rows)
