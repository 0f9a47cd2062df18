"""How long status, criteria and verdicts take against the same rules as one DuckDB query.

    pip install duckdb
    python benchmarks/rules_against_sql.py [--members N] [--exercises N] [--rounds N]

A group is drawn from a fixed seed: about 1,000,000 attempts and as many marks, with extensions,
excuses, joining and leaving, 40 sessions and a final project. `rules_against_sql.sql` holds the
rules once more, written independently. Both must give the very same status and verdict for every
row, or nothing is measured. Then they take turns; printed are the medians and their ratio, how long
the receipts of one member take, and the most memory of a process that only reads the tables and
runs the rules (Linux tells it).

DuckDB has its tables loaded before the clock starts and computes nothing but the two words; the
rules fill every column of their tables, which the receipts are read from.
"""

import argparse
import multiprocessing
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path

import duckdb  # type: ignore[import-not-found, unused-ignore]
import numpy as np
import pandas as pd

from sgdash import rules, tables
from sgdash.frames import conform, dtype, frame
from sgdash.program.model import Bar, Certificate, Marks, Project, Role
from sgdash.rules import (
    criteria_table,
    status_receipt,
    status_table,
    verdict_receipt,
    verdicts_table,
    way_to_the_bar,
)
from sgdash.rules.verdicts import not_a_candidate
from sgdash.tables import Kind, Table

Frames = dict[str, pd.DataFrame]
Decided = tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]

START = pd.Timestamp("2024-01-01", tz=UTC)
NOW = datetime(2024, 5, 27, tzinfo=UTC)
DAY = 86_400
SESSIONS = 40
MARKS = Marks(resubmission=timedelta(hours=48))
CERTIFICATE = Certificate(
    bar=Bar(share=Fraction(4, 5)), attendance=Bar(share=Fraction(7, 10)), project=Project()
)
QUERY = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
GIVEN = (
    tables.MEMBERS,
    tables.EXERCISES,
    tables.SESSIONS,
    tables.TALKS,
    tables.ATTEMPTS,
    tables.MARKS,
    tables.EXTENSIONS,
    tables.EXCUSES,
    tables.ATTENDANCE,
    tables.REQUIREMENTS,
)


def main() -> None:
    """Compare, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--members", type=int, default=10_000)
    parser.add_argument("--exercises", type=int, default=30)
    parser.add_argument("--rounds", type=int, default=7)
    asked = parser.parse_args()
    group = draw(asked.members, asked.exercises)
    print(", ".join(f"{len(group[t.name]):,} {t.name}" for t in GIVEN if len(group[t.name])))
    loaded = load(group)
    compare(decide(group), query(loaded))
    race(group, loaded, asked.rounds)
    receipts(group, decide(group))
    with tempfile.TemporaryDirectory() as folder:
        for name, df in group.items():
            df.to_parquet(Path(folder) / f"{name}.parquet")
        process = multiprocessing.get_context("spawn").Process(target=remember, args=(folder,))
        process.start()
        process.join()


def decide(group: Frames, now: datetime = NOW) -> Decided:
    """Status, criteria and verdicts, by the rules."""
    members, requirements = group["members"], group["requirements"]
    status = status_table(
        members,
        group["exercises"],
        group["attempts"],
        group["marks"],
        group["extensions"],
        group["excuses"],
        MARKS,
        now,
    )
    criteria = criteria_table(
        members[not_a_candidate(members, CERTIFICATE, now).isna()],
        status,
        group["exercises"],
        group["attendance"],
        group["sessions"],
        group["talks"],
        requirements,
        CERTIFICATE,
        pd.Timestamp(now),
    )
    return status, criteria, verdicts_table(members, criteria, requirements, CERTIFICATE, now)


def load(group: Frames) -> duckdb.DuckDBPyConnection:
    """The same tables in DuckDB, times as the whole microseconds that the store keeps."""
    connection = duckdb.connect()
    for table in GIVEN:
        df = group[table.name]
        moments = {c.name: df[c.name] for c in table.columns if c.kind is Kind.TIME}
        whole = {
            name: at.astype("int64").astype("Int64").mask(at.isna()) for name, at in moments.items()
        }
        connection.register("given", df.assign(**whole))
        connection.execute(f"CREATE TABLE {table.name} AS FROM given")
        connection.unregister("given")
    return connection


def query(loaded: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """Status and verdict of every pair, by the query, as a table of DuckDB's own."""
    now = pd.Timestamp(NOW).value // 1_000
    loaded.execute(f"CREATE OR REPLACE TABLE answers AS {QUERY}", {"now": now})
    return loaded


