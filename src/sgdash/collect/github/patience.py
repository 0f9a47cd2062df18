"""Waiting for GitHub: how long at most, and what is said meanwhile."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from sgdash.collect.git import CollectError


class Shown(Protocol):
    """Where a person sees what is being done."""

    def report(self, what: str, done: int, total: int | None) -> None:
        """A step, how far it is, and of how many, where that is known."""

    def waiting(self, words: str, *, begins: bool) -> None:
        """Why nothing happens; `begins` is true the first time in each wait."""


@dataclass(frozen=True)
class Budget:
    """The points of the hour, as GitHub last told them."""

    limit: int
    left: int
    resets_at: datetime


class Patience:
    """Waits, and tells of it each second, until it has waited `most` seconds in all."""

    def __init__(
        self, most: float, shown: Shown, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._most = most
        self._left = most
        self._shown = shown
        self._sleep = sleep

    def wait(self, seconds: float, budget: Budget | None, *, primary: bool) -> None:
        """Wait out a rate limit.

        Raises:
            CollectError: it would take longer than may be waited.
        """
        points = f"{budget.left:,} of {budget.limit:,} left" if budget else "its rate limit"
        if primary and budget:
            points = f"0 of {budget.limit:,} left"
        if seconds > self._left:
            more = f"which is more than is left of --max-wait {_span(self._most)}"
            if not self._most:
                more = "and --max-wait 0 allows no waiting"
            raise CollectError(
                f"GitHub asks to wait {_span(seconds)} ({points}), {more}. What was collected is "
                "kept: run this again then, and it goes on"
            )
        self._left -= seconds
        self._pass(seconds, lambda rest: f"GitHub: resumes in {_span(rest)}, {points}")

    def wait_for_reset(self, budget: Budget, now: datetime) -> None:
        """Wait until the hour's points are there again; errors as of `wait`."""
        rest = budget.resets_at - now + timedelta(seconds=1)
        if rest > timedelta():
            self.wait(rest.total_seconds(), budget, primary=False)

    def pause(self, seconds: float, cause: str, *, most: float | None = None) -> None:
        """A short pause before something is tried again; `most`: all that are still to come."""
        more = f", for {_span(most)} at most" if most else ""
        self._pass(seconds, lambda rest: f"GitHub: {cause}; tried again in {_span(rest)}{more}")

    def _pass(self, seconds: float, words: Callable[[float], str]) -> None:
        begins = True
        while seconds > 0:
            self._shown.waiting(words(seconds), begins=begins)
            step = min(1.0, seconds)
            self._sleep(step)
            seconds -= step
            begins = False


def _span(seconds: float) -> str:
    """A stretch of time in words, rounded up."""
    whole = -int(-seconds // 1)
    return f"{whole} s" if whole < 120 else f"{-(-whole // 60)} min"
