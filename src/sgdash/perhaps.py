"""What was found and may be a member's, but was not counted: a slip is no missing work."""

from collections.abc import Iterable

import pandas as pd

from sgdash import sentences
from sgdash.answers import Answers
from sgdash.program.roster import Member
from sgdash.rules import Verdict

NOT_YET = (Verdict.ON_COURSE, Verdict.OUT_OF_REACH)
"""The verdicts that work which is found after all may change."""


def perhaps_theirs(answers: Answers, member: str) -> pd.DataFrame:
    """The rows of `tables.UNMATCHED` that name this member, guess them, or are by them.

    Those that name them come first. A file that lies on the default branch is told without the
    pull requests that bring it.
    """
    unmatched = answers.loaded.matched.unmatched
    theirs = [one for one in answers.loaded.folder.members if one.id == member]
    return unmatched.loc[_whose(unmatched, theirs)["row"]]


def perhaps_of_each(answers: Answers) -> "pd.Series[int]":
    """How much was found that may be theirs and on an exercise that is known, by member.

    Of those alone whose verdict it may change; who has nothing of that kind is not in it.
    """
    verdicts, unmatched = answers.decided.verdicts, answers.loaded.matched.unmatched
    short = set(verdicts.loc[verdicts["verdict"].isin(NOT_YET), "member"])
    members = [one for one in answers.loaded.folder.members if one.id in short]
    found = _whose(unmatched, members)
    known = of_known_exercise(unmatched)
    counts: pd.Series[int] = found.loc[known.loc[found["row"]].to_numpy(), "member"].value_counts()
    return counts


def _whose(unmatched: pd.DataFrame, members: Iterable[Member]) -> pd.DataFrame:
    """Columns row (a label of `unmatched`) and member: whose each may be, the named ones first."""
    own = [(one.id, name) for one in members for name in {one.id, one.name, one.login} if name]
    ids = list(dict.fromkeys(member for member, _ in own))
    named = unmatched["member"][unmatched["member"].isin(ids)]
    guesses = unmatched["guess"].dropna().str.split(", ").explode()
    nobodys = unmatched.loc[unmatched["member"].isna(), "author"].rename_axis("row").reset_index()
    by_them = nobodys.merge(pd.DataFrame(own, columns=["member", "author"]), on="author")
    others = [guesses[guesses.isin(ids)], by_them.set_index("row")["member"]]
    maybe = pd.concat(others).sort_index(kind="stable")
    pairs = pd.concat([named, maybe]).rename("member").rename_axis("row").reset_index()
    found = pairs.drop_duplicates(ignore_index=True)
    rows = unmatched.loc[found["row"]]
    path = rows["ref"].str.replace(r"^#\d+ ", "", regex=True)
    place = pd.MultiIndex.from_arrays([found["member"], path])
    file = rows["kind"].eq("file").to_numpy()
    theirs: pd.DataFrame = found[file | ~place.isin(place[file])]
    return theirs


def exercises_of(theirs: pd.DataFrame, answers: Answers) -> pd.DataFrame:
    """Columns exercise and guessed of each row: what it is of, and else what it may be of.

    Several that it may be of stand with ", " between.
    """
    known = {exercise.id for exercise in answers.loaded.folder.program.exercises}
    parts = theirs["guess"].fillna("").str.split(", ")
    guessed = parts.map(lambda ids: ", ".join(part for part in ids if part in known))
    return pd.DataFrame(
        {
            "exercise": theirs["exercise"],
            "guessed": guessed.astype("str").where(guessed.ne("") & theirs["exercise"].isna()),
        }
    )


def of_known_exercise(theirs: pd.DataFrame) -> pd.Series:
    """Whether each row may be of an exercise that is known, be it by a slip.

    Where it names one that is like none of them, nobody knows whether it was asked for.
    """
    unknown = [sentences.UNKNOWN_EXERCISE.read(reason) is not None for reason in theirs["reason"]]
    other = pd.Series(unknown, index=theirs.index, dtype="bool")
    return ~(other & theirs["guess"].isna())
