"""Links that are submissions, where the program allows them: plain text, nothing is fetched.

A link counts in a pull request's body or in its author's comments there, and in an issue's body or
in anybody's comments there. Whoever wrote it handed it in.
"""

import re
from dataclasses import dataclass
from posixpath import normpath
from urllib.parse import unquote

import pandas as pd

from sgdash import sentences, tables
from sgdash.frames import conform, filled, frame
from sgdash.match.accounts import Accounts
from sgdash.match.asked import Collected, silent, texts_of, told
from sgdash.match.clocks import Clock
from sgdash.match.people import authors, patterns_of, read
from sgdash.match.readings import Reader
from sgdash.program.submissions import HOSTS, Submissions

LINK = "link"

_ADDRESS = r"(?P<link>(?i:https?)://(?P<host>[^\s/?#<>\"'`\\]+)(?P<rest>[/?#][^\s<>\"'`\\\[\]|]*)?)"
_NOT_SAID = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|^ {0,3}(`{3,}|~{3,})[^\n]*(?:\n.*?(?:^ {0,3}\1[`~]*[ \t]*\r?$|\Z)|\Z)"
    r"|!\[[^\]\n]{0,500}\]\([^)\n]{0,2000}\)"
    r"|<(?i:img)\b[^>]{0,2000}>",
    re.DOTALL | re.MULTILINE,
)
"""What GitHub does not show as text: comments of templates, code, and the sources of images."""

_AFTER_A_SENTENCE = ".,;:!?*_~)"
_REPOSITORY = (
    r"/(?!(?i:about|account|apps|codespaces|collections|contact|customer-stories|enterprise|events"
    r"|explore|features|issues|join|login|marketplace|new|notifications|organizations|orgs|pricing"
    r"|pulls|readme|search|security|sessions|settings|site|solutions|sponsors|stars|topics|trending"
    r"|users)/)[^/?#]+/[^/?#]+"
    r"(?:/(?:(?:tree|blob|-)/.*)?)?(?:[?#].*)?"
)


@dataclass(frozen=True)
class Linked:
    """The links that were handed in, with the moment of each, and those that nobody can place."""

    matched: pd.DataFrame  # the columns of tables.ATTEMPTS, and number, also of an issue
    unmatched: pd.DataFrame  # tables.UNMATCHED


def find_links(
    collected: Collected,
    submissions: Submissions,
    people: pd.DataFrame,
    reader: Reader,
    accounts: Accounts,
    web: str | None,
) -> Linked:
    """Match the links in what GitHub tells; `people` is of `people.read_people`."""
    if not submissions.links or silent(collected):
        nothing = frame(tables.ATTEMPTS)
        return Linked(nothing.assign(number=nothing["pull_request"]), frame(tables.UNMATCHED))
    texts = pd.concat(
        [
            _bodies_of_pulls(people),
            _bodies_of_issues(collected, submissions, reader, accounts),
            _comments(collected, submissions, people, reader, accounts),
        ],
        ignore_index=True,
    )
    found = _links(texts, submissions.links, web)
    placed = found["member"].notna() & found["exercise"].notna()
    handed_in = found[placed].reset_index(drop=True)
    return Linked(
        conform(tables.ATTEMPTS, handed_in).assign(number=handed_in["number"]),
        _nobodys(found[~placed & ~found["in_pull"]]),
    )


def _links(texts: pd.DataFrame, allowed: tuple[str, ...], web: str | None) -> pd.DataFrame:
    """`texts` with a row for each allowed link, `ref`; a link twice in one text is one."""
    bodies = texts.loc[texts["body"].str.contains("://", regex=False).eq(other=True), "body"]
    parts = bodies.str.replace(_NOT_SAID, " ", regex=True).str.extractall(_ADDRESS)
    address = parts["link"].str.rstrip(_AFTER_A_SENTENCE)
    # the whole host must be it: no user, no port, nothing before or behind
    host = parts["host"].str.casefold()
    path = parts["rest"].fillna("").str.rstrip(_AFTER_A_SENTENCE).map(_plain).astype("str")
    fits = pd.Series(data=False, index=parts.index)
    for word in allowed:
        here = host.isin(HOSTS.get(word, (word,))) & path.str.strip("/").ne("")
        if word == "repository":
            here &= path.str.fullmatch(_REPOSITORY)
        fits |= here
    if web:
        own = web.casefold().partition("://")[2].rstrip("/")
        known = host + path.str.casefold()
        fits &= ~known.str.match(re.escape(own) + r"(?:\.git)?(?:[/?#]|$)")
    kept = address[fits].rename("ref").reset_index(level="match", drop=True)
    rows = texts.join(kept, how="inner").reset_index(names="text")
    return rows.drop_duplicates(["text", "ref"]).reset_index(drop=True)


