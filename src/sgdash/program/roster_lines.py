"""Lines for `members.csv` that somebody can paste: members with further names, or somebody new."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from sgdash.program.folder import ProgramFolder
from sgdash.program.model import Role
from sgdash.program.roster import COLUMNS, REQUIRED, Member, read_rows

ROSTER = "members.csv"


def lines_with_aliases(folder: ProgramFolder, names: Mapping[str, Sequence[str]]) -> list[str]:
    """For each member of `names`, their line of the roster with these further names as aliases.

    A member is left out where that cannot be: the roster has no such column, or a name has a `;`.
    """
    rows = rows_of_roster(folder)
    lines = (
        line_with_aliases(rows.get(member.line), member, names[member.id])
        for member in folder.members
        if names.get(member.id)
    )
    return [line for line in lines if line is not None]


def rows_of_roster(folder: ProgramFolder) -> dict[int, dict[str, str]]:
    """The rows of the roster as written, by their lines."""
    return dict(read_rows(folder.folder / ROSTER, COLUMNS, REQUIRED)[0])


def line_with_aliases(
    row: Mapping[str, str] | None, member: Member, names: Sequence[str]
) -> str | None:
    """The row with further names of its member as aliases; None where that cannot be."""
    if row is None or "aliases" not in row or any(";" in name for name in names):
        return None
    aliases = dict.fromkeys([*member.aliases, *names])
    return _line({**row, "aliases": "; ".join(aliases)})


def line_with_login(row: Mapping[str, str] | None, member: Member, login: str) -> str | None:
    """The row with a login for a member without one; of who has one already it is an alias.

    None where that cannot be.
    """
    if member.login:
        return line_with_aliases(row, member, [login])
    return None if row is None or "login" not in row else _line({**row, "login": login})


def lines_of_somebody_new(folder: ProgramFolder, names: Iterable[str]) -> list[str]:
    """A line of the roster for each name that is in none: an auditor, who owes nothing.

    The ids are made of the names' letters. There are none where the roster lacks the columns.
    """
    rows, _problems = read_rows(folder.folder / ROSTER, COLUMNS, REQUIRED)
    columns = list(rows[0][1]) if rows else []
    if not {"name", "role"} <= set(columns):
        return []
    known, lines = {member.id for member in folder.members}, []
    for name in names:
        new = {"id": _id(name, known), "name": name, "role": Role.AUDITOR.value}
        known.add(new["id"])
        lines.append(_line(dict.fromkeys(columns, "") | new))
    return lines


def _id(name: str, known: set[str]) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    base = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "guest"
    further = (f"{base}-{n}" for n in range(2, len(known) + 3))
    return next(each for each in (base, *further) if each not in known)


def _line(row: Mapping[str, str]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="").writerow(row.values())
    return written.getvalue()
