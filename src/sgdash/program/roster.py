"""`members.csv`: who takes part, under which names their work may be found, and in which role."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from pathlib import Path

from sgdash.language import Said, say, say_count
from sgdash.program.model import Role
from sgdash.program.moments import Moment
from sgdash.program.problems import Problem, problem_of, unreadable

COLUMNS = ("id", "login", "name", "aliases", "role", "group", "joined", "left", "account")
REQUIRED = ("id",)


@dataclass(frozen=True)
class Member:
    """One line of the roster; `aliases` are other names that mean this member.

    `account` is the number of their account on GitHub, which stays when its login changes.
    """

    id: str
    login: str | None
    name: str
    aliases: tuple[str, ...]
    role: Role
    group: str | None
    line: int
    joined: Moment | None = None
    left: Moment | None = None
    account: int | None = None


def read_rows(
    file: Path, columns: tuple[str, ...], required: tuple[str, ...]
) -> tuple[list[tuple[int, dict[str, str]]], list[Problem]]:
    """The rows of a CSV file with their lines from 1; leading lines with `#` are remarks."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        message = say(
            "byte {n} is not UTF-8. Save the file with the encoding UTF-8.",
            n=str(error.start + 1),
        )
        return [], [Problem(file, 1, message)]
    except OSError as error:
        return [], [unreadable(file, error)]
    if "\0" in text:
        line = len(io.StringIO(text[: text.index("\0") + 1], newline="").readlines())
        message = say("holds a zero byte, which no text has. Save the file anew as CSV in UTF-8.")
        return [], [Problem(file, line, message)]
    numbered = _numbered(text)
    first, head = next(numbered, (1, []))
    header = [name.strip().lower() for name in head or []]
    wrong = _header_problem(file, first, header, columns, required)
    if wrong:
        return [], [wrong]
    rows, problems = [], []
    for line, cells in numbered:
        if cells is None:
            message = say(
                "is not readable as CSV. Look for a quote that is opened and never closed."
            )
            problems.append(Problem(file, line, message))
        elif any(cell.strip() for cell in cells):
            if len(cells) == len(header):
                row = dict(zip(header, (cell.strip() for cell in cells), strict=True))
                rows.append((line, row))
            else:
                problems.append(_wrong_count(file, line, len(cells), len(header)))
    return rows, problems


def _numbered(text: str) -> Iterator[tuple[int, list[str] | None]]:
    """Each row with the line it begins on; a row that no reader understands is None, and the last.

    A quoted cell may go over several lines.
    """
    lines = text.splitlines(keepends=True)
    remarks = next((i for i, line in enumerate(lines) if not line.startswith("#")), len(lines))
    reader = csv.reader(io.StringIO("".join(lines[remarks:]), newline=""), strict=True)
    line = remarks + 1
    try:
        for cells in reader:
            yield line, cells
            line = remarks + reader.line_num + 1
    except csv.Error:
        yield line, None


def _wrong_count(file: Path, line: int, cells: int, head: int) -> Problem:
    message = say_count(
        "has {n} cell, its head has {head}. Quote a cell that holds a comma, or write the empty "
        "ones as well.",
        "has {n} cells, its head has {head}. Quote a cell that holds a comma, or write the empty "
        "ones as well.",
        cells,
        head=str(head),
    )
    return Problem(file, line, message)


def _header_problem(
    file: Path, line: int, header: list[str], columns: tuple[str, ...], required: tuple[str, ...]
) -> Problem | None:
    unknown = [name for name in header if name not in columns]
    missing = [name for name in required if name not in header]
    twice = sorted({name for name in header if header.count(name) > 1})
    if not (unknown or missing or twice):
        return None
    parts = [say("{names} missing", names=", ".join(missing))] if missing else []
    parts += [say("{names} not known", names=", ".join(unknown))] if unknown else []
    parts += [say("{names} twice", names=", ".join(twice))] if twice else []
    message = say(
        "the head of the table has {what}. Its columns are {columns}.",
        what=reduce(lambda one, more: say("{found}; {more}", found=one, more=more), parts),
        columns=",".join(columns),
    )
    return Problem(file, line, message)


def read_members(file: Path) -> tuple[list[Member], list[Problem]]:
    """The members of the roster, and the lines that could not be read as one."""
    rows, problems = read_rows(file, COLUMNS, REQUIRED)
    members: list[Member] = []
    for line, row in rows:
        wrong = list(_wrong_cells(row))
        problems += [Problem(file, line, message) for message in wrong]
        if not wrong:
            members.append(_member(row, line))
    return members, problems


def read_head(file: Path) -> tuple[str, ...]:
    """The columns of a roster, in its order; those that there can be where it cannot be read."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return COLUMNS
    _, head = next(_numbered(text), (1, []))
    names = tuple(name.strip().lower() for name in head or [])
    return names if "id" in names else COLUMNS


def _wrong_cells(row: dict[str, str]) -> Iterator[Said]:
    if not row["id"]:
        yield say("id: is empty. Give every member one.")
    role = row.get("role")
    if role and role not in list(Role):
        roles = ", ".join(Role)
        yield say('role: "{role}" is not a role. Write one of {roles}.', role=role, roles=roles)
    account = row.get("account", "")
    if account and not re.fullmatch(r"[1-9][0-9]{0,17}", account):
        yield say(
            'account: "{account}" is not the number of an account. Write digits, as in 583231.',
            account=str(account),
        )
    for name in ("joined", "left"):
        try:
            _moment(row, name)
        except ValueError as error:
            yield say("{key}: {problem}", key=name, problem=problem_of(error))


def _moment(row: dict[str, str], name: str) -> Moment | None:
    return Moment.parse(row[name]) if row.get(name) else None


def _member(row: dict[str, str], line: int) -> Member:
    aliases = tuple(a.strip() for a in row.get("aliases", "").split(";") if a.strip())
    return Member(
        id=row["id"],
        login=row.get("login", "").removeprefix("@") or None,
        name=row.get("name") or row["id"],
        aliases=aliases,
        role=Role(row.get("role") or Role.MEMBER),
        group=row.get("group") or None,
        line=line,
        joined=_moment(row, "joined"),
        left=_moment(row, "left"),
        account=int(row["account"]) if row.get("account") else None,
    )
