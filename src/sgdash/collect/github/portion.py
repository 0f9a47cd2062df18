"""How much GitHub is asked for at once: less where it does not manage, more again where it does."""

from collections.abc import Callable

from sgdash.collect.github.client import Answer, Client
from sgdash.collect.github.faults import TooLargeError

_GOOD = 4  # full answers after which more is asked for


class Portion:
    """A size that is halved and doubled, at least 1 and at most as many as there may be."""

    def __init__(self, client: Client, most: int, size: int | None = None) -> None:
        self.size = min(size or most, most)
        self._client = client
        self._most = most
        self._good = 0  # full answers since the size last changed
        self._needed = _GOOD  # before it is doubled: twice as many each time that was too much
        self._doubled = False  # by the last change

    def ask(self, ask: Callable[[int], Answer]) -> Answer:
        """The answer at the size that GitHub manages; errors as of `Client.ask`."""
        before = self.size
        while True:
            requests = self._client.requests
            try:
                answer = ask(self.size)
            except TooLargeError as error:
                self._halve()
                self._client.patience.pause(1, f"{error}; asking for {self.size}")
                continue
            if self.size == 1 and self._client.requests > requests + 1:
                self.size = before  # even one was too much for a while, so size was not the matter
            return answer

    def managed(self, brought: int) -> None:
        """Grow where so many, as many as were asked for, came."""
        if brought < self.size or self.size == self._most:
            return
        self._good += 1
        if self._good >= self._needed:
            self.size, self._good, self._doubled = min(self.size * 2, self._most), 0, True

    def _halve(self) -> None:
        if self._doubled:
            self._needed *= 2
        self.size, self._good, self._doubled = max(self.size // 2, 1), 0, False
