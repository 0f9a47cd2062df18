"""Times as the store keeps them: whole microseconds since 1970, UTC, on both databases."""

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def to_microseconds(moment: datetime) -> int:
    """Whole microseconds since 1970 of an aware moment, exact."""
    return (moment - _EPOCH) // timedelta(microseconds=1)


def from_microseconds(count: int) -> datetime:
    """The aware moment in UTC so many microseconds after 1970."""
    return _EPOCH + timedelta(microseconds=count)
