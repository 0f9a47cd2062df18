"""Attendance by comment: issues of sessions → who said there, on GitHub, that they were present."""

import pandas as pd

from sgdash import sentences, tables
from sgdash.frames import conform, filled, frame
from sgdash.match.accounts import Accounts
from sgdash.match.asked import Collected, told
from sgdash.program.folder import ProgramFolder
from sgdash.program.hours import Sessions
from sgdash.program.model import SessionIssues
from sgdash.program.spelling import bare


def spoken_records(
    folder: ProgramFolder, collected: Collected, accounts: Accounts
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """`tables.ATTENDANCE_RECORDS` of comments and reactions, and `UNMATCHED` of what is not clear.

    Takes the collected `tables.ISSUES`, `LABELS`, `COMMENTS` and `REACTIONS`. Who it was and when
    is what GitHub says; the text decides nothing but whether a comment is presence.
    """
    rules = folder.program.attendance.issues
    issues = told(collected, tables.ISSUES)
    if rules is None or issues.empty:
        return frame(tables.ATTENDANCE_RECORDS), frame(tables.UNMATCHED)
    found, unclear = _sessions(folder, _issues(issues, collected, rules))
    said = pd.concat(
        [
            _comments(collected, rules, found, accounts),
            _reactions(collected, rules, found, accounts),
        ],
        ignore_index=True,
    )
    said = said[~said["person"].str.endswith("[bot]")]
    outside = _outside(folder, rules, said)
    late = said[outside.notna()].assign(
        kind="attendance",
        ref=lambda df: df["source"],
        author=lambda df: df["person"],
        reason=outside,
        url=lambda df: df["source"],
    )
    records = conform(tables.ATTENDANCE_RECORDS, said[outside.isna()])
    unmatched = pd.concat([unclear, conform(tables.UNMATCHED, late)], ignore_index=True)
    return records, unmatched.drop_duplicates(["kind", "ref"], ignore_index=True)


def _issues(issues: pd.DataFrame, collected: Collected, rules: SessionIssues) -> pd.DataFrame:
    """The issues that are sessions by the program file."""
    wanted = pd.Series(True, index=issues.index)  # noqa: FBT003 - the value of each row
    if rules.label is not None:
        labels = told(collected, tables.LABELS)
        same = labels["label"].map(bare) == bare(rules.label)
        wanted &= issues["number"].isin(labels.loc[same, "number"])
    if rules.title is not None:
        wanted &= issues["title"].map(lambda title: bare(rules.title or "") in bare(title))
    return issues[wanted]


def _sessions(folder: ProgramFolder, issues: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The session of each issue by its title, and the issues whose title does not tell one."""
    names = Sessions(folder.program)
    meant = issues["title"].map(names.within)
    clear = meant.map(len) == 1
    unclear = issues[~clear].assign(
        kind="attendance",
        ref=lambda df: "#" + df["number"].astype("str"),
        reason=meant[~clear].map(
            lambda ids: (
                sentences.TITLE_OF_SEVERAL_SESSIONS.format(sessions=", ".join(ids))
                if ids
                else str(sentences.TITLE_OF_NO_SESSION)
            )
        ),
        guess=meant[~clear].map(", ".join).where(meant[~clear].map(len) > 0),
    )
    numbers = issues.loc[clear, ["number", "url"]].assign(session=meant[clear].map(lambda i: i[0]))
    return numbers, conform(tables.UNMATCHED, unclear)


def _comments(
    collected: Collected, rules: SessionIssues, found: pd.DataFrame, accounts: Accounts
) -> pd.DataFrame:
    wanted = rules.comment if rules.comment is not None else rules.reaction is None
    comments = told(collected, tables.COMMENTS)
    if wanted is False:
        comments = comments.iloc[:0]
    elif isinstance(wanted, str):
        comments = comments[comments["body"].map(lambda body: bare(str(wanted)) in bare(body))]
    said = comments.merge(found[["number", "session"]], on="number")
    return pd.DataFrame(
        {
            "session": said["session"].astype("str"),
            "person": _person(accounts, said["author"], said["author_id"]),
            "source": said["url"],
            "at": said["created_at"],
        }
    )


def _reactions(
    collected: Collected, rules: SessionIssues, found: pd.DataFrame, accounts: Accounts
) -> pd.DataFrame:
    reactions = told(collected, tables.REACTIONS)
    same = reactions["comment"].isna() & reactions["content"].eq(rules.reaction or "")
    said = reactions[same].merge(found, on="number")
    return pd.DataFrame(
        {
            "session": said["session"].astype("str"),
            "person": _person(accounts, said["by"], said["by_id"]),
            "source": said["url"],
            "at": said["at"],
        }
    )


def _person(accounts: Accounts, logins: pd.Series, numbers: pd.Series) -> pd.Series:
    """The member behind each account, else its login; another account may have a member's login."""
    other = filled(sentences.OTHER_ACCOUNT, login=logins)
    named = logins.mask(accounts.reserved(logins), other)
    return accounts.members(logins, numbers).fillna(named).fillna(str(sentences.GONE_ACCOUNT))


def _outside(folder: ProgramFolder, rules: SessionIssues, said: pd.DataFrame) -> pd.Series:
    """Why what was said does not count: too long before or after its session."""
    sessions = Sessions(folder.program)
    hours = {name: h.extent(sessions.zone) for name, h in sessions.hours.items()}
    none = (pd.NaT, pd.NaT)
    starts = pd.to_datetime(said["session"].map(lambda s: (hours[s] or none)[0]), utc=True)
    ends = pd.to_datetime(said["session"].map(lambda s: (hours[s] or none)[1]), utc=True)
    why = pd.Series(index=said.index, dtype="str")
    if rules.opens is not None:
        why = why.mask(said["at"] < starts - rules.opens, str(sentences.TOO_EARLY))
    if rules.closes is not None:
        why = why.mask(said["at"] > ends + rules.closes, str(sentences.TOO_LATE))
    return why
