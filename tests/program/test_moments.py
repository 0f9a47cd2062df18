from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sgdash.program.moments import Moment, parse_duration
from sgdash.program.values import parse_share


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "zone", "start", "end"),
    [
        # a day begins in the program's zone and ends Anywhere on Earth
        ("2020-09-19", "Europe/Berlin", "2020-09-18T22:00:00", "2020-09-20T11:59:59"),
        ("2020-09-19", "UTC", "2020-09-19T00:00:00", "2020-09-20T11:59:59"),
        # a time is in the zone written, else in the program's
        ("2020-08-08 23:59 AoE", "Europe/Berlin", "2020-08-09T11:59:00", "2020-08-09T11:59:00"),
        ("2020-08-08 23:59 aoe", "Europe/Berlin", "2020-08-09T11:59:00", "2020-08-09T11:59:00"),
        ("2020-08-01 15:00", "Europe/Berlin", "2020-08-01T13:00:00", "2020-08-01T13:00:00"),
        ("2020-12-19 15:00", "Europe/Berlin", "2020-12-19T14:00:00", "2020-12-19T14:00:00"),
        ("2020-08-01 15:00 UTC", "Europe/Berlin", "2020-08-01T15:00:00", "2020-08-01T15:00:00"),
        ("2020-08-01T15:00:30Z", "Europe/Berlin", "2020-08-01T15:00:30", "2020-08-01T15:00:30"),
        (" 2020-08-01 15:00:07 ", "UTC", "2020-08-01T15:00:07", "2020-08-01T15:00:07"),
        (
            "2020-11-03 17:00 America/Mexico_City",
            "UTC",
            "2020-11-03T23:00:00",
            "2020-11-03T23:00:00",
        ),
        # an hour that comes twice begins at the first and ends at the second
        ("2020-10-25 02:30", "Europe/Berlin", "2020-10-25T00:30:00", "2020-10-25T01:30:00"),
        ("2021-11-07 01:30", "America/Los_Angeles", "2021-11-07T08:30:00", "2021-11-07T09:30:00"),
        # and one that is left out is never read so that a deadline comes early
        ("2021-03-28 02:30", "Europe/Berlin", "2021-03-28T00:30:00", "2021-03-28T01:30:00"),
        ("2021-03-14 02:30", "America/Los_Angeles", "2021-03-14T09:30:00", "2021-03-14T10:30:00"),
    ],
)
def test_moments(text: str, zone: str, start: str, end: str) -> None:
    moment = Moment.parse(text)
    assert moment.start(zone) == utc(start)
    assert moment.end(zone) == utc(end)


@pytest.mark.parametrize(
    ("text", "exists"),
    [
        ("2021-03-28 01:59:59", True),
        ("2021-03-28 02:00", False),
        ("2021-03-28 02:59:59", False),
        ("2021-03-28 03:00", True),
        ("2020-10-25 02:30", True),
        ("2021-03-28 02:30 AoE", True),
        ("2021-03-28", True),
    ],
)
def test_times_that_summer_time_leaves_out(text: str, *, exists: bool) -> None:
    assert Moment.parse(text).exists("Europe/Berlin") is exists


