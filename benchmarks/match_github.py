"""How long matching takes over what GitHub says, and how much of that is GitHub's part.

    python benchmarks/match_github.py [PULL_REQUESTS] [EVENTS]

Draws a group from a fixed seed: every pull request brings one exercise of one member in three
commits, some are force pushed, and organisers set labels, review, comment and merge.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd

from sgdash import tables
from sgdash.frames import conform, frame
from sgdash.match import match_program
from sgdash.program.folder import ProgramFolder, read_program

START = pd.Timestamp("2024-01-01", tz="UTC")
EXERCISES, COMMITS, RUNS = 10, 3, 5

PROGRAM = """
id: club
title: Club
exercises:
{exercises}
submissions:
  conventions: [{{path: "{{exercise}}/{{member}}.py"}}, {{label: "week {{number}}"}}]
  links: [colab]
  drafts: not handed in
marks:
  github:
    complete:
      labels: [complete, "{{exercise}} complete"]
      reviews: [approved]
      comments: [complete]
      merge: true
    incomplete: {{labels: [incomplete], reviews: [changes requested], comments: [incomplete]}}
"""

Tables = dict[tables.Table, pd.DataFrame]


def main(pulls: int = 3_000, events: int = 30_000) -> None:
    """Print the processor's seconds of matching with and without GitHub, the best of a few runs."""
    with TemporaryDirectory() as where:
        folder = _folder(Path(where) / "club", pulls)
    drawn = draw(pulls, events)
    git = {table: drawn[table] for table in drawn if table not in {*tables.SAID, tables.HEADS}}
    web = "https://example.org/club"
    matched = match_program(folder, drawn, web)
    told = f"{pulls:,} pull requests, {events:,} events, {len(drawn[tables.COMMITS]):,} commits"
    print(f"{told}: {len(matched.attempts):,} attempts, {len(matched.marks):,} marks")
    alone = _best(lambda: match_program(folder, git, web))
    both = _best(lambda: match_program(folder, drawn, web))
    print(f"git alone {alone:.2f} s, with GitHub {both:.2f} s, {both / alone:.1f} times")


def _best(task: Callable[[], object]) -> float:
    taken = []
    for _ in range(RUNS):
        before = time.process_time()
        task()
        taken.append(time.process_time() - before)
    return min(taken)


def _folder(where: Path, pulls: int) -> ProgramFolder:
    where.mkdir()
    numbered = range(EXERCISES)
    exercises = "\n".join(f"  - {{id: e{n}, title: Exercise {n}, number: {n}}}" for n in numbered)
    (where / "program.yaml").write_text(PROGRAM.format(exercises=exercises))
    members = [f"m{n},m{n},member" for n in range(1 + pulls // EXERCISES)]
    (where / "members.csv").write_text(
        "\n".join(["id,login,role", "orla,orla,organiser", *members])
    )
    folder, problems = read_program(where)
    if folder is None or problems:
        raise SystemExit("\n".join(map(str, problems)))
    return folder


def draw(pulls: int, events: int) -> Tables:
    """The collected tables of such a group."""
    rng = np.random.default_rng(2024)
    number = np.arange(1, pulls + 1)
    member = pd.Series("m" + pd.Series(number // EXERCISES).astype("str"))
    path = "e" + pd.Series(number % EXERCISES).astype("str") + "/" + member + ".py"
    opened = START + pd.to_timedelta(np.sort(rng.integers(0, 10_000_000, pulls)), unit="s")
    own = np.repeat(number, COMMITS)
    nth = np.tile(np.arange(COMMITS), pulls)
    names = pd.Series(own).astype("str") + "." + pd.Series(nth).astype("str")
    parents = names.shift().where(nth > 0, "")
    at = opened.repeat(COMMITS) + pd.to_timedelta(nth * 3600 - 1800, unit="s")
    head = pd.Series(number).astype("str") + f".{COMMITS - 1}"
    who = {"author_name": "x", "author_email": "x", "committer_name": "x", "committer_email": "x"}
    commits = pd.DataFrame({"commit": names, "parents": parents, "authored_at": at, "subject": "x"})
    commits = commits.assign(**who, committed_at=at, first_seen_at=at + pd.Timedelta(hours=9))
    asked = pd.DataFrame({"number": number, "id": number, "author": member, "author_id": number})
    asked["author_id"] = 1_000 + number // EXERCISES
    asked = asked.assign(
        title="Work",
        body="See https://colab.research.google.com/drive/1 and https://example.org/x",
        state="merged",
        draft=False,
        base="main",
        branch="work",
        head=head,
        created_at=opened,
        updated_at=opened,
        closed_at=opened + pd.Timedelta(days=9),
        merged_at=opened + pd.Timedelta(days=9),
        merged_by="orla",
        commits=COMMITS,
        changed_files=1,
        truncated=False,
        url="https://example.org",
    )
    files = pd.DataFrame({"number": number, "path": path, "change": "A", "blob": head})
    drawn = {
        tables.COMMITS: commits,
        tables.COMMIT_FILES: pd.DataFrame(
            {"commit": names, "path": path.repeat(COMMITS).array, "change": "M", "blob": names}
        ),
        tables.PULL_REQUESTS: pd.DataFrame({"number": number, "head": head}),
        tables.PULL_REQUEST_COMMITS: pd.DataFrame(
            {"number": own, "commit": names, "head": head.repeat(COMMITS).array}
        ),
        tables.PULL_REQUEST_FILES: files,
        tables.GITHUB_PULL_REQUESTS: asked,
        tables.HEADS: pd.DataFrame(
            {"number": own, "head": names, "first_seen_at": at + pd.Timedelta(hours=1)}
        ),
        **_said(rng, number, opened, head, events),
    }
    empty = {table: frame(table) for table in tables.COLLECTED if table not in drawn}
    return {**empty, **{table: conform(table, rows) for table, rows in drawn.items()}}


def _said(
    rng: np.random.Generator,
    number: np.ndarray,
    opened: pd.DatetimeIndex,
    head: pd.Series,
    events: int,
) -> Tables:
    """Reviews and comments, one a pull request each, and so many events of all kinds."""
    chosen = rng.integers(0, len(number), events)
    kinds = rng.choice(["labeled", "unlabeled", "head force pushed", "ready for review"], events)
    labels = rng.choice(["complete", "incomplete", "e1 complete", "week 3", "help"], events)
    pushed = kinds == "head force pushed"
    later = pd.to_timedelta(rng.integers(0, 900_000, events), unit="s")
    of = pd.Series(number[chosen]).astype("str")
    orla = {"author": "orla", "author_id": 7}
    everybody = pd.DataFrame({"id": number, "number": number, **orla, "url": "https://example.org"})
    return {
        tables.EVENTS: pd.DataFrame(
            {
                "id": [f"e{n}" for n in range(events)],
                "number": number[chosen],
                "kind": kinds,
                "by": "orla",
                "by_id": 7,
                "at": opened[chosen] + later,
                "label": pd.Series(labels).where(~pushed),
                "before": (of + ".0").where(pushed),
                "after": (of + ".1").where(pushed),
            }
        ),
        tables.REVIEWS: everybody.assign(
            state="approved",
            body="Well done.",
            submitted_at=opened + pd.Timedelta(days=2),
            commit=head,
        ),
        tables.COMMENTS: everybody.assign(
            body="Thank you!\n\ncomplete", created_at=opened + pd.Timedelta(days=3)
        ),
    }


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
