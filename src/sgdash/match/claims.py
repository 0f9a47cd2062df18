"""Files and pull requests → whose work on which exercise they claim to be, or why they are none.

A claim is one file at the head of the default branch, one file of a pull request, or a pull request
that names its member and exercise in its title or branch. What becomes no claim is unmatched.
"""

from dataclasses import dataclass

import pandas as pd

from sgdash import sentences, tables
from sgdash.frames import conform, filled
from sgdash.match.asked import Collected
from sgdash.match.globs import ignored
from sgdash.match.links import file_urls, pull_request_urls
from sgdash.match.people import members_called, patterns_of, read
from sgdash.match.readings import Reader
from sgdash.program.submissions import Submissions

CLAIM = ["kind", "number", "path", "member", "exercise", "url", "blob"]
FILE, PULL_REQUEST_FILE, PULL_REQUEST = "file", "pull request file", "pull request"


@dataclass(frozen=True)
class Claims:
    """What was matched, what was not, what is ignored, and where names disagree."""

    matched: pd.DataFrame  # columns CLAIM
    unmatched: pd.DataFrame  # tables.UNMATCHED
    ignored: pd.DataFrame  # tables.UNMATCHED: by a glob of the program file
    disagreements: pd.DataFrame  # tables.FINDINGS


def find_claims(
    collected: Collected,
    submissions: Submissions,
    reader: Reader,
    people: pd.DataFrame,
    web: str | None,
) -> Claims:
    """Match every file and pull request of the collected tables; `people` is of `read_people`."""
    brought = collected[tables.PULL_REQUEST_FILES]
    found = pd.concat(
        [
            named_files(collected[tables.FILES], collected, submissions, reader, web),
            named_pull_request_files(
                brought[brought["change"] != "D"], submissions, reader, people, web
            ),
        ],
        ignore_index=True,
    )
    full = found["member"].notna() & found["exercise"].notna() & found["ignored_by"].isna()
    rest = found[~full & found["ignored_by"].isna()]
    by_title = _titles(people, found[full], rest, submissions, web)
    titled = by_title[by_title["reason"].isna()]
    rest = rest[~_brought_by(titled, rest, brought)]
    return Claims(
        matched=pd.concat([found[full], titled])[CLAIM].reset_index(drop=True),
        unmatched=_unmatched(rest, by_title),
        ignored=_ignored(found[found["ignored_by"].notna()]),
        disagreements=_disagreements(found[full], people, web),
    )


def named_files(
    files: pd.DataFrame,
    collected: Collected,
    submissions: Submissions,
    reader: Reader,
    web: str | None,
) -> pd.DataFrame:
    """Files of the default branch, such as `tables.FILES`, with member and exercise.

    Who first committed them is their author.
    """
    commits = collected[tables.COMMITS].set_index("commit")
    found = files[["path", "blob"]].assign(kind=FILE, url=file_urls(web, files["path"]))
    found["number"] = pd.Series(index=found.index, dtype="Int64")
    found["ref"] = files["path"]
    found["author"] = files["first_commit"].map(commits["author_name"]).astype("str")
    emails = files["first_commit"].map(commits["author_email"]).astype("str")
    found["author_member"] = members_called(reader, found["author"]).fillna(
        members_called(reader, emails)
    )
    found["said_member"] = found["said_exercise"] = pd.Series(index=found.index, dtype="str")
    return _named(found, submissions, reader)


def named_pull_request_files(
    files: pd.DataFrame,
    submissions: Submissions,
    reader: Reader,
    people: pd.DataFrame,
    web: str | None,
) -> pd.DataFrame:
    """Files that pull requests bring, with member and exercise: columns number, path and blob."""
    found = files[["number", "path", "blob"]].merge(people, on="number")
    found["number"] = found["number"].astype("Int64")
    found["kind"] = PULL_REQUEST_FILE
    found["ref"] = "#" + found["number"].astype("str") + " " + found["path"]
    found["author"] = found["author"].fillna(found["author_name"])
    found["url"] = pull_request_urls(web, found["number"])
    return _named(found, submissions, reader)


def _named(found: pd.DataFrame, submissions: Submissions, reader: Reader) -> pd.DataFrame:
    """`found` with member and exercise: from the path, else from what is around it."""
    found = found.reset_index(drop=True)
    found["ignored_by"] = ignored(found["path"], submissions.ignore)
    said = read(reader, found["path"], patterns_of(submissions, "path"))
    left_open = said["fits"] & said["reason"].isna()
    around = found["said_member"].fillna(found["author_member"])
    found["path_member"] = said["member"]
    found["member"] = said["member"].fillna(around.where(left_open))
    found["exercise"] = said["exercise"].fillna(found["said_exercise"].where(left_open))
    unsaid = (
        pd.Series(sentences.NO_EXERCISE, index=found.index, dtype="str")
        .where(found["exercise"].isna(), str(sentences.NO_MEMBER))
        .where(left_open)
    )
    found["reason"] = said["reason"].fillna(unsaid).fillna(str(sentences.NO_CONVENTION))
    found["guess"] = said["guess"].fillna(around)
    return found


