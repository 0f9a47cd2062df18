"""The view of the present: made again behind the readers' backs, so that few wait for it.

Judging 10,000 members takes a second, and a minute later it would be due again. So whoever comes
within two minutes of another reader sees the view of a moment ago, which says of when it is, and
sets a new one going for the next. Only the first after a pause waits.
"""

import logging
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

from sgdash.show.language import speak
from sgdash.show.latest import Latest
from sgdash.show.once import make_ahead
from sgdash.show.view import View

LOG = logging.getLogger(__name__)

LONGEST = timedelta(minutes=2)
"""A view of longer ago is shown to nobody."""


@dataclass(frozen=True)
class _Kept:
    view: View
    renewing: Lock = field(default_factory=Lock)  # taken once, by who sets the next one going


class Presents:
    """The latest view of the present of each program, of those that were asked for last."""

    def __init__(self, most: int) -> None:
        self._latest = Latest[_Kept](most)
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="present")

    def view(
        self, program: Hashable, version: Hashable, moment: datetime, make: Callable[[], View]
    ) -> View:
        """The view of a program at `moment` or shortly before; `make` makes that of `moment`.

        With another version of its data or files it is always made.
        """
        kept = self._latest.get(
            program,
            version,
            lambda: _Kept(make()),
            lambda kept: timedelta(0) <= moment - kept.view.as_of <= LONGEST,
        )
        if kept.view.as_of < moment and kept.renewing.acquire(blocking=False):
            self._worker.submit(self._renew, program, version, kept, make)
        return kept.view

    def _renew(
        self, program: Hashable, version: Hashable, kept: _Kept, make: Callable[[], View]
    ) -> None:
        try:
            view = make()
        except Exception:
            LOG.exception("a program could not be judged again")
            kept.renewing.release()  # a reader is going to meet the reason
            return
        _make_pages(view)
        if self._latest.find(program, version) is kept:
            self._latest.keep(program, version, _Kept(view))


def _make_pages(view: View) -> None:
    """What cannot be made is met by the readers of its page alone: the view is good without it."""
    speak(view.program.language)
    try:
        for _step in make_ahead(view):
            pass
    except Exception:
        LOG.exception("a page could not be made ahead: %r", view.program.id)
