"""One more name in the roster: another one of a member, or somebody new."""

import csv
import io
import re
from pathlib import Path

from sgdash.program.folder import ProgramFolder
from sgdash.program.roster import COLUMNS, REQUIRED, read_rows
from sgdash.what_if.edits import ROSTER, Edit


def added_alias(folder: ProgramFolder, member: str, alias: str) -> Edit | None:
    """The line of a member with one more alias; the whole roster if it has no column for them.

    None where the alias cannot be written: `;` stands between two of them.
    """
    file = folder.folder / ROSTER
    rows, problems = read_rows(file, COLUMNS, REQUIRED)
    mine = [(line, row) for line, row in rows if row["id"] == member]
    if not mine or problems or not _writable(alias):
        return None
    line, row = mine[0]
    if "aliases" not in row:
        return _with_column(file, rows, member, alias)
    aliases = [part.strip() for part in row["aliases"].split(";") if part.strip()]
    told = row | {"aliases": "; ".join([*aliases, alias])}
    return Edit(ROSTER, line, 1 + sum(cell.count("\n") for cell in row.values()), _line(told))


def _with_column(
    file: Path, rows: list[tuple[int, dict[str, str]]], member: str, alias: str
) -> Edit:
    """A roster without aliases, from its head to its end, with a column of them."""
    count = file.read_text(encoding="utf-8-sig").count("\n")
    names = [*rows[0][1], "aliases"]
    cells = [row | {"aliases": alias if row["id"] == member else ""} for _, row in rows]
    text = "\n".join([",".join(names), *map(_line, cells)])
    head = _head_line(file)
    return Edit(ROSTER, head, count - head + 1, text)


def added_member(folder: ProgramFolder, name: str) -> Edit | None:
    """A line for somebody new of that name, below the others; None where it cannot be written."""
    file = folder.folder / ROSTER
    rows, problems = read_rows(file, COLUMNS, REQUIRED) if file.exists() else ([], [])
    if problems or not _writable(name):
        return None
    identity = re.sub(r"[^a-z0-9._-]+", "-", name.casefold()).strip("-._")
    columns = list(rows[0][1]) if rows else ["id", "name"]
    told = {"id": identity, "name": name, "role": "member"}
    if not identity or identity in {member.id for member in folder.members}:
        return None
    if identity != name.casefold() and "name" not in columns:
        return None
    new = _line({column: told.get(column, "") for column in columns})
    if not rows:
        return Edit(ROSTER, 1, 1, f"{','.join(columns)}\n{new}\n")
    text = file.read_text(encoding="utf-8-sig")
    lines = text.split("\n")
    # an editor ends the last line, so the text ends with an empty one
    return Edit(ROSTER, len(lines) if not lines[-1] else len(lines) + 1, 0, new)


def _head_line(file: Path) -> int:
    lines = file.read_text(encoding="utf-8-sig").split("\n")
    return 1 + next(n for n, line in enumerate(lines) if not line.startswith("#"))


def _writable(name: str) -> bool:
    return bool(name.strip()) and ";" not in name and name == " ".join(name.split())


def _line(row: dict[str, str]) -> str:
    """A row of CSV without its line end."""
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(row.values())
    return line.getvalue()