def compare(decided: Decided, queried: duckdb.DuckDBPyConnection) -> None:
    """Print how many of each answer there are.

    Raises:
        AssertionError: the two do not give the same status and verdict for every row.
    """
    status, _, verdicts = decided
    ours = status[["member", "exercise", "status"]].merge(
        verdicts[["member", "verdict"]], on="member"
    )
    theirs = queried.table("answers").df().astype("str")
    order = ["member", "exercise"]
    pd.testing.assert_frame_equal(
        ours.sort_values(order, ignore_index=True), theirs.sort_values(order, ignore_index=True)
    )
    print(f"the same {len(ours):,} statuses and {len(verdicts):,} verdicts")
    for column, answers in (("status", status), ("verdict", verdicts)):
        told = (f"{n:,} {word}" for word, n in answers[column].value_counts().items())
        print(f"  {', '.join(told)}")


def race(group: Frames, loaded: duckdb.DuckDBPyConnection, rounds: int) -> None:
    """Take turns, and print the medians."""
    took: dict[str, list[float]] = {"rules": [], "query": []}
    for _ in range(rounds):
        took["rules"].append(seconds(lambda: decide(group)))
        took["query"].append(seconds(lambda: query(loaded)))
    medians = {name: statistics.median(times) for name, times in took.items()}
    for name, times in took.items():
        said = f"{medians[name]:6.3f} s  ({min(times):.3f} to {max(times):.3f})"
        print(f"{name}    {said}  {medians[name] / medians['query']:5.2f} x the query")


