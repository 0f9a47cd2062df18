"""What a later look of the collector tells of a commit, and when it tells nothing."""

from datetime import UTC, datetime

import pandas as pd

from sgdash import tables
from sgdash.frames import frame
from sgdash.match.sightings import absences

FIRST, LOOK, SEEN = (datetime(2020, 8, 8, hour, tzinfo=UTC) for hour in (9, 12, 15))


def _told(known: list[str], heads: list[tuple]) -> list[tuple]:
    own = pd.DataFrame({"number": 1, "commit": known})
    found = absences({tables.HEADS: frame(tables.HEADS, heads)}, own)
    return list(found[["number", "at"]].itertuples(index=False, name=None))


def test_a_head_that_a_look_did_not_find_came_after_it():
    heads = [(1, "old", FIRST, None), (1, "new", SEEN, LOOK)]
    assert _told(["old", "new"], heads) == [(1, pd.Timestamp(LOOK))]


def test_nothing_is_told_where_nobody_read_what_the_head_at_that_look_held():
    heads = [(1, "lost", LOOK, None), (1, "new", SEEN, LOOK)]
    assert _told(["old", "new"], heads) == []


def test_a_head_that_nobody_read_after_the_look_takes_nothing_away():
    after = LOOK.replace(second=1)
    heads = [(1, "old", FIRST, None), (1, "lost", after, LOOK), (1, "new", SEEN, LOOK)]
    assert _told(["old", "new"], heads) == [(1, pd.Timestamp(LOOK))] * 2
