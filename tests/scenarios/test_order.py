"""In which order the rows of what was collected come says nothing."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from scenario import GITHUB, read_scenarios
from scenario_folder import program_folder
from scenario_github import WEB, GitHub

from sgdash.match import match_program

SCENARIOS = [
    scenario
    for file in sorted(Path(__file__).parent.glob("github-*.txt"))
    for scenario in read_scenarios(file)
    if any(said.kind in GITHUB for said in scenario.events)
]


@pytest.mark.parametrize("position", range(len(SCENARIOS)), ids=[str(s) for s in SCENARIOS])
def test_the_order_of_collected_rows_is_irrelevant(position: int) -> None:
    with TemporaryDirectory() as where:
        folder = program_folder(SCENARIOS[position], Path(where))
    collected = GitHub(SCENARIOS[position], folder.program.zone).collected()
    shuffled = {
        table: rows.sample(frac=1, random_state=position).reset_index(drop=True)
        for table, rows in collected.items()
    }
    expected, found = (match_program(folder, rows, WEB) for rows in (collected, shuffled))
    for name in ("attempts", "marks", "unmatched", "findings"):
        one, other = (_sorted(getattr(matched, name)) for matched in (expected, found))
        pd.testing.assert_frame_equal(one, other)


def _sorted(table: pd.DataFrame) -> pd.DataFrame:
    return table.astype("str").sort_values(list(table.columns), ignore_index=True)