def _plain(rest: str) -> str:
    """What follows a host as a server reads it: `%77ork` is `work`, `./` and `//` are nothing."""
    path, mark, query = unquote(rest).partition("?")
    return (normpath("/" + path.lstrip("/")) if path else "") + mark + query


def _text(rows: pd.DataFrame, clock: Clock, *, in_pull: pd.Series) -> pd.DataFrame:
    """A body or comment with when it was handed in; `number` is also that of an issue.

    What an edit put there is not known, so the last one is only an upper bound.
    """
    edited = (rows["edited_at"] > rows["created_at"]).fillna(value=False)
    word = pd.Series(clock.value, index=rows.index, dtype="str")
    return pd.DataFrame(
        {
            "body": rows["body"],
            "number": rows["number"].astype("Int64"),
            "pull_request": rows["number"].astype("Int64").where(in_pull),
            "in_pull": in_pull,
            "member": rows["member"],
            "exercise": rows["exercise"],
            "author": rows["author"],
            "url": rows["url"],
            "at": rows["edited_at"].where(edited, rows["created_at"]),
            "clock": word.mask(edited, Clock.EDIT.value),
            "not_before": rows["created_at"],
        }
    )


def _bodies_of_pulls(people: pd.DataFrame) -> pd.DataFrame:
    asked = people[people["told"]]
    rows = asked.assign(
        member=asked["said_member"].fillna(asked["author_member"]), exercise=asked["said_exercise"]
    )
    return _text(rows, Clock.OPENED, in_pull=rows["told"])


def _issues(collected: Collected, submissions: Submissions, reader: Reader) -> pd.DataFrame:
    """`tables.ISSUES` with the member and exercise that the title names.

    A title that is an exercise's name and nothing else names it too.
    """
    issues = told(collected, tables.ISSUES)
    said = read(reader, issues["title"], patterns_of(submissions, "title"))
    meant = {title: reader.exercises.meant(title) for title in issues["title"].unique()}
    one = {title: ids[0] for title, ids in meant.items() if len(ids) == 1}
    named = issues["title"].map(one).astype("str")
    return issues.assign(said_member=said["member"], exercise=said["exercise"].fillna(named))


def _bodies_of_issues(
    collected: Collected, submissions: Submissions, reader: Reader, accounts: Accounts
) -> pd.DataFrame:
    issues = _issues(collected, submissions, reader)
    unnamed = issues.assign(author_name=None, author_email=None)
    wrote = authors(unnamed.astype({"author_name": "str", "author_email": "str"}), reader, accounts)
    rows = issues.assign(member=issues["said_member"].fillna(wrote["login_member"]))
    return _text(rows, Clock.OPENED, in_pull=rows["number"].isna())


def _comments(
    collected: Collected,
    submissions: Submissions,
    people: pd.DataFrame,
    reader: Reader,
    accounts: Accounts,
) -> pd.DataFrame:
    """Comments with whose they are; in a pull request only those of the one whose work it is."""
    comments = told(collected, tables.COMMENTS)
    unnamed = comments.assign(author_name=None, author_email=None)
    wrote = authors(unnamed.astype({"author_name": "str", "author_email": "str"}), reader, accounts)
    pulls = people.set_index("number")
    issues = _issues(collected, submissions, reader).set_index("number")
    number = comments["number"]
    in_pull = number.isin(pulls.index)
    whose = texts_of(number, pulls["said_member"].fillna(pulls["author_member"]))
    mine = ~in_pull | (whose.notna() & whose.eq(wrote["login_member"]))
    rows = comments.assign(
        member=wrote["login_member"],
        exercise=texts_of(number, pulls["said_exercise"]).fillna(
            texts_of(number, issues["exercise"])
        ),
    )
    return _text(rows, Clock.COMMENT, in_pull=in_pull)[mine]


def _nobodys(found: pd.DataFrame) -> pd.DataFrame:
    """`tables.UNMATCHED`: links in issues of which the member or the exercise is not known."""
    number = "#" + found["number"].astype("str")
    who = found["author"].fillna(str(sentences.GONE))
    no_member = filled(sentences.NOT_IN_ROSTER, who=who).where(found["member"].isna())
    no_exercise = filled(sentences.TITLE_WITHOUT_EXERCISE, number=number).where(
        found["exercise"].isna()
    )
    reason = (no_exercise + "; " + no_member).fillna(no_exercise).fillna(no_member)
    rows = found.assign(kind=LINK, ref=number + " " + found["ref"], reason=reason)
    return conform(tables.UNMATCHED, rows).drop_duplicates(["kind", "ref"])
