"""What was found and may be a member's, but was not counted: a slip is no missing work."""

import pandas as pd

from sgdash import sentences
from sgdash.answers import Answers


def perhaps_theirs(answers: Answers, member: str) -> pd.DataFrame:
    """The rows of `tables.UNMATCHED` that name this member, guess them, or are by them.

    Those that name them come first. A file that lies on the default branch is told without the
    pull requests that bring it.
    """
    unmatched = answers.loaded.matched.unmatched
    (who,) = (one for one in answers.loaded.folder.members if one.id == member)
    own = {name for name in (who.id, who.name, who.login) if name}
    guesses = ", " + unmatched["guess"].fillna("") + ", "
    named = unmatched["member"].eq(member)
    guessed = guesses.str.contains(f", {member}, ", regex=False)
    by_them = unmatched["author"].isin(own) & unmatched["member"].isna()
    found = pd.concat([unmatched[named], unmatched[(guessed | by_them) & ~named]])
    path, lies_there = found["ref"].str.replace(r"^#\d+ ", "", regex=True), found["kind"].eq("file")
    return found[lies_there | ~path.isin(path[lies_there])]


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
