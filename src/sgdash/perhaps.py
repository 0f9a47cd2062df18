"""What was found and may be a member's, but was not counted: a slip is no missing work."""

import pandas as pd

from sgdash import sentences
from sgdash.answers import Answers


def perhaps_theirs(answers: Answers, member: str) -> pd.DataFrame:
    """The rows of `tables.UNMATCHED` that name this member, guess them, or are by them.

    Those that name them come first.
    """
    unmatched = answers.loaded.matched.unmatched
    (found,) = (one for one in answers.loaded.folder.members if one.id == member)
    own = {name for name in (found.id, found.name, found.login) if name}
    guesses = ", " + unmatched["guess"].fillna("") + ", "
    named = unmatched["member"].eq(member)
    guessed = guesses.str.contains(f", {member}, ", regex=False)
    by_them = unmatched["author"].isin(own) & unmatched["member"].isna()
    return pd.concat([unmatched[named], unmatched[(guessed | by_them) & ~named]])


def of_known_exercise(theirs: pd.DataFrame) -> pd.Series:
    """Whether each row may be of an exercise that is known, be it by a slip.

    Where it names one that is like none of them, nobody knows whether it was asked for.
    """
    unknown = [sentences.UNKNOWN_EXERCISE.read(reason) is not None for reason in theirs["reason"]]
    other = pd.Series(unknown, index=theirs.index, dtype="bool")
    return ~(other & theirs["guess"].isna())