def test_a_day_without_a_midnight_still_exists() -> None:
    assert Moment.parse("2022-03-27").exists("Asia/Beirut")
    assert Moment.parse("2022-03-27 00:30").exists("Asia/Beirut") is False


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Agust 8", "is not a date"),
        ("8.8.2020", "is not a date"),
        ("2020-8-8", "is not a date"),
        ("2020-08-08 9:00", "is not a date"),
        ("2020-08-08 23:59:5", "is not a date"),
        ("２０２０-08-08", "is not a date"),
        ("", "is not a date"),
        ("2020-02-30", "is a date that does not exist"),
        ("2021-02-29", "is a date that does not exist"),
        ("2020-08-08 24:00", "is a date that does not exist"),
        ("2020-08-08 12:60", "is a date that does not exist"),
        ("0001-01-01", "the year 1 is surely not meant"),
        ("9999-12-31", "the year 9999 is surely not meant"),
        ("2020-08-08 23:59 CEST", '"CEST" is not a zone'),
        ("2020-08-08 23:59 +02:00", '"+02:00" is not a zone'),
        ("2020-08-08 23:59 ../../etc/passwd", "is not a date"),
        ("2020-08-08 23:59 Europe/../UTC", "is not a zone"),
    ],
)
def test_what_is_no_moment(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=r"Write|Correct") as caught:
        Moment.parse(text)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2020-08-08", "2020-08-08"),
        ("2020-08-08T09:05", "2020-08-08 09:05"),
        ("2020-08-08 09:05:00", "2020-08-08 09:05"),
        ("2020-08-08 09:05:30 Europe/Berlin", "2020-08-08 09:05:30 Europe/Berlin"),
        ("2020-08-08 23:59 Etc/GMT+12", "2020-08-08 23:59 AoE"),
        ("2020-08-08 23:59Z", "2020-08-08 23:59 UTC"),
    ],
)
def test_how_a_moment_is_written(text: str, written: str) -> None:
    assert str(Moment.parse(text)) == written


CLOCKS = st.builds(time, st.integers(0, 23), st.integers(0, 59), st.integers(0, 59))
ZONES = st.sampled_from([None, "UTC", "Etc/GMT+12", "Europe/Berlin", "America/Mexico_City"])
DAYS = st.dates(date(1970, 1, 1), date(2199, 12, 31))


@settings(deadline=None)  # the first example loads the zones
@given(st.one_of(st.builds(Moment, DAYS), st.builds(Moment, DAYS, CLOCKS, ZONES)))
def test_what_is_written_is_read_as_the_same_moment(moment: Moment) -> None:
    assert Moment.parse(str(moment)) == moment


@settings(deadline=None)  # the first example loads the zones
@given(st.builds(Moment, DAYS, st.one_of(st.none(), CLOCKS)), ZONES)
def test_a_moment_never_ends_before_it_starts(moment: Moment, zone: str | None) -> None:
    assert moment.start(zone or "UTC") <= moment.end(zone or "UTC")


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("48 hours", timedelta(hours=48)),
        ("1 hour", timedelta(hours=1)),
        ("2 days", timedelta(days=2)),
        ("1 week", timedelta(weeks=1)),
        (" 90 minutes ", timedelta(minutes=90)),
        ("0 hours", timedelta()),
    ],
)
def test_durations(text: str, duration: timedelta) -> None:
    assert parse_duration(text) == duration


@pytest.mark.parametrize(
    "text", ["", "two days", "48", "48h", "1.5 hours", "-1 hours", "9999999 weeks", "２ days"]
)
def test_what_is_no_duration(text: str) -> None:
    with pytest.raises(
        ValueError, match=r"is not a duration\. Write for example 48 hours or 2 days\."
    ):
        parse_duration(text)


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("0.8", Fraction(4, 5)),
        (0.8, Fraction(4, 5)),
        ("80%", Fraction(4, 5)),
        ("80 %", Fraction(4, 5)),
        ("4/5", Fraction(4, 5)),
        ("79.9%", Fraction(799, 1000)),
        ("80.1%", Fraction(801, 1000)),
        ("1/3", Fraction(1, 3)),
        ("33.3%", Fraction(333, 1000)),
        ("0", Fraction(0)),
        ("1", Fraction(1)),
        ("100%", Fraction(1)),
    ],
)
def test_shares_are_exact(text: object, share: Fraction) -> None:
    assert parse_share(text) == share


@pytest.mark.parametrize(
    "text",
    ["", "most", "80", "101%", "5/4", "-1/2", "1/0", "4/5%", "1e-9999999999", "nan", "80%%", "0,8"],
)
def test_what_is_no_share(text: str) -> None:
    with pytest.raises(ValueError, match=r"Write 80%, 0\.8 or 4/5\."):
        parse_share(text)
