from collections.abc import Callable
from pathlib import Path

import pandas as pd

from sgdash.frames import dtype
from sgdash.program.sample import read_sample
from sgdash.tables import COLLECTED, COMMIT_FILES, FILES, PULL_REQUESTS

Written = Callable[..., Path]


def test_a_folder_without_a_sample_has_empty_tables(written: Written) -> None:
    collected, problems = read_sample(written())
    assert problems == []
    assert list(collected) == list(COLLECTED)
    for table, df in collected.items():
        assert len(df) == 0
        assert [str(kind) for kind in df.dtypes] == [dtype(column) for column in table.columns]


def test_cells_become_what_their_columns_hold(written: Written) -> None:
    folder = written(
        pull_requests=(
            "# Sample data\n"
            "number,title,head,created_at\n"
            '7,"One, two",abc,2020-08-08T12:00:00+02:00\n'
            "8,,def,\n"
        ),
        commit_files="commit,path,change,blob\nabc,a/b.py,D,\n",
    )
    collected, problems = read_sample(folder)
    assert problems == []
    pulls = collected[PULL_REQUESTS]
    assert [str(kind) for kind in pulls.dtypes] == [dtype(c) for c in PULL_REQUESTS.columns]
    assert pulls["number"].tolist() == [7, 8]
    assert pulls["title"].fillna("none").tolist() == ["One, two", "none"]
    assert pulls["created_at"].tolist() == [pd.Timestamp("2020-08-08T10:00:00Z"), pd.NaT]
    assert pulls["author"].isna().all()
    assert collected[COMMIT_FILES]["blob"].isna().tolist() == [True]


def test_cells_that_cannot_be_read_are_problems(written: Written) -> None:
    folder = written(
        pull_requests="number,head,created_at\nseven,abc,\n8,abc,2020-08-08T10:00:00\n9,abc,\n",
        files="path,blob\na.py,abc\n",
    )
    collected, problems = read_sample(folder)
    assert [str(problem).removeprefix(f"{folder}/sample/") for problem in problems] == [
        (
            "files.csv:1: the head of the table has mode missing. "
            "Its columns are path,blob,mode,first_commit,first_at,last_commit,last_at."
        ),
        'pull_requests.csv:2: number: "seven" is not readable. Write for example 1.',
        (
            'pull_requests.csv:3: created_at: "2020-08-08T10:00:00" is not readable. '
            "Write for example 2020-08-08T10:00:00Z."
        ),
    ]
    assert collected[PULL_REQUESTS]["number"].tolist() == [9]
    assert len(collected[FILES]) == 0
