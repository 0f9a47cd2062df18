"""What to write into the roster so that work without a member finds one."""

import csv
import io
from collections.abc import Hashable, Iterable, Mapping
from typing import Any

import pandas as pd

from sgdash.program.folder import ProgramFolder


def with_fixes(
    unmatched: pd.DataFrame, people: pd.DataFrame, folder: ProgramFolder
) -> pd.DataFrame:
    """`tables.UNMATCHED` with `fix` where a pull request's account is not in the roster.

    `people` is of `people.read_people`. Where a member is guessed the login may be theirs; the line
    for somebody new has the columns of the group's own members.csv.
    """
    if "login_member" not in people:
        return unmatched
    strangers = people[people["author"].notna() & people["login_member"].isna()]
    known = strangers.set_index("number")[["author", "author_id", "author_name"]]
    number = unmatched["ref"].str.extract(r"^#(\d+)", expand=False).astype("Int64")
    asked = number.isin(known.index) & unmatched["member"].isna()
    fixes = {
        stranger: _fix(known.loc[stranger].to_dict(), folder) for stranger in number[asked].unique()
    }
    return unmatched.assign(fix=number.where(asked).map(fixes).astype("str"))


def alias_fix(folder: ProgramFolder, member: str, name: str) -> str | None:
    """The member's line of the roster with a name more among the aliases.

    None where the roster has no column for them, or the name cannot stand there.
    """
    line = next(m for m in folder.members if m.id == member)
    if "aliases" not in folder.roster_head or ";" in name:
        return None
    written = {
        "id": line.id,
        "login": line.login,
        "name": line.name if line.name != line.id else None,
        "aliases": "; ".join((*line.aliases, name)),
        "role": line.role.value,
        "group": line.group,
        "joined": line.joined,
        "left": line.left,
        "account": line.account,
    }
    cells = [written.get(column) for column in folder.roster_head]
    return f"members.csv:{line.line}: {_csv_line('' if c is None else str(c) for c in cells)}"


def _csv_line(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(cells)
    return line.getvalue()


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
    line = _csv_line(written.get(column, "") for column in folder.roster_head)
    return f"members.csv: {line}"