def _titles(
    people: pd.DataFrame,
    full: pd.DataFrame,
    unmatched: pd.DataFrame,
    submissions: Submissions,
    web: str | None,
) -> pd.DataFrame:
    """Pull requests none of whose files is a submission: their titles or branches must tell.

    Those whose titles do not are listed themselves only where none of their files is.
    """
    rest = people[~people["number"].isin(full["number"].dropna())]
    named = (
        rest["said_exercise"].notna() & rest["said_member"].fillna(rest["author_member"]).notna()
    )
    rest = rest[named | ~rest["number"].isin(unmatched["number"].dropna())].reset_index(drop=True)
    rest["kind"] = PULL_REQUEST
    rest["path"] = rest["blob"] = pd.Series(index=rest.index, dtype="str")
    rest["ref"] = "#" + rest["number"].astype("str")
    rest["url"] = pull_request_urls(web, rest["number"])
    rest["number"] = rest["number"].astype("Int64")
    rest["author"] = rest["author"].fillna(rest["author_name"])
    rest["member"] = rest["said_member"].fillna(rest["author_member"])
    rest["exercise"] = rest["said_exercise"]
    titled = bool(patterns_of(submissions, "title") or patterns_of(submissions, "branch"))
    why = pd.Series(sentences.NO_FILE, index=rest.index, dtype="str")
    if titled:
        why = filled(sentences.NO_FILE_NOR_TITLE, reason=rest["said_reason"]).fillna(why)
    rest["reason"] = why.mask(rest["exercise"].notna() & rest["member"].notna())
    rest["guess"] = rest["said_guess"].fillna(rest["member"])
    return rest


def _brought_by(titled: pd.DataFrame, rest: pd.DataFrame, files: pd.DataFrame) -> pd.Series:
    """Whether an unmatched file is what a pull request brought that its title matched."""
    brought = files[files["number"].isin(titled["number"])]
    contents = pd.MultiIndex.from_frame(brought[["path", "blob"]])
    same = pd.Series(pd.MultiIndex.from_frame(rest[["path", "blob"]]).isin(contents), rest.index)
    return rest["number"].isin(titled["number"]) | same


def _unmatched(found: pd.DataFrame, by_title: pd.DataFrame) -> pd.DataFrame:
    """A row for each file at the head, and for each that a pull request brings and that is not."""
    found = found.drop_duplicates(["path", "blob"])
    rest = pd.concat([found, by_title[by_title["reason"].notna()]], ignore_index=True)
    return conform(tables.UNMATCHED, rest)


def _ignored(found: pd.DataFrame) -> pd.DataFrame:
    reason = filled(sentences.IGNORED, glob=found["ignored_by"])
    told = found.assign(reason=reason, guess=None)
    return conform(tables.UNMATCHED, told.drop_duplicates("ref"))


def _disagreements(full: pd.DataFrame, people: pd.DataFrame, web: str | None) -> pd.DataFrame:
    """Pull requests whose author or title names somebody else than the path does."""
    pulls = full[full["number"].notna() & full["path_member"].notna()]
    other_author = pulls["author_member"].notna() & (pulls["author_member"] != pulls["member"])
    other_title = pulls["said_member"].notna() & (pulls["said_member"] != pulls["member"])
    stranger = pulls["login_member"].isna() & pulls["number"].isin(
        people.loc[people["author"].notna(), "number"]
    )
    differs = filled(
        sentences.AUTHOR_DIFFERS, author=pulls["author_member"], member=pulls["member"]
    )
    titled = filled(sentences.TITLE_DIFFERS, said=pulls["said_member"], member=pulls["member"])
    unknown = filled(sentences.AUTHOR_UNKNOWN, author=pulls["author"])
    told = [
        pulls.assign(kind="author differs", detail=differs)[other_author],
        pulls.assign(kind="title differs", detail=titled)[other_title & ~other_author],
        pulls.assign(kind=str(sentences.FROM_STRANGER), detail=unknown)[
            stranger & ~other_author & ~other_title
        ],
    ]
    rows = pd.concat(told, ignore_index=True).drop_duplicates(["kind", "number", "member"])
    rows["ref"] = "#" + rows["number"].astype("str") + " " + rows["path"]
    return conform(tables.FINDINGS, rows.assign(url=pull_request_urls(web, rows["number"])))
