"""Pull requests → what their title, branch, labels and author say of member and exercise."""

from collections.abc import Iterable

import pandas as pd

from sgdash import sentences, tables
from sgdash.match.accounts import Accounts
from sgdash.match.asked import Collected, told
from sgdash.match.readings import Reader, Reading
from sgdash.program.patterns import Pattern
from sgdash.program.submissions import Submissions

SAID = ("member", "exercise", "reason", "guess")


def read_people(
    pulls: pd.DataFrame,
    collected: Collected,
    submissions: Submissions,
    reader: Reader,
    accounts: Accounts,
) -> pd.DataFrame:
    """`tables.PULLS` with what is said of each.

    Adds `said_member`, `said_exercise`, `said_reason` and `said_guess` of the first of title,
    branch and labels that tells, `login_member`, the member behind the account, and
    `author_member`, the member who wrote it as far as is known.
    """
    people = pulls.copy()
    readings = [
        *(
            read(reader, people[source], patterns_of(submissions, source))
            for source in ("title", "branch")
        ),
        _labels(people["number"], collected, patterns_of(submissions, "label"), reader),
    ]
    for name in SAID:
        said = readings[0][name]
        for reading in readings[1:]:
            said = said.fillna(reading[name])
        people[f"said_{name}"] = said
    return people.assign(**authors(people, reader, accounts))


def authors(people: pd.DataFrame, reader: Reader, accounts: Accounts) -> dict[str, pd.Series]:
    """The columns `login_member` and `author_member` of rows with an author and their commit's."""
    known = accounts.members(people["author"], people["author_id"])
    named = members_called(reader, people["author"].mask(accounts.reserved(people["author"])))
    login_member = known.fillna(named)
    by_name = members_called(reader, people["author_name"]).fillna(
        members_called(reader, people["author_email"])
    )
    # anybody can write any name into a commit; a login that is known says more
    author_member = login_member.fillna(by_name.where(people["author"].isna()))
    return {"login_member": login_member, "author_member": author_member}


def patterns_of(submissions: Submissions, source: str) -> list[Pattern]:
    """The program's conventions for paths, titles, branches or labels."""
    return [p for c in submissions.conventions if (p := getattr(c, source)) is not None]


def members_called(reader: Reader, names: pd.Series) -> pd.Series:
    """The one member that each name means, where it means one."""
    meant = {name: reader.members.meant(name) for name in names.dropna().unique()}
    one = {name: ids[0] for name, ids in meant.items() if len(ids) == 1}
    return names.map(one).astype("str")


def read(reader: Reader, texts: pd.Series, patterns: list[Pattern]) -> pd.DataFrame:
    """The readings of texts as columns fits, member, exercise, reason and guess."""
    readings = reader.read(texts.dropna().unique(), patterns) if patterns else {}
    nothing = Reading()
    return readings_table([readings.get(text, nothing) for text in texts], texts.index)


def readings_table(readings: Iterable[Reading], index: pd.Index) -> pd.DataFrame:
    """Readings as columns fits, member, exercise, reason and guess."""
    rows = list(readings)
    return pd.DataFrame(
        {
            "fits": pd.Series([r.fits for r in rows], index=index, dtype="bool"),
            **{
                name: pd.Series([getattr(r, name) for r in rows], index=index, dtype="str")
                for name in SAID
            },
        }
    )


def _labels(
    numbers: pd.Series, collected: Collected, patterns: list[Pattern], reader: Reader
) -> pd.DataFrame:
    """What the labels of each pull request say together: a label that fits nothing says nothing."""
    labels = told(collected, tables.LABELS)
    found = read(reader, labels["label"], patterns)
    found = found.assign(number=labels["number"])[found["fits"]]
    together: dict[int, Reading] = {}
    rows = found.astype("object").where(found.notna(), None).to_dict("records")
    for row in rows:
        reading = Reading(
            fits=True,
            member=row["member"],
            exercise=row["exercise"],
            reason=row["reason"],
            guess=row["guess"],
        )
        before = together.get(row["number"])
        together[row["number"]] = _both(before, reading) if before else reading
    nothing = Reading()
    return readings_table([together.get(number, nothing) for number in numbers], numbers.index)


def _both(one: Reading, other: Reading) -> Reading:
    """What two labels say together: one may name the member and the other the exercise."""
    for name in ("member", "exercise"):
        said = [getattr(reading, name) for reading in (one, other)]
        if None not in said and said[0] != said[1]:
            several = sentences.SEVERAL_LABELS.format(one=said[0], other=said[1])
            return Reading(fits=True, reason=several)
    return Reading(
        fits=True,
        member=one.member or other.member,
        exercise=one.exercise or other.exercise,
        reason=one.reason or other.reason,
        guess=one.guess or other.guess,
    )
