"""How long status and verdicts take against reading the tables they come from out of the store.

    python benchmarks/decide.py [--members N] [--exercises N] [--attempts N] [--rounds N]

A synthetic collection, one pull request a submission and one commit an attempt, is saved to an
SQLite store and matched by other processes. This one reads it as the dashboard does and decides.
Medians of the rounds, the ratio to the reading, and the most memory this process ever had.
"""

import argparse
import multiprocessing
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pandas as pd

from sgdash import tables
from sgdash.frames import conform, frame
from sgdash.match import match_program
from sgdash.program.folder import ProgramFolder, read_program
from sgdash.rules import decide
from sgdash.store import open_store

START = datetime(2024, 1, 1, tzinfo=UTC)
NOW = START + timedelta(days=180)
DAY = 86_400_000_000  # microseconds
PROGRAM = "many"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--members", type=int, default=10_000)
    parser.add_argument("--exercises", type=int, default=30)
    parser.add_argument("--attempts", type=int, default=3)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / PROGRAM
        write_program(home, asked.members, asked.exercises)
        store = f"sqlite:///{folder}/store.sqlite"
        size = (asked.members, asked.exercises, asked.attempts)
        run_aside(save, store, *size)
        opened, problems = read_program(home)
        assert opened is not None, problems  # noqa: S101 - the benchmark's own program
        measure(opened, store, asked.rounds)


def measure(opened: ProgramFolder, store: str, rounds: int) -> None:
    """Read and decide in turns, on what a process of its own has matched."""
    took: dict[str, list[float]] = {"read": [], "decide": []}
    matched = Path(store.removeprefix("sqlite:///")).with_suffix(".parquet")
    run_aside(match, opened, store, matched)
    attempts = pd.read_parquet(matched)
    marks = marks_of(attempts)
    for _ in range(rounds):
        with timed(took["read"]), open_store(store) as kept:
            kept.read_all(tables.COLLECTED, PROGRAM)
        with timed(took["decide"]):
            decided = decide(opened, attempts, marks, frame(tables.ATTENDANCE), NOW)
    print(f"{len(attempts):,} attempts, {len(marks):,} marks, {len(decided.status):,} statuses")
    print(decided.verdicts["verdict"].value_counts().to_string(header=False))
    reading = statistics.median(took["read"])
    for name, seconds in took.items():
        median = statistics.median(seconds)
        print(f"{name:8} {median:6.2f} s  {median / reading:5.2f} x reading")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(f"most memory {peak:.2f} GiB")


def match(opened: ProgramFolder, store: str, into: Path) -> None:
    """Match the collected tables once, and say how long it took."""
    with open_store(store) as kept:
        frames = kept.read_all(tables.COLLECTED, PROGRAM)
    took: list[float] = []
    with timed(took):
        collected = {table: frames[table.name] for table in tables.COLLECTED}
        matched = match_program(opened, collected, None)
    print(f"match    {took[0]:6.2f} s, once, in a process of its own")
    matched.attempts.to_parquet(into)


def marks_of(attempts: pd.DataFrame) -> pd.DataFrame:
    """A mark an hour after every attempt, every third of them incomplete."""
    marks = attempts[["member", "exercise"]].copy()
    marks["at"] = attempts["at"] + pd.Timedelta(hours=1)
    marks["mark"] = pd.Series("complete", index=marks.index).mask(
        marks.index % 3 == 0, "incomplete"
    )
    return conform(tables.MARKS, marks.assign(by="org", reason="", source=""))


def run_aside(task: Callable[..., None], *given: object) -> None:
    """Run a task in another process, so that its memory does not count here."""
    process = multiprocessing.get_context("spawn").Process(target=task, args=given)
    process.start()
    process.join()
    if process.exitcode:
        raise SystemExit(f"{task.__name__} failed, see above")


@contextmanager
def timed(into: list[float]) -> Iterator[None]:
    """Adds how many seconds the block took."""
    before = time.perf_counter()
    yield
    into.append(time.perf_counter() - before)


def write_program(folder: Path, members: int, exercises: int) -> None:
    """A program file and a roster of that size."""
    folder.mkdir()
    lines = [
        f"id: {PROGRAM}",
        "title: Many",
        "marks: {resubmission: 48 hours}",
        "certificate: {bar: {share: 80%}}",
        'submissions: {conventions: [{path: "{exercise}/{member}.{ext}"}]}',
        "exercises:",
    ]
    for e in range(exercises):
        due = START + timedelta(days=5 * e + 4)
        lines.append(f"  - {{id: e{e}, title: Exercise {e}, due: {due:%Y-%m-%d}}}")
    (folder / "program.yaml").write_text("\n".join(lines) + "\n")
    roster = "".join(f"m{m},member {m}\n" for m in range(members))
    (folder / "members.csv").write_text("id,name\n" + roster)


def save(store: str, members: int, exercises: int, attempts: int) -> None:
    """Save a collection in which everybody handed in everything so many times."""
    rows: dict[tables.Table, list[tuple[object, ...]]] = {t: [] for t in tables.COLLECTED}
    first = int(START.timestamp()) * 1_000_000
    number = 0
    for e in range(exercises):
        for m in range(members):
            number += 1
            path = f"e{e}/m{m}.py"
            # every seventh submission is a day late
            begun = first + (5 * e + 3 + 3 * (number % 7 == 0)) * DAY + m * 1_000_000
            for a in range(attempts):
                commit = f"{number:036x}{a:04x}"
                at = begun + a * DAY // 4
                person = (f"member {m}", f"m{m}@example.org", at)
                rows[tables.COMMITS].append((commit, "", *person, *person, "work", at))
                rows[tables.COMMIT_FILES].append((commit, path, "M", commit))
                rows[tables.PULL_REQUEST_COMMITS].append((number, commit, commit))
            rows[tables.FILES].append((path, commit, "100644", commit, begun, commit, at))
            rows[tables.PULL_REQUEST_FILES].append((number, path, "A", commit))
            about = (f"m{m}", None, None, "work", "work", "main", commit, None, begun, None, None)
            rows[tables.PULL_REQUESTS].append((number, *about))
    finished: dict[str, object] = dict.fromkeys(tables.COLLECTIONS.names[1:])
    finished |= {"source": "git", "repository": "synthetic", "started_at": START}
    finished |= {
        "ended_at": START,
        "new_commits": 0,
        "files": 0,
        "pull_requests": number,
        "failed": False,
    }
    with open_store(store) as kept:
        kept.save_collection(PROGRAM, "synthetic", {t: r for t, r in rows.items() if r}, finished)


if __name__ == "__main__":
    main()
