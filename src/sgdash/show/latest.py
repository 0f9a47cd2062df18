"""What was made of the latest version of each program, kept for all readers of a server."""

from collections import OrderedDict, defaultdict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Latest(Generic[T]):
    """One value for each program, for `most` of them: those that were asked for last.

    A cache by key would keep the values of versions that nobody can ask for any more, and one with
    a term would have a reader wait for what has not changed.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, tuple[Hashable, T]] = OrderedDict()
        self._lock = Lock()
        self._making: defaultdict[Hashable, Lock] = defaultdict(Lock)

    def get(
        self,
        program: Hashable,
        version: Hashable,
        make: Callable[[], T],
        is_good: Callable[[T], bool] = lambda _value: True,
    ) -> T:
        """The value of a version if it is kept and good, else what `make` makes.

        Of all who ask at once for a program one makes it, and the others wait for it.
        """
        found = self.find(program, version)
        if found is not None and is_good(found):
            return found
        with self._lock:
            making = self._making[program]
        with making:
            found = self.find(program, version)
            if found is not None and is_good(found):
                return found
            return self.keep(program, version, make())

    def find(self, program: Hashable, version: Hashable) -> T | None:
        """The value of that version, if it is kept."""
        with self._lock:
            kept, value = self._kept.get(program, (None, None))
            if value is None or kept != version:
                return None
            self._kept.move_to_end(program)
            return value

    def keep(self, program: Hashable, version: Hashable, value: T) -> T:
        """Keep a value in the place of any other of that program."""
        with self._lock:
            self._kept[program] = (version, value)
            self._kept.move_to_end(program)
            while len(self._kept) > self._most:
                gone, _ = self._kept.popitem(last=False)
                self._making.pop(gone, None)
        return value
