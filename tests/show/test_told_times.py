from datetime import UTC, datetime, timedelta

import pandas as pd
import pytest

from sgdash.show.moments import deadline_zone, distance, time_tag, told

SUMMER = datetime(2020, 8, 9, 11, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "shown"),
    [
        ("Etc/GMT+12", "Sat 8 Aug 2020, 23:59 AoE"),
        ("Europe/Berlin", "Sun 9 Aug 2020, 13:59 CEST"),
        ("America/Sao_Paulo", "Sun 9 Aug 2020, 08:59 UTC-03"),
        ("UTC", "Sun 9 Aug 2020, 11:59 UTC"),
    ],
)
def test_a_time_names_its_zone(zone: str, shown: str) -> None:
    assert told(SUMMER, zone) == shown


def test_a_time_tells_utc_to_the_second_on_the_side() -> None:
    made = time_tag(SUMMER, "Europe/Berlin")
    assert 'title="Sun 9 Aug 2020, 11:59:59 UTC"' in made
    assert 'datetime="2020-08-09T11:59:59Z"' in made
    assert ">no date<" in time_tag(pd.NaT, "UTC", "no date")


@pytest.mark.parametrize(
    ("span", "shown"),
    [
        (timedelta(0), "just now"),
        (timedelta(seconds=-59), "just now"),
        (timedelta(seconds=59), "in less than a minute"),
        (timedelta(minutes=1), "in 1 minute"),
        (timedelta(hours=23, minutes=59), "in 23 hours"),
        (timedelta(days=-1), "1 day ago"),
        (timedelta(days=400), "in 400 days"),
    ],
)
def test_a_distance_is_never_rounded_up(span: timedelta, shown: str) -> None:
    assert distance(SUMMER + span, SUMMER) == shown


def test_a_deadline_is_told_as_it_was_written() -> None:
    assert deadline_zone("2020-08-08 23:59 AoE", "UTC") == "Etc/GMT+12"
    assert deadline_zone("2020-08-08, end of day AoE", "UTC") == "Etc/GMT+12"
    assert deadline_zone("start of session 2", "Europe/Berlin") == "Europe/Berlin"
