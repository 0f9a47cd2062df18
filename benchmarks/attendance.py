"""How long raw participant reports take to the attendance table, against reading their times alone.

    python benchmarks/attendance.py [--members N] [--sessions N] [--rows N] [--rounds N]

A folder with one Zoom report a session, each member joining three times, and a folder with a single
report of so many rows. The reference reads the same rows with `csv` and each of their times with
`datetime.strptime`. Medians of the rounds, and the ratio to that.
"""

import argparse
import csv
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from sgdash.match.attendance import attendance_table
from sgdash.match.names import member_names
from sgdash.program.folder import read_program

START = datetime(2024, 1, 8, 18, 0)  # noqa: DTZ001 - a wall clock, as reports have it
HEAD = "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest"
WRITTEN = "%m/%d/%Y %I:%M:%S %p"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--members", type=int, default=300)
    parser.add_argument("--sessions", type=int, default=40)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        course, crowd = Path(folder) / "course", Path(folder) / "crowd"
        write_program(course, asked.members, asked.sessions, rejoins=3)
        write_program(crowd, asked.members, 1, rejoins=asked.rows // asked.members + 1)
        for name, home in (("course", course), ("crowd", crowd)):
            measure(name, home, asked.rounds)


def measure(name: str, home: Path, rounds: int) -> None:
    """Read the times alone and make the table, in turns."""
    tasks: dict[str, Callable[[Path], int]] = {"times": times_alone, "table": to_the_table}
    took: dict[str, list[float]] = {task: [] for task in tasks}
    for _ in range(rounds):
        for task, run in tasks.items():
            before = time.perf_counter()
            rows = run(home)
            took[task].append(time.perf_counter() - before)
            print(f"{name}: {task} of {rows:,} rows", end="\r")
    reference = statistics.median(took["times"])
    for task, seconds in took.items():
        median = statistics.median(seconds)
        print(f"{name:8}{task:8}{median:6.2f} s  {median / reference:5.2f} x the times alone")


def times_alone(home: Path) -> int:
    """Each row's times with the standard library."""
    rows = 0
    for file in sorted((home / "attendance").iterdir()):
        with file.open(newline="") as opened:
            for row in csv.DictReader(opened):
                rows += 1
                for name in ("Join Time", "Leave Time"):
                    datetime.strptime(row[name], WRITTEN)  # noqa: DTZ007 - as above
    return rows


def to_the_table(home: Path) -> int:
    """From the raw reports to `tables.ATTENDANCE`."""
    opened, problems = read_program(home)
    assert opened is not None, problems  # noqa: S101 - the benchmark's own program
    assert not problems, problems[:3]  # noqa: S101
    attendance_table(opened, member_names(opened))
    return len(opened.records)


def write_program(home: Path, members: int, sessions: int, rejoins: int) -> None:
    """A program, its roster and a report of each session; everybody joins so many times."""
    dice = random.Random(7)
    (home / "attendance").mkdir(parents=True)
    lines = [f"id: {home.name}", "title: Many", "attendance: {present_from: 75%}", "sessions:"]
    for s in range(sessions):
        begins = START + timedelta(days=s)
        lines.append(
            f"  - {{id: s{s}, title: Session {s}, starts: {begins:%Y-%m-%d %H:%M}, "
            f"ends: {begins + timedelta(minutes=90):%Y-%m-%d %H:%M}}}"
        )
        rows = [row(m, begins, rejoins, dice) for m in range(members) for _ in range(rejoins)]
        (home / "attendance" / f"s{s}.zoom.csv").write_text("\n".join([HEAD, *rows, ""]))
    (home / "program.yaml").write_text("\n".join(lines) + "\n")
    roster = "".join(f"m{m},Name{m} Surname{m}\n" for m in range(members))
    (home / "members.csv").write_text("id,name\n" + roster)


def row(member: int, begins: datetime, rejoins: int, dice: random.Random) -> str:
    """One time that somebody was there, to the second."""
    joined = begins + timedelta(seconds=dice.randrange(-600, 4800))
    left = joined + timedelta(seconds=dice.randrange(30, 5400 // rejoins + 60))
    minutes = -(-int((left - joined).total_seconds()) // 60)
    name = f"SURNAME{member}, Name{member} (guest)"
    return f'"{name}",,{joined:{WRITTEN}},{left:{WRITTEN}},{minutes},Yes'


if __name__ == "__main__":
    main()
