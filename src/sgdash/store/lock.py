"""One collection of a program at a time, on either database.

The system, or PostgreSQL, lets go of the lock when its holder is gone, however it went.
"""

import hashlib
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from sgdash.language import Foreign, say
from sgdash.store.connect import using
from sgdash.store.errors import StoreError, shown

_PAUSE = 0.1  # seconds between two attempts


@contextmanager
def alone(
    engine: sa.Engine, program: str, wait: float, waiting: Callable[[], None]
) -> Iterator[None]:
    """Hold the program's lock; wait at most `wait` seconds for it, and say first that it waits.

    Raises:
        StoreError: another collection holds it.
    """
    held = _on_postgresql if engine.dialect.name == "postgresql" else _beside_file
    with held(engine, program, wait, waiting):
        yield


@contextmanager
def _on_postgresql(
    engine: sa.Engine, program: str, wait: float, waiting: Callable[[], None]
) -> Iterator[None]:
    key = int.from_bytes(_digest(program)[:8], "big", signed=True)
    with using(engine.url), engine.connect() as connection:

        def locked() -> bool:
            taken = sa.select(sa.func.pg_try_advisory_lock(key))
            held: bool = connection.execute(taken).scalar_one()
            connection.commit()  # the lock is the session's, and a transaction would stay open
            return held

        _wait_for(locked, engine, program, wait, waiting)
        try:
            yield
        finally:
            connection.rollback()
            connection.execute(sa.select(sa.func.pg_advisory_unlock(key)))
            connection.commit()


@contextmanager
def _beside_file(
    engine: sa.Engine, program: str, wait: float, waiting: Callable[[], None]
) -> Iterator[None]:
    if sys.platform == "win32":
        yield
        return
    import fcntl  # noqa: PLC0415 - exists on POSIX only

    store = Path(str(engine.url.database))
    # the id may be of any letters, a file name may not
    path = store.with_name(f"{store.name}-{_digest(program).hex()[:12]}.lock")
    try:
        file = path.open("w")
    except OSError as error:
        told = say(
            "{store}: {cause}. Correct that and run this again",
            store=shown(engine.url),
            cause=Foreign(f"{error.strerror}: {error.filename}"),
        )
        raise StoreError(told) from error
    with file:

        def locked() -> bool:
            try:
                fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            return True

        _wait_for(locked, engine, program, wait, waiting)
        yield


def _wait_for(
    locked: Callable[[], bool],
    engine: sa.Engine,
    program: str,
    wait: float,
    waiting: Callable[[], None],
) -> None:
    deadline = time.monotonic() + wait
    if locked():
        return
    if wait:
        waiting()
    while not locked():
        if time.monotonic() > deadline:
            raise StoreError(
                f"{shown(engine.url)}: another collection of {program} is under way. "
                "Run this again once that one has ended"
            )
        time.sleep(_PAUSE)


def _digest(program: str) -> bytes:
    return hashlib.sha256(f"sgdash collect {program}".encode()).digest()
