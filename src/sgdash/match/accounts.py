"""Accounts on GitHub → members: by the account's number, which stays when its login changes.

Who may do something is never told by a name that anybody can choose: only by the login that the
roster gives, or by the number that it gives or that this login was first seen with.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from sgdash import sentences, tables
from sgdash.frames import conform, filled
from sgdash.match.asked import Collected, told
from sgdash.match.links import pull_request_urls
from sgdash.program.patterns import normal
from sgdash.program.roster import Member

_SAID = {
    tables.GITHUB_PULL_REQUESTS: ("author", "author_id", "created_at"),
    tables.REVIEWS: ("author", "author_id", "submitted_at"),
    tables.EVENTS: ("by", "by_id", "at"),
    tables.ISSUES: ("author", "author_id", "created_at"),
    tables.COMMENTS: ("author", "author_id", "created_at"),
    tables.REACTIONS: ("by", "by_id", "at"),
}
"""Where a login stands beside its account's number, and the moment."""


@dataclass(frozen=True)
class Accounts:
    """The members behind accounts and logins, and accounts that took over a member's login."""

    by_number: Mapping[int, str]
    by_login: Mapping[str, str]  # `normal` logins
    usurped: pd.DataFrame  # tables.FINDINGS

    def members(self, logins: pd.Series, numbers: pd.Series) -> pd.Series:
        """The member behind each account: by its number where there is one, else by its login."""
        by_number = numbers.map(self.by_number).astype("str")
        known = {login: self.by_login.get(normal(login)) for login in logins.dropna().unique()}
        by_login = logins.map(known).astype("str")
        return by_number.fillna(by_login.where(numbers.isna()))

    def reserved(self, logins: pd.Series) -> pd.Series:
        """Whether a login is one that the roster gives."""
        known = {login: normal(login) in self.by_login for login in logins.dropna().unique()}
        return logins.map(known).eq(other=True)


def read_accounts(members: Iterable[Member], collected: Collected, web: str | None) -> Accounts:
    """The accounts of a roster's members, by what was seen of them."""
    members = list(members)
    by_login = {normal(member.login): member.id for member in reversed(members) if member.login}
    given = {member.account: member.id for member in members if member.account is not None}
    seen = _seen(collected)
    seen = seen.assign(member=seen["login"].map(by_login).astype("str")).dropna(subset="member")
    given_to = seen["member"].isin(list(given.values())) | seen["account"].isin(list(given))
    first = seen[~given_to].drop_duplicates("member")
    by_number = {**dict(zip(first["account"], first["member"], strict=True)), **given}
    return Accounts(by_number, by_login, _usurped(seen, by_number, web))


def _seen(collected: Collected) -> pd.DataFrame:
    """Columns login, account, at and number, oldest first: every login seen with a number."""
    parts = []
    for table, (login, account, at) in _SAID.items():
        rows = told(collected, table)[["number", login, account, at]]
        parts.append(rows.set_axis(["number", "login", "account", "at"], axis="columns"))
    seen = pd.concat(parts, ignore_index=True).dropna(subset=["login", "account"])
    known = {login: normal(login) for login in seen["login"].unique()}
    seen["login"] = seen["login"].map(known).astype("str")
    return seen.sort_values("at", kind="stable").drop_duplicates(["login", "account"])


def _usurped(seen: pd.DataFrame, by_number: Mapping[int, str], web: str | None) -> pd.DataFrame:
    """`tables.FINDINGS`: a member's login under which another account appeared."""
    mine = seen["account"].map(by_number).astype("str")
    other = seen[mine.ne(seen["member"]).fillna(value=True)]
    detail = filled(
        sentences.LOGIN_CHANGED,
        login=other["login"],
        number=other["account"].astype("str"),
        member=other["member"],
    )
    rows = other.assign(
        kind="login changed hands",
        ref="#" + other["number"].astype("str"),
        detail=detail,
        url=pull_request_urls(web, other["number"]),
    )
    return conform(tables.FINDINGS, rows)
