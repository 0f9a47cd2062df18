"""What is asked about one member's bar alone is what the whole program's rules say of it."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from sgdash.answers import load, open_program
from sgdash.home import Home
from sgdash.rules import Criterion, bar_of, decide

SHIPPED = Path(__file__).parents[2] / "data"
MOMENTS = ["2020-08-15", "2020-09-01", "2020-09-20 12:00", "2020-10-11", "2020-10-30", "2020-12-01"]


@pytest.mark.parametrize("moment", MOMENTS)
def test_it_decides_as_the_whole_program_does(tmp_path: Path, moment: str) -> None:
    home = Home(SHIPPED, f"sqlite:///{tmp_path / 'none.sqlite'}")
    folder = open_program(home, "dair-d2l")
    matched = load(home, folder).matched
    as_of = pd.Timestamp(moment, tz="UTC").to_pydatetime()
    told = decide(folder, matched.attempts, matched.marks, matched.attendance, as_of).criteria
    bars = told[told["criterion"] == Criterion.EXERCISES]
    assert len(bars) == 10
    for member, bar in bars.groupby("member"):
        alone = bar_of(str(member), folder, matched.attempts, matched.marks)(as_of)
        mine = alone[alone["member"] == member].reset_index(drop=True)
        pd.testing.assert_frame_equal(mine, bar.reset_index(drop=True))


def test_without_a_bar_there_is_none(tmp_path: Path) -> None:
    home = Home(SHIPPED, f"sqlite:///{tmp_path / 'none.sqlite'}")
    folder = open_program(home, "dair-d2l")
    matched = load(home, folder).matched
    assert folder.program.certificate is not None
    certificate = folder.program.certificate.model_copy(update={"bar": None})
    without = replace(
        folder, program=folder.program.model_copy(update={"certificate": certificate})
    )
    as_of = pd.Timestamp("2020-10-30", tz="UTC").to_pydatetime()
    assert bar_of("emine-sample", without, matched.attempts, matched.marks)(as_of).empty
