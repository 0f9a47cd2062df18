"""Waiting in a test for what a thread does, and not for seconds."""

import time
from collections.abc import Callable


def until(there: Callable[[], bool]) -> None:
    """Return as soon as it is there; after a minute it never came."""
    for _ in range(6000):
        if there():
            return
        time.sleep(0.01)
    raise AssertionError("it never came")
