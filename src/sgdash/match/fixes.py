"""What to write into the roster so that work without a member finds one."""

import csv
import io
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd

from sgdash import sentences
from sgdash.match.asked import texts_of
from sgdash.match.outsiders import outsiders_of
from sgdash.program.folder import ProgramFolder
from sgdash.program.patterns import normal
from sgdash.program.roster import Member
from sgdash.program.roster_lines import (
    ROSTER,
    line_with_aliases,
    line_with_login,
    rows_of_roster,
)


def with_fixes(
    unmatched: pd.DataFrame, people: pd.DataFrame, folder: ProgramFolder
) -> pd.DataFrame:
    """`tables.UNMATCHED` with `fix` where a pull request's account is not in the roster.

    `people` is of `people.read_people`. Where a member is guessed the login may be theirs; the line
    for somebody new has the columns of the group's own members.csv. There is none for who is from
    outside by the program file.
    """
    if "login_member" not in people:
        return unmatched
    strangers = people[people["author"].notna() & people["login_member"].isna()]
    outside = outsiders_of(folder)
    from_outside = {name: normal(name) in outside for name in strangers["author"].unique()}
    strangers = strangers[~strangers["author"].map(from_outside).astype("bool")]
    known = strangers.set_index("number")[["author", "author_id", "author_name"]]
    number = unmatched["ref"].str.extract(r"^#(\d+)", expand=False).astype("Int64")
    asked = number.isin(known.index) & unmatched["member"].isna()
    fixes = {
        stranger: _fix(known.loc[stranger].to_dict(), folder) for stranger in number[asked].unique()
    }
    return unmatched.assign(fix=number.where(asked).map(fixes).astype("str"))


def with_login_fixes(
    findings: pd.DataFrame, people: pd.DataFrame, folder: ProgramFolder
) -> pd.DataFrame:
    """`tables.FINDINGS` with `fix` where work of one member came from one unknown account.

    It may be theirs: the line gives it to them, as their login or an alias. An account that brought
    the work of several is nobody's guess, and neither is one of several that brought somebody's.
    """
    unknown = findings["kind"].eq(str(sentences.FROM_STRANGER))
    if not unknown.any():
        return findings
    number = findings["ref"].str.extract(r"^#(\d+)", expand=False).astype("Int64")
    author = texts_of(number, people.set_index("number")["author"]).where(unknown)
    pairs = pd.DataFrame({"author": author, "member": findings["member"]}).dropna()
    each = pairs.assign(login=pairs["author"].map(normal)).drop_duplicates(["login", "member"])
    only = each[~each["login"].duplicated(keep=False) & ~each["member"].duplicated(keep=False)]
    outside = outsiders_of(folder)
    rows = rows_of_roster(folder)
    of_id = {member.id: member for member in folder.members}

    def fix(login: str, member: Member) -> str | None:
        line = line_with_login(rows.get(member.line), member, login)
        return None if line is None else f"{ROSTER}:{member.line}: {line}"

    fixes = {
        normal(login): fix(login, of_id[member])
        for login, member in zip(only["author"], only["member"], strict=True)
        if normal(login) not in outside
    }
    known = {login: fixes.get(normal(login)) for login in author.dropna().unique()}
    return findings.assign(fix=author.map(known).astype("str"))


def alias_fixes(folder: ProgramFolder, names: Sequence[tuple[str, str] | None]) -> list[str | None]:
    """For each member and name the line of the roster in which it is an alias.

    None where none is asked for, or the name cannot stand there.
    """
    if not any(names):
        return [None] * len(names)
    rows = rows_of_roster(folder)
    of_id = {member.id: member for member in folder.members}

    def fix(member: Member, name: str) -> str | None:
        line = line_with_aliases(rows.get(member.line), member, [name])
        return None if line is None else f"{ROSTER}:{member.line}: {line}"

    return [fix(of_id[pair[0]], pair[1]) if pair else None for pair in names]


def _fix(stranger: Mapping[Hashable, Any], folder: ProgramFolder) -> str:
    login = str(stranger["author"])
    name = stranger["author_name"]
    account = stranger["author_id"]
    written = {
        "id": login,
        "login": login,
        "name": "" if pd.isna(name) else " ".join(str(name).split()),
        "role": "member",
        "account": "" if pd.isna(account) else str(account),
    }
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(
        [written.get(column, "") for column in folder.roster_head]
    )
    return f"{ROSTER}: {line.getvalue()}"
