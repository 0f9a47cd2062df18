"""Of the pages that are made at the same time, one goes on at a time.

Python runs one thread at a time. Pages that are made together are all of them as late as the last,
and take Python's one lock from the server between any two messages that it sends. Let through one
by one, the first is done while the others wait, and the last is as late as it would have been. Who
comes beside a page that takes long, or waits itself, is late by `LONGEST` at most.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

LONGEST = 0.25
"""Seconds that a page waits at most: by then the one before it is a slow one, or stands still."""

_ONE = BoundedSemaphore(1)


@contextmanager
def one_by_one() -> Iterator[None]:
    """Wait for the pages that came before, but no longer than `LONGEST`."""
    passed = _ONE.acquire(timeout=LONGEST)
    try:
        yield
    finally:
        if passed:
            _ONE.release()
