"""Marks made on GitHub: signs by those who may mark, for the submissions that they are on."""

from dataclasses import dataclass

import pandas as pd

from sgdash import sentences, tables
from sgdash.frames import conform, filled, frame
from sgdash.match.accounts import Accounts
from sgdash.match.asked import Collected, silent, texts_of, told
from sgdash.match.links import pull_request_urls
from sgdash.match.readings import Reader
from sgdash.match.signs import dismissals, signs_table
from sgdash.program.folder import ProgramFolder, may_mark
from sgdash.program.refused import Refusal

_PAIR = ["member", "exercise"]


@dataclass(frozen=True)
class GitHubMarked:
    """The marks that count, what somebody meant as one who may not, and what marks nothing."""

    marks: pd.DataFrame  # tables.MARKS
    refused: pd.DataFrame  # tables.REFUSED
    findings: pd.DataFrame  # tables.FINDINGS


def github_marks(
    folder: ProgramFolder,
    collected: Collected,
    held: pd.DataFrame,
    attempts: pd.DataFrame,
    moments: pd.DataFrame,
    states: pd.DataFrame,
    reader: Reader,
    accounts: Accounts,
    web: str | None,
) -> GitHubMarked:
    """Match what was done on GitHub to what it marks.

    `held` has the columns number, member and exercise of what each pull request or issue holds, and
    `states` also at, when; `moments` is of `dating.pull_request_moments`.
    """
    wanted = folder.program.marks.github
    if wanted is None or silent(collected):
        return GitHubMarked(*map(frame, (tables.MARKS, tables.REFUSED, tables.FINDINGS)))
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
        _marks(counting, attempts, moments, states),
        _refused(
            _without_right(of[~of["right"] & of["exercise"].notna()]),
            meant[own].assign(why=Refusal.OWN_WORK),
            _taken_without_right(events, right, counting),
            _dismissed_without_right(collected, right, counting),
        ),
        _of_nothing(found[found["right"] & ~found.index.isin(meant["sign"])]),
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


def _marks(
    of: pd.DataFrame, attempts: pd.DataFrame, moments: pd.DataFrame, states: pd.DataFrame
) -> pd.DataFrame:
    """`tables.MARKS`, oldest first."""
    judged = moments[["number", "commit", "at"]].rename(columns={"at": "until"})
    of = of.merge(judged.astype({"number": "Int64"}), on=["number", "commit"], how="left")
    # a review judges the commit that it was said of, not what was pushed meanwhile, and a merge
    # what it brought
    where = "#" + of["number"].astype("str")
    bare = filled(sentences.ON, did=of["did"], where=where)
    told = filled(
        sentences.ON_WITH_WORDS, did=of["did"], where=where, words=of["said"].astype("str")
    )
    rows = of.assign(
        reason=told.fillna(bare),
        source=of["url"].fillna("GitHub"),
        url=of["url"],
    )
    rows["withdrawn_at"] = _taken_back(rows, attempts)
    rows["work_at"] = _work_at(rows, states)
    return conform(tables.MARKS, rows)


def _work_at(rows: pd.DataFrame, states: pd.DataFrame) -> pd.Series:
    """The newest state that there was where and when each mark was made; empty for none."""
    dated = states.dropna(subset="number").rename(columns={"at": "work_at"})
    found = pd.merge_asof(
        rows[["number", *_PAIR, "at"]].reset_index().sort_values("at", kind="stable"),
        dated.sort_values("work_at"),
        left_on="at",
        right_on="work_at",
        by=["number", *_PAIR],
    )
    return found.set_index("index")["work_at"]


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


def _refused(*parts: pd.DataFrame) -> pd.DataFrame:
    """`tables.REFUSED`, oldest first: of what somebody did again and again the first time."""
    rows = pd.concat(parts, ignore_index=True).sort_values("at", kind="stable")
    rows["ref"] = "#" + rows["number"].astype("str")
    return conform(tables.REFUSED, rows.drop_duplicates(["ref", *_PAIR, "by", "did"]))


def _without_right(of: pd.DataFrame) -> pd.DataFrame:
    """Signs by people who may not mark, with the member's id where the account is another."""
    who = of["author"].fillna(str(sentences.GONE)).astype("str")
    known = (" (" + of["by"] + ")").where(of["by"].ne(of["author"])).fillna("")
    return of.assign(by=who + known, why=Refusal.NO_MARK)


def _taken_without_right(
    events: pd.DataFrame, right: pd.Series, counting: pd.DataFrame
) -> pd.DataFrame:
    """Labels that mark, taken away by somebody who may not: they hold."""
    taken = events[events["kind"].eq("unlabeled") & ~right].astype({"number": "Int64"})
    labels = counting.loc[
        counting["kind"] == "label", ["number", "label", "url", "at", "withdrawn_at", *_PAIR]
    ]
    rows = taken.merge(labels, on=["number", "label"], suffixes=("", "_set"))
    stood = (rows["at_set"] <= rows["at"]) & ~(rows["withdrawn_at"] <= rows["at"])
    rows = rows[stood]
    return _held(rows, filled(sentences.TOOK_LABEL, label=rows["label"]), rows["at"])


def _dismissed_without_right(
    collected: Collected, right: pd.Series, counting: pd.DataFrame
) -> pd.DataFrame:
    """Reviews that mark, dismissed by somebody who may not: they hold."""
    gone = dismissals(collected, right)
    reviews = counting.loc[
        counting["kind"] == "review", ["review", "number", "author", "url", *_PAIR]
    ]
    rows = reviews.merge(gone[gone["holds"]], on="review")
    return _held(rows, filled(sentences.DISMISSED, whose=rows["author"]), rows["dismissed_at"])


def _held(rows: pd.DataFrame, did: pd.Series, at: pd.Series) -> pd.DataFrame:
    by = rows["by"].fillna(str(sentences.GONE))
    return rows.assign(by=by, did=did, at=at, why=Refusal.NOT_TAKEN_BACK)


def _of_nothing(found: pd.DataFrame) -> pd.DataFrame:
    """`tables.FINDINGS`: labels and words of those who may mark, on no submission that is known."""
    meant = found[found["kind"].isin(["label", "comment"])]
    rows = meant.assign(
        kind="mark of nothing",
        ref="#" + meant["number"].astype("str"),
        detail=filled(sentences.MARK_OF_NOTHING, by=meant["by"], did=meant["did"]),
    )
    return conform(tables.FINDINGS, rows)