def receipts(group: Frames, decided: Decided) -> None:
    """Print how long one member's receipts take, all exercises, verdict and way to the bar."""
    status, criteria, verdicts = decided
    answers = told(decided)
    names = group["members"]["member"].iloc[:: max(1, len(group["members"]) // 50)]

    def receipt(member: str) -> None:
        for _, row in status[status["member"] == member].iterrows():
            status_receipt(row, MARKS)
        for _, row in verdicts[verdicts["member"] == member].iterrows():
            verdict_receipt(row, criteria, CERTIFICATE)
        mine = ("members", "attempts", "marks", "attendance", "extensions", "excuses")
        rows = {name: group[name][group[name]["member"] == member] for name in mine}
        way_to_the_bar(answers, member, lambda moment: decide(group | rows, moment)[1])

    took = [seconds(lambda name=name: receipt(name)) * 1_000 for name in names]  # type: ignore[misc]
    print(f"receipts of one member  {statistics.median(took):.1f} ms, at most {max(took):.1f} ms")


def told(decided: Decided) -> rules.Decided:
    """The answers as the way to the bar takes them."""
    status, criteria, verdicts = decided
    none = (frame(table) for table in (tables.FINDINGS, tables.ATTENDANCE, tables.ENDED))
    return rules.Decided(NOW, status, criteria, verdicts, *none)


def remember(folder: str) -> None:
    """Decide once, and print the most memory this process ever had."""
    decided = decide({t.name: pd.read_parquet(Path(folder) / f"{t.name}.parquet") for t in GIVEN})
    # `getrusage` would tell the most of the process that started this one, where that was more
    said = Path("/proc/self/status").read_text(encoding="ascii").partition("VmHWM:")[2]
    peak = int(said.split()[0]) / 2**20
    print(f"most memory of the rules alone  {peak:.2f} GiB, for {len(decided[0]):,} statuses")


def seconds(task: Callable[[], object]) -> float:
    """How long it took."""
    before = time.perf_counter()
    task()
    return time.perf_counter() - before


def draw(members: int, exercises: int) -> Frames:
    """The tables of a group of that size, from a fixed seed."""
    rng = np.random.default_rng(2020)
    who, what = names("member", members), names("exercise", exercises)
    due = 5 * np.arange(exercises) + 4
    pairs = np.flatnonzero(rng.random(members * exercises) < 0.96)
    made = _attempts(rng, pairs, due, exercises)
    marked = _marks(rng, made)
    group = {
        tables.MEMBERS: _members(rng, who),
        tables.EXERCISES: _exercises(what, due),
        tables.SESSIONS: _sessions(),
        tables.TALKS: pd.DataFrame(),
        tables.ATTEMPTS: _named(made.sort_values("at"), who, what),
        tables.MARKS: _named(marked.sample(frac=1, random_state=rng), who, what),
        tables.EXTENSIONS: _named(_extensions(rng, pairs, due, exercises), who, what),
        tables.EXCUSES: _named(_few(rng, pairs, 3_000), who, what),
        tables.ATTENDANCE: _attendance(rng, who),
        tables.REQUIREMENTS: _requirements(rng, who),
    }
    return {table.name: _filled(table, rows) for table, rows in group.items()}


def names(of: str, many: int) -> np.ndarray:
    """Ids as people write them."""
    return np.array([f"{of}-{n:0{len(str(many))}d}" for n in range(many)], dtype="object")


def moment(second: np.ndarray) -> pd.DatetimeIndex:
    """The moments so many seconds after the start."""
    return pd.to_datetime(second + int(START.timestamp()), unit="s", utc=True)


def _filled(table: Table, rows: pd.DataFrame) -> pd.DataFrame:
    """A declared table whose columns without a part in this are all the same or empty."""
    same: dict[Kind, str | int] = {Kind.TEXT: "", Kind.INTEGER: 0, Kind.FLAG: 0}
    for column in table.columns:
        if column.name not in rows.columns and not column.optional and len(rows):
            rows[column.name] = same[column.kind]
        elif column.name not in rows.columns:
            rows[column.name] = pd.Series(index=rows.index, dtype=dtype(column))
    return conform(table, rows)


def _named(rows: pd.DataFrame, who: np.ndarray, what: np.ndarray) -> pd.DataFrame:
    """Pairs and seconds as the members, exercises and moments they stand for."""
    pair = rows["pair"].to_numpy()
    named = rows.assign(
        member=who[pair // len(what)],
        exercise=what[pair % len(what)],
        at=moment(rows["at"].to_numpy()),
    )
    return named.drop(columns="pair")


def _members(rng: np.random.Generator, who: np.ndarray) -> pd.DataFrame:
    roles = [Role.MEMBER.value, Role.AUDITOR.value, Role.ORGANISER.value]
    day = rng.integers(0, 150, (2, len(who))) * DAY
    return pd.DataFrame(
        {
            "member": who,
            "role": rng.choice(roles, len(who), p=[0.96, 0.03, 0.01]),
            "joined_at": moment(day[0]).where(rng.random(len(who)) < 0.05),
            "left_at": moment(day[1] + DAY - 1).where(rng.random(len(who)) < 0.05),
        }
    )


def _exercises(what: np.ndarray, due: np.ndarray) -> pd.DataFrame:
    number = np.arange(len(what))
    return pd.DataFrame(
        {
            "position": number + 1,
            "exercise": what,
            "due_at": moment(due * DAY).where(number % 15 != 7),  # some have no deadline
            "counted": number % 10 != 9,  # and some are optional
            # some open a day after the first work on them came
            "opens_at": moment((due - 3) * DAY).where(number % 6 == 4),
        }
    )


def _sessions() -> pd.DataFrame:
    number = np.arange(SESSIONS)
    dated = number % 20 != 11
    return pd.DataFrame(
        {
            "position": number + 1,
            "session": names("session", SESSIONS),
            "starts_at": moment(number * 4 * DAY).where(dated),
            "ends_at": moment(number * 4 * DAY + DAY // 12).where(dated & (number % 3 != 0)),
            "optional": number % 15 == 14,
            "cancelled": number % 20 == 7,
        }
    )


def _attempts(
    rng: np.random.Generator, pairs: np.ndarray, due: np.ndarray, exercises: int
) -> pd.DataFrame:
    """One to six attempts a pair, from four days before the deadline on."""
    pair = np.repeat(pairs, rng.choice(6, len(pairs), p=[0.15, 0.2, 0.2, 0.2, 0.15, 0.1]) + 1)
    before = rng.integers(0, 3 * DAY, exercises * int(pairs.max() // exercises + 1))
    at = (due[pair % exercises] - 4) * DAY + before[pair] + rng.exponential(0.7 * DAY, len(pair))
    edge = rng.random(len(pair))
    on_time = due[pair % exercises] * DAY
    at = np.select([edge < 0.005, edge < 0.01], [on_time, on_time + 1], at.astype("int64"))
    made = pd.DataFrame({"pair": pair, "at": at}).drop_duplicates()
    number = np.arange(len(made))
    commits = np.array([f"{n * 2654435761 % 2**64:040x}" for n in range(len(made))], dtype="object")
    return made.assign(
        clock=rng.choice(["commit", "first seen", "merge"], len(made), p=[0.85, 0.1, 0.05]),
        ref="work",
        commit=commits,
        blob=commits,
        pull_request=number // 3,
        url="https://github.com/group/work/commit/" + commits,
    )


def _marks(rng: np.random.Generator, made: pd.DataFrame) -> pd.DataFrame:
    """A mark some hours after nearly every attempt, and some by hand where nothing is known."""
    waited = np.where(rng.random(len(made)) < 0.02, 0, rng.exponential(0.4 * DAY, len(made)))
    seen = pd.DataFrame({"pair": made["pair"], "at": made["at"] + waited.astype("int64")})
    seen = seen[rng.random(len(seen)) < 0.98]
    by_hand = _few(rng, np.arange(int(made["pair"].max()) + 1), 40_000)
    marked = pd.concat([seen, by_hand]).drop_duplicates(["pair", "at"], ignore_index=True)
    words = ["complete", "incomplete", "withdrawn"]
    mark = rng.choice(words, len(marked), p=[0.9, 0.09, 0.01])
    source = names("decisions.yaml:", len(marked))
    by = rng.choice(["ada", "bob", "eve"], len(marked))
    told = marked.assign(mark=mark, by=by, reason="read it " + source, source=source)
    by_day = rng.random(len(told)) < 0.05  # dated by a day only: it judges the whole of that day
    told["at"] = told["at"].where(~by_day, told["at"] // DAY * DAY)
    told["until"] = moment((told["at"] + DAY - 1).to_numpy()).where(by_day)
    on_github = ~by_day & (rng.random(len(told)) < 0.5)  # and some was made on older work
    told["work_at"] = moment((told["at"] - DAY).to_numpy()).where(on_github)
    return told.drop_duplicates(["pair", "at"])


def _few(rng: np.random.Generator, pairs: np.ndarray, many: int) -> pd.DataFrame:
    """Something said of a few pairs, at any time."""
    few = rng.choice(pairs, min(many, len(pairs) // 4), replace=False)
    said = {"pair": few, "at": rng.integers(0, 150 * DAY, len(few)), "decision": "as decided"}
    return pd.DataFrame(said)


def _extensions(
    rng: np.random.Generator, pairs: np.ndarray, due: np.ndarray, exercises: int
) -> pd.DataFrame:
    """Two for some pairs, of which one may be earlier than the deadline."""
    few = pd.concat([_few(rng, pairs[: len(pairs) // 2], 4_000) for _ in range(2)])
    put_off = rng.integers(-2 * DAY, 7 * DAY, len(few))
    return few.assign(due_at=moment(due[few["pair"] % exercises] * DAY + put_off))


def _attendance(rng: np.random.Generator, who: np.ndarray) -> pd.DataFrame:
    """A row a session and member; nobody wrote down who was in some of the sessions."""
    number = np.repeat(np.arange(SESSIONS), len(who))
    words = ["present", "presented", "partly", "absent", "excused", "unresolved"]
    word = rng.choice(words, len(number), p=[0.74, 0.02, 0.04, 0.12, 0.05, 0.03])
    word = np.where((number % 13 == 5) | (number > 30), "no record", word)
    session = names("session", SESSIONS)[number]
    return pd.DataFrame({"session": session, "member": np.tile(who, SESSIONS), "attendance": word})


def _requirements(rng: np.random.Generator, who: np.ndarray) -> pd.DataFrame:
    """Records of the project, corrected for some, and a few waivers and disqualifications."""
    shares = {
        "project complete": 0.8,
        "project presented": 0.75,
        "project not complete": 0.04,
        "project not presented": 0.04,
        "project waived": 0.01,
        "bar waived": 0.02,
        "attendance waived": 0.02,
        "disqualified": 0.01,
    }
    said = [
        pd.DataFrame({"member": who[rng.random(len(who)) < share], "kind": kind})
        for kind, share in shares.items()
    ]
    rows = pd.concat(said, ignore_index=True)
    at = moment(rng.permutation(130 * DAY)[: len(rows)])
    return rows.assign(at=at, decision="as decided")


if __name__ == "__main__":
    main()
