"""What may be asked for in an hour, and what was already."""

import time
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass
class Clock:
    """The small GitHub's own clock, which a test may put forward instead of waiting."""

    ahead: float = 0.0  # of this machine's, in seconds
    stands: float | None = None  # at these seconds since 1970, but for what it is put forward

    def now(self) -> float:
        """Seconds since 1970."""
        return (time.time() if self.stands is None else self.stands) + self.ahead

    def stand(self, at: datetime) -> None:
        """Stop at a moment."""
        self.stands, self.ahead = at.timestamp(), 0.0

    def advance(self, seconds: float) -> None:
        """Let so many seconds pass at once."""
        self.ahead += seconds


@dataclass
class Budget:
    """Points or requests in a window; `reset` is when the window ends, in seconds since 1970."""

    resource: str
    limit: int
    clock: Clock
    window: float = 3600.0
    used: int = 0
    reset: float = 0.0

    def renew(self) -> None:
        """A new window, where the last one has ended."""
        if self.clock.now() >= self.reset:
            self.used, self.reset = 0, self.clock.now() + self.window

    def exhaust(self, seconds: float) -> None:
        """Nothing left for so many seconds."""
        self.used, self.reset = self.limit, self.clock.now() + seconds

    @property
    def remaining(self) -> int:
        return max(0, self.limit - self.used)

    def payload(self) -> dict[str, int]:
        return {
            "limit": self.limit,
            "remaining": self.remaining,
            "reset": int(self.reset),
            "used": self.used,
        }

    def headers(self) -> dict[str, str]:
        told = {f"X-RateLimit-{name.title()}": str(n) for name, n in self.payload().items()}
        return told | {"X-RateLimit-Resource": self.resource}


@dataclass(frozen=True)
class Exchange:
    """One request as the log keeps it."""

    method: str
    path: str
    asked: dict[str, Any]  # the query's parameters, or the variables of a GraphQL query
    operation: str  # the names of the fields that a GraphQL query begins with
    status: int
    cost: int  # what it took from the budget
    nodes: int  # that a GraphQL query may bring
    size: int  # of the answer's body, in bytes


@dataclass
class Log:
    """Every request since the last `clear`."""

    exchanges: list[Exchange] = field(default_factory=list)

    def clear(self) -> None:
        self.exchanges.clear()

    @property
    def requests(self) -> int:
        return len(self.exchanges)

    def points(self) -> int:
        """What GraphQL queries took."""
        return sum(each.cost for each in self.exchanges if each.operation)

    def quota(self) -> int:
        """What REST requests took."""
        return sum(each.cost for each in self.exchanges if not each.operation)

    def paths(self) -> list[str]:
        """Method and path of each, the query's fields in place of GraphQL's path."""
        return [
            f"{each.method} {each.path}" if not each.operation else f"GraphQL {each.operation}"
            for each in self.exchanges
        ]
